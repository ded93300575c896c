//! The words of the forms in Vietnamese: kinds, choices, labels that need more than the name of their key, help.
//!
//! In English the declarations say it themselves. A test holds that every choice has its word.

use crate::yaml::describe::{Doc, KeyInfo};
use bantin_text::language::Language;

const KINDS: &[(&str, &str, &str)] = &[
    ("site", "Cài đặt trang", "Settings"),
    ("article", "Tin, bài", "Articles"),
    ("model", "Mô hình", "Models"),
    ("contest", "Cuộc thi", "Contests"),
    ("rules", "Thể lệ", "Rules"),
    ("entry", "Bài dự thi", "Entries"),
    ("programme", "Chương trình, đề án", "Programmes"),
    ("document", "Văn bản", "Documents"),
    ("page", "Trang", "Pages"),
    ("series", "Số liệu", "Series"),
    ("categories", "Chuyên mục", "Categories"),
    ("fields", "Lĩnh vực", "Fields of models"),
    ("localities", "Địa bàn", "Localities"),
    ("organizations", "Đơn vị", "Organizations"),
    ("topics", "Chuyên đề", "Topics"),
    ("authors", "Tác giả", "Authors"),
];

const CHOICES: &[(&str, &str, &str)] = &[
    ("ArticleGenre", "news", "Tin"),
    ("ArticleGenre", "feature", "Bài"),
    ("ArticleGenre", "reportage", "Phóng sự"),
    ("ArticleGenre", "interview", "Phỏng vấn"),
    ("ArticleGenre", "photo", "Phóng sự ảnh"),
    ("ArticleGenre", "video", "Video"),
    ("ArticleGenre", "infographic", "Đồ họa"),
    ("ArticleGenre", "longform", "Bài dài có ảnh xen kẽ"),
    ("ArticleGenre", "notice", "Thông báo"),
    ("ModelKind", "practice", "Mô hình, cách làm"),
    ("ModelKind", "collective", "Tập thể điển hình"),
    ("ModelKind", "individual", "Cá nhân điển hình"),
    ("Level", "province", "Tỉnh"),
    ("Level", "district", "Huyện"),
    ("Level", "commune", "Xã"),
    ("Level", "base", "Cơ sở"),
    ("Status", "registered", "Đã đăng ký"),
    ("Status", "recognized", "Đã công nhận"),
    ("Status", "exemplary", "Tiêu biểu"),
    ("Status", "ended", "Đã dừng"),
    ("MediumKind", "image", "Ảnh"),
    ("MediumKind", "video", "Phim"),
    ("MediumKind", "audio", "Âm thanh"),
    ("MediumKind", "pdf", "PDF"),
    ("NameShown", "full", "Họ tên"),
    ("NameShown", "pen", "Bút danh"),
    ("NameShown", "none", "Không nêu tên"),
    ("EntryStatus", "received", "Đã nhận"),
    ("EntryStatus", "accepted", "Hợp lệ"),
    ("EntryStatus", "rejected", "Bị loại"),
    ("EntryStatus", "withdrawn", "Đã rút"),
    ("Medium", "print", "Báo in"),
    ("Medium", "online", "Báo điện tử"),
    ("Medium", "radio", "Phát thanh"),
    ("Medium", "television", "Truyền hình"),
    ("PriorPublication", "forbidden", "Chưa được đăng ở đâu"),
    ("PriorPublication", "required", "Phải đã đăng"),
    ("PriorPublication", "allowed", "Đăng rồi hay chưa đều được"),
    ("PrizeScope", "individual", "Cá nhân"),
    ("PrizeScope", "collective", "Tập thể"),
    ("TargetScope", "locality", "Từng địa bàn"),
    ("TargetScope", "organization", "Từng đơn vị"),
    ("TargetScope", "province", "Toàn tỉnh"),
    ("Measure", "models_registered", "Số mô hình đăng ký"),
    ("Measure", "models_active", "Số mô hình đang hoạt động"),
    ("Measure", "manual", "Nhập tay"),
    ("Per", "year", "Mỗi năm"),
    ("Per", "total", "Cả giai đoạn"),
    ("DocumentKind", "decree", "Nghị định"),
    ("DocumentKind", "circular", "Thông tư"),
    ("DocumentKind", "decision", "Quyết định"),
    ("DocumentKind", "directive", "Chỉ thị"),
    ("DocumentKind", "plan", "Kế hoạch"),
    ("DocumentKind", "scheme", "Đề án"),
    ("DocumentKind", "guideline", "Hướng dẫn"),
    ("DocumentKind", "report", "Báo cáo"),
    ("DocumentKind", "notice", "Thông báo"),
    ("DocumentKind", "letter", "Công văn"),
    ("DocumentKind", "other", "Khác"),
    ("LocalityLevel", "province", "Tỉnh"),
    ("LocalityLevel", "district", "Huyện"),
    ("LocalityLevel", "commune", "Xã"),
    ("OrganizationKind", "party", "Cơ quan Đảng"),
    ("OrganizationKind", "government", "Cơ quan nhà nước"),
    ("OrganizationKind", "front", "Mặt trận"),
    ("OrganizationKind", "union", "Đoàn thể"),
    ("OrganizationKind", "armed_forces", "Lực lượng vũ trang"),
    ("OrganizationKind", "enterprise", "Doanh nghiệp"),
    ("OrganizationKind", "other", "Khác"),
    ("RawHtml", "sanitize", "Giữ phần an toàn"),
    ("RawHtml", "forbid", "Không cho dùng"),
    ("ExternalImages", "forbid", "Không cho dùng"),
    ("ExternalImages", "allow", "Cho dùng"),
    ("Approvals", "none", "Không cần duyệt"),
    ("Approvals", "required", "Phải duyệt mới đăng"),
    ("LivePage", "home", "Trang chủ"),
    ("LivePage", "article", "Trang bài viết"),
    ("SearchLayout", "files", "Nhiều tệp nhỏ"),
    ("SearchLayout", "packed", "Ít tệp lớn"),
    ("Language", "vi", "Tiếng Việt"),
    ("Language", "en", "Tiếng Anh"),
];

