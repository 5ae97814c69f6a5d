//! Facts objects of the eligibility file: reading one, and what is wrong with one that cannot be read.
//! A missing field is unknown, `null` is known not to exist. Not for files themselves (crate `rules`).

use super::facts::{FactKind, FactPath, FactValue, Facts, IssuedObligation};
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// Why a facts object cannot be read: which field, and what it would have to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {found} is not {expected}")]
pub struct FactsError {
    pub path: String,
    pub found: String,
    pub expected: String,
}

const OBJECTS: &[(&str, Option<FactPath>)] =
    &[("title", Some(FactPath::TitleNorm)), ("duldung", Some(FactPath::DuldungNorm)), ("german_level", None)];

impl Facts {
    /// Reads one facts object; fields that are not facts are ignored.
    pub fn from_json(value: &Value) -> Result<Self, FactsError> {
        let object = value.as_object().ok_or_else(|| refused("case", value, "an object"))?;
        let mut facts = Self::nothing_known(match object.get("id") {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            Some(other) => return Err(refused("id", other, "text")),
        });
        facts.on = match object.get("on") {
            None | Some(Value::Null) => None,
            Some(day) => Some(read_date("on", day)?),
        };
        for path in FactPath::ALL.iter().copied() {
            let value = find(object, path)?;
            facts.set(path, value);
        }
        for (name, norm) in OBJECTS {
            if let (Some(Value::Object(_)), Some(norm)) = (object.get(*name), norm)
                && *facts.get(*norm) == FactValue::Unknown
            {
                facts.set(*norm, FactValue::Unspecified);
            }
        }
        Ok(facts)
    }
}

fn find(object: &Map<String, Value>, path: FactPath) -> Result<FactValue, FactsError> {
    let code = path.code();
    let value = match code.split_once('.') {
        None => object.get(code),
        Some((outer, inner)) => match object.get(outer) {
            Some(Value::Object(nested)) => nested.get(inner),
            Some(Value::Null) => Some(&Value::Null),
            None => None,
            Some(other) => return Err(refused(outer, other, "an object or null")),
        },
    };
    match value {
        None => Ok(FactValue::Unknown),
        Some(Value::Null) => Ok(FactValue::Absent),
        Some(given) => read(code, path.kind(), given),
    }
}

fn read(path: &str, kind: FactKind, value: &Value) -> Result<FactValue, FactsError> {
    match kind {
        FactKind::Flag => {
            value.as_bool().map(FactValue::Flag).ok_or_else(|| refused(path, value, "true or false"))
        }
        FactKind::Date => read_date(path, value).map(FactValue::Date),
        FactKind::Norm => text(value)
            .filter(|norm| norm.chars().count() <= 200)
            .map(FactValue::Text)
            .ok_or_else(|| refused(path, value, "a citation of at most 200 characters")),
        FactKind::Country => text(value)
            .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))
            .map(FactValue::Text)
            .ok_or_else(|| refused(path, value, "an ISO 3166 code of three capital letters")),
        FactKind::Code(codes) => one_of(path, value, codes).map(FactValue::Text),
        FactKind::Codes(codes) => value
            .as_array()
            .ok_or_else(|| refused(path, value, "a list"))?
            .iter()
            .map(|code| one_of(path, code, codes))
            .collect::<Result<_, _>>()
            .map(FactValue::Codes),
        FactKind::Obligations => value
            .as_array()
            .ok_or_else(|| refused(path, value, "a list"))?
            .iter()
            .map(read_obligation)
            .collect::<Result<_, _>>()
            .map(FactValue::Obligations),
    }
}

fn read_obligation(value: &Value) -> Result<IssuedObligation, FactsError> {
    let object = value.as_object().ok_or_else(|| refused("obligations", value, "an object"))?;
    let by = object.get("by").unwrap_or(&Value::Null);
    let basis = match object.get("basis") {
        None | Some(Value::Null) => None,
        Some(basis) => Some(text(basis).ok_or_else(|| refused("obligations.basis", basis, "a citation"))?),
    };
    let on = match object.get("on") {
        None | Some(Value::Null) => None,
        Some(day) => Some(read_date("obligations.on", day)?),
    };
    Ok(IssuedObligation {
        by: one_of("obligations.by", by, &["auslaenderbehoerde", "jobcenter", "asylblg"])?,
        basis,
        on,
    })
}

fn read_date(path: &str, value: &Value) -> Result<NaiveDate, FactsError> {
    value
        .as_str()
        .filter(|day| day.len() == 10)
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| refused(path, value, "a date such as 2026-11-23"))
}

fn one_of(path: &str, value: &Value, codes: &[&str]) -> Result<String, FactsError> {
    text(value)
        .filter(|code| codes.contains(&code.as_str()))
        .ok_or_else(|| refused(path, value, &format!("one of {}", codes.join(", "))))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn refused(path: &str, value: &Value, expected: &str) -> FactsError {
    let mut found = value.to_string();
    if found.chars().count() > 60 {
        found = found.chars().take(60).chain(['…']).collect();
    }
    FactsError { path: path.to_owned(), found, expected: expected.to_owned() }
}
