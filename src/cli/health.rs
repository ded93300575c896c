//! `bantin health`: looks at a served site from outside.

use bantin::diagnostic::Severity;
use bantin::file_list::{BUILD, BuildInfo};
use bantin::health::look;
use bantin::http;
use bantin_text::language::Language;
use jiff::SignedDuration;

use crate::cli::args::{Common, Format, Health};
use crate::cli::{Status, clock, print, report, request, say, verify};

/// Runs the command. The output of this machine, if there is one, is what should be served.
pub(crate) fn run(common: &Common, command: &Health, language: Language) -> Status {
    let site = format!("{}/", command.site_url.trim_end_matches('/'));
    let built = std::fs::read(common.root().join(request::USUAL_OUTPUT).join(BUILD)).ok();
    let built = built.and_then(|bytes| BuildInfo::parse(&bytes));
    let oldest = SignedDuration::from_hours(command.max_age_hours);
    let health = look(&http::agent(), &site, built.as_ref(), oldest, &clock::local(common.root()));
    let is_sound = !health.diagnostics.iter().any(|one| one.severity == Severity::Error);
    let found = verify::reported(health.diagnostics);
    report::print(&found, command.format, language);
    if is_sound && command.format == Format::Text && !common.quiet {
        let (asked, hours) = (health.asked, health.age.map_or(0, |age| age.as_hours()));
        print(&say!(
            language,
            "{site} đang phát đúng bản, dựng cách đây {hours} giờ; đã hỏi {asked} tệp\n",
            "{site} serves the right output, built {hours} hours ago; asked for {asked} files\n"
        ));
        if let Some(day) = health.certificate_until {
            let vi = day.strftime("%d/%m/%Y");
            print(&say!(
                language,
                "Chứng thư có hiệu lực đến ngày {vi}\n",
                "The certificate is good until {day}\n"
            ));
        }
    }
    report::status(&found)
}
