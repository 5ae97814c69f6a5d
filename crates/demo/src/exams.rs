//! Exam days of the first provider, which holds them for all: one with results, one whose results are awaited, one that
//! is open for registration; the same for „Leben in Deutschland“ of those who passed.

use crate::World;
use crate::attendance::Learner;
use crate::bodies::place;
use chrono::{NaiveDate, NaiveTime};
use domain::assignment::AssignmentState;
use domain::course::{Course, CourseKind, CourseState};
use domain::exam::{
    DtzLevel, DtzParts, EntryState, ExamEntry, ExamKind, ExamResult, ExamSitting, Ground, Impartial,
    LidOutcome, Payer, Recorded, SittingState,
};
use domain::ids::{AccountId, AssignmentId, ExamEntryId, ExamSittingId, RegionId};
use domain::placement::{Examiner, Level};
use domain::record::Record;
use std::collections::HashMap;

/// Days of the exams relative to the Wednesday.
const DTZ_DONE: i64 = -44;
const DTZ_SAT: i64 = -11;
const DTZ_AHEAD: i64 = 21;
const LID_DONE: i64 = -14;
const LID_AHEAD: i64 = 28;
/// Days a course must have run before somebody is thought ready.
const READY_AFTER: i64 = 70;

use DtzLevel::{A2, B1, BelowA2};

/// Parts in the order listening/reading, writing, speaking, and what they add up to (`rules/exams.toml`).
const RESULTS: [([DtzLevel; 3], DtzLevel); 5] = [
    ([B1, A2, B1], B1),
    ([B1, B1, B1], B1),
    ([A2, A2, B1], A2),
    ([B1, A2, A2], A2),
    ([BelowA2, BelowA2, A2], BelowA2),
];

/// Plans the exam days and lets people sit them.
pub fn hold(
    world: &mut World,
    courses: &[Course],
    learners: &[Learner],
    sheets: &HashMap<AssignmentId, Level>,
) {
    let ready: Vec<(&Course, &Learner)> = learners
        .iter()
        .filter(|one| one.seat.state == AssignmentState::Started)
        .filter_map(|one| Some((courses.iter().find(|course| course.id == one.seat.course)?, one)))
        .filter(|(course, _)| course.state == CourseState::Running)
        // whoever learns to read and write first is not thought ready for B1 after so few weeks
        .filter(|(course, _)| course.kind != CourseKind::Alphabetisierungskurs)
        .filter(|(course, _)| (world.start.day - course.start_on()).num_days() >= READY_AFTER)
        .collect();
    let seats = ready.len() as i64 / 2 + 12;
    let done = sitting(world, ExamKind::Dtz, DTZ_DONE, seats);
    let sat = sitting(world, ExamKind::Dtz, DTZ_SAT, seats);
    let ahead = sitting(world, ExamKind::Dtz, DTZ_AHEAD, seats);
    let lid_done = sitting(world, ExamKind::Lid, LID_DONE, seats);
    let lid_ahead = sitting(world, ExamKind::Lid, LID_AHEAD, seats);
    for (n, one) in ready.into_iter().enumerate() {
        match n % 5 {
            0 | 1 => {
                let passed = first_result(world, &done, one, (n, sheets.get(&one.1.seat.id)));
                if passed {
                    lid(world, (&lid_done, &lid_ahead), one, n);
                }
            }
            2 => {
                let entry = entry(world, &sat, one, EntryState::Sat);
                world.records.push(Record::ExamEntry(entry));
            }
            3 => {
                let entry = entry(world, &ahead, one, EntryState::Registered);
                world.records.push(Record::ExamEntry(entry));
            }
            _ => {}
        }
    }
}

