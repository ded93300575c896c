//! From an address to a target that is ready.

use crate::diagnostic::Diagnostic;
use crate::publish::Target;
use crate::publish::address::{Address, Secrets};
use crate::publish::folder::Folder;
use crate::publish::git::Git;
use crate::publish::ssh::Ssh;

/// Opens a target. `release` names what is published, for targets that keep several. Errors: a secret is missing, or
/// the host cannot be reached.
pub fn open(address: &Address, secrets: &Secrets, release: &str) -> Result<Box<dyn Target>, Diagnostic> {
    match address {
        Address::Folder(path) => Ok(Box::new(Folder::new(path.clone(), release.to_owned()))),
        Address::Git(branch) => Ok(Box::new(Git::open(branch.clone(), secrets, release)?)),
        Address::Ssh(host) => Ok(Box::new(Ssh::new(host.clone(), secrets)?)),
        #[cfg(feature = "publish")]
        Address::Ftp { host, is_encrypted } => {
            Ok(Box::new(crate::publish::ftp::Ftp::open(host.clone(), *is_encrypted, secrets)?))
        }
        #[cfg(feature = "publish")]
        Address::S3(bucket) => Ok(Box::new(crate::publish::s3::S3::open(bucket, secrets)?)),
        #[cfg(not(feature = "publish"))]
        Address::Ftp { .. } | Address::S3(_) => Err(crate::publish::failure(
            "publish",
            crate::diagnostic::localized!(
                "chương trình này được biên dịch không kèm `publish`: chỉ đưa được vào thư mục, nhánh Git hoặc qua SSH",
                "this program was compiled without `publish`: it knows folders, branches of Git and SSH only"
            ),
        )),
    }
}
