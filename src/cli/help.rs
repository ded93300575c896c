//! The texts of `--help`, in two languages.
//!
//! Input: the command that clap derives from the arguments. Output: the same command with its texts. A test checks that
//! every command and argument has a text.

use bantin_text::language::Language;
use clap::{Arg, Command};

/// A text in Vietnamese and in English.
type Bilingual = (&'static str, &'static str);

/// Sets all texts of the command in one language.
pub(crate) fn localized(mut command: Command, language: Language) -> Command {
    // `build` adds clap's own items: `help`, `--help`, `--version`.
    command.build();
    texts(command, language)
}

fn texts(command: Command, language: Language) -> Command {
    let about = command_text(command.get_name()).map(|text| pick(text, language));
    let mut command = command.mut_args(|argument| argument_texts(argument, language));
    if let Some(about) = about {
        command = command.about(about);
    }
    if language == Language::Vi {
        let usage = vietnamese_usage(&command.render_usage().to_string());
        command = command
            .override_usage(usage)
            .subcommand_help_heading("Các lệnh")
            .help_template("{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}");
    }
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |inner| texts(inner, language)))
}

/// clap's usage line in Vietnamese, without the leading `Usage:`.
pub(crate) fn vietnamese_usage(usage: &str) -> String {
    let usage = usage.trim_start_matches("Usage:").trim();
    usage.replace("[OPTIONS]", "[TÙY CHỌN]").replace("<COMMAND>", "<LỆNH>").replace("[COMMAND]", "[LỆNH]")
}

fn argument_texts(argument: Arg, language: Language) -> Arg {
    let argument = match argument_text(argument.get_id().as_str()) {
        Some(text) => argument.help(pick(text, language)),
        None => argument,
    };
    // clap would add these in English; the texts below give the values that matter.
    let argument = argument.hide_default_value(true).hide_possible_values(true);
    match (language, argument.is_positional()) {
        (Language::Vi, true) => argument.help_heading("Tham số"),
        (Language::Vi, false) => argument.help_heading("Tùy chọn"),
        (Language::En, _) => argument,
    }
}

fn pick(text: Bilingual, language: Language) -> &'static str {
    match language {
        Language::Vi => text.0,
        Language::En => text.1,
    }
}

