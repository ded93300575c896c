//! Decodes trees into typed fields; reports all mistakes and not only the first.
//!
//! Most types are declared with the macros of `crate::yaml::declare`. A decoder walks down the tree and keeps the path,
//! so that each diagnostic points at a single key or value.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Part, Path, Place, Step, localized};
use crate::source::SourceId;
use crate::yaml::describe::{ChoiceInfo, Described, KeyInfo, MappingInfo, ValueType};
use crate::yaml::names::of_vietnamese;
use crate::yaml::{Node, PassedOver, Plain, Spans, mend};
use bantin_text::suggest::nearest;

/// A type that can be decoded from a YAML value.
pub trait Decode: Described + Sized {
    /// Decodes the value. On a mistake, reports it and returns `None`.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What takes the place of a required value that could not be read, so that the rest of its record is checked all
    /// the same. A record with a stand-in is not published; an empty text as a reference names nothing, and is not
    /// looked up.
    fn stand_in() -> Option<Self>;
}

/// The position in the tree, and what was reported so far.
pub struct Decoder<'d> {
    source: SourceId,
    path: Path,
    /// Where a missing key is reported if the mapping is the record itself.
    record: Place,
    record_depth: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
    astray: Vec<Astray>,
    passed_over: PassedOver,
    /// Whether a stand-in took the place of a required value.
    stood_in: bool,
    text: &'d str,
    /// The places of the text, once they were asked for.
    spans: Option<Spans<'d>>,
}

/// In bytes.
const LONGEST_LOOKED_AT: usize = 50_000;

/// What a mapping was read into.
#[derive(Debug, Clone)]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// Whether a stand-in takes the place of some required value.
    pub stood_in: bool,
}

/// A key that is unknown in one mapping or missing in another. A wrongly indented key is both.
struct Astray {
    key: String,
    missing: bool,
    /// The number of steps from the top of the text to the mapping.
    depth: usize,
    /// The index of its diagnostic.
    at: usize,
}

impl<'d> Decoder<'d> {
    /// Starts at `path` of a text; `record` is the place of the record's first line.
    pub fn new(source: SourceId, path: Path, record: Place, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let record_depth = path.0.len();
        let (astray, passed_over) = (Vec::new(), PassedOver::default());
        Self {
            source,
            path,
            record,
            record_depth,
            diagnostics,
            astray,
            passed_over,
            stood_in: false,
            text: "",
            spans: None,
        }
    }

    /// Keys that are not missing, as they may stand in what could not be read.
    #[must_use]
    pub fn without(mut self, passed_over: &PassedOver) -> Self {
        self.passed_over = passed_over.clone();
        self
    }

    /// The stand-in of a type made of keys: that of a mapping without any.
    pub fn stand_in<T: Decode>() -> Option<T> {
        let (mut unheard, top) = (Vec::new(), Path::top());
        let mut decoder = Decoder::new(SourceId::NONE, top, Place::file(""), &mut unheard);
        T::decode(&Node::Mapping(Vec::new()), &mut decoder)
    }

    /// The text that is read, so that a help can tell what stands in braces.
    #[must_use]
    pub fn of_text(mut self, text: &'d str) -> Self {
        self.text = text;
        self
    }

    /// Whether the mapping that is being read is written in braces. A long text is not read again to find out.
    fn is_in_braces(&mut self) -> bool {
        if self.text.is_empty() || self.text.len() > LONGEST_LOOKED_AT {
            return false;
        }
        let spans = self.spans.get_or_insert_with(|| Spans::new(self.text));
        spans.get(&self.path).is_some_and(|(found, steps)| {
            steps == self.path.0.len() && self.text[found.value.start..].starts_with('{')
        })
    }

    fn stands_in<T: Decode>(&mut self) -> Option<T> {
        self.stood_in = true;
        T::stand_in()
    }

    /// Decodes a whole record.
    pub fn read<T: Decode>(mut self, node: &Node) -> Option<Decoded<T>> {
        let read = T::decode(node, &mut self);
        self.pair_keys_astray();
        read.map(|value| Decoded { value, stood_in: self.stood_in })
    }

