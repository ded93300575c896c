//! `bantin serve`: a preview on the local machine that follows changes of the files.
//!
//! 1. bind a port of the loopback interface;
//! 2. [`refresh`] asks the workspace for the state of the site; nothing is written;
//! 3. [`http`] renders files when browsers request them; [`watch`] waits for changes;
//! 4. [`events`] tells open pages to reload, or to show the errors.

mod browser;
mod events;
pub(in crate::cli) mod http;
pub(in crate::cli) mod mime;
mod page;
pub(in crate::cli) mod preview;
mod refresh;
pub(in crate::cli) mod reply;
mod visit;
pub(in crate::cli) mod watch;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use bantin::workspace::Change;
use bantin_text::language::Language;
use notify_debouncer_full::notify;
use tokio::runtime::{Builder, Runtime};

use crate::cli::args::{Common, Serve};
use crate::cli::serve::preview::Preview;
use crate::cli::serve::refresh::Refresh;
use crate::cli::serve::watch::Watched;
use crate::cli::{Status, WrongUsage, eprint, print, say};

/// The default port, and how many ports from it on are tried.
const USUAL_PORT: u16 = 4000;
const TRIED: u16 = 100;

/// Runs the command until Ctrl-C.
pub(crate) fn run(common: &Common, command: &Serve, language: Language) -> Result<Status, WrongUsage> {
    let fault = |error: std::io::Error| {
        WrongUsage(say!(language, "không mở được máy chủ: {error}", "cannot serve: {error}"))
    };
    let listener = listen(command.port, USUAL_PORT, language)?;
    let port = listener.local_addr().map_err(fault)?.port();
    let preview = Arc::new(Preview::new(port, language));
    let refresh = Refresh::new(common, command, language, &preview)?;
    let watched = Watched::new(common.root());
    let first = refresh.first();
    if first == Status::Usage {
        // There is no site here; no change of a file would help.
        return Ok(first);
    }
    let url = preview.base().absolute();
    print(&format!("{url}\n"));
    if !common.quiet {
        eprint(&say!(language, "Dừng bằng Ctrl-C.\n", "Ctrl-C stops the server.\n"));
    }
    follow(watched, language, move |changes| refresh.again(changes));
    let runtime = runtime().map_err(fault)?;
    open(&url, command.open, language);
    let ended = runtime.block_on(http::serve(listener, preview));
    // Browsers keep event connections open, so waiting for them would never end.
    runtime.shutdown_background();
    ended.map_err(fault).map(|()| Status::Done)
}

/// Binds the requested port, else the first free one from the usual one on. Loopback only.
pub(in crate::cli) fn listen(
    asked: Option<u16>,
    usual: u16,
    language: Language,
) -> Result<TcpListener, WrongUsage> {
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
    (usual..usual + TRIED).find_map(|port| bind(port).ok()).ok_or_else(|| {
        let last = usual + TRIED - 1;
        WrongUsage(say!(
            language,
            "không có cổng nào trống từ {usual} đến {last}: chọn cổng khác bằng `--port`",
            "no port is free from {usual} to {last}: choose another with `--port`"
        ))
    })
}

/// Tells of every change of a file from now on; where the system cannot tell of them, says so.
pub(in crate::cli) fn follow(
    watched: notify::Result<Watched>,
    language: Language,
    changed: impl Fn(Vec<Change>) + Send + 'static,
) {
    match watched {
        Ok(watched) => watched.follow(changed),
        Err(error) => eprint(&say!(
            language,
            "Không theo dõi được thay đổi: {error}\n",
            "Changes cannot be watched: {error}\n"
        )),
    }
}

/// Opens an address in the browser, if that is wanted.
pub(in crate::cli) fn open(url: &str, wanted: bool, language: Language) {
    if wanted && !browser::open(url) {
        eprint(&say!(language, "Không mở được trình duyệt.\n", "No browser could be opened.\n"));
    }
}

pub(in crate::cli) fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}
