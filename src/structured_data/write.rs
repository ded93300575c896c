//! Writes JSON-LD directly: what is not known is left out, and keys are sorted.
//!
//! In: anything that serialises to objects, lists, texts, whole numbers and truth values. Out: its JSON without null,
//! empty texts and lists, and objects with nothing but a type. An object is written key by key; when it ends, its parts
//! are put in order.

use std::fmt::Display;
use std::ops::Range;

use serde::ser::{self, Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};

/// Why a value cannot be written: a type of another sort was declared.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Error(String);

impl ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The JSON of a value; empty if nothing of it is known.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut json = Vec::with_capacity(2048);
    let is_known = value.serialize(Writer(&mut json))?;
    if !is_known {
        json.clear();
    }
    Ok(json)
}

/// Appends a value; tells whether it is known. If it is not, what was appended is to be taken away.
struct Writer<'j>(&'j mut Vec<u8>);

/// An object: the parts that were appended so far, each a value, by key.
struct Object<'j> {
    json: &'j mut Vec<u8>,
    start: usize,
    parts: Vec<(&'static str, Range<usize>)>,
}

/// A list that may turn out to be empty.
struct List<'j> {
    json: &'j mut Vec<u8>,
    is_empty: bool,
}

impl SerializeStruct for Object<'_> {
    type Ok = bool;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        let from = self.json.len();
        if value.serialize(Writer(self.json))? {
            self.parts.push((key, from..self.json.len()));
        } else {
            self.json.truncate(from);
        }
        Ok(())
    }

    fn end(mut self) -> Result<bool, Error> {
        if self.parts.iter().all(|(key, _)| *key == "@type") {
            return Ok(false);
        }
        self.parts.sort_unstable_by_key(|(key, _)| *key);
        let mut object = Vec::with_capacity(self.json.len() - self.start + 16 * self.parts.len());
        for (number, (key, part)) in self.parts.into_iter().enumerate() {
            object.extend_from_slice(if number == 0 { b"{\"" } else { b",\"" });
            object.extend_from_slice(key.as_bytes());
            object.extend_from_slice(b"\":");
            object.extend_from_slice(&self.json[part]);
        }
        object.push(b'}');
        self.json.truncate(self.start);
        self.json.append(&mut object);
        Ok(true)
    }
}

impl SerializeSeq for List<'_> {
    type Ok = bool;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let from = self.json.len();
        self.json.push(if self.is_empty { b'[' } else { b',' });
        if value.serialize(Writer(self.json))? {
            self.is_empty = false;
        } else {
            self.json.truncate(from);
        }
        Ok(())
    }

    fn end(self) -> Result<bool, Error> {
        self.json.push(b']');
        Ok(!self.is_empty)
    }
}

impl Writer<'_> {
    fn plain(self, value: &(impl Serialize + ?Sized)) -> Result<bool, Error> {
        serde_json::to_writer(self.0, value).map_err(Error::custom)?;
        Ok(true)
    }
}

fn undeclared<T>() -> Result<T, Error> {
    Err(Error::custom("a type that schema.org does not know"))
}

impl<'j> Serializer for Writer<'j> {
    type Ok = bool;
    type Error = Error;
    type SerializeSeq = List<'j>;
    type SerializeStruct = Object<'j>;
    type SerializeTuple = Impossible<bool, Error>;
    type SerializeTupleStruct = Impossible<bool, Error>;
    type SerializeTupleVariant = Impossible<bool, Error>;
    type SerializeMap = Impossible<bool, Error>;
    type SerializeStructVariant = Impossible<bool, Error>;

    fn serialize_str(self, text: &str) -> Result<bool, Error> {
        if text.is_empty() { Ok(false) } else { self.plain(text) }
    }

    fn serialize_bool(self, value: bool) -> Result<bool, Error> {
        self.plain(&value)
    }

    fn serialize_u32(self, value: u32) -> Result<bool, Error> {
        self.plain(&value)
    }

    fn serialize_u64(self, value: u64) -> Result<bool, Error> {
        self.plain(&value)
    }

    fn serialize_none(self) -> Result<bool, Error> {
        Ok(false)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<bool, Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'j>, Error> {
        Ok(List { json: self.0, is_empty: true })
    }

    fn serialize_struct(self, _: &'static str, fields: usize) -> Result<Object<'j>, Error> {
        let start = self.0.len();
        Ok(Object { json: self.0, start, parts: Vec::with_capacity(fields) })
    }

    fn serialize_unit(self) -> Result<bool, Error> {
        Ok(false)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<bool, Error> {
        Ok(false)
    }

    fn serialize_i8(self, _: i8) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_i16(self, _: i16) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_i32(self, _: i32) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_i64(self, _: i64) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_u8(self, _: u8) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_u16(self, _: u16) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_f32(self, _: f32) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_f64(self, _: f64) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_char(self, _: char) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, Error> {
        undeclared()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        undeclared()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        undeclared()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        undeclared()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        undeclared()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        undeclared()
    }
}