    /// Merges the two diagnostics of a key that is missing in one mapping and unknown in another: it is indented
    /// wrongly, which is reported where it stands.
    fn pair_keys_astray(&mut self) {
        let mut missing: FxHashMap<&str, Vec<&Astray>> = FxHashMap::default();
        for one in self.astray.iter().filter(|one| one.missing).rev() {
            missing.entry(&one.key).or_default().push(one);
        }
        let mut told = FxHashSet::default();
        for unknown in self.astray.iter().filter(|one| !one.missing) {
            let Some(waiting) = missing.get_mut(unknown.key.as_str()) else { continue };
            let Some(place) = waiting.iter().rposition(|one| one.depth != unknown.depth) else { continue };
            let outside = waiting[place].depth < unknown.depth;
            told.insert(waiting.remove(place).at);
            self.diagnostics[unknown.at].help = Some(if outside {
                localized!(
                    "khóa này thuộc nhóm bên ngoài: bớt lùi đầu dòng",
                    "the key belongs to the mapping outside: indent it less"
                )
            } else {
                localized!(
                    "khóa này thuộc nhóm bên trong: lùi đầu dòng vào thêm",
                    "the key belongs to the mapping inside: indent it more"
                )
            });
        }
        if !told.is_empty() {
            let mut at = 0..;
            self.diagnostics.retain(|_| !at.next().is_some_and(|at| told.contains(&at)));
        }
    }

    fn goes_astray(&mut self, key: &str, missing: bool) {
        let (depth, at) = (self.path.0.len(), self.diagnostics.len());
        self.astray.push(Astray { key: key.to_owned(), missing, depth, at });
    }

    /// The place of the current key or value.
    pub fn place(&self, part: Part) -> Place {
        Place::Yaml { source: self.source, path: self.path.clone(), part }
    }

    /// Reports an error of the current value.
    pub fn report(&mut self, code: Code, message: LocalizedText) {
        let place = self.place(Part::Value);
        self.diagnostics.push(Diagnostic::error(code, place, message));
    }

    /// Reports an error of the current value with help.
    pub fn report_with_help(&mut self, code: Code, message: LocalizedText, help: LocalizedText) {
        let place = self.place(Part::Value);
        self.diagnostics.push(Diagnostic::error(code, place, message).help(help));
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a value has another type than `expected`.
    pub fn wrong_type(&mut self, node: &Node, expected: &LocalizedText) {
        self.wrong_type_with_help(node, expected, |_| None);
    }

    /// Like [`wrong_type`](Self::wrong_type); for a text or number, `help` may suggest how to write it.
    pub fn wrong_type_with_help(
        &mut self,
        node: &Node,
        expected: &LocalizedText,
        help: impl FnOnce(&str) -> Option<LocalizedText>,
    ) {
        let help = match node {
            Node::Text(text) => help(text),
            Node::Plain(Plain::Bool(_) | Plain::Integer(_) | Plain::Float(_), typed) => help(typed),
            _ => None,
        };
        self.wrong_type_and(node, expected, help);
    }

    fn wrong_type_and(&mut self, node: &Node, expected: &LocalizedText, help: Option<LocalizedText>) {
        let actual = describe(node);
        let message = LocalizedText {
            vi: format!("cần {}, nhưng ở đây là {}", expected.vi, actual.vi),
            en: format!("expected {}, found {}", expected.en, actual.en),
        };
        let diagnostic = Diagnostic::error(Code::WrongType, self.place(Part::Value), message);
        self.diagnostics.push(Diagnostic { help, ..diagnostic });
    }

    /// Runs `inner` one step down.
    pub fn step<T>(&mut self, step: Step, inner: impl FnOnce(&mut Self) -> T) -> T {
        self.path.0.push(step);
        let result = inner(self);
        self.path.0.pop();
        result
    }

    /// The pairs of a mapping. Reports keys that `info` does not declare, and doubled keys.
    pub fn fields<'n>(&mut self, node: &'n Node, info: &'static MappingInfo) -> Option<Fields<'n>> {
        let keys = info.keys;
        let Node::Mapping(pairs) = node else {
            let expected = localized!("một nhóm khóa (`khóa: giá trị`)", "a mapping (`key: value`)");
            self.wrong_type_with_help(node, &expected, |text| mend::mapping(text, info));
            return None;
        };
        let mut seen = vec![false; keys.len()];
        let (mut hanging, mut meant) = (Vec::new(), Vec::new());
        let mut empty = None;
        for (index, (key, value)) in pairs.iter().enumerate() {
            let Some(known) = keys.iter().position(|known| known.name == key) else {
                let named = of_vietnamese(key, keys.iter().map(|known| known.name));
                meant.extend(named);
                let near = named.or_else(|| nearest(key, keys.iter().map(|known| known.name)));
                let above = empty.filter(|_| near.is_none());
                if above.is_none() || above != hanging.last().copied() {
                    hanging.extend(above);
                    self.goes_astray(key, false);
                    let message = localized!("khóa lạ `{key}`", "unknown key `{key}`");
                    let help = unknown_key_help(key, value, near, above, keys);
                    self.at_key(index, Code::UnknownKey, message, |d| d.help(help));
                }
                continue;
            };
            empty = value.is_null().then_some(key.as_str());
            if std::mem::replace(&mut seen[known], true) {
                let message = localized!("khóa `{key}` đã có ở trên", "the key `{key}` stands here twice");
                self.at_key(index, Code::DoubledKey, message, |d| {
                    d.help(localized!("giữ lại một trong hai", "keep one of the two"))
                });
            }
        }
        Some(Fields { pairs, hanging, meant })
    }

    fn at_key(
        &mut self,
        pair: usize,
        code: Code,
        text: LocalizedText,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let place = self.step(Step::Pair(pair), |decoder| decoder.place(Part::Key));
        self.diagnostics.push(finish(Diagnostic::error(code, place, text)));
    }

    fn missing(&mut self, key: &'static str) {
        if self.path.0.len() == self.record_depth && self.passed_over.may_hold(key) {
            return;
        }
        let place = if self.path.0.len() == self.record_depth {
            self.record.clone()
        } else {
            self.place(Part::Value)
        };
        self.goes_astray(key, true);
        let message = localized!("thiếu khóa bắt buộc `{key}`", "the required key `{key}` is missing");
        let help = match self.is_in_braces() {
            true => localized!("thêm `, {key}: …` trước dấu `}}`", "add `, {key}: …` before the `}}`"),
            false => localized!("thêm một dòng `{key}: …`", "add a line `{key}: …`"),
        };
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, place, message).help(help));
    }
}

