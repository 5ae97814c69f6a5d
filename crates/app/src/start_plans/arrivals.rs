//! Expected arrivals of the next weeks, from the region's own history: how many, and of which type and section. Counts
//! only.

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::{Days, NaiveDate};
use domain::act::Act;
use domain::course::CourseKind;
use domain::ids::{CaseId, RegionId};
use domain::placement::{Seating, SeatingState};
use domain::record::RecordKind;
use domain::region::PlanningSettings;
use std::collections::BTreeMap;

/// Weeks of history that are looked at: three years, so that seasons can be learnt and what was learnt can be tried.
const HISTORY_WEEKS: u64 = 156;

/// Results that the shares of types and sections are taken from, at most.
const RESULTS: i64 = 5_000;

/// What is expected.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrivals {
    /// People per week whose first right or duty was issued in it, oldest first; the last one ends today.
    pub history: Vec<u32>,
    /// People expected per week from this one on.
    pub weeks: Vec<Expected>,
    /// Share of each type and section among people tested in the time looked at; together 1.
    pub mix: Vec<(CourseKind, u8, f64)>,
    /// How it was forecast: the planner's name of the method.
    pub method: String,
}

impl Arrivals {
    /// How well each method would have forecast the region's own past, best first.
    pub fn tried(&self) -> Vec<super::forecast::Tried> {
        super::forecast::tried(&self.history)
    }
}

/// People expected in one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    pub first_day: NaiveDate,
    pub mean: f64,
    /// Bounds within which four of five weeks should lie.
    pub low: f64,
    pub high: f64,
}

/// Reads the history of a region and looks ahead.
pub async fn read(
    queries: &dyn Queries,
    region: RegionId,
    today: NaiveDate,
    settings: &PlanningSettings,
) -> Result<Arrivals, Error> {
    let first = today.checked_sub_days(Days::new(7 * HISTORY_WEEKS)).unwrap_or(today);
    let find = Find::new(RecordKind::Act, region)
        .when(Where::AtLeast("issued_on", first.into()))
        .when(Where::AtMost("issued_on", today.into()))
        .limit(1_000_000);
    let acts: Vec<Act> = queries.all(find).await?;
    let mut arrived: BTreeMap<CaseId, NaiveDate> = BTreeMap::new();
    for act in &acts {
        let first = arrived.entry(act.case).or_insert(act.issued_on);
        *first = (*first).min(act.issued_on);
    }
    let arrived: Vec<NaiveDate> = arrived.into_values().collect();
    let history = per_week(&arrived, today);
    let find = Find::new(RecordKind::Seating, region)
        .when(Where::is("status", SeatingState::Tested.code()))
        .limit(RESULTS);
    let tested: Vec<Seating> = queries.all(find).await?;
    let (method, ahead) =
        super::forecast::ahead(&history, usize::try_from(settings.look_ahead_weeks).unwrap_or_default());
    let weeks = ahead
        .into_iter()
        .enumerate()
        .map(|(n, (low, mean, high))| Expected {
            first_day: today.checked_add_days(Days::new(7 * n as u64)).unwrap_or(today),
            mean,
            low,
            high,
        })
        .collect();
    Ok(Arrivals { history, weeks, mix: mix(&tested), method })
}

/// Arrivals per week up to today, oldest first, beginning with the first week that had any.
fn per_week(opened: &[NaiveDate], today: NaiveDate) -> Vec<u32> {
    let weeks_ago = |day: &NaiveDate| (today - *day).num_days().div_euclid(7);
    let Some(oldest) = opened.iter().map(weeks_ago).filter(|week| *week >= 0).max() else {
        return Vec::new();
    };
    let mut weeks = vec![0_u32; usize::try_from(oldest + 1).unwrap_or_default()];
    for week in opened.iter().map(weeks_ago).filter(|week| *week >= 0) {
        if let Some(count) = usize::try_from(oldest - week).ok().and_then(|at| weeks.get_mut(at)) {
            *count += 1;
        }
    }
    weeks
}

/// Type and section of those who were tested; nothing known: the general course from its first section.
fn mix(tested: &[Seating]) -> Vec<(CourseKind, u8, f64)> {
    let mut counts: BTreeMap<(CourseKind, u8), f64> = BTreeMap::new();
    let results = tested.iter().filter_map(|seating| seating.result.as_ref());
    for recommendation in results.map(|result| &result.recommendation) {
        *counts.entry((recommendation.course_kind, recommendation.section)).or_default() += 1.0;
    }
    let all: f64 = counts.values().sum();
    if all == 0.0 {
        return vec![(CourseKind::AllgemeinerIntegrationskurs, 1, 1.0)];
    }
    counts.into_iter().map(|((kind, section), count)| (kind, section, count / all)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn arrivals_are_counted_by_weeks_back_from_today() {
        let opened = ["2026-11-25", "2026-11-19", "2026-11-18", "2026-11-04"].map(day);
        assert_eq!(per_week(&opened, day("2026-11-25")), [1, 0, 1, 2]);
        assert_eq!(per_week(&[], day("2026-11-25")), [0_u32; 0]);
        assert_eq!(per_week(&[day("2027-01-01")], day("2026-11-25")), [0_u32; 0], "the future is no history");
    }

    #[test]
    fn without_any_result_the_general_course_is_expected() {
        assert_eq!(mix(&[]), [(CourseKind::AllgemeinerIntegrationskurs, 1, 1.0)]);
    }
}
