//! Stories of packages, and what no document of strangers may do.

use super::*;
use crate::act::ActKind;
use crate::assignment::Outcome;
use crate::case::Stage;
use crate::case::tests::case;
use crate::course::CourseKind;
use crate::person::tests::person;
use crate::placement::{Level, Recommendation};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn test() -> MovingTest {
    let recommendation = Recommendation {
        course_kind: CourseKind::AllgemeinerIntegrationskurs,
        section: 1,
        level: Level::BelowA1,
        deviation: None,
    };
    MovingTest { tested_on: Some(day("2026-09-02")), recommendation }
}

fn course(last_section: u8, outcome: Option<Outcome>) -> EarlierCourse {
    EarlierCourse {
        kind: CourseKind::Alphabetisierungskurs,
        provider: "Volkshochschule".to_owned(),
        first_section: 1,
        last_section,
        begun_on: day("2026-09-14"),
        ended_on: outcome.map(|_| day("2026-11-20")),
        outcome,
    }
}

fn act() -> MovingAct {
    MovingAct {
        kind: ActKind::VerpflichtungJobcenter,
        issued_by: "Jobcenter anderswo".to_owned(),
        issuer_kind: OrganisationKind::Jobcenter,
        issued_on: day("2026-08-20"),
        valid_until: None,
        basis: String::new(),
    }
}

/// A package of somebody in the middle of a course.
fn package() -> Package {
    Package {
        format: FORMAT.to_owned(),
        code: "0AB1".to_owned(),
        receipt: "K7QX2M9P".to_owned(),
        made_on: day("2026-11-24"),
        sender: Sender {
            name: "Jobcenter anderswo".to_owned(),
            kind: OrganisationKind::Jobcenter,
            county: "Anderswo".to_owned(),
        },
        agreed: Agreed {
            text_version: "2026-11".to_owned(),
            language: "uk".to_owned(),
            given_on: day("2026-11-24"),
            valid_until: Some(day("2027-11-24")),
        },
        person: person(1).into(),
        standing: Standing {
            number: "OAL-2026-00042".to_owned(),
            stage: Stage::InCourse,
            opened_on: day("2026-08-20"),
            waits_since: None,
        },
        acts: vec![act()],
        test: Some(test()),
        courses: vec![course(3, Some(Outcome::MovesAway))],
        exams: Vec::new(),
    }
}

fn outgoing() -> Relocation {
    Relocation {
        id: RelocationId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        direction: Direction::Outgoing,
        organisation: OrganisationId(1),
        county: "Hier".to_owned(),
        noted_on: day("2026-11-24"),
        due_on: Some(day("2026-12-08")),
        state: RelocationState::Made,
        answered_on: None,
        key: String::new(),
        package: Box::new(package()),
    }
}

#[test]
fn a_receipt_may_be_typed_with_dashes_and_counts_once() {
    let mut one = outgoing();
    assert_eq!(
        one.confirm("K7QX-0000", day("2026-12-01")).expect_err("another").code,
        "relocation-other-receipt"
    );
    one.confirm(" k7qx-2m9p ", day("2026-12-01")).expect("the right one");
    assert_eq!((one.state, one.answered_on), (RelocationState::Confirmed, Some(day("2026-12-01"))));
    let again = one.take_back(day("2026-12-02")).expect_err("over");
    assert_eq!(again.code, "relocation-answered");
}

#[test]
fn whoever_left_a_course_goes_on_in_the_section_that_was_not_finished() {
    let found = package().recommendation().expect("tested");
    assert_eq!((found.course_kind, found.section), (CourseKind::Alphabetisierungskurs, 3));
    let untaught = Package { courses: Vec::new(), ..package() };
    assert_eq!(untaught.recommendation().map(|found| found.section), Some(1), "as tested");
    assert_eq!(Package { test: None, ..package() }.recommendation(), None, "to be tested first");
}

#[test]
fn a_new_case_looks_for_a_seat_unless_the_course_is_over() {
    let mut moved = case();
    package().tell(&mut moved);
    assert_eq!((moved.recommendation.is_some(), moved.awaiting_since), (true, Some(day("2026-11-24"))));
    let mut graduate = package();
    graduate.courses = vec![course(10, Some(Outcome::Completed))];
    graduate.standing.stage = Stage::AfterCourse;
    let mut later = case();
    graduate.tell(&mut later);
    assert!(graduate.course_is_over() && later.recommendation.is_none());
}

#[test]
fn without_a_consent_of_that_day_or_with_another_format_nothing_is_taken_over() {
    let today = day("2026-11-25");
    package().check(today).expect("as made");
    let code = |change: fn(&mut Package)| {
        let mut one = package();
        change(&mut one);
        one.check(today).expect_err("refused").code
    };
    assert_eq!(code(|one| one.agreed.given_on = day("2026-11-25")), "relocation-without-consent");
    assert_eq!(code(|one| one.agreed.valid_until = Some(day("2026-11-24"))), "relocation-without-consent");
    assert_eq!(code(|one| one.format = "other/1".to_owned()), "relocation-other-format");
    assert_eq!(code(|one| one.made_on = day("2026-12-24")), "relocation-from-the-future");
    assert_eq!(code(|one| one.acts = vec![act(); 61]), "relocation-unreadable");
    assert_eq!(code(|one| one.acts[0].issuer_kind = OrganisationKind::Kurstraeger), "relocation-unreadable");
    assert_eq!(code(|one| one.courses[0].first_section = 9), "relocation-unreadable");
}

#[test]
fn an_act_goes_to_a_body_that_could_have_issued_it() {
    use OrganisationKind as K;
    let bodies = [(OrganisationId(5), K::Jobcenter), (OrganisationId(3), K::Jobcenter)];
    let own = (OrganisationId(9), K::Auslaenderbehoerde);
    assert_eq!(body_for(&act(), own, &[], &bodies), Some(OrganisationId(3)));
    let chosen = [(K::Jobcenter, OrganisationId(5))];
    assert_eq!(body_for(&act(), own, &chosen, &bodies), Some(OrganisationId(5)));
    let foreign = [(K::Jobcenter, OrganisationId(77))];
    assert_eq!(body_for(&act(), own, &foreign, &bodies), Some(OrganisationId(3)), "of another county");
    assert_eq!(
        body_for(&act(), (OrganisationId(9), K::Jobcenter), &chosen, &bodies),
        Some(OrganisationId(9))
    );
    assert_eq!(body_for(&act(), own, &[], &[]), None);
}

proptest! {
    #[test]
    fn a_package_reads_back_as_it_was_written_and_damaged_ones_never_panic(
        at in 0usize..4000, byte in any::<u8>(), stage in 0usize..Stage::ALL.len()
    ) {
        let mut one = package();
        one.standing.stage = Stage::ALL[stage];
        let text = serde_json::to_string(&one).expect("json");
        prop_assert_eq!(&serde_json::from_str::<Package>(&text).expect("the same"), &one);
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(damaged) = serde_json::from_slice::<Package>(&bytes) {
            let mut person = damaged.person.settled_in(PersonId(1), RegionId(1));
            let _ = (damaged.check(day("2026-11-25")), damaged.recommendation(), person.settle(day("2026-11-25")));
        }
    }
}
