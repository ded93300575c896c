//! Real servers on this machine: what `serverconfig` writes is what nginx, Apache and Caddy take and do. Real programs of
//! offices too: what `export` writes they open. And Valgrind counts what the program does.
//!
//! A program that is not installed makes its tests ignored, with the reason; in CI they fail.

#[cfg(all(unix, feature = "publish"))]
mod faults;
mod http;
mod offices;
#[cfg(all(unix, feature = "publish"))]
mod remote;
mod running;
#[cfg(all(unix, feature = "publish"))]
mod s3;
mod sample;
mod schedules;
mod slopes;
mod web;

use std::env;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// A test that needs a program.
fn needing(program: &'static str, name: &str, test: fn() -> Result<(), Failed>) -> Trial {
    needs(running::program(program).is_some(), program, name, test)
}

fn needs(
    is_there: bool,
    program: &str,
    name: &str,
    test: impl FnOnce() -> Result<(), Failed> + Send + 'static,
) -> Trial {
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
        needs(
            offices::python().is_some(),
            "openpyxl and python-docx",
            "openpyxl and python-docx open what is exported",
            offices::exports_are_opened,
        ),
        needs(
            offices::python().is_some(),
            "openpyxl and python-docx",
            "what openpyxl and python-docx write is imported",
            offices::files_of_others_are_imported,
        ),
        needs(
            running::program("soffice").is_some() && offices::python().is_some(),
            "LibreOffice and python-docx",
            "LibreOffice prints what is exported",
            offices::libreoffice,
        ),
        needing("systemd-analyze", "systemd takes the units", schedules::systemd),
        Trial::test("what systemd, cron and the Task Scheduler start does its work", schedules::commands),
        Trial::test("the configuration of IIS is well-formed and doubles nothing", web::iis),
    ];
    trials.extend(slopes::trials());
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
    ]);
    #[cfg(all(unix, feature = "publish"))]
    trials.extend(
        [
            ("a bucket gets every file", s3::goes_through as fn() -> _),
            ("a bucket gets every file through a bad network", s3::faults),
            ("a bucket that is always busy keeps what was there", s3::busy),
            ("a bucket has one publisher at a time", s3::second_publisher),
            ("of machines that begin in the same moment one gets the bucket", s3::race),
            ("a bucket without conditions is told", s3::without_conditions),
            ("a bucket of compressed texts holds one form of each", s3::compressed),
        ]
        .map(|(name, test)| needs(remote::moto().is_some(), "moto", name, test)),
    );
    libtest_mimic::run(&arguments, trials).exit_code()
}
