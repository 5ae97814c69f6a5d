//! What of a record tells who somebody is. `From<&Person>` stands beside `Person`.

use crate::person::{BirthDate, Sex};

/// A number and the office that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNumber {
    /// Any stable name of the issuing office; numbers are compared within one office only.
    pub issuer: String,
    /// The number as written.
    pub number: String,
}

/// The identifying part of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Family name as registered.
    pub family_name: String,
    /// Given names as registered.
    pub given_names: String,
    /// Birth date with the part that is known.
    pub birth_date: Option<BirthDate>,
    /// Sex as registered.
    pub sex: Option<Sex>,
    /// Nationality code.
    pub nationality: Option<String>,
    /// Birth place as written; empty if unknown.
    pub birth_place: String,
    /// Numbers of all offices.
    pub file_numbers: Vec<FileNumber>,
    /// Address in one line; empty if unknown.
    pub address: String,
}
