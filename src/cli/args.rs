//! The command line as parsed by clap; [`request`](crate::cli::request) turns it into the options of a run.
//!
//! Arguments have no doc comments: clap would print them. Their help is in [`help`](crate::cli::help), in two
//! languages.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bantin_text::language::Language;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::cli::{help, settings};

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(name = "bantin", version)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command knows; shown below the command's own options.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "DIR", display_order = 101)]
    root: Option<PathBuf>,
    // Read before parsing, in `language`.
    #[arg(long, global = true, value_name = "vi|en", value_parser = ["vi", "en"], display_order = 102)]
    lang: Option<String>,
    #[arg(long, short, global = true, display_order = 103)]
    pub(crate) quiet: bool,
    #[arg(long, short, global = true, conflicts_with = "quiet", display_order = 104)]
    pub(crate) verbose: bool,
}

impl Common {
    /// The folder of the site: that of `--root`, else the one that [`find_root`](Self::find_root) found.
    pub(crate) fn root(&self) -> &Path {
        self.root.as_deref().unwrap_or(Path::new("."))
    }

    /// Without `--root`: the current folder, or the nearest above it that is a site.
    pub(crate) fn find_root(&mut self) {
        self.root.get_or_insert_with(settings::nearest_site);
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Check(Check),
    #[cfg(feature = "serve")]
    Serve(Serve),
    #[cfg(feature = "serve")]
    Edit(Edit),
    Init(Init),
    New(New),
    Import(Import),
    Export(Export),
    Explain(Explain),
    Withdrawals(Withdrawals),
    Duplicates(Duplicates),
    Verify(Verify),
    Schema(Schema),
    Man(Man),
    Completions(Completions),
    Serverconfig(Serverconfig),
    Publish(Publish),
    Next(Next),
    Watch(Watch),
    #[cfg(feature = "publish")]
    Health(Health),
}

/// `bantin build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[command(flatten)]
    pub(crate) unpublished: Unpublished,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long)]
    pub(crate) clean: bool,
    #[arg(long)]
    pub(crate) force: bool,
    #[arg(long)]
    pub(crate) compress: bool,
    #[arg(long)]
    pub(crate) timings: bool,
    #[arg(long, value_name = "F", value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// `bantin check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[command(flatten)]
    pub(crate) unpublished: Unpublished,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long, value_name = "F", value_enum, default_value_t)]
    pub(crate) format: Format,
    #[cfg(feature = "publish")]
    #[arg(long)]
    pub(crate) external: bool,
    #[cfg(feature = "publish")]
    #[arg(long, requires = "external")]
    pub(crate) intranet: bool,
}

/// `bantin serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[command(flatten)]
    pub(crate) unpublished: Unpublished,
    #[arg(long)]
    pub(crate) open: bool,
}

/// `bantin edit`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(crate) struct Edit {
    #[arg(long, value_name = "PORT", id = "edit_port")]
    pub(crate) port: Option<u16>,
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[arg(long)]
    pub(crate) open: bool,
}

/// `bantin init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// `bantin new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,
    #[arg(value_name = "TITLE")]
    pub(crate) title: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) contest: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
}

/// `bantin import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long = "as", id = "as", value_name = "KIND")]
    pub(crate) kind: String,
    // Of `new` too.
    #[arg(long, value_name = "ID")]
    pub(crate) contest: Option<String>,
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<String>,
    #[arg(long, value_name = "MAP")]
    pub(crate) map: Option<PathBuf>,
    #[arg(long, value_name = "MAP", conflicts_with = "map")]
    pub(crate) guess: Option<PathBuf>,
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
    #[arg(long, value_name = "dmy|mdy", value_parser = ["dmy", "mdy"])]
    pub(crate) dates: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) partial: bool,
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[arg(long, value_name = "F", value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// `bantin export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(id = "list", value_name = "LIST", value_parser = ["results", "entries", "certificates", "scores", "ranking", "royalties", "register"])]
    pub(crate) list: String,
    #[arg(long, value_name = "ID")]
    pub(crate) contest: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) round: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) judge: Vec<String>,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
    #[arg(long = "to-file", short = 'o', id = "to_file", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long = "format", id = "office_format", value_name = "F", value_enum)]
    pub(crate) format: Option<OfficeFormat>,
    #[arg(long)]
    pub(crate) with_private: bool,
    #[arg(long)]
    pub(crate) yes: bool,
}

