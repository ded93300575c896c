//! A folder of a host, by FTP: many portals offer nothing else.
//!
//! A file is written to a temporary name and then renamed. With encryption (`ftps:`), TLS 1.2 is spoken: servers such as
//! vsftpd want the session of the first connection in the connection of every file, and a session of TLS 1.2 can be
//! taken up as often as needed, while those of TLS 1.3 are used up after a few files.

use std::fs;
use std::io::Cursor;
use std::net::ToSocketAddrs as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::FxHashSet;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt as _;
use suppaftp::types::FileType;
use suppaftp::{FtpError, RustlsConnector, RustlsFtpStream, Status};

use crate::diagnostic::{Diagnostic, localized};
use crate::publish::address::{Host, Secrets};
use crate::publish::{Target, failure, is_own, unreachable};

/// How long a server may be silent.
const SILENCE: Duration = Duration::from_secs(60);

/// A connection to a host.
pub(super) struct Ftp {
    host: Host,
    scheme: &'static str,
    connection: RustlsFtpStream,
    /// Folders that are there; looked up only.
    folders: FxHashSet<String>,
}

impl Ftp {
    /// Connects. Errors: the host does not answer, or does not know the user.
    pub(super) fn open(host: Host, is_encrypted: bool, secrets: &Secrets) -> Result<Self, Diagnostic> {
        let scheme = if is_encrypted { "ftps" } else { "ftp" };
        let shown = format!("{scheme}://{}{}", host.name, host.folder);
        let Some(password) = &secrets.ftp_password else {
            return Err(failure(
                &shown,
                localized!("thiếu mật khẩu của `{shown}`", "the password of `{shown}` is missing"),
            )
            .help(localized!(
                "đặt `BANTIN_FTP_PASSWORD` trong môi trường",
                "set `BANTIN_FTP_PASSWORD` in the environment"
            )));
        };
        let connection =
            connected(&host, is_encrypted, password).map_err(|error| unreachable(&shown, &error))?;
        Ok(Self { host, scheme, connection, folders: FxHashSet::default() })
    }

    fn whole(&self, path: &str) -> String {
        format!("{}/{path}", self.host.folder)
    }

    fn failed(&self, path: &str, error: &FtpError) -> Diagnostic {
        let shown = self.shown();
        failure(
            &shown,
            localized!("`{shown}` không nhận `{path}`: {error}", "`{shown}` does not take `{path}`: {error}"),
        )
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), FtpError> {
        let whole = self.whole(path);
        let ends: Vec<usize> = whole.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).collect();
        for at in ends {
            let folder = &whole[..at];
            if self.folders.insert(folder.to_owned()) {
                // One that is there already is no error; one that cannot be made shows with the file.
                let _ = self.connection.mkdir(folder);
            }
        }
        let half = format!("{whole}.bantin-new");
        self.connection.put_file(&half, &mut Cursor::new(bytes))?;
        if self.connection.rename(half.as_str(), whole.as_str()).is_err() {
            // Some servers rename over no file.
            let _ = self.connection.rm(&whole);
            self.connection.rename(half.as_str(), whole.as_str())?;
        }
        Ok(())
    }
}

fn connected(host: &Host, is_encrypted: bool, password: &str) -> Result<RustlsFtpStream, FtpError> {
    let address = (host.name.as_str(), host.port.unwrap_or(21));
    // A name has an address of each family, and the server may listen on one alone.
    let mut tried = Err(FtpError::ConnectionError(std::io::ErrorKind::AddrNotAvailable.into()));
    for address in address.to_socket_addrs().map_err(FtpError::ConnectionError)? {
        tried = RustlsFtpStream::connect_timeout(address, SILENCE);
        if tried.is_ok() {
            break;
        }
    }
    let mut connection = tried?;
    connection.get_ref().set_read_timeout(Some(SILENCE)).map_err(FtpError::ConnectionError)?;
    if is_encrypted {
        let connector = RustlsConnector::from(tls()?);
        connection = connection.into_secure(connector, &host.name)?;
    }
    // Hosts behind a router name an address that is not theirs.
    connection.set_passive_nat_workaround(true);
    connection.login(host.user.as_deref().unwrap_or("anonymous"), password)?;
    connection.transfer_type(FileType::Binary)?;
    Ok(connection)
}

fn tls() -> Result<Arc<ClientConfig>, FtpError> {
    let wrong = |error: rustls::Error| FtpError::SecureError(error.to_string());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS12])
        .map_err(wrong)?;
    Ok(Arc::new(builder.with_platform_verifier().map_err(wrong)?.with_no_client_auth()))
}

/// Whether the server says that a file is not there.
fn is_missing(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(response) if response.status == Status::FileUnavailable)
}

impl Target for Ftp {
    fn shown(&self) -> String {
        format!("{}://{}{}", self.scheme, self.host.name, self.host.folder)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let whole = self.whole(path);
        let read = self.connection.retr(&whole, |stream| {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).map_err(FtpError::ConnectionError)?;
            Ok(bytes)
        });
        match read {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(self.failed(path, &error)),
        }
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        match self.connection.nlst(Some(&self.host.folder)) {
            Ok(names) => {
                let others = |name: &String| {
                    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                    !matches!(last, "" | "." | "..") && !is_own(last)
                };
                Ok(!names.iter().any(others))
            }
            Err(error) if is_missing(&error) => Ok(true),
            Err(error) => Err(self.failed("", &error)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.put(path, bytes).map_err(|error| self.failed(path, &error))
    }

    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic> {
        for path in paths {
            let bytes = fs::read(from.join(path)).map_err(|error| {
                failure(path, localized!("không đọc được `{path}`: {error}", "cannot read `{path}`: {error}"))
            })?;
            self.put(path, &bytes).map_err(|error| self.failed(path, &error))?;
            done(1);
        }
        Ok(())
    }

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        for path in paths {
            match self.connection.rm(self.whole(path)) {
                Err(error) if !is_missing(&error) => return Err(self.failed(path, &error)),
                _ => {}
            }
        }
        Ok(())
    }
}
