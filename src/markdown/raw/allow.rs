//! What authors may write in HTML: elements that structure a text, and attributes that say something about it.

/// Elements that stay, in alphabetical order. `h1` is among them and becomes `h2`; pictures are looked up.
pub(super) const ELEMENTS: [&str; 71] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rb",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements of which the inside goes too: it is no text of the page.
const HIDDEN: [&str; 18] = [
    "applet", "audio", "canvas", "embed", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements without an inside.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

/// Whether an element stays.
pub(super) fn element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Whether the inside of an element goes with it.
pub(super) fn is_hidden(name: &str) -> bool {
    HIDDEN.contains(&name)
}

/// Whether an element has no inside.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an attribute may stay; those that hold addresses are looked up besides.
pub(super) fn attribute(element: &str, name: &str) -> bool {
    match name {
        "title" | "lang" | "dir" => true,
        "href" => element == "a",
        "src" | "alt" => element == "img",
        "colspan" | "rowspan" => matches!(element, "td" | "th"),
        "scope" | "abbr" => element == "th",
        "span" => matches!(element, "col" | "colgroup"),
        "start" | "reversed" => element == "ol",
        "value" => element == "li",
        "datetime" => matches!(element, "time" | "del" | "ins"),
        "open" => element == "details",
        _ => false,
    }
}
