//! The codes of all diagnostics. The doc comment of a code, and the Vietnamese beside it, are what `bantin explain`
//! prints.

use bantin_text::language::Language;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal => $vi:literal,)+) => {
        /// The kind of a diagnostic. The text form is kebab-case and never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The text form: `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// What the code means, as Markdown.
            pub fn explanation(self, language: Language) -> &'static str {
                match language {
                    Language::Vi => match self { $(Code::$name => $vi,)+ },
                    Language::En => match self { $(Code::$name => concat!($($doc, "\n"),+),)+ },
                }
            }
        }
    };
}

codes! {
    // Files and texts.
    /// A file or folder could not be read: it is gone, or the program may not open it.
    UnreadableFile = "unreadable-file" =>
        "Không đọc được một tệp hoặc thư mục: nó không còn ở đó, hoặc chương trình không có quyền mở.",
    /// The file is not UTF-8 text. Save it again as UTF-8; the message gives the offset of the first bad byte.
    InvalidUtf8 = "invalid-utf8" =>
        "Tệp không phải chữ UTF-8. Lời báo nói tệp có vẻ được lưu theo bảng mã nào; hãy lưu lại theo UTF-8.",
    /// `content/site.yaml` is not there, so the folder is no site.
    MissingSite = "missing-site" =>
        "Không có `content/site.yaml`, nên thư mục này không phải một trang.",
    /// A file that every site of this kind needs is not there, such as `contest.yaml` in a contest's folder.
    MissingFile = "missing-file" =>
        "Thiếu một tệp mà trang nào loại này cũng phải có, chẳng hạn `contest.yaml` trong thư mục của cuộc thi.",
    /// A record's file has an ending the program does not read (`.yml`, `.markdown`), so it would be left out.
    UnusualExtension = "unusual-extension" =>
        "Tệp của bản ghi có phần đuôi mà chương trình không đọc (`.yml`, `.markdown`), nên sẽ bị bỏ sót.",
    /// A link of the file system. It could lead out of the site's folder, so the program does not follow it.
    SymbolicLink = "symbolic-link" =>
        "Một liên kết của hệ thống tệp. Nó có thể dẫn ra ngoài thư mục của trang, nên chương trình không đi theo.",
    /// A file that acts in a browser or on a server, or whose content is not what its name says. Documents, pictures,
    /// sound, film and data are published; `files: {allow: […]}` in `site.yaml` adds endings of other files that do
    /// nothing.
    ForbiddenFile = "forbidden-file" =>
        "Tệp có thể chạy trong trình duyệt hay trên máy chủ, hoặc nội dung không đúng như tên. Trang chỉ đăng tài liệu, ảnh, âm thanh, phim và số liệu; `files: {allow: […]}` trong `site.yaml` thêm phần đuôi của loại tệp khác mà vô hại.",
    /// A drawing (SVG) has parts that act or load something: scripts, links, references to other files. It is published
    /// without them.
    UnsafeDrawing = "unsafe-drawing" =>
        "Hình vẽ SVG có phần chạy được hoặc tải thứ khác về: script, liên kết, tham chiếu ra ngoài. Trang đăng hình không có những phần ấy.",
    /// A record's file is empty.
    EmptyFile = "empty-file" =>
        "Tệp của bản ghi để trống.",
    /// A file or folder below `content/` that nothing reads: its ending or its place is unusual. Warns that it is
    /// left out.
    UnreadFile = "unread-file" =>
        "Tệp hay thư mục dưới `content/` mà không chỗ nào đọc, vì phần đuôi hay vị trí khác thường, nên trang bỏ qua.",
    /// Something is larger than the program takes: a text file, a list of tags, a group of synonyms, a table, tags of HTML
    /// in each other. The limits stand at the end of `docs/reference.md`.
    TooMuch = "too-much" =>
        "Có thứ lớn hơn mức chương trình nhận: tệp chữ, danh sách thẻ, nhóm từ đồng nghĩa, bảng số liệu, thẻ HTML lồng nhau. Các giới hạn ghi ở cuối `docs/reference.md`.",
    /// A table that is not UTF-8 was read in the encoding that it seems to have. Save it as UTF-8 to be sure.
    GuessedEncoding = "guessed-encoding" =>
        "Bảng số liệu không phải UTF-8 đã được đọc theo bảng mã có vẻ đúng. Hãy lưu lại theo UTF-8 cho chắc.",
    /// Letters that were broken when the text was converted: TCVN3 or VNI saved as UTF-8, UTF-8 encoded twice, or the
    /// sign U+FFFD, which stands for letters that are lost.
    BrokenLetters = "broken-letters" =>
        "Chữ bị hỏng khi chuyển bảng mã: TCVN3 hay VNI lưu thành UTF-8, UTF-8 mã hóa hai lần, hoặc dấu U+FFFD, dấu thay cho chữ đã mất.",

    // Import.
    /// A file cannot be imported: it is damaged, protected, too large, or of a kind that is not read. Nothing is written.
    UnreadableTable = "unreadable-table" =>
        "Tệp không nhập được: hỏng, có mật khẩu, quá lớn, hoặc thuộc loại chương trình không đọc. Không có gì được ghi.",
    /// No table with columns of this kind was found in a file, or several were and one has to be named.
    NoTable = "no-table" =>
        "Trong tệp không thấy bảng nào có cột của loại này, hoặc thấy nhiều bảng và cần nêu một.",
    /// A column whose name is neither known nor mapped. Write what it is into a mapping file (`--map`, made by `--guess`).
    UnknownTableColumn = "unknown-table-column" =>
        "Cột có tên chưa biết và chưa được gán. Hãy ghi nó là gì vào tệp gán cột (`--map`, do `--guess` viết ra).",
    /// A cell of a sheet that cannot be taken as what its column wants.
    CellValue = "cell-value" =>
        "Ô của bảng tính không dùng được cho cột của nó.",
    /// A cell that may mean two things: day or month, one of two units of equal names. It is asked, never guessed.
    AmbiguousCell = "ambiguous-cell" =>
        "Ô có thể hiểu hai cách: ngày hay tháng, một trong hai đơn vị trùng tên. Chương trình hỏi chứ không đoán.",
    /// Something that an import left out, converted or guessed. It is told, and worth a look.
    ImportNote = "import-note" =>
        "Điều mà lần nhập đã bỏ qua, chuyển đổi hoặc đoán. Nên xem lại.",

    // YAML.
    /// The YAML cannot be read: a bracket or quote that is not closed, a wrong indentation, and the like.
    YamlSyntax = "yaml-syntax" =>
        "Không đọc được YAML: dấu ngoặc hay dấu nháy không được đóng, lùi đầu dòng sai, và những lỗi tương tự.",
    /// A tab stands where YAML wants spaces.
    YamlTab = "yaml-tab" =>
        "Có dấu tab ở chỗ YAML cần dấu cách.",
    /// The YAML is nested too deeply, or its aliases multiply without end.
    YamlLimit = "yaml-limit" =>
        "YAML lồng nhau quá sâu, hoặc các bí danh của nó nhân lên mãi.",
    /// A Markdown record does not begin with a line `---`.
    MissingFrontMatter = "missing-front-matter" =>
        "Tệp Markdown không bắt đầu bằng dòng `---`.",
    /// The second line `---`, which ends the front matter, is not there.
    UnclosedFrontMatter = "unclosed-front-matter" =>
        "Thiếu dòng `---` thứ hai, dòng kết thúc phần khóa ở đầu tệp.",
    /// A key that this kind of record does not have.
    UnknownKey = "unknown-key" =>
        "Một khóa mà loại bản ghi này không có.",
    /// A key that this kind of record must have is not there.
    MissingKey = "missing-key" =>
        "Thiếu một khóa mà loại bản ghi này phải có.",
    /// Two keys of one mapping contradict each other, such as a description of a picture that only decorates. Remove one.
    ContradictoryKeys = "contradictory-keys" =>
        "Hai khóa cạnh nhau trái ngược nhau, ví dụ ảnh vừa có lời mô tả vừa ghi là ảnh trang trí. Bỏ một khóa.",
    /// A key stands twice in one mapping.
    DoubledKey = "doubled-key" =>
        "Một khóa đứng hai lần trong cùng một nhóm.",
    /// A value of another type than the key wants: a list for a text, a text for a number.
    WrongType = "wrong-type" =>
        "Giá trị không đúng kiểu mà khóa cần: danh sách ở chỗ của chữ, chữ ở chỗ của số.",
    /// A text that must say something is empty.
    EmptyValue = "empty-value" =>
        "Một chữ phải nói điều gì đó lại để trống.",
    /// A value that is none of those allowed.
    UnknownValue = "unknown-value" =>
        "Giá trị không thuộc những giá trị được phép.",
    /// A date that is not in the calendar, or not written as `2023-08-25 09:22`.
    InvalidDate = "invalid-date" =>
        "Ngày không có trong lịch, hoặc không viết theo mẫu `2023-08-25 09:22`.",
    /// Something that has happened, such as a decision, has a date that lies ahead.
    FutureDate = "future-date" =>
        "Việc đã xảy ra, chẳng hạn một quyết định, lại ghi ngày còn ở phía trước.",
    /// A text without quotes ends at ` #`, where YAML begins a comment: `title: Đợt #2` is "Đợt". Put the text in
    /// quotes; a comment that is meant stands behind two spaces.
    CommentInText = "comment-in-text" =>
        "Chữ không có dấu nháy kết thúc ở ` #`, vì YAML coi từ đó là ghi chú: `title: Đợt #2` chỉ còn “Đợt”. Hãy đặt chữ trong dấu nháy; ghi chú thật thì cách hai dấu cách.",
    /// A number outside the range that makes sense here.
    OutOfRange = "out-of-range" =>
        "Con số nằm ngoài khoảng hợp lý ở đây.",
    /// An id with other characters than lower-case ASCII letters, digits and hyphens.
    InvalidId = "invalid-id" =>
        "Id có ký tự khác chữ thường không dấu, chữ số và dấu gạch nối.",
    /// An address that is no URL a page may link to.
    InvalidUrl = "invalid-url" =>
        "Địa chỉ không phải một URL mà trang có thể dẫn tới.",
    /// A hash of `scripts` is none that browsers check: `sha256-`, `sha384-` or `sha512-`, and the hash in base64.
    InvalidHash = "invalid-hash" =>
        "Mã kiểm tra của `scripts` không đúng dạng mà trình duyệt hiểu: `sha256-`, `sha384-` hoặc `sha512-`, rồi mã base64.",
    /// A telephone number or an e-mail address at which nobody can be reached.
    InvalidContact = "invalid-contact" =>
        "Số điện thoại hoặc địa chỉ thư điện tử viết sai, không liên lạc được.",
    /// A colour is written otherwise than `#` and six hexadecimal digits.
    InvalidColor = "invalid-color" =>
        "Màu viết khác mẫu `#` và sáu chữ số hệ mười sáu.",
    /// Text in these two colours is hard to read: their contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3). Make one of
    /// them darker or lighter.
    LowContrast = "low-contrast" =>
        "Chữ với hai màu này khó đọc: độ tương phản dưới 4,5 : 1 (WCAG 2.2, 1.4.3). Hãy làm một màu đậm hơn hoặc nhạt hơn.",
    /// A time zone that is not in the table of zones.
    InvalidTimeZone = "invalid-time-zone" =>
        "Múi giờ không có trong bảng múi giờ.",
    /// Text after the body key of a Markdown record: the body stands twice.
    DoubledBody = "doubled-body" =>
        "Có chữ dưới phần khóa trong khi khóa `body` cũng có nội dung: nội dung đứng ở hai nơi.",
    /// The end of a period lies before its beginning.
    ReversedPeriod = "reversed-period" =>
        "Điểm cuối của một thời kỳ đứng trước điểm đầu.",

    // Records and references.
    /// A document names its issuer twice: by id, and in words.
    DoubledIssuer = "doubled-issuer" =>
        "Văn bản ghi cơ quan ban hành hai lần: bằng id và bằng chữ.",
    /// A target has two values for one year and locality.
    DoubledValue = "doubled-value" =>
        "Một chỉ tiêu có hai giá trị cho cùng một năm và địa bàn.",
    /// Two records of one kind have the same id.
    DoubledId = "doubled-id" =>
        "Hai bản ghi cùng loại có cùng một id.",
    /// A record in a list file has no `id`.
    MissingId = "missing-id" =>
        "Bản ghi trong tệp danh sách không có `id`.",
    /// A reference to a record that is not there.
    UnknownReference = "unknown-reference" =>
        "Nhắc tới một bản ghi không có.",
    /// A reference to something that exists but is not published now.
    UnpublishedReference = "unpublished-reference" =>
        "Nhắc tới một bản ghi có thật nhưng hiện chưa đăng.",
    /// A picture, attachment or other file that a record names is not there.
    MissingAsset = "missing-asset" =>
        "Không có ảnh, tệp đính kèm hay tệp khác mà bản ghi nêu tên.",
    /// A picture that cannot be read: its header, or what comes after it.
    DamagedImage = "damaged-image" =>
        "Không đọc được ảnh: phần đầu của tệp, hoặc phần sau nó.",
    /// A picture of more than 100 megapixels, or with a side of more than 65,535 pixels. Make it smaller first: 4000
    /// pixels are wide enough for every screen.
    HugeImage = "huge-image" =>
        "Ảnh hơn 100 triệu điểm ảnh, hoặc có cạnh dài hơn 65.535 điểm ảnh. Hãy thu nhỏ trước: rộng 4000 điểm ảnh là đủ cho mọi màn hình.",
    /// A tree or chain (parents, translations, replications, old addresses, themes) that comes back to where it began.
    Cycle = "cycle" =>
        "Một cây hay chuỗi (đơn vị cấp trên, bản dịch, nhân rộng, địa chỉ cũ, giao diện) quay lại chỗ bắt đầu.",
    /// A translation in the same language as its original.
    SameLanguage = "same-language" =>
        "Bản dịch cùng ngôn ngữ với bản gốc.",
    /// A language that `site.yaml` does not list.
    UnlistedLanguage = "unlisted-language" =>
        "Ngôn ngữ không có trong danh sách của `site.yaml`.",
    /// Two pages, redirects or files would stand at the same path of the output.
    PathCollision = "path-collision" =>
        "Hai trang, hai chuyển hướng hay hai tệp sẽ đứng ở cùng một đường dẫn.",
    /// Two tags that differ only in case or accents.
    SimilarTags = "similar-tags" =>
        "Hai thẻ chỉ khác nhau về chữ hoa hay dấu, nên dẫn tới cùng một địa chỉ.",

    // Markdown.
    /// A link to a record, file or page that is not there.
    DanglingLink = "dangling-link" =>
        "Liên kết tới bản ghi, tệp hay trang không có.",
    /// A link to a heading that the target does not have.
    DanglingHeading = "dangling-heading" =>
        "Liên kết tới đề mục mà trang đích không có.",
    /// A picture in the text that is not there.
    MissingImage = "missing-image" =>
        "Ảnh trong bài không có ở đó.",
    /// A picture in the text without alternative text.
    MissingAlt = "missing-alt" =>
        "Ảnh trong bài không có lời mô tả.",
    /// A link or picture whose address is not safe, such as `javascript:` or `data:`.
    UnsafeUrl = "unsafe-url" =>
        "Liên kết hay ảnh có địa chỉ không an toàn, chẳng hạn `javascript:` hay `data:`.",
    /// Raw HTML where `site.yaml` forbids it.
    ForbiddenHtml = "forbidden-html" =>
        "Có HTML ở nơi `site.yaml` không cho phép.",
    /// A picture in a text stands on another host, and the site shows its own pictures alone. `images: {external:
    /// allow}` in `site.yaml` changes that.
    ExternalImage = "external-image" =>
        "Ảnh trong bài nằm ở trang khác, mà trang này chỉ hiện ảnh của chính nó. `images: {external: allow}` trong `site.yaml` đổi điều đó.",
    /// The address of a link or picture has a space in it, where Markdown ends an address. Write it between `<` and
    /// `>`.
    SpaceInAddress = "space-in-address" =>
        "Địa chỉ của liên kết hay ảnh có dấu cách, mà Markdown coi là hết địa chỉ. Hãy viết địa chỉ giữa `<` và `>`.",
    /// A heading without a space behind `#` is no heading, and readers see the `#`.
    RawHeading = "raw-heading" =>
        "Đề mục thiếu dấu cách sau `#` không thành đề mục, và bạn đọc thấy dấu `#`.",
    /// A line begins with a sign of a list that Markdown does not take: `•`, `a)`, `1.Mục`, or a list right below a
    /// line of text.
    RawList = "raw-list" =>
        "Dòng bắt đầu bằng dấu danh sách mà Markdown không nhận: `•`, `a)`, `1.Mục`, hoặc danh sách liền ngay dưới một dòng chữ.",
    /// Signs of emphasis that do not close, as a space or a sign beside them forbids it; readers see them as they
    /// stand.
    RawEmphasis = "raw-emphasis" =>
        "Dấu in đậm hay in nghiêng không đóng được, vì dấu cách hay dấu câu cạnh nó; bạn đọc thấy nguyên các dấu ấy.",
    /// Rows with `|` without the rule `|---|---|` below the headings are no table.
    RawTable = "raw-table" =>
        "Các dòng có `|` mà thiếu dòng kẻ `|---|---|` dưới tên cột thì không thành bảng.",
    /// The address of a film alone becomes a link. The shortcode `video` makes a player.
    BareVideo = "bare-video" =>
        "Địa chỉ phim đứng một mình chỉ thành liên kết. Mã ngắn `video` mới thành khung xem phim.",
    /// An invisible control character, which the page leaves out.
    ControlCharacter = "control-character" =>
        "Ký tự điều khiển không nhìn thấy được, trang bỏ qua.",
    /// Raw HTML lost something that may not be published: a script, a form, an event handler, a style.
    RemovedHtml = "removed-html" =>
        "HTML trong bài đã bị bỏ phần không được đăng: script, biểu mẫu, thuộc tính sự kiện, kiểu dáng.",
    /// A shortcode that is not known.
    UnknownShortcode = "unknown-shortcode" =>
        "Mã ngắn không có.",
    /// A shortcode whose arguments cannot be read, or an argument that is unknown, missing or wrong.
    ShortcodeArgument = "shortcode-argument" =>
        "Không đọc được tham số của mã ngắn, hoặc tham số lạ, thiếu hay sai.",
    /// A shortcode that is opened and never ended, or ended and never opened.
    UnbalancedShortcode = "unbalanced-shortcode" =>
        "Mã ngắn được mở mà không đóng, hoặc đóng mà không mở.",
    /// Captions of a film are none that a browser shows: the file is no WebVTT, or its times are wrong.
    InvalidCaptions = "invalid-captions" =>
        "Phụ đề của phim không hiện được: tệp không phải WebVTT, hoặc giờ của câu viết sai.",
    /// A film has neither captions nor a transcript, or a recording no transcript: who does not hear it learns nothing
    /// (WCAG 2.2, 1.2).
    MissingCaptions = "missing-captions" =>
        "Phim không có phụ đề hay bản chép lời, bản ghi âm không có bản chép lời: người không nghe được thì không biết gì (WCAG 2.2, 1.2).",
    /// A footnote is used and never written, or written and never used.
    MissingFootnote = "missing-footnote" =>
        "Chú thích được nhắc tới mà không viết, hoặc viết mà không nhắc tới.",
    /// A heading without text.
    EmptyHeading = "empty-heading" =>
        "Đề mục không có chữ.",

    // Rules of a contest: an error once `results_at` has passed or if the entry has an award, else a warning.
    /// A prize is given more often than its `quota`.
    QuotaExceeded = "quota-exceeded" =>
        "Số lần trao một giải nhiều hơn `quota`.",
    /// A prize is given to an entry that did not reach the prize's `round`.
    AwardRound = "award-round-not-reached" =>
        "Giải được trao cho bài chưa vào tới vòng (`round`) của giải.",
    /// A prize is given to an entry of another genre than the prize's.
    AwardGenre = "award-genre" =>
        "Giải được trao cho bài khác thể loại của giải.",
    /// A prize for an organization is given to an entry that names none.
    AwardScope = "award-scope" =>
        "Giải dành cho tập thể được trao cho bài không ghi đơn vị nào.",
    /// A prize is given to an entry that was not accepted: a draft, or one received, rejected or withdrawn.
    AwardNotAccepted = "award-not-accepted" =>
        "Giải được trao cho bài chưa được chấp nhận: bản nháp, hoặc bài mới nhận, bị loại hay đã rút.",
    /// A prize is given to an entry that may not be published, so the results cannot name the winner. Always a warning.
    AwardWithoutConsent = "award-without-consent" =>
        "Giải được trao cho bài không được phép đăng, nên kết quả không nêu được tên người đoạt giải. Luôn là lời cảnh báo.",
    /// A round begins before the one above it has ended. Always a warning.
    RoundsOutOfOrder = "rounds-out-of-order" =>
        "Một vòng bắt đầu trước khi vòng trên kết thúc. Luôn là lời cảnh báo.",
    /// An entry has a score of a round that lies beyond the one it reached. Always a warning.
    ScoreBeyondRound = "score-beyond-round" =>
        "Bài có điểm của một vòng sau vòng mà bài vào tới. Luôn là lời cảnh báo.",
    /// An entry was submitted, or postmarked where it came by post, after the contest had closed.
    AfterDeadline = "after-deadline" =>
        "Bài được nộp (hoặc có dấu bưu điện, nếu gửi qua bưu điện) sau khi cuộc thi đóng.",
    /// A text has more words than its genre allows. Words are what stands between spaces.
    TooManyWords = "too-many-words" =>
        "Bài dài hơn số chữ mà thể loại cho phép. Chữ là phần giữa hai dấu cách.",
    /// The films, or the sound, of an entry last longer than its genre allows; or one of them does not say how long
    /// it lasts, which is a warning.
    TooManyMinutes = "too-many-minutes" =>
        "Phim hay âm thanh của bài dài hơn số phút mà thể loại cho phép; tệp không ghi thời lượng thì chỉ được nhắc.",
    /// A person takes part with more entries than `max_entries_per_author`. Case, spacing, signs and missing accents do
    /// not make another person; another `private.id_number` does.
    TooManyEntries = "too-many-entries" =>
        "Một người dự thi nhiều bài hơn `max_entries_per_author`. Chữ hoa, dấu cách, dấu câu và thiếu dấu không làm thành người khác; `private.id_number` khác thì có.",
    /// An entry was published before where that is forbidden, or was not where it is required.
    PriorPublication = "prior-publication" =>
        "Bài đã đăng trước ở nơi không cho phép, hoặc chưa đăng ở nơi yêu cầu phải đăng.",
    /// An entry was published outside the contest's `publication_window`.
    OutsideWindow = "outside-publication-window" =>
        "Bài được đăng ngoài khoảng thời gian `publication_window` của cuộc thi.",
    /// An author is one of those whom `excluded` names.
    ExcludedPerson = "excluded-person" =>
        "Trong tác giả có người mà `excluded` nêu tên.",
    /// A group of authors has nobody, or more than one, who leads it.
    LeadAuthor = "lead-author" =>
        "Nhóm tác giả không có ai, hoặc có hơn một người, đứng đầu.",

    // Privacy.
    /// A value that stands under `private`, the name of a judge, or the name of an author who wants it hidden was
    /// found in the finished output. Case, accents, spaces, dots and hyphens make no difference; a value of fewer than
    /// five characters is found as a whole word alone, and one of a single character is not searched for, which is a
    /// warning. So is a value that is a word of everybody: a common noun, the name of a place, a short word, unless its
    /// key calls it a name, an address or the like. What the site, an organization or a contest declares as its contact
    /// is public. A judge may be named where a published record other than an entry names them in full.
    PrivateValue = "private-value" =>
        "Trong trang đã dựng có một giá trị đứng dưới `private`, tên một giám khảo, hoặc tên một tác giả không muốn nêu. Chữ hoa, dấu, dấu cách, dấu chấm và gạch nối không làm khác đi; giá trị dưới năm ký tự chỉ tính khi đứng riêng thành một từ, giá trị một ký tự thì không tìm, và được nhắc. Giá trị chỉ là một từ ai cũng dùng (danh từ chung, tên địa phương, từ rất ngắn) cũng chỉ được nhắc, trừ khi khóa của nó nói đó là tên, địa chỉ và tương tự. Liên hệ mà trang, một cơ quan hay một cuộc thi đã ghi là của mình thì công khai. Giám khảo vẫn được nêu tên ở nơi một bản ghi đã đăng, không phải bài dự thi, nêu đủ tên họ.",
    /// Something in the finished output looks like a telephone number, a personal number of twelve digits or an
    /// e-mail address, and stands in no public field; or a picture says where it was taken.
    PersonalData = "personal-data" =>
        "Trong trang đã dựng có chỗ giống số điện thoại, số căn cước mười hai chữ số hoặc địa chỉ thư, mà không đứng trong khóa công khai nào; hoặc một ảnh ghi nơi chụp. Nếu được phép đăng, ghi vào `privacy: {allow: [{text: …, reason: …}]}` trong `site.yaml`.",
    /// A file that could not be searched for private values as a whole: it is encrypted, damaged, of an old program, or
    /// an archive that is too large.
    UnsearchedFile = "unsearched-file" =>
        "Tệp không dò tìm được hết thông tin không công khai: có mật khẩu, bị hỏng, do chương trình cũ ghi, hoặc là tệp nén quá lớn.",

    // Links to pages elsewhere, asked for by `bantin check --external`. Always warnings.
    /// A page to which the site links is not there any more, or only a private network knows its address. Mend the
    /// address, link to an archived copy, or take the link out.
    DeadLink = "dead-link" =>
        "Trang mà bài dẫn tới không còn, hoặc chỉ mạng nội bộ mới mở được. Sửa địa chỉ, trỏ tới bản lưu, hoặc bỏ liên kết.",
    /// A page to which the site links has moved for good. Write its new address.
    MovedLink = "moved-link" =>
        "Trang mà bài dẫn tới đã chuyển hẳn sang địa chỉ khác. Ghi địa chỉ mới.",
    /// A page to which the site links could not be asked for: its server is slow, busy or out of order.
    UnansweredLink = "unanswered-link" =>
        "Chưa hỏi được trang mà bài dẫn tới: máy chủ của nó chậm, bận hoặc đang hỏng.",

    // Administrative history.
    /// A record is dated before its locality came to be, or after it had ended. Always a warning.
    OutsideLife = "outside-locality-life" =>
        "Ngày của bản ghi đứng trước khi địa bàn có, hoặc sau khi địa bàn thôi. Luôn là lời cảnh báo.",
    /// A locality or organization has successors although it has not ended, or one that ended before it did. Always a
    /// warning.
    SuccessorLife = "successor-life" =>
        "Địa bàn hay đơn vị có nơi kế tục dù chưa thôi, hoặc nơi kế tục đã thôi trước nó. Luôn là lời cảnh báo.",

    // Near-duplicates and editorial habits. Always warnings.
    /// An entry shares much of its wording with one that was handed in before. `bantin duplicates` shows the passage.
    NearDuplicate = "near-duplicate" =>
        "Bài dự thi có nhiều câu chữ giống một bài nộp trước. `bantin duplicates` cho xem đoạn giống nhau.",
    /// Curly and straight quotes, or guillemets, stand in one text.
    MixedQuotes = "mixed-quotes" =>
        "Ngoặc kép cong, ngoặc kép thẳng hay ngoặc « » cùng đứng trong một bài.",
    /// Tone marks stand in the old and in the new place in one text: `hòa` and `hoà`, `ủy` and `uỷ`.
    MixedToneMarks = "mixed-tone-marks" =>
        "Dấu thanh đặt theo cả lối cũ và lối mới trong một bài: `hòa` và `hoà`, `ủy` và `uỷ`.",
    /// A no-break space stands in a text, where it came from a word processor or another site.
    NoBreakSpace = "no-break-space" =>
        "Trong bài có dấu cách không ngắt, thường do chép từ trình soạn thảo hay trang khác.",
    /// Two spaces stand in a row.
    DoubleSpace = "double-space" =>
        "Hai dấu cách liền nhau.",
    /// The number of a document has an unusual form: the State writes `76/NQ-CP`, the Party `13-ĐA/TU`.
    DocumentNumber = "document-number" =>
        "Số hiệu văn bản viết khác lệ thường: Nhà nước viết `76/NQ-CP`, Đảng viết `13-ĐA/TU`.",
    /// The `alt` of a picture repeats its caption.
    AltEqualsCaption = "alt-equals-caption" =>
        "`alt` của ảnh chép lại chú thích.",
    /// The caption of the picture is typed into the summary.
    CaptionInSummary = "caption-in-summary" =>
        "Chú thích ảnh được gõ vào phần tóm tắt.",
    /// A dateline is typed into the summary or the text instead of the key `dateline`.
    DatelineInText = "dateline-in-text" =>
        "Dẫn nguồn được gõ vào tóm tắt hay bài thay vì khóa `dateline`.",
    /// A space stands before a comma, a point, a colon or another sign that follows its word directly.
    SpaceBeforeSign = "space-before-sign" =>
        "Có dấu cách trước dấu phẩy, dấu chấm, dấu hai chấm hay dấu khác vốn viết liền với chữ trước.",
    /// Straight quotes " stand where the press writes “ ”.
    StraightQuotes = "straight-quotes" =>
        "Ngoặc kép thẳng \" ở chỗ báo chí viết “ ”.",
    /// Three points stand where one sign `…` is meant.
    ThreeDots = "three-dots" =>
        "Ba dấu chấm ở chỗ của một dấu `…`.",
    /// An abbreviation of the office stands in a text for readers: `đ/c`.
    Abbreviation = "abbreviation" =>
        "Chữ viết tắt của công văn nằm trong bài cho bạn đọc: `đ/c`.",
    /// Two signs stand where one is enough: `,,`, `..`, `!!`.
    DoubledSign = "doubled-sign" =>
        "Hai dấu câu ở chỗ một dấu là đủ: `,,`, `..`, `!!`.",
    /// Dates are written with and without a zero in one text: 24/5/2023 and 24/05/2023.
    MixedDates = "mixed-dates" =>
        "Ngày viết cả có và không có số 0 trong một bài: 24/5/2023 và 24/05/2023.",
    /// The headline stands in capitals alone, which is hard to read and looks like shouting.
    CapitalTitle = "capital-title" =>
        "Đầu đề viết toàn chữ hoa, khó đọc và như quát.",

    // Data series.
    /// A row of a data series has more or fewer cells than there are columns.
    RaggedRow = "ragged-row" =>
        "Một dòng của bảng số liệu có nhiều hay ít ô hơn số cột.",
    /// Two columns of a data series have the same name, so that a chart could not tell them apart.
    DoubledColumn = "doubled-column" =>
        "Hai cột của bảng số liệu trùng tên, nên biểu đồ không phân biệt được.",
    /// A chart asks for a column that the series does not have.
    UnknownColumn = "unknown-column" =>
        "Biểu đồ cần một cột mà bảng số liệu không có.",
    /// A cell that a chart must draw is no number.
    NotANumber = "not-a-number" =>
        "Một ô mà biểu đồ phải vẽ không phải số.",

    // Theme.
    /// The theme is neither in the site nor among the themes in the program.
    UnknownTheme = "unknown-theme" =>
        "Giao diện không có trong trang, cũng không có trong chương trình.",
    /// A template cannot be read.
    TemplateSyntax = "template-syntax" =>
        "Không đọc được một khuôn trang.",
    /// A template failed while a page was rendered.
    TemplateRender = "template-render" =>
        "Một khuôn trang hỏng khi dựng trang.",
    /// A file of interface texts cannot be read.
    InterfaceTexts = "interface-texts" =>
        "Không đọc được một tệp chữ của giao diện.",

    // Output.
    /// The output folder cannot be written, or is one that must not be replaced.
    Output = "output" =>
        "Không ghi được thư mục kết quả, hoặc đó là thư mục không được thay.",
    /// A folder or a served site has no list of its files (`files.json`), or a damaged one, so it cannot be verified.
    FileList = "file-list" =>
        "Thư mục hay trang đang phát không có danh sách tệp (`files.json`), hoặc danh sách bị hỏng, nên không đối chiếu được.",
    /// A served site is not the one that was built, is old, or its server does not do what `serverconfig` promises.
    Health = "health" =>
        "Trang đang phát không phải bản đã dựng, đã cũ, hoặc máy chủ không làm như cấu hình của `serverconfig`.",
    /// The place to publish to cannot be used, or holds files of others that must not be touched.
    Target = "target" =>
        "Không dùng được nơi đưa trang lên, hoặc ở đó có tệp của người khác không được đụng tới.",
    /// Other people can read the folder of `backup`, which holds drafts and private values.
    PublicBackup = "public-backup" =>
        "Người khác đọc được thư mục sao lưu (`backup`), nơi có bản nháp và dữ liệu cá nhân.",
    /// A file is not what the list of files says: it is missing, differs, or is not listed.
    FileDiffers = "file-differs" =>
        "Một tệp không đúng như danh sách tệp: bị thiếu, khác nội dung, hoặc không có trong danh sách.",
}

#[cfg(test)]
mod tests {
    use super::{Code, Language};

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in Code::ALL {
            let (vi, en) = (code.explanation(Language::Vi), code.explanation(Language::En));
            assert!(!vi.is_ascii() && vi != en && !en.trim().is_empty(), "{}", code.as_str());
        }
    }

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut texts: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(
            texts
                .iter()
                .all(|t| t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }
}
