//! The paths of all pages.
//!
//! In: the prefix of an edition (empty for the main language, `en/` for English, see [`prefix`]) and ids. Out: a path
//! relative to the section, without a leading slash: `tin-tuc/bai-a/`, `en/mo-hinh/linh-vuc/kinh-te/`. The path of a
//! home page is the prefix itself.

use crate::content::document::DocumentKind;
use crate::content::kind::RecordKind;
use bantin_text::language::Language;

/// The prefix of the paths of an edition; `main` is the language of the edition without prefix.
pub fn prefix(language: Language, main: Language) -> &'static str {
    match language {
        language if language == main => "",
        Language::Vi => "vi/",
        Language::En => "en/",
    }
}

/// The page of a record by the id used in references: for an entry `contest/entry`, for rules their contest.
pub fn record(prefix: &str, kind: RecordKind, name: &str) -> String {
    match kind {
        RecordKind::Article => article(prefix, name),
        RecordKind::Model => model(prefix, name),
        RecordKind::Contest => contest(prefix, name),
        RecordKind::Rules => rules(prefix, name),
        RecordKind::Entry => {
            let (contest, id) = name.split_once('/').unwrap_or((name, ""));
            entry(prefix, contest, id)
        }
        RecordKind::Programme => programme(prefix, name),
        RecordKind::Document => document(prefix, name),
        RecordKind::Page => page(prefix, name),
        RecordKind::Topic => topic(prefix, name),
        RecordKind::Author => author(prefix, name),
    }
}

pub fn home(prefix: &str) -> String {
    prefix.to_owned()
}

pub fn news(prefix: &str) -> String {
    format!("{prefix}tin-tuc/")
}

pub fn article(prefix: &str, id: &str) -> String {
    format!("{prefix}tin-tuc/{id}/")
}

/// A category, by the ids from the root of the tree.
pub fn category(prefix: &str, ids: &[&str]) -> String {
    format!("{prefix}chuyen-muc/{}/", ids.join("/"))
}

pub fn tags(prefix: &str) -> String {
    format!("{prefix}the/")
}

pub fn tag(prefix: &str, slug: &str) -> String {
    format!("{prefix}the/{slug}/")
}

pub fn models(prefix: &str) -> String {
    format!("{prefix}mo-hinh/")
}

pub fn field(prefix: &str, id: &str) -> String {
    format!("{prefix}mo-hinh/linh-vuc/{id}/")
}

/// The models of a level, by its word in the records.
pub fn level(prefix: &str, level: &str) -> String {
    let name = match level {
        "province" => "tinh",
        "district" => "huyen",
        "commune" => "xa",
        _ => "co-so",
    };
    part(&models(prefix), "cap", name)
}

/// The models of a status, by its word in the records.
pub fn status(prefix: &str, status: &str) -> String {
    let name = match status {
        "registered" => "dang-ky",
        "recognized" => "cong-nhan",
        "exemplary" => "tieu-bieu",
        _ => "da-dung",
    };
    part(&models(prefix), "tinh-trang", name)
}

pub fn model(prefix: &str, id: &str) -> String {
    format!("{prefix}mo-hinh/{id}/")
}

pub fn contests(prefix: &str) -> String {
    format!("{prefix}cuoc-thi/")
}

pub fn contest(prefix: &str, id: &str) -> String {
    format!("{prefix}cuoc-thi/{id}/")
}

pub fn rules(prefix: &str, contest: &str) -> String {
    format!("{prefix}cuoc-thi/{contest}/the-le/")
}

pub fn entries(prefix: &str, contest: &str) -> String {
    format!("{prefix}cuoc-thi/{contest}/bai-du-thi/")
}

pub fn results(prefix: &str, contest: &str) -> String {
    format!("{prefix}cuoc-thi/{contest}/ket-qua/")
}

pub fn entry(prefix: &str, contest: &str, id: &str) -> String {
    format!("{prefix}cuoc-thi/{contest}/bai-du-thi/{id}/")
}

pub fn programmes(prefix: &str) -> String {
    format!("{prefix}chuong-trinh/")
}

pub fn programme(prefix: &str, id: &str) -> String {
    format!("{prefix}chuong-trinh/{id}/")
}

/// The list of the models of a programme.
pub fn programme_models(id: &str) -> String {
    format!("{}mo-hinh/", programme("", id))
}

pub fn topic(prefix: &str, id: &str) -> String {
    format!("{prefix}chuyen-de/{id}/")
}

pub fn author(prefix: &str, id: &str) -> String {
    format!("{prefix}tac-gia/{id}/")
}

pub fn documents(prefix: &str) -> String {
    format!("{prefix}van-ban/")
}

pub fn document(prefix: &str, id: &str) -> String {
    format!("{prefix}van-ban/{id}/")
}

