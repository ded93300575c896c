//! Descriptions of declared types at run time: the keys of each mapping, their types, defaults and doc comments, and
//! whether their values may be published.
//!
//! Made by `fields!` and `choices!`. The JSON Schema and the reference of all keys are generated from them, the privacy
//! gate reads what is private, and [`View`] walks through a record of any kind.

use bantin_text::date::Precision;
use jiff::civil::Date;

use crate::diagnostic::Step;
use crate::yaml::{Node, Plain};

/// A type that YAML values are decoded into.
pub trait Described: Sync {
    /// The type in the terms of YAML.
    fn value_type() -> ValueType
    where
        Self: Sized;

    /// The value, one level deep.
    fn view(&self) -> View<'_>;
}

#[derive(Debug, Clone, PartialEq)]
pub enum ValueType {
    /// Any YAML.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// A number with or without a fraction.
    Number,
    /// A text that is not empty.
    Text,
    /// A text of a certain form.
    Form(&'static TextForm),
    /// One of a few words.
    Choice(&'static ChoiceInfo),
    /// A list. Behind a required key it is not empty.
    List(Box<ValueType>),
    /// A mapping. Mappings may be recursive (categories are), so its keys are reached through [`KeyInfo::value`].
    Mapping(&'static MappingInfo),
    /// One of several types.
    AnyOf(Vec<ValueType>),
}

/// A text of a certain form, such as an id or a date.
#[derive(Debug, PartialEq, Eq)]
pub struct TextForm {
    /// One word for it, used in tables.
    pub name: &'static str,
    pub doc: &'static str,
    /// A regular expression (ECMA 262, as in JSON Schema) that all values match. It may match more: `2023-02-30` is no
    /// date.
    pub pattern: &'static str,
    pub example: &'static str,
}

/// A mapping declared by `fields!`.
#[derive(Debug, PartialEq)]
pub struct MappingInfo {
    /// The name of the Rust type.
    pub name: &'static str,
    pub doc: Doc,
    /// In the order of the declaration, which is that of the documentation.
    pub keys: &'static [KeyInfo],
}

/// A key declared by `fields!`.
#[derive(Debug)]
pub struct KeyInfo {
    /// The key as written in the files.
    pub name: &'static str,
    pub doc: Doc,
    pub value: fn() -> ValueType,
    pub presence: Presence,
    pub visibility: Visibility,
}

/// Functions cannot be compared usefully; keys of equal names and docs are told apart by their mappings.
impl PartialEq for KeyInfo {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy)]
pub enum Presence {
    /// It must be there, with a value; a list must not be empty.
    Required,
    /// It may be left out. A list is empty then.
    Optional,
    /// It may be left out, and has this value then.
    Default(fn() -> Node),
}

/// Who may see the value of a key. It holds for everything inside a mapping or list, unless a key inside is stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Pages and open data show it.
    Public,
    /// No page shows it. It makes nothing public, and nobody looks for it in the output.
    Unshown,
    /// The name of a person that pages show unless it is a private name elsewhere. It makes nothing public.
    PublicName,
    /// The name of a person: shown as far as `consent` of the record allows.
    ByConsent,
    /// The name of a person that is never published, unless a published record makes the person known.
    PrivateName,
    /// Never published: the gate looks for it in every file of the output.
    Private,
}

impl Visibility {
    /// Whether pages and open data show it wherever it stands, which makes it public.
    pub fn is_shown(self) -> bool {
        matches!(self, Visibility::Public | Visibility::ByConsent)
    }
}

/// An enumeration of words, declared by `choices!`.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceInfo {
    /// The name of the Rust type.
    pub name: &'static str,
    pub doc: Doc,
    /// In the order of the declaration, each with its doc comment.
    pub words: &'static [(&'static str, Doc)],
}

/// The lines of a doc comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc(pub &'static [&'static str]);

impl Doc {
    /// The comment as one text: lines joined by spaces, paragraphs separated by an empty line.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.0.iter().map(|line| line.trim()).collect();
        let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
    }
}

