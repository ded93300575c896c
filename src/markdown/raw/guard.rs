//! The second guard: a whole body that holds raw HTML goes through an HTML parser, which balances it and keeps what
//! is on a list.
//!
//! The list has what authors may write ([`allow`]) and what this stage writes itself. It need not tell the two apart: attributes
//! such as `class` and `id` were taken from authors' tags before, and are no harm.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::Builder;

use crate::html::{PartKind, Scanner};
use crate::markdown::html::without_marks;
use crate::markdown::raw::allow;

const ANYWHERE: [&str; 8] = ["aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "title"];

/// Balances a body and takes everything from it that may not be published. `own` is what the address of every
/// picture begins with: no picture comes from elsewhere, unless the site shows `external` ones.
pub(in crate::markdown) fn guard(html: &str, own: &str, external: bool) -> String {
    let own = own.to_owned();
    let mut builder = Builder::empty();
    builder
        .tags(tags())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(ANYWHERE))
        .tag_attributes(tag_attributes())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") if !(is_own(value, &own) || external && is_web(value)) => None,
            _ => Some(match value.contains(['\u{FDD0}', '\u{FDD1}']) {
                true => Cow::Owned(without_marks(value)),
                false => Cow::Borrowed(value),
            }),
        });
    builder.clean(html).to_string()
}

/// How deep the tags of a body stand in each other. The parser looks through all that are open at each one, so that a
/// body must not have too many.
pub(in crate::markdown) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut scanner = Scanner::new(html.as_bytes());
    while let Some(part) = scanner.part() {
        match part.kind {
            PartKind::Open if !allow::is_void(&html[part.inside]) => depth += 1,
            PartKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// What authors may write, and what footnotes and contents are wrapped in; a page has one `h1`, and it is not here.
fn tags() -> HashSet<&'static str> {
    allow::ELEMENTS.into_iter().filter(|name| *name != "h1").chain(["nav"]).collect()
}

fn is_own(address: &str, own: &str) -> bool {
    let rest = address.strip_prefix(own);
    rest.is_some_and(|rest| own != "/" || !rest.starts_with(['/', '\\']))
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn tag_attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("a", HashSet::from(["href", "rel"])),
        ("img", HashSet::from(["src", "alt", "width", "height", "loading", "decoding"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope", "abbr"])),
        ("col", HashSet::from(["span"])),
        ("colgroup", HashSet::from(["span"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("li", HashSet::from(["value"])),
        ("time", HashSet::from(["datetime"])),
        ("del", HashSet::from(["datetime"])),
        ("ins", HashSet::from(["datetime"])),
        ("details", HashSet::from(["open"])),
        ("div", HashSet::from(["tabindex"])),
        ("pre", HashSet::from(["tabindex"])),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_balanced() {
        assert_eq!(guard("<div><b>a\n<p>c</p>", "/", false), "<div><b>a\n<p>c</p></b></div>");
        assert_eq!(guard("a</div></table><p>b", "/", false), "a<p>b</p>");
    }

    #[test]
    fn what_may_not_be_published_goes() {
        for html in [
            "<script>x</script>",
            "<style>x</style>",
            "<iframe srcdoc=x></iframe>",
            "<svg><script>x</script></svg>",
            "<math></math>",
            "<template></template>",
            "<base href=x><meta http-equiv=x><link rel=x>",
            "<form action=x><input><button formaction=x></button></form>",
        ] {
            assert_eq!(guard(html, "/", false), "", "{html}");
        }
        assert_eq!(guard("<a href='javascript:x' onclick=x style=x>a</a>", "/", false), "<a>a</a>");
        assert_eq!(guard("<img src='https://a.vn/x.png' alt=a>", "/", false), "<img alt=\"a\">");
        assert_eq!(guard("<img src='//a.vn/x.png' alt=a>", "/", false), "<img alt=\"a\">");
        let shown = "<img src=\"https://a.vn/x.png\" alt=\"a\">";
        assert_eq!(guard(shown, "/", true), shown);
        assert_eq!(guard("<img src='//a.vn/x.png'>", "/", true), "<img>");
        assert_eq!(guard("<img src='/dvk/x.png'>", "/dvk/", false), "<img src=\"/dvk/x.png\">");
    }

    #[test]
    fn what_this_stage_writes_stays() {
        for html in [
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng 1\"></div>",
            "<pre tabindex=\"0\"><code class=\"language-x\"><span class=\"hl-a hl-b\">a</span></code></pre>",
            "<a href=\"https://a.vn/\" rel=\"noopener\">a</a>",
            "<img src=\"/a.png\" alt=\"a\" width=\"1\" height=\"2\" loading=\"lazy\" decoding=\"async\">",
            "<table><thead><tr><th scope=\"col\" class=\"align-right\">a</th></tr></thead></table>",
        ] {
            assert_eq!(guard(html, "/", false), html);
        }
    }
}
