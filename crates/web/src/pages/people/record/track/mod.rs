//! The way of one person as one track: every phase from the Zusteuerung to twelve months in work, with what was, what
//! is now and what is ahead, and the days between. Made of what the asker sees and nothing else: a hidden group leaves
//! its phase without day and detail. Pure; not for words (`way`) and not for single events (`happenings`).

mod known;
mod records;
mod station;
#[cfg(test)]
mod tests;

pub use station::{Detail, Phase, Standing, Station};

use app::queries::person_record::PersonView;
use chrono::NaiveDate;
use domain::case::Case;
use known::Known;

/// The whole track of a case.
pub fn track(view: &PersonView, case: &Case, today: NaiveDate) -> Vec<Station> {
    let known = Known::of(view, case, today);
    let ends = case.closing.is_some() || known.due == Some(Phase::Closing);
    let phases = Phase::OPEN.into_iter().chain(ends.then_some(Phase::Closing));
    let stations = phases.map(|phase| known.station(phase));
    // what a closed case never came to is not missing
    stations.filter(|station| case.closing.is_none() || station.standing != Standing::Blank).collect()
}
