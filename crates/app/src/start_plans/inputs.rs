//! What goes into a plan of test days and course starts, read inside the transaction that uses it, with a fingerprint of
//! all of it.

use crate::course_kinds::course_kinds;
use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::{agreement, start_calendar, supply};
use crate::seats;
use crate::start_plans::arrivals::{self, Arrivals};
use crate::start_plans::testing;
use chrono::{Days, NaiveDate};
use domain::access::Visible;
use domain::agreement::Agreement;
use domain::assignment::offer::point_of;
use domain::calendar::Calendar;
use domain::case::{Case, Stage};
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::{OrganisationId, RegionId, SessionId};
use domain::organisation::{Organisation, Place};
use domain::person::Person;
use domain::placement::{Seating, SeatingState, Session, SessionState};
use domain::record::RecordKind;
use domain::region::{Pace, PlanningSettings, Region, Settings};
use domain::start_plan::{Candidate, Fixed, Offer, candidates};
use domain::supply::Supply;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Somebody who needs a seat, tested or not.
#[derive(Debug, Clone)]
pub struct Seeker {
    pub case: Case,
    pub person: Person,
    /// Test day the person is booked on.
    pub booked: Option<SessionId>,
}

/// The inputs of a plan.
#[derive(Debug, Clone)]
pub struct Inputs {
    pub today: NaiveDate,
    pub until: NaiveDate,
    pub settings: Settings,
    /// By case id.
    pub seekers: Vec<Seeker>,
    pub candidates: Vec<Candidate>,
    /// Courses that take rooms and teachers and can no longer be entered in the plan's time.
    pub running: Vec<Course>,
    pub supplies: Vec<Supply>,
    pub agreement: Option<Agreement>,
    /// Planned test days.
    pub sessions: Vec<Session>,
    /// Days of the rota without a test day yet, with the body whose turn it is.
    pub turns: Vec<(NaiveDate, OrganisationId)>,
    /// Days on which a provider could test on its own, where testing is not common.
    pub own_days: Vec<(NaiveDate, OrganisationId)>,
    pub bodies: BTreeMap<OrganisationId, Organisation>,
    /// People seated per provider in the year of the agreement.
    pub seated: BTreeMap<OrganisationId, i64>,
    pub arrivals: Arrivals,
    /// Of a thousand people booked on a test day, how many are expected not to come: as the region sets, corrected by what
    /// happened in the last year.
    pub no_show_per_mille: u32,
    /// Where towns of candidates lie.
    pub places: BTreeMap<String, Place>,
}

