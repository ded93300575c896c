//! `bantin edit`: the editing room, a page in the browser for editors who are no programmers.
//!
//! 1. two ports of the loopback interface are bound: the room, and the preview of the site;
//! 2. [`room`] holds the state of the site with the texts that are not saved yet, and follows the files;
//! 3. [`http`] lets nobody in who has not got the token of this start ([`guard`]), and gives out the page ([`web`]);
//! 4. [`answers`] reads and writes for the page, with `bantin::edit`; [`commands`] runs the program itself to publish.
//!
//! The preview is another origin, without a token: what a record brings into a page cannot reach the room.

mod answers;
mod commands;
mod guard;
mod http;
mod pictures;
mod refusal;
mod room;
mod saving;
mod web;

use std::sync::Arc;

use bantin_text::language::Language;

use crate::cli::args::{Common, Edit};
use crate::cli::edit::guard::Guard;
use crate::cli::edit::room::Room;
use crate::cli::serve::preview::Preview;
use crate::cli::serve::watch::Watched;
use crate::cli::serve::{follow, http as preview_http, listen, open, runtime};
use crate::cli::{Status, WrongUsage, eprint, print, say};

/// The default port; the preview takes the next free one.
const USUAL_PORT: u16 = 4200;

/// Runs the command until Ctrl-C.
pub(crate) fn run(common: &Common, command: &Edit, language: Language) -> Result<Status, WrongUsage> {
    let fault = |error: std::io::Error| {
        WrongUsage(say!(language, "không mở được máy chủ: {error}", "cannot serve: {error}"))
    };
    if !common.root().join("content/site.yaml").is_file() {
        return Err(crate::cli::new::no_site(language));
    }
    let listener = listen(command.port, USUAL_PORT, language)?;
    let port = listener.local_addr().map_err(fault)?.port();
    let shown = listen(if command.port == Some(0) { Some(0) } else { None }, USUAL_PORT + 1, language)?;
    let shown_port = shown.local_addr().map_err(fault)?.port();
    let guard = Guard::new(port).map_err(fault)?;
    let origins = format!("http://127.0.0.1:{port} http://localhost:{port}");
    let preview = Arc::new(Preview::for_editor(shown_port, language, origins));
    let room = Arc::new(Room::new(common, command.now.as_deref(), language, &preview)?);
    let watched = Watched::new(common.root());
    room.renew(Vec::new());
    let url = format!("http://127.0.0.1:{port}/#{}", guard.token());
    print(&format!("{url}\n"));
    if !common.quiet {
        eprint(&say!(
            language,
            "Mở địa chỉ trên trong trình duyệt của máy này. Dừng bằng Ctrl-C.\n",
            "Open this address in a browser of this machine. Ctrl-C stops the room.\n"
        ));
    }
    let renewed = Arc::clone(&room);
    follow(watched, language, move |changes| renewed.renew(changes));
    let runtime = runtime().map_err(fault)?;
    open(&url, command.open, language);
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = preview_http::serve(shown, preview) => ended,
            ended = http::serve(listener, room, Arc::new(guard)) => ended,
        }
    });
    runtime.shutdown_background();
    ended.map_err(fault).map(|()| Status::Done)
}
