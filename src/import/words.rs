//! The Vietnamese names of the words that some keys take (`exemplary`: "điển hình"), as people write them in sheets.

use crate::import::table::plain;
use crate::yaml::describe::ChoiceInfo;

/// Declaration, word, and its names.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("Status", "registered", &["đăng ký", "đã đăng ký", "đăng ký mới", "mới đăng ký"]),
    ("Status", "recognized", &["công nhận", "được công nhận", "đã công nhận", "đạt"]),
    ("Status", "exemplary", &["điển hình", "tiêu biểu", "xuất sắc", "nhân rộng"]),
    ("Status", "ended", &["kết thúc", "đã kết thúc", "dừng", "ngừng hoạt động"]),
    ("Level", "province", &["tỉnh", "cấp tỉnh", "thành phố"]),
    ("Level", "district", &["huyện", "cấp huyện", "thị xã"]),
    ("Level", "commune", &["xã", "cấp xã", "phường", "thị trấn", "cấp phường", "xã phường"]),
    ("Level", "base", &["cơ sở", "cấp cơ sở", "thôn", "tổ dân phố", "thôn bản", "khu dân cư", "chi bộ"]),
    ("ModelKind", "practice", &["mô hình", "cách làm", "việc làm"]),
    ("ModelKind", "collective", &["tập thể", "điển hình tập thể"]),
    ("ModelKind", "individual", &["cá nhân", "điển hình cá nhân"]),
    ("EntryStatus", "received", &["đã nhận", "mới nhận", "tiếp nhận", "chờ xét"]),
    (
        "EntryStatus",
        "accepted",
        &["hợp lệ", "đạt", "chấp nhận", "được chấp nhận", "vào vòng", "đủ điều kiện"],
    ),
    ("EntryStatus", "rejected", &["không hợp lệ", "loại", "bị loại", "không đạt", "từ chối"]),
    ("EntryStatus", "withdrawn", &["rút", "đã rút", "xin rút"]),
    ("NameShown", "full", &["họ tên", "tên thật", "ghi tên thật", "đầy đủ"]),
    ("NameShown", "pen", &["bút danh", "ghi bút danh"]),
    ("NameShown", "none", &["không ghi tên", "ẩn danh", "giấu tên", "không nêu tên"]),
    ("OrganizationKind", "party", &["đảng", "cấp ủy", "cơ quan đảng"]),
    ("OrganizationKind", "government", &["chính quyền", "nhà nước", "cơ quan nhà nước", "ủy ban nhân dân"]),
    ("OrganizationKind", "front", &["mặt trận", "mặt trận tổ quốc"]),
    ("OrganizationKind", "union", &["đoàn thể", "hội", "đoàn", "tổ chức chính trị xã hội"]),
    ("OrganizationKind", "armed_forces", &["lực lượng vũ trang", "quân đội", "công an", "biên phòng"]),
    ("OrganizationKind", "enterprise", &["doanh nghiệp", "hợp tác xã", "công ty"]),
    ("OrganizationKind", "other", &["khác"]),
    ("LocalityLevel", "province", &["tỉnh", "cấp tỉnh", "thành phố trực thuộc trung ương"]),
    ("LocalityLevel", "district", &["huyện", "cấp huyện", "thị xã", "quận"]),
    ("LocalityLevel", "commune", &["xã", "cấp xã", "phường", "thị trấn", "đặc khu"]),
    ("MediumKind", "image", &["ảnh", "hình"]),
    ("MediumKind", "video", &["phim", "video", "phóng sự"]),
    ("MediumKind", "audio", &["âm thanh", "phát thanh"]),
    ("DocumentKind", "decree", &["nghị định", "nđ"]),
    ("DocumentKind", "circular", &["thông tư", "tt"]),
    ("DocumentKind", "decision", &["quyết định", "qđ"]),
    ("DocumentKind", "directive", &["chỉ thị", "ct"]),
    ("DocumentKind", "plan", &["kế hoạch", "kh"]),
    ("DocumentKind", "scheme", &["đề án", "đa"]),
    ("DocumentKind", "guideline", &["hướng dẫn", "hd"]),
    ("DocumentKind", "report", &["báo cáo", "bc"]),
    ("DocumentKind", "notice", &["thông báo", "tb"]),
    ("DocumentKind", "letter", &["công văn", "cv"]),
    ("DocumentKind", "other", &["khác"]),
    ("ArticleGenre", "news", &["tin", "tin tức"]),
    ("ArticleGenre", "feature", &["bài phản ánh", "bài viết"]),
    ("ArticleGenre", "reportage", &["phóng sự", "ký sự"]),
    ("ArticleGenre", "interview", &["phỏng vấn"]),
    ("ArticleGenre", "photo", &["ảnh", "tin ảnh"]),
    ("ArticleGenre", "video", &["video", "truyền hình"]),
    ("ArticleGenre", "notice", &["thông báo"]),
    ("Language", "vi", &["tiếng việt", "việt"]),
    ("Language", "en", &["tiếng anh", "anh"]),
];

/// The word of a declaration that a cell means.
pub(super) fn word(of: &ChoiceInfo, written: &str) -> Option<&'static str> {
    let plain_text = plain(written);
    let by_word =
        of.words.iter().map(|(word, _)| *word).find(|word| plain(word) == plain_text || *word == written);
    by_word.or_else(|| {
        let own = WORDS.iter().filter(|(name, _, _)| *name == of.name);
        own.into_iter()
            .find(|(_, _, names)| names.iter().any(|name| plain(name) == plain_text))
            .map(|(_, word, _)| *word)
    })
}

/// What a cell may say, for a message: the words with their usual names.
pub(super) fn choices(of: &ChoiceInfo) -> String {
    let shown = of.words.iter().map(|(word, _)| {
        let names =
            WORDS.iter().find(|(name, one, _)| *name == of.name && one == word).map(|(_, _, names)| names[0]);
        names.map_or_else(|| (*word).to_owned(), |name| format!("{name} ({word})"))
    });
    shown.collect::<Vec<_>>().join(", ")
}
