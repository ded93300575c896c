//! Generates a large site for measurements: 11,784 models in list files, and 5,000 entries of 1,000 syllables, of which
//! every hundredth shares 800 syllables with the one before it. `MODELS` makes fewer, and entries in proportion.
//!
//! ```sh
//! cargo run --release --example large_register -- tests/fixtures/small OUT [MODELS]
//! bantin --root OUT build
//! bantin --root OUT duplicates
//! ```

use std::fmt::Write;
use std::fs;
use std::io::Result;
use std::path::Path;

const MODELS: usize = 11_784;
const COMMUNES: usize = 138;
const PER_FILE: usize = 1_200;
const ENTRIES: usize = 5_000;
const SYLLABLES: usize = 1_000;

/// Syllables from which texts are generated.
const WORDS: &str = "bà con trong thôn cùng nhau giữ đường làng ngõ xóm sạch đẹp mỗi tháng hai buổi tổ tự quản họp \
    bàn việc chung rồi phân công từng hộ cán bộ xã xuống nghe dân nói ghi vào sổ trả lời đúng hẹn người trước làm mẫu \
    người sau làm theo mô hình lan sang bản bên cạnh suối đồi chè nương ngô nhà văn hóa sáng đèn lớp học buổi tối";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: large_register SITE OUT [MODELS]"));
    };
    let models =
        arguments.next().map_or(Ok(MODELS), |number| number.parse()).map_err(std::io::Error::other)?;
    let entries = models * ENTRIES / MODELS;
    let (from, to) = (Path::new(&from), Path::new(&to));
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    let mut communes = String::new();
    for number in 0..COMMUNES {
        let _ = writeln!(communes, "- {{id: xa-{number}, name: Xã {number}, level: commune, parent: tinh}}");
    }
    let file = to.join("content/taxonomies/localities.yaml");
    fs::write(&file, fs::read_to_string(&file)? + &communes)?;
    let mut random = Random(7);
    for first in (0..models).step_by(PER_FILE) {
        let last = models.min(first + PER_FILE);
        let list: String = (first..last).map(|number| model(number, &mut random)).collect();
        fs::write(to.join(format!("content/models/list-{first:05}.yaml")), list)?;
    }
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut before: Vec<&str> = Vec::new();
    for number in 0..entries {
        let mut text: Vec<&str> = (0..SYLLABLES).map(|_| words[random.below(words.len())]).collect();
        if number % 100 == 99 {
            text[..800].copy_from_slice(&before[..800]);
        }
        let entry = format!(
            "---\ntitle: Bài {number}\ngenre: bai-viet\nauthors: [{{name: Tác giả {number}}}]\nsubmitted: 2025-05-05\nconsent: {{given: true}}\nstatus: accepted\n---\n\n{}\n",
            text.join(" ")
        );
        fs::write(to.join(format!("content/contests/thi-viet/entries/e-{number}.md")), entry)?;
        before = text;
    }
    Ok(())
}

fn model(number: usize, random: &mut Random) -> String {
    let level = ["province", "district", "commune", "base", "base", "base"][random.below(6)];
    let status = ["registered", "recognized", "exemplary", "ended"][random.below(4)];
    let commune = random.below(COMMUNES);
    let year = 2016 + number % 9;
    let copied =
        if number % 10 == 9 { format!("  replicated_from: [m-{}]\n", number - 3) } else { String::new() };
    format!(
        "- id: m-{number}\n  name: Mô hình số {number} về tổ tự quản giữ gìn vệ sinh thôn bản\n  field: kinh-te\n  level: {level}\n  locality: xa-{commune}\n  registered: {year}\n  status: {status}\n  summary: Tổ tự quản số {number} gồm các hộ trong thôn cùng nhau giữ đường làng sạch đẹp, mỗi tháng hai buổi.\n  results: [Đường thôn sạch, Không còn rác ven suối]\n{copied}"
    )
}

/// Deterministic pseudo-random numbers (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
