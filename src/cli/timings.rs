//! What each stage of a run took: `build --timings`.
//!
//! In: the progress of a run, which goes on to the bar. Out: a table of the stages with their wall time and the
//! processor time of all threads, and below it the parts whose work is spread over the stages from rendering on.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bantin::progress::{PartName, Progress, StageName};
use bantin_text::language::Language;
use bantin_text::{number, width};

use crate::cli::clock::{Watch, process_time, thread_time};
use crate::cli::progress::{Bar, name};
use crate::cli::say;

/// Measures the stages of a run.
pub(crate) struct Timings<'b> {
    bar: &'b Bar,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    /// Stages that ended.
    stages: Vec<Row<StageName>>,
    running: Option<Running>,
    parts: Vec<Row<PartName>>,
}

/// A stage that has begun.
struct Running {
    stage: StageName,
    watch: Watch,
    cpu: Option<Duration>,
}

/// A line of the table.
struct Row<Of> {
    of: Of,
    wall: Option<Duration>,
    cpu: Option<Duration>,
}

impl<'b> Timings<'b> {
    pub(crate) fn new(bar: &'b Bar) -> Self {
        Self { bar, taken: Mutex::default() }
    }

    /// The table; ends the last stage.
    pub(crate) fn table(&self, language: Language) -> String {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.end();
        let head = |text: String| (text, None, None);
        let mut rows = Vec::new();
        for row in &taken.stages {
            rows.push((name(row.of, language).to_owned(), row.wall, row.cpu));
        }
        let sum = |times: Vec<Option<Duration>>| times.into_iter().sum::<Option<Duration>>();
        let wall = sum(taken.stages.iter().map(|row| row.wall).collect());
        let cpu = sum(taken.stages.iter().map(|row| row.cpu).collect());
        rows.push((say!(language, "Tất cả", "Everything"), wall, cpu));
        if !taken.parts.is_empty() {
            rows.push(head(say!(language, "Trong đó, từ khi dựng trang:", "Of it, from rendering on:")));
        }
        for row in &taken.parts {
            rows.push((format!("  {}", part_name(row.of, language)), row.wall, row.cpu));
        }
        table(&rows, language)
    }
}

impl Taken {
    fn end(&mut self) {
        let Some(Running { stage, watch, cpu }) = self.running.take() else { return };
        let cpu = process_time().zip(cpu).map(|(now, before)| now.saturating_sub(before));
        self.stages.push(Row { of: stage, wall: Some(watch.elapsed()), cpu });
    }
}

impl Progress for Timings<'_> {
    fn begin(&self, stage: StageName, steps: usize) {
        {
            let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            taken.end();
            taken.running = Some(Running { stage, watch: Watch::start(), cpu: process_time() });
        }
        self.bar.begin(stage, steps);
    }

    fn advance(&self, steps: usize) {
        self.bar.advance(steps);
    }

    fn thread_time(&self) -> Option<Duration> {
        thread_time()
    }

    fn spent(&self, part: PartName, time: Duration) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.parts.iter_mut().find(|row| row.of == part) {
            Some(row) => row.cpu = row.cpu.map(|before| before + time),
            None => taken.parts.push(Row { of: part, wall: None, cpu: Some(time) }),
        }
    }
}

fn part_name(part: PartName, language: Language) -> &'static str {
    let (vietnamese, english) = match part {
        PartName::Page => ("ngữ cảnh và khuôn mẫu", "contexts and templates"),
        PartName::Gate => ("cổng riêng tư", "privacy gate"),
        PartName::Disk => ("ghi ra đĩa", "writing to disk"),
    };
    match language {
        Language::Vi => vietnamese,
        Language::En => english,
    }
}

/// Names left-aligned, times right-aligned; a time that is not known is left out.
fn table(rows: &[(String, Option<Duration>, Option<Duration>)], language: Language) -> String {
    let time = |time: &Option<Duration>| {
        time.map_or_else(String::new, |time| number::decimal(time.as_secs_f64(), language, 2))
    };
    let titles = (
        say!(language, "Giai đoạn", "Stage"),
        say!(language, "giây", "wall, s"),
        say!(language, "giây CPU", "CPU, s"),
    );
    let cells = rows.iter().map(|(name, wall, cpu)| (name.clone(), time(wall), time(cpu)));
    let cells: Vec<(String, String, String)> = std::iter::once(titles).chain(cells).collect();
    let widest = |column: fn(&(String, String, String)) -> &String| {
        cells.iter().map(|row| width::display_width(column(row))).max().unwrap_or(0)
    };
    let widths = [widest(|row| &row.0), widest(|row| &row.1), widest(|row| &row.2)];
    let gap = |text: &str, at: usize| " ".repeat(widths[at].saturating_sub(width::display_width(text)));
    let mut text = String::new();
    for (name, wall, cpu) in &cells {
        let line = format!("{name}{}  {}{wall}  {}{cpu}", gap(name, 0), gap(wall, 1), gap(cpu, 2));
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_told_in_their_order_and_parts_are_summed() {
        let bar = Bar::new(true, Language::En);
        let timings = Timings::new(&bar);
        timings.begin(StageName::Load, 0);
        timings.begin(StageName::Render, 2);
        timings.spent(PartName::Gate, Duration::from_millis(1500));
        timings.spent(PartName::Gate, Duration::from_millis(1000));
        let table = timings.table(Language::En);
        let lines: Vec<&str> = table.lines().map(str::trim).collect();
        assert!(lines[0].starts_with("Stage") && lines[0].ends_with("CPU, s"), "{table}");
        assert!(lines[1].starts_with("Reading files") && lines[2].starts_with("Rendering pages"), "{table}");
        assert!(lines[3].starts_with("Everything"), "{table}");
        assert!(lines[5].starts_with("privacy gate") && lines[5].ends_with("2.50"), "{table}");
        assert_eq!(lines.len(), 6, "{table}");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_on_a_terminal() {
        let rows = [
            ("Đọc tệp".to_owned(), Some(Duration::from_millis(1230)), None),
            ("Lập chỉ mục tìm kiếm".to_owned(), Some(Duration::from_secs(12)), Some(Duration::from_secs(3))),
        ];
        let expected = "Giai đoạn              giây  giây CPU\n\
                        Đọc tệp                1,23\n\
                        Lập chỉ mục tìm kiếm  12,00      3,00\n";
        assert_eq!(table(&rows, Language::Vi), expected);
    }
}
