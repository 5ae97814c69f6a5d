//! The tables of `rules/exams.toml`: overall level, points, free tries, distance of examiners, repeat hours. Not for
//! reading the file: the application crate does that.

use super::{DtzLevel, DtzParts, ExamKind, LidOutcome};
use crate::course::CourseKind;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Who pays for a try, and why it is free.
    Payer {
        FirstFree = "first_free",
        /// Failed before the funded hours were used up.
        SecondFree = "second_free",
        /// In the repeat course.
        RepeatFree = "repeat_free",
        OwnCost = "own_cost",
    }
}

/// When a row is law.
fn holds(from: Option<NaiveDate>, until: Option<NaiveDate>, on: NaiveDate) -> bool {
    from.is_none_or(|from| from <= on) && until.is_none_or(|until| on < until)
}

macro_rules! dated {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $kind,)+
            #[serde(default)]
            pub valid_from: Option<NaiveDate>,
            /// First day on which the row no longer holds.
            #[serde(default)]
            pub valid_until: Option<NaiveDate>,
            /// Citation.
            pub source: String,
        }

        impl $name {
            fn holds_on(&self, on: NaiveDate) -> bool {
                holds(self.valid_from, self.valid_until, on)
            }
        }
    )+};
}

dated! {
    /// What the parts must reach for an overall level.
    LevelRow {
        level: DtzLevel,
        speaking: DtzLevel,
        /// In so many of the two other parts the same.
        others: usize,
        confirmed: bool,
    }
    /// What points of the LiD are enough for.
    PointsRow { most: i64, passed_from: i64, naturalisation_from: i64, confirmed: bool }
    /// A free try.
    FreeRow {
        exam: ExamKind,
        payer: Payer,
        /// Number of earlier tries; missing where it does not matter.
        #[serde(default)]
        earlier: Option<usize>,
        #[serde(default)]
        failed: bool,
        #[serde(default)]
        within_hours: bool,
        #[serde(default)]
        repeat_course: bool,
        /// How often a person has it.
        most: usize,
    }
    /// Whether a missed exam counts as a try.
    AbsenceRow { uses_try: bool, confirmed: bool }
    /// Who may examine.
    ExaminerRow { months_without_teaching: u32 }
    /// Repeat hours.
    RepeatRow {
        kinds: Vec<CourseKind>,
        /// After these the DTZ need not have been sat.
        without_test: Vec<CourseKind>,
        lessons: i64,
        most: i64,
        confirmed: bool,
    }
}

/// A try that counts, oldest first in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    pub payer: Payer,
    pub failed: bool,
    /// The funded hours were used up on the day of the exam.
    pub hours_used_up: bool,
}

impl FreeRow {
    fn fits(&self, earlier: &[Try], repeat_course: bool) -> bool {
        let taken = earlier.iter().filter(|one| one.payer == self.payer).count();
        let last = earlier.last();
        taken < self.most
            && self.earlier.is_none_or(|count| count == earlier.len())
            && (!self.failed || last.is_some_and(|last| last.failed))
            && (!self.within_hours || last.is_some_and(|last| !last.hours_used_up))
            && (!self.repeat_course || repeat_course)
    }
}

impl PointsRow {
    /// What points are enough for.
    pub fn outcome(&self, points: i64) -> LidOutcome {
        match points {
            points if points >= self.naturalisation_from => LidOutcome::Naturalisation,
            points if points >= self.passed_from => LidOutcome::Passed,
            _ => LidOutcome::Failed,
        }
    }
}

/// All tables. The example cases of the file are read by its test only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamRules {
    /// From the best level down.
    pub level: Vec<LevelRow>,
    pub points: Vec<PointsRow>,
    pub free: Vec<FreeRow>,
    pub absence: Vec<AbsenceRow>,
    pub examiner: Vec<ExaminerRow>,
    pub repeat: Vec<RepeatRow>,
}

impl ExamRules {
    /// Overall level of the parts on the day of the exam.
    pub fn level(&self, parts: &DtzParts, held_on: NaiveDate) -> DtzLevel {
        let fits = |row: &&LevelRow| {
            let others = [parts.listening_reading, parts.writing];
            row.holds_on(held_on)
                && parts.speaking >= row.speaking
                && others.iter().filter(|part| **part >= row.level).count() >= row.others
        };
        self.level.iter().find(fits).map_or(DtzLevel::BelowA2, |row| row.level)
    }

    /// The table of points on the day of the exam.
    pub fn points_on(&self, held_on: NaiveDate) -> Option<&PointsRow> {
        self.points.iter().find(|row| row.holds_on(held_on))
    }

    /// Who pays for the next try of a person, from the tries so far (oldest first).
    pub fn payer(&self, exam: ExamKind, earlier: &[Try], repeat_course: bool, on: NaiveDate) -> Payer {
        let mut rows = self.free.iter().filter(|row| row.exam == exam && row.holds_on(on));
        rows.find(|row| row.fits(earlier, repeat_course)).map_or(Payer::OwnCost, |row| row.payer)
    }

    /// A missed exam counts as a try.
    pub fn absence_uses_try(&self, on: NaiveDate) -> bool {
        self.absence.iter().find(|row| row.holds_on(on)).is_some_and(|row| row.uses_try)
    }

    /// First day from which on an examiner must not have taught a candidate.
    pub fn untaught_since(&self, held_on: NaiveDate) -> Option<NaiveDate> {
        let row = self.examiner.iter().find(|row| row.holds_on(held_on))?;
        held_on.checked_sub_months(Months::new(row.months_without_teaching))
    }

    /// The policy of repeat hours on a day.
    pub fn repeat_on(&self, on: NaiveDate) -> Option<&RepeatRow> {
        self.repeat.iter().find(|row| row.holds_on(on))
    }

    /// Every citation of the tables.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        let level = self.level.iter().map(|row| row.source.as_str());
        let points = self.points.iter().map(|row| row.source.as_str());
        let free = self.free.iter().map(|row| row.source.as_str());
        let absence = self.absence.iter().map(|row| row.source.as_str());
        let examiner = self.examiner.iter().map(|row| row.source.as_str());
        let repeat = self.repeat.iter().map(|row| row.source.as_str());
        level.chain(points).chain(free).chain(absence).chain(examiner).chain(repeat)
    }
}
