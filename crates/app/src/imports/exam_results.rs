//! Rows of exam results against the entries the own body reaches: by case number, else by name and birth date. A
//! result that differs from the stored one waits for a human being; the same again changes nothing. Not for saving.

use super::exam_row::{ExamDraft, ExamSays};
use super::known::{Decisions, Scope};
use super::note::Note;
use super::report::RowReport;
use super::source::Line;
use crate::error::Error;
use crate::exams;
use crate::ports::{Find, Queries, TypedQueries, Where};
use domain::case::Case;
use domain::exam::{EntryState, ExamEntry, ExamResult};
use domain::ids::{CaseId, ExamEntryId, PersonId};
use domain::list_import::RowOutcome;
use domain::matching;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::HashMap;

/// What becomes of one row.
#[derive(Debug, Clone)]
pub struct JudgedExam {
    pub report: RowReport,
    /// The entry as it should be; `None` if nothing is to be written.
    pub entry: Option<ExamEntry>,
}

/// Everything that is known of the own candidates.
struct Lore {
    entries: Vec<ExamEntry>,
    people: HashMap<PersonId, Person>,
    numbers: HashMap<CaseId, String>,
}

/// Judges rows in their order.
pub async fn judge_exams(
    queries: &dyn Queries,
    scope: &Scope,
    lines: &[Line<ExamDraft>],
    decisions: &Decisions,
) -> Result<Vec<JudgedExam>, Error> {
    let lore = gather(queries, scope).await?;
    let mut met: HashMap<ExamEntryId, (u64, ExamEntry)> = HashMap::new();
    let mut judged = Vec::with_capacity(lines.len());
    for line in lines {
        let mut row = judge(scope, &lore, &line.draft, decisions);
        if let Some(entry) = row.entry.clone() {
            let (first, before) = met.entry(entry.id).or_insert((line.draft.row, entry.clone()));
            if *first != line.draft.row {
                row = again(&line.draft, *before == entry, (*first, row.report.record));
            }
        }
        judged.push(row);
    }
    Ok(judged)
}

/// A later row about the same entry: the same once more, or something else.
fn again(draft: &ExamDraft, same: bool, (first, record): (u64, Option<i64>)) -> JudgedExam {
    if same {
        return nothing(draft, RowOutcome::Unchanged, Vec::new(), record);
    }
    let note = Note::new("twice-in-list", "", "").with_row(first);
    nothing(draft, RowOutcome::Refused, vec![note], record)
}

async fn gather(queries: &dyn Queries, scope: &Scope) -> Result<Lore, Error> {
    let mut entries: Vec<ExamEntry> = Vec::new();
    for column in ["provider_id", "site_id"] {
        let find = Find::new(RecordKind::ExamEntry, scope.region)
            .when(Where::is(column, scope.organisation.0))
            .when(Where::is("holds_seat", 1i64))
            .when(Where::AtMost("held_on", scope.today.into()))
            .limit(i64::MAX);
        entries.extend(queries.all::<ExamEntry>(find).await?);
    }
    entries.sort_by_key(|entry| (entry.held_on, entry.id));
    entries.dedup_by_key(|entry| entry.id);
    let people: Vec<i64> = entries.iter().map(|entry| entry.person.0).collect();
    let cases: Vec<i64> = entries.iter().map(|entry| entry.case.0).collect();
    let people: Vec<Person> = queries.many(&people).await?;
    let cases: Vec<Case> = queries.many(&cases).await?;
    Ok(Lore {
        entries,
        people: people.into_iter().map(|person| (person.id, person)).collect(),
        numbers: cases.into_iter().map(|case| (case.id, case.number.to_lowercase())).collect(),
    })
}

fn nothing(draft: &ExamDraft, outcome: RowOutcome, notes: Vec<Note>, record: Option<i64>) -> JudgedExam {
    JudgedExam { report: RowReport { number: draft.row, outcome, record, notes }, entry: None }
}

