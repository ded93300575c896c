//! Parses texts into records: YAML and front matter are decoded into the fields of each kind, in parallel.
//!
//! A text that cannot be parsed is reported and left out; the rest of the run continues.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::raw::SiteFields;
use crate::config::{BaseUrl, Config};
use crate::content::article::ArticleFields;
use crate::content::catalog::{Catalog, ContestFiles, Listed, RulesFields, Taxonomies};
use crate::content::comments::{self, YamlText};
use crate::content::contest::ContestFields;
use crate::content::data::{self, Series, SeriesFields};
use crate::content::document::DocumentFields;
use crate::content::entry::EntryFields;
use crate::content::holds::{Holds, stem};
use crate::content::limits;
use crate::content::load::{Asset, Loaded};
use crate::content::lost::{Lost, LostRecords};
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::{Body, Origin, Record};
use crate::content::topic::{AuthorFields, TopicFields};
use crate::diagnostic::{Code, Diagnostic, Part, Path, Place, Severity, localized};
use crate::source::{Source, SourceId, Sources, Span};
use crate::value::Id;
use crate::yaml::decode::{Decode, Decoded, Decoder};
use crate::yaml::describe::ValueType;
use crate::yaml::{Node, PassedOver, ReadOn, Refusal, controls, front_matter, read_on};
use bantin_text::slug::{is_id, slug};

/// Adds the records of one text to the catalog.
type Parsed = Box<dyn Addition>;

/// What adds records, and can be copied to add them to the catalog of a later run too.
trait Addition: FnOnce(&mut Draft) + Send + Sync {
    fn copy(&self) -> Parsed;
}

impl<F: FnOnce(&mut Draft) + Clone + Send + Sync + 'static> Addition for F {
    fn copy(&self) -> Parsed {
        Box::new(self.clone())
    }
}

/// The results of parsing all texts, kept for later runs.
pub struct Texts(Vec<Arc<(Parsed, Vec<Diagnostic>)>>);

impl Texts {
    /// Parses all texts, except those that an earlier run parsed from the same source under the same id.
    pub fn read(loaded: &Loaded, earlier: Option<(&Loaded, &Texts)>) -> Self {
        let read = |(at, text): (usize, &(SourceId, Holds))| {
            let known = earlier.and_then(|(before, texts)| {
                let is_same =
                    before.texts.get(at) == Some(text) && loaded.sources.shares(text.0, &before.sources);
                is_same.then(|| Arc::clone(&texts.0[at]))
            });
            known.unwrap_or_else(|| Arc::new(parse_one(loaded, text)))
        };
        Self(loaded.texts.par_iter().enumerate().map(read).collect())
    }

