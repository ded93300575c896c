//! nginx, Apache and Caddy are asked for every file of the site, and for what is not there.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use bantin::cache_rule::CacheRule;
use bantin::file_list::Sha256;
use bantin::media_type::{MediaType, content_type};
use libtest_mimic::Failed;

use crate::http::{Answer, get};
#[cfg(all(unix, feature = "publish"))]
use crate::remote;
use crate::running::{Running, free_port, program};
use crate::sample::{BASE, NOW, Sample, run, sample};

/// Headers of every answer.
const PROMISED: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'",
    ),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

/// A folder for one server, which its workers may look into.
fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("servers").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).expect("a folder");
    place
}

fn configuration(server: &str) -> String {
    run(&sample().root, &["serverconfig", server, "--now", NOW])
}

fn binary(name: &str) -> Result<Command, Failed> {
    Ok(Command::new(program(name).ok_or_else(|| format!("{name} is not installed"))?))
}

pub(crate) fn nginx() -> Result<(), Failed> {
    let (place, port) = (place("nginx"), free_port());
    let _running = start_nginx(&place, port, &format!("listen 127.0.0.1:{port};"))?;
    answers_as_promised(port, "gzip");
    Ok(())
}

/// Starts nginx with what `serverconfig` writes, and other lines in place of those that say where it listens.
fn start_nginx(place: &Path, port: u16, listens: &str) -> Result<Running, Failed> {
    let text = configuration("nginx");
    assert!(text.contains("    listen 80;\n    listen [::]:80;\n"), "it listens on IPv4 and IPv6");
    let text = text.replace("listen 80;", listens).replace("    listen [::]:80;\n", "");
    fs::write(place.join("site.conf"), text)?;
    let here = place.display();
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path {here}/{what};"));
    fs::write(
        place.join("nginx.conf"),
        format!(
            "user root;\ndaemon off;\npid {here}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off; {} include {here}/site.conf; }}\n",
            paths.join(" ")
        ),
    )?;
    let mut server = binary("nginx")?;
    server.arg("-p").arg(place).arg("-c").arg(place.join("nginx.conf"));
    Ok(Running::start(server, port)?)
}

/// Asks nginx with a certificate that ends in so many days how it does; returns the exit status and what was said.
#[cfg(all(unix, feature = "publish"))]
fn health_with_certificate(place: &Path, days: i32) -> Result<(Option<i32>, String), Failed> {
    let port = free_port();
    let authority = remote::certificates(place, days)?;
    let listens = format!(
        "listen 127.0.0.1:{port} ssl; ssl_certificate {0}/host.pem; ssl_certificate_key {0}/host.key;",
        place.display()
    );
    let _running = start_nginx(place, port, &listens)?;
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    program.env("SSL_CERT_FILE", authority).args(["--lang", "en", "--root"]).arg(&sample().root);
    let address = format!("https://localhost:{port}{BASE}");
    let output = program.args(["health", &address, "--max-age", "1000000"]).output()?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.code(), String::from_utf8_lossy(&said).into_owned()))
}

#[cfg(all(unix, feature = "publish"))]
pub(crate) fn certificate() -> Result<(), Failed> {
    let place = place("certificate");
    let (status, said) = health_with_certificate(&place, 60)?;
    assert!(said.contains("The certificate is good until 20") && !said.contains("warning"), "{said}");
    assert_eq!(status, Some(0), "{said}");
    let (status, said) = health_with_certificate(&place, 13)?;
    assert!(said.contains("warning[health]: the certificate ends soon, on 20"), "{said}");
    assert_eq!(status, Some(0), "{said}");
    let (status, said) = health_with_certificate(&place, -1)?;
    assert!(said.contains("error[health]: the certificate ended on 20"), "{said}");
    // Nothing else can be asked then, not even for the list of files.
    assert_eq!(status, Some(2), "{said}");
    Ok(())
}

pub(crate) fn apache() -> Result<(), Failed> {
    let (place, port, folder) = (place("apache"), free_port(), sample().folder.display().to_string());
    fs::write(place.join("site.conf"), configuration("apache"))?;
    let modules = [
        "mpm_event",
        "authz_core",
        "mime",
        "dir",
        "headers",
        "rewrite",
        "deflate",
        "alias",
        "filter",
        "env",
        "negotiation",
    ];
    let modules =
        modules.map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"));
    let (here, base) = (place.display(), BASE.trim_end_matches('/'));
    fs::write(
        place.join("apache.conf"),
        format!(
            "{}ServerRoot {here}\nPidFile {here}/pid\nErrorLog /dev/stderr\nServerName portal.example.vn\nUser www-data\nGroup www-data\n\
             Listen 127.0.0.1:{port}\nTypesConfig /etc/mime.types\nDocumentRoot {here}\nDefaultRuntimeDir {here}\n\
             Alias {base} \"{folder}\"\n<Directory \"{folder}\">\nRequire all granted\nOptions FollowSymLinks\nInclude {here}/site.conf\n</Directory>\n",
            modules.concat()
        ),
    )?;
    let mut server = binary("apache2")?;
    server.arg("-DFOREGROUND").arg("-f").arg(place.join("apache.conf"));
    let _running = Running::start(server, port)?;
    answers_as_promised(port, "br");
    Ok(())
}

