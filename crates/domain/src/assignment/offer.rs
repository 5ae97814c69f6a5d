//! Ranked proposals for one person: the seats that fit, best first, and earlier courses that are full.
//! Proposals say why in codes; nothing here decides. Not for several people at once: see `seat_plan`.

use super::cost::{self, Fit, Seeker};
use crate::course::Course;
use crate::geography::{Point, Ways};
use crate::ids::CourseId;
use crate::organisation::Place;
use crate::region::Settings;
use chrono::NaiveDate;

/// A course with the number of its living seats.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub course: Course,
    pub taken: i64,
}

impl Candidate {
    /// Seats nobody holds.
    pub fn free(&self) -> i64 {
        (self.course.seats - self.taken).max(0)
    }
}

/// A seat that could be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub course: CourseId,
    pub free: i64,
    pub fit: Fit,
}

/// What there is for one person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offers {
    /// Cheapest first; the same order on every run.
    pub open: Vec<Offer>,
    /// Fitting courses without a seat that would begin before the best open one.
    pub full: Vec<Offer>,
}

/// Where a place is, if its coordinates are known and possible.
pub fn point_of(place: &Place) -> Option<Point> {
    Point::new(place.lat?, place.lon?).ok()
}

/// Kilometres between two places by the port; `None` where one of them is unknown.
pub fn kilometres(ways: &dyn Ways, from: &Place, to: &Place) -> Option<f64> {
    let way = ways.way(point_of(from)?, point_of(to)?)?;
    Some(f64::from(way.metres) / 1000.0)
}

/// Ranks the courses for a person who lives at `home`.
pub fn offers(seeker: &Seeker<'_>, home: &Place, candidates: &[Candidate], scene: &Scene<'_>) -> Offers {
    let mut found = Offers::default();
    for candidate in candidates {
        let km = kilometres(scene.ways, home, &candidate.course.place);
        let seeker = Seeker { km, ..seeker.clone() };
        let Some(fit) = cost::fit(&seeker, &candidate.course, scene.today, scene.settings) else { continue };
        let offer = Offer { course: candidate.course.id, free: candidate.free(), fit };
        if offer.free > 0 { found.open.push(offer) } else { found.full.push(offer) }
    }
    found.open.sort_by_key(|offer| (offer.fit.cost, offer.fit.entry_on, offer.course));
    let best = found.open.first().map(|offer| offer.fit.entry_on);
    found.full.retain(|offer| best.is_none_or(|best| offer.fit.entry_on < best));
    found.full.sort_by_key(|offer| (offer.fit.entry_on, offer.course));
    found
}

/// What ranking needs to know of the day and the region.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub today: NaiveDate,
    pub settings: &'a Settings,
    pub ways: &'a (dyn Ways + Sync),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::cost::ReasonCode;
    use crate::assignment::progress::tests::waiting;
    use crate::course::tests::course;
    use crate::geography::StraightLine;
    use crate::person::Constraints;

    fn place(lat: f64) -> Place {
        Place { lat: Some(lat), lon: Some(10.9), ..Place::default() }
    }

    fn candidate(id: i64, start: &str, lat: f64, taken: i64) -> Candidate {
        let mut course = course(start);
        course.id = CourseId(id);
        course.place = place(lat);
        Candidate { course, taken }
    }

    fn found(candidates: &[Candidate], constraints: &Constraints) -> Offers {
        let case = waiting();
        let recommendation = case.recommendation.as_ref().expect("recommended");
        let awaiting_since = case.awaiting_since.expect("waiting");
        let seeker = Seeker { recommendation, constraints, km: None, awaiting_since };
        let settings = Settings::default();
        let scene = Scene { today: awaiting_since, settings: &settings, ways: &StraightLine::default() };
        offers(&seeker, &place(49.0), candidates, &scene)
    }

    #[test]
    fn a_near_later_course_wins_over_a_far_earlier_one_beyond_reach() {
        let list = [candidate(1, "2026-12-01", 50.5, 3), candidate(2, "2026-12-15", 49.01, 3)];
        let offers = found(&list, &Constraints::default());
        assert_eq!(offers.open.iter().map(|o| o.course.0).collect::<Vec<_>>(), vec![2, 1]);
        assert!(offers.open[1].fit.reasons.iter().any(|r| r.code == ReasonCode::BeyondReach));
    }

    #[test]
    fn an_earlier_full_course_is_named_and_a_later_full_one_is_not() {
        let list = [
            candidate(1, "2026-12-03", 49.0, 20),
            candidate(2, "2026-12-17", 49.0, 19),
            candidate(3, "2027-02-01", 49.0, 20),
        ];
        let offers = found(&list, &Constraints::default());
        assert_eq!(offers.open.iter().map(|o| o.course.0).collect::<Vec<_>>(), vec![2]);
        assert_eq!(offers.full.iter().map(|o| o.course.0).collect::<Vec<_>>(), vec![1]);
    }

    #[test]
    fn another_type_of_course_and_one_that_is_over_are_never_offered() {
        let mut other = candidate(1, "2026-12-03", 49.0, 0);
        other.course.kind = crate::course::CourseKind::Intensivkurs;
        let over = candidate(2, "2026-11-24", 49.0, 0);
        assert_eq!(found(&[other, over], &Constraints::default()), Offers::default());
    }

    #[test]
    fn a_place_without_coordinates_is_an_unknown_way_and_never_a_short_one() {
        let mut nowhere = candidate(1, "2026-12-03", 49.0, 0);
        nowhere.course.place = Place::default();
        let offers = found(&[nowhere], &Constraints::default());
        assert!(offers.open[0].fit.reasons.iter().any(|r| r.code == ReasonCode::DistanceUnknown));
    }
}