/// The form of a list for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum OfficeFormat {
    #[default]
    Xlsx,
    Docx,
    Csv,
}

/// `bantin man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(id = "man_folder", value_name = "FOLDER")]
    pub(crate) man_folder: PathBuf,
}

/// `bantin completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(id = "shell", value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// `bantin explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    pub(crate) code: String,
}

/// `bantin withdrawals`.
#[derive(Debug, Args)]
pub(crate) struct Withdrawals {
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long = "format", id = "list_format", value_name = "F", value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// `bantin duplicates`.
#[derive(Debug, Args)]
pub(crate) struct Duplicates {
    #[arg(long, value_name = "S", default_value_t = bantin::duplicates::USUAL_THRESHOLD)]
    pub(crate) threshold: f64,
    #[arg(long = "format", id = "list_format", value_name = "F", value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// `bantin publish`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[arg(value_name = "TARGET")]
    pub(crate) target: Option<String>,
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long = "dry-run")]
    pub(crate) plan_only: bool,
    #[arg(long)]
    pub(crate) adopt: bool,
    #[arg(long = "yes")]
    pub(crate) delete_many: bool,
    #[arg(long = "list", conflicts_with_all = ["rollback", "plan_only"])]
    pub(crate) list_published: bool,
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "output")]
    pub(crate) rollback: Option<Option<String>>,
}

/// `bantin next`.
#[derive(Debug, Args)]
pub(crate) struct Next {
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long = "format", id = "list_format", value_name = "F", value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// `bantin watch`.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[arg(long = "publish", value_name = "TARGET", num_args = 0..=1)]
    pub(crate) publish_to: Option<Option<String>>,
    #[arg(long)]
    pub(crate) compress: bool,
    #[arg(long)]
    pub(crate) once: bool,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// `bantin health`.
#[cfg(feature = "publish")]
#[derive(Debug, Args)]
pub(crate) struct Health {
    #[arg(value_name = "URL")]
    pub(crate) site_url: String,
    #[arg(long = "max-age", value_name = "HOURS", default_value_t = 26)]
    pub(crate) max_age_hours: i64,
    #[arg(long, value_name = "F", value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// `bantin serverconfig`.
#[derive(Debug, Args)]
pub(crate) struct Serverconfig {
    #[arg(value_enum)]
    pub(crate) server: ServerName,
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) config_file: Option<PathBuf>,
    #[arg(long = "folder", value_name = "DIR")]
    pub(crate) site_folder: Option<PathBuf>,
    #[arg(long, value_name = "T")]
    pub(crate) now: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// A web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ServerName {
    Nginx,
    Apache,
    Iis,
    Caddy,
}

/// `bantin schema`.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_name = "KIND")]
    pub(crate) schema_kind: Option<String>,
    #[arg(long = "write", conflicts_with = "schema_kind")]
    pub(crate) write_all: bool,
}

/// `bantin verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "DIR|URL")]
    pub(crate) output_or_url: Option<String>,
    #[arg(long, value_name = "F", value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// How a list is printed, on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ListFormat {
    // For people.
    #[default]
    Text,
    // One object a line.
    Json,
}

/// Which records are shown although they are not published.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Unpublished {
    #[arg(long)]
    pub(crate) drafts: bool,
    #[arg(long)]
    pub(crate) future: bool,
}

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    // For people, on standard error.
    #[default]
    Text,
    // One object a line, on standard output.
    Json,
    // Workflow commands, on standard output.
    Github,
}

/// Reads the arguments; the first is the program's name.
pub(crate) fn parse(arguments: Vec<OsString>, language: Language) -> Result<Arguments, clap::Error> {
    let mut command = help::localized(Arguments::command(), language);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}
