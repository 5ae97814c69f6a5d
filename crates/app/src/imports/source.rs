//! The file behind an import: opened, its columns mapped, its rows read as drafts, some at a time. Reads
//! the file twice: first for its fingerprint and for rows that contradict one another, then for the rows.

use super::course_row::{self, CourseDraft};
use super::exam_row::{self, ExamDraft};
use super::fields::{Columns, fields, missing};
use super::note::Note;
use super::person_row::{self, PersonDraft, Reading};
use domain::list_import::ImportKind;
use domain::matching;
use domain::organisation::OrganisationKind;
use sha2::{Digest, Sha256};
use sheets::{FileKind, Row, Rows, SheetFault, Table};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows per operation of a list as offices have them.
const CHUNK: usize = 1_000;
/// Rows per operation of a list with more rows than this.
const LONG: (u64, usize) = (20_000, 5_000);

/// Rows per operation. A long list goes in larger parts: each part writes nearly all pages of the indexes anew.
pub fn rows_per_part(rows: u64) -> usize {
    let (long, part) = LONG;
    if rows > long { part } else { CHUNK }
}

/// Why a list cannot be read at all.
#[derive(Debug)]
pub enum ImportFault {
    Sheet(SheetFault),
    /// Fields that no column holds.
    Columns(Vec<&'static str>),
}

impl From<SheetFault> for ImportFault {
    fn from(fault: SheetFault) -> Self {
        ImportFault::Sheet(fault)
    }
}

/// A list and how to read it.
#[derive(Debug, Clone)]
pub struct Plan {
    pub kind: ImportKind,
    pub path: PathBuf,
    /// Name as the person's computer calls it.
    pub file_name: String,
    /// Heading → field code; headings that are not in it are left out.
    pub mapping: BTreeMap<String, String>,
    pub today: chrono::NaiveDate,
    pub issuer: OrganisationKind,
}

/// An opened list with a proposal for its columns.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub kind: FileKind,
    pub table: Table,
    pub proposal: sheets::Mapping,
    /// First rows, for showing samples.
    pub samples: Vec<Row>,
}

fn open(path: &Path, file_name: &str) -> Result<(FileKind, Rows), SheetFault> {
    let file = std::fs::File::open(path).map_err(SheetFault::from)?;
    let book = sheets::open_reader(file_name, file, &sheets::Limits::default())?;
    let kind = book.kind();
    Ok((kind, book.into_rows(None)?))
}

/// Opens a list and proposes its columns. Blocking.
pub fn prepare(kind: ImportKind, path: &Path, file_name: &str) -> Result<Prepared, ImportFault> {
    let (file_kind, mut rows) = open(path, file_name)?;
    let table = rows.table().clone();
    let mut samples = Vec::new();
    for row in rows.by_ref().take(5) {
        samples.push(row?);
    }
    let proposal = sheets::columns::propose(&table.heading, fields(kind));
    Ok(Prepared { kind: file_kind, table, proposal, samples })
}

/// Some rows of a list by number, for showing them. Blocking.
pub fn rows_at(path: &Path, file_name: &str, numbers: &BTreeSet<u64>) -> Result<Vec<Row>, ImportFault> {
    let (_, rows) = open(path, file_name)?;
    let mut found = Vec::with_capacity(numbers.len());
    for row in rows {
        let row = row?;
        if numbers.contains(&row.number) {
            found.push(row);
        }
        if found.len() == numbers.len() {
            break;
        }
    }
    Ok(found)
}

/// A row with what it says.
#[derive(Debug, Clone)]
pub struct Line<D> {
    pub row: Row,
    pub draft: D,
}

/// Some rows.
#[derive(Debug, Clone)]
pub enum Part {
    Persons(Arc<Vec<Line<PersonDraft>>>),
    Courses(Arc<Vec<Line<CourseDraft>>>),
    Exams(Arc<Vec<Line<ExamDraft>>>),
}

impl Part {
    /// The rows as they came.
    pub fn rows(&self) -> Vec<&Row> {
        match self {
            Part::Persons(lines) => lines.iter().map(|line| &line.row).collect(),
            Part::Courses(lines) => lines.iter().map(|line| &line.row).collect(),
            Part::Exams(lines) => lines.iter().map(|line| &line.row).collect(),
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Part::Persons(lines) => lines.len(),
            Part::Courses(lines) => lines.len(),
            Part::Exams(lines) => lines.len(),
        }
    }

