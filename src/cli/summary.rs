//! Tells in a few lines what was built.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use bantin::driver::Summary;
use bantin::site::{SkipReason, Skipped};
use bantin::text::language::Language;
use bantin::text::{number, width};

use crate::cli::say;

/// How a summary is told.
pub(crate) struct Told<'o> {
    /// Where the site was written.
    pub(crate) output: &'o Path,
    /// How long it took.
    pub(crate) elapsed: Duration,
    /// Whether every record that is not published is named.
    pub(crate) names: bool,
    /// In which language.
    pub(crate) language: Language,
}

impl Told<'_> {
    /// The whole text: one line for the site, one a kind of page, one a reason.
    pub(crate) fn text(&self, summary: &Summary) -> String {
        let mut text = self.headline(summary);
        let kinds: Vec<_> = summary.pages.iter().map(|(kind, count)| (self.kind(kind), *count)).collect();
        text += &self.table(&kinds);
        text + &self.skipped(&summary.skipped)
    }

    /// One line: pages, files, bytes, seconds.
    pub(crate) fn headline(&self, summary: &Summary) -> String {
        let count = |number: usize| self.number(number);
        let pages = count(summary.pages.iter().map(|(_, count)| count).sum());
        let (files, bytes) = (count(summary.files), number::bytes(summary.bytes, self.language));
        let seconds = number::decimal(self.elapsed.as_secs_f64(), self.language, 2);
        let output = self.output.strip_prefix(".").unwrap_or(self.output).display();
        say!(
            self.language,
            "Đã dựng {pages} trang vào {output} ({files} tệp, {bytes}) trong {seconds} giây\n",
            "Built {pages} pages into {output} ({files} files, {bytes}) in {seconds} s\n"
        )
    }

    fn skipped(&self, skipped: &[Skipped]) -> String {
        if skipped.is_empty() {
            return String::new();
        }
        let count = self.number(skipped.len());
        let mut text = say!(self.language, "Không đăng {count} bản ghi:\n", "Not published, {count}:\n");
        let mut groups = skipped.to_vec();
        groups.sort();
        let groups: Vec<_> = groups.chunk_by(|a, b| a.reason == b.reason).collect();
        if !self.names {
            let rows: Vec<_> =
                groups.iter().map(|group| (self.reason(group[0].reason), group.len())).collect();
            return text + &self.table(&rows);
        }
        for group in groups {
            let _ = writeln!(text, "  {} ({})", self.reason(group[0].reason), self.number(group.len()));
            for record in group {
                let _ = writeln!(text, "    {} {}", self.kind(record.kind), record.id);
            }
        }
        text
    }

    /// Labels at the left, numbers flush at the right.
    fn table(&self, rows: &[(&str, usize)]) -> String {
        let counts: Vec<_> = rows.iter().map(|(_, count)| self.number(*count)).collect();
        let label_width = rows.iter().map(|(label, _)| width::display_width(label)).max().unwrap_or(0);
        let count_width = counts.iter().map(String::len).max().unwrap_or(0);
        let row = |((label, _), count): (&(&str, usize), &String)| {
            let gap = label_width - width::display_width(label);
            format!("  {label}{:gap$}  {count:>count_width$}\n", "")
        };
        rows.iter().zip(&counts).map(row).collect()
    }

    fn number(&self, count: usize) -> String {
        number::integer(i64::try_from(count).unwrap_or(i64::MAX), self.language)
    }

    /// The name of a kind of page; one that is not listed here speaks for itself.
    fn kind<'k>(&self, kind: &'k str) -> &'k str {
        let vietnamese = match kind {
            "home" => "trang nhất",
            "news" => "danh sách tin",
            "list" => "danh sách",
            "article" => "tin, bài",
            "category" => "chuyên mục",
            "tag" => "thẻ",
            "model" => "mô hình",
            "models" => "danh sách mô hình",
            "field" => "lĩnh vực",
            "contest" => "cuộc thi",
            "contests" => "danh sách cuộc thi",
            "rules" => "thể lệ",
            "entry" => "bài dự thi",
            "entries" => "danh sách bài dự thi",
            "results" => "kết quả",
            "programme" => "chương trình",
            "locality" => "địa bàn",
            "organization" => "đơn vị",
            "statistics" => "thống kê",
            "search" => "tìm kiếm",
            "page" => "trang cố định",
            "tombstone" => "trang đã gỡ",
            "redirect" => "chuyển hướng",
            "error" => "trang báo lỗi",
            _ => kind,
        };
        if self.language == Language::Vi { vietnamese } else { kind }
    }

    fn reason(&self, reason: SkipReason) -> &'static str {
        let (vietnamese, english) = match reason {
            SkipReason::Draft => ("bản nháp", "draft"),
            SkipReason::Future => ("chưa đến ngày đăng", "date ahead"),
            SkipReason::Expired => ("đã hết hạn", "expired"),
            SkipReason::ContestOpen => ("cuộc thi chưa kết thúc nhận bài", "contest not closed yet"),
            SkipReason::NotAccepted => ("bài chưa được nhận", "entry not accepted"),
            SkipReason::NoConsent => ("tác giả không đồng ý đăng", "no consent of the authors"),
        };
        if self.language == Language::Vi { vietnamese } else { english }
    }
}

#[cfg(test)]
mod tests;
