//! Until when is the certificate of a server good?
//!
//! In: the address of a site. Out: the last moment of the certificate that its server shows. It is read from a connection
//! of its own, on which nothing is asked and nothing is sent; that is why it takes every certificate, those above all
//! that have ended. Whether browsers trust it, all other requests tell.

use std::io;
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme};
use ureq::http::Uri;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

/// How long each step of a connection may take.
const SILENCE: Duration = Duration::from_secs(15);

/// The last moment of the certificate of a site; `None` if its address is none of https.
pub(super) fn good_until(site: &str) -> Option<io::Result<Timestamp>> {
    let address: Uri = site.parse().ok()?;
    let host = address.host()?.trim_matches(['[', ']']);
    let is_encrypted = address.scheme_str() == Some("https");
    is_encrypted.then(|| last_moment(&shown(host, address.port_u16().unwrap_or(443))?))
}

/// The certificate that a server shows for its name.
fn shown(host: &str, port: u16) -> io::Result<CertificateDer<'static>> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let mut stream = connected(host, port)?;
    let mut connection = ClientConnection::new(settings()?, name).map_err(io::Error::other)?;
    while connection.is_handshaking() {
        connection.complete_io(&mut stream)?;
    }
    let shown = connection.peer_certificates().and_then(<[_]>::first);
    shown.map(|one| one.clone().into_owned()).ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn connected(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut failed = io::ErrorKind::NotFound.into();
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, SILENCE) {
            Ok(stream) => {
                stream.set_read_timeout(Some(SILENCE))?;
                stream.set_write_timeout(Some(SILENCE))?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn settings() -> io::Result<Arc<ClientConfig>> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Unjudged(provider)));
    Ok(Arc::new(builder.with_no_client_auth()))
}

fn last_moment(certificate: &CertificateDer<'_>) -> io::Result<Timestamp> {
    let read = Certificate::from_der(certificate).map_err(io::Error::other)?;
    let since_1970 = read.tbs_certificate().validity().not_after.to_unix_duration();
    let since_1970 = SignedDuration::try_from(since_1970).map_err(io::Error::other)?;
    Timestamp::from_duration(since_1970).map_err(io::Error::other)
}

/// Takes every certificate whose key the server has.
#[derive(Debug)]
struct Unjudged(Arc<CryptoProvider>);

impl ServerCertVerifier for Unjudged {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
