//! Names of columns: which key of a record a column fills.
//!
//! In: the declaration of a kind, the name of a column. Out: a path of keys (`title`, `private.phone`). A name is that of
//! the key, one of its Vietnamese names, or what people write above such a column; accents, case, line breaks and signs do
//! not count. What tells of a person goes to `private` where the kind has it.

use crate::import::table::{Column, plain};
use crate::yaml::describe::{KeyInfo, MappingInfo, ValueType};
use crate::yaml::names::names;
use bantin_text::suggest::nearest;

/// A path of keys below a record.
pub type KeyPath = Vec<String>;

/// Columns of persons, with the key below `private`, or of the record itself where it has one of that name.
const PERSONAL: &[(&str, &[&str])] = &[
    (
        "phone",
        &[
            "điện thoại",
            "số điện thoại",
            "sđt",
            "đt",
            "đtdđ",
            "di động",
            "điện thoại liên hệ",
            "số điện thoại liên hệ",
            "phone",
            "số đt",
            "điện thoại liên lạc",
        ],
    ),
    ("email", &["email", "e mail", "thư điện tử", "địa chỉ email", "địa chỉ thư điện tử", "email address"]),
    (
        "id_number",
        &[
            "cccd",
            "số cccd",
            "cmnd",
            "cccd/cmnd",
            "cmnd/cccd",
            "số cccd/cmnd",
            "căn cước",
            "số căn cước",
            "căn cước công dân",
            "số căn cước công dân",
            "số định danh",
            "số định danh cá nhân",
        ],
    ),
    ("birth_date", &["ngày sinh", "năm sinh", "ngày tháng năm sinh", "sinh ngày"]),
    (
        "address",
        &[
            "địa chỉ",
            "địa chỉ thường trú",
            "nơi ở",
            "địa chỉ liên hệ",
            "nơi thường trú",
            "chỗ ở",
            "nơi cư trú",
        ],
    ),
    ("bank_account", &["số tài khoản", "tài khoản", "stk", "tài khoản ngân hàng", "số tài khoản ngân hàng"]),
    ("gender", &["giới tính", "nam/nữ"]),
    ("ethnicity", &["dân tộc"]),
    ("note", &["ghi chú", "lưu ý", "chú thích thêm"]),
    (
        "files",
        &["tệp bài dự thi", "file bài dự thi", "tải lên", "tải tệp lên", "tệp tải lên", "file đính kèm"],
    ),
];