impl Inputs {
    /// Reads them for the whole region.
    pub async fn read(
        queries: &dyn Queries,
        visible: &Visible,
        pace: &Pace,
        today: NaiveDate,
    ) -> Result<Inputs, Error> {
        let region: Region = queries.need(visible.region().0).await?;
        let settings = region.settings;
        let weeks = settings.planning.weeks.clamp(1, 104).unsigned_abs();
        let until = today.checked_add_days(Days::new(7 * weeks)).unwrap_or(today);
        let agreement = start_calendar::binding(queries, region.id, today).await?;
        let supplies = supply::of_region(queries, region.id).await?;
        let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region.id)).await?;
        let bodies: BTreeMap<_, _> = bodies.into_iter().map(|body| (body.id, body)).collect();
        let seekers = seekers(queries, visible, today).await?;
        let courses = courses(queries, region.id, today).await?;
        let taken = seats::taken(queries, region.id).await?;
        let free = |course: &Course| (course.seats - taken.get(&course.id).copied().unwrap_or(0)).max(0);
        let fixed: Vec<Fixed<'_>> =
            courses.iter().map(|course| Fixed { course, free: free(course) }).collect();
        let towns = bodies.iter().map(|(id, body)| (*id, body.seat.town.clone())).collect();
        let wanted = wanted_sections(&seekers, settings.planning.fewest_for_section);
        let offer = Offer {
            supplies: &supplies,
            agreement: agreement.as_ref(),
            kinds: course_kinds(),
            settings: &settings.planning,
            seats: &towns,
            sections: &wanted,
        };
        let calendar: Calendar = pace.calendar_at("");
        let possible = candidates(&offer, &fixed, &|day| calendar.is_working_day(day), (today, until));
        let entered: BTreeSet<_> = possible.iter().filter_map(|one| one.course).collect();
        let running = courses.iter().filter(|course| !entered.contains(&course.id)).cloned().collect();
        let sessions = sessions(queries, region.id, today, until).await?;
        let turns = testing::turns(agreement.as_ref(), &sessions, pace, today, until);
        let own_days = testing::own_days(agreement.as_ref(), &supplies, pace, today, until);
        let seated = match &agreement {
            Some(agreement) => agreement::seated(queries, region.id, agreement.year_began(today)).await?.0,
            None => BTreeMap::new(),
        };
        let places = places(&courses, &supplies, &bodies, &seekers);
        let no_show_per_mille = no_show(queries, region.id, today, &settings.planning).await?;
        let arrivals = arrivals::read(queries, region.id, today, &settings.planning).await?;
        Ok(Inputs {
            today,
            until,
            settings,
            seekers,
            candidates: possible,
            running,
            supplies,
            agreement,
            sessions,
            turns,
            own_days,
            bodies,
            seated,
            arrivals,
            no_show_per_mille,
            places,
        })
    }

    /// Fingerprint of everything that decides; names and numbers of people are not part of it.
    pub fn fingerprint(&self) -> Result<String, Error> {
        let people: Vec<_> = self
            .seekers
            .iter()
            .map(|seeker| {
                let case = &seeker.case;
                (
                    (
                        case.id,
                        case.stage,
                        case.priority,
                        &case.recommendation,
                        case.awaiting_since,
                        case.right_from,
                    ),
                    &seeker.person.constraints,
                    point_of(&seeker.person.address),
                    seeker.booked,
                )
            })
            .collect();
        let starts: Vec<_> = self
            .candidates
            .iter()
            .map(|one| (&one.key, one.ends_on, one.free, one.minimum, one.child_care_seats, one.course))
            .collect();
        let sessions: Vec<_> = self.sessions.iter().map(|s| (s.id, s.held_on, s.seats(), s.host)).collect();
        let means: Vec<_> =
            self.supplies.iter().map(|s| (s.organisation, &s.teachers, &s.rooms, s.examiners)).collect();
        let agreed = self.agreement.as_ref().map(|agreement| &agreement.terms);
        let running: Vec<_> = self
            .running
            .iter()
            .map(|course| {
                (course.id, course.start_on(), course.ends_on(), course.lessons_per_week, &course.times)
            })
            .collect();
        let settings = (
            &self.settings.planning,
            self.settings.start_within_days,
            self.settings.reachable_km,
            self.no_show_per_mille,
        );
        let seated: Vec<_> = self.seated.iter().collect();
        // who tests when follows from more than the agreement's text: testing may go apart, a host may pass its day on
        let testing = (sessions, &self.turns, &self.own_days);
        let text = serde_json::to_vec(&(people, starts, testing, means, agreed, settings, running, seated))
            .map_err(Error::fault)?;
        Ok(Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// People on the way to a seat: tested and waiting, or still to be tested. Whoever the asker does not reach is left out.
pub(crate) async fn seekers(
    queries: &dyn Queries,
    visible: &Visible,
    today: NaiveDate,
) -> Result<Vec<Seeker>, Error> {
    let region = visible.region();
    let stages = [Stage::Opened, Stage::Invited, Stage::AwaitingSeat].map(Stage::code);
    let find = Find::new(RecordKind::Case, region).when(Where::one_of("stage", stages)).limit(100_000);
    let mut cases: Vec<Case> = queries.all(find).await?;
    cases.retain(|case| case.stage != Stage::AwaitingSeat || case.recommendation.is_some());
    cases.sort_by_key(|case| case.id);
    let persons: Vec<Person> =
        queries.many(&cases.iter().map(|case| case.person.0).collect::<Vec<_>>()).await?;
    let mut persons: HashMap<_, _> = persons.into_iter().map(|person| (person.id, person)).collect();
    let find = Find::new(RecordKind::Seating, region)
        .when(Where::is("status", SeatingState::Booked.code()))
        .limit(100_000);
    let seatings: Vec<Seating> = queries.all(find).await?;
    let booked: HashMap<_, _> = seatings.into_iter().map(|seating| (seating.case, seating.session)).collect();
    let seeker = |case: Case| {
        let person = persons.remove(&case.person)?;
        let booked = booked.get(&case.id).copied();
        Some(Seeker { case, person, booked })
    };
    let reached = |seeker: &Seeker| {
        let person = &seeker.person;
        visible.reaches_person(person.region, person.involved_on(today))
    };
    Ok(cases.into_iter().filter_map(seeker).filter(reached).collect())
}

/// Sections besides the first that people wait for, by type.
fn wanted_sections(seekers: &[Seeker], fewest: i64) -> BTreeMap<CourseKind, BTreeSet<u8>> {
    let mut waiting: BTreeMap<(CourseKind, u8), i64> = BTreeMap::new();
    for recommendation in seekers.iter().filter_map(|seeker| seeker.case.recommendation.as_ref()) {
        *waiting.entry((recommendation.course_kind, recommendation.section)).or_default() += 1;
    }
    let mut wanted: BTreeMap<CourseKind, BTreeSet<u8>> = BTreeMap::new();
    for ((kind, section), count) in waiting {
        // a course of its own is thought of once some people could share it
        if count >= fewest {
            wanted.entry(kind).or_default().insert(section);
        }
    }
    wanted
}

async fn courses(queries: &dyn Queries, region: RegionId, today: NaiveDate) -> Result<Vec<Course>, Error> {
    let states = [CourseState::Published, CourseState::Running].map(CourseState::code);
    let find = Find::new(RecordKind::Course, region).when(Where::one_of("status", states)).limit(100_000);
    let mut courses: Vec<Course> = queries.all(find).await?;
    courses.retain(|course| course.ends_on() >= today);
    courses.sort_by_key(|course| course.id);
    Ok(courses)
}

async fn sessions(
    queries: &dyn Queries,
    region: RegionId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Session>, Error> {
    let find = Find::new(RecordKind::Session, region)
        .when(Where::is("status", SessionState::Planned.code()))
        .when(Where::AtLeast("held_on", from.into()))
        .when(Where::AtMost("held_on", until.into()));
    let mut sessions: Vec<Session> = queries.all(find).await?;
    sessions.sort_by_key(|session| (session.held_on, session.id));
    Ok(sessions)
}

/// People booked that the region's own setting counts as much as.
const PRIOR_BOOKINGS: i64 = 50;

/// The region's expectation together with what became of the bookings of the last year.
async fn no_show(
    queries: &dyn Queries,
    region: RegionId,
    today: NaiveDate,
    settings: &PlanningSettings,
) -> Result<u32, Error> {
    let first = today.checked_sub_days(Days::new(365)).unwrap_or(today);
    let held = Find::new(RecordKind::Session, region)
        .when(Where::AtLeast("held_on", first.into()))
        .when(Where::AtMost("held_on", today.into()))
        .limit(10_000);
    let held: Vec<Session> = queries.all(held).await?;
    let mut counts = [0_i64; 2];
    for (count, state) in counts.iter_mut().zip([SeatingState::Tested, SeatingState::Absent]) {
        let find = Find::new(RecordKind::Seating, region)
            .when(Where::is("status", state.code()))
            .when(Where::one_of("session_id", held.iter().map(|session| session.id.0)));
        *count = queries.count_by(&find, "session_id").await?.iter().map(|(_, count)| count).sum();
    }
    let [came, away] = counts;
    let expected = settings.no_show_percent.clamp(0, 100) * 10;
    let per_mille = (PRIOR_BOOKINGS * expected + 1000 * away) / (PRIOR_BOOKINGS + came + away);
    Ok(u32::try_from(per_mille.clamp(0, 1000)).unwrap_or_default())
}

/// Where each town lies, as far as courses or seats of providers tell; a room in another town lies in the middle of the
/// homes of those there who need a seat.
fn places(
    courses: &[Course],
    supplies: &[Supply],
    bodies: &BTreeMap<OrganisationId, Organisation>,
    seekers: &[Seeker],
) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    let seats = supplies.iter().filter_map(|supply| bodies.get(&supply.organisation)).map(|body| &body.seat);
    for place in seats.chain(courses.iter().map(|course| &course.place)) {
        if point_of(place).is_some() {
            places.entry(place.town.clone()).or_insert_with(|| place.clone());
        }
    }
    let rooms = supplies.iter().flat_map(|supply| &supply.rooms).map(|room| &room.town);
    for town in rooms.filter(|town| !town.is_empty()) {
        if !places.contains_key(town)
            && let Some((lat, lon)) = middle_of_homes(seekers, town)
        {
            let place = Place { town: town.clone(), lat: Some(lat), lon: Some(lon), ..Place::default() };
            places.insert(town.clone(), place);
        }
    }
    places
}

fn middle_of_homes(seekers: &[Seeker], town: &str) -> Option<(f64, f64)> {
    let homes = seekers.iter().map(|seeker| &seeker.person.address).filter(|home| home.town == town);
    let points: Vec<(f64, f64)> = homes.filter_map(|home| home.lat.zip(home.lon)).collect();
    let middle = |mut numbers: Vec<f64>| {
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied()
    };
    let (lat, lon): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
    middle(lat).zip(middle(lon))
}
