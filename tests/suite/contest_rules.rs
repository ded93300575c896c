//! The rules of a contest on whole sites: the sample content keeps them at every stage.

use std::path::Path;

use bantin::diagnostic::{Code, Severity};
use bantin::progress::Silent;
use bantin::site::Publication;
use bantin::workspace::{Options, Workspace};

use crate::site::SiteTest;

#[test]
fn the_sample_content_breaks_no_rule_at_any_stage() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for now in ["2025-06-01T00:00:00Z", "2025-08-01T00:00:00Z", "2026-03-01T00:00:00Z"] {
        let options = Options {
            root: root.to_path_buf(),
            output: root.join("target/never-written"),
            base_url: None,
            now: now.parse().expect("a timestamp"),
            publication: Publication::default(),
            strict: false,
            clean: false,
            force: false,
            compress: false,
        };
        let outcome = Workspace::new(options).check(&Silent);
        // At a past date some linked articles are not published yet: those warnings are expected.
        let wrong = outcome.report.entries().iter().filter(|entry| entry.code != Code::UnpublishedReference);
        let told: Vec<_> = wrong.map(|e| format!("{}:{} {}", e.file, e.start.line, e.message.en)).collect();
        assert!(told.is_empty(), "at {now}:\n{}", told.join("\n"));
    }
}

#[test]
fn a_breach_hardens_the_moment_the_results_are_known() {
    let late = "---\ntitle: Thêm\ngenre: bai-viet\nauthors: [{name: Lan}]\nsubmitted: 2025-07-02\nconsent: {given: true}\nstatus: accepted\n---\n";
    let site = SiteTest::fixture("small").file("content/contests/thi-viet/entries/them.md", late);
    let severity = |site: &SiteTest| {
        let outcome = site.check();
        let found = outcome
            .report
            .entries()
            .iter()
            .find(|entry| entry.code == Code::AfterDeadline)
            .map(|entry| entry.severity);
        found.expect("it is late")
    };
    let site = site.with(|options| options.now = "2025-09-01T00:59:59Z".parse().expect("a timestamp"));
    assert_eq!(severity(&site), Severity::Warning);
    let site = site.with(|options| options.now = "2025-09-01T01:00:00Z".parse().expect("a timestamp"));
    assert_eq!(severity(&site), Severity::Error);
}
