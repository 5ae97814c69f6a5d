//! Who may issue what, when an authorisation is open, how a place lives, what is owed when.

use super::*;
use crate::eligibility::{Authority, BerufssprachkursAccess, Obligation};
use crate::ids::*;
use crate::organisation::OrganisationKind as Body;
use crate::region::{Pace, Settings, pace, pace_with};
use chrono::{Days, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn table() -> VocationalTable {
    toml::from_str(include_str!("../../../../rules/vocational_types.toml")).expect("readable")
}

const B2: VocationalLine = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };

fn new() -> NewAuthorisation {
    NewAuthorisation { line: B2, obliged: false, until: None, deviation: None }
}

fn found(issuer: Option<Authority>) -> Findings<'static> {
    Findings {
        access: BerufssprachkursAccess::Yes,
        issuer,
        obligation: Obligation::None,
        closed: &[],
        fingerprint: "f",
    }
}

fn authorisation(issued: &str, until: &str) -> Authorisation {
    let today = day(issued);
    let basis = new().check(Body::Arbeitsagentur, found(Some(Authority::Arbeitsagentur)), &table(), today);
    Authorisation {
        id: AuthorisationId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        issuer: OrganisationId(1),
        line: B2,
        obliged: false,
        issued_on: today,
        valid_until: day(until),
        code: "k7".into(),
        basis: basis.expect("as found"),
        registered_on: None,
        revoked_on: None,
    }
}

fn place(registered: &str) -> VocationalPlace {
    VocationalPlace {
        id: VocationalPlaceId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        authorisation: AuthorisationId(1),
        issuer: OrganisationId(1),
        provider: OrganisationId(2),
        line: B2,
        obliged: false,
        proof: LevelProof::Certificate,
        proven_on: day(registered),
        registered_on: day(registered),
        state: PlaceState::Waiting,
        course: None,
        no_start_told_on: None,
        no_place_told_on: None,
        end: None,
        result: None,
    }
}

fn course() -> VocationalCourse {
    VocationalCourse {
        id: VocationalCourseId(1),
        region: RegionId(1),
        version: 1,
        provider: OrganisationId(2),
        line: B2,
        number: "B2-1".into(),
        town: String::new(),
        planned_start_on: day("2026-12-07"),
        started_on: None,
        ends_on: day("2027-04-16"),
        seats: 25,
        state: VocationalCourseState::Planned,
    }
}

#[test]
fn only_the_body_that_decides_issues_and_a_deviation_needs_its_reason() {
    let (table, today) = (table(), day("2026-11-25"));
    let agency = Some(Authority::Arbeitsagentur);
    let code =
        |result: Result<AuthorisationBasis, crate::refusal::Refusal>| result.expect_err("refused").code;
    for other in [Body::Auslaenderbehoerde, Body::Sozialamt, Body::Kurstraeger, Body::Koordination] {
        assert_eq!(code(new().check(other, found(agency), &table, today)), "vocational-not-this-body");
    }
    assert_eq!(
        code(new().check(Body::Jobcenter, found(agency), &table, today)),
        "vocational-other-body-decides"
    );
    assert!(new().check(Body::Arbeitsagentur, found(agency), &table, today).is_ok());
    let unknown = Findings { access: BerufssprachkursAccess::Undetermined, ..found(None) };
    assert_eq!(code(new().check(Body::Bundesamt, unknown, &table, today)), "vocational-deviation-reason");
    let reason = AuthorisationDeviation::ShownInApplication;
    let with = NewAuthorisation { deviation: Some(reason), ..new() };
    let basis = with.check(Body::Bundesamt, unknown, &table, today).expect("with its reason");
    assert_eq!((basis.deviation, basis.access.as_str()), (Some(reason), "undetermined"));
    let oblige = NewAuthorisation { obliged: true, ..with };
    assert_eq!(
        code(oblige.check(Body::Bundesamt, unknown, &table, today)),
        "vocational-only-jobcenter-obliges"
    );
    let kept = with.check(Body::Arbeitsagentur, found(agency), &table, today).expect("as found");
    assert_eq!(kept.deviation, None, "a reason nobody needed is not kept");
}

