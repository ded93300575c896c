//! The server of the room: the page for whoever names this machine, everything else with the token alone.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use bantin_text::language::Language;
use serde_json::{Value, json};

use crate::cli::edit::answers::{Answer, Asked, answer};
use crate::cli::edit::guard::Guard;
use crate::cli::edit::room::Room;
use crate::cli::edit::web;
use crate::cli::serve::{mime, reply};

/// In bytes: a photograph of a large camera, a recording.
const LARGEST: usize = 96 << 20;

/// How long a page waits for news before it asks again.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

#[derive(Clone)]
struct Served {
    room: Arc<Room>,
    guard: Arc<Guard>,
}

/// Serves until the program is ended.
pub(super) async fn serve(listener: TcpListener, room: Arc<Room>, guard: Arc<Guard>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().fallback(handle).with_state(Served { room, guard });
    axum::serve(listener, router).await
}

async fn handle(State(served): State<Served>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let policy = web::policy(&served.room.preview_url());
    safe(&policy, respond(&served, parts, body).await)
}

async fn respond(served: &Served, parts: Parts, body: Body) -> Response {
    if let Err(status) = served.guard.is_from_here(&parts) {
        return reply::plain(status);
    }
    let Some(name) = parts.uri.path().strip_prefix("/api/").map(str::to_owned) else {
        return page(&parts);
    };
    if let Err(status) = served.guard.is_let_in(&parts) {
        return reply::plain(status);
    }
    if name == "wait" {
        return wait(served, &parts).await;
    }
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return reply::plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let room = Arc::clone(&served.room);
    let asked = Asked {
        name,
        writes: parts.method == Method::POST,
        query: query(&parts),
        body: bytes.to_vec(),
        language: language(&parts).unwrap_or(served.room.language),
    };
    // Reading, rendering and writing block.
    match tokio::task::spawn_blocking(move || answer(&room, &asked)).await {
        Ok(Ok(Answer::Value(value))) => value_of(&parts, StatusCode::OK, &value),
        Ok(Ok(Answer::File(kind, bytes))) => reply::content(&parts, StatusCode::OK, &kind, bytes),
        Ok(Err(refusal)) => {
            let mut value = refusal.more;
            value["error"] = json!(refusal.message);
            value_of(&parts, StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST), &value)
        }
        Err(_) => reply::plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn value_of(parts: &Parts, status: StatusCode, value: &Value) -> Response {
    reply::content(parts, status, "application/json", value.to_string().into_bytes())
}

/// A file of the page.
fn page(parts: &Parts) -> Response {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return reply::only_reading();
    }
    match web::file(parts.uri.path()) {
        Some((name, bytes)) => reply::content(parts, StatusCode::OK, &mime::of(name), bytes.to_vec()),
        None => reply::plain(StatusCode::NOT_FOUND),
    }
}

/// Answers as soon as the site is another one than that of the number asked for.
async fn wait(served: &Served, parts: &Parts) -> Response {
    let since =
        query(parts).into_iter().find(|(key, _)| key == "since").and_then(|(_, value)| value.parse().ok());
    let mut news = served.room.news();
    let is_new = |number: &u64| Some(*number) != since;
    let waited = tokio::time::timeout(LONGEST_WAIT, news.wait_for(is_new)).await;
    drop(waited);
    let number = *served.room.news().borrow();
    value_of(parts, StatusCode::OK, &json!({"number": number}))
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pairs = parts.uri.query().unwrap_or("").split('&');
    pairs.filter_map(|pair| pair.split_once('=')).map(|(key, value)| (decoded(key), decoded(value))).collect()
}

/// The language that the page was set to; at first it is that of the program.
fn language(parts: &Parts) -> Option<Language> {
    let asked = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.and_then(Language::parse)
}

/// Headers of every answer: nobody else may show, read or remember it.
fn safe(policy: &str, response: Response) -> Response {
    let mut response = reply::under(policy, response);
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}
