//! State of reading one text: the resolver, and the problems, files and links found so far.

use std::borrow::Cow;
use std::ops::Range;

use crate::config::raw::ExternalImages;
use crate::content::kind::Kind;
use crate::diagnostic::{Code, LocalizedText, localized};
use crate::image::{AttachedFile, Picture};
use crate::markdown::outline::Outline;
use crate::markdown::{Failure, FileLink, HeadingLink, Ids, LinkTarget, Options, Problem, Resolver};
use crate::url::{decode, encode_address};
use crate::value::Link;
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

/// Files below this folder are copied anyway.
const STATIC: &str = "content/static/";

pub(super) struct Reading<'r> {
    pub(super) resolver: &'r dyn Resolver,
    pub(super) language: Language,
    external_images: ExternalImages,
    pub(super) ids: &'r mut Ids,
    pub(super) outline: Outline,
    /// Ids of anchors that the author wrote in this text.
    pub(super) anchors: Vec<String>,
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
    pub(super) fn new(
        resolver: &'r dyn Resolver,
        options: Options,
        ids: &'r mut Ids,
        outline: Outline,
    ) -> Self {
        Self {
            resolver,
            language: options.language,
            external_images: options.external_images,
            ids,
            outline,
            anchors: Vec::new(),
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

    /// Takes an id that the author wrote.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        let is_free = self.ids.claim(id);
        if is_free {
            self.anchors.push(id.to_owned());
        }
        is_free
    }

    /// The address of a picture on another host, where the site allows one.
    pub(super) fn external_picture(&self, file: &str) -> Option<String> {
        let host = file.strip_prefix("https://").or_else(|| file.strip_prefix("http://"));
        let is_allowed = self.external_images == ExternalImages::Allow;
        host.filter(|host| is_allowed && !host.is_empty()).map(|_| encode_address(file))
    }

    /// Whether the text may show pictures of other hosts.
    pub(super) fn shows_external_pictures(&self) -> bool {
        self.external_images == ExternalImages::Allow
    }

    /// Resolves a picture of this site and marks its file to be copied.
    pub(super) fn picture(&mut self, file: &str, range: Range<usize>) -> Option<Picture> {
        if is_address(file) {
            self.refuse_picture(file, range);
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

    fn refuse_picture(&mut self, file: &str, range: Range<usize>) {
        if !["https://", "http://", "//"].iter().any(|start| file.starts_with(start)) {
            let message = localized!(
                "`{file}` không phải tên tệp của một ảnh",
                "`{file}` is not the name of a picture's file"
            );
            let help = localized!(
                "lưu ảnh thành tệp, đặt cạnh bài viết và ghi tên tệp",
                "save the picture as a file, put it beside the article and write the file's name"
            );
            return self.error(Code::UnsafeUrl, range, message, help);
        }
        let message = localized!(
            "ảnh `{file}` nằm ở trang khác, mà trang này chỉ hiện ảnh của chính nó",
            "the picture `{file}` stands on another site, and this one shows its own pictures alone"
        );
        let help = localized!(
            "tải ảnh về, đặt tệp cạnh bài viết và ghi tên tệp; hoặc cho phép bằng `images: {{external: allow}}` trong `site.yaml`",
            "download the picture, put the file beside the article and write the file's name; or allow it by `images: {{external: allow}}` in `site.yaml`"
        );
        self.error(Code::ExternalImage, range, message, help);
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

    /// Resolves captions of a film and marks their file to be copied.
    pub(super) fn captions(&mut self, file: &str, range: Range<usize>) -> Option<AttachedFile> {
        match self.resolver.captions(file) {
            Ok(_) => self.file(file, range),
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
        let address = &*without_spaces(address.trim());
        if let Some(heading) = address.strip_prefix('#') {
            self.local_links.push((decode(heading), range));
            return Some(Anchor { href: encode_address(address), external: false });
        }
        match scheme(address) {
            Some(kind) if Kind::of_link(kind).is_some() => self.internal(address, range),
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
        let help = match nearest(scheme.unwrap_or(""), Kind::link_words()) {
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
            LinkTarget::Record(record, path) => {
                if let Some(heading) = heading.filter(|heading| !heading.is_empty()) {
                    self.heading_links.push(HeadingLink { record, heading: decode(heading), range });
                }
                path
            }
            LinkTarget::Path(path) => path,
            LinkTarget::OutputFile(path) => {
                self.file_links.push(FileLink { path: path.clone(), range });
                path
            }
            LinkTarget::File(asset) => {
                self.keep(asset.clone());
                asset.path
            }
            LinkTarget::Unpublished => {
                let message = localized!(
                    "`{target}` hiện chưa đăng: chữ vẫn hiện, nhưng không thành liên kết",
                    "`{target}` is not published now: its text stays, without a link"
                );
                self.problems.push(Problem::warning(Code::UnpublishedReference, range, message));
                return None;
            }
            LinkTarget::Broken => return None,
            LinkTarget::Missing(failure) => {
                self.fail(range, failure);
                return None;
            }
        };
        Some(Anchor { href: self.resolver.href(&path) + &encode_address(rest), external: false })
    }
}

/// An address of another site, with its spaces encoded: `<https://a.vn/Quyết định 1.pdf>`.
fn without_spaces(address: &str) -> Cow<'_, str> {
    let is_external = address.starts_with("https://") || address.starts_with("http://");
    match is_external && address.contains(' ') {
        true => Cow::Owned(address.replace(' ', "%20")),
        false => Cow::Borrowed(address),
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