    /// Builds the catalog from copies of the records.
    pub fn catalog(
        &self,
        loaded: &Loaded,
        base: Option<&BaseUrl>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Catalog> {
        let copies = self.0.par_iter().map(|text| (text.0.copy(), text.1.clone())).collect();
        catalog(loaded, copies, base, diagnostics)
    }
}

/// Parses all texts. Returns `None` if `site.yaml` cannot be read.
pub fn parse(loaded: &Loaded, base: Option<&BaseUrl>, diagnostics: &mut Vec<Diagnostic>) -> Option<Catalog> {
    let parsed = loaded.texts.par_iter().map(|text| parse_one(loaded, text)).collect();
    catalog(loaded, parsed, base, diagnostics)
}

fn parse_one(loaded: &Loaded, (id, holds): &(SourceId, Holds)) -> (Parsed, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = SourceText { id: *id, source: loaded.sources.get(*id) };
    (parse_text(text, holds, &mut diagnostics), diagnostics)
}

/// Builds the catalog from parsed texts, in the order of `loaded`.
fn catalog(
    loaded: &Loaded,
    parsed: Vec<(Parsed, Vec<Diagnostic>)>,
    base: Option<&BaseUrl>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Catalog> {
    let mut draft = Draft::default();
    loaded.unread.iter().for_each(|(holds, lost)| draft.lost.add(holds, lost.clone()));
    for ((id, holds), (parsed, found)) in loaded.texts.iter().zip(parsed) {
        if found.iter().any(|told| told.severity == Severity::Error) {
            let source = loaded.sources.get(*id);
            draft.lost.add(holds, Lost::in_text(stem(&source.path), &source.text));
        }
        diagnostics.extend(found);
        parsed(&mut draft);
    }
    let settings = loaded.texts.iter().find(|(_, holds)| *holds == Holds::Settings)?.0;
    let contests = draft.contests(&loaded.assets, diagnostics);
    let mut catalog = Catalog {
        config: Config::new(settings, draft.settings.clone(), base, diagnostics),
        settings: draft.settings.map(|decoded| decoded.value),
        taxonomies: draft.taxonomies,
        articles: draft.articles,
        models: draft.models,
        contests,
        programmes: draft.programmes,
        documents: draft.documents,
        pages: draft.pages,
        topics: draft.topics,
        authors: draft.authors,
        series: draft.series,
        lost: draft.lost,
    };
    limits::keep_to(&mut catalog, diagnostics);
    Some(catalog)
}

/// The catalog while texts are added.
#[derive(Default)]
struct Draft {
    settings: Option<Decoded<SiteFields>>,
    taxonomies: Taxonomies,
    articles: Vec<Record<ArticleFields>>,
    models: Vec<Record<ModelFields>>,
    folders: Vec<Folder>,
    programmes: Vec<Record<ProgrammeFields>>,
    documents: Vec<Record<DocumentFields>>,
    pages: Vec<Record<PageFields>>,
    topics: Vec<Record<TopicFields>>,
    authors: Vec<Record<AuthorFields>>,
    series: Vec<Series>,
    lost: LostRecords,
}

/// A contest's folder while texts are added.
#[derive(Default)]
struct Folder {
    name: String,
    /// Whether `contest.yaml` exists, even if it could not be parsed.
    present: bool,
    contest: Option<Record<ContestFields>>,
    rules: Option<Record<RulesFields>>,
    entries: Vec<Record<EntryFields>>,
}

impl Draft {
    /// The folder of that name. Texts are added in the order of their paths, so it is the last one or a new one.
    fn folder(&mut self, name: &str) -> &mut Folder {
        let at = self.folders.iter().position(|folder| folder.name == name).unwrap_or(self.folders.len());
        if at == self.folders.len() {
            self.folders.push(Folder { name: name.to_owned(), ..Folder::default() });
        }
        &mut self.folders[at]
    }

    fn contests(
        &mut self,
        assets: &BTreeMap<String, Asset>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<ContestFiles> {
        let mut contests = Vec::new();
        for folder in std::mem::take(&mut self.folders) {
            if !folder.present {
                self.lost.add(&Holds::Contest(folder.name.clone()), Lost::default());
                let name = folder.name;
                let file = format!("content/contests/{name}/contest.yaml");
                let message = localized!(
                    "thư mục cuộc thi `{name}` không có tệp `contest.yaml`",
                    "the contest's folder `{name}` has no file `contest.yaml`"
                );
                let help = if assets.contains_key(&format!("content/contests/{name}/contest.yml")) {
                    localized!(
                        "đổi tên `contest.yml` thành `contest.yaml`",
                        "rename `contest.yml` to `contest.yaml`"
                    )
                } else {
                    localized!(
                        "tạo mới bằng `bantin new contest`",
                        "make a new one with `bantin new contest`"
                    )
                };
                diagnostics.push(Diagnostic::error(Code::MissingFile, Place::file(file), message).help(help));
                continue;
            }
            let Folder { name, contest, rules, entries, .. } = folder;
            let first = rules
                .as_ref()
                .map(|rules| rules.origin.source)
                .or(entries.first().map(|one| one.origin.source));
            let contest = contest.or_else(|| stand_in_contest(&name, first?));
            if let Some(contest) = contest {
                self.lost.rename_folder(&name, &contest.id.0);
                contests.push(ContestFiles { folder: name, contest, rules, entries });
            }
        }
        contests
    }
}

#[derive(Clone, Copy)]
struct SourceText<'s> {
    id: SourceId,
    source: &'s Source,
}

fn parse_text(text: SourceText<'_>, holds: &Holds, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    match holds {
        Holds::Settings => {
            let fields = whole(text, diagnostics);
            Box::new(move |draft: &mut Draft| draft.settings = fields)
        }
        Holds::Taxonomy(name) => taxonomy(text, name, diagnostics),
        Holds::Articles => add(records(text, diagnostics), |draft| &mut draft.articles),
        Holds::Models => add(records(text, diagnostics), |draft| &mut draft.models),
        Holds::Programmes => add(records(text, diagnostics), |draft| &mut draft.programmes),
        Holds::Documents => add(records(text, diagnostics), |draft| &mut draft.documents),
        Holds::Topics => add(records(text, diagnostics), |draft| &mut draft.topics),
        Holds::Authors => add(records(text, diagnostics), |draft| &mut draft.authors),
        Holds::Pages => add(records(text, diagnostics), |draft| &mut draft.pages),
        Holds::Series => add(series(text, diagnostics), |draft| &mut draft.series),
        Holds::Entries(folder) => {
            let (folder, entries) = (folder.clone(), records(text, diagnostics));
            Box::new(move |draft: &mut Draft| draft.folder(&folder).entries.extend(entries))
        }
        Holds::Contest(folder) => {
            let (folder, contest) = (folder.clone(), contest(text, folder, diagnostics));
            Box::new(move |draft: &mut Draft| {
                let folder = draft.folder(&folder);
                (folder.present, folder.contest) = (true, contest);
            })
        }
        Holds::Rules(folder) => {
            let (folder, rules) = (folder.clone(), rules(text, folder, diagnostics));
            Box::new(move |draft: &mut Draft| draft.folder(&folder).rules = Some(rules))
        }
    }
}

/// Adds records to a list of the catalog.
fn add<T: 'static>(
    records: impl IntoIterator<Item = T> + Clone + Send + Sync + 'static,
    list: fn(&mut Draft) -> &mut Vec<T>,
) -> Parsed {
    Box::new(move |draft: &mut Draft| list(draft).extend(records))
}

