//! Collects the values that must not be published: those declared private, the names of judges, and names hidden by
//! consent. The declarations say which keys these are ([`Visibility`]).

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::entry::NameShown;
use crate::content::record::Origin;
use crate::content::records::{AnyFields, AnyRecord};
use crate::diagnostic::{Path, Place, Step};
use crate::privacy::days;
use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::personal_data;
use crate::yaml::describe::{Described, View, Visibility};
use crate::yaml::{Node, Plain};
use bantin_text::date::Precision;

/// A private value.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) place: Place,
    /// The path of keys, such as `private.phone`.
    pub(super) key: String,
    pub(super) secret: Secret,
    /// As written.
    pub(super) text: String,
    /// The forms to search for.
    pub(super) forms: Vec<NormalizedText>,
    /// Set if the value is a day.
    pub(super) day: Option<Date>,
}

/// Why a value is private.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Secret {
    /// Declared private, or inside something that is.
    Private,
    /// The name of a judge.
    Judge,
    /// The name of an author, hidden by consent on the page of the entry.
    Name { entry: Origin },
}

impl Value {
    /// A hash of what is searched for, and how.
    pub(super) fn sum(&self) -> blake3::Hash {
        let Self { place: _, key: _, secret, text, forms, day } = self;
        blake3::hash(format!("{secret:?} {text:?} {forms:?} {day:?}").as_bytes())
    }
}

/// The private values of all records, in the order of the catalog.
pub(super) fn all(catalog: &Catalog) -> Vec<Value> {
    let mut values = Vec::new();
    for record in catalog.records() {
        let (path, hidden) = (record.origin.path(), Hidden::of(&record));
        let start = path.0.len();
        let mut walk = Walk { origin: record.origin, path, start, hidden, values: &mut values };
        walk.declared(record.described(), Visibility::Public);
    }
    values
}

/// The names of an entry that are not shown on its page.
struct Hidden<'r> {
    /// Names that are also pen names, which are public.
    known: Vec<&'r str>,
}

impl<'r> Hidden<'r> {
    fn of(record: &AnyRecord<'r>) -> Option<Self> {
        let AnyFields::Entry(entry) = record.fields else { return None };
        if entry.consent.name == NameShown::Full {
            return None;
        }
        let known = entry.authors.iter().filter(|author| author.pen_name.as_ref() == Some(&author.name));
        Some(Self { known: known.map(|author| author.name.as_str()).collect() })
    }
}

/// Collects the values of one record.
struct Walk<'w, 'r> {
    origin: &'w Origin,
    /// The path of the current value; its first `start` steps lead to the record.
    path: Path,
    start: usize,
    /// Set for an entry with names hidden by `consent`.
    hidden: Option<Hidden<'r>>,
    values: &'w mut Vec<Value>,
}

impl Walk<'_, '_> {
    /// Visits declared values. Everything inside something private is private.
    fn declared(&mut self, value: &dyn Described, visibility: Visibility) {
        match value.view() {
            View::Mapping(pairs) => {
                for (key, value) in pairs {
                    self.step(Step::Key(key.name.into()), |walk| {
                        walk.declared(value, visibility.max(key.visibility));
                    });
                }
            }
            View::List(values) => {
                for (index, value) in values.into_iter().enumerate() {
                    self.step(Step::Index(index), |walk| walk.declared(value, visibility));
                }
            }
            View::Text(text) => self.text(text, visibility),
            // A year or month alone is in half of all texts; it gives nobody away.
            View::Date(date, precision) if precision >= Precision::Day => {
                self.text(&date.to_string(), visibility);
            }
            View::Date(..) => {}
            View::Integer(number) => self.text(&number.to_string(), visibility),
            View::Number(number) => self.text(&number.to_string(), visibility),
            View::Any(node) if visibility == Visibility::Private => self.undeclared(node),
            View::Any(_) | View::Bool(_) | View::Nothing => {}
        }
    }