fn command_text(name: &str) -> Option<Bilingual> {
    Some(match name {
        "bantin" => (
            "Dựng chuyên trang tin tức từ các tệp Markdown và YAML",
            "Builds a news section from Markdown and YAML files",
        ),
        "build" => (
            "Kiểm tra rồi dựng cả trang; có lỗi thì bản cũ được giữ nguyên",
            "Checks, then writes the whole site; on an error the old one stays as it is",
        ),
        "check" => (
            "Kiểm tra mọi thứ như `build` mà không ghi gì",
            "Checks all that `build` checks, writing nothing",
        ),
        "serve" => (
            "Dựng, cho xem trên máy này, tự dựng lại và tải lại trang khi có tệp thay đổi",
            "Builds, shows the site on this machine, builds again and reloads when a file changes",
        ),
        "edit" => (
            "Mở phòng biên tập trong trình duyệt: viết, xem trước, sửa lỗi, đăng; chỉ trên máy này",
            "Opens the editing room in the browser: write, preview, mend, publish; on this machine alone",
        ),
        "init" => (
            "Tạo một trang mẫu nhỏ, đủ mọi thứ, trong thư mục mới",
            "Makes a small complete sample site in a new folder",
        ),
        "new" => (
            "Tạo một bản ghi điền sẵn ở đúng chỗ, in ra tên tệp: article, model, contest, entry, page …",
            "Makes a filled-in record in the right place and prints its path: article, model, contest, entry, page …",
        ),
        "import" => (
            "Đưa bảng tính (XLSX, XLS, ODS, CSV) hoặc văn bản (DOCX, ODT, HTML) vào trang; lỗi được chỉ theo từng ô",
            "Takes sheets (XLSX, XLS, ODS, CSV) and texts (DOCX, ODT, HTML) into the site; mistakes are told by the cell",
        ),
        "export" => (
            "Viết danh sách cho văn phòng, ngoài trang: results, entries, certificates, scores, ranking, royalties, register",
            "Writes lists for the desk, outside the site: results, entries, certificates, scores, ranking, royalties, register",
        ),
        "man" => (
            "Ghi các trang hướng dẫn cho lệnh `man` vào một thư mục",
            "Writes the pages of the manual, for `man`, into a folder",
        ),
        "completions" => (
            "In đoạn mã để shell gợi ý lệnh và tùy chọn: bash, zsh, fish, powershell, elvish",
            "Prints what a shell completes: bash, zsh, fish, powershell, elvish",
        ),
        "explain" => (
            "Giải thích một mã lỗi, ví dụ `unknown-key`",
            "Explains a code of an error, such as `unknown-key`",
        ),
        "withdrawals" => (
            "Liệt kê bài đã gỡ, rút và các địa chỉ cần xóa khỏi bộ nhớ đệm",
            "Lists what was taken back, and the addresses that caches must forget",
        ),
        "duplicates" => (
            "Tìm các bài dự thi giống nhau, hoặc giống tin bài; không kết luận gì",
            "Finds entries that share wording with each other or with articles; it does not judge",
        ),
        "verify" => (
            "Đối chiếu một thư mục hay một trang đang phát với danh sách tệp của nó",
            "Compares a folder or a served site with the list of its files",
        ),
        "schema" => (
            "In JSON Schema của một loại tệp, để trình soạn thảo nhắc khóa và báo lỗi",
            "Prints the JSON Schema of a kind of files, for text editors that complete keys and show mistakes",
        ),
        "serverconfig" => (
            "In cấu hình máy chủ web cho trang: nginx, apache, iis hoặc caddy",
            "Prints the configuration of a web server for the site: nginx, apache, iis or caddy",
        ),
        "publish" => (
            "Đưa trang đã dựng tới nơi phát: thư mục, SSH, FTP, S3 hoặc nhánh Git; chỉ tải những gì đã đổi",
            "Brings the built site to where it is served: a folder, SSH, FTP, S3 or a branch of Git; only what has changed",
        ),
        "health" => (
            "Hỏi trang đang phát: có đúng bản đã dựng không, máy chủ có làm như cấu hình không",
            "Asks a served site: is it the output that was built, and does the server do as it was told",
        ),
        "next" => (
            "In thời điểm kế tiếp mà trang đổi theo giờ: bài hẹn giờ, hết hạn, công bố kết quả",
            "Prints the next moment at which the site changes by the clock: future articles, expiry, results",
        ),
        "watch" => (
            "Dựng, và đưa lên, khi có tệp thay đổi và khi đến giờ",
            "Builds, and publishes, when files change and when the time has come",
        ),
        "help" => (
            "In hướng dẫn của chương trình hoặc của một lệnh",
            "Prints the help of the program or of a command",
        ),
        _ => return None,
    })
}

