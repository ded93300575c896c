//! Twice as much of anything takes about twice the work: instructions are counted by Valgrind, not seconds.
//!
//! For each kind of input the program runs over the small site with some of it, with twice and with four times as much. The
//! slope is the exponent with which the work grows; 1 is proportional, 2 is quadratic.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};

use crate::running::program;
use crate::sample::copy;

/// An exponent that sorting and trees stay below.
const STEEPEST: f64 = 1.3;

/// A kind of input: its name, the command that reads it, a number, and the files that so much makes.
type Input = (&'static str, &'static str, usize, fn(usize) -> Vec<(&'static str, String)>);

/// Inputs that CI tries; all others are a long form.
const SHORT: [&str; 2] = ["attributes of a tag", "pictures without an end"];

fn article(fields: &str, body: &str) -> Vec<(&'static str, String)> {
    let text = format!("---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n{fields}\n---\n{body}\n");
    vec![("content/articles/them.md", text)]
}

fn body(text: &str) -> Vec<(&'static str, String)> {
    article("", text)
}

/// Numbered texts in a row.
fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// A list file of the small site with more records.
fn more(path: &'static str, added: &str) -> Vec<(&'static str, String)> {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small").join(path);
    vec![(path, fs::read_to_string(fixture).unwrap_or_default() + added)]
}

fn models(count: usize, more: impl Fn(usize) -> String) -> Vec<(&'static str, String)> {
    let model = |number: usize| {
        format!(
            "- {{id: m{number}, name: Mô hình {number}, field: kinh-te, level: base, locality: xa-moi, registered: 2024, status: ended{}}}\n",
            more(number)
        )
    };
    vec![("content/models/khac.yaml", numbered(count, model))]
}

fn entries(count: usize, body: &str) -> Vec<(&'static str, String)> {
    let entry = |number: usize| {
        format!(
            "- {{id: e{number}, title: Bài {number}, genre: bai-viet, submitted: 2025-05-05, authors: [{{name: Tác Giả {number}}}], consent: {{given: true}}, status: accepted, private: {{phone: \"09{number:08}\"}}, body: {body}}}\n"
        )
    };
    vec![("content/contests/thi-viet/entries/nhieu.yaml", numbered(count, entry))]
}

const INPUTS: [Input; 32] = [
    ("a long text of a field", "check", 400_000, |n| {
        article(&format!("summary: {}", "dân vận ".repeat(n / 8)), "")
    }),
    ("keys that nobody knows", "check", 2_000, |n| article(&numbered(n, |at| format!("khoa{at}: 1\n")), "")),
    ("a list in a field", "check", 40_000, |n| article(&format!("extra: {{a: [{}1]}}", "1, ".repeat(n)), "")),
    ("aliases of YAML", "check", 20_000, |n| {
        article(&format!("extra:\n  a: &a [1, 2]\n  b: [{}*a]", "*a, ".repeat(n)), "")
    }),
    ("old addresses", "check", 3_000, |n| {
        article(&format!("aliases: [{}]", numbered(n, |at| format!("/cu/{at}/, "))), "")
    }),
    ("corrections", "check", 2_000, |n| {
        article(
            &format!(
                "corrections:\n{}",
                numbered(n, |at| format!("  - {{date: 2025-05-02, text: Sửa {at}}}\n"))
            ),
            "",
        )
    }),
    ("paragraphs", "build", 4_000, |n| body(&"Một đoạn văn dân vận khéo.\n\n".repeat(n))),
    ("a long paragraph", "build", 20_000, |n| body(&"Một câu văn. ".repeat(n))),
    ("elements in each other", "build", 20_000, |n| body(&"<div>".repeat(n))),
    ("elements on a line", "build", 10_000, |n| body(&"<div></div>".repeat(n))),
    ("attributes of a tag", "build", 6_000, |n| {
        body(&format!("<p {}>a</p>", numbered(n, |at| format!(" a{at}=x"))))
    }),
    ("comments that do not end", "build", 40_000, |n| body(&"<!-- ".repeat(n))),
    ("entities", "build", 20_000, |n| body(&"&amp;".repeat(n))),
    ("emphasis that does not end", "build", 20_000, |n| body(&"*a **b _c ".repeat(n / 3))),
    ("brackets", "build", 40_000, |n| body(&"[".repeat(n))),
    ("pictures without an end", "build", 3_000, |n| body(&"![a](".repeat(n))),
    ("quotations in each other", "build", 4_000, |n| body(&("> ".repeat(n) + "a"))),
    ("lists", "build", 5_000, |n| body(&"- một dòng\n".repeat(n))),
    ("rows of a table", "build", 4_000, |n| {
        body(&format!("| a | b |\n|---|---|\n{}", "| một | hai |\n".repeat(n)))
    }),
    ("columns of a table", "build", 3_000, |n| {
        body(&format!("|{}\n|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n), "b|".repeat(n)))
    }),
    ("footnotes", "build", 1_000, |n| body(&numbered(n, |at| format!("Chữ[^{at}]\n\n[^{at}]: chú\n\n")))),
    ("links by reference", "build", 3_000, |n| {
        body(
            &(numbered(n, |at| format!("[a{at}]\n"))
                + "\n"
                + &numbered(n, |at| format!("[a{at}]: https://a.vn/{at}\n"))),
        )
    }),
    ("headings of the same words", "build", 2_000, |n| body(&"## Mục\n\nchữ\n\n".repeat(n))),
    ("broken links", "check", 2_000, |n| body(&numbered(n, |at| format!("[a](khong-co-{at}.md) ")))),
    ("bare addresses", "build", 4_000, |n| body(&"https://a.vn/x ".repeat(n))),
    ("blocks of code", "build", 500, |n| body(&"```rust\nfn a() {}\n```\n\n".repeat(n))),
    ("redirects", "check", 2_000, |n| {
        more(
            "content/site.yaml",
            &numbered(n, |at| format!("  - {{from: /cu/{at}.html, to: /gioi-thieu/}}\n")),
        )
    }),
    ("rows of a series", "build", 5_000, |n| {
        vec![("content/data/dai.csv", format!("Năm,Điểm\n{}", numbered(n, |at| format!("{at},1\n"))))]
    }),
    ("groups of synonyms", "build", 2_000, |n| {
        vec![("content/taxonomies/synonyms.yaml", numbered(n, |at| format!("- [từ {at}, chữ {at}]\n")))]
    }),
    ("models", "check", 150, |n| models(n, |_| String::new())),
    ("models after each other", "check", 150, |n| {
        models(n, |at| {
            at.checked_sub(1).map_or(String::new(), |before| format!(", replicated_from: [m{before}]"))
        })
    }),
    ("entries", "build", 150, |n| entries(n, "Một bài viết về dân vận khéo ở xã Mới")),
];

/// A test for each input; without Valgrind they are ignored.
pub(crate) fn trials() -> Vec<Trial> {
    let is_there = program("valgrind").is_some();
    let trial = |input: &'static Input| {
        let name = format!("twice as many are twice the work: {}", input.0);
        if SHORT.contains(&input.0) {
            return crate::needs(is_there, "Valgrind", &name, move || steepness(input));
        }
        Trial::test(format!("{name} (long form)"), move || steepness(input)).with_ignored_flag(true)
    };
    INPUTS.iter().map(trial).collect()
}

fn steepness(input: &Input) -> Result<(), Failed> {
    let (name, command, count, files) = *input;
    let counted = |times: usize| instructions(name, command, &files(times * count / 2));
    let (half, once, twice) = (counted(1)?, counted(2)?, counted(4)?);
    // What does not depend on the input goes out of the differences.
    let (first, second) = (once - half, twice - once);
    if first < 0.01 * half {
        return Err(format!("{name}: {first} more than {half} instructions say nothing; try more").into());
    }
    let slope = (second / first).log2();
    if slope > STEEPEST {
        return Err(format!("{name}: {half}, {once}, {twice} instructions have a slope of {slope:.2}").into());
    }
    Ok(())
}

/// The instructions of a run over the small site with these files besides.
fn instructions(name: &str, command: &str, files: &[(&str, String)]) -> Result<f64, Failed> {
    let mut folder = String::from(env!("CARGO_TARGET_TMPDIR"));
    write!(folder, "/slopes/{}", name.replace(' ', "-"))?;
    let root = Path::new(&folder);
    let _ = fs::remove_dir_all(root);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small"), root);
    for (path, text) in files {
        fs::write(root.join(path), text)?;
    }
    let mut valgrind = Command::new(program("valgrind").ok_or("Valgrind is not installed")?);
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(env!("CARGO_BIN_EXE_bantin")).args([
        "--root",
        &folder,
        "--quiet",
        command,
        "--now",
        "2026-07-01",
    ]);
    // One thread, so that who waits for whom changes nothing.
    let output = valgrind.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).output()?;
    fs::remove_dir_all(root)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.lines().find_map(|line| line.split_once("I   refs:"));
    let count = counted
        .ok_or_else(|| format!("{name}: Valgrind counted nothing: {}", said.get(..400).unwrap_or(&said)))?;
    Ok(count.1.trim().replace(',', "").parse()?)
}
