//! Macros that declare what may stand in the files: `fields!` a mapping, `choices!` an enumeration of words.
//!
//! Each generates the type, its decoding ([`Decode`](crate::yaml::decode::Decode)) and its description at run time
//! ([`Described`](crate::yaml::describe::Described)). The doc comments are printed in the reference for editors.

/// Declares a mapping. Each key is `required`, `required_unless(…)` (another key is true), `optional`, `list` (empty by default), `group` (a mapping, empty by
/// default) or `or(…)` (with a default). A [`Visibility`](crate::yaml::describe::Visibility) may stand before that:
/// `private`, `private_name`, `by_consent` or `unshown`.
macro_rules! fields {
    // Visibility.
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ private $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@key $head $done Private [$($doc)*] $($rest)*);
    };
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ private_name $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@key $head $done PrivateName [$($doc)*] $($rest)*);
    };
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ public_name $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@key $head $done PublicName [$($doc)*] $($rest)*);
    };
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ by_consent $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@key $head $done ByConsent [$($doc)*] $($rest)*);
    };
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ unshown $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@key $head $done Unshown [$($doc)*] $($rest)*);
    };
    (@munch $head:tt $done:tt $(#[doc = $doc:literal])+ $($rest:tt)+) => {
        $crate::yaml::declare::fields!(@key $head $done Public [$($doc)*] $($rest)*);
    };
    // Presence: the type of the struct's field, and how it is decoded.
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt required $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, $type, Required,
            |f, d| f.required::<$type>(stringify!($field), d))] $($rest)*);
    };
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt required_unless($other:ident) $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, $type, Optional,
            |f, d| f.required_unless(stringify!($field), stringify!($other), d))] $($rest)*);
    };
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt optional $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, Option<$type>, Optional,
            |f, d| Some(f.optional::<$type>(stringify!($field), d)))] $($rest)*);
    };
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt list $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, Vec<$type>, Optional,
            |f, d| Some(f.optional::<Vec<$type>>(stringify!($field), d).unwrap_or_default()))] $($rest)*);
    };
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt group $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, $type, Optional,
            |f, d| f.group::<$type>(stringify!($field), d))] $($rest)*);
    };
    (@key $head:tt [$($done:tt)*] $seen:ident $doc:tt or($default:expr) $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::yaml::declare::fields!(@munch $head [$($done)* ($seen $doc $field, $type,
            Default(|| { let value: $type = $default; $crate::yaml::describe::node(&value) }),
            |f, d| Some(f.optional::<$type>(stringify!($field), d).unwrap_or($default)))] $($rest)*);
    };
    // All keys are known.
    (@munch ($name:ident [$($about:literal)*])
        [$(($seen:ident [$($doc:literal)*] $field:ident, $type:ty, $presence:expr, $read:expr))*]
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $($(#[doc = $doc])* pub $field: $type,)*
        }

        impl $name {
            /// The declaration of this mapping.
            pub const INFO: &'static $crate::yaml::describe::MappingInfo = {
                #[allow(unused_imports, reason = "not every mapping has keys of every kind")]
                use $crate::yaml::describe::Presence::{Default, Optional, Required};
                &$crate::yaml::describe::MappingInfo {
                    name: stringify!($name),
                    doc: $crate::yaml::describe::Doc(&[$($about),*]),
                    keys: &[$($crate::yaml::describe::KeyInfo {
                        name: stringify!($field),
                        doc: $crate::yaml::describe::Doc(&[$($doc),*]),
                        value: <$type as $crate::yaml::describe::Described>::value_type,
                        presence: $presence,
                        visibility: $crate::yaml::describe::Visibility::$seen,
                    },)*],
                }
            };
        }

        impl $crate::yaml::describe::Described for $name {
            fn value_type() -> $crate::yaml::describe::ValueType {
                $crate::yaml::describe::ValueType::Mapping(Self::INFO)
            }

            fn view(&self) -> $crate::yaml::describe::View<'_> {
                let values = [$(&self.$field as &dyn $crate::yaml::describe::Described,)*];
                $crate::yaml::describe::View::Mapping(Self::INFO.keys.iter().zip(values).collect())
            }
        }

        impl $crate::yaml::decode::Decode for $name {
            fn decode(node: &$crate::yaml::Node, decoder: &mut $crate::yaml::decode::Decoder<'_>) -> Option<Self> {
                let fields = decoder.fields(node, Self::INFO)?;
                // All keys are decoded before `?` may return, so that all mistakes are reported.
                $(let $field: Option<$type> = {
                    let read: fn(
                        &$crate::yaml::decode::Fields<'_>,
                        &mut $crate::yaml::decode::Decoder<'_>,
                    ) -> Option<$type> = $read;
                    read(&fields, decoder)
                };)*
                Some(Self { $($field: $field?,)* })
            }

            fn stand_in() -> Option<Self> {
                $crate::yaml::decode::Decoder::stand_in()
            }
        }
    };
    ($(#[doc = $about:literal])* pub struct $name:ident { $($body:tt)* }) => {
        $crate::yaml::declare::fields!(@munch ($name [$($about)*]) [] $($body)*);
    };
}
pub(crate) use fields;