/// What people write above columns, by the declaration; a point stands between keys.
const USUAL: &[(&str, &str, &[&str])] = &[
    (
        "EntryFields",
        "title",
        &[
            "tên tác phẩm",
            "tác phẩm",
            "tên bài",
            "tên bài dự thi",
            "tên bài viết",
            "tựa đề",
            "tác phẩm dự thi",
            "tên tác phẩm dự thi",
        ],
    ),
    (
        "EntryFields",
        "authors",
        &[
            "họ và tên",
            "họ tên",
            "tên",
            "tên tác giả",
            "họ và tên tác giả",
            "họ tên tác giả",
            "người dự thi",
            "tác giả/nhóm tác giả",
            "tác giả nhóm tác giả",
            "nhóm tác giả",
            "họ và tên người dự thi",
        ],
    ),
    ("EntryFields", "id", &["mã", "mã bài", "mã số"]),
    ("EntryFields", "authors.pen_name", &["bút danh"]),
    (
        "EntryFields",
        "authors.organization",
        &[
            "đơn vị công tác",
            "cơ quan",
            "nơi công tác",
            "cơ quan công tác",
            "cơ quan đơn vị",
            "đơn vị công tác học tập",
        ],
    ),
    (
        "EntryFields",
        "locality",
        &["địa phương", "xã/phường", "xã phường", "xã", "địa chỉ / xã", "huyện", "xã phường thị trấn"],
    ),
    ("EntryFields", "genre", &["loại hình", "loại hình dự thi", "thể loại dự thi"]),
    (
        "EntryFields",
        "submitted",
        &[
            "ngày nhận",
            "thời gian nộp",
            "dấu thời gian",
            "timestamp",
            "submitted at",
            "thời gian gửi",
            "ngày nhận bài",
            "ngày gửi bài",
            "completion time",
            "thời điểm hoàn thành",
            "ngày tiếp nhận",
        ],
    ),
    ("EntryFields", "status", &["kết quả xét", "kết quả sơ loại"]),
    (
        "EntryFields",
        "consent.given",
        &["đồng ý", "đồng ý công bố", "đồng ý đăng", "cho phép đăng", "đồng ý đăng bài"],
    ),
    ("EntryFields", "consent.name", &["cách ghi tên", "ghi tên", "tên khi đăng"]),
    ("EntryFields", "published_in.name", &["báo đã đăng", "đã đăng trên", "đã đăng báo"]),
    ("EntryFields", "published_in.date", &["ngày đăng"]),
    ("EntryFields", "published_in.url", &["link bài", "đường dẫn bài đăng", "link"]),
    ("EntryFields", "body", &["toàn văn", "nội dung bài"]),
    ("ScoreRow", "code", &["số phách", "phách", "mã bài", "mã số bài", "mã bài dự thi", "mã tác phẩm"]),
    ("ScoreRow", "title", &["tên tác phẩm", "tác phẩm", "tên bài", "tên bài dự thi"]),
    ("ScoreRow", "round", &["vòng chấm", "vòng thi"]),
    ("ScoreRow", "judge", &["giám khảo", "người chấm", "họ tên giám khảo", "họ và tên giám khảo"]),
    ("ScoreRow", "value", &["điểm", "điểm chấm", "điểm số", "điểm của giám khảo", "tổng điểm"]),
    ("ScoreRow", "note", &["nhận xét", "ý kiến"]),
    (
        "RedirectRow",
        "from",
        &["địa chỉ cũ", "đường dẫn cũ", "liên kết cũ", "url cũ", "old url", "old", "source"],
    ),
    (
        "RedirectRow",
        "to",
        &[
            "địa chỉ mới",
            "đường dẫn mới",
            "liên kết mới",
            "url mới",
            "new url",
            "new",
            "target",
            "nơi dẫn tới",
        ],
    ),
    (
        "ModelFields",
        "name",
        &["tên mô hình", "mô hình", "tên mô hình điển hình", "tên điển hình", "mô hình điển hình"],
    ),
    (
        "ModelFields",
        "organization",
        &["đơn vị thực hiện", "đơn vị đăng ký", "tên đơn vị", "cơ quan đơn vị", "đơn vị chủ trì"],
    ),
    (
        "ModelFields",
        "locality",
        &["xã/phường", "xã phường", "địa phương", "nơi thực hiện", "xã", "địa chỉ / xã", "địa điểm", "huyện"],
    ),
    ("ModelFields", "registered", &["năm"]),
    ("ModelFields", "level", &["cấp mô hình", "cấp quản lý"]),
    ("ModelFields", "status", &["xếp loại", "kết quả công nhận", "đánh giá"]),
    ("ModelFields", "summary", &["nội dung mô hình", "tóm tắt nội dung", "nội dung chính"]),
    ("ModelFields", "results", &["kết quả đạt được", "hiệu quả"]),
    ("ModelFields", "budget.amount", &["kinh phí", "kinh phí đồng", "tổng kinh phí"]),
    ("ModelFields", "beneficiaries.count", &["số người hưởng lợi", "số hộ hưởng lợi", "số người"]),
    ("ModelFields", "recognition.number", &["số quyết định", "quyết định số", "quyết định công nhận"]),
    ("ModelFields", "recognition.date", &["ngày quyết định", "ngày công nhận"]),
    ("ModelFields", "recognition.issuer", &["cơ quan công nhận"]),
    ("OrganizationFields", "name", &["tên đơn vị", "tên cơ quan", "đơn vị", "cơ quan đơn vị", "tên tổ chức"]),
    ("OrganizationFields", "kind", &["khối", "loại đơn vị"]),
    ("OrganizationFields", "parent", &["đơn vị cấp trên"]),
    (
        "LocalityFields",
        "name",
        &["tên xã", "tên đơn vị hành chính", "xã phường", "đơn vị hành chính", "tên địa bàn", "tên đvhc"],
    ),
    ("LocalityFields", "code", &["mã đvhc", "mã xã", "mã đơn vị hành chính"]),
    ("LocalityFields", "parent", &["thuộc huyện", "thuộc tỉnh", "huyện", "tỉnh"]),
    ("DocumentFields", "number", &["số ký hiệu", "số/ký hiệu", "ký hiệu"]),
    ("DocumentFields", "title", &["trích yếu", "trích yếu nội dung", "tên văn bản", "nội dung trích yếu"]),
    ("DocumentFields", "kind", &["loại văn bản", "hình thức văn bản"]),
    ("DocumentFields", "issuer_name", &["cơ quan ban hành", "nơi ban hành", "đơn vị ban hành"]),
    ("DocumentFields", "issued", &["ngày văn bản", "ngày tháng", "ngày ký"]),
    ("DocumentFields", "signer", &["người ký"]),
    ("ArticleFields", "date", &["ngày đăng tin", "thời gian đăng"]),
    ("ArticleFields", "authors", &["tên tác giả"]),
    ("ArticleFields", "source.name", &["nguồn", "tên nguồn"]),
    ("ArticleFields", "source.url", &["link", "đường dẫn nguồn", "link nguồn"]),
    ("AuthorFields", "name", &["họ và tên", "họ tên", "tên tác giả"]),
    ("AuthorFields", "pen_names", &["bút danh"]),
];

