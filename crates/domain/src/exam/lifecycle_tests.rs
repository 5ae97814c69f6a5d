//! The life of an entry under every sequence of events, and the shipped tables against their example cases.

use super::*;
use crate::course::CourseKind;
use crate::ids::*;
use crate::organisation::Place;
use crate::placement::Examiner;
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use serde::Deserialize;

const FILE: &str = include_str!("../../../../rules/exams.toml");

fn rules() -> ExamRules {
    toml::from_str(FILE).expect("the shipped tables")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn after(days: i64) -> NaiveDate {
    day("2026-12-09") + chrono::Duration::days(days)
}

fn sitting(kind: ExamKind) -> ExamSitting {
    ExamSitting {
        id: ExamSittingId(1),
        region: RegionId(1),
        version: 1,
        organisation: OrganisationId(1),
        kind,
        place: Place { name: "Haus".into(), ..Place::default() },
        held_on: day("2026-12-09"),
        starts_at: NaiveTime::MIN,
        closes_on: day("2026-11-27"),
        seats: 2,
        examiners: vec![Examiner { name: "Anna Muster".into(), licence: "M-1".into() }],
        impartial: None,
        state: SittingState::Planned,
    }
}

fn entry(exam: ExamKind, state: EntryState) -> ExamEntry {
    ExamEntry {
        id: ExamEntryId(1),
        region: RegionId(1),
        version: 1,
        sitting: ExamSittingId(7),
        exam,
        held_on: day("2026-12-09"),
        case: CaseId(1),
        person: PersonId(1),
        course: CourseId(1),
        course_kind: CourseKind::AllgemeinerIntegrationskurs,
        assignment: AssignmentId(1),
        provider: OrganisationId(1),
        site: OrganisationId(1),
        attempt: 1,
        ground: Ground::LikelyB1,
        payer: Payer::FirstFree,
        hours_used_up: false,
        state,
        registered_on: day("2026-11-20"),
        result: None,
    }
}

fn dtz(parts: [DtzLevel; 3]) -> ExamResult {
    let [listening_reading, writing, speaking] = parts;
    ExamResult::dtz(&rules(), DtzParts { listening_reading, writing, speaking }, after(0))
}

fn marked(exam: ExamKind, result: ExamResult) -> ExamEntry {
    let mut entry = entry(exam, EntryState::Registered);
    entry.record(result, after(20)).expect("recorded");
    entry
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Sit,
    Miss,
    Withdraw,
    Record(DtzLevel),
    RecordLid,
}

fn levels() -> impl Strategy<Value = DtzLevel> {
    prop::sample::select(DtzLevel::ALL.to_vec())
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Sit),
        Just(Event::Miss),
        Just(Event::Withdraw),
        levels().prop_map(Event::Record),
        Just(Event::RecordLid),
    ]
}

fn apply(entry: &mut ExamEntry, event: Event, on: NaiveDate) -> Result<(), Refusal> {
    match event {
        Event::Sit => entry.sit(on),
        Event::Miss => entry.miss(on),
        Event::Withdraw => entry.withdraw(on),
        Event::Record(level) => entry.record(dtz([level; 3]), on),
        Event::RecordLid => entry.record(ExamResult::lid(&rules(), 20, on)?, on),
    }
}

