//! The HTTP server: accepts connections until Ctrl-C, and rejects foreign hosts and methods other than GET and HEAD.

use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;

use crate::cli::serve::preview::Preview;
use crate::cli::serve::visit::{Answer, Visit};
use crate::cli::serve::{events, page, reply};

/// Serves until Ctrl-C or SIGTERM.
pub(in crate::cli) async fn serve(listener: TcpListener, preview: Arc<Preview>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().fallback(answer).with_state(preview);
    tokio::select! {
        // Signal handlers are installed before the first request is answered.
        biased;
        () = asked_to_end() => Ok(()),
        served = async { axum::serve(listener, router).await } => served,
    }
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !is_local(&parts) {
        return reply::plain(StatusCode::MISDIRECTED_REQUEST);
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return reply::only_reading();
    }
    if parts.uri.path() == format!("{}{}events", preview.base().path, page::OWN) {
        return events::follow(&preview);
    }
    // Rendering blocks, so it runs on a blocking thread.
    let asked = parts.clone();
    let policy = preview.policy();
    let answered = tokio::task::spawn_blocking(move || Visit::new(&preview, &asked).answer()).await;
    let response = match answered {
        Ok(Answer::Response(response)) => response,
        Ok(Answer::File(path)) => reply::file(&path, Request::from_parts(parts, body)).await,
        Err(_) => reply::plain(StatusCode::INTERNAL_SERVER_ERROR),
    };
    reply::under(&policy, response)
}

/// Whether the `Host` header names this machine. Any other name could be a foreign page's, pointed here to read drafts
/// (DNS rebinding).
fn is_local(parts: &Parts) -> bool {
    let Some(host) = parts.headers.get(header::HOST) else { return true };
    let Ok(host) = host.to_str() else { return false };
    let is_port = |port: &str| port.bytes().all(|digit| digit.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Waits for Ctrl-C, or for the signal by which services are ended.
pub(in crate::cli) async fn asked_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    interrupted.await;
}
