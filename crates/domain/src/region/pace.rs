//! How periods run in a region: its settings, the deadlines of law and region, and the calendar of the
//! municipality where the body that has to act has its seat. Not for the periods themselves: see `deadline`.
//!
//! A working day is one on which the responsible body works; the person's own municipality does not count,
//! because the body's counter is closed on the body's holidays (process (b), rule 6).

use super::Settings;
use crate::calendar::{Calendar, LocalHolidays};
use crate::deadline::{Activity, Periods};
use crate::ids::OrganisationId;
use crate::organisation::{Organisation, OrganisationKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bodies of a region, as far as next steps need them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offices {
    /// BAMF coordination that looks for seats; `None` where there is none.
    pub bundesamt: Option<OrganisationId>,
    /// Central test site; `None` where there is none.
    pub test_site: Option<OrganisationId>,
    /// Jobcenter and Arbeitsagentur; `None` where the installation has none.
    pub jobcenter: Option<OrganisationId>,
    pub arbeitsagentur: Option<OrganisationId>,
    places: BTreeMap<OrganisationId, (OrganisationKind, String)>,
}

impl Offices {
    /// Of a region's bodies; where there are several of a kind, the first that is active counts.
    pub fn of(bodies: &[Organisation], settings: &Settings) -> Self {
        let first = |kind: OrganisationKind| {
            let active = bodies.iter().filter(|body| body.active && body.kind == kind);
            active.map(|body| body.id).min()
        };
        let commissioned =
            first(OrganisationKind::Koordination).filter(|_| settings.coordination_is_test_site);
        Offices {
            bundesamt: first(OrganisationKind::Bundesamt),
            test_site: first(OrganisationKind::Teststelle).or(commissioned),
            jobcenter: first(OrganisationKind::Jobcenter),
            arbeitsagentur: first(OrganisationKind::Arbeitsagentur),
            places: bodies.iter().map(|body| (body.id, (body.kind, body.seat.ags.clone()))).collect(),
        }
    }

    /// Kind of a body.
    pub fn kind(&self, office: OrganisationId) -> Option<OrganisationKind> {
        self.places.get(&office).map(|(kind, _)| *kind)
    }

    /// Municipality of a body; empty where it is not known, then only the holidays of the whole state count.
    pub fn municipality(&self, office: OrganisationId) -> &str {
        self.places.get(&office).map_or("", |(_, ags)| ags.as_str())
    }
}

/// Settings, deadlines and calendars together, so that no working day is counted without its holidays.
#[derive(Debug, Clone)]
pub struct Pace {
    pub settings: Settings,
    pub offices: Offices,
    periods: Arc<Periods>,
}

impl Pace {
    /// For a region.
    pub fn new(settings: Settings, periods: Arc<Periods>, offices: Offices) -> Self {
        Pace { settings, offices, periods }
    }

    /// Deadlines of law and region.
    pub fn periods(&self) -> &Periods {
        &self.periods
    }

    /// The calendar of a municipality.
    pub fn calendar_at(&self, ags: &str) -> Calendar {
        let held = self.settings.local_holidays.iter();
        let local = held.filter(|(_, places)| places.iter().any(|place| place == ags));
        let local = LocalHolidays::keeping(local.map(|(code, _)| code.clone()));
        Calendar::new(self.periods.holidays.clone(), local)
    }

    /// The calendar of a body.
    pub fn calendar_of(&self, office: OrganisationId) -> Calendar {
        self.calendar_at(self.offices.municipality(office))
    }

    /// The day a number of working days of a body later.
    pub fn working_days_after(&self, day: NaiveDate, count: i64, office: OrganisationId) -> NaiveDate {
        let count = u32::try_from(count.clamp(0, 400)).unwrap_or_default();
        self.calendar_of(office).add_working_days(day, count)
    }

    /// Day on which a body has to have done an activity whose clock started on a day.
    pub fn due(&self, activity: Activity, start: NaiveDate, office: OrganisationId) -> NaiveDate {
        // the table was checked: the only day without an end lies at the end of the calendar itself
        self.due_by(activity.code(), start, office)
    }

    /// The same by the code of an activity, for steps that are data; the start itself where the region has no such
    /// deadline.
    pub fn due_by(&self, activity: &str, start: NaiveDate, office: OrganisationId) -> NaiveDate {
        let calendar = self.calendar_of(office);
        let changes = &self.settings.deadlines;
        self.periods.regional.due_on(activity, changes, start, &calendar).unwrap_or(start)
    }

    /// Last day of what follows a deadline of the law, counted from that deadline's own end.
    pub fn next_end_of_law(
        &self,
        id: &str,
        first_end: NaiveDate,
        office: OrganisationId,
    ) -> Option<NaiveDate> {
        self.periods.law.next_end_of(id, first_end, &self.calendar_of(office))
    }

    /// Last day of a deadline of the law whose clock started on a day.
    pub fn end_of_law(&self, id: &str, start: NaiveDate, office: OrganisationId) -> Option<NaiveDate> {
        self.periods.law.end_of(id, start, &self.calendar_of(office))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::{HolidayRule, HolidayRules};
    use crate::deadline::{Deadline, Deadlines, RegionalDeadline, RegionalDeadlines};
    use crate::organisation::Place;

    /// One of the delivered files.
    fn delivered<T: serde::de::DeserializeOwned>(text: &str, list: &str) -> Vec<T> {
        let mut lists: BTreeMap<String, Vec<T>> = toml::from_str(text).expect("a readable file");
        lists.remove(list).expect("the list of the file")
    }

    /// The delivered deadlines of regions.
    pub(crate) fn table() -> RegionalDeadlines {
        let text = include_str!("../../../../rules/regional-deadlines.toml");
        RegionalDeadlines::new(delivered::<RegionalDeadline>(text, "deadline")).expect("a whole table")
    }

    /// The delivered holidays and deadlines.
    pub(crate) fn periods() -> Arc<Periods> {
        let holidays = delivered::<HolidayRule>(include_str!("../../../../rules/holidays.toml"), "holiday");
        let law = delivered::<Deadline>(include_str!("../../../../rules/deadlines.toml"), "deadline");
        Arc::new(Periods {
            holidays: Arc::new(HolidayRules::new(holidays).expect("whole rules")),
            law: Deadlines::new(law).expect("whole deadlines"),
            regional: table(),
        })
    }

    fn body(id: i64, kind: OrganisationKind, ags: &str) -> Organisation {
        Organisation {
            id: OrganisationId(id),
            region: crate::ids::RegionId(1),
            version: 1,
            kind,
            name: "Muster".to_owned(),
            short_name: "Muster".to_owned(),
            seat: Place { ags: ags.to_owned(), ..Place::default() },
            phone: String::new(),
            email: String::new(),
            colour: None,
            active: true,
        }
    }

    /// A Jobcenter 1, a provider 2, BAMF 3, a test site 7 and a foreigners' authority 10, under these settings.
    pub(crate) fn pace_with(settings: Settings) -> Pace {
        use OrganisationKind as K;
        let kinds = [(1, K::Jobcenter), (2, K::Kurstraeger), (3, K::Bundesamt), (7, K::Teststelle)];
        let mut bodies: Vec<Organisation> =
            kinds.iter().map(|(id, kind)| body(*id, *kind, "09577177")).collect();
        bodies.push(body(10, K::Auslaenderbehoerde, "09177117"));
        let offices = Offices::of(&bodies, &settings);
        Pace::new(settings, periods(), offices)
    }

    /// The same under the default settings.
    pub(crate) fn pace() -> Pace {
        pace_with(Settings::default())
    }

    #[test]
    fn a_holiday_counts_where_the_responsible_body_has_its_seat() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let mut settings = Settings::default();
        settings.local_holidays.insert("mariae_himmelfahrt".to_owned(), vec!["09177117".to_owned()]);
        let pace = pace_with(settings);
        // 15 August 2028 is a Tuesday; three working days
        let due = |office| pace.due(Activity::ClarifyNonArrival, day("2028-08-14"), OrganisationId(office));
        assert_eq!(due(10), day("2028-08-18"));
        assert_eq!(due(1), day("2028-08-17"));
        assert_eq!(due(99), day("2028-08-17"), "only the holidays of the state");
        let over_christmas = pace.due(Activity::ClarifyNonArrival, day("2026-12-23"), OrganisationId(1));
        assert_eq!(over_christmas, day("2026-12-29"));
    }

    #[test]
    fn a_region_finds_its_test_site_even_if_the_coordination_is_commissioned() {
        use OrganisationKind as K;
        let mut closed = body(7, K::Teststelle, "");
        closed.active = false;
        let bodies = [closed, body(4, K::Koordination, "")];
        assert_eq!(Offices::of(&bodies, &Settings::default()).test_site, None);
        let commissioned = Settings { coordination_is_test_site: true, ..Settings::default() };
        assert_eq!(Offices::of(&bodies, &commissioned).test_site, Some(OrganisationId(4)));
    }
}