fn argument_text(id: &str) -> Option<Bilingual> {
    Some(match id {
        "root" => (
            "Thư mục của trang [mặc định: thư mục hiện tại hoặc thư mục gần nhất bên trên có trang]",
            "The site's folder [default: the current one, or the nearest above it that is a site]",
        ),
        "lang" => (
            "Ngôn ngữ của thông báo: vi hoặc en [mặc định: của hệ thống, rồi của site.yaml]",
            "Language of messages: vi or en [default: that of the system, then of site.yaml]",
        ),
        "quiet" => ("Chỉ in lỗi và cảnh báo", "Prints errors and warnings alone"),
        "verbose" => ("Nêu tên từng bản ghi không được đăng", "Names every record that is not published"),
        "output" => (
            "Thư mục ghi trang, được thay trọn một lần [mặc định: `public` trong thư mục của trang]",
            "Where the site is written, replaced as a whole [default: `public` in the site's folder]",
        ),
        "base_url" => (
            "Địa chỉ của trang, thay cho `base_url` trong site.yaml",
            "Address of the site, instead of `base_url` in site.yaml",
        ),
        "now" => (
            "Thời điểm dựng, thay cho đồng hồ: 2023-08-25, 2023-08-25 09:22[:31] (múi giờ của trang) hoặc RFC 3339",
            "The clock of the run: 2023-08-25, 2023-08-25 09:22[:31] (in the site's time zone) or RFC 3339",
        ),
        "drafts" => ("Đăng cả bản nháp", "Publishes drafts too"),
        "future" => ("Đăng cả những gì có ngày ở phía trước", "Publishes what has a date ahead too"),
        "strict" => ("Coi cảnh báo là lỗi", "Turns warnings into errors"),
        "external" => (
            "Hỏi cả các trang ở nơi khác mà bài dẫn tới xem còn không",
            "Asks too whether the pages elsewhere that texts link to are still there",
        ),
        "intranet" => ("Hỏi cả địa chỉ của mạng nội bộ", "Asks for addresses of private networks too"),
        "force" => (
            "Thay thư mục đã dựng, kể cả khi có tệp mà chương trình không ghi",
            "Replaces the output even where it holds files that no build wrote",
        ),
        "clean" => ("Không dùng lại gì của những lần dựng trước", "Uses nothing of earlier builds"),
        "timings" => ("In thời gian của từng giai đoạn", "Prints what each stage took"),
        "format" => (
            "Dạng của lỗi: text, json (mỗi dòng một đối tượng) hoặc github [mặc định: text]",
            "Form of errors: text, json (one object a line) or github [default: text]",
        ),
        "port" => (
            "Cổng trên máy này [mặc định: 4000, hoặc cổng trống kế tiếp]",
            "Port on this machine [default: 4000, or the next free one]",
        ),
        "edit_port" => (
            "Cổng trên máy này [mặc định: 4200, hoặc cổng trống kế tiếp]",
            "Port on this machine [default: 4200, or the next free one]",
        ),
        "open" => ("Mở trình duyệt", "Opens the browser"),
        "list_format" => (
            "Dạng của danh sách: text hoặc json (mỗi dòng một đối tượng) [mặc định: text]",
            "Form of the list: text or json (one object a line) [default: text]",
        ),
        "threshold" => (
            "Phần giống nhau ít nhất, từ 0 đến 1 [mặc định: 0.6]",
            "The least share in common, from 0 to 1 [default: 0.6]",
        ),
        "folder" => ("Thư mục mới", "The new folder"),
        "kind" => ("Loại bản ghi", "The kind of record"),
        "title" => ("Tiêu đề hoặc tên", "The title or name"),
        "contest" => ("Cuộc thi, theo id", "The contest, by id"),
        "id" => ("Id của bản ghi [mặc định: từ tiêu đề]", "The record's id [default: from its title]"),
        "file" => ("Tệp cần nhập", "The file to import"),
        "as" => (
            "Loại bản ghi: entries, models, articles, organizations, localities …; scores (phiếu chấm), redirects (địa chỉ cũ)",
            "The kind of record: entries, models, articles, organizations, localities …; scores, redirects (old addresses)",
        ),
        "table" => (
            "Bảng cần lấy khi tệp có nhiều bảng: số thứ tự hoặc một phần của tên",
            "The table to take where there are several: its number or a part of its name",
        ),
        "map" => ("Tệp gán cột với khóa", "A file that maps columns to keys"),
        "guess" => (
            "Viết sẵn tệp gán cột để sửa rồi dùng với --map; không nhập gì",
            "Writes a mapping file to be changed and used with --map; imports nothing",
        ),
        "set" => (
            "Giá trị chung cho một khóa không có cột, ví dụ level=commune",
            "One value for a key that no column fills, like level=commune",
        ),
        "key" => (
            "Khóa để nhận ra bản ghi đã có, thay cho id hoặc tên",
            "The key by which a record is known again, instead of its id or name",
        ),
        "dates" => (
            "Thứ tự ngày và tháng trong bảng: dmy (25/8) hoặc mdy (8/25)",
            "The order of day and month in the sheet: dmy (25/8) or mdy (8/25)",
        ),
        "dry_run" => ("Chỉ cho xem, không ghi gì", "Shows what would be done and writes nothing"),
        "partial" => (
            "Lấy những dòng đúng, bỏ những dòng có lỗi",
            "Takes the rows that are right and leaves out those with errors",
        ),
        "list" => (
            "Danh sách: results (đạt giải), entries (bài đã nhận), certificates (giấy chứng nhận), scores (phiếu chấm), ranking (xếp hạng), royalties (nhuận bút), register (mô hình)",
            "The list: results, entries, certificates, scores (sheets for judges), ranking, royalties, register (of models)",
        ),
        "round" => ("Vòng chấm, theo id", "The round, by id"),
        "judge" => (
            "Giám khảo, theo họ tên; nhiều người thì ghi nhiều lần, mỗi người một phiếu",
            "A judge, by name; given several times, each gets a sheet",
        ),
        "from" => ("Ngày đầu của kỳ nhuận bút", "The first day of the royalties"),
        "to" => (
            "Ngày cuối của kỳ nhuận bút; tháng hoặc năm là cả tháng, cả năm",
            "The last day of the royalties; a month or a year is the whole of it",
        ),
        "to_file" => (
            "Tệp để ghi [mặc định: trong thư mục hiện tại]",
            "The file to write [default: in the current folder]",
        ),
        "office_format" => {
            ("Dạng: xlsx, docx, csv [mặc định: xlsx]", "Form: xlsx, docx, csv [default: xlsx]")
        }
        "with_private" => (
            "Kèm số điện thoại và thông tin riêng của tác giả; phải thêm --yes",
            "With telephone numbers and private data of authors; needs --yes",
        ),
        "yes" => ("Đồng ý ghi thông tin riêng ra tệp", "Agrees to private data in the file"),
        "compress" => (
            "Ghi thêm dạng nén `.br` và `.gz` bên cạnh các tệp chữ",
            "Writes compressed forms, `.br` and `.gz`, beside texts",
        ),
        "target" => (
            "Nơi đưa lên: tên trong `publish` của site.yaml, hoặc địa chỉ như file:/srv/www/trang",
            "Where to publish: a name in `publish` of site.yaml, or an address such as file:/srv/www/site",
        ),
        "plan_only" => ("Chỉ cho xem sẽ làm gì", "Shows what would be done"),
        "adopt" => (
            "Dùng cả nơi đã có tệp khác; những tệp ấy được giữ nguyên",
            "Uses a place that holds other files too; they stay",
        ),
        "delete_many" => {
            ("Không hỏi, kể cả khi xóa nhiều tệp", "Does not ask, even if many files are deleted")
        }
        "list_published" => ("Liệt kê những bản đã đưa lên", "Lists the outputs that were published"),
        "rollback" => (
            "Đưa lại một bản trước đây [mặc định: bản trước bản hiện nay]",
            "Publishes an earlier output again [default: the one before the current one]",
        ),
        "site_url" => ("Địa chỉ của trang đang phát", "The address of the served site"),
        "max_age_hours" => (
            "Bản đang phát được cũ bao nhiêu giờ [mặc định: 26]",
            "How many hours old the served output may be [default: 26]",
        ),
        "all" => ("In tất cả các thời điểm về sau", "Prints all later moments"),
        "publish_to" => (
            "Đưa lên sau mỗi lần dựng, tới nơi này [mặc định: nơi duy nhất trong site.yaml]",
            "Publishes after each build, to this place [default: the only one in site.yaml]",
        ),
        "once" => ("Làm một lần rồi thôi", "Runs once and ends"),
        "schema_kind" => {
            ("Loại bản ghi [không có: in các loại]", "The kind of record [without: prints the kinds]")
        }
        "write_all" => (
            "Ghi mọi lược đồ vào .vscode/bantin và gắn chúng vào cài đặt của VS Code",
            "Writes all schemas into .vscode/bantin, and binds them in the settings of VS Code",
        ),
        "server" => {
            ("Máy chủ web: nginx, apache, iis hoặc caddy", "The web server: nginx, apache, iis or caddy")
        }
        "config_file" => ("Ghi vào tệp này thay vì in ra", "Writes to this file instead of printing"),
        "site_folder" => (
            "Thư mục mà máy chủ web đọc trang [mặc định: `public` trong thư mục của trang]",
            "The folder from which the web server reads the site [default: `public` in the site's folder]",
        ),
        "output_or_url" => (
            "Thư mục đã dựng, hoặc địa chỉ của trang [mặc định: `public` trong thư mục của trang]",
            "A built folder, or the address of a site [default: `public` in the site's folder]",
        ),
        "man_folder" => ("Thư mục để ghi", "The folder to write to"),
        "shell" => (
            "Loại shell: bash, zsh, fish, powershell, elvish",
            "The shell: bash, zsh, fish, powershell, elvish",
        ),
        "code" => ("Mã lỗi", "The code"),
        "help" => ("In hướng dẫn", "Prints help"),
        "version" => ("In phiên bản", "Prints the version"),
        "subcommand" => ("Lệnh cần hướng dẫn", "The command to explain"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    fn walk(command: &Command) {
        assert!(command_text(command.get_name()).is_some(), "command {}", command.get_name());
        for argument in command.get_arguments() {
            assert!(argument_text(argument.get_id().as_str()).is_some(), "argument {}", argument.get_id());
        }
        command.get_subcommands().for_each(walk);
    }

    #[test]
    fn every_command_and_argument_has_a_text() {
        Arguments::command().debug_assert();
        let mut command = Arguments::command();
        command.build();
        walk(&command);
    }

    #[test]
    fn help_is_in_the_language_asked_for() {
        let mut vietnamese = localized(Arguments::command(), Language::Vi);
        let text = vietnamese.render_help().to_string();
        assert!(text.contains("Cách dùng: bantin"), "{text}");
        for english in ["Usage", "Options", "Commands", "Print", "default", "OPTIONS", "COMMAND"] {
            assert!(!text.contains(english), "{english} in {text}");
        }
        let text = localized(Arguments::command(), Language::En).render_help().to_string();
        assert!(text.contains("Usage: bantin") && text.contains("The site's folder"), "{text}");
    }
}
