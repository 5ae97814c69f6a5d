//! One person's entry for one exam day: registered, sat or missed, the result. An entry that was withdrawn is taken
//! up again rather than written twice. Not for who pays: see `ExamRules::payer`.

use super::{ExamKind, ExamResult, ExamRules, ExamSitting, Payer, Recorded, Try};
use crate::course::{Course, CourseKind, KindTable, LESSONS_PER_SECTION};
use crate::ids::{
    AssignmentId, CaseId, CourseId, ExamEntryId, ExamSittingId, OrganisationId, PersonId, RegionId,
};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of an entry.
    EntryState {
        Registered = "registered",
        /// Sat the exam; the result is awaited.
        Sat = "sat",
        /// The result is there.
        Marked = "marked",
        Absent = "absent",
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// Why somebody is registered now (reference process 5.4).
    Ground {
        /// The provider expects B1.
        LikelyB1 = "likely_b1",
        /// The funded hours are used up by the day of the exam.
        HoursUsedUp = "hours_used_up",
        /// The orientation course is held (LiD).
        OrientationCourse = "orientation_course",
    }
}

codes! {
    /// Why somebody cannot be registered.
    Obstruction {
        /// Registered for an exam of this kind already.
        AlreadyRegistered = "already_registered",
        /// Sat one whose result is not known.
        ResultAwaited = "result_awaited",
        /// Has the best result already.
        AlreadyPassed = "already_passed",
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamEntry {
    pub id: ExamEntryId,
    pub region: RegionId,
    pub version: i64,
    pub sitting: ExamSittingId,
    pub exam: ExamKind,
    /// Day of the exam; follows its sitting.
    pub held_on: NaiveDate,
    pub case: CaseId,
    pub person: PersonId,
    pub course: CourseId,
    pub course_kind: CourseKind,
    pub assignment: AssignmentId,
    /// Provider who registered its learner.
    pub provider: OrganisationId,
    /// Exam site, which is another provider where it holds the exam for others.
    pub site: OrganisationId,
    /// From 1, over all sittings of this exam.
    pub attempt: i64,
    pub ground: Ground,
    pub payer: Payer,
    /// The funded hours are used up on the day of the exam.
    pub hours_used_up: bool,
    pub state: EntryState,
    pub registered_on: NaiveDate,
    pub result: Option<Recorded>,
}

impl ExamEntry {
    /// The entry takes a seat of the exam day.
    pub fn holds_seat(&self) -> bool {
        match self.state {
            EntryState::Registered | EntryState::Sat | EntryState::Marked | EntryState::Absent => true,
            EntryState::Withdrawn => false,
        }
    }

    /// It was noted what became of the candidate on the day.
    pub fn was_decided(&self) -> bool {
        matches!(self.state, EntryState::Sat | EntryState::Marked | EntryState::Absent)
    }

    fn must_be(&self, allowed: &[EntryState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::new("exam-entry-not-in-this-state").with("state", self.state.code()))
        }
    }

    fn must_be_held(&self, today: NaiveDate) -> Result<(), Refusal> {
        if today < self.held_on {
            return Err(Refusal::new("exam-not-yet-held").with("on", self.held_on));
        }
        Ok(())
    }

    /// The person was there.
    pub fn sit(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[EntryState::Registered, EntryState::Absent])?;
        self.must_be_held(today)?;
        self.state = EntryState::Sat;
        Ok(())
    }

    /// The person did not come.
    pub fn miss(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[EntryState::Registered, EntryState::Sat])?;
        self.must_be_held(today)?;
        self.state = EntryState::Absent;
        Ok(())
    }

    /// The person does not take part after all.
    pub fn withdraw(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[EntryState::Registered])?;
        if today > self.held_on {
            return Err(Refusal::new("exam-is-over").with("on", self.held_on));
        }
        self.state = EntryState::Withdrawn;
        Ok(())
    }

    /// The result is there; the same again changes nothing, another one corrects it. Whoever is only registered must
    /// have sat the exam to have a result.
    pub fn record(&mut self, result: ExamResult, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[EntryState::Registered, EntryState::Sat, EntryState::Marked])?;
        self.must_be_held(today)?;
        if result.exam() != self.exam {
            return Err(Refusal::new("exam-result-of-other-exam"));
        }
        if self.result.is_some_and(|known| known.result == result) {
            return Ok(());
        }
        self.state = EntryState::Marked;
        self.result = Some(Recorded { result, on: today });
        Ok(())
    }

    /// Counts as a try: sat, or missed where that uses the try up.
    pub fn is_try(&self, rules: &ExamRules) -> bool {
        match self.state {
            EntryState::Sat | EntryState::Marked => true,
            EntryState::Absent => rules.absence_uses_try(self.held_on),
            EntryState::Registered | EntryState::Withdrawn => false,
        }
    }

    /// As a try among others.
    pub fn as_try(&self) -> Try {
        let passed = self.result.is_some_and(|known| known.result.is_passed());
        Try { payer: self.payer, failed: !passed, hours_used_up: self.hours_used_up }
    }
}

/// What is settled about a registration before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    pub attempt: i64,
    pub payer: Payer,
    pub ground: Ground,
    pub hours_used_up: bool,
}

/// Whether a learner of a course may be registered for an exam day, at whose cost and for which reason. `known` are
/// all entries of the person, in any order; `used_up` says whether the funded hours are used up by then.
pub fn may_register(
    rules: &ExamRules,
    sitting: &ExamSitting,
    known: &[ExamEntry],
    (course_kind, used_up): (CourseKind, bool),
) -> Result<Registration, Obstruction> {
    let mut earlier: Vec<&ExamEntry> = known.iter().filter(|entry| entry.exam == sitting.kind).collect();
    earlier.sort_by_key(|entry| (entry.held_on, entry.id));
    let state = |state: EntryState| earlier.iter().any(|entry| entry.state == state);
    if state(EntryState::Registered) || earlier.iter().any(|e| e.sitting == sitting.id && e.holds_seat()) {
        return Err(Obstruction::AlreadyRegistered);
    }
    if state(EntryState::Sat) {
        return Err(Obstruction::ResultAwaited);
    }
    if earlier.iter().any(|entry| entry.result.is_some_and(|known| known.result.is_best())) {
        return Err(Obstruction::AlreadyPassed);
    }
    let tries: Vec<Try> = earlier.iter().filter(|e| e.is_try(rules)).map(|e| e.as_try()).collect();
    let repeat = course_kind == CourseKind::Wiederholungskurs;
    let ground = match sitting.kind {
        ExamKind::Dtz if used_up => Ground::HoursUsedUp,
        ExamKind::Dtz => Ground::LikelyB1,
        ExamKind::Lid => Ground::OrientationCourse,
    };
    Ok(Registration {
        attempt: tries.len() as i64 + 1,
        payer: rules.payer(sitting.kind, &tries, repeat, sitting.held_on),
        ground,
        hours_used_up: used_up,
    })
}

/// Whether the funded hours of the language part of a course are used up on a day: its last language section is over.
/// A course whose type is not known has no end of its language part.
pub fn hours_used_up(course: &Course, kinds: &KindTable, on: NaiveDate) -> bool {
    let Some(row) = kinds.of(course.kind, course.start_on()) else { return false };
    let last = (row.language_lessons.max(0) + LESSONS_PER_SECTION - 1) / LESSONS_PER_SECTION;
    let section = course.sections.iter().find(|section| i64::from(section.number) == last);
    section.is_some_and(|section| section.ends_on < on)
}
