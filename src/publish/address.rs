//! The address of a target, as it stands in `site.yaml` or on the command line, without any secret.
//!
//! | address | target |
//! |---|---|
//! | `file:/srv/www/dan-van-kheo`, or a path | a folder of this machine |
//! | `ssh://user@host:22/srv/www/dan-van-kheo` | a folder of a host, by rsync or SFTP |
//! | `ftps://user@host/dan-van-kheo`, `ftp://…` | a folder of a host, by FTP with or without encryption |
//! | `s3://bucket/prefix?endpoint=https://…&region=…` | a bucket of storage that speaks S3; `&compress=gzip` |
//! | `git:ssh://git@host/site.git#branch`, `git:` before whatever `git clone` takes | a branch of a repository |

use std::path::{Path, PathBuf};

use crate::diagnostic::{LocalizedText, localized};

/// Where an output is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Folder(PathBuf),
    Ssh(Host),
    Ftp { host: Host, is_encrypted: bool },
    S3(Bucket),
    Git(Branch),
}

/// A part of a bucket of storage that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    /// Before every key; ends with `/` unless empty.
    pub prefix: String,
    pub endpoint: String,
    pub region: String,
    /// Whether texts are stored compressed, for readers that all take gzip.
    pub is_compressed: bool,
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

/// A branch of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// As `git` takes it: an address or a path.
    pub repository: String,
    pub name: String,
    /// The repository on this machine that keeps what was published before.
    pub cache: PathBuf,
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
            "git" => branch(rest, text, root),
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
        return Err(with_password());
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
    let is_compressed = match setting("compress").as_deref() {
        None => false,
        Some("gzip") => true,
        Some(_) => return Err(unknown(text)),
    };
    if bucket.is_empty() {
        return Err(unknown(text));
    }
    let region = setting("region").unwrap_or_else(|| "us-east-1".to_owned());
    let endpoint = setting("endpoint").unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
    let prefix = prefix.trim_matches('/');
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
    Ok(Address::S3(Bucket { name: bucket.to_owned(), prefix, endpoint, region, is_compressed }))
}

/// The branch that hosts of pages look for where nobody names one.
const USUAL_BRANCH: &str = "gh-pages";

fn branch(rest: &str, text: &str, root: &Path) -> Result<Address, LocalizedText> {
    let (named, name) = rest.rsplit_once('#').unwrap_or((rest, USUAL_BRANCH));
    let is_name = |sign: char| sign.is_alphanumeric() || "-_./".contains(sign);
    let fits = !name.is_empty() && name.chars().all(is_name) && !name.starts_with(['-', '/', '.']);
    if named.is_empty() || named.starts_with('-') || !fits || name.contains("..") || named.contains("::") {
        return Err(unknown(text));
    }
    let authority = named.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(""));
    if authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) {
        return Err(with_password());
    }
    // `//host/…` is the protocol of the same name; a colon before the first slash tells a host from a path.
    let local = named.strip_prefix("//").filter(|path| path.starts_with('/')).unwrap_or(named);
    let host =
        local.split('/').next().and_then(|first| first.split_once(':')).filter(|(host, _)| host.len() > 1);
    let repository = match (local.starts_with("//"), host) {
        (true, _) => format!("git:{local}"),
        (false, Some(_)) => local.to_owned(),
        (false, None) => root.join(local).display().to_string(),
    };
    let cache = root.join(".bantin/git").join(&blake3::hash(repository.as_bytes()).to_hex()[..16]);
    Ok(Address::Git(Branch { repository, name: name.to_owned(), cache }))
}

fn with_password() -> LocalizedText {
    localized!(
        "địa chỉ không được kèm mật khẩu: đặt mật khẩu trong biến môi trường",
        "an address carries no password: put it into the environment"
    )
}

fn unknown(text: &str) -> LocalizedText {
    localized!(
        "`{text}` không phải nơi đưa trang lên: viết như `file:/srv/www/trang`, `ssh://nguoi@may/srv/www/trang`, `ftps://nguoi@may/trang`, `s3://thung/trang?endpoint=https://…`, `git:ssh://git@may/trang.git#nhanh`",
        "`{text}` is no place to publish to: write it like `file:/srv/www/site`, `ssh://user@host/srv/www/site`, `ftps://user@host/site`, `s3://bucket/site?endpoint=https://…`, `git:ssh://git@host/site.git#branch`"
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
        let bucket = Bucket {
            name: "b".to_owned(),
            prefix: "x/y/".to_owned(),
            endpoint: "http://h:9000".to_owned(),
            region: "vn".to_owned(),
            is_compressed: false,
        };
        let plain = "s3://b/x/y?endpoint=http://h:9000&region=vn";
        assert_eq!(parse(plain), Some(Address::S3(bucket.clone())));
        let bucket = Bucket { is_compressed: true, ..bucket };
        assert_eq!(parse(&format!("{plain}&compress=gzip")), Some(Address::S3(bucket)));
    }

    #[test]
    fn branches_are_read() {
        let read = |text: &str| match parse(text) {
            Some(Address::Git(branch)) => (branch.repository, branch.name),
            other => panic!("{text}: {other:?}"),
        };
        let branch = |repository: &str, name: &str| (repository.to_owned(), name.to_owned());
        assert_eq!(read("git:kho.git#trang"), branch("/site/kho.git", "trang"));
        assert_eq!(read("git:/srv/kho.git"), branch("/srv/kho.git", "gh-pages"));
        assert_eq!(read("git:///srv/kho.git"), branch("/srv/kho.git", "gh-pages"));
        assert_eq!(read("git://may.vn/kho.git#a/b"), branch("git://may.vn/kho.git", "a/b"));
        assert_eq!(read("git:git@may.vn:a/kho.git#b"), branch("git@may.vn:a/kho.git", "b"));
        assert_eq!(read("git:https://may.vn/kho.git#b"), branch("https://may.vn/kho.git", "b"));
    }

    #[test]
    fn an_address_with_a_password_or_an_option_is_refused() {
        for wrong in [
            "ftp://a:secret@may.vn/b",
            "ssh://-oProxyCommand=x/b",
            "ssh://a@may.vn",
            "gopher://x/y",
            "s3://",
            "s3://b/x?compress=br",
            "git:https://a:secret@may.vn/b",
            "git:-x#b",
            "git:kho#",
            "git:kho#-f",
            "git:kho#a b",
            "git:ext::sh -c x",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
