//! The texts of files that an import writes: changed values patched into those that are there, new records in one list.

use crate::content::declarations::{Declaration, Holding, of_files};
use crate::diagnostic::{Code, Diagnostic, Path, Place, Step, localized};
use crate::import::planner::Planner;
use crate::scaffold::record::NewFile;
use crate::yaml::describe::{MappingInfo, keys_at};
use crate::yaml::patch::patched;
use crate::yaml::{Node, front_matter, parse, write};
use bantin_text::slug::slug;

/// Stands at what may have been shown in capitals.
const CHECK: &str = "kiểm tra chữ hoa";

impl Planner<'_> {
    fn text_of(&self, path: &str) -> Option<&str> {
        let texts = self.loaded.texts.iter().map(|(id, _)| self.loaded.sources.get(*id));
        texts.into_iter().find(|source| source.path == path).map(|source| source.text.as_str())
    }

    pub(super) fn write_changes(&mut self) {
        for (file, changes) in std::mem::take(&mut self.changes) {
            let text = self.text_of(&file).unwrap_or_default().to_owned();
            let yaml = match front_matter::split(&text) {
                Ok(split) if file.ends_with(".md") => split.yaml,
                _ => 0..text.len(),
            };
            let declared =
                of_files(self.request.kind.files).and_then(Declaration::mapping).unwrap_or(self.info);
            match patched(&text[yaml.clone()], &changes, &|path| declared_keys(declared, path)) {
                Some(new) => {
                    let text = format!("{}{new}{}", &text[..yaml.start], &text[yaml.end..]);
                    self.plan.files.push(NewFile { path: file, text });
                }
                None => {
                    let keys = changes.iter().map(|edit| shown(&edit.path)).collect::<Vec<_>>().join(", ");
                    let message = localized!(
                        "không sửa được riêng từng giá trị trong tệp này ({keys})",
                        "the values cannot be changed one by one in this file ({keys})"
                    );
                    let help = localized!("sửa tay các khóa ấy", "change those keys by hand");
                    self.plan
                        .diagnostics
                        .push(Diagnostic::error(Code::ImportNote, Place::file(file), message).help(help));
                }
            }
        }
    }

    /// Writes new records into one list.
    pub(super) fn write_new(&mut self) {
        if self.new.is_empty() {
            return;
        }
        let new = std::mem::take(&mut self.new);
        let (path, before) = self.list_file();
        let count = match parse(&before) {
            Ok(Node::List(nodes)) => nodes.len(),
            _ => 0,
        };
        let dash = before.lines().find(|line| line.trim_start().starts_with('-'));
        let indent = " ".repeat(dash.map_or(0, |line| line.len() - line.trim_start().len()));
        let mut added = String::new();
        for (at, record) in new.into_iter().enumerate() {
            let unsure: Vec<&[String]> = record.unsure.iter().map(Vec::as_slice).collect();
            for (number, line) in write::commented(&record.fields, &unsure, CHECK).lines().enumerate() {
                let mark = if number == 0 { "- " } else { "  " };
                let lead = if line.is_empty() { String::new() } else { format!("{indent}{mark}") };
                added += &format!("{lead}{line}\n");
            }
            self.plan.origins.insert((path.clone(), Some(count + at)), record.origin);
        }
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        let text = format!("{before}{gap}{added}");
        self.plan.files.retain(|file| file.path != path);
        self.plan.files.push(NewFile { path, text });
    }

    /// The list that takes new records, with its text: the one of the taxonomy, else one named after the imported file.
    fn list_file(&self) -> (String, String) {
        let planned =
            |path: &str| self.plan.files.iter().find(|file| file.path == path).map(|file| file.text.clone());
        let text = |path: &str| planned(path).or_else(|| self.text_of(path).map(str::to_owned));
        let kind = self.request.kind;
        if kind.holds == Holding::List {
            let path = format!("content/{}", kind.files);
            let before = text(&path).unwrap_or_default();
            return (path, before);
        }
        let below =
            kind.files.split("/**").next().unwrap_or_default().replace('*', self.folder.unwrap_or_default());
        let name =
            std::path::Path::new(self.request.file).file_stem().map(|stem| slug(&stem.to_string_lossy()));
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "danh-sach".to_owned());
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let path = format!("content/{below}/{name}{suffix}.yaml");
            match text(&path) {
                None => return (path, String::new()),
                Some(before)
                    if matches!(parse(&before), Ok(Node::List(_)))
                        && !before.trim_start().starts_with('[') =>
                {
                    return (path, before);
                }
                Some(_) => number += 1,
            }
        }
    }
}

/// The keys of a path, as people write them.
fn shown(path: &Path) -> String {
    let keys = path.0.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.to_string()),
        _ => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// The declared keys of the mapping at a path of a file that holds one record or a list of them.
fn declared_keys(info: &'static MappingInfo, path: &Path) -> Vec<&'static str> {
    let is_in_list = matches!(path.0.first(), Some(Step::Index(_)));
    keys_at(Some(info), &path.0[usize::from(is_in_list)..])
}
