//! The last weeks of the running courses: lists of every weekday but the Wednesday itself, and what became of
//! those who were missing too often. Periods are counted in calendar days; the demo has no holidays.

use crate::World;
use chrono::{Datelike, Duration, NaiveDate, Weekday};
use domain::act::Act;
use domain::assignment::{Assignment, AssignmentState};
use domain::attendance::{
    AnswerCode, AttendanceDay, AttendanceReport, AttendanceSettings, Concern, ConcernState, Entry, Excuse,
    Finding, Help, HelpTalk, Hindrance, Mark, ReportAnswer, ReportFacts, Tally, Warning, recipients,
};
use domain::course::{Course, CourseState};
use domain::ids::{AttendanceDayId, AttendanceReportId, ConcernId, OrganisationId};
use domain::record::Record;

/// Weeks with lists.
const WEEKS: i64 = 9;

/// A learner with the acts their duty comes from.
pub struct Learner {
    pub seat: Assignment,
    pub acts: Vec<Act>,
}

/// How somebody comes: chance of an unexcused and of an excused day.
#[derive(Clone, Copy)]
struct Habit {
    unexcused: f64,
    excused: f64,
}

/// Writes the lists and the ladders of all running courses.
pub fn keep(world: &mut World, courses: &[Course], learners: &[Learner]) {
    let mut story = 0;
    for course in courses.iter().filter(|course| course.state == CourseState::Running) {
        let own: Vec<&Learner> = learners
            .iter()
            .filter(|one| one.seat.course == course.id && one.seat.state == AssignmentState::Started)
            .collect();
        let days = lists(world, course, &own);
        world.records.extend(days.iter().cloned().map(Record::AttendanceDay));
        for learner in own {
            story += usize::from(watch(world, course, learner, (&days, story)));
        }
    }
}

fn lists(world: &mut World, course: &Course, learners: &[&Learner]) -> Vec<AttendanceDay> {
    let habits: Vec<Habit> = learners
        .iter()
        .map(|_| match world.chance.weighted(&[0.84, 0.07, 0.09]) {
            0 => Habit { unexcused: 0.02, excused: 0.05 },
            1 => Habit { unexcused: 0.03, excused: 0.5 },
            _ => Habit { unexcused: 0.4, excused: 0.05 },
        })
        .collect();
    let first = world.day(-7 * WEEKS).max(course.start_on());
    let days: Vec<NaiveDate> = first
        .iter_days()
        .take_while(|day| *day < world.start.day)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .collect();
    days.into_iter()
        .map(|held_on| AttendanceDay {
            id: AttendanceDayId(world.id()),
            region: course.region,
            version: 0,
            course: course.id,
            organisation: course.organisation,
            held_on,
            lessons: (course.lessons_per_week / 5).max(1),
            entries: learners.iter().zip(&habits).map(|(one, habit)| entry(world, one, *habit)).collect(),
        })
        .collect()
}

fn entry(world: &mut World, learner: &Learner, habit: Habit) -> Entry {
    if world.chance.happens(habit.unexcused) {
        return Entry::new(learner.seat.id, Mark::Unexcused);
    }
    if !world.chance.happens(habit.excused) {
        return Entry::new(learner.seat.id, Mark::Present);
    }
    let excuse = *world.chance.one_of(&[Excuse::Illness, Excuse::ChildIllness, Excuse::Summons]);
    let proof_seen = world.chance.happens(0.7);
    Entry { excuse: Some(excuse), proof_seen, ..Entry::new(learner.seat.id, Mark::Excused) }
}

/// How far a ladder has come: days ago of warning, talk and report, weekdays all of them.
const STORIES: [(i64, Option<i64>, Option<i64>); 4] =
    [(2, None, None), (9, Some(5), None), (16, Some(12), Some(6)), (36, Some(30), Some(23))];

/// Puts somebody on the ladder whose days call for it; whether it did.
fn watch(
    world: &mut World,
    course: &Course,
    learner: &Learner,
    (days, story): (&[AttendanceDay], usize),
) -> bool {
    let settings = AttendanceSettings::default();
    let told = recipients(&learner.acts, world.start.day);
    let (warned, talked, reported) = STORIES[story % STORIES.len()];
    let count = |world: &World, ago: i64| {
        let until = world.day(-ago);
        Tally::of(days, learner.seat.id, settings.window(until, course.start_on()), until)
    };
    let at_story = count(world, warned);
    let fits = at_story.warning(&settings) == Some(Warning::Unexcused) && !told.is_empty();
    let (warned, talked, reported) =
        if fits { (warned, talked, reported) } else { (STORIES[0].0, None, None) };
    let tally = count(world, warned);
    let Some(warning) = tally.warning(&settings) else { return false };
    let mut concern = Concern {
        id: ConcernId(world.id()),
        region: course.region,
        version: 0,
        case: learner.seat.case,
        person: learner.seat.person,
        assignment: learner.seat.id,
        course: course.id,
        provider: course.organisation,
        warning,
        warned_on: world.day(-warned),
        tally,
        state: ConcernState::Open,
        due_on: world.day(7 - warned),
        talks: Vec::new(),
        settlement: None,
    };
    if let Some(talked) = talked {
        talk(world, &mut concern, (talked, reported.is_some()));
    }
    let reports = reported.map(|ago| reports(world, &concern, (ago, days), &told)).unwrap_or_default();
    if let Some(due) = reports.iter().map(|report| report.answer_due_on).max() {
        concern.report(due);
    }
    world.records.push(Record::Concern(concern));
    world.records.extend(reports.into_iter().map(Record::AttendanceReport));
    fits
}

/// Help that still runs, or a talk in which the person did not want to come.
fn talk(world: &World, concern: &mut Concern, (ago, in_vain): (i64, bool)) {
    let held_on = world.day(-ago);
    let talk = if in_vain {
        HelpTalk { held_on, finding: Finding::WillNot, help: Vec::new(), review_on: None }
    } else {
        let review_on = held_on + Duration::days(14);
        (concern.state, concern.due_on) = (ConcernState::HelpAgreed, review_on);
        HelpTalk {
            held_on,
            finding: Finding::Cannot(vec![Hindrance::ChildCare]),
            help: vec![Help::ChildCareFound],
            review_on: Some(review_on),
        }
    };
    concern.talks.push(talk);
}

fn reports(
    world: &mut World,
    concern: &Concern,
    (ago, days): (i64, &[AttendanceDay]),
    told: &[OrganisationId],
) -> Vec<AttendanceReport> {
    let reported_on = world.day(-ago);
    let facts = ReportFacts {
        tally: Tally::of(days, concern.assignment, concern.tally.from, reported_on),
        talked_on: concern.talks.iter().map(|talk| talk.held_on).collect(),
        help_offered: concern.help_was_offered(),
        finding: concern
            .last_talk()
            .map_or(domain::attendance::FindingCode::NotReached, |t| t.finding.code()),
    };
    told.iter()
        .enumerate()
        .map(|(n, to)| AttendanceReport {
            id: AttendanceReportId(world.id()),
            region: concern.region,
            version: 0,
            concern: concern.id,
            case: concern.case,
            person: concern.person,
            assignment: concern.assignment,
            course: concern.course,
            provider: concern.provider,
            to: *to,
            reported_on,
            facts: facts.clone(),
            answer_due_on: reported_on + Duration::days(14),
            // where two bodies oblige, the second has answered
            answer: (n > 0)
                .then_some(ReportAnswer { on: reported_on + Duration::days(3), what: AnswerCode::TalkHeld }),
        })
        .collect()
}
