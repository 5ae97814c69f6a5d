//! Shared ways of reading objects and lists with a cursor.
//!
//! Objects are read field by field so that every error is raised while the cursor stands at its field.

use super::cursor::Cursor;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads one object: `take` is called per field and says whether it knew the name.
pub(super) trait Fields<'de> {
    /// All field names, for the message about an unknown one.
    const NAMES: &'static [&'static str];

    /// Reads the value of the field at this position of [`Self::NAMES`].
    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error>;

    /// Moves the cursor to a field.
    fn cursor(&self) -> &Cursor;

    /// Where the cursor goes when a field of the object begins.
    fn stand(&self, name: &'static str) {
        self.cursor().field(name);
    }
}

/// A seed that reads an object into `F`.
pub(super) struct Object<'f, F>(pub &'f mut F);

impl<'de, F: Fields<'de>> DeserializeSeed<'de> for Object<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: Fields<'de>> Visitor<'de> for Object<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = 0_u32;
        while let Some(field) = map.next_key_seed(Name(F::NAMES))? {
            self.0.stand(F::NAMES[field]);
            if seen & (1 << field) != 0 {
                return Err(A::Error::custom("the field is given twice"));
            }
            seen |= 1 << field;
            self.0.take(field, &mut map)?;
            self.0.stand("");
        }
        Ok(())
    }
}

/// Recognises a field name.
struct Name(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<usize, E> {
        let known = self.0.iter().position(|name| *name == text);
        known.ok_or_else(|| E::unknown_field(text, self.0))
    }
}

/// A seed that reads a list row by row.
pub(super) struct Rows<'c, R> {
    /// Moves on with every row.
    pub cursor: &'c Cursor,
    /// Reads one row.
    pub read: R,
}

/// Reads one row of a list.
pub(super) trait ReadRow<'de> {
    /// Reads the next row, or says that the list is at its end.
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error>;
}

impl<'de, R: ReadRow<'de>> DeserializeSeed<'de> for Rows<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, R: ReadRow<'de>> Visitor<'de> for Rows<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<(), A::Error> {
        loop {
            self.cursor.next_row();
            if !self.read.next(&mut rows)? {
                return Ok(());
            }
        }
    }
}

/// A seed that hands a text to `with` without keeping it.
pub(super) struct Text<F>(pub F);

impl<'de, T, F: FnOnce(&str) -> Result<T, String>> DeserializeSeed<'de> for Text<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, F: FnOnce(&str) -> Result<T, String>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }
}

/// The value of a field that must be there.
pub(super) fn present<T, E: Error>(cursor: &Cursor, name: &'static str, value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| {
        cursor.field(name);
        E::custom("the field is missing")
    })
}