/// Labels where the name of the key does not tell enough: `*` is any mapping.
const LABELS: &[(&str, &str, &str)] = &[
    ("ArticleFields", "title", "Đầu đề"),
    ("ArticleFields", "subtitle", "Đầu đề phụ"),
    ("ArticleFields", "summary", "Sapo"),
    ("ArticleFields", "date", "Ngày giờ đăng"),
    ("ArticleFields", "updated", "Ngày giờ cập nhật"),
    ("ArticleFields", "dateline", "Dẫn nguồn (CTTĐT, địa danh)"),
    ("ArticleFields", "source", "Nguồn đăng lại"),
    ("ArticleFields", "translation_of", "Là bản dịch của"),
    ("ArticleFields", "models", "Mô hình được nhắc đến"),
    ("ArticleFields", "id", "Địa chỉ (mã định danh)"),
    ("ModelFields", "id", "Địa chỉ (mã định danh)"),
    ("PageFields", "id", "Địa chỉ (mã định danh)"),
    ("DocumentFields", "id", "Địa chỉ (mã định danh)"),
    ("DocumentFields", "number", "Số, ký hiệu"),
    ("DocumentFields", "title", "Trích yếu"),
    ("Picture", "caption", "Chú thích ảnh"),
    ("Picture", "credit", "Người chụp, nguồn ảnh"),
    ("Picture", "decorative", "Ảnh chỉ để trang trí"),
    ("Author", "id", "Tác giả trong danh sách"),
    ("Author", "name", "Tên hoặc bút danh"),
    ("Withdrawal", "reason", "Lý do gỡ"),
    ("Withdrawal", "date", "Ngày gỡ"),
    ("Correction", "text", "Nội dung đính chính"),
];

