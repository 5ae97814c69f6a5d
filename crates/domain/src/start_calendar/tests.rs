//! Stories of the calendar: promises kept and broken, what collides.

use super::*;
use crate::ids::{RegionId, SupplyId};
use crate::supply::{KindTerms, Supply, Teacher, TeachingRoom};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn run(id: i64, kind: CourseKind, from: &str, until: &str) -> Run {
    Run {
        course: CourseId(id),
        provider: OrganisationId(2),
        kind,
        first_section: 1,
        town: "Gunzenhausen".to_owned(),
        time: Some(TimeOfDay::Morning),
        from: day(from),
        until: day(until),
        lessons_per_week: 20,
        seats: 18,
        draft: false,
    }
}

const ALLG: CourseKind = CourseKind::AllgemeinerIntegrationskurs;
const ALPHA: CourseKind = CourseKind::Alphabetisierungskurs;

#[test]
fn a_type_keeps_its_promise_while_the_next_start_is_near_and_every_longer_gap_is_told() {
    let runs = [
        run(1, ALLG, "2026-12-09", "2027-06-01"),
        run(2, ALLG, "2027-02-10", "2027-08-01"),
        Run { draft: true, ..run(3, ALPHA, "2026-12-02", "2027-06-01") },
        Run { first_section: 4, ..run(4, ALPHA, "2026-12-03", "2027-06-01") },
    ];
    let (today, until) = (day("2026-11-25"), day("2027-02-24"));
    let told = promises(&[ALLG, ALPHA], &runs, today, until, 4);
    assert_eq!(
        (told[0].next, told[0].days_until_next, told[0].kept),
        (Some(day("2026-12-09")), Some(14), true)
    );
    let gaps: Vec<_> = told[0].gaps.iter().map(|gap| (gap.from, gap.until, gap.days, gap.open_end)).collect();
    assert_eq!(gaps, [(day("2026-12-09"), day("2027-02-10"), 63, false)]);
    // neither a draft nor a course that begins later than with its first section is a way in
    assert_eq!((told[1].next, told[1].kept), (None, false));
    assert_eq!(told[1].gaps.len(), 1);
    assert!(told[1].gaps[0].open_end);
}

fn supply() -> Supply {
    let teacher = |label: &str, lessons, kinds: &[CourseKind]| Teacher {
        label: label.to_owned(),
        lessons,
        kinds: kinds.to_vec(),
        from: None,
        until: None,
    };
    Supply {
        id: SupplyId(9),
        region: RegionId(1),
        version: 1,
        organisation: OrganisationId(2),
        teachers: vec![teacher("1", 25, &[ALLG, ALPHA]), teacher("2", 20, &[ALLG])],
        rooms: vec![TeachingRoom {
            name: "R1".to_owned(),
            town: String::new(),
            seats: 20,
            times: vec![TimeOfDay::Morning, TimeOfDay::Afternoon],
            child_care_seats: 0,
        }],
        kinds: vec![
            KindTerms { kind: ALLG, minimum: 12, lessons_per_week: 20 },
            KindTerms { kind: ALPHA, minimum: 8, lessons_per_week: 20 },
        ],
        examiners: 1,
        confirmed_on: day("2026-11-01"),
    }
}

fn told(runs: &[Run], marks: &[TestDayMark]) -> Vec<Collision> {
    let seat = |_| "Gunzenhausen".to_owned();
    collisions(runs, marks, &[supply()], &seat, (day("2026-11-25"), day("2027-05-26")), 29)
}

#[test]
fn two_courses_in_the_only_room_at_the_same_time_collide_and_at_different_times_do_not() {
    let first = run(1, ALLG, "2026-12-07", "2027-03-01");
    let second = run(2, ALPHA, "2027-01-11", "2027-04-01");
    let both = told(&[first.clone(), second.clone()], &[]);
    assert_eq!(both.len(), 1, "{both:?}");
    assert_eq!((both[0].code, both[0].needed, both[0].there), (CollisionCode::Rooms, 2, 1));
    assert!(both[0].from <= day("2027-01-11") && both[0].until >= day("2027-03-01"));
    let later = Run { time: Some(TimeOfDay::Afternoon), ..second };
    assert_eq!(told(&[first, later], &[]), []);
}

#[test]
fn literacy_courses_need_teachers_who_may_teach_them() {
    let at = |id, time| Run { time: Some(time), ..run(id, ALPHA, "2026-12-07", "2027-03-01") };
    let two = [at(1, TimeOfDay::Morning), at(2, TimeOfDay::Afternoon)];
    let found = told(&two, &[]);
    let teachers: Vec<_> = found.iter().filter(|c| c.code == CollisionCode::Teachers).collect();
    assert_eq!(teachers.len(), 1, "{found:?}");
    // forty lessons, of which the only such teacher gives twenty-five
    assert_eq!((teachers[0].needed, teachers[0].there, &teachers[0].kinds[..]), (40, 25, &[ALPHA][..]));
}

#[test]
fn two_test_days_on_one_day_and_two_starts_of_a_type_in_a_town_and_week_are_told() {
    let mark = |id, town: &str, on: &str| TestDayMark {
        session: SessionId(id),
        host: None,
        town: town.to_owned(),
        on: day(on),
        seats: 12,
        booked: 0,
        version: 1,
    };
    let marks = [
        mark(1, "Gunzenhausen", "2026-12-02"),
        mark(2, "Treuchtlingen", "2026-12-02"),
        mark(3, "X", "2026-12-09"),
    ];
    let found = told(&[], &marks);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code, found[0].town.as_str()),
        (CollisionCode::TestDays, "Gunzenhausen, Treuchtlingen")
    );
    let other = OrganisationId(3);
    let near = [
        Run { provider: other, ..run(1, ALLG, "2026-12-07", "2027-03-01") },
        Run { provider: other, ..run(2, ALLG, "2026-12-10", "2027-03-01") },
        Run { provider: other, ..run(3, ALLG, "2027-02-10", "2027-03-01") },
    ];
    let found = told(&near, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].code, found[0].until), (CollisionCode::SameStart, day("2026-12-10")));
}
