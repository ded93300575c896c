//! Real servers on this machine: what `serverconfig` writes is what nginx, Apache and Caddy take and do.
//!
//! A server that is not installed makes its tests ignored, with the reason; in CI they fail.

mod http;
#[cfg(all(unix, feature = "publish"))]
mod remote;
mod running;
mod sample;
mod web;

use std::env;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// A test that needs a program.
fn needing(program: &'static str, name: &str, test: fn() -> Result<(), Failed>) -> Trial {
    needs(running::program(program).is_some(), program, name, test)
}

fn needs(is_there: bool, program: &str, name: &str, test: fn() -> Result<(), Failed>) -> Trial {
    if is_there || env::var_os("CI").is_some() {
        return Trial::test(name, test);
    }
    Trial::test(format!("{name} (needs {program}, and there is none)"), test).with_ignored_flag(true)
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        needing("nginx", "nginx answers as promised", web::nginx),
        needing("apache2", "apache answers as promised", web::apache),
        needing("caddy", "caddy answers as promised", web::caddy),
        Trial::test("the configuration of IIS is well-formed and doubles nothing", web::iis),
    ];
    #[cfg(all(unix, feature = "publish"))]
    trials.extend([
        needing("sshd", "a host gets every file by SFTP", remote::sftp),
        needs(
            running::program("sshd").is_some() && running::program("rsync").is_some(),
            "sshd and rsync",
            "a host gets every file by rsync",
            remote::rsync,
        ),
        needing("vsftpd", "a host gets every file by FTP with encryption", remote::ftp),
        needing("nginx", "health tells until when a certificate is good", web::certificate),
        needs(remote::moto().is_some(), "moto", "a bucket gets every file", remote::s3),
    ]);
    libtest_mimic::run(&arguments, trials).exit_code()
}