#[test]
fn a_closed_type_and_levels_it_does_not_have_are_refused() {
    let (table, today) = (table(), day("2026-11-25"));
    let agency = Some(Authority::Arbeitsagentur);
    let closed = ["BSK-B2".to_owned()];
    let shut = Findings { closed: &closed, ..found(agency) };
    let refused = new().check(Body::Arbeitsagentur, shut, &table, today).expect_err("closed");
    assert_eq!(refused.code, "vocational-type-closed");
    let a1 = VocationalLine { from: Level::A1, ..B2 };
    let low = NewAuthorisation { line: a1, ..new() };
    let refused = low.check(Body::Arbeitsagentur, found(agency), &table, today).expect_err("too low");
    assert_eq!(refused.code, "vocational-levels-do-not-fit");
}

#[test]
fn an_authorisation_holds_three_months_and_shorter_only_in_an_obligation() {
    let (pace, today, jobcenter) = (pace(), day("2026-11-25"), OrganisationId(1));
    let until = |new: &NewAuthorisation| new.valid_until(jobcenter, today, &pace);
    assert_eq!(until(&new()), Ok(day("2027-02-25")));
    let short = NewAuthorisation { until: Some(day("2026-12-31")), ..new() };
    assert_eq!(until(&short).expect_err("no duty").code, "authorisation-shorter-only-obliged");
    let duty = NewAuthorisation { obliged: true, ..short.clone() };
    assert_eq!(until(&duty), Ok(day("2026-12-31")));
    let long = NewAuthorisation { until: Some(day("2027-02-26")), ..duty };
    assert_eq!(until(&long).expect_err("longer").code, "authorisation-longer-than-law");
}

#[test]
fn nobody_registers_without_an_open_authorisation_on_the_very_day() {
    let mut one = authorisation("2026-11-25", "2027-02-25");
    let lapsed = one.clone().use_up(day("2027-02-26")).expect_err("lapsed");
    assert_eq!(lapsed.code, "authorisation-lapsed");
    assert!(one.clone().use_up(day("2027-02-25")).is_ok(), "the last day counts");
    one.use_up(day("2026-12-01")).expect("open");
    assert_eq!(one.use_up(day("2026-12-02")).expect_err("twice").code, "authorisation-used");
    one.give_back();
    one.revoke(day("2026-12-03")).expect("once");
    assert_eq!(one.use_up(day("2026-12-03")).expect_err("revoked").code, "authorisation-revoked");
    assert!(one.revoke(day("2026-12-04")).is_err());
}

#[test]
fn nobody_is_authorised_or_registered_twice_for_the_same_type_at_the_same_time() {
    let today = day("2026-11-26");
    let open = [authorisation("2026-11-25", "2027-02-25")];
    let refused = Authorisation::check_new(B2, &open, &[], today).expect_err("open");
    assert_eq!(refused.code, "authorisation-open-already");
    let mut waiting = place("2026-11-25");
    assert!(Authorisation::check_new(B2, &[], &[waiting.clone()], today).is_err());
    assert_eq!(
        check_registration(B2, &[waiting.clone()]).expect_err("waits").code,
        "vocational-place-already"
    );
    waiting.leave(PlaceEnd { on: today, broke_off: Some(BreakOff::Moved) }).expect("leaves");
    assert!(check_registration(B2, &[waiting.clone()]).is_ok());
    assert!(Authorisation::check_new(B2, &[], &[waiting], today).is_ok());
}

#[test]
fn four_weeks_after_registration_something_is_told_and_two_weeks_later_again() {
    let pace = pace();
    let mut one = place("2026-11-02");
    let duty = place_duty(&one, &pace).expect("owed");
    assert_eq!((duty.what, duty.due_on), (DutyCode::TellNoStart, day("2026-11-30")));
    assert!(one.refer(OrganisationId(3)).is_err(), "first it is told");
    assert_eq!(one.tell(day("2026-11-20")), Ok(false));
    let duty = place_duty(&one, &pace).expect("owed");
    assert_eq!((duty.what, duty.due_on), (DutyCode::TellNoPlace, day("2026-12-14")));
    one.refer(OrganisationId(3)).expect("elsewhere");
    assert_eq!(place_duty(&one, &pace).map(|duty| duty.due_on), Some(day("2026-12-14")), "clocks go on");
    assert_eq!(one.tell(day("2026-12-14")), Ok(true));
    assert_eq!(place_duty(&one, &pace), None);
    assert!(one.tell(day("2026-12-15")).is_err());
}