proptest! {
    #[test]
    fn there_is_no_result_without_sitting_and_none_before_the_exam(
        events in prop::collection::vec((event(), -20i64..40), 0..12)
    ) {
        let mut one = entry(ExamKind::Dtz, EntryState::Registered);
        for (event, on) in events {
            let before = one.clone();
            let outcome = apply(&mut one, event, after(on));
            if outcome.is_err() {
                prop_assert_eq!(&one, &before, "a refused event changes nothing");
            }
            if outcome.is_ok() && !matches!(event, Event::Withdraw) {
                prop_assert!(on >= 0, "nothing is said of an exam that lies ahead");
            }
            prop_assert_eq!(one.result.is_some(), one.state == EntryState::Marked);
            if let Some(recorded) = one.result {
                prop_assert!(recorded.on >= one.held_on);
                prop_assert_eq!(recorded.result.exam(), one.exam);
            }
            if matches!(before.state, EntryState::Absent | EntryState::Withdrawn) {
                prop_assert!(one.result.is_none(), "who stayed away has no result without having sat after all");
            }
        }
    }

    #[test]
    fn the_overall_level_never_falls_when_a_part_gets_better(
        parts in [levels(), levels(), levels()], at in 0usize..3, better in levels()
    ) {
        let overall = |parts: [DtzLevel; 3]| {
            let [listening_reading, writing, speaking] = parts;
            rules().level(&DtzParts { listening_reading, writing, speaking }, after(0))
        };
        let mut raised = parts;
        raised[at] = raised[at].max(better);
        prop_assert!(overall(raised) >= overall(parts));
        prop_assert!(overall(parts) <= parts[2], "never above speaking");
    }

    #[test]
    fn every_free_try_is_had_once(
        failed in prop::collection::vec((any::<bool>(), any::<bool>()), 0..8), repeat: bool
    ) {
        let mut tries: Vec<Try> = Vec::new();
        for (used_up, in_repeat) in failed {
            let payer = rules().payer(ExamKind::Dtz, &tries, in_repeat && repeat, after(0));
            if payer != Payer::OwnCost {
                prop_assert!(tries.iter().all(|one| one.payer != payer), "{payer}");
            }
            tries.push(Try { payer, failed: true, hours_used_up: used_up });
        }
    }
}

#[derive(Deserialize)]
struct Examples {
    example: Example,
}

#[derive(Deserialize)]
struct Example {
    level: Vec<LevelCase>,
    points: Vec<PointsCase>,
    payer: Vec<PayerCase>,
    repeat: Vec<RepeatCase>,
}

#[derive(Deserialize)]
struct LevelCase {
    parts: [DtzLevel; 3],
    gives: DtzLevel,
}

#[derive(Deserialize)]
struct PointsCase {
    points: i64,
    gives: LidOutcome,
}

#[derive(Deserialize)]
struct PayerCase {
    exam: ExamKind,
    earlier: Vec<Try>,
    #[serde(default)]
    repeat_course: bool,
    gives: Payer,
}

#[derive(Deserialize)]
struct RepeatCase {
    course_kind: CourseKind,
    on: NaiveDate,
    gives: String,
}

fn repeater(course_kind: CourseKind) -> RepeatFacts {
    RepeatFacts {
        course_kind,
        hours_used_up: true,
        best: Some(DtzLevel::A2),
        awaits_result: false,
        repeated: 0,
        attended: Some(true),
    }
}

#[test]
fn the_shipped_tables_answer_their_example_cases_and_every_row_has_a_source() {
    let (rules, examples) = (rules(), toml::from_str::<Examples>(FILE).expect("example cases").example);
    assert!(rules.sources().all(|source| !source.trim().is_empty()));
    for case in examples.level {
        let [listening_reading, writing, speaking] = case.parts;
        let parts = DtzParts { listening_reading, writing, speaking };
        assert_eq!(rules.level(&parts, after(0)), case.gives, "{:?}", case.parts);
    }
    for case in examples.points {
        assert_eq!(rules.points_on(after(0)).expect("a table").outcome(case.points), case.gives);
    }
    for case in examples.payer {
        let payer = rules.payer(case.exam, &case.earlier, case.repeat_course, after(0));
        assert_eq!(payer, case.gives, "{:?}", case.earlier);
    }
    for case in examples.repeat {
        let answer = RepeatAnswer::of(&rules, &repeater(case.course_kind), case.on);
        assert_eq!(answer.entitled, case.gives == "entitled", "{} on {}", case.course_kind, case.on);
    }
}

#[test]
fn points_that_the_test_does_not_give_are_refused() {
    for points in [-1, 34] {
        assert_eq!(
            ExamResult::lid(&rules(), points, after(0)).expect_err("refused").code,
            "exam-points-out-of-range"
        );
    }
}

