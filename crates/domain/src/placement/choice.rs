//! Which test day a person is invited to when nobody names one: the earliest free one within reach, else
//! the earliest free one at all. Not for holding the seat: the transaction that books counts again.

use super::Session;
use crate::geography::{Point, StraightLine, StraightLineSettings, Ways};
use crate::organisation::Place;
use crate::person::Person;
use crate::region::Settings;
use chrono::NaiveDate;

/// A test day with the number of living seatings.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub session: Session,
    pub taken: i64,
}

impl Offer {
    /// People who can still be invited.
    pub fn free(&self) -> i64 {
        (self.session.invitations() - self.taken).max(0)
    }

    /// Somebody can still be booked on a day.
    pub fn open_on(&self, today: NaiveDate) -> bool {
        self.session.check_booking(today, self.taken).is_ok()
    }
}

/// Kilometres between a person's address and a place as the region estimates ways; `None` where either
/// position is not known.
pub fn kilometres(from: &Place, to: &Place, settings: &Settings) -> Option<f64> {
    let point = |place: &Place| Point::new(place.lat?, place.lon?).ok();
    let assumed = StraightLineSettings {
        detour_factor: settings.detour_factor,
        kilometres_per_hour: settings.estimated_km_per_hour,
        ..StraightLineSettings::default()
    };
    let ways = StraightLine::new(assumed).unwrap_or_default();
    let way = ways.way(point(from)?, point(to)?)?;
    Some(f64::from(way.metres) / 1000.0)
}

/// The offer to take: of those after `today` with a free seat the earliest the person can reach, else the
/// earliest. A place whose position is unknown counts as reachable.
pub fn earliest<'a>(
    offers: &'a [Offer],
    person: &Person,
    today: NaiveDate,
    settings: &Settings,
) -> Option<&'a Offer> {
    let limit = person.constraints.reach_km.unwrap_or(settings.reachable_km);
    let key = |offer: &&Offer| (offer.session.held_on, offer.session.starts_at, offer.session.id);
    let open = || offers.iter().filter(|offer| offer.session.held_on > today && offer.open_on(today));
    let reachable = |offer: &&Offer| {
        kilometres(&person.address, &offer.session.place, settings).is_none_or(|km| km <= limit)
    };
    open().filter(reachable).min_by_key(key).or_else(|| open().min_by_key(key))
}

/// The next day with a free seat other than `but`, for the sentence that says a day is full.
pub fn next_free(offers: &[Offer], but: crate::ids::SessionId, today: NaiveDate) -> Option<&Offer> {
    offers
        .iter()
        .filter(|offer| offer.session.id != but && offer.open_on(today))
        .min_by_key(|offer| (offer.session.held_on, offer.session.starts_at, offer.session.id))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, person, session};
    use super::*;
    use crate::ids::SessionId;

    fn offer(id: i64, on: &str, taken: i64, lat: f64) -> Offer {
        let mut session = session(5);
        session.id = SessionId(id);
        session.held_on = day(on);
        session.place.lat = Some(lat);
        session.place.lon = Some(10.97);
        Offer { session, taken }
    }

    #[test]
    fn the_earliest_reachable_day_with_a_free_seat_is_taken() {
        let offers = [
            offer(1, "2026-11-30", 5, 49.03),
            offer(2, "2026-12-01", 0, 51.0),
            offer(3, "2026-12-07", 4, 49.03),
            offer(4, "2026-12-03", 4, 49.04),
        ];
        let found = earliest(&offers, &person(), day("2026-11-25"), &Settings::default()).expect("a day");
        assert_eq!(found.session.id, SessionId(4));
    }

    #[test]
    fn a_day_too_far_away_is_better_than_none() {
        let offers = [offer(1, "2026-11-30", 5, 49.03), offer(2, "2026-12-01", 0, 51.0)];
        let found = earliest(&offers, &person(), day("2026-11-25"), &Settings::default()).expect("a day");
        assert_eq!(found.session.id, SessionId(2));
        assert!(earliest(&offers[..1], &person(), day("2026-11-25"), &Settings::default()).is_none());
    }

    #[test]
    fn today_is_too_late_for_a_letter() {
        let offers = [offer(1, "2026-11-25", 0, 49.03)];
        assert!(earliest(&offers, &person(), day("2026-11-25"), &Settings::default()).is_none());
    }
}