/// The pairs of one mapping.
pub struct Fields<'n> {
    pairs: &'n [(String, Node)],
    /// Keys without a value that stand before unknown keys; the mistake was reported at those.
    hanging: Vec<&'n str>,
    /// Keys that stand under their Vietnamese names, which was reported: they are not missing as well.
    meant: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The value of a key, which may be null.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// A text that is required unless another key is true; then it is empty.
    pub fn required_unless(
        &self,
        key: &'static str,
        other: &'static str,
        decoder: &mut Decoder<'_>,
    ) -> Option<String> {
        if !matches!(self.get(other), Some(Node::Plain(Plain::Bool(true), _))) {
            return self.required(key, decoder);
        }
        let is_empty = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
        if self.get(key).is_some_and(|node| !is_empty(node) && !node.is_null()) {
            decoder.step(Step::Key(key.into()), |decoder| {
                let message = localized!(
                    "có `{other}: true` thì `{key}` để trống",
                    "`{key}` is empty where there is `{other}: true`"
                );
                let help = localized!("bỏ một trong hai khóa", "remove one of the two keys");
                decoder.report_with_help(Code::ContradictoryKeys, message, help);
            });
        }
        Some(String::new())
    }

    /// A required value; if it is missing or cannot be decoded, that is reported and a stand-in is returned.
    pub fn required<T: Decode>(&self, key: &'static str, decoder: &mut Decoder<'_>) -> Option<T> {
        self.read_required(key, decoder).or_else(|| decoder.stands_in())
    }

    fn read_required<T: Decode>(&self, key: &'static str, decoder: &mut Decoder<'_>) -> Option<T> {
        match self.get(key) {
            None if self.meant.contains(&key) => None,
            None => {
                decoder.missing(key);
                None
            }
            Some(node) if node.is_null() && self.hanging.contains(&key) => None,
            Some(node) if node.is_null() => {
                let message = localized!("khóa `{key}` chưa có giá trị", "the key `{key}` has no value");
                let help = localized!(
                    "viết giá trị sau dấu `:`: `{key}: …`",
                    "write a value behind the `:`: `{key}: …`"
                );
                decoder.step(Step::Key(key.into()), |decoder| {
                    let place = decoder.place(Part::Key);
                    decoder.push(Diagnostic::error(Code::EmptyValue, place, message).help(help));
                });
                None
            }
            Some(Node::List(list)) if list.is_empty() => decoder.step(Step::Key(key.into()), |decoder| {
                let help = localized!("viết ít nhất một mục: `- …`", "write one element at least: `- …`");
                let message = localized!("danh sách ở đây để trống", "the list is empty");
                decoder.report_with_help(Code::EmptyValue, message, help);
                None
            }),
            Some(node) => decoder.step(Step::Key(key.into()), |decoder| T::decode(node, decoder)),
        }
    }

    /// An optional value; a key without a value, or with an empty text, counts as missing.
    pub fn optional<T: Decode>(&self, key: &'static str, decoder: &mut Decoder<'_>) -> Option<T> {
        let node = self.get(key).filter(|node| !is_empty(node))?;
        decoder.step(Step::Key(key.into()), |decoder| T::decode(node, decoder))
    }

    /// A mapping of which all keys are optional; empty if it is missing.
    pub fn group<T: Decode>(&self, key: &'static str, decoder: &mut Decoder<'_>) -> Option<T> {
        self.optional(key, decoder).or_else(|| T::decode(&Node::Mapping(Vec::new()), decoder))
    }
}

