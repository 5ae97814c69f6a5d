//! Where a person stands with both exams: what the next step of a case is decided from. Pure; the period after which
//! a result is expected is the region's (`Activity::ExamResult`).

use super::{DtzLevel, EntryState, ExamEntry, ExamKind, ExamResult, LidOutcome};
use chrono::NaiveDate;

/// A person's standing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExamStanding {
    /// Newest DTZ result and the day of that exam.
    pub dtz: Option<(DtzLevel, NaiveDate)>,
    /// Best level ever reached.
    pub best_dtz: Option<DtzLevel>,
    /// Newest LiD result and the day of that exam.
    pub lid: Option<(LidOutcome, NaiveDate)>,
    pub best_lid: Option<LidOutcome>,
    /// Day on which the newest result was entered: the clock of process 5.8.
    pub result_entered_on: Option<NaiveDate>,
    /// Next exam the person is registered for, from today on.
    pub registered_for: Option<(ExamKind, NaiveDate)>,
    /// Oldest exam that was held and whose result is not known.
    pub awaits: Option<(ExamKind, NaiveDate)>,
    /// Exams sat.
    pub dtz_tries: i64,
    pub lid_tries: i64,
    /// Exams missed without having sat that kind since.
    pub missed: Option<(ExamKind, NaiveDate)>,
}

impl ExamStanding {
    /// Both exams are passed: the Integrationskurs is successful (§ 17 Abs. 2 IntV).
    pub fn is_successful(&self) -> bool {
        let lid = self.best_lid.is_some_and(|outcome| outcome != LidOutcome::Failed);
        self.best_dtz == Some(DtzLevel::B1) && lid
    }

    fn take(&mut self, entry: &ExamEntry, result: ExamResult) {
        match result {
            ExamResult::Dtz { level, .. } => {
                self.dtz = Some((level, entry.held_on));
                self.best_dtz = self.best_dtz.max(Some(level));
            }
            ExamResult::Lid { outcome, .. } => {
                self.lid = Some((outcome, entry.held_on));
                self.best_lid = self.best_lid.max(Some(outcome));
            }
        }
    }
}

/// The standing of one person on a day, from all their entries in any order.
pub fn exam_standing(entries: &[ExamEntry], today: NaiveDate) -> ExamStanding {
    let mut sorted: Vec<&ExamEntry> = entries.iter().collect();
    sorted.sort_by_key(|entry| (entry.held_on, entry.id));
    let mut standing = ExamStanding::default();
    for entry in sorted {
        let (exam, on) = (entry.exam, entry.held_on);
        let sat = matches!(entry.state, EntryState::Sat | EntryState::Marked);
        if sat {
            match exam {
                ExamKind::Dtz => standing.dtz_tries += 1,
                ExamKind::Lid => standing.lid_tries += 1,
            }
            standing.missed = standing.missed.filter(|(missed, _)| *missed != exam);
        }
        match entry.state {
            EntryState::Registered if on >= today => {
                standing.registered_for.get_or_insert((exam, on));
            }
            EntryState::Registered | EntryState::Sat => {
                standing.awaits.get_or_insert((exam, on));
            }
            EntryState::Absent => standing.missed = Some((exam, on)),
            EntryState::Marked | EntryState::Withdrawn => {}
        }
        if let Some(recorded) = entry.result {
            standing.take(entry, recorded.result);
            standing.result_entered_on = standing.result_entered_on.max(Some(recorded.on));
        }
    }
    standing
}