pub(crate) fn caddy() -> Result<(), Failed> {
    let (place, port) = (place("caddy"), free_port());
    let text = configuration("caddy");
    let text = text.replace("https://portal.example.vn {", &format!("http://:{port} {{"));
    fs::write(place.join("Caddyfile"), format!("{{\n\tadmin off\n\tauto_https off\n}}\n{text}"))?;
    let mut server = binary("caddy")?;
    server.args(["run", "--adapter", "caddyfile", "--config"]).arg(place.join("Caddyfile"));
    server
        .env("HOME", &place)
        .env("XDG_DATA_HOME", &place)
        .env("XDG_CONFIG_HOME", &place)
        .stderr(std::process::Stdio::null());
    let _running = Running::start(server, port)?;
    answers_as_promised(port, "br");
    Ok(())
}

/// `health` and `verify` find nothing wrong with a server that does as it was told.
#[cfg(feature = "publish")]
fn is_healthy(port: u16) {
    let address = format!("http://127.0.0.1:{port}{BASE}");
    run(&sample().root, &["verify", &address]);
    let told = run(&sample().root, &["health", &address, "--max-age", "1000000"]);
    assert!(told.contains("serves the right output") && !told.contains("certificate"), "{told}");
}

#[cfg(not(feature = "publish"))]
fn is_healthy(_: u16) {}

fn answers_as_promised(port: u16, encoding: &str) {
    let site = sample();
    every_file(port, site);
    compressed(port, site, encoding);
    old_addresses(port);
    is_healthy(port);
    let missing = get(port, &format!("{BASE}khong-co/o-day"), &[]);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.body, fs::read(site.folder.join("404.html")).expect("the page"));
    promised(&missing, "a missing page");
    let whole = get(port, &address("theme/icon.svg"), &[]);
    let part = get(port, &address("theme/icon.svg"), &[("Range", "bytes=2-11")]);
    assert_eq!((part.status, part.body.as_slice()), (206, &whole.body[2..12]), "a part of a file");
    let tag = whole.header("ETag").expect("an entity tag");
    let same = get(port, &address("theme/icon.svg"), &[("If-None-Match", &tag)]);
    assert_eq!((same.status, same.body.len()), (304, 0), "a file that has not changed");
    promised(&same, "a file that has not changed");
    let page = get(port, &address("tin-tuc/index.html"), &[]);
    let tag = page.header("ETag").expect("an entity tag");
    assert_eq!(get(port, &address("tin-tuc/index.html"), &[("If-None-Match", &tag)]).status, 304);
    for (folder, target) in
        [(BASE.trim_end_matches('/'), BASE), ("/dan-van-kheo/tin-tuc", "/dan-van-kheo/tin-tuc/")]
    {
        let answer = get(port, folder, &[]);
        assert!(matches!(answer.status, 301 | 308), "{folder}: {answer:?}");
        assert!(answer.header("Location").expect("a place").ends_with(target), "{answer:?}");
    }
}

/// The path that readers ask for.
fn address(file: &str) -> String {
    let page = file.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    format!("{BASE}{}", bantin::url::encode_path(page.unwrap_or(file)))
}

fn promised(answer: &Answer, what: &str) {
    for (name, value) in PROMISED {
        assert_eq!(answer.header(name).as_deref(), Some(value), "{name} of {what}: {answer:?}");
    }
}

fn listed(site: &Sample) -> impl Iterator<Item = &String> {
    let is_asked_for =
        |path: &&String| !path.ends_with(".br") && !path.ends_with(".gz") && !path.starts_with('.');
    site.list.files.keys().filter(is_asked_for)
}