const HELP: &[(&str, &str, &str)] = &[
    (
        "*",
        "id",
        "Chữ thường không dấu, chữ số và dấu gạch nối. Đã đăng rồi thì đừng đổi ở đây: dùng nút «Đổi địa chỉ».",
    ),
    ("ArticleFields", "summary", "Một đoạn ngắn đứng trên bài, cũng hiện trong danh sách và nguồn tin."),
    ("ArticleFields", "date", "Ghi giờ ở phía trước thì bài tự hiện khi đến giờ ấy."),
    ("ArticleFields", "kicker", "Dòng nhỏ đứng trên đầu đề."),
    ("ArticleFields", "dateline", "Chữ đứng trước câu đầu tiên, như CTTĐT hoặc YênBái."),
    ("ArticleFields", "tags", "Gõ rồi nhấn Enter; chọn lại thẻ đã có để không sinh thẻ trùng."),
    ("ArticleFields", "featured", "Đứng đầu trang chủ."),
    ("ArticleFields", "draft", "Bản nháp không bao giờ được đăng."),
    ("ArticleFields", "expires", "Sau ngày này bài không còn trên trang."),
    ("ArticleFields", "related", "Các bài hiện ở cuối bài; để trống thì trang tự chọn."),
    ("ArticleFields", "aliases", "Địa chỉ cũ dẫn tới bài này."),
    ("*", "alt", "Tả điều thấy trong ảnh cho người không nhìn thấy; đừng chép lại chú thích."),
    ("*", "decorative", "Chỉ chọn khi ảnh không nói thêm điều gì."),
    ("*", "private", "Không bao giờ xuất hiện trên trang."),
    ("*", "aliases", "Địa chỉ cũ dẫn tới trang này."),
    ("*", "draft", "Bản nháp không bao giờ được đăng."),
    ("Consent", "given", "Không có sự đồng ý thì bài không được đăng."),
    ("Consent", "name", "Trang nêu tên tác giả đến đâu."),
    ("EntryFields", "award", "Chỉ hiện từ giờ công bố kết quả."),
    ("EntryFields", "scores", "Không bao giờ được đăng."),
    ("ContestFields", "results_at", "Giải và vòng hiện trên trang từ giờ này."),
    ("ContestFields", "excluded", "Ban tổ chức, giám khảo, thư ký: không được dự thi."),
];

fn found(table: &'static [(&str, &str, &str)], first: &str, second: &str) -> Option<&'static str> {
    let own = |of: &str| table.iter().find(|(name, key, _)| *name == of && *key == second);
    own(first).or_else(|| own("*")).map(|(.., word)| *word)
}

/// The name of a kind of records, as the desk lists it.
pub(super) fn kind(name: &str, language: Language) -> &str {
    match (KINDS.iter().find(|(kind, ..)| *kind == name), language) {
        (Some((_, vi, _)), Language::Vi) => vi,
        (Some((.., en)), Language::En) => en,
        (None, _) => name,
    }
}

/// The Vietnamese label of a key that needs one of its own.
pub(super) fn label(mapping: &str, key: &str) -> Option<&'static str> {
    found(LABELS, mapping, key)
}

pub(super) fn help(mapping: &str, key: &KeyInfo, language: Language) -> Option<String> {
    match language {
        Language::Vi => found(HELP, mapping, key.name).map(str::to_owned),
        Language::En => Some(key.doc.text()),
    }
}

pub(super) fn choice(of: &str, word: &str, doc: &Doc, language: Language) -> String {
    match language {
        Language::Vi => found(CHOICES, of, word).map_or_else(|| word.to_owned(), str::to_owned),
        Language::En => {
            let told = doc.text();
            if told.is_ascii() && !told.is_empty() {
                told.trim_end_matches('.').to_owned()
            } else {
                word.replace('_', " ")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::declarations;
    use crate::yaml::describe::ValueType;

    fn choices(value: &ValueType, seen: &mut Vec<&'static str>, missing: &mut Vec<String>) {
        match value {
            ValueType::List(of) => choices(of, seen, missing),
            ValueType::AnyOf(of) => of.iter().for_each(|one| choices(one, seen, missing)),
            ValueType::Choice(choice) => {
                let without =
                    choice.words.iter().filter(|(word, _)| found(CHOICES, choice.name, word).is_none());
                missing.extend(without.map(|(word, _)| format!("{}.{word}", choice.name)));
            }
            ValueType::Mapping(info) if !seen.contains(&info.name) => {
                seen.push(info.name);
                info.keys.iter().for_each(|key| choices(&(key.value)(), seen, missing));
            }
            _ => {}
        }
    }

    #[test]
    fn every_choice_and_kind_has_a_vietnamese_word() {
        let (mut seen, mut missing) = (Vec::new(), Vec::new());
        for one in declarations::ALL {
            choices(&(one.value)(), &mut seen, &mut missing);
            if one.kind != "synonyms" && KINDS.iter().all(|(kind, ..)| *kind != one.kind) {
                missing.push(one.kind.to_owned());
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }
}
