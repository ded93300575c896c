//! `bantin man` and `bantin completions`: pages of the manual and what a shell completes, for packages and for people who
//! installed the program by hand. Both are made from the arguments, in the language of the run.

use bantin_text::language::Language;
use clap::CommandFactory;
use clap_complete::generate;
use clap_mangen::Man;

use crate::cli::args::{self, Arguments, Completions};
use crate::cli::{Status, WrongUsage, help, new, print, say};

/// Prints the completions of a shell.
pub(crate) fn completions(command: &Completions, language: Language) -> Status {
    let mut all = help::localized(Arguments::command(), language);
    let mut script = Vec::new();
    generate(command.shell, &mut all, "bantin", &mut script);
    print(&String::from_utf8_lossy(&script));
    Status::Done
}

/// Writes a page for the program and one for each command; prints their paths.
pub(crate) fn man(command: &args::Man, language: Language) -> Result<Status, WrongUsage> {
    let all = help::localized(Arguments::command(), language);
    let commands = all.get_subcommands().filter(|one| one.get_name() != "help");
    for one in std::iter::once(&all).chain(commands) {
        let page = Man::new(one.clone());
        let mut text = Vec::new();
        page.render(&mut text).map_err(|error| {
            WrongUsage(say!(language, "không viết được trang: {error}", "cannot write the page: {error}"))
        })?;
        let name = page.get_filename();
        new::write_bytes(&command.man_folder, &name, &text, true, language)?;
        print(&format!("{}\n", command.man_folder.join(name).display()));
    }
    Ok(Status::Done)
}