fn every_file(port: u16, site: &Sample) {
    let mut statuses = std::collections::BTreeMap::new();
    for path in listed(site) {
        let sum = &site.list.files[path];
        let answer = get(port, &address(path), &[]);
        *statuses.entry(sum.status).or_insert(0) += 1;
        match sum.status {
            301 => {
                assert_eq!(answer.status, 301, "{path}: {answer:?}");
                continue;
            }
            // Nobody asks for the page itself; some servers give it as it is.
            404 => assert!(matches!(answer.status, 200 | 404), "{path}: {answer:?}"),
            status => assert_eq!(answer.status, status, "{path}: {answer:?}"),
        }
        assert_eq!(Sha256::of(&answer.body), sum.sha256, "the bytes of {path}");
        assert_eq!(answer.header("Content-Type"), Some(content_type(path)), "{path}");
        promised(&answer, path);
        if answer.status == 200 {
            assert_eq!(
                answer.header("Cache-Control").as_deref(),
                Some(CacheRule::of(path).header()),
                "{path}"
            );
        }
    }
    assert!(statuses[&200] > 300 && statuses[&301] >= 2 && statuses[&410] >= 1, "{statuses:?}");
}

/// A server sends the form that a build made, and says which.
fn compressed(port: u16, site: &Sample, encoding: &str) {
    let ending = if encoding == "br" { "br" } else { "gz" };
    let mut asked = 0;
    for path in listed(site).filter(|path| MediaType::of(path).is_some_and(|one| one.is_text)) {
        let form = format!("{path}.{ending}");
        if site.list.files[path].status != 200 || !site.list.files.contains_key(&form) {
            continue;
        }
        let answer = get(port, &address(path), &[("Accept-Encoding", encoding)]);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert_eq!(
            answer.header("Content-Encoding").as_deref(),
            Some(encoding),
            "{path}: {:?}",
            answer.header("Content-Type")
        );
        assert!(answer.header("Vary").is_some_and(|vary| vary.contains("Accept-Encoding")), "{path}");
        assert_eq!(answer.header("Content-Type"), Some(content_type(path)), "{path}");
        assert_eq!(answer.header("Cache-Control").as_deref(), Some(CacheRule::of(path).header()), "{path}");
        assert_eq!(Sha256::of(&answer.body), site.list.files[&form].sha256, "{path}");
        assert_eq!(Sha256::of(&decoded(&answer.body, encoding)), site.list.files[path].sha256, "{path}");
        asked += 1;
    }
    assert!(asked > 100, "{asked} compressed files");
}

fn decoded(body: &[u8], encoding: &str) -> Vec<u8> {
    let mut whole = Vec::new();
    match encoding {
        "br" => brotli::Decompressor::new(body, 4096).read_to_end(&mut whole).expect("Brotli"),
        _ => flate2::read::GzDecoder::new(body).read_to_end(&mut whole).expect("gzip"),
    };
    whole
}

fn old_addresses(port: u16) {
    for (from, to) in [
        ("tin-cu/bai%20(1).html", "https://portal.example.vn/dan-van-kheo/tin-tuc/"),
        ("cu/$x", "https://khac.example.vn/?a=1&b=50%25"),
        ("cu/$x/", "https://khac.example.vn/?a=1&b=50%25"),
    ] {
        let answer = get(port, &format!("{BASE}{from}"), &[]);
        assert_eq!(
            (answer.status, answer.header("Location").as_deref()),
            (301, Some(to)),
            "{from}: {answer:?}"
        );
        promised(&answer, from);
    }
}

pub(crate) fn iis() -> Result<(), Failed> {
    use quick_xml::events::Event;
    let text = configuration("iis");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event()?;
        let (Event::Empty(tag) | Event::Start(tag)) = &event else {
            if event == Event::Eof {
                break;
            }
            continue;
        };
        let key = |name: &str| {
            let found = tag.attributes().flatten().find(|one| one.key.as_ref() == name);
            found.map(|one| String::from_utf8_lossy(one.value.as_ref().as_ref()).into_owned())
        };
        match tag.name().as_ref() {
            "remove" => removed.extend(key("fileExtension").or_else(|| key("name"))),
            "mimeMap" => {
                let ending = key("fileExtension").expect("an ending");
                assert!(
                    removed.contains(&ending) && !added.contains(&ending),
                    "{ending} is removed, then added once"
                );
                added.push(ending);
            }
            "add" if key("value").is_some_and(|_| key("name").is_some()) => {
                let name = key("name").expect("a name");
                assert!(removed.contains(&name), "{name} is removed before it is added");
            }
            _ => {}
        }
    }
    assert!(added.len() > 30 && removed.len() >= added.len() + PROMISED.len());
    assert!(text.contains("destination=\"https://khac.example.vn/?a=1&amp;b=50%25\""), "{text}");
    Ok(())
}