/// The documents of a kind.
pub fn document_kind(prefix: &str, kind: DocumentKind) -> String {
    let name = match kind {
        DocumentKind::Decree => "nghi-dinh",
        DocumentKind::Circular => "thong-tu",
        DocumentKind::Decision => "quyet-dinh",
        DocumentKind::Directive => "chi-thi",
        DocumentKind::Plan => "ke-hoach",
        DocumentKind::Scheme => "de-an",
        DocumentKind::Guideline => "huong-dan",
        DocumentKind::Report => "bao-cao",
        DocumentKind::Notice => "thong-bao",
        DocumentKind::Letter => "cong-van",
        DocumentKind::Other => "khac",
    };
    part(&documents(prefix), "loai", name)
}

pub fn localities(prefix: &str) -> String {
    format!("{prefix}dia-ban/")
}

pub fn locality(prefix: &str, id: &str) -> String {
    format!("{prefix}dia-ban/{id}/")
}

pub fn organizations(prefix: &str) -> String {
    format!("{prefix}don-vi/")
}

pub fn organization(prefix: &str, id: &str) -> String {
    format!("{prefix}don-vi/{id}/")
}

pub fn statistics(prefix: &str) -> String {
    format!("{prefix}thong-ke/")
}

pub fn all_series(prefix: &str) -> String {
    format!("{prefix}so-lieu/")
}

pub fn series(prefix: &str, id: &str) -> String {
    format!("{prefix}so-lieu/{id}/")
}

/// A file with the numbers of a series. It is the same in all editions.
pub fn series_data(id: &str, format: &str) -> String {
    format!("api/series/{id}.{format}")
}

pub fn search(prefix: &str) -> String {
    format!("{prefix}tim-kiem/")
}

pub fn page(prefix: &str, id: &str) -> String {
    format!("{prefix}{id}/")
}

/// Page `number` of a list, from 1; the first one is the list itself.
pub fn paged(list: &str, number: usize) -> String {
    if number <= 1 { list.to_owned() } else { format!("{list}trang/{number}/") }
}

/// The part of a list that belongs to a year.
pub fn year(list: &str, year: i16) -> String {
    format!("{list}nam/{year}/")
}

/// The JSON feed of a page.
pub fn json_feed(page: &str) -> String {
    format!("{page}feed.json")
}

/// The OpenSearch description of an edition.
pub fn opensearch(prefix: &str) -> String {
    format!("{prefix}opensearch.xml")
}

/// The web app manifest of an edition.
pub fn manifest(prefix: &str) -> String {
    format!("{prefix}manifest.webmanifest")
}

/// The list of the items with a property: `bai-du-thi/the-loai/phong-su/`.
pub fn part(list: &str, property: &str, value: &str) -> String {
    format!("{list}{property}/{value}/")
}

/// The Atom feed of a page.
pub fn feed(page: &str) -> String {
    format!("{page}feed.xml")
}

/// A file of open data: `api/models.csv`. It is the same in all editions.
pub fn data(name: &str, format: &str) -> String {
    format!("api/{name}.{format}")
}

/// The file to which a path is written: `tin-tuc/` is written to `tin-tuc/index.html`.
pub fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The page for HTTP status 404.
pub const NOT_FOUND: &str = "404.html";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_language_stands_at_the_top() {
        assert_eq!(prefix(Language::Vi, Language::Vi), "");
        assert_eq!(prefix(Language::En, Language::Vi), "en/");
        assert_eq!(prefix(Language::Vi, Language::En), "vi/");
        assert_eq!((home(""), home("en/")), (String::new(), "en/".to_owned()));
    }

    #[test]
    fn paths_are_those_of_the_contract() {
        assert_eq!(article("", "bai-a"), "tin-tuc/bai-a/");
        assert_eq!(category("en/", &["trong-tinh", "chinh-tri"]), "en/chuyen-muc/trong-tinh/chinh-tri/");
        assert_eq!(field("", "kinh-te"), "mo-hinh/linh-vuc/kinh-te/");
        assert_eq!(entry("", "lan-2", "bai-1"), "cuoc-thi/lan-2/bai-du-thi/bai-1/");
        assert_eq!(results("en/", "lan-2"), "en/cuoc-thi/lan-2/ket-qua/");
        assert_eq!(document_kind("en/", DocumentKind::Plan), "en/van-ban/loai/ke-hoach/");
        assert_eq!(year(&news(""), 2023), "tin-tuc/nam/2023/");
    }

    #[test]
    fn the_first_page_of_a_list_is_the_list() {
        assert_eq!(paged("the/dan-van/", 1), "the/dan-van/");
        assert_eq!(paged("the/dan-van/", 12), "the/dan-van/trang/12/");
    }

    #[test]
    fn folders_hold_an_index() {
        assert_eq!(
            (file(""), file("en/"), file(NOT_FOUND)),
            ("index.html".into(), "en/index.html".into(), "404.html".into())
        );
    }
}
