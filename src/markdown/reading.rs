//! State of reading one text: the resolver, and the problems, files and links found so far.

use std::ops::Range;

use crate::content::kind::RecordKind;
use crate::diagnostic::{Code, LocalizedText, localized};
use crate::image::{AttachedFile, Picture};
use crate::markdown::{Failure, FileLink, HeadingLink, Problem, Resolver, Target};
use crate::url::{decode, encode_address};
use crate::value::Link;
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

/// Files below this folder are copied anyway.
const STATIC: &str = "content/static/";

pub(super) struct Reading<'r> {
    pub(super) resolver: &'r dyn Resolver,
    pub(super) language: Language,
    pub(super) problems: Vec<Problem>,
    /// Files to be copied, without duplicates.
    pub(super) assets: Vec<AttachedFile>,
    /// Links to headings of other records, checked when all bodies are read.
    pub(super) heading_links: Vec<HeadingLink>,
    /// Links to files of the output, checked when all files are known.
    pub(super) file_links: Vec<FileLink>,
    /// Links to headings of this text.
    pub(super) local_links: Vec<(String, Range<usize>)>,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Percent-encoded, not yet escaped for HTML.
    pub(super) href: String,
    pub(super) external: bool,
}

impl<'r> Reading<'r> {
    pub(super) fn new(resolver: &'r dyn Resolver, language: Language) -> Self {
        Self {
            resolver,
            language,
            problems: Vec::new(),
            assets: Vec::new(),
            heading_links: Vec::new(),
            file_links: Vec::new(),
            local_links: Vec::new(),
        }
    }

    pub(super) fn error(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: LocalizedText,
        help: LocalizedText,
    ) {
        self.problems.push(Problem::error(code, range, message).help(help));
    }

    /// Reports a failure of the resolver.
    pub(super) fn fail(&mut self, range: Range<usize>, failure: Failure) {
        let mut problem = Problem::error(failure.code, range, failure.message);
        problem.help = failure.help;
        self.problems.push(problem);
    }

    /// Resolves a picture of this site and marks its file to be copied.
    pub(super) fn picture(&mut self, file: &str, range: Range<usize>) -> Option<Picture> {
        if is_address(file) {
            let message = localized!(
                "ảnh không được lấy từ nơi khác: `{file}`",
                "a picture may not come from elsewhere: `{file}`"
            );
            let help = localized!(
                "tải ảnh về, đặt tệp cạnh bài viết và ghi tên tệp",
                "download the picture, put the file beside the article and write the file's name"
            );
            self.error(Code::UnsafeUrl, range, message, help);
            return None;
        }
        match self.resolver.picture(file) {
            Ok(picture) => {
                if let Ok(asset) = self.resolver.file(file) {
                    self.keep(asset);
                }
                Some(picture)
            }
            Err(failure) => {
                self.fail(range, failure);
                None
            }
        }
    }

    /// Resolves another file of this site and marks it to be copied.
    pub(super) fn file(&mut self, file: &str, range: Range<usize>) -> Option<AttachedFile> {
        match self.resolver.file(file) {
            Ok(asset) => {
                self.keep(asset.clone());
                Some(asset)
            }
            Err(failure) => {
                self.fail(range, failure);
                None
            }
        }
    }

    fn keep(&mut self, asset: AttachedFile) {
        if !asset.source.starts_with(STATIC) && !self.assets.contains(&asset) {
            self.assets.push(asset);
        }
    }

    /// Resolves a link. Returns `None` if its text is to stay without a link.
    pub(super) fn anchor(&mut self, address: &str, range: Range<usize>) -> Option<Anchor> {
        let address = address.trim();
        if let Some(heading) = address.strip_prefix('#') {
            self.local_links.push((decode(heading), range));
            return Some(Anchor { href: encode_address(address), external: false });
        }
        match scheme(address) {
            Some(kind) if RecordKind::of_link(kind).is_some() => self.internal(address, range),
            None if !address.starts_with("//") && !address.chars().any(char::is_control) => {
                self.internal(address, range)
            }
            Some(_) if Link::is_safe(address) => {
                let external = !address.starts_with("mailto:") && !address.starts_with("tel:");
                Some(Anchor { href: encode_address(address), external })
            }
            scheme => {
                self.refuse(address, scheme, range);
                None
            }
        }
    }

    fn refuse(&mut self, address: &str, scheme: Option<&str>, range: Range<usize>) {
        let message = localized!(
            "địa chỉ `{address}` không an toàn hoặc không đúng",
            "the address `{address}` is not safe, or not right"
        );
        let help = match nearest(scheme.unwrap_or(""), RecordKind::LINKED.map(RecordKind::as_str)) {
            Some(near) => localized!("có phải ý bạn là `{near}:…`?", "did you mean `{near}:…`?"),
            None => localized!(
                "chỉ dùng `https://…`, `http://…`, `mailto:…`, `tel:…`, tệp cạnh bài, hoặc `article:ID` và các loại tương tự",
                "use `https://…`, `http://…`, `mailto:…`, `tel:…`, a file beside the record, or `article:ID` and its like"
            ),
        };
        self.error(Code::UnsafeUrl, range, message, help);
    }

    /// Resolves a link to a record, page or file of this site, with or without `?query` and `#heading`.
    fn internal(&mut self, address: &str, range: Range<usize>) -> Option<Anchor> {
        let (target, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let heading = rest.split_once('#').map(|(_, heading)| heading);
        let path = match self.resolver.link(target) {
            Target::Record(record, path) => {
                if let Some(heading) = heading.filter(|heading| !heading.is_empty()) {
                    self.heading_links.push(HeadingLink { record, heading: decode(heading), range });
                }
                path
            }
            Target::Path(path) => path,
            Target::OutputFile(path) => {
                self.file_links.push(FileLink { path: path.clone(), range });
                path
            }
            Target::File(asset) => {
                self.keep(asset.clone());
                asset.path
            }
            Target::Unpublished => {
                let message = localized!(
                    "`{target}` hiện chưa đăng: chữ vẫn hiện, nhưng không thành liên kết",
                    "`{target}` is not published now: its text stays, without a link"
                );
                self.problems.push(Problem::warning(Code::UnpublishedReference, range, message));
                return None;
            }
            Target::Broken => return None,
            Target::Missing(failure) => {
                self.fail(range, failure);
                return None;
            }
        };
        Some(Anchor { href: self.resolver.href(&path) + &encode_address(rest), external: false })
    }
}

/// Whether the name of a picture is an address elsewhere, not a file of the site.
fn is_address(file: &str) -> bool {
    file.starts_with("//") || file.starts_with("\\\\") || scheme(file).is_some()
}

/// The scheme of an address: the text before a colon that no `/`, `?` or `#` precedes (RFC 3986, 4.2).
fn scheme(address: &str) -> Option<&str> {
    address.split(['/', '?', '#']).next()?.split_once(':').map(|(scheme, _)| scheme)
}