impl Lore {
    /// The name and birth date of a row are those of the person of an entry.
    fn is_named(&self, entry: &ExamEntry, draft: &ExamDraft) -> bool {
        let Some(person) = self.people.get(&entry.person) else { return false };
        let same = |one: &str, other: &str| matching::normalise(one) == matching::normalise(other);
        let born = |birth: Option<domain::person::BirthDate>| birth.map(|birth| birth.date);
        same(&person.family_name, &draft.family_name)
            && (draft.given_names.is_empty() || same(&person.given_names, &draft.given_names))
            && born(person.birth_date) == born(draft.birth_date)
    }

    fn is_meant(&self, entry: &ExamEntry, draft: &ExamDraft) -> bool {
        if draft.exam().is_some_and(|exam| exam != entry.exam) {
            return false;
        }
        if draft.held_on.is_some_and(|on| on != entry.held_on) {
            return false;
        }
        match draft.case_number.is_empty() {
            false => self.numbers.get(&entry.case).is_some_and(|n| *n == draft.case_number.to_lowercase()),
            true => self.is_named(entry, draft),
        }
    }

    /// The number is the person's, but name and birth date of the row are somebody else's.
    fn contradicts(&self, entry: &ExamEntry, draft: &ExamDraft) -> bool {
        let named = !draft.family_name.is_empty() && draft.birth_date.is_some();
        !draft.case_number.is_empty() && named && !self.is_named(entry, draft)
    }
}

fn judge(scope: &Scope, lore: &Lore, draft: &ExamDraft, decisions: &Decisions) -> JudgedExam {
    if !draft.refusals.is_empty() {
        return nothing(draft, RowOutcome::Refused, draft.refusals.clone(), None);
    }
    // without a day the newest exam is meant
    let Some(known) = lore.entries.iter().rev().find(|entry| lore.is_meant(entry, draft)) else {
        let found = if draft.case_number.is_empty() { &draft.family_name } else { &draft.case_number };
        let note = Note::new("exam-entry-unknown", "case_number", found);
        return nothing(draft, RowOutcome::Refused, vec![note], None);
    };
    let record = Some(known.person.0);
    let mut entry = known.clone();
    if let Err(refusal) = written(scope, draft, &mut entry) {
        return nothing(draft, RowOutcome::Refused, vec![Note::refusal(&refusal)], record);
    }
    if entry == *known {
        return nothing(draft, RowOutcome::Unchanged, Vec::new(), record);
    }
    let mut doubts = draft.doubts.clone();
    if lore.contradicts(known, draft) {
        doubts.push(Note::new("exam-number-of-another", "case_number", &draft.case_number));
    }
    if known.result.is_some() {
        doubts.push(Note::new("exam-result-differs", "", ""));
    }
    if !doubts.is_empty() && !decisions.contains_key(&draft.row) {
        return nothing(draft, RowOutcome::Doubtful, doubts, record);
    }
    let first = matches!(known.state, EntryState::Registered | EntryState::Sat);
    let outcome = if first { RowOutcome::New } else { RowOutcome::Changed };
    JudgedExam {
        report: RowReport { number: draft.row, outcome, record, notes: Vec::new() },
        entry: Some(entry),
    }
}

/// Writes what the row says into the entry.
fn written(scope: &Scope, draft: &ExamDraft, entry: &mut ExamEntry) -> Result<(), Refusal> {
    let rules = exams::rules();
    match draft.says {
        None => Err(Refusal::new("exam-result-of-other-exam")),
        Some(ExamSays::Absent) if entry.state == EntryState::Absent => Ok(()),
        Some(ExamSays::Absent) => entry.miss(scope.today),
        Some(ExamSays::Parts(parts)) => {
            entry.record(ExamResult::dtz(rules, parts, entry.held_on), scope.today)
        }
        Some(ExamSays::Points(points)) => {
            entry.record(ExamResult::lid(rules, points, entry.held_on)?, scope.today)
        }
    }
}
