//! The waiting list by line over all providers, counted. Not for names.

use super::{PlaceState, VocationalLine, VocationalPlace, VocationalTable};
use crate::ids::OrganisationId;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many wait for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineCount {
    pub line: VocationalLine,
    pub waiting: i64,
    /// Of these obliged.
    pub obliged: i64,
    pub oldest: Option<NaiveDate>,
    pub by_provider: BTreeMap<OrganisationId, i64>,
    /// Registered people with which a course should run, and how many are missing over all providers.
    pub start_at: i64,
    pub missing: i64,
}

/// Every line of the table with its count; lines nobody waits for come with zero.
pub fn count_lines(table: &VocationalTable, places: &[VocationalPlace], on: NaiveDate) -> Vec<LineCount> {
    let mut lines = table.lines(on);
    let waiting = || places.iter().filter(|place| place.state == PlaceState::Waiting);
    // somebody may still wait for a line that was taken out of the table
    lines.extend(waiting().map(|place| place.line));
    let mut seen = Vec::new();
    lines.retain(|line| {
        !seen.contains(line) && {
            seen.push(*line);
            true
        }
    });
    let count = |line: VocationalLine| {
        let mut found = LineCount {
            line,
            waiting: 0,
            obliged: 0,
            oldest: None,
            by_provider: BTreeMap::new(),
            start_at: table.of(line.kind, on).map_or(0, |row| row.start_at),
            missing: 0,
        };
        for place in waiting().filter(|place| place.line == line) {
            found.waiting += 1;
            found.obliged += i64::from(place.obliged);
            found.oldest = Some(found.oldest.map_or(place.registered_on, |day| day.min(place.registered_on)));
            *found.by_provider.entry(place.provider).or_default() += 1;
        }
        found.missing = table.of(line.kind, on).map_or(0, |row| row.missing(found.waiting));
        found
    };
    lines.into_iter().map(count).collect()
}
