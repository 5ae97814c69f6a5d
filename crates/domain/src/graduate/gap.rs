//! The gap between the last course day and what follows: days, counted for everybody, with stages after which it is
//! carried further up (process 5.9).

use super::Graduate;
use crate::deadline::Activity;
use crate::ids::OrganisationId;
use crate::region::Pace;
use chrono::NaiveDate;

codes! {
    /// How long a gap is, by the deadlines of the region.
    GapLevel {
        /// Shorter than the first deadline.
        New = "new",
        First = "first",
        Second = "second",
        Third = "third",
    }
}

/// Days between the last course day and what followed, or today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub days: i64,
    /// Nothing has followed yet.
    pub open: bool,
    pub level: GapLevel,
}

/// The gap of a graduate; `None` before the last course day, and where the person moves away or pauses by decision.
/// Stages are counted by the calendar of `office`.
pub fn gap(graduate: &Graduate, today: NaiveDate, (pace, office): (&Pace, OrganisationId)) -> Option<Gap> {
    let last_day = graduate.last_day;
    let follow_on = graduate.first_follow_on();
    let end = follow_on.map_or(today, |first| first.on);
    if follow_on.is_none() && (today <= last_day || rests(graduate, today)) {
        return None;
    }
    let reached = |activity| end > pace.due(activity, last_day, office);
    let level = if reached(Activity::GapThird) {
        GapLevel::Third
    } else if reached(Activity::GapSecond) {
        GapLevel::Second
    } else if reached(Activity::GapFirst) {
        GapLevel::First
    } else {
        GapLevel::New
    };
    Some(Gap { days: (end - last_day).num_days().max(0), open: follow_on.is_none(), level })
}

/// A pause that still runs, or a move: nobody has to find something for the person.
fn rests(graduate: &Graduate, today: NaiveDate) -> bool {
    graduate.decision().is_some_and(|decision| {
        !decision.route.leads_on() && decision.starts_on.is_none_or(|until| today <= until)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graduate::tests::{day, decision, graduate};
    use crate::graduate::{FollowOn, Route};
    use crate::region::pace;

    fn seen(graduate: &Graduate, on: i64) -> Option<(i64, bool, GapLevel)> {
        let found = gap(graduate, day(on), (&pace(), OrganisationId(1)));
        found.map(|gap| (gap.days, gap.open, gap.level))
    }

    #[test]
    fn a_gap_begins_after_the_last_day_and_grows_by_stages() {
        let person = graduate();
        assert_eq!(seen(&person, 0), None);
        for (on, level) in [
            (1, GapLevel::New),
            (30, GapLevel::New),
            (31, GapLevel::First),
            (60, GapLevel::First),
            (61, GapLevel::Second),
            (91, GapLevel::Third),
        ] {
            assert_eq!(seen(&person, on), Some((on, true, level)), "day {on}");
        }
    }

    #[test]
    fn it_ends_with_what_follows_and_rests_during_a_pause() {
        let mut person = graduate();
        person.decide(decision(0, Route::Pause), day(0)).expect("decided");
        assert_eq!(seen(&person, 20), None, "the pause lasts to this day");
        assert_eq!(seen(&person, 21), Some((21, true, GapLevel::New)));
        person.decide(decision(25, Route::Work), day(25)).expect("decided");
        person.begin(FollowOn::new(day(40), Route::Work, OrganisationId(1)), day(40)).expect("begun");
        assert_eq!(seen(&person, 200), Some((40, false, GapLevel::First)));
    }

    #[test]
    fn what_begins_before_the_last_day_leaves_no_gap() {
        let mut person = graduate();
        person.decide(decision(-20, Route::Work), day(-20)).expect("decided");
        person.begin(FollowOn::new(day(-3), Route::Work, OrganisationId(1)), day(-3)).expect("begun");
        assert_eq!(seen(&person, 5), Some((0, false, GapLevel::New)));
    }
}