fn sitting(world: &mut World, kind: ExamKind, offset: i64, seats: i64) -> ExamSitting {
    let (site, town) = world.bodies.providers[0].clone();
    let held_on = world.day(offset);
    let examiners = match kind {
        ExamKind::Dtz => vec![
            Examiner { name: "Ingeborg Lindenau".to_owned(), licence: "MUSTER-2001".to_owned() },
            Examiner { name: "Konrad Ahornfeld".to_owned(), licence: "MUSTER-2002".to_owned() },
        ],
        ExamKind::Lid => Vec::new(),
    };
    let stated = kind == ExamKind::Dtz && offset < 0;
    let sitting = ExamSitting {
        id: ExamSittingId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        organisation: site,
        kind,
        place: place("Prüfungsraum", "Am Lernweg 3", &town),
        held_on,
        starts_at: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default(),
        closes_on: world.day(offset - 14),
        seats,
        examiners,
        impartial: stated.then_some(Impartial { on: world.day(offset - 7), by: AccountId(0) }),
        state: SittingState::Planned,
    };
    world.records.push(Record::ExamSitting(sitting.clone()));
    sitting
}

fn entry(
    world: &mut World,
    sitting: &ExamSitting,
    (course, learner): (&Course, &Learner),
    state: EntryState,
) -> ExamEntry {
    // the orientation course is the last section
    let language_end = course.sections.iter().rev().nth(1).map_or(NaiveDate::MAX, |section| section.ends_on);
    let used_up = language_end < sitting.held_on;
    let ground = match (sitting.kind, used_up) {
        (ExamKind::Lid, _) => Ground::OrientationCourse,
        (ExamKind::Dtz, true) => Ground::HoursUsedUp,
        (ExamKind::Dtz, false) => Ground::LikelyB1,
    };
    ExamEntry {
        id: ExamEntryId(world.id()),
        region: sitting.region,
        version: 0,
        sitting: sitting.id,
        exam: sitting.kind,
        held_on: sitting.held_on,
        case: learner.seat.case,
        person: learner.seat.person,
        course: course.id,
        course_kind: course.kind,
        assignment: learner.seat.id,
        provider: course.organisation,
        site: sitting.organisation,
        attempt: 1,
        ground,
        payer: Payer::FirstFree,
        hours_used_up: used_up,
        state,
        registered_on: (sitting.closes_on - chrono::Duration::days(3)).min(world.start.day),
        result: None,
    }
}

/// A result of the first exam day; some stayed away, one result has not come. Whether it was B1.
/// The sheet of the provider, where there is one, was written by somebody who knew it.
fn first_result(
    world: &mut World,
    sitting: &ExamSitting,
    one: (&Course, &Learner),
    (n, sheet): (usize, Option<&Level>),
) -> bool {
    let drawn = world.chance.weighted(&[0.25, 0.27, 0.18, 0.17, 0.06, 0.07]);
    let came = match sheet {
        Some(Level::B1) => drawn % 2,
        Some(_) => 2 + drawn % 2,
        None => drawn,
    };
    let Some((parts, level)) = RESULTS.get(came).copied().filter(|_| n != 5) else {
        let state = if n == 5 { EntryState::Sat } else { EntryState::Absent };
        let entry = entry(world, sitting, one, state);
        world.records.push(Record::ExamEntry(entry));
        return false;
    };
    let [listening_reading, writing, speaking] = parts;
    let result = ExamResult::Dtz { parts: DtzParts { listening_reading, writing, speaking }, level };
    let mut entry = entry(world, sitting, one, EntryState::Marked);
    entry.result = Some(Recorded { result, on: world.day(DTZ_DONE + 27) });
    world.records.push(Record::ExamEntry(entry));
    level == B1
}

/// Whoever reached B1 sat „Leben in Deutschland“ already or is registered for it.
fn lid(world: &mut World, (done, ahead): (&ExamSitting, &ExamSitting), one: (&Course, &Learner), n: usize) {
    if n % 2 == 1 {
        let entry = entry(world, ahead, one, EntryState::Registered);
        world.records.push(Record::ExamEntry(entry));
        return;
    }
    let points = world.chance.between(13, 33);
    let outcome = match points {
        17.. => LidOutcome::Naturalisation,
        15.. => LidOutcome::Passed,
        _ => LidOutcome::Failed,
    };
    let mut entry = entry(world, done, one, EntryState::Marked);
    entry.result =
        Some(Recorded { result: ExamResult::Lid { points, outcome }, on: world.day(LID_DONE + 7) });
    world.records.push(Record::ExamEntry(entry));
}