/// What may stand above the columns of a kind.
pub struct Keys {
    info: &'static MappingInfo,
    /// Plain name and path; the first of equal names wins.
    known: Vec<(String, KeyPath)>,
}

impl Keys {
    #[must_use]
    pub fn new(info: &'static MappingInfo) -> Self {
        let mut known = Vec::new();
        let mut add = |name: &str, path: &[&str]| {
            known.push((plain(name), path.iter().map(|key| (*key).to_owned()).collect()));
        };
        let has = |name: &str| info.keys.iter().any(|key| key.name == name);
        for (_, path, names) in USUAL.iter().filter(|(of, _, _)| *of == info.name) {
            let path: Vec<&str> = path.split('.').collect();
            names.iter().filter(|_| has(path[0])).for_each(|name| add(name, &path));
        }
        for (key, names) in PERSONAL {
            let path: &[&str] = if has(key) { &[key] } else { &["private", key] };
            names.iter().filter(|_| has(path[0])).for_each(|name| add(name, path));
        }
        for key in info.keys {
            add(key.name, &[key.name]);
            names(key.name).iter().for_each(|name| add(name, &[key.name]));
        }
        for key in info.keys {
            for inner in inner(key) {
                add(&format!("{}.{}", key.name, inner.name), &[key.name, inner.name]);
                for name in names(inner.name) {
                    names_of(key)
                        .for_each(|outer| add(&format!("{outer} / {name}"), &[key.name, inner.name]));
                }
            }
        }
        Self { info, known }
    }

