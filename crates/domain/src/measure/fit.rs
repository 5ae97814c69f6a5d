//! Which offers fit somebody after a course: for each the reasons, and an order by them. Nothing is left out.

use super::{Entry, EntryState};
use crate::geography::Point;
use crate::graduate::Route;
use crate::placement::Level;
use chrono::NaiveDate;

codes! {
    /// Level of the person against the level asked.
    LevelFit {
        Enough = "enough",
        NotAsked = "not_asked",
        TooLow = "too_low",
        /// Nobody has said the person's level.
        Unknown = "unknown",
    }
}

codes! {
    /// Child care against what the person needs.
    ChildCareFit { NotNeeded = "not_needed", Offered = "offered", Missing = "missing", Unknown = "unknown" }
}

/// What is known of somebody who looks for something after a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Seeker {
    /// Last course day.
    pub last_day: NaiveDate,
    pub today: NaiveDate,
    pub level: Option<Level>,
    /// Route decided or wished for.
    pub route: Option<Route>,
    /// Children who need care; `None`: not asked or hidden.
    pub children_in_care: Option<u8>,
    pub home: Option<Point>,
}

/// What is offered, as far as the comparison needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered<'a> {
    /// First days and whether one may enter on any day.
    pub starts: &'a [NaiveDate],
    pub rolling: bool,
    pub level: Option<Level>,
    pub routes: &'a [Route],
    pub child_care: bool,
    pub place: Option<Point>,
    /// `None`: not stated.
    pub free: Option<i64>,
}

/// How an offer fits somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// First day after the course.
    pub starts_on: NaiveDate,
    /// Days between the last course day, or today where that is over, and the first day.
    pub gap_days: i64,
    pub entry: Entry,
    pub level: LevelFit,
    pub child_care: ChildCareFit,
    /// As the crow flies, in kilometres; `None`: one of the places is not known.
    pub way_km: Option<f64>,
    pub free: Option<i64>,
    /// `None`: no route is known.
    pub on_route: Option<bool>,
}

impl Fit {
    /// Smaller is better. Law first, another route as far behind as an open condition, then what stands in the way, then
    /// days, then the way.
    pub fn order(&self) -> (u8, u8, bool, bool, i64, i64) {
        let entry = match self.entry.state {
            EntryState::Fulfilled => 0,
            EntryState::NoRule => 1,
            EntryState::Unknown | EntryState::Hidden => 2,
            EntryState::NotFulfilled => 3,
        };
        let level = match self.level {
            LevelFit::Enough | LevelFit::NotAsked => 0,
            LevelFit::Unknown => 1,
            LevelFit::TooLow => 2,
        };
        let full = self.free == Some(0);
        let off_route = self.on_route == Some(false);
        let blocked = self.child_care == ChildCareFit::Missing;
        let way = self.way_km.map_or(50, |km| km.round() as i64);
        (entry + 2 * u8::from(off_route), level + u8::from(blocked), full, off_route, self.gap_days, way)
    }
}

/// How an offer fits; `None` where nothing of it begins after the course.
pub fn fit(seeker: &Seeker, offered: &Offered<'_>, entry: Entry) -> Option<Fit> {
    let from = seeker.last_day.succ_opt()?.max(seeker.today);
    let dated = offered.starts.iter().copied().find(|start| *start >= from);
    let starts_on = if offered.rolling { Some(from) } else { dated }?;
    let level = match (offered.level, seeker.level) {
        (None, _) => LevelFit::NotAsked,
        (Some(_), None) => LevelFit::Unknown,
        (Some(asked), Some(has)) if has >= asked => LevelFit::Enough,
        (Some(_), Some(_)) => LevelFit::TooLow,
    };
    let child_care = match seeker.children_in_care {
        Some(0) => ChildCareFit::NotNeeded,
        Some(_) if offered.child_care => ChildCareFit::Offered,
        Some(_) => ChildCareFit::Missing,
        None => ChildCareFit::Unknown,
    };
    Some(Fit {
        starts_on,
        gap_days: (starts_on - seeker.last_day).num_days().max(0),
        entry,
        level,
        child_care,
        way_km: seeker.home.zip(offered.place).map(|(home, place)| home.kilometres_to(place)),
        free: offered.free,
        on_route: seeker.route.map(|route| offered.routes.contains(&route)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn seeker() -> Seeker {
        Seeker {
            last_day: day("2026-11-29"),
            today: day("2026-11-25"),
            level: Some(Level::B1),
            route: Some(Route::Training),
            children_in_care: Some(0),
            home: None,
        }
    }

    fn offered(starts: &[NaiveDate]) -> Offered<'_> {
        Offered {
            starts,
            rolling: false,
            level: Some(Level::B1),
            routes: &[Route::Training],
            child_care: false,
            place: None,
            free: Some(3),
        }
    }

    fn entry(state: EntryState) -> Entry {
        Entry::plain(state)
    }

    #[test]
    fn only_what_begins_after_the_last_day_fits_and_the_gap_is_counted_from_it() {
        let before = [day("2026-11-26")];
        assert_eq!(fit(&seeker(), &offered(&before), entry(EntryState::Fulfilled)), None);
        let starts = [day("2026-11-26"), day("2026-12-07")];
        let found = fit(&seeker(), &offered(&starts), entry(EntryState::Fulfilled)).expect("begins after");
        assert_eq!((found.starts_on, found.gap_days), (day("2026-12-07"), 8));
        let rolling = Offered { rolling: true, ..offered(&starts) };
        let found = fit(&seeker(), &rolling, entry(EntryState::Fulfilled)).expect("any day");
        assert_eq!((found.starts_on, found.gap_days), (day("2026-11-30"), 1));
    }

    #[test]
    fn the_law_comes_before_the_gap_and_a_full_offer_behind_a_free_one() {
        let (soon, late) = ([day("2026-12-01")], [day("2027-02-01")]);
        let of = |starts, state| fit(&seeker(), &offered(starts), entry(state)).expect("begins after");
        assert!(of(&late, EntryState::Fulfilled).order() < of(&soon, EntryState::Unknown).order());
        assert!(of(&late, EntryState::Unknown).order() < of(&soon, EntryState::NotFulfilled).order());
        let off_route = Fit { on_route: Some(false), ..of(&soon, EntryState::Fulfilled) };
        assert!(
            of(&late, EntryState::Unknown).order() < off_route.order(),
            "the way that was chosen comes first"
        );
        let full = Fit { free: Some(0), ..of(&soon, EntryState::Fulfilled) };
        assert!(of(&late, EntryState::Fulfilled).order() < full.order());
        let needs = Seeker { children_in_care: Some(1), level: Some(Level::A2), ..seeker() };
        let found = fit(&needs, &offered(&soon), entry(EntryState::Fulfilled)).expect("begins after");
        assert_eq!((found.level, found.child_care), (LevelFit::TooLow, ChildCareFit::Missing));
    }
}