/// Whether a value says nothing: `~`, nothing at all, or quotes around nothing.
fn is_empty(node: &Node) -> bool {
    node.is_null() || matches!(node, Node::Text(text) if text.trim().is_empty())
}

/// Suggests what the editor meant: another key, or a text that YAML split into a mapping.
fn unknown_key_help(
    key: &str,
    value: &Node,
    near: Option<&str>,
    above: Option<&str>,
    keys: &[KeyInfo],
) -> LocalizedText {
    let list = keys.iter().map(|known| known.name).collect::<Vec<_>>().join(", ");
    if let Some(near) = near {
        localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?")
    } else if let Some(above) = above {
        localized!(
            "khóa `{above}` ở trên chưa có giá trị: nếu các dòng này thuộc về nó, lùi vào hai dấu cách; các khóa dùng được ở đây: {list}",
            "the key `{above}` above has no value: if these lines belong to it, indent them by two spaces; the keys that may stand here: {list}"
        )
    } else if key == "<<" {
        localized!(
            "chương trình không gộp nhóm khóa (`<<`): viết đủ từng khóa",
            "mappings are not merged (`<<`): write the keys out"
        )
    } else if value.is_null() && key.contains(' ') {
        localized!(
            "nếu đây là phần sau của một câu: chữ có dấu phẩy trong ngoặc thì đặt trong dấu nháy \"…\"; nếu là khóa, các khóa dùng được ở đây: {list}",
            "if this is the rest of a sentence: inside brackets a text with a comma goes in quotes \"…\"; if it is a key, the keys that may stand here: {list}"
        )
    } else {
        localized!("các khóa dùng được ở đây: {list}", "the keys that may stand here: {list}")
    }
}

/// The type of a node in words, for messages.
fn describe(node: &Node) -> LocalizedText {
    match node {
        Node::Plain(Plain::Null, _) => localized!("không có gì", "nothing"),
        Node::Plain(Plain::Bool(value), _) => localized!("`{value}`", "`{value}`"),
        Node::Plain(_, typed) => localized!("số {typed}", "the number {typed}"),
        Node::Text(text) => {
            let text: String = text.trim().chars().take(40).collect();
            localized!("chữ “{text}”", "the text “{text}”")
        }
        Node::List(_) => localized!("một danh sách", "a list"),
        Node::Mapping(_) => localized!("một nhóm khóa", "a mapping"),
    }
}

impl Decode for String {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node {
            Node::Text(text) if text.trim().is_empty() => {
                let help = localized!("viết chữ vào giữa hai dấu nháy", "write text between the quotes");
                let message = localized!("chữ ở đây để trống", "the text is empty");
                decoder.report_with_help(Code::EmptyValue, message, help);
                None
            }
            Node::Text(text) => Some(text.trim().to_owned()),
            Node::Plain(plain, typed) if *plain != Plain::Null => {
                let actual = describe(node);
                let message = LocalizedText {
                    vi: format!("cần chữ, nhưng ở đây là {}", actual.vi),
                    en: format!("expected a text, found {}", actual.en),
                };
                let help = localized!(
                    "đặt giá trị trong dấu nháy: \"{typed}\"",
                    "put the value in quotes: \"{typed}\""
                );
                decoder.report_with_help(Code::WrongType, message, help);
                None
            }
            Node::List(nodes) => {
                let help = match nodes.as_slice() {
                    [Node::Text(one)] => {
                        let one = mend::quoted(one);
                        Some(localized!("bỏ ngoặc vuông: `{one}`", "remove the brackets: `{one}`"))
                    }
                    _ => None,
                };
                decoder.wrong_type_and(node, &localized!("chữ", "a text"), help);
                None
            }
            // `{name: Nguyễn Văn A}` where only a name is wanted.
            Node::Mapping(pairs) => {
                let named = pairs.iter().find(|(key, _)| key == "name" || key == "id");
                let help = named.and_then(|(_, value)| match value {
                    Node::Text(text) => {
                        let text = mend::quoted(text.trim());
                        Some(localized!("viết `{text}`", "write `{text}`"))
                    }
                    _ => None,
                });
                decoder.wrong_type_and(node, &localized!("chữ", "a text"), help);
                None
            }
            _ => {
                decoder.wrong_type(node, &localized!("chữ", "a text"));
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(String::new())
    }
}

impl Decode for bool {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Node::Plain(Plain::Bool(value), _) = node {
            return Some(*value);
        }
        decoder.wrong_type_with_help(
            node,
            &localized!("`true` hoặc `false`", "`true` or `false`"),
            mend::truth,
        );
        None
    }

