//! Asks a web server for files: bodies are decoded, redirects are answers, and every wait has an end.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(15);

/// How long a server may be silent within an answer.
const SILENCE: Duration = Duration::from_secs(60);

/// An agent that keeps connections, takes compressed bodies, and returns every status as an answer.
pub fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(CONNECT))
        .timeout_per_read(Some(SILENCE))
        .timeout_per_write(Some(SILENCE))
        .timeout_recv_response(Some(SILENCE))
        .user_agent(concat!("bantin/", env!("CARGO_PKG_VERSION")))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .max_idle_connections_per_host(16)
        .build()
        .new_agent()
}

/// An answer whose body is still to be read.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    body: ureq::Body,
}

impl Answer {
    /// The value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The decoded body, of any length.
    pub fn reader(self) -> impl Read {
        self.body.into_with_config().limit(u64::MAX).reader()
    }

    /// The decoded body, if it is at most `limit` bytes long.
    pub fn bytes(self, limit: u64) -> Result<Vec<u8>, ureq::Error> {
        self.body.into_with_config().limit(limit).read_to_vec()
    }
}

/// Asks for a URL.
pub fn get(agent: &Agent, url: &str) -> Result<Answer, ureq::Error> {
    let (parts, body) = agent.get(url).call()?.into_parts();
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}