#[test]
fn nobody_is_registered_twice_nor_before_the_last_result_nor_after_the_best_one() {
    let (rules, sitting) = (rules(), sitting(ExamKind::Dtz));
    let general = (CourseKind::AllgemeinerIntegrationskurs, false);
    let ask = |known: &[ExamEntry]| may_register(&rules, &sitting, known, general);
    assert_eq!(ask(&[entry(ExamKind::Dtz, EntryState::Registered)]), Err(Obstruction::AlreadyRegistered));
    assert_eq!(ask(&[entry(ExamKind::Dtz, EntryState::Sat)]), Err(Obstruction::ResultAwaited));
    assert_eq!(ask(&[marked(ExamKind::Dtz, dtz([DtzLevel::B1; 3]))]), Err(Obstruction::AlreadyPassed));
    assert!(ask(&[entry(ExamKind::Lid, EntryState::Registered)]).is_ok(), "the other exam does not matter");
    let of_this_day = ExamEntry { sitting: sitting.id, ..entry(ExamKind::Dtz, EntryState::Absent) };
    assert_eq!(ask(&[of_this_day]), Err(Obstruction::AlreadyRegistered), "an entry of this day is corrected");
}

#[test]
fn the_second_try_is_free_only_if_the_first_was_failed_before_the_hours_were_used_up() {
    let (rules, sitting) = (rules(), sitting(ExamKind::Dtz));
    let failed = marked(ExamKind::Dtz, dtz([DtzLevel::A2; 3]));
    let general = CourseKind::AllgemeinerIntegrationskurs;
    let second = may_register(&rules, &sitting, std::slice::from_ref(&failed), (general, true)).expect("may");
    assert_eq!((second.attempt, second.payer, second.ground), (2, Payer::SecondFree, Ground::HoursUsedUp));
    let late = ExamEntry { hours_used_up: true, ..failed };
    let own = may_register(&rules, &sitting, std::slice::from_ref(&late), (general, true)).expect("may");
    assert_eq!(own.payer, Payer::OwnCost);
    let repeat = may_register(&rules, &sitting, &[late], (CourseKind::Wiederholungskurs, true)).expect("may");
    assert_eq!(repeat.payer, Payer::RepeatFree);
    let missed = entry(ExamKind::Dtz, EntryState::Absent);
    let first = may_register(&rules, &sitting, &[missed], (general, false)).expect("may");
    assert_eq!((first.attempt, first.payer), (1, Payer::FirstFree), "a missed day is no try");
}

#[test]
fn an_exam_day_closes_fills_and_cannot_be_taken_from_people() {
    let day_of = sitting(ExamKind::Dtz);
    let code = |result: Result<(), Refusal>| result.expect_err("refused").code;
    assert!(day_of.check_registration(day("2026-11-27"), 1).is_ok(), "through the closing day");
    assert_eq!(code(day_of.check_registration(day("2026-11-28"), 1)), "exam-registration-closed");
    assert_eq!(code(day_of.check_registration(day("2026-11-27"), 2)), "exam-full");
    let smaller = ExamSitting { seats: 1, ..day_of.clone() };
    assert_eq!(code(day_of.check_change(&smaller, after(-10), 2)), "exam-fewer-seats-than-registered");
    let other = ExamSitting { kind: ExamKind::Lid, ..day_of.clone() };
    assert_eq!(code(day_of.check_change(&other, after(-10), 1)), "exam-kind-fixed");
    assert_eq!(code(day_of.clone().cancel(after(1))), "exam-is-over");
    let mut cancelled = day_of.clone();
    cancelled.cancel(after(0)).expect("called off");
    assert_eq!(code(cancelled.check_registration(after(-20), 0)), "exam-cancelled");
}

#[test]
fn another_examiner_needs_another_statement() {
    let mut stated = sitting(ExamKind::Dtz);
    assert!(stated.lacks_statement());
    stated.state_impartial(AccountId(1), after(-5)).expect("stated");
    assert!(!stated.lacks_statement());
    assert_eq!(stated.untaught_since(&rules()), Some(day("2026-06-09")));
    let plan = |examiners| ExamPlan {
        kind: stated.kind,
        place: stated.place.clone(),
        held_on: stated.held_on,
        starts_at: stated.starts_at,
        closes_on: stated.closes_on,
        seats: 9,
        examiners,
    };
    assert!(!stated.planned(&plan(stated.examiners.clone())).lacks_statement());
    let other = vec![Examiner { name: "Bela Muster".into(), licence: "M-2".into() }];
    assert!(stated.planned(&plan(other)).lacks_statement());
}