/// Decodes a text that is one mapping.
fn whole<T: Decode>(text: SourceText<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Decoded<T>> {
    let ReadOn { tree, passed_over, refusals, .. } = tree(text, 0..text.source.text.len(), diagnostics);
    if tree.is_null() && refusals.is_empty() {
        let message = localized!("tệp không có khóa nào", "the file holds no keys");
        diagnostics.push(Diagnostic::error(Code::EmptyFile, Place::start_of(text.id), message));
        return None;
    }
    let node = if tree.is_null() { Node::Mapping(Vec::new()) } else { tree };
    comments_in::<T>(text, 0..text.source.text.len(), &node, diagnostics);
    let record = Place::value(text.id, Path::top());
    let decoder = Decoder::new(text.id, Path::top(), record, diagnostics).of_text(&text.source.text);
    let decoded = decoder.without(&passed_over).read(&node)?;
    Some(Decoded { stood_in: decoded.stood_in || !refusals.is_empty(), ..decoded })
}

/// Decodes a mapping in a text outside `content/`: `theme.yaml`.
pub fn mapping<T: Decode>(sources: &Sources, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    whole(SourceText { id, source: sources.get(id) }, diagnostics).map(|decoded| decoded.value)
}

/// Decodes a text that is a list; elements that cannot be decoded are reported and left out.
fn list<T: Decode>(text: SourceText<'_>, diagnostics: &mut Vec<Diagnostic>) -> Listed<T> {
    let mut listed = Listed { source: Some(text.id), entries: Vec::new() };
    if text.source.text.trim().is_empty() {
        return listed;
    }
    let ReadOn { tree: node, refusals, .. } = tree(text, 0..text.source.text.len(), diagnostics);
    let Node::List(nodes) = &node else {
        if !node.is_null() && refusals.is_empty() {
            let place = Place::value(text.id, Path::top());
            let message = localized!(
                "tệp này phải là một danh sách (mỗi mục một `- `)",
                "this file must be a list (a `- ` each)"
            );
            diagnostics.push(Diagnostic::error(Code::WrongType, place, message));
        }
        return listed;
    };
    comments_in::<T>(text, 0..text.source.text.len(), &node, diagnostics);
    // An element that was passed over leaves nothing in its place.
    for (index, node) in nodes.iter().enumerate().filter(|(_, node)| refusals.is_empty() || !node.is_null()) {
        let path = Path::top().index(index);
        let record = Place::value(text.id, path.clone());
        let decoder = Decoder::new(text.id, path, record, diagnostics);
        let read = decoder.of_text(&text.source.text).read(node);
        listed.entries.extend(read.map(|entry| (index, entry.value)));
    }
    listed
}

fn taxonomy(text: SourceText<'_>, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    fn set<T: Decode + Clone + Send + Sync + 'static>(
        text: SourceText<'_>,
        diagnostics: &mut Vec<Diagnostic>,
        taxonomy: fn(&mut Taxonomies) -> &mut Listed<T>,
    ) -> Parsed {
        let listed = list(text, diagnostics);
        Box::new(move |draft: &mut Draft| *taxonomy(&mut draft.taxonomies) = listed)
    }
    match name {
        "categories" => set(text, diagnostics, |all| &mut all.categories),
        "fields" => set(text, diagnostics, |all| &mut all.fields),
        "localities" => set(text, diagnostics, |all| &mut all.localities),
        "organizations" => set(text, diagnostics, |all| &mut all.organizations),
        "synonyms" => set(text, diagnostics, |all| &mut all.synonyms),
        _ => {
            let names =
                ["categories", "fields", "localities", "organizations", "synonyms", "topics", "authors"];
            let message =
                localized!("không có bảng phân loại tên là `{name}`", "there is no taxonomy named `{name}`");
            let list = names.join(", ");
            let help = match bantin_text::suggest::nearest(name, names) {
                Some(near) => localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"),
                None => localized!("dùng một trong: {list}", "use one of: {list}"),
            };
            let place = Place::start_of(text.id);
            diagnostics.push(Diagnostic::error(Code::UnknownValue, place, message).help(help));
            Box::new(|_: &mut Draft| {})
        }
    }
}

/// What is needed of the fields of all kinds of records.
trait RecordFields: Decode {
    fn id(&self) -> Option<&Id>;
    fn take_body(&mut self) -> Option<String>;
}

macro_rules! kinds {
    ($($fields:ty),+) => { $(
        impl RecordFields for $fields {
            fn id(&self) -> Option<&Id> { self.id.as_ref() }
            fn take_body(&mut self) -> Option<String> { self.body.take() }
        }
    )+ };
}
kinds!(ArticleFields, ModelFields, EntryFields, ProgrammeFields, DocumentFields, PageFields);

impl RecordFields for TopicFields {
    fn id(&self) -> Option<&Id> {
        Some(&self.id).filter(|id| !id.0.is_empty())
    }

    fn take_body(&mut self) -> Option<String> {
        self.body.take()
    }
}

impl RecordFields for AuthorFields {
    fn id(&self) -> Option<&Id> {
        Some(&self.id).filter(|id| !id.0.is_empty())
    }

    fn take_body(&mut self) -> Option<String> {
        None
    }
}

/// The records in a text: Markdown with front matter, a mapping, or a list of mappings.
fn records<F: RecordFields>(text: SourceText<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Record<F>> {
    if text.source.text.trim().is_empty() {
        let message = localized!("tệp trống", "the file is empty");
        diagnostics.push(Diagnostic::error(Code::EmptyFile, Place::start_of(text.id), message));
        return Vec::new();
    }
    if text.source.path.ends_with(".md") {
        return markdown_record(text, diagnostics).into_iter().collect();
    }
    let read = tree(text, 0..text.source.text.len(), diagnostics);
    comments_in::<F>(text, 0..text.source.text.len(), &read.tree, diagnostics);
    let origin = |index| Origin { source: text.id, index, markdown: false };
    match &read.tree {
        Node::List(nodes) => {
            let nodes =
                nodes.iter().enumerate().filter(|(_, node)| read.refusals.is_empty() || !node.is_null());
            let sound = ReadOn {
                tree: Node::List(Vec::new()),
                passed_over: PassedOver::default(),
                refusals: Vec::new(),
                control: None,
            };
            let one =
                |(index, node)| record(text, node, &sound, origin(Some(index)), Body::None, diagnostics);
            nodes.filter_map(one).collect()
        }
        node if node.is_null() && !read.refusals.is_empty() => {
            let nothing = Node::Mapping(Vec::new());
            record(text, &nothing, &read, origin(None), Body::None, diagnostics).into_iter().collect()
        }
        node if node.is_null() => {
            let message = localized!("tệp không có bản ghi nào", "the file holds no record");
            diagnostics.push(Diagnostic::error(Code::EmptyFile, Place::start_of(text.id), message));
            Vec::new()
        }
        node => record(text, node, &read, origin(None), Body::None, diagnostics).into_iter().collect(),
    }
}

fn markdown_record<F: RecordFields>(
    text: SourceText<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record<F>> {
    let split = match front_matter::split(&text.source.text) {
        Ok(split) => split,
        Err(missing) => {
            diagnostics.push(no_front_matter(text, missing));
            return None;
        }
    };
    let read = tree(text, split.yaml.clone(), diagnostics);
    let nothing = Node::Mapping(Vec::new());
    let node = if read.tree.is_null() { &nothing } else { &read.tree };
    comments_in::<F>(text, split.yaml, node, diagnostics);
    let origin = Origin { source: text.id, index: None, markdown: true };
    record(text, node, &read, origin, Body::Markdown(split.body), diagnostics)
}

fn no_front_matter(text: SourceText<'_>, missing: front_matter::Missing) -> Diagnostic {
    let place = Place::start_of(text.id);
    match missing {
        front_matter::Missing::Opening => {
            let message =
                localized!("dòng đầu của tệp phải là `---`", "the first line of the file must be `---`");
            let help = localized!(
                "đặt các khóa (`title: …`, `date: …`) giữa hai dòng `---` ở đầu tệp",
                "put the keys (`title: …`, `date: …`) between two lines `---` at the top of the file"
            );
            Diagnostic::error(Code::MissingFrontMatter, place, message).help(help)
        }
        front_matter::Missing::Closing => {
            let message = localized!("thiếu dòng `---` thứ hai", "the second line `---` is missing");
            let help =
                localized!("thêm một dòng `---` sau khóa cuối cùng", "add a line `---` after the last key");
            Diagnostic::error(Code::UnclosedFrontMatter, place, message).help(help)
        }
    }
}

/// One record; `read` is what could be read of the text around `node`.
fn record<F: RecordFields>(
    text: SourceText<'_>,
    node: &Node,
    read: &ReadOn,
    origin: Origin,
    mut body: Body,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record<F>> {
    let decoder = Decoder::new(text.id, origin.path(), origin.place(), diagnostics);
    let decoder = decoder.without(&read.passed_over).of_text(yaml_of(text, &body));
    let fields = decoder.read::<F>(node);
    let is_lost = read.passed_over.may_hold("id");
    let id = node.get("id");
    let named = id.is_some_and(|id| !id.is_null());
    let stem = if origin.index.is_none() { Some(stem(&text.source.path)) } else { None };
    let fallback = match stem {
        Some(stem) if is_id(stem) => Some(Id(stem.to_owned())),
        Some(stem) if !named && !is_lost => {
            diagnostics.push(bad_stem(text, stem, text.source.path.ends_with("/index.md")));
            None
        }
        None if id.is_some_and(Node::is_null) => {
            let place = Place::Yaml { source: text.id, path: origin.path().key("id"), part: Part::Key };
            let message = localized!("khóa `id` chưa có giá trị", "the key `id` has no value");
            diagnostics.push(Diagnostic::error(Code::EmptyValue, place, message));
            None
        }
        None if !named && matches!(node, Node::Mapping(_)) => {
            let message =
                localized!("mỗi bản ghi trong danh sách phải có `id`", "each record of a list needs an `id`");
            diagnostics.push(Diagnostic::error(Code::MissingId, origin.place(), message));
            None
        }
        _ => None,
    };
    let Decoded { value: mut fields, stood_in } = fields?;
    if let Some(scalar) = fields.take_body() {
        if matches!(&body, Body::Markdown(range) if !text.source.text[range.clone()].trim().is_empty()) {
            let place = Place::Yaml { source: text.id, path: origin.path().key("body"), part: Part::Key };
            let message = localized!(
                "nội dung đứng ở hai nơi: khóa `body` và dưới dòng `---`",
                "the body stands twice"
            );
            let help = localized!("bỏ khóa `body`", "remove the key `body`");
            diagnostics.push(Diagnostic::error(Code::DoubledBody, place, message).help(help));
        }
        body = Body::Scalar(scalar);
    }
    let id = fields.id().cloned().or(fallback);
    let is_broken = stood_in || !read.refusals.is_empty() || id.is_none();
    Some(Record { id: id.unwrap_or(Id(String::new())), origin, fields, body, is_broken })
}

/// A contest that could not be read at all, so that what was handed in to it is checked.
fn stand_in_contest(folder: &str, source: SourceId) -> Option<Record<ContestFields>> {
    let origin = Origin { source, index: None, markdown: false };
    let (id, fields) = (Id(folder.to_owned()), ContestFields::stand_in()?);
    Some(Record { id, origin, fields, body: Body::None, is_broken: true })
}

/// The YAML of a record: the front matter, or the whole text.
fn yaml_of<'s>(text: SourceText<'s>, body: &Body) -> &'s str {
    let text = &text.source.text;
    match (body, front_matter::split(text)) {
        (Body::Markdown(_), Ok(split)) => &text[split.yaml],
        _ => text,
    }
}

fn bad_stem(text: SourceText<'_>, stem: &str, folder: bool) -> Diagnostic {
    let (vi, en) = if folder { ("thư mục", "folder") } else { ("tệp", "file") };
    let message = localized!(
        "tên {vi} `{stem}` không dùng làm id được: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        "the {en}'s name `{stem}` is no id: lower-case ASCII letters, digits and hyphens alone",
    );
    let better = slug(stem);
    let help = localized!(
        "đổi tên {vi} thành `{better}`, hoặc thêm khóa `id: {better}`",
        "rename the {en} to `{better}`, or add `id: {better}`"
    );
    Diagnostic::error(Code::InvalidId, Place::start_of(text.id), message).help(help)
}

fn contest(
    text: SourceText<'_>,
    folder: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record<ContestFields>> {
    let Decoded { value: fields, stood_in } = whole::<ContestFields>(text, diagnostics)?;
    let origin = Origin { source: text.id, index: None, markdown: false };
    let id = match &fields.id {
        Some(id) => id.clone(),
        None if is_id(folder) => Id(folder.to_owned()),
        None => {
            diagnostics.push(bad_stem(text, folder, true));
            return None;
        }
    };
    Some(Record { id, origin, fields, body: Body::None, is_broken: stood_in })
}

/// The front matter of rules is optional.
fn rules(text: SourceText<'_>, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Record<RulesFields> {
    let origin = Origin { source: text.id, index: None, markdown: true };
    let all = 0..text.source.text.len();
    let mut fields = RulesFields { title: None, updated: None };
    let mut body = all;
    if text.source.text.starts_with("---") {
        match front_matter::split(&text.source.text) {
            Ok(split) => {
                body = split.body;
                let node = tree(text, split.yaml, diagnostics).tree;
                let decoder = Decoder::new(text.id, Path::top(), origin.place(), diagnostics);
                let read = (!node.is_null()).then(|| decoder.read(&node)).flatten();
                fields = read.map_or(fields, |decoded| decoded.value);
            }
            Err(missing) => diagnostics.push(no_front_matter(text, missing)),
        }
    }
    Record { id: Id(folder.to_owned()), origin, fields, body: Body::Markdown(body), is_broken: false }
}

fn series(text: SourceText<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Series> {
    let id = stem(&text.source.path).to_owned();
    if text.source.path.ends_with(".csv") {
        return data::from_csv(id, text.id, &text.source.text, diagnostics);
    }
    let before = diagnostics.len();
    let Decoded { value: fields, stood_in } = whole::<SeriesFields>(text, diagnostics)?;
    let columns = fields.columns.len();
    // If the name of a column could not be read, every row would seem to have a cell too many.
    let columns_path = Path::top().key("columns");
    let unnamed = diagnostics[before..]
        .iter()
        .any(|told| told.place.mapping().is_some_and(|(_, path)| path == columns_path));
    let rows = if unnamed || stood_in { &[] } else { fields.rows.as_slice() };
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != columns) {
        let path = Path::top().key("rows").index(index);
        let place = Place::value(text.id, path);
        diagnostics.push(Diagnostic::error(Code::RaggedRow, place, data::ragged(row.len(), columns)));
    }
    for at in data::doubled(&fields.columns) {
        let path = Path::top().key("columns").index(at);
        let place = Place::Yaml { source: text.id, path, part: Part::Value };
        diagnostics.push(data::doubled_column(&fields.columns[at], place));
    }
    (!stood_in).then_some(Series { id, source: text.id, fields, cells: data::Cells::Yaml })
}

/// Warns of texts below `node` that end at a comment; `range` is where the YAML stands.
fn comments_in<T: Decode>(
    text: SourceText<'_>,
    range: Range<usize>,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let yaml = YamlText { source: text.id, offset: range.start, text: &text.source.text[range] };
    let of = match node {
        Node::List(_) => ValueType::List(Box::new(T::value_type())),
        _ => T::value_type(),
    };
    comments::check(yaml, node, &of, diagnostics);
}

/// Parses the YAML in a part of a text, as far as it can be parsed.
fn tree(text: SourceText<'_>, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> ReadOn {
    let read = read_on(&text.source.text[range.clone()]);
    diagnostics.extend(read.refusals.iter().map(|refusal| refused(text, range.start, refusal.clone())));
    diagnostics.extend(read.control.iter().map(|place| control_character(text, range.start, place)));
    read
}

fn control_character(text: SourceText<'_>, offset: usize, place: &Range<usize>) -> Diagnostic {
    let (start, end) = (offset + place.start, offset + place.end);
    let control = text.source.text[start..end].chars().next().unwrap_or_default();
    let (message, help) = controls::told(control);
    let span = Span { source: text.id, start, end };
    Diagnostic::warning(Code::ControlCharacter, span, message).help(help)
}

fn refused(text: SourceText<'_>, offset: usize, refusal: Refusal) -> Diagnostic {
    let Refusal { code, place, message, help } = refusal;
    let span = Span { source: text.id, start: offset + place.start, end: offset + place.end };
    Diagnostic { help, ..Diagnostic::error(code, span, message) }
}