    /// Whether a single name is known.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.of_name(name).is_some()
    }

    fn of_name(&self, name: &str) -> Option<KeyPath> {
        let whole = plain(name);
        let find =
            |name: &str| self.known.iter().find(|(known, _)| known == name).map(|(_, path)| path.clone());
        let without = plain(name.split(['(', '[', ':']).next().unwrap_or(name));
        find(&whole)
            .or_else(|| find(&without).filter(|_| !without.is_empty()))
            .or_else(|| self.asks_consent(&whole))
    }

    /// A question of a form: "Anh/chị có đồng ý cho Ban Tổ chức đăng bài?".
    fn asks_consent(&self, name: &str) -> Option<KeyPath> {
        let is_question = name.contains("dong y") && name.len() > "dong y".len() + 4;
        let has = self.info.keys.iter().any(|key| key.name == "consent");
        (is_question && has).then(|| vec!["consent".to_owned(), "given".to_owned()])
    }

    /// The key of a column: by its whole name, else by its lowest part, else by its highest.
    #[must_use]
    pub fn of_column(&self, column: &Column) -> Option<KeyPath> {
        let parts = || column.path.iter().rev().map(String::as_str);
        std::iter::once(column.name().as_str()).chain(parts()).find_map(|name| self.of_name(name))
    }

    /// The path that a text names: `private.phone`, `Số điện thoại`.
    #[must_use]
    pub fn of_text(&self, text: &str) -> Option<KeyPath> {
        let keys: Vec<String> = text.split('.').map(|key| key.trim().to_owned()).collect();
        let first = self.info.keys.iter().find(|key| key.name == keys[0]);
        match (first, keys.as_slice()) {
            (Some(key), [_]) if key.name == "private" => None,
            (Some(_), [_]) => Some(keys),
            (Some(key), [_, second]) if key.name == "private" || inner(key).any(|one| one.name == second) => {
                Some(keys)
            }
            (Some(_), _) => None,
            (None, _) => self.of_name(text),
        }
    }

    /// Keys whose names are near to that of a column.
    #[must_use]
    pub fn near(&self, column: &Column) -> Option<String> {
        let names = || self.known.iter().map(|(name, _)| name.as_str());
        let by_letters = column.path.iter().rev().find_map(|name| nearest(&plain(name), names()));
        let wanted = plain(&column.name());
        let words =
            |name: &str| name.split(' ').filter(|word| wanted.split(' ').any(|one| one == *word)).count();
        let by_words = || {
            names().filter(|name| words(name) >= 2).max_by_key(|name| (words(name), usize::MAX - name.len()))
        };
        // "số điện thoại của người dự thi" begins with a known name.
        let begins = |name: &&str| wanted.strip_prefix(*name).is_some_and(|rest| rest.starts_with(' '));
        let by_beginning =
            names().filter(|name| name.contains(' ')).filter(begins).max_by_key(|name| name.len());
        let near = by_beginning.or(by_letters).or_else(by_words)?;
        self.known.iter().find(|(name, _)| name == near).map(|(_, path)| path.join("."))
    }

    /// All paths that a column may be mapped to.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (_, path) in &self.known {
            let path = path.join(".");
            if !all.contains(&path) && path != "private" {
                all.push(path);
            }
        }
        all
    }
}

fn names_of(key: &KeyInfo) -> impl Iterator<Item = &'static str> {
    names(key.name).iter().copied()
}

/// The keys inside the mapping, or the mappings, that a key holds.
pub(super) fn inner(key: &KeyInfo) -> impl Iterator<Item = &'static KeyInfo> {
    let info = match (key.value)() {
        ValueType::Mapping(info) => Some(info),
        ValueType::List(element) => match *element {
            ValueType::Mapping(info) => Some(info),
            _ => None,
        },
        _ => None,
    };
    info.into_iter().flat_map(|info| info.keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::entry::EntryFields;
    use crate::content::model::ModelFields;
    use crate::content::taxonomy::OrganizationFields;

    fn key(info: &'static MappingInfo, path: &[&str]) -> Option<String> {
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        Keys::new(info).of_column(&Column { at: 0, path, joined: false }).map(|path| path.join("."))
    }

    #[test]
    fn columns_are_known_however_their_names_are_typed() {
        for (name, expected) in [
            ("HỌ VÀ TÊN", "authors"),
            ("Tên\u{a0}tác\nphẩm", "title"),
            ("Số điện thoại (*)", "private.phone"),
            ("CCCD/CMND", "private.id_number"),
            ("Địa chỉ", "private.address"),
            ("Thể loại:", "genre"),
            ("title", "title"),
            ("consent.given", "consent.given"),
            ("Anh/chị có đồng ý cho đăng bài trên chuyên trang không?", "consent.given"),
        ] {
            assert_eq!(key(EntryFields::INFO, &[name]).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(key(EntryFields::INFO, &["Địa chỉ", "Xã"]).as_deref(), Some("locality"));
        assert_eq!(key(ModelFields::INFO, &["Kinh phí (đồng)"]).as_deref(), Some("budget.amount"));
        assert_eq!(key(OrganizationFields::INFO, &["Tên đơn vị"]).as_deref(), Some("name"));
        assert_eq!(key(EntryFields::INFO, &["Cân nặng"]), None);
    }

    #[test]
    fn an_unknown_column_is_near_to_some_key() {
        let near = |name: &str| {
            Keys::new(EntryFields::INFO).near(&Column { at: 0, path: vec![name.into()], joined: false })
        };
        assert_eq!(near("Tên tác fẩm").as_deref(), Some("title"));
        assert_eq!(near("Số điện thoại của người dự thi").as_deref(), Some("private.phone"));
    }
}
