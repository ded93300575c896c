//! The address of a target, as it stands in `site.yaml` or on the command line, without any secret.
//!
//! | address | target |
//! |---|---|
//! | `file:/srv/www/dan-van-kheo`, or a path | a folder of this machine |
//! | `ssh://user@host:22/srv/www/dan-van-kheo` | a folder of a host, by rsync or SFTP |
//! | `ftps://user@host/dan-van-kheo`, `ftp://…` | a folder of a host, by FTP with or without encryption |
//! | `s3://bucket/prefix?endpoint=https://…&region=…` | a bucket of storage that speaks S3 |

use std::path::{Path, PathBuf};

use crate::diagnostic::{LocalizedText, localized};

/// Where an output is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Folder(PathBuf),
    Ssh(Host),
    Ftp { host: Host, is_encrypted: bool },
    S3 { bucket: String, prefix: String, endpoint: String, region: String },
}

/// A folder of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    pub user: Option<String>,
    pub name: String,
    pub port: Option<u16>,
    /// Without a slash at the end.
    pub folder: String,
}

/// What stands in no file of the site. Nothing of it is ever printed.
#[derive(Clone, Default)]
pub struct Secrets {
    pub ftp_password: Option<String>,
    pub s3_key: Option<String>,
    pub s3_secret: Option<String>,
    /// The program to use instead of `ssh`, with its options.
    pub ssh_command: Option<String>,
}

impl Address {
    /// Reads an address; paths are relative to `root`. Errors: it is no address, or carries a password.
    pub fn parse(text: &str, root: &Path) -> Result<Self, LocalizedText> {
        let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| scheme.len() > 1) else {
            return Ok(Self::Folder(root.join(text)));
        };
        let after = rest.strip_prefix("//").unwrap_or(rest);
        match scheme {
            "file" => Ok(Self::Folder(root.join(if after.is_empty() { rest } else { after }))),
            "ssh" | "sftp" => Ok(Self::Ssh(host(after, text)?)),
            "ftp" | "ftps" => Ok(Self::Ftp { host: host(after, text)?, is_encrypted: scheme == "ftps" }),
            "s3" => bucket(after, text),
            _ => Err(unknown(text)),
        }
    }
}

fn host(rest: &str, text: &str) -> Result<Host, LocalizedText> {
    let (authority, folder) = rest.split_once('/').ok_or_else(|| unknown(text))?;
    let (user, address) = match authority.rsplit_once('@') {
        Some((user, address)) => (Some(user), address),
        None => (None, authority),
    };
    if user.is_some_and(|user| user.contains(':')) {
        return Err(localized!(
            "địa chỉ không được kèm mật khẩu: đặt mật khẩu trong biến môi trường",
            "an address carries no password: put it into the environment"
        ));
    }
    let (name, port) = match address.rsplit_once(':') {
        Some((name, port)) => (name, Some(port.parse().map_err(|_| unknown(text))?)),
        None => (address, None),
    };
    let fits = |part: &str| !part.is_empty() && !part.starts_with('-') && !part.contains(char::is_whitespace);
    if !fits(name) || !user.is_none_or(fits) || folder.chars().any(char::is_control) {
        return Err(unknown(text));
    }
    let folder = format!("/{}", folder.trim_end_matches('/'));
    // `~` begins a path from the home of the user.
    let folder = folder.strip_prefix("/~/").map_or(folder.clone(), str::to_owned);
    Ok(Host { user: user.map(str::to_owned), name: name.to_owned(), port, folder })
}

fn bucket(rest: &str, text: &str) -> Result<Address, LocalizedText> {
    let (place, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let setting = |name: &str| {
        let pairs = settings.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    if bucket.is_empty() {
        return Err(unknown(text));
    }
    let region = setting("region").unwrap_or_else(|| "us-east-1".to_owned());
    let endpoint = setting("endpoint").unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
    let prefix = prefix.trim_matches('/');
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
    Ok(Address::S3 { bucket: bucket.to_owned(), prefix, endpoint, region })
}

fn unknown(text: &str) -> LocalizedText {
    localized!(
        "`{text}` không phải nơi đưa trang lên: viết như `file:/srv/www/trang`, `ssh://nguoi@may/srv/www/trang`, `ftps://nguoi@may/trang`, `s3://thung/trang?endpoint=https://…`",
        "`{text}` is no place to publish to: write it like `file:/srv/www/site`, `ssh://user@host/srv/www/site`, `ftps://user@host/site`, `s3://bucket/site?endpoint=https://…`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<Address> {
        Address::parse(text, Path::new("/site")).ok()
    }

    #[test]
    fn addresses_are_read() {
        assert_eq!(parse("out"), Some(Address::Folder("/site/out".into())));
        assert_eq!(parse("file:/srv/a"), Some(Address::Folder("/srv/a".into())));
        assert_eq!(parse("file:///srv/a"), Some(Address::Folder("/srv/a".into())));
        let host = |user: Option<&str>, port, folder: &str| Host {
            user: user.map(str::to_owned),
            name: "may.vn".to_owned(),
            port,
            folder: folder.to_owned(),
        };
        assert_eq!(
            parse("ssh://a@may.vn:2222/srv/b/"),
            Some(Address::Ssh(host(Some("a"), Some(2222), "/srv/b")))
        );
        assert_eq!(parse("ssh://may.vn/~/b"), Some(Address::Ssh(host(None, None, "b"))));
        let ftp = Address::Ftp { host: host(Some("a"), None, "/b"), is_encrypted: true };
        assert_eq!(parse("ftps://a@may.vn/b"), Some(ftp));
        let Some(Address::S3 { bucket, prefix, endpoint, region }) =
            parse("s3://b/x/y?endpoint=http://h:9000&region=vn")
        else {
            panic!("an address of a bucket");
        };
        assert_eq!([bucket.as_str(), &prefix, &endpoint, &region], ["b", "x/y/", "http://h:9000", "vn"]);
    }

    #[test]
    fn an_address_with_a_password_or_an_option_is_refused() {
        for wrong in
            ["ftp://a:secret@may.vn/b", "ssh://-oProxyCommand=x/b", "ssh://a@may.vn", "gopher://x/y", "s3://"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
