//! The summary of a build, in a few lines.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use bantin::site::{SkipReason, Skipped};
use bantin::workspace::build::{Summary, Unread, WhyUnread};
use bantin_text::language::Language;
use bantin_text::{number, width};

use crate::cli::say;

/// What to print in a summary.
pub(crate) struct Told<'o> {
    /// The output folder; `None` for a preview.
    pub(crate) output: Option<&'o Path>,
    pub(crate) elapsed: Duration,
    /// Whether each unpublished record is named.
    pub(crate) names: bool,
    pub(crate) language: Language,
}

impl Told<'_> {
    /// The whole text: a line for the site, one per kind of page, one per reason for leaving records out.
    pub(crate) fn text(&self, summary: &Summary) -> String {
        let mut text = self.headline(summary);
        let kinds: Vec<_> = summary.pages.iter().map(|(kind, count)| (self.kind(kind), *count)).collect();
        text += &self.table(&kinds);
        text + &self.skipped(&summary.skipped)
            + &self.allowed(&summary.allowed)
            + &self.policy(summary.policy.as_deref())
            + &self.unread(&summary.unread)
    }

    /// One line: pages, files, bytes, seconds.
    pub(crate) fn headline(&self, summary: &Summary) -> String {
        let count = |number: usize| self.number(number);
        let pages = count(summary.pages.iter().map(|(_, count)| count).sum());
        let (files, bytes) = (count(summary.files), number::bytes(summary.bytes, self.language));
        let seconds = number::decimal(self.elapsed.as_secs_f64(), self.language, 2);
        let Some(output) = self.output else {
            return say!(
                self.language,
                "Chuyên trang có {pages} trang ({files} tệp, {bytes}), xem lại trong {seconds} giây\n",
                "The site has {pages} pages ({files} files, {bytes}), gone through in {seconds} s\n"
            );
        };
        let output = output.strip_prefix(".").unwrap_or(output).display();
        say!(
            self.language,
            "Đã dựng {pages} trang vào {output} ({files} tệp, {bytes}) trong {seconds} giây\n",
            "Built {pages} pages into {output} ({files} files, {bytes}) in {seconds} s\n"
        )
    }

    fn allowed(&self, allowed: &[(String, String)]) -> String {
        let line = |(text, reason): &(String, String)| {
            say!(
                self.language,
                "Cho phép đăng theo `site.yaml`: {text} ({reason})\n",
                "Let pass by `site.yaml`: {text} ({reason})\n"
            )
        };
        allowed.iter().map(line).collect()
    }

    /// What the web server must be told where pages load from other hosts.
    fn policy(&self, policy: Option<&str>) -> String {
        let line = |policy| {
            say!(
                self.language,
                "Máy chủ web phải gửi kèm Content-Security-Policy: {policy}\n",
                "The web server must send Content-Security-Policy: {policy}\n"
            )
        };
        policy.map_or_else(String::new, line)
    }

    /// The PDF files whose text the search does not have.
    fn unread(&self, unread: &[Unread]) -> String {
        let mut files = unread.to_vec();
        files.sort();
        let mut text = String::new();
        for group in files.chunk_by(|a, b| a.why == b.why) {
            let count = self.number(group.len());
            text += &match group[0].why {
                WhyUnread::Scanned => say!(
                    self.language,
                    "PDF bản quét, không có lớp chữ nên tìm kiếm không thấy nội dung, {count}:\n",
                    "PDF without a text layer (scanned), not found by what they say, {count}:\n"
                ),
                WhyUnread::Locked => say!(
                    self.language,
                    "PDF có mật khẩu, tìm kiếm không thấy nội dung, {count}:\n",
                    "PDF locked by a password, not found by what they say, {count}:\n"
                ),
                WhyUnread::Damaged => say!(
                    self.language,
                    "PDF hỏng hoặc quá lớn, tìm kiếm không thấy nội dung, {count}:\n",
                    "PDF damaged or too large, not found by what they say, {count}:\n"
                ),
            };
            for file in group {
                let _ = writeln!(text, "  {}", file.path);
            }
        }
        text
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
            text += &self.table(&rows);
        }
        // Who waits for an approval is named in any case: the desk has to act.
        let is_told = |group: &&[Skipped]| self.names || group[0].reason == SkipReason::NotApproved;
        for group in groups.into_iter().filter(is_told) {
            let _ = writeln!(text, "  {} ({})", self.reason(group[0].reason), self.number(group.len()));
            for record in group {
                let _ = writeln!(text, "    {} {}", self.kind(&record.kind), record.id);
            }
        }
        text
    }

    /// Labels left-aligned, numbers right-aligned.
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

    /// The name of a kind of page or record; kinds not listed here are printed as they are.
    fn kind<'k>(&self, kind: &'k str) -> &'k str {
        let (vietnamese, english) = match kind {
            "home" => ("trang chủ", "home"),
            "news" => ("danh sách tin", "lists of news"),
            "article" => ("tin, bài", "article"),
            "withdrawn" => ("trang báo đã gỡ", "withdrawn"),
            "tags" => ("danh sách thẻ", "list of tags"),
            "tag" => ("thẻ", "tag"),
            "models" => ("danh sách mô hình", "lists of models"),
            "model" => ("mô hình", "model"),
            "contests" => ("danh sách cuộc thi", "list of contests"),
            "contest" => ("cuộc thi", "contest"),
            "rules" => ("thể lệ", "rules"),
            "entries" => ("danh sách bài dự thi", "lists of entries"),
            "entry" => ("bài dự thi", "entry"),
            "results" => ("kết quả", "results"),
            "programmes" => ("danh sách chương trình", "list of programmes"),
            "programme" => ("chương trình", "programme"),
            "documents" => ("danh sách văn bản", "lists of documents"),
            "document" => ("văn bản", "document"),
            "topic" => ("chuyên đề", "topic"),
            "author" => ("tác giả", "author"),
            "localities" => ("danh sách địa bàn", "list of localities"),
            "locality" => ("địa bàn", "locality"),
            "organizations" => ("danh sách đơn vị", "list of organizations"),
            "organization" => ("đơn vị", "organization"),
            "statistics" => ("thống kê", "statistics"),
            "all-series" => ("danh sách bảng số liệu", "list of series"),
            "series" => ("bảng số liệu", "series"),
            "search" => ("tìm kiếm", "search"),
            "page" => ("trang thông tin", "page"),
            "404" => ("trang không tìm thấy", "not found"),
            _ => return kind,
        };
        if self.language == Language::Vi { vietnamese } else { english }
    }

    fn reason(&self, reason: SkipReason) -> &'static str {
        let (vietnamese, english) = match reason {
            SkipReason::Draft => ("bản nháp", "draft"),
            SkipReason::Future => ("chưa đến ngày đăng", "date ahead"),
            SkipReason::Expired => ("đã hết hạn", "expired"),
            SkipReason::NotApproved => ("chưa được duyệt (thiếu `approved`)", "not approved (no `approved`)"),
            SkipReason::ContestOpen => ("cuộc thi chưa kết thúc nhận bài", "contest not closed yet"),
            SkipReason::NotAccepted => ("bài chưa được nhận", "entry not accepted"),
            SkipReason::NoConsent => ("tác giả không đồng ý đăng", "no consent of the authors"),
        };
        if self.language == Language::Vi { vietnamese } else { english }
    }
}

#[cfg(test)]
mod tests;
