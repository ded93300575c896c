//! Resolves the links, pictures and shortcodes of a record.

use crate::bodies::index::{Index, OfFile};
use crate::bodies::source::BodySource;
use crate::content::data::Series;
use crate::content::holds::stem;
use crate::content::kind::{Kind, RecordKind};
use crate::diagnostic::{Code, LocalizedText, Place, localized};
use crate::image::assets::{Assets, NotUsable, folder_of, is_captions, resolve};
use crate::image::{AttachedFile, Picture};
use crate::markdown::{Failure, LinkTarget, Resolver};
use crate::pages::Pages;
use crate::site::ids::Lookup;
use crate::site::{DocumentNo, EntryNo, ModelNo, Site, permalink};
use crate::url::decode;
use bantin_text::suggest::nearest;

/// The resolver of one record.
pub(super) struct OfRecord<'r, 's> {
    pub(super) site: &'r Site<'s>,
    pub(super) assets: &'r Assets,
    pub(super) index: &'r Index<'r>,
    pub(super) pages: &'r Pages,
    pub(super) source: &'r BodySource<'r>,
}

impl Resolver for OfRecord<'_, '_> {
    fn link(&self, target: &str) -> LinkTarget {
        if let Some((kind, id)) = target.split_once(':')
            && let Some(kind) = Kind::of_link(kind)
        {
            return match kind {
                Kind::Record(kind) => self.by_id(kind, id),
                kind => self.term(kind, id),
            };
        }
        let decoded = decode(target);
        match target.strip_prefix('/') {
            Some(_) => self.by_path(&decoded),
            None => self.by_file(&decoded),
        }
    }

    fn picture(&self, file: &str) -> Result<Picture, Failure> {
        let (folder, page) = (folder_of(self.source.file), &*self.source.page);
        let found = self.assets.picture(folder, page, file);
        let found =
            found.or_else(|error| self.assets.picture(folder, page, &decode(file)).map_err(|_| error));
        found.map_err(|error| not_usable(&error, Code::MissingImage))
    }

    fn file(&self, file: &str) -> Result<AttachedFile, Failure> {
        self.attached(file).map_err(|error| not_usable(&error, Code::MissingAsset))
    }

    fn captions(&self, file: &str) -> Result<AttachedFile, Failure> {
        let found = self.file(file)?;
        if !is_captions(&found.source) {
            let message = localized!("`{file}` không phải tệp phụ đề", "`{file}` is no file of captions");
            let help = localized!(
                "phụ đề là tệp WebVTT, tên kết thúc bằng `.vtt`",
                "captions are a WebVTT file; its name ends in `.vtt`"
            );
            return Err(Failure { code: Code::InvalidCaptions, message, help: Some(help) });
        }
        match self.assets.invalid_captions(&found) {
            None => Ok(found),
            Some(wrong) => {
                let (why, help) = wrong.told();
                let message = LocalizedText {
                    vi: format!("phụ đề `{file}` không dùng được: {}", why.vi),
                    en: format!("the captions `{file}` cannot be used: {}", why.en),
                };
                Err(Failure { code: Code::InvalidCaptions, message, help: Some(help) })
            }
        }
    }

    fn model(&self, id: &str) -> Lookup<ModelNo> {
        self.site.ids.models.look_up(id)
    }

    fn entry(&self, id: &str) -> Lookup<EntryNo> {
        self.site.ids.entries.look_up(id)
    }

    fn document(&self, id: &str) -> Lookup<DocumentNo> {
        self.site.ids.documents.look_up(id)
    }

    fn series(&self, id: &str) -> Result<&Series, Option<Failure>> {
        self.site.series(id).ok_or_else(|| {
            if self.is_unread_series(id) || self.site.catalog.lost.covers(Kind::Series, id) {
                return None;
            }
            let message = localized!(
                "không có bảng số liệu `{id}` trong `content/data/`",
                "there is no series `{id}` in `content/data/`"
            );
            let ids = self.site.catalog.series.iter().map(|series| series.id.as_str());
            let help = nearest(id, ids).map(did_you_mean);
            Some(Failure { code: Code::UnknownReference, message, help })
        })
    }

    fn cell(&self, series: &Series, row: usize, column: usize) -> Place {
        series.cell_place(&self.site.sources.get(series.source).text, row, column)
    }

    fn href(&self, path: &str) -> String {
        self.site.config.base.href(path)
    }
}

impl OfRecord<'_, '_> {
    fn attached(&self, file: &str) -> Result<AttachedFile, NotUsable> {
        let (folder, page) = (folder_of(self.source.file), &*self.source.page);
        let found = self.assets.file(folder, page, file);
        found.or_else(|error| self.assets.file(folder, page, &decode(file)).map_err(|_| error))
    }

    /// Whether the file of a series exists but could not be read.
    fn is_unread_series(&self, id: &str) -> bool {
        let is_it = |path: &str| path.starts_with("content/data/") && stem(path) == id;
        self.site.sources.ids().any(|source| is_it(&self.site.sources.get(source).path))
    }

