//! `bantin serve`: builds, shows the site on this machine, and builds again when a file changes.
//!
//! 1. a port on the loopback interface is taken, and with it the preview's own folder below `.bantin/serve/`;
//! 2. [`build`] builds into that folder, never into `public/`;
//! 3. [`http`] answers browsers; [`watch`] waits for changes and has the site built again in the background;
//! 4. open pages hear of it through [`events`] and reload, or show what is wrong.

mod browser;
mod build;
mod events;
mod folder;
mod http;
mod mime;
mod page;
mod path;
mod preview;
mod range;
mod reply;
mod visit;
mod watch;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use bantin_text::language::Language;
use tokio::runtime::{Builder, Runtime};

use crate::cli::args::{Common, Serve};
use crate::cli::serve::build::Builds;
use crate::cli::serve::folder::Folder;
use crate::cli::serve::preview::Preview;
use crate::cli::serve::watch::Watched;
use crate::cli::{Status, WrongUsage, eprint, print, say};

/// The port where none is asked for, and how many after it are tried.
const USUAL_PORT: u16 = 4000;
const TRIED: u16 = 100;

/// Runs the command until Ctrl-C.
pub(crate) fn run(common: &Common, command: &Serve, language: Language) -> Result<Status, WrongUsage> {
    let fault = |error: std::io::Error| {
        WrongUsage(say!(language, "không mở được máy chủ: {error}", "cannot serve: {error}"))
    };
    let listener = listen(command.port, language)?;
    let port = listener.local_addr().map_err(fault)?.port();
    let folder = Folder::new(&common.root, port);
    let preview = Arc::new(Preview::new(folder.site(), port, language));
    let builds = Builds::new(common, command, language, &preview)?;
    let watched = Watched::new(&common.root);
    let first = builds.first();
    if first == Status::Usage {
        // No site here, or nowhere to build it: no change of a file would mend that.
        return Ok(first);
    }
    let url = preview.base().absolute();
    print(&format!("{url}\n"));
    if !common.quiet {
        eprint(&say!(language, "Dừng bằng Ctrl-C.\n", "Ctrl-C stops the server.\n"));
    }
    match watched {
        Ok(watched) => watched.build_in_background(builds),
        Err(error) => {
            eprint(&say!(
                language,
                "Không theo dõi được thay đổi: {error}\n",
                "Changes cannot be watched: {error}\n"
            ));
        }
    }
    let runtime = runtime().map_err(fault)?;
    if command.open && !browser::open(&url) {
        eprint(&say!(language, "Không mở được trình duyệt.\n", "No browser could be opened.\n"));
    }
    let ended = runtime.block_on(http::serve(listener, preview));
    // Browsers hold connections open for events: waiting for them would take for ever.
    runtime.shutdown_background();
    ended.map_err(fault).map(|()| Status::Done)
}

/// Takes the port asked for, else the first free one from the usual one on. Only this machine can connect.
fn listen(asked: Option<u16>, language: Language) -> Result<TcpListener, WrongUsage> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = asked {
        return bind(port).map_err(|error| {
            WrongUsage(say!(
                language,
                "không dùng được cổng {port}: {error}",
                "cannot use port {port}: {error}"
            ))
        });
    }
    (USUAL_PORT..USUAL_PORT + TRIED).find_map(|port| bind(port).ok()).ok_or_else(|| {
        let last = USUAL_PORT + TRIED - 1;
        WrongUsage(say!(
            language,
            "không có cổng nào trống từ {USUAL_PORT} đến {last}: chọn cổng khác bằng `--port`",
            "no port is free from {USUAL_PORT} to {last}: choose another with `--port`"
        ))
    })
}

fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}
