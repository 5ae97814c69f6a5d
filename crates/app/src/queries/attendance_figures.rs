//! Counts of attendance for the table of the authorities: open warnings, unexcused days, reports and their
//! answers. Never a person; small counts are hidden like all figures (handbook 7.6).

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::attendance::{AttendanceDay, AttendanceReport, AttendanceSettings, Concern, ConcernState, Tally};
use domain::ids::RegionId;
use domain::record::RecordKind;
use domain::steering::{List, hide_in_list};

/// Figures of a region on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct AttendanceFigures {
    /// Ladders that wait for a talk, with agreed help, reported.
    pub ladders: List,
    /// Reports that are answered, open, overdue.
    pub reports: List,
    /// Unexcused and all counted days of the region's window; the caller makes a share of them.
    pub unexcused: (i64, i64),
}

/// States of the first list, in its order.
pub const LADDERS: [ConcernState; 3] = [ConcernState::Open, ConcernState::HelpAgreed, ConcernState::Reported];

/// The figures; counts below `smallest` are hidden.
pub(super) async fn attendance(
    queries: &dyn Queries,
    region: RegionId,
    settings: &AttendanceSettings,
    (on, smallest): (NaiveDate, i64),
) -> Result<AttendanceFigures, Error> {
    let living = Where::one_of("status", LADDERS.map(|state| state.code()));
    let concerns: Vec<Concern> = queries.all(Find::new(RecordKind::Concern, region).when(living)).await?;
    let ladders =
        LADDERS.map(|state| concerns.iter().filter(|concern| concern.state == state).count() as i64);
    let reports: Vec<AttendanceReport> = queries.all(Find::new(RecordKind::AttendanceReport, region)).await?;
    let answered = reports.iter().filter(|report| report.answer.is_some()).count() as i64;
    let overdue = reports.iter().filter(|report| report.is_overdue(on)).count() as i64;
    let counts = [answered, reports.len() as i64 - answered - overdue, overdue];
    let from = settings.window(on, NaiveDate::MIN);
    let find = Find::new(RecordKind::AttendanceDay, region).when(Where::AtLeast("held_on", from.into()));
    let days: Vec<AttendanceDay> = queries.all(find).await?;
    let mut tally = Tally::new(from, on);
    days.iter().flat_map(|day| &day.entries).for_each(|entry| tally.add(entry.mark));
    Ok(AttendanceFigures {
        ladders: hide_in_list(&ladders, smallest, false),
        reports: hide_in_list(&counts, smallest, false),
        unexcused: (tally.unexcused, tally.days()),
    })
}