#[test]
fn bamf_is_told_of_a_group_at_once_or_by_the_rhythm_of_the_region() {
    let provider = OrganisationId(2);
    let due = |pace: &Pace, registered: Option<&str>, reported: Option<&str>| {
        group_report_due(provider, registered.map(day), reported.map(day), pace).map(|duty| duty.due_on)
    };
    let at_once = pace();
    assert_eq!(due(&at_once, None, None), None);
    assert_eq!(due(&at_once, Some("2026-11-20"), None), Some(day("2026-11-20")));
    assert_eq!(due(&at_once, Some("2026-11-20"), Some("2026-11-20")), None);
    let mut settings = Settings::default();
    settings.vocational.group_report = GroupReportRhythm::Rhythm;
    let rhythm = pace_with(settings);
    assert_eq!(due(&rhythm, Some("2026-11-20"), None), Some(day("2026-12-04")));
    assert_eq!(due(&rhythm, Some("2026-11-20"), Some("2026-11-10")), Some(day("2026-11-24")));
    assert_eq!(due(&rhythm, Some("2026-11-20"), Some("2026-11-21")), None);
}

#[test]
fn missing_people_are_counted_over_all_providers_and_job_courses_need_fewer() {
    let places: Vec<VocationalPlace> = (0..9)
        .map(|n| VocationalPlace { provider: OrganisationId(2 + n % 2), ..place("2026-11-02") })
        .collect();
    let lines = count_lines(&table(), &places, day("2026-11-25"));
    let b2 = lines.iter().find(|line| line.line == B2).expect("the line");
    assert_eq!((b2.waiting, b2.start_at, b2.missing), (9, 15, 6));
    assert_eq!(b2.by_provider.values().copied().collect::<Vec<_>>(), vec![5, 4]);
    let job = lines.iter().find(|line| line.line.kind == VocationalKind::Job).expect("the type");
    assert_eq!((job.waiting, job.missing), (0, 7));
}

#[test]
fn a_course_takes_its_own_line_up_to_its_seats_and_begins_not_below_the_smallest_group() {
    let mut one = place("2026-11-02");
    let other = VocationalCourse { provider: OrganisationId(9), ..course() };
    assert_eq!(one.place(&other, 0).expect_err("foreign").code, "vocational-course-does-not-fit");
    assert_eq!(one.place(&course(), 25).expect_err("full").code, "vocational-course-full");
    one.place(&course(), 24).expect("the last seat");
    let job = VocationalLine { kind: VocationalKind::Job, from: Level::B1, goal: Goal::Attendance };
    let table = table();
    let row = table.check(job, day("2026-12-07")).expect("a row");
    let mut small = VocationalCourse { line: job, ..course() };
    assert_eq!(small.start(day("2026-12-07"), 2, row).expect_err("two").code, "vocational-group-too-small");
    let late =
        VocationalCourse { ends_on: day("2026-12-07"), ..small.clone() }.start(day("2026-12-07"), 3, row);
    assert_eq!(late.expect_err("its last day is over").code, "vocational-course-ends-first");
    small.start(day("2026-12-07"), 3, row).expect("three are enough");
    assert!(small.cancel().is_err());
}

#[test]
fn a_certificate_older_than_six_months_proves_nothing() {
    let (pace, provider) = (pace(), OrganisationId(2));
    let at = (day("2026-11-25"), provider);
    assert!(LevelProof::Certificate.check(day("2026-05-25"), at, &pace).is_ok());
    let refused = LevelProof::Certificate.check(day("2026-05-24"), at, &pace).expect_err("old");
    assert_eq!(refused.code, "vocational-proof-too-old");
    assert!(LevelProof::PlacementTest.check(day("2026-05-24"), at, &pace).is_ok());
    assert!(LevelProof::PlacementTest.check(day("2026-11-26"), at, &pace).is_err());
}