    /// No rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What the first reading found.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    pub kind: FileKind,
    pub table: Table,
    /// SHA-256, hexadecimal.
    pub fingerprint: String,
    pub rows: u64,
    pub skipped: u64,
    /// Identities that stand in several rows with different contents, and the first of these rows.
    contradicting: HashMap<u64, u64>,
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn identity(draft: &Draft) -> u64 {
    match draft {
        Draft::Person(person) => person_identity(person),
        Draft::Course(course) => course_identity(course),
        Draft::Exam(exam) => exam_identity(exam),
    }
}

/// Whom a row means: file number, else name and birth date.
pub(super) fn person_identity(person: &PersonDraft) -> u64 {
    if !person.file_number.is_empty() {
        return digest(("number", matching::file_number(&person.file_number)));
    }
    let names = matching::normalise(&format!("{}\u{1f}{}", person.family_name, person.given_names));
    digest(("name", names, person.birth_date.map(|birth| birth.date)))
}

/// Which course a row means: its number.
pub(super) fn course_identity(course: &CourseDraft) -> u64 {
    digest(("course", course.number.to_lowercase()))
}

/// Which result a row means: whose, of which exam, of which day.
pub(super) fn exam_identity(exam: &ExamDraft) -> u64 {
    let whom = match exam.case_number.is_empty() {
        false => exam.case_number.to_lowercase(),
        true => matching::normalise(&format!("{}\u{1f}{}", exam.family_name, exam.given_names)),
    };
    digest(("exam", whom, exam.birth_date.map(|birth| birth.date), exam.exam(), exam.held_on))
}

enum Draft {
    Person(PersonDraft),
    Course(CourseDraft),
    Exam(ExamDraft),
}

fn draft(plan: &Plan, columns: &Columns, row: &Row) -> Draft {
    match plan.kind {
        ImportKind::Persons => {
            Draft::Person(person_row::read(row, columns, &Reading { today: plan.today, issuer: plan.issuer }))
        }
        ImportKind::Courses => Draft::Course(course_row::read(row, columns, plan.today)),
        ImportKind::ExamResults => Draft::Exam(exam_row::read(row, columns, plan.today)),
    }
}

fn fingerprint(path: &Path) -> Result<String, SheetFault> {
    let mut file = std::fs::File::open(path).map_err(SheetFault::from)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(SheetFault::from)? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Reads the whole list once. Blocking.
pub(super) fn survey(plan: &Plan) -> Result<Survey, ImportFault> {
    let lacking = missing(plan.kind, &plan.mapping);
    if !lacking.is_empty() {
        return Err(ImportFault::Columns(lacking));
    }
    let (kind, mut rows) = open(&plan.path, &plan.file_name)?;
    let table = rows.table().clone();
    let columns = Columns::new(plan.kind, &table.heading, &plan.mapping);
    // identity → (content, row); contents are compared without the row's number
    let mut seen: HashMap<u64, (u64, u32)> = HashMap::new();
    let mut contradicting = HashMap::new();
    let mut count = 0;
    for row in rows.by_ref() {
        let row = row?;
        count += 1;
        let identity = identity(&draft(plan, &columns, &row));
        let content = digest(row.cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>());
        let first = seen.entry(identity).or_insert((content, row.number as u32));
        if first.0 != content {
            contradicting.insert(identity, u64::from(first.1));
        }
    }
    let skipped = rows.skipped_count();
    Ok(Survey { kind, table, fingerprint: fingerprint(&plan.path)?, rows: count, skipped, contradicting })
}

/// Reads the list in parts of at most `size` rows and gives each to `take` until that says stop. Blocking.
pub(super) fn read_parts(
    plan: &Plan,
    survey: &Survey,
    size: usize,
    mut take: impl FnMut(Part) -> bool,
) -> Result<(), ImportFault> {
    let (_, mut rows) = open(&plan.path, &plan.file_name)?;
    let columns = Columns::new(plan.kind, &survey.table.heading, &plan.mapping);
    loop {
        let (mut persons, mut courses, mut exams) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows.by_ref().take(size) {
            let row = row?;
            let read = draft(plan, &columns, &row);
            let other = survey.contradicting.get(&identity(&read)).copied();
            let note = other.map(|first| Note::new("twice-in-list", "", "").with_row(first));
            match read {
                Draft::Person(mut draft) => {
                    draft.doubts.extend(note);
                    persons.push(Line { row, draft });
                }
                Draft::Course(mut draft) => {
                    draft.doubts.extend(note);
                    courses.push(Line { row, draft });
                }
                Draft::Exam(mut draft) => {
                    draft.doubts.extend(note);
                    exams.push(Line { row, draft });
                }
            }
        }
        let part = match plan.kind {
            ImportKind::Persons => Part::Persons(Arc::new(persons)),
            ImportKind::Courses => Part::Courses(Arc::new(courses)),
            ImportKind::ExamResults => Part::Exams(Arc::new(exams)),
        };
        if part.is_empty() || !take(part) {
            return Ok(());
        }
    }
}