#[test]
fn repeat_hours_name_every_reason_and_a_literacy_learner_needs_no_test() {
    let on = day("2026-11-25");
    let of = |facts: RepeatFacts| RepeatAnswer::of(&rules(), &facts, on);
    let literacy = repeater(CourseKind::Alphabetisierungskurs);
    let untested = of(RepeatFacts { best: None, ..literacy });
    assert!(untested.entitled);
    assert_eq!((untested.reasons, untested.lessons), (vec![RepeatReason::WithoutTest], 300));
    let special = of(RepeatFacts { best: None, ..repeater(CourseKind::Foerderkurs) });
    assert_eq!((special.entitled, special.reasons), (false, vec![RepeatReason::TestMissing]));
    let unsure = of(RepeatFacts { attended: None, ..literacy });
    assert_eq!((unsure.entitled, unsure.reasons), (true, vec![RepeatReason::AttendanceUnknown]));
    let refused = of(RepeatFacts {
        hours_used_up: false,
        best: Some(DtzLevel::B1),
        repeated: 1,
        attended: Some(false),
        ..repeater(CourseKind::AllgemeinerIntegrationskurs)
    });
    use RepeatReason as R;
    let all = vec![R::KindExcluded, R::HoursLeft, R::AlreadyB1, R::AlreadyRepeated, R::AttendanceNotProper];
    assert_eq!((refused.entitled, refused.reasons), (false, all));
}

#[test]
fn the_standing_knows_the_newest_result_what_is_awaited_and_when_the_course_was_successful() {
    let today = after(30);
    let first = marked(ExamKind::Dtz, dtz([DtzLevel::A2; 3]));
    let mut second =
        ExamEntry { held_on: after(25), id: ExamEntryId(2), ..entry(ExamKind::Dtz, EntryState::Sat) };
    let lid =
        ExamEntry { held_on: after(40), id: ExamEntryId(3), ..entry(ExamKind::Lid, EntryState::Registered) };
    let standing = exam_standing(&[lid.clone(), second.clone(), first.clone()], today);
    assert_eq!(standing.dtz, Some((DtzLevel::A2, after(0))));
    assert_eq!(standing.awaits, Some((ExamKind::Dtz, after(25))));
    assert_eq!(standing.registered_for, Some((ExamKind::Lid, after(40))));
    assert_eq!((standing.dtz_tries, standing.result_entered_on), (2, Some(after(20))));
    second.record(dtz([DtzLevel::B1, DtzLevel::A2, DtzLevel::B1]), after(45)).expect("recorded");
    let mut passed = lid;
    passed.record(ExamResult::lid(&rules(), 15, after(40)).expect("points"), after(60)).expect("recorded");
    let standing = exam_standing(&[passed, second, first], after(61));
    assert!(standing.is_successful());
    assert_eq!((standing.awaits, standing.registered_for), (None, None));
}

#[test]
fn a_missed_exam_stands_until_the_person_sits_one_of_its_kind() {
    let missed = entry(ExamKind::Dtz, EntryState::Absent);
    let later = ExamEntry { held_on: after(50), id: ExamEntryId(2), ..entry(ExamKind::Dtz, EntryState::Sat) };
    assert_eq!(
        exam_standing(std::slice::from_ref(&missed), after(9)).missed,
        Some((ExamKind::Dtz, after(0)))
    );
    assert_eq!(exam_standing(&[missed, later], after(60)).missed, None);
}

#[test]
fn a_row_of_results_is_typed_as_one_short_word() {
    let read = |exam, text: &str| typed_result(&rules(), exam, after(0), text);
    for text in ["bab", "b a b", "B1, A2, B1", "b1/a2/b1"] {
        let said = read(ExamKind::Dtz, text).expect("read").expect("said");
        assert_eq!(said, Said::Result(dtz([DtzLevel::B1, DtzLevel::A2, DtzLevel::B1])), "{text}");
        assert_eq!(said.text(), "bab");
    }
    assert_eq!(read(ExamKind::Dtz, " F ").expect("read"), Some(Said::Absent));
    assert_eq!(read(ExamKind::Lid, "x").expect("read"), Some(Said::Sat));
    assert_eq!(read(ExamKind::Lid, "").expect("read"), None);
    assert_eq!(read(ExamKind::Lid, "17").expect("read").expect("said").text(), "17");
    assert_eq!(read(ExamKind::Dtz, "b1").expect_err("two are missing").code, "exam-parts-unreadable");
    assert_eq!(read(ExamKind::Lid, "viel").expect_err("no number").code, "exam-points-unreadable");
}