#[test]
fn reports_go_to_bamf_and_issuer_and_absence_only_to_who_looks_after_job_seekers() {
    use VocationalReportKind as K;
    let (one, bamf) = (place("2026-11-02"), Some(OrganisationId(3)));
    let told = |what, issuer| recipients_of(what, &one, Some(issuer), bamf);
    assert_eq!(told(K::BrokeOff, Body::Jobcenter), vec![OrganisationId(3), OrganisationId(1)]);
    assert_eq!(told(K::Irregular, Body::Arbeitsagentur), vec![OrganisationId(1)]);
    assert_eq!(told(K::Irregular, Body::Bundesamt), vec![]);
    assert_eq!(told(K::Registered, Body::Jobcenter), vec![], "only where somebody is obliged");
    let by_bamf = VocationalPlace { issuer: OrganisationId(3), ..one.clone() };
    let told = recipients_of(K::ExamResult, &by_bamf, Some(Body::Bundesamt), bamf);
    assert_eq!(told, vec![OrganisationId(3)], "each body once");
}

#[test]
fn where_somebody_stands_follows_from_the_newest_open_thing() {
    let (pace, today) = (pace(), day("2026-11-25"));
    let standing = |authorisations: &[Authorisation], places: &[VocationalPlace]| {
        vocational_standing(authorisations, places, &[course()], &pace, today)
            .map(|found| (found.what, found.who, found.due_on))
    };
    assert_eq!(standing(&[], &[]), None);
    let open = [authorisation("2026-11-20", "2027-02-20")];
    let register = (VocationalStep::Register, OrganisationId(1), day("2027-02-20"));
    assert_eq!(standing(&open, &[]), Some(register));
    let lapsed = [authorisation("2026-08-01", "2026-11-01")];
    assert_eq!(standing(&lapsed, &[]).map(|found| found.0), Some(VocationalStep::DecideAgain));
    let mut one = place("2026-11-02");
    let at = |place: &VocationalPlace| standing(&open, std::slice::from_ref(place)).expect("something");
    assert_eq!(at(&one), (VocationalStep::BeginOrTell, OrganisationId(2), day("2026-11-30")));
    one.tell(today).expect("told");
    assert_eq!(at(&one).0, VocationalStep::PlaceElsewhere);
    one.tell(today).expect("told");
    assert_eq!((at(&one).0, at(&one).1), (VocationalStep::ReferElsewhere, OrganisationId(3)));
    one.place(&course(), 0).expect("a seat");
    one.start().expect("begins");
    assert_eq!((at(&one).0, at(&one).2), (VocationalStep::Attend, day("2027-04-16")));
    one.end(PlaceEnd { on: today, broke_off: None }).expect("over");
    assert_eq!(at(&one).0, VocationalStep::EnterResult);
    one.take_result(VocationalResult { on: today, reached: true }).expect("a result");
    assert_eq!(standing(&[], &[one]), None);
}

/// Every way of ten changes out of all, tried from the beginning.
#[test]
fn no_order_of_changes_begins_without_a_seat_ends_twice_or_has_a_result_after_a_break_off() {
    let mut seed: u64 = 7;
    let mut chance = move |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for _ in 0..4_000 {
        let mut one = place("2026-11-02");
        let mut seats = 0;
        for step in 0..10 {
            let on = day("2026-11-03") + Days::new(step);
            let before = one.clone();
            let done = match chance(8) {
                0 => one.place(&course(), 0).map(|()| seats += 1),
                1 => one.unplace(),
                2 => one.start(),
                3 => one.end(PlaceEnd { on, broke_off: None }),
                4 => one.end(PlaceEnd { on, broke_off: Some(BreakOff::Work) }),
                5 => one.leave(PlaceEnd { on, broke_off: Some(BreakOff::Moved) }),
                6 => one.take_result(VocationalResult { on, reached: true }),
                _ => one.tell(on).map(|_| ()),
            };
            assert!(done.is_ok() || one == before, "a refused change changes nothing");
            assert!(one.state != PlaceState::Started || (seats > 0 && one.course.is_some()));
            assert!(before.end.is_none() || one.end == before.end, "it ends once");
            assert!(before.lives() || !one.lives(), "who is out does not come back by itself");
            let broke_off = one.end.is_some_and(|end| end.broke_off.is_some());
            assert!(one.result.is_none() || (one.state == PlaceState::Ended && !broke_off));
        }
    }
}
