//! The name of a possible start: who, what, where, when. The same start has the same name in every plan, so that two
//! plans can be compared and a wish about one holds for the next.

use crate::course::CourseKind;
use crate::ids::OrganisationId;
use crate::person::TimeOfDay;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A possible start.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StartKey {
    pub on: NaiveDate,
    pub provider: OrganisationId,
    pub kind: CourseKind,
    /// Section it begins with, from 1.
    pub section: u8,
    pub time: TimeOfDay,
    pub town: String,
}

/// A text that names no start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a start")]
pub struct NotAStart;

impl StartKey {
    /// The same start on another day.
    pub fn moved_to(&self, on: NaiveDate) -> StartKey {
        StartKey { on, ..self.clone() }
    }
}

/// `2026-12-07.2.ALLG.1.morning.Gunzenhausen`
impl fmt::Display for StartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StartKey { on, provider, kind, section, time, town } = self;
        write!(f, "{on}.{provider}.{}.{section}.{}.{town}", kind.code(), time.code())
    }
}

impl FromStr for StartKey {
    type Err = NotAStart;

    fn from_str(text: &str) -> Result<Self, NotAStart> {
        let mut parts = text.splitn(6, '.');
        let mut next = || parts.next().ok_or(NotAStart);
        Ok(StartKey {
            on: next()?.parse().map_err(|_| NotAStart)?,
            provider: next()?.parse().map_err(|_| NotAStart)?,
            kind: CourseKind::from_code(next()?).ok_or(NotAStart)?,
            section: next()?.parse().map_err(|_| NotAStart)?,
            time: TimeOfDay::from_code(next()?).ok_or(NotAStart)?,
            town: next()?.to_owned(),
        })
    }
}