    fn stand_in() -> Option<Self> {
        Some(false)
    }
}

impl Decode for i64 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Node::Plain(Plain::Integer(value), _) = node {
            return Some(*value);
        }
        decoder.wrong_type_with_help(node, &localized!("một số nguyên", "a whole number"), |text| {
            mend::number(text, true)
        });
        None
    }

    fn stand_in() -> Option<Self> {
        Some(0)
    }
}

impl Decode for u32 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = i64::decode(node, decoder)?;
        let value = u32::try_from(number).ok();
        if value.is_none() {
            decoder.report(
                Code::OutOfRange,
                localized!("số {number} nằm ngoài khoảng cho phép", "the number {number} is out of range"),
            );
        }
        value
    }

    fn stand_in() -> Option<Self> {
        Some(0)
    }
}

impl Decode for u64 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = i64::decode(node, decoder)?;
        let value = u64::try_from(number).ok();
        if value.is_none() {
            decoder.report(
                Code::OutOfRange,
                localized!("số {number} không được âm", "the number {number} is negative"),
            );
        }
        value
    }

    fn stand_in() -> Option<Self> {
        Some(0)
    }
}

impl Decode for f64 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node {
            Node::Plain(Plain::Integer(value), _) => Some(*value as f64),
            Node::Plain(Plain::Float(value), _) if value.is_finite() => Some(*value),
            _ => {
                decoder.wrong_type_with_help(node, &localized!("một số", "a number"), |text| {
                    mend::number(text, false)
                });
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(0.0)
    }
}

impl Decode for Node {
    fn decode(node: &Node, _: &mut Decoder<'_>) -> Option<Self> {
        Some(node.clone())
    }

    fn stand_in() -> Option<Self> {
        Some(Plain::Null.into())
    }
}

/// Elements that cannot be decoded are reported and replaced by stand-ins, so that the index of an element is always that
/// in the file. A list of numbers is cut before the first of them.
impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Node::List(nodes) = node else {
            let expected = localized!(
                "một danh sách (`[a, b]`, hoặc mỗi dòng một `- `)",
                "a list (`[a, b]`, or a `- ` on each line)"
            );
            decoder.wrong_type_with_help(node, &expected, |text| mend::list(text, &T::value_type()));
            return None;
        };
        let read = |(index, node)| decoder.step(Step::Index(index), |decoder| T::decode(node, decoder));
        let elements: Vec<Option<T>> = nodes.iter().enumerate().map(read).collect();
        let is_number = |of: &ValueType| matches!(of, ValueType::Integer { .. } | ValueType::Number);
        let stands_in = !is_number(&T::value_type());
        if elements.iter().any(Option::is_none) {
            decoder.stood_in = true;
        }
        Some(
            elements
                .into_iter()
                .map_while(|one| one.or_else(|| T::stand_in().filter(|_| stands_in)))
                .collect(),
        )
    }

    fn stand_in() -> Option<Self> {
        Some(Vec::new())
    }
}

/// The index of the word of a choice.
pub fn choice(node: &Node, decoder: &mut Decoder<'_>, choice: &ChoiceInfo) -> Option<usize> {
    let allowed: Vec<&str> = choice.words.iter().map(|(word, _)| *word).collect();
    let Node::Text(text) = node else {
        let list = allowed.join(", ");
        decoder.wrong_type(node, &localized!("một trong: {list}", "one of: {list}"));
        return None;
    };
    let index = allowed.iter().position(|word| word == text);
    if index.is_none() {
        let list = allowed.join(", ");
        let plain = mend::without_curly(text).unwrap_or(text);
        let near = allowed.iter().copied().find(|word| word.eq_ignore_ascii_case(plain));
        let near = near.or_else(|| nearest(plain, allowed.iter().copied()));
        let message = localized!(
            "`{text}` không phải giá trị dùng được ở đây",
            "`{text}` is no value that may stand here"
        );
        let help = match near {
            Some(near) => localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"),
            None => localized!("dùng một trong: {list}", "use one of: {list}"),
        };
        decoder.report_with_help(Code::UnknownValue, message, help);
    }
    index
}
