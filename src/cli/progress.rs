//! Progress bar on a terminal; nothing is shown in a pipe.

use std::io::IsTerminal;

use bantin::progress::{Progress, StageName};
use bantin_text::language::Language;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows the stages of a run on standard error.
pub(crate) struct Bar {
    bar: ProgressBar,
    language: Language,
}

impl Bar {
    /// The bar is hidden with `--quiet` or if standard error is not a terminal.
    pub(crate) fn new(quiet: bool, language: Language) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { bar: ProgressBar::with_draw_target(None, target), language }
    }

    /// Hides the bar while something is printed.
    pub(crate) fn suspend(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Removes the bar before a report is printed.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// What a stage is called.
pub(crate) fn name(stage: StageName, language: Language) -> &'static str {
    let (vietnamese, english) = match stage {
        StageName::Load => ("Đọc tệp", "Reading files"),
        StageName::Parse => ("Đọc bản ghi", "Reading records"),
        StageName::Check => ("Kiểm tra quy định", "Checking rules"),
        StageName::Link => ("Nối bản ghi", "Linking records"),
        StageName::Write => ("Đọc văn bản", "Reading texts"),
        StageName::Plan => ("Chuẩn bị giao diện và ảnh", "Preparing theme and pictures"),
        StageName::Render => ("Dựng trang", "Rendering pages"),
        StageName::Auxiliary => ("Ghi nguồn tin và dữ liệu mở", "Writing feeds and open data"),
        StageName::Search => ("Lập chỉ mục tìm kiếm", "Indexing the search"),
        StageName::Copy => ("Chép tệp", "Copying files"),
        StageName::Report => ("Soát dữ liệu riêng tư", "Looking through private data"),
        StageName::Pictures => ("Làm ảnh", "Making pictures"),
        StageName::Publish => ("Đưa lên", "Publishing"),
        StageName::Verify => ("Đối chiếu", "Verifying"),
        StageName::Links => ("Hỏi liên kết", "Asking for links"),
        StageName::Commit => ("Thay bản cũ", "Replacing the old site"),
    };
    match language {
        Language::Vi => vietnamese,
        Language::En => english,
    }
}

/// If the program panics, the bar is removed before the message is printed.
impl Drop for Bar {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Progress for Bar {
    fn begin(&self, stage: StageName, steps: usize) {
        let template = if steps == 0 { "{msg} …" } else { "{msg} {wide_bar} {pos}/{len}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_position(0);
        self.bar.set_length(steps as u64);
        self.bar.set_message(name(stage, self.language));
    }

    fn advance(&self, steps: usize) {
        self.bar.inc(steps as u64);
    }
}
