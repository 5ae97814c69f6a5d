//! What a body offers of an instrument: where, from when, how many places. No personal data.

use super::{Catalogue, MeasureKind};
use crate::ids::{MeasureOfferId, OrganisationId, RegionId};
use crate::organisation::Place;
use crate::person::TimeOfDay;
use crate::placement::Level;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of an offer.
    OfferState {
        /// Seen by its owner only.
        Draft = "draft",
        Published = "published",
        Withdrawn = "withdrawn",
    }
}

/// An offer of an instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureOffer {
    pub id: MeasureOfferId,
    pub region: RegionId,
    pub version: i64,
    pub owner: OrganisationId,
    pub kind: MeasureKind,
    pub title: String,
    pub place: Place,
    /// First days, soonest first; beside them or instead of them one may enter on any day.
    pub starts: Vec<NaiveDate>,
    pub rolling: bool,
    /// Length in weeks, where it is fixed.
    pub weeks: Option<i64>,
    /// Places in all, and free ones as stated on a day.
    pub places: i64,
    pub free: i64,
    pub free_on: NaiveDate,
    pub child_care: bool,
    pub times: Vec<TimeOfDay>,
    /// Level that is asked.
    pub level: Option<Level>,
    /// Telephone or mailbox of an office, never of a person.
    pub contact: String,
    pub state: OfferState,
}

/// Longest text of a field.
const LONGEST: usize = 200;
/// Most first days that are kept.
const MOST_STARTS: usize = 60;

impl MeasureOffer {
    /// Puts days in order and refuses what cannot be offered.
    pub fn tidied(mut self, catalogue: &Catalogue, today: NaiveDate) -> Result<Self, Refusal> {
        self.title = self.title.trim().to_owned();
        self.contact = self.contact.trim().to_owned();
        self.starts.sort_unstable();
        self.starts.dedup();
        self.times.sort_unstable();
        self.times.dedup();
        let row = catalogue.of(self.kind, today);
        if !row.is_some_and(|row| row.offered) {
            return Err(Refusal::new("offer-of-no-measure").at("kind"));
        }
        if self.title.is_empty() || self.title.chars().count() > LONGEST {
            return Err(Refusal::new("offer-title-length").with("most", LONGEST as i64).at("title"));
        }
        if self.contact.is_empty() || self.contact.chars().count() > LONGEST {
            return Err(Refusal::new("offer-contact-length").with("most", LONGEST as i64).at("contact"));
        }
        if self.starts.is_empty() && !self.rolling {
            return Err(Refusal::new("offer-without-start").at("starts"));
        }
        if self.starts.len() > MOST_STARTS {
            return Err(Refusal::new("offer-too-many-starts").with("most", MOST_STARTS as i64).at("starts"));
        }
        if self.weeks.is_some_and(|weeks| !(1..=520).contains(&weeks)) {
            return Err(Refusal::new("offer-weeks-out-of-range").at("weeks"));
        }
        if self.places < 1 || self.places > 10_000 {
            return Err(Refusal::new("offer-places-out-of-range").at("places"));
        }
        if self.free < 0 || self.free > self.places {
            return Err(Refusal::new("offer-free-out-of-range").with("most", self.places).at("free"));
        }
        Ok(self)
    }

    /// First day on which somebody can enter from a day on.
    pub fn next_start(&self, from: NaiveDate) -> Option<NaiveDate> {
        if self.rolling {
            return Some(from);
        }
        self.starts.iter().copied().find(|start| *start >= from)
    }

    /// Everybody of the region sees it; refused where nobody could enter any more.
    pub fn publish(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        if self.state == OfferState::Published {
            return Err(Refusal::new("offer-published-already"));
        }
        if self.next_start(today).is_none() {
            return Err(Refusal::new("offer-starts-are-over").at("starts"));
        }
        self.state = OfferState::Published;
        Ok(())
    }

    /// No longer offered; what was recommended of it stays.
    pub fn withdraw(&mut self) -> Result<(), Refusal> {
        if self.state == OfferState::Withdrawn {
            return Err(Refusal::new("offer-withdrawn-already"));
        }
        self.state = OfferState::Withdrawn;
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::measure::Measure;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    pub(crate) fn offer() -> MeasureOffer {
        MeasureOffer {
            id: MeasureOfferId(1),
            region: RegionId(1),
            version: 1,
            owner: OrganisationId(1),
            kind: MeasureKind::BerufsvorbereitendeBildungsmassnahme,
            title: "BvB Metall".to_owned(),
            place: Place::default(),
            starts: vec![day("2027-09-01"), day("2027-02-01")],
            rolling: false,
            weeks: Some(40),
            places: 12,
            free: 4,
            free_on: day("2026-11-25"),
            child_care: false,
            times: vec![TimeOfDay::Morning],
            level: Some(Level::B1),
            contact: "09141 000".to_owned(),
            state: OfferState::Draft,
        }
    }

    fn catalogue() -> Catalogue {
        let row = |kind, offered| Measure {
            kind,
            entry: None,
            routes: Vec::new(),
            decides: Vec::new(),
            offered,
            level: None,
            weeks_least: None,
            weeks_most: None,
            amount: String::new(),
            valid_from: None,
            valid_until: None,
            basis: "SGB III".to_owned(),
        };
        let bvb = MeasureKind::BerufsvorbereitendeBildungsmassnahme;
        Catalogue { measure: vec![row(bvb, true), row(MeasureKind::Vermittlungsbudget, false)] }
    }

    #[test]
    fn an_offer_names_a_start_a_contact_and_no_more_free_places_than_there_are() {
        let today = day("2026-11-25");
        let tidy = offer().tidied(&catalogue(), today).expect("fine");
        assert_eq!(tidy.starts, [day("2027-02-01"), day("2027-09-01")]);
        let code = |offer: MeasureOffer| offer.tidied(&catalogue(), today).expect_err("refused").code;
        assert_eq!(code(MeasureOffer { starts: Vec::new(), ..offer() }), "offer-without-start");
        assert_eq!(code(MeasureOffer { free: 13, ..offer() }), "offer-free-out-of-range");
        assert_eq!(code(MeasureOffer { contact: " ".to_owned(), ..offer() }), "offer-contact-length");
        let budget = MeasureOffer { kind: MeasureKind::Vermittlungsbudget, ..offer() };
        assert_eq!(code(budget), "offer-of-no-measure", "a single decision has no places");
    }

    #[test]
    fn it_is_published_as_long_as_somebody_could_enter_and_withdrawn_once() {
        let mut late = offer();
        assert_eq!(late.publish(day("2027-09-02")).expect_err("over").code, "offer-starts-are-over");
        let mut fresh = offer();
        fresh.publish(day("2026-11-25")).expect("published");
        assert_eq!(fresh.publish(day("2026-11-25")).expect_err("twice").code, "offer-published-already");
        fresh.withdraw().expect("withdrawn");
        assert_eq!(fresh.withdraw().expect_err("twice").code, "offer-withdrawn-already");
        fresh.publish(day("2026-11-25")).expect("offered again");
    }
}
