//! Documents (văn bản): decisions, plans, guidelines and the like, with what they change.

use crate::content::article::{Approval, Correction, Withdrawal};
use crate::value::{Id, When};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};
use bantin_text::language::Language;

fields! {
    /// The fields of a document.
    pub struct DocumentFields {
        /// Name for life; else the file's name.
        optional id: Id,
        /// Its number: `13-ĐA/TU`.
        optional number: String,
        /// What it is about, as its title says.
        required title: String,
        /// What kind of document it is.
        required kind: DocumentKind,
        /// Who issued it, by id.
        optional issuer: String,
        /// Who issued it, in words, where the organization is not listed.
        optional issuer_name: String,
        /// Who signed it: name or office.
        optional signer: String,
        /// Its date.
        required issued: When,
        /// When it takes effect, if later than its date.
        optional effective: When,
        /// The last day on which it is in force.
        optional expires: When,
        /// Field (lĩnh vực), by id.
        optional field: String,
        /// The file, relative to the record's.
        optional file: String,
        /// How many pages it has.
        optional pages: u64,
        /// One paragraph.
        optional summary: String,
        /// The text, or what it says.
        optional body: String,
        /// Keywords.
        list tags: String,
        /// The documents it changes, by id.
        list amends: String,
        /// The documents whose place it takes, by id.
        list replaces: String,
        /// The programmes it belongs to, by id.
        list programmes: String,
        /// Who approved it for publication, and when.
        optional approved: Approval,
        /// What was corrected after publication.
        list corrections: Correction,
        /// Set when the document is taken back: a page that says so stays at its URL.
        optional withdrawn: Withdrawal,
        /// Not ready to be published.
        or(false) draft: bool,
        /// Paths that lead here from an older site.
        list aliases: String,
        /// The language it is written in; else the site's.
        optional language: Language,
        /// Anything, for themes.
        optional extra: Node,
    }
}

choices! {
    /// What kind of document it is.
    pub enum DocumentKind {
        /// Nghị định.
        Decree = "decree",
        /// Thông tư.
        Circular = "circular",
        /// Quyết định.
        Decision = "decision",
        /// Chỉ thị.
        Directive = "directive",
        /// Kế hoạch.
        Plan = "plan",
        /// Đề án.
        Scheme = "scheme",
        /// Hướng dẫn.
        Guideline = "guideline",
        /// Báo cáo.
        Report = "report",
        /// Thông báo.
        Notice = "notice",
        /// Công văn.
        Letter = "letter",
        /// Something else, such as a resolution.
        Other = "other",
    }
}
