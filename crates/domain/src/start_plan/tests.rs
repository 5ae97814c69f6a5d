//! Stories of possible starts: days, rooms, law, agreement; and the name of a start.

use super::*;
use crate::agreement::{Agreement, Contribution};
use crate::course::{CourseKind, KindRow, KindTable, sections};
use crate::ids::{CaseId, RegionId, SupplyId};
use crate::person::TimeOfDay;
use crate::supply::{KindTerms, Supply, Teacher, TeachingRoom};
use chrono::{Datelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

const ALLG: CourseKind = CourseKind::AllgemeinerIntegrationskurs;
const PROVIDER: OrganisationId = OrganisationId(2);

fn supply() -> Supply {
    Supply {
        id: SupplyId(9),
        region: RegionId(1),
        version: 1,
        organisation: PROVIDER,
        teachers: vec![Teacher {
            label: "1".to_owned(),
            lessons: 25,
            kinds: vec![ALLG],
            from: None,
            until: None,
        }],
        rooms: vec![TeachingRoom {
            name: "R1".to_owned(),
            town: String::new(),
            seats: 30,
            times: vec![TimeOfDay::Morning],
            child_care_seats: 4,
        }],
        kinds: vec![KindTerms { kind: ALLG, minimum: 12, lessons_per_week: 25 }],
        examiners: 1,
        confirmed_on: day("2026-11-01"),
    }
}

fn table() -> KindTable {
    let row = KindRow {
        kind: ALLG,
        language_lessons: 600,
        orientation_lessons: 100,
        max_group: 25,
        group_confirmed: true,
        valid_from: None,
        begun_before: None,
        basis: "§ 14 Abs. 2 IntV".to_owned(),
    };
    KindTable { row: vec![row] }
}

fn found(supply: Supply, agreement: Option<&Agreement>, fixed: &[Fixed<'_>]) -> Vec<Candidate> {
    let seats = BTreeMap::from([(PROVIDER, "Gunzenhausen".to_owned())]);
    let sections = BTreeMap::from([(ALLG, BTreeSet::from([4]))]);
    let settings = PlanningSettings::default();
    let supplies = [supply];
    let kinds = table();
    let offer = Offer {
        supplies: &supplies,
        agreement,
        kinds: &kinds,
        settings: &settings,
        seats: &seats,
        sections: &sections,
    };
    let closed = day("2026-12-21");
    let works = |on: NaiveDate| on != closed && on.weekday() != Weekday::Sun && on.weekday() != Weekday::Sat;
    candidates(&offer, fixed, &works, (day("2026-11-25"), day("2027-02-24")))
}

#[test]
fn possible_starts_lie_on_working_mondays_two_weeks_apart_and_keep_to_room_and_law() {
    let all = found(supply(), None, &[]);
    assert!(!all.is_empty());
    let sections: BTreeSet<u8> = all.iter().map(|one| one.key.section).collect();
    assert_eq!(sections, BTreeSet::from([1, 4]), "the first, and those people wait for");
    let days: BTreeSet<NaiveDate> = all.iter().map(|one| one.key.on).collect();
    assert!(days.iter().all(|on| *on >= day("2026-12-09")), "two weeks are needed to invite");
    assert!(days.iter().all(|on| *on != day("2026-12-21")), "nobody works that day");
    let listed: Vec<_> = days.iter().collect();
    assert!(listed.windows(2).all(|pair| (13..=15).contains(&(*pair[1] - *pair[0]).num_days())), "{days:?}");
    assert!(
        all.iter().all(|one| one.seats == 25 && one.child_care_seats == 4),
        "the law ends before the room does"
    );
    let first = all.iter().find(|one| one.key.section == 1).expect("a beginner's course");
    assert_eq!((first.ends_on - first.key.on).num_days() + 1, 7 * 28, "seven sections of four weeks");
}

#[test]
fn a_first_day_stays_the_same_in_a_plan_made_a_week_later() {
    let earlier: BTreeSet<NaiveDate> = found(supply(), None, &[]).iter().map(|one| one.key.on).collect();
    let settings = PlanningSettings::default();
    let later = super::candidates::first_days(&settings, &|_| true, day("2026-12-02"), day("2027-02-24"));
    let later: BTreeSet<NaiveDate> = later.into_iter().filter(|on| *on > day("2026-12-28")).collect();
    let earlier: BTreeSet<NaiveDate> = earlier.into_iter().filter(|on| *on > day("2026-12-28")).collect();
    assert_eq!(earlier, later);
}

#[test]
fn nothing_is_possible_in_a_room_below_the_minimum_or_outside_the_agreement() {
    let mut small = supply();
    small.rooms[0].seats = 10;
    assert_eq!(found(small, None, &[]), []);
    let mut agreement = crate::agreement::tests::agreement();
    agreement.terms.contributions = vec![Contribution {
        provider: PROVIDER,
        kinds: vec![CourseKind::Alphabetisierungskurs],
        towns: Vec::new(),
        share: 100,
    }];
    assert_eq!(found(supply(), Some(&agreement), &[]), []);
    agreement.terms.contributions[0].kinds = vec![ALLG];
    assert!(!found(supply(), Some(&agreement), &[]).is_empty());
    agreement.terms.contributions[0].towns = vec!["Treuchtlingen".to_owned()];
    assert_eq!(found(supply(), Some(&agreement), &[]), []);
}

#[test]
fn a_published_course_takes_the_place_of_the_same_possible_start() {
    let possible = found(supply(), None, &[]);
    let one = possible.iter().find(|one| one.key.section == 1).expect("a start");
    let mut course = crate::course::tests::course("2026-12-01");
    course.organisation = PROVIDER;
    course.place.town = "Gunzenhausen".to_owned();
    course.planned_start_on = one.key.on;
    course.sections = sections(1, 7, one.key.on, 25);
    let both =
        found(supply(), None, &[Fixed { course: &course, free: 3 }, Fixed { course: &course, free: 5 }]);
    let same: Vec<_> = both.iter().filter(|found| found.key == one.key).collect();
    assert_eq!(same.len(), 2, "two courses may begin on the same day in the same town");
    assert!(same.iter().all(|found| found.course == Some(course.id)));
    assert_eq!(both.len(), possible.len() + 1);
}

#[test]
fn a_start_survives_its_text_form_whatever_the_town_is_called() {
    let key = StartKey {
        on: day("2026-12-07"),
        provider: PROVIDER,
        kind: ALLG,
        section: 3,
        time: TimeOfDay::Evening,
        town: "Weißenburg i. Bay.".to_owned(),
    };
    assert_eq!(key.to_string().parse(), Ok(key.clone()));
    assert_eq!(key.moved_to(day("2026-12-14")).on, day("2026-12-14"));
    for text in ["", "2026-12-07", "x.2.ALLG.1.morning.X", "2026-12-07.2.NEU.1.morning.X"] {
        assert!(text.parse::<StartKey>().is_err(), "{text}");
    }
}

fn seat(code: SeatHandCode, start: Option<&str>) -> SeatByHand {
    SeatByHand { case: CaseId(7), code, start: start.map(str::to_owned) }
}

#[test]
fn a_start_is_moved_to_a_working_day_that_leaves_time_to_invite() {
    let settings = PlanningSettings { lead_days: 14, ..PlanningSettings::default() };
    let key = StartKey {
        on: day("2026-12-14"),
        provider: PROVIDER,
        kind: ALLG,
        section: 1,
        time: TimeOfDay::Morning,
        town: "Gunzenhausen".to_owned(),
    };
    let check = |code, to: Option<&str>| {
        let wish = ByHand { start: key.clone(), code, to: to.map(day) };
        let workday = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        wish.check_day(&settings, &workday, (day("2026-11-25"), day("2027-05-26"))).map_err(|why| why.code)
    };
    let outside = Err("start-plan-move-outside".to_owned());
    assert_eq!(check(HandCode::Moved, Some("2026-12-09")), Ok(()));
    assert_eq!(check(HandCode::Moved, Some("2026-12-08")), outside, "13 days are too few");
    assert_eq!(check(HandCode::Moved, Some("2027-05-27")), outside);
    assert_eq!(check(HandCode::Moved, None), outside);
    assert_eq!(check(HandCode::Moved, Some("2026-12-13")), Err("start-plan-move-free-day".to_owned()));
    assert_eq!(check(HandCode::Forbidden, None), Ok(()));
}

#[test]
fn the_last_wish_about_a_person_counts_and_several_starts_may_be_refused() {
    use SeatHandCode::{Kept, LeftOut, Refused};
    let hand = |wishes: &[SeatByHand]| {
        wishes.iter().fold(Hand::default(), |hand, wish| hand.with(&Wish::Seat(wish.clone()))).seats
    };
    let (kept, refused) = (seat(Kept, Some("a")), seat(Refused, Some("b")));
    assert_eq!(hand(&[refused.clone(), kept.clone()]), [refused.clone(), kept.clone()]);
    assert_eq!(hand(&[kept.clone(), seat(Kept, Some("b"))]), [seat(Kept, Some("b"))]);
    assert_eq!(hand(&[kept.clone(), seat(Refused, Some("a"))]), [seat(Refused, Some("a"))]);
    assert_eq!(hand(&[kept.clone(), refused.clone(), seat(LeftOut, None)]), [seat(LeftOut, None)]);
    assert_eq!(hand(&[seat(LeftOut, None), kept.clone()]).as_slice(), std::slice::from_ref(&kept));
    let other = SeatByHand { case: CaseId(8), ..kept.clone() };
    let both = hand(&[kept.clone(), other.clone()]);
    assert_eq!(both, [kept.clone(), other.clone()], "another person's seat is another matter");
    let back = Hand { seats: both, ..Hand::default() }.with(&Wish::WithoutSeat(kept));
    assert_eq!(back.seats, [other]);
}

#[test]
fn the_longest_search_is_said_in_whole_seconds() {
    let set = PlanningSettings {
        seconds: 5,
        draws: 5,
        draw_milliseconds: 810,
        again_milliseconds: 500,
        ..PlanningSettings::default()
    };
    assert_eq!((set.longest_search(), set.longest_again()), (10, 1));
    assert_eq!(PlanningSettings { draws: -3, seconds: 0, ..set }.longest_search(), 1);
}