/// Declares an enumeration of words: an enum with `as_str`, `ALL`, its decoding and its description.
macro_rules! choices {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $text:literal,)+ }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])* $variant,)+ }

        impl $name {
            /// All choices, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The declaration of these words.
            pub const INFO: &'static $crate::yaml::describe::ChoiceInfo = &$crate::yaml::describe::ChoiceInfo {
                name: stringify!($name),
                doc: $crate::yaml::describe::Doc(&[$($about),*]),
                words: &[$(($text, $crate::yaml::describe::Doc(&[$($doc),*])),)+],
            };

            /// The word as written in the files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl $crate::yaml::describe::Described for $name {
            fn value_type() -> $crate::yaml::describe::ValueType {
                $crate::yaml::describe::ValueType::Choice(Self::INFO)
            }

            fn view(&self) -> $crate::yaml::describe::View<'_> {
                $crate::yaml::describe::View::Text(self.as_str())
            }
        }

        impl $crate::yaml::decode::Decode for $name {
            fn decode(node: &$crate::yaml::Node, decoder: &mut $crate::yaml::decode::Decoder<'_>) -> Option<Self> {
                let index = $crate::yaml::decode::choice(node, decoder, Self::INFO)?;
                Self::ALL.get(index).copied()
            }

            fn stand_in() -> Option<Self> {
                Self::ALL.first().copied()
            }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
#[allow(unreachable_pub, reason = "the declarations make what the whole crate may read")]
mod tests {
    use crate::yaml::describe::{Presence, ValueType, Visibility, node};
    use crate::yaml::{Node, Plain};

    fields! {
        /// A mapping of the test,
        /// on two lines.
        ///
        /// Second paragraph.
        pub struct Outer {
            /// A text.
            required title: String,
            /// A word.
            or(Word::Two) word: Word,
            /// A mapping that holds itself.
            list children: Outer,
            /// A secret.
            private optional phone: String,
            /// A list that nobody sees.
            unshown list days: String,
        }
    }

    choices! {
        /// A word.
        pub enum Word {
            /// One.
            One = "one",
            /// Two.
            Two = "two",
        }
    }

    #[test]
    fn a_declaration_tells_names_docs_types_defaults_and_what_is_private() {
        let info = Outer::INFO;
        assert_eq!(info.doc.text(), "A mapping of the test, on two lines.\n\nSecond paragraph.");
        let names: Vec<_> = info.keys.iter().map(|key| (key.name, key.visibility)).collect();
        use Visibility::{Private, Public, Unshown};
        let expected = [
            ("title", Public),
            ("word", Public),
            ("children", Public),
            ("phone", Private),
            ("days", Unshown),
        ];
        assert_eq!(names, expected);
        let [title, word, children, phone, _] = info.keys else { panic!("five keys are declared") };
        assert!(matches!(title.presence, Presence::Required));
        let Presence::Default(default) = word.presence else { panic!("`word` has a default") };
        assert_eq!(default(), Node::Text("two".into()));
        assert_eq!((word.value)(), ValueType::Choice(Word::INFO));
        assert_eq!(
            Word::INFO.words.iter().map(|(word, doc)| (*word, doc.text())).collect::<Vec<_>>(),
            [("one", "One.".to_owned()), ("two", "Two.".to_owned())]
        );
        assert_eq!((children.value)(), ValueType::List(Box::new(ValueType::Mapping(info))));
        assert_eq!(((phone.value)(), phone.doc.text()), (ValueType::Text, "A secret.".to_owned()));
    }

    #[test]
    fn a_record_is_walked_through_without_knowing_its_kind() {
        let outer = |title: &str, word, children, days: &[&str]| Outer {
            title: title.into(),
            word,
            children,
            phone: None,
            days: days.iter().map(|day| (*day).to_owned()).collect(),
        };
        let yaml = |title: &str, word: &str, children, days: Vec<Node>| {
            let text = |text: &str| Node::Text(text.to_owned());
            let pairs = [
                ("title", text(title)),
                ("word", text(word)),
                ("children", Node::List(children)),
                ("phone", Plain::Null.into()),
                ("days", Node::List(days)),
            ];
            Node::Mapping(pairs.map(|(key, value)| (key.to_owned(), value)).to_vec())
        };
        let record = outer("A", Word::Two, vec![outer("B", Word::One, vec![], &[])], &["2023-08-25"]);
        let expected =
            yaml("A", "two", vec![yaml("B", "one", vec![], vec![])], vec![Node::Text("2023-08-25".into())]);
        assert_eq!(node(&record), expected);
    }
}
