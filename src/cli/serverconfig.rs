//! `bantin serverconfig`: the configuration of a web server for the site.

use std::fs;

use bantin::server_config::{Hosting, Server};
use bantin::workspace::{Purpose, Workspace};
use bantin_text::language::Language;

use crate::cli::args::{Common, Format, ServerName, Serverconfig};
use crate::cli::progress::Bar;
use crate::cli::{Status, WrongUsage, print, report, request, say};

/// Runs the command. A site with errors has no addresses to rely on.
pub(crate) fn run(common: &Common, command: &Serverconfig, language: Language) -> Result<Status, WrongUsage> {
    let options = request::reading(common, command.now.as_deref(), command.base_url.as_deref(), language)?;
    let folder = command.site_folder.clone().unwrap_or_else(|| options.output.clone());
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let bar = Bar::new(common.quiet, language);
    let state = Workspace::new(options).state(Purpose::Check, &bar);
    bar.finish();
    let found = state.report(Vec::new());
    let (Some(site), Some(pages), 0) = (state.site(), state.pages(), found.errors()) else {
        report::print(&found, Format::Text, language);
        return Ok(report::status(&found));
    };
    let text = Hosting::new(site, pages, &folder.to_string_lossy()).text(match command.server {
        ServerName::Nginx => Server::Nginx,
        ServerName::Apache => Server::Apache,
        ServerName::Iis => Server::Iis,
        ServerName::Caddy => Server::Caddy,
    });
    let Some(file) = &command.config_file else {
        print(&text);
        return Ok(Status::Done);
    };
    let shown = file.display();
    fs::write(file, text).map_err(|error| {
        WrongUsage(say!(language, "không ghi được `{shown}`: {error}", "cannot write `{shown}`: {error}"))
    })?;
    Ok(Status::Done)
}