    fn by_id(&self, kind: RecordKind, id: &str) -> LinkTarget {
        let found = self.site.ids.look_up(kind, id);
        linked(found.map(|no| LinkTarget::Record(no, self.site.record(no).path.into_owned())))
    }

    /// The page of an organization, a locality or a category, in the language of the text.
    fn term(&self, kind: Kind, id: &str) -> LinkTarget {
        let (site, ids) = (self.site, &self.site.ids);
        let prefix = permalink::prefix(self.source.language, site.config.language);
        linked(
            match kind {
                Kind::Organization => {
                    ids.organizations.look_up(id).map(|_| permalink::organization(prefix, id))
                }
                Kind::Locality => ids.localities.look_up(id).map(|_| permalink::locality(prefix, id)),
                _ => ids.categories.look_up(id).map(|no| format!("{prefix}{}", site.category(no).path)),
            }
            .map(LinkTarget::Path),
        )
    }

    /// A file or record relative to the record's own file.
    fn by_file(&self, file: &str) -> LinkTarget {
        let path = resolve(folder_of(self.source.file), file);
        let record = path
            .as_deref()
            .and_then(|path| self.index.file(path).or_else(|| self.index.file(&format!("{path}/index.md"))));
        match record {
            Some(OfFile::One(kind, name)) => self.by_id(kind, &name),
            Some(OfFile::Lost) => LinkTarget::Broken,
            Some(OfFile::Several) => LinkTarget::Missing(Failure {
                code: Code::DanglingLink,
                message: localized!("`{file}` có nhiều bản ghi", "`{file}` holds several records"),
                help: Some(localized!(
                    "dùng id của bản ghi, ví dụ `model:ID`",
                    "name the record by its id, for example `model:ID`"
                )),
            }),
            None => self.attachment(file, path.as_deref()),
        }
    }

    fn attachment(&self, file: &str, path: Option<&str>) -> LinkTarget {
        match self.attached(file) {
            Ok(found) if found.source.starts_with("content/static/") => LinkTarget::Path(found.path),
            Ok(found) => LinkTarget::File(found),
            Err(error) => {
                let mut failure = not_usable(&error, Code::DanglingLink);
                let near = path.and_then(|path| self.index.near_file(path));
                if let Some(near) = near.filter(|_| file.ends_with(".md") || file.ends_with(".yaml")) {
                    let folder =
                        file.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                    failure.help = Some(did_you_mean(&format!("{folder}{near}")));
                } else if file.starts_with("www.") {
                    failure.help = Some(localized!(
                        "có phải ý bạn là `https://{file}`?",
                        "did you mean `https://{file}`?"
                    ));
                }
                LinkTarget::Missing(failure)
            }
        }
    }

    /// A static file, a page or another file of the output.
    fn by_path(&self, path: &str) -> LinkTarget {
        if let Ok(found) = self.assets.file("content", "", path) {
            return LinkTarget::Path(found.path);
        }
        let below = path.trim_start_matches('/');
        match self.pages.find(below) {
            Some((path, Some(record))) => LinkTarget::Record(record, path),
            Some((path, None)) => LinkTarget::Path(path),
            // A picture, attachment or file of the theme: which of them exist is known only after all texts are
            // rendered.
            None if below.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
                LinkTarget::OutputFile(below.to_owned())
            }
            None => LinkTarget::Missing(no_page(self.site, self.pages, below)),
        }
    }
}

/// The message for a path that is not in the output; `path` has no leading slash.
pub(super) fn no_page(site: &Site<'_>, pages: &Pages, path: &str) -> Failure {
    let message = localized!("không có trang hay tệp `/{path}`", "there is no page or file `/{path}`");
    let within = path.strip_prefix(site.config.base.path.trim_start_matches('/'));
    let known = within.filter(|path| pages.find(path).is_some());
    let help = match known.or_else(|| pages.nearest(path)) {
        Some(near) => localized!("có phải ý bạn là `/{near}`?", "did you mean `/{near}`?"),
        None => localized!(
            "`/` là đầu chuyên trang này; trang khác của cổng thì viết đủ `https://…`",
            "`/` is the top of this section; for another page of the portal write `https://…` in full"
        ),
    };
    Failure { code: Code::DanglingLink, message, help: Some(help) }
}

fn linked(found: Lookup<LinkTarget>) -> LinkTarget {
    match found {
        Lookup::Published(target) => target,
        Lookup::Unpublished => LinkTarget::Unpublished,
        Lookup::Broken => LinkTarget::Broken,
        Lookup::Missing { message, near } => LinkTarget::Missing(Failure {
            code: Code::DanglingLink,
            message,
            help: near.as_deref().map(did_you_mean),
        }),
    }
}

fn did_you_mean(near: &str) -> LocalizedText {
    localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?")
}

fn not_usable(error: &NotUsable, missing: Code) -> Failure {
    Failure { code: error.code(missing), message: error.message(), help: Some(error.help()) }
}
