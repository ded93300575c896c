//! Error messages about arguments. In English they are clap's own; the Vietnamese ones are written here.

use bantin_text::language::Language;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::{Status, eprint, help};

/// Prints an error, or the help or version that was requested.
pub(crate) fn print(error: &Error, language: Language) -> Status {
    if language == Language::En || is_no_complaint(error.kind()) {
        let _ = error.print();
    } else {
        eprint(&vietnamese(error));
    }
    if error.exit_code() == 0 { Status::Done } else { Status::Usage }
}

fn is_no_complaint(kind: ErrorKind) -> bool {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    matches!(kind, DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand)
}

fn vietnamese(error: &Error) -> String {
    let context = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "chưa nêu lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu `{argument}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` không phải giá trị của `{argument}`")
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` không đi cùng `{}`", context(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("số giá trị của `{argument}` không đúng")
        }
        _ => "không hiểu các tham số".to_owned(),
    };
    let mut text = format!("lỗi: {message}\n");
    for (kind, lead) in [
        (ContextKind::ValidValue, "  được dùng: "),
        (ContextKind::ValidSubcommand, "  các lệnh: "),
        (ContextKind::SuggestedArg, "  có phải ý bạn là: "),
        (ContextKind::SuggestedSubcommand, "  có phải ý bạn là: "),
        (ContextKind::SuggestedValue, "  có phải ý bạn là: "),
    ] {
        let value = context(kind);
        if !value.is_empty() {
            text += &format!("{lead}{value}\n");
        }
    }
    let usage = context(ContextKind::Usage);
    if !usage.is_empty() {
        text += &format!("\nCách dùng: {}\n", help::vietnamese_usage(&usage));
    }
    text + "\nXem thêm bằng `--help`.\n"
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    fn complaint(line: &str) -> String {
        let arguments = line.split(' ').map(Into::into).collect();
        vietnamese(&args::parse(arguments, Language::Vi).expect_err("the arguments are wrong"))
    }

    #[test]
    fn complaints_are_whole_sentences_in_vietnamese() {
        for (line, part) in [
            ("bantin build --drfts", "không có tùy chọn `--drfts`\n  có phải ý bạn là: --drafts"),
            ("bantin biuld", "không có lệnh `biuld`\n  có phải ý bạn là: build"),
            (
                "bantin check --format xml",
                "`xml` không phải giá trị của `--format <F>`\n  được dùng: text, json, github",
            ),
            ("bantin --lang fr build", "`fr` không phải giá trị của `--lang <vi|en>`"),
            ("bantin -q -v build", "`--quiet` không đi cùng `--verbose`"),
            ("bantin explain", "còn thiếu `<CODE>`"),
            ("bantin build --now", "`--now <T>` cần một giá trị"),
        ] {
            let text = complaint(line);
            assert!(text.contains(part), "{line}: {text}");
            assert!(!text.contains("Usage") && !text.contains("error"), "{text}");
        }
    }
}
