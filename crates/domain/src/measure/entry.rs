//! What the rule table says about entering a measure: yes, no, or what is missing to say so. Never a silent no.

use crate::eligibility::{SideTables, Test, Value};
use chrono::NaiveDate;

codes! {
    /// Whether the conditions of entry are met as far as the asker may know.
    EntryState {
        Fulfilled = "fulfilled",
        NotFulfilled = "not_fulfilled",
        /// Facts are missing that decide.
        Unknown = "unknown",
        /// The asker does not see the facts that decide.
        Hidden = "hidden",
        /// No rule speaks of it.
        NoRule = "no_rule",
    }
}

/// What the tables say, with their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub state: EntryState,
    /// Names of the columns that would settle it, in the order of the table.
    pub needs: Vec<String>,
    /// What the rows say in German, with their citation: those that hit or could; where none can, all of the measure.
    pub rows: Vec<(String, String)>,
}

impl Entry {
    /// Without rows.
    pub fn plain(state: EntryState) -> Self {
        Entry { state, needs: Vec::new(), rows: Vec::new() }
    }
}

/// The table whose rows tell who may enter a measure.
const TABLE: &str = "massnahmen";

/// Asks the rows of one measure with what is known of a person.
pub fn entry_of(side: &SideTables, measure: &str, on: NaiveDate, known: &[(String, Value)]) -> Entry {
    let (Some(table), Some(answer)) = (side.table(TABLE), side.ask_known(TABLE, on, known)) else {
        return Entry::plain(EntryState::NoRule);
    };
    let mine = |row: &&crate::eligibility::Row| {
        matches!(row.outputs.first(), Some(Value::Text(name)) if name == measure) && table.holds_on(row, on)
    };
    let said = |row: &crate::eligibility::Row| (row.description.clone(), row.citation.clone());
    let hits: Vec<_> = answer.hits.iter().copied().filter(mine).collect();
    if !hits.is_empty() {
        let rows = hits.into_iter().map(said).collect();
        return Entry { rows, ..Entry::plain(EntryState::Fulfilled) };
    }
    let could: Vec<_> = answer.possible.iter().copied().filter(mine).collect();
    if could.is_empty() {
        let rows: Vec<_> = table.rows.iter().filter(mine).map(said).collect();
        let state = if rows.is_empty() { EntryState::NoRule } else { EntryState::NotFulfilled };
        return Entry { rows, ..Entry::plain(state) };
    }
    let missing = |(at, column): (usize, &crate::eligibility::Column)| {
        let asked = could.iter().any(|row| !matches!(row.tests.get(at), None | Some(Test::Any)));
        let unknown = column.name != "on" && !known.iter().any(|(name, _)| *name == column.name);
        (asked && unknown).then(|| column.name.clone())
    };
    let needs = table.columns.iter().enumerate().filter_map(missing).collect();
    Entry { state: EntryState::Unknown, needs, rows: could.into_iter().map(said).collect() }
}