/// A value one level deep.
pub enum View<'v> {
    /// Nothing was written.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Number(f64),
    Text(&'v str),
    /// A date, without its hour.
    Date(Date, Precision),
    /// The elements of a list.
    List(Vec<&'v dyn Described>),
    /// The keys of a mapping that `fields!` declares, with their values.
    Mapping(Vec<(&'static KeyInfo, &'v dyn Described)>),
    /// Any YAML, which nothing declares.
    Any(&'v Node),
}

/// Calls `take` with each scalar that pages may show, at any depth.
pub fn each_shown<'v>(value: &'v dyn Described, take: &mut dyn FnMut(View<'v>)) {
    match value.view() {
        View::List(values) => values.into_iter().for_each(|value| each_shown(value, take)),
        View::Mapping(pairs) => {
            let shown = pairs.into_iter().filter(|(key, _)| key.visibility.is_shown());
            shown.for_each(|(_, value)| each_shown(value, take));
        }
        View::Any(Node::List(nodes)) => nodes.iter().for_each(|node| each_shown(node, take)),
        View::Any(Node::Mapping(pairs)) => pairs.iter().for_each(|(_, node)| each_shown(node, take)),
        View::Any(Node::Text(text)) => take(View::Text(text)),
        View::Any(Node::Plain(Plain::Integer(number), _)) => take(View::Integer(*number)),
        View::Any(Node::Plain(..)) => {}
        value => take(value),
    }
}

/// Converts a value to YAML.
pub fn node(value: &dyn Described) -> Node {
    match value.view() {
        View::Nothing => Plain::Null.into(),
        View::Bool(value) => Plain::Bool(value).into(),
        View::Integer(value) => Plain::Integer(value).into(),
        View::Number(value) => Plain::Float(value).into(),
        View::Text(text) => Node::Text(text.to_owned()),
        View::Date(date, precision) => {
            let known = match precision {
                Precision::Year => 4,
                Precision::Month => 7,
                Precision::Day | Precision::Time => 10,
            };
            Node::Text(date.to_string().chars().take(known).collect())
        }
        View::List(values) => Node::List(values.into_iter().map(node).collect()),
        View::Mapping(pairs) => {
            Node::Mapping(pairs.into_iter().map(|(key, value)| (key.name.to_owned(), node(value))).collect())
        }
        View::Any(node) => node.clone(),
    }
}

/// Implements [`Described`] for types without parts.
macro_rules! scalars {
    ($($of:ty: $value_type:expr, |$value:ident| $view:expr;)+) => { $(
        impl Described for $of {
            fn value_type() -> ValueType {
                $value_type
            }

            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }
        }
    )+ };
}

scalars! {
    String: ValueType::Text, |text| View::Text(text);
    bool: ValueType::Bool, |value| View::Bool(*value);
    i64: ValueType::Integer { min: i64::MIN, max: i64::MAX }, |number| View::Integer(*number);
    u32: ValueType::Integer { min: 0, max: i64::from(u32::MAX) }, |number| View::Integer(i64::from(*number));
    u64: ValueType::Integer { min: 0, max: i64::MAX }, |number| View::Integer(i64::try_from(*number).unwrap_or(i64::MAX));
    f64: ValueType::Number, |number| View::Number(*number);
    Node: ValueType::Any, |node| View::Any(node);
}

impl<T: Described> Described for Option<T> {
    fn value_type() -> ValueType {
        T::value_type()
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Nothing, T::view)
    }
}

impl<T: Described> Described for Vec<T> {
    fn value_type() -> ValueType {
        ValueType::List(Box::new(T::value_type()))
    }

    fn view(&self) -> View<'_> {
        View::List(self.iter().map(|value| value as &dyn Described).collect())
    }
}
/// The declared keys of the mapping at a path below a record.
pub fn keys_at(info: Option<&'static MappingInfo>, path: &[Step]) -> Vec<&'static str> {
    let mut value = info.map(ValueType::Mapping);
    for step in path {
        value = match (value, step) {
            (Some(ValueType::Mapping(info)), Step::Key(key)) => {
                info.keys.iter().find(|known| known.name == &**key).map(|known| (known.value)())
            }
            (Some(ValueType::List(element)), _) => Some(*element),
            _ => None,
        };
    }
    match value {
        Some(ValueType::Mapping(info)) => info.keys.iter().map(|key| key.name).collect(),
        _ => Vec::new(),
    }
}
