//! Looks at a served site from outside: is it there, is it the one that was built, and does the server keep its promises?
//!
//! In: the address, and the `build.json` of the output that should be there. Out: what is wrong, as diagnostics. Asked
//! for are `build.json`, `files.json`, a sample of the files, and a page that is not there; of an https server, how long
//! its certificate is good.

mod certificate;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};
use ureq::Agent;

use crate::cache_rule::CacheRule;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::file_list::{BUILD, BuildInfo, FileList};
use crate::http;
use crate::verify::{list_of_site, verify_site};

/// About so many files are asked for.
const SAMPLE: usize = 40;

/// The longest `build.json` that is read.
const LONGEST: u64 = 1 << 20;

/// A certificate that ends in less than so many days should have been renewed.
const RENEWAL_DAYS: i64 = 14;

/// Headers that the configuration of `serverconfig` sends with every page.
const HEADERS: [&str; 4] =
    ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"];

/// What a look tells.
#[derive(Debug)]
pub struct Health {
    /// How long ago the served site was built; `None` if that cannot be told.
    pub age: Option<SignedDuration>,
    /// The number of files that were asked for.
    pub asked: usize,
    /// The day, where the clock of the site hangs, on which the certificate ends; `None` without encryption.
    pub certificate_until: Option<Date>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks at a site, whose address ends with `/`. `built` is what should be there; `oldest` is the greatest age that is
/// fine; `now` is in the time zone of the site.
pub fn look(
    agent: &Agent,
    site: &str,
    built: Option<&BuildInfo>,
    oldest: SignedDuration,
    now: &Zoned,
) -> Health {
    let mut health = Health { age: None, asked: 0, certificate_until: None, diagnostics: Vec::new() };
    health.certificate(site, now);
    match served(agent, site) {
        Ok(info) => health.compare(site, &info, built, oldest, now.timestamp()),
        Err(message) => health.add(site, message),
    }
    match list_of_site(agent, site) {
        Ok(list) => health.sample(agent, site, &list),
        Err(diagnostic) => health.diagnostics.push(diagnostic),
    }
    health.headers(agent, site);
    health
}

fn served(agent: &Agent, site: &str) -> Result<BuildInfo, LocalizedText> {
    let answer = http::get(agent, &format!("{site}{BUILD}"))
        .map_err(|error| localized!("không trả lời: {error}", "does not answer: {error}"))?;
    let status = answer.status;
    let bytes = answer.bytes(LONGEST).ok().filter(|_| status == 200);
    bytes.and_then(|bytes| BuildInfo::parse(&bytes)).ok_or_else(|| {
        localized!(
            "không có `{BUILD}` đọc được (trả lời {status})",
            "has no readable `{BUILD}` (answers {status})"
        )
    })
}

impl Health {
    fn add(&mut self, site: &str, message: LocalizedText) {
        self.diagnostics.push(Diagnostic::error(Code::Health, Place::file(site), message));
    }

    fn certificate(&mut self, site: &str, now: &Zoned) {
        let until = match certificate::good_until(site) {
            None => return,
            Some(Ok(until)) => until,
            Some(Err(error)) => {
                return self.warn(
                    site,
                    localized!(
                        "không đọc được hạn của chứng thư: {error}",
                        "cannot read until when the certificate is good: {error}"
                    ),
                );
            }
        };
        let day = until.to_zoned(now.time_zone().clone()).date();
        self.certificate_until = Some(day);
        let (vi, en) = (day.strftime("%d/%m/%Y"), day);
        if until < now.timestamp() {
            self.add(site, localized!("chứng thư đã hết hạn ngày {vi}", "the certificate ended on {en}"));
        } else if now.checked_add(RENEWAL_DAYS.days()).is_ok_and(|then| until < then.timestamp()) {
            self.warn(
                site,
                localized!(
                    "chứng thư sắp hết hạn, ngày {vi}: xem vì sao chưa được gia hạn",
                    "the certificate ends soon, on {en}: see why it has not been renewed"
                ),
            );
        }
    }

    fn warn(&mut self, site: &str, message: LocalizedText) {
        self.diagnostics.push(Diagnostic::warning(Code::Health, Place::file(site), message));
    }

    fn compare(
        &mut self,
        site: &str,
        info: &BuildInfo,
        built: Option<&BuildInfo>,
        oldest: SignedDuration,
        now: Timestamp,
    ) {
        if let Some(built) = built.filter(|built| built.digest != info.digest) {
            let (there, here) = (&info.built_at, &built.built_at);
            self.add(
                site,
                localized!(
                    "đang phát bản dựng lúc {there}, không phải bản ở đây, dựng lúc {here}",
                    "serves the output built at {there}, not the one here, built at {here}"
                ),
            );
        }
        self.age = info.built_at.parse::<Timestamp>().ok().map(|at| now.duration_since(at));
        if let Some(hours) = self.age.filter(|age| *age > oldest).map(|age| age.as_hours()) {
            self.add(
                site,
                localized!("bản đang phát đã cũ {hours} giờ", "the served output is {hours} hours old"),
            );
        }
    }

    fn sample(&mut self, agent: &Agent, site: &str, list: &FileList) {
        let step = list.files.len().div_ceil(SAMPLE).max(1);
        let verified = verify_site(agent, site, list.files.iter().step_by(step), &|| {});
        self.asked = verified.files;
        self.diagnostics.extend(verified.differences.iter().map(|one| one.diagnostic()));
    }

    fn headers(&mut self, agent: &Agent, site: &str) {
        let Ok(page) = http::get(agent, site) else { return };
        for name in HEADERS.into_iter().filter(|name| page.header(name).is_none()) {
            self.add(site, localized!("thiếu header `{name}`", "the header `{name}` is missing"));
        }
        if site.starts_with("https://") && page.header("Strict-Transport-Security").is_none() {
            let name = "Strict-Transport-Security";
            self.add(site, localized!("thiếu header `{name}`", "the header `{name}` is missing"));
        }
        let cached = page.header("Cache-Control").unwrap_or("");
        if cached != CacheRule::Short.header() {
            let expected = CacheRule::Short.header();
            self.add(
                site,
                localized!(
                    "`Cache-Control` của trang là `{cached}`, lẽ ra `{expected}`",
                    "`Cache-Control` of pages is `{cached}`, where `{expected}` is expected"
                ),
            );
        }
        if let Ok(missing) =
            http::get(agent, &format!("{site}khong-co-trang-nay/")).map(|answer| answer.status)
            && missing != 404
        {
            self.add(
                site,
                localized!(
                    "trả lời {missing} cho trang không có",
                    "answers {missing} for a page that is not there"
                ),
            );
        }
    }
}