    /// Visits undeclared values. Numbers are taken as written, because they may be telephone or house numbers.
    fn undeclared(&mut self, node: &Node) {
        match node {
            Node::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.step(Step::Index(index), |walk| walk.undeclared(node));
                }
            }
            Node::Mapping(pairs) => {
                for (key, node) in pairs {
                    self.step(Step::Key(key.clone().into()), |walk| walk.undeclared(node));
                }
            }
            // `true` and `null` are keywords; `True` and `NULL` may be names.
            Node::Plain(Plain::Null | Plain::Bool(_), typed) if !typed.contains(char::is_uppercase) => {}
            Node::Plain(_, typed) => self.private(typed),
            Node::Text(text) => self.private(text),
        }
    }

    fn step(&mut self, step: Step, inner: impl FnOnce(&mut Self)) {
        self.path.0.push(step);
        inner(self);
        self.path.0.pop();
    }

    fn text(&mut self, text: &str, visibility: Visibility) {
        match (visibility, &self.hidden) {
            (Visibility::Private, _) => self.private(text),
            (Visibility::PrivateName, _) => {
                self.value(text, vec![NormalizedText::of(text)], None, Secret::Judge)
            }
            (Visibility::ByConsent, Some(hidden)) if !hidden.known.contains(&text) => {
                let secret = Secret::Name { entry: self.origin.clone() };
                self.value(text, vec![NormalizedText::of(text)], None, secret);
            }
            (
                Visibility::Public | Visibility::Unshown | Visibility::PublicName | Visibility::ByConsent,
                _,
            ) => {}
        }
    }

    fn private(&mut self, text: &str) {
        let day = days::day(text);
        let forms = match day {
            Some(day) => days::spellings(day).iter().map(|spelling| NormalizedText::of(spelling)).collect(),
            None => forms(text),
        };
        self.value(text, forms, day, Secret::Private);
    }

    fn value(&mut self, text: &str, forms: Vec<NormalizedText>, day: Option<Date>, secret: Secret) {
        let names = self.path.0[self.start..].iter().filter_map(|step| match step {
            Step::Key(name) => Some(name.as_ref()),
            Step::Pair(_) | Step::Index(_) => None,
        });
        let key = names.collect::<Vec<_>>().join(".");
        let (source, path) = (self.origin.source, self.path.clone());
        let place = Place::value(source, path);
        self.values.push(Value { place, key, secret, text: text.to_owned(), forms, day });
    }
}

/// The value as a whole, with and without its commas, and each number or address in it: `0900 000 111 (nhà),
/// lan@example.vn`.
fn forms(text: &str) -> Vec<NormalizedText> {
    let whole = NormalizedText::of(text);
    let spaced =
        text.contains([',', ';', '_']).then(|| NormalizedText::of(&text.replace([',', ';', '_'], " ")));
    let parts =
        personal_data::of_text(text).into_iter().map(|datum| NormalizedText::of(&datum.text)).chain(spaced);
    let parts: Vec<_> = parts.filter(|part| part.bytes() != whole.bytes()).collect();
    std::iter::once(whole).chain(parts).collect()
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the declarations make what the whole crate may read")]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};
    use crate::yaml::declare::fields;
    use crate::yaml::parse;

    fields! {
        /// A record of the test.
        pub struct Outer {
            /// Everybody may read it.
            required title: String,
            /// In a mapping that pages show.
            required contact: Contact,
            /// In a list that no page shows.
            unshown list scores: Score,
            /// Anything.
            private optional notes: Node,
        }
    }

    fields! {
        /// How to reach somebody.
        pub struct Contact {
            /// Of the office.
            required address: String,
            /// Of the person.
            private optional phone: String,
        }
    }

    fields! {
        /// What a judge gave.
        pub struct Score {
            /// Who.
            private_name required judge: String,
            /// How much.
            required value: u32,
        }
    }

    #[test]
    fn what_is_private_is_found_by_its_declaration_wherever_it_stands() {
        let source = Sources::new().add(Source { path: "content/thu.yaml".into(), text: String::new() });
        let origin = Origin { source, index: Some(2), markdown: false };
        let outer = Outer {
            title: "Một".into(),
            contact: Contact { address: "Xã A".into(), phone: Some("0900 000 111".into()) },
            scores: vec![Score { judge: "Lò Thị Mẫu".into(), value: 9 }],
            notes: parse("{house: 12E4, lucky: [0x10, true, True]}").ok(),
        };
        let mut values = Vec::new();
        let path = origin.path();
        let start = path.0.len();
        Walk { origin: &origin, path, start, hidden: None, values: &mut values }
            .declared(&outer, Visibility::Public);
        let told: Vec<_> = values.iter().map(|value| (value.key.as_str(), value.text.as_str())).collect();
        let expected = [
            ("contact.phone", "0900 000 111"),
            ("scores.judge", "Lò Thị Mẫu"),
            ("notes.house", "12E4"),
            ("notes.lucky", "0x10"),
            ("notes.lucky", "True"),
        ];
        assert_eq!(told, expected);
        assert_eq!((&values[0].secret, &values[1].secret), (&Secret::Private, &Secret::Judge));
        let path = Path::top().index(2).key("scores").index(0).key("judge");
        assert_eq!(values[1].place, Place::value(source, path));
    }
}
