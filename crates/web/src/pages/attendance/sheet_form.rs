//! The form of one day's list: one line that takes a sign per learner, and below it the same list to tap.

use super::course_path;
use crate::http::{Input, Staff};
use crate::view::field::Width;
use crate::view::{Badge, CSRF_FIELD, Choice, Entered, ErrorSummary, Field, Language, Tone, VERSION_FIELD};
use app::queries::attendance::{Sheet, SheetRow};
use askama::Template;
use chrono::NaiveTime;
use domain::attendance::{Entry, Excuse, Mark, typed_marks};
use domain::course::CourseKind;
use domain::refusal::Refusal;

/// One sign to choose.
struct Sign {
    id: String,
    code: &'static str,
    word: String,
    chosen: bool,
}

/// One learner.
struct Line {
    name: String,
    field: String,
    signs: Vec<Sign>,
    note: Option<String>,
    badge: Option<Badge>,
    error: Option<String>,
    /// Reason, proof and times are shown at once.
    open: bool,
    excuse: Field,
    proof: Field,
    came: Field,
    left: Field,
}

/// The form.
#[derive(Template)]
#[template(path = "pages/attendance/sheet.html")]
pub(super) struct SheetForm {
    action: String,
    hidden: Vec<(&'static str, String)>,
    summary: Option<ErrorSummary>,
    line_label: String,
    line_hint: String,
    line_value: String,
    line_error: Option<String>,
    lessons: Field,
    title: String,
    details: String,
    submit: String,
    lines: Vec<Line>,
}

/// Signs of a course type.
fn signs(kind: CourseKind) -> impl Iterator<Item = Mark> {
    Mark::ALL.iter().copied().filter(move |mark| *mark != Mark::Internship || kind == CourseKind::Jugendkurs)
}

/// The form over a list, with what was typed where it comes back refused.
pub(super) fn form(staff: &Staff, sheet: &Sheet, entered: Option<&Entered>, excuses: &[Excuse]) -> SheetForm {
    let version = sheet.day.as_ref().map_or(0, |day| day.version);
    let lines: Vec<Line> = sheet.rows.iter().map(|row| line(staff, sheet, row, entered, excuses)).collect();
    let with = |field: Field| filled(field, staff.language(), entered);
    SheetForm {
        action: format!("{}/{}", course_path(sheet.course.id), sheet.on),
        hidden: vec![
            (CSRF_FIELD, staff.shell().csrf.clone()),
            ("form_key", staff.site.ids.token()),
            (VERSION_FIELD, version.to_string()),
            (
                "seats",
                sheet.rows.iter().map(|row| row.learner.seat.to_string()).collect::<Vec<_>>().join(" "),
            ),
        ],
        summary: summary(staff.language(), entered),
        line_label: staff.t("attendance-sheet-line"),
        line_hint: staff.t("attendance-sheet-line-hint"),
        line_value: entered.and_then(|entered| pair(entered, "line")).unwrap_or_default().to_owned(),
        line_error: entered.and_then(|entered| error_of(entered, "line")),
        lessons: with(
            Field::number("lessons", staff.t("attendance-sheet-lessons"))
                .value(sheet.lessons.to_string())
                .required(),
        )
        .width(Width::Short),
        title: staff.t("attendance-weeks-caption"),
        details: staff.t("attendance-sheet-details"),
        submit: staff.t("attendance-sheet-save"),
        lines,
    }
}

fn summary(language: Language, entered: Option<&Entered>) -> Option<ErrorSummary> {
    let errors: Vec<(Option<String>, String)> = entered?
        .errors
        .iter()
        .map(|(field, sentence)| (Some(field.clone()).filter(|f| !f.is_empty()), sentence.clone()))
        .collect();
    (!errors.is_empty()).then_some(ErrorSummary { language, errors })
}

fn filled(mut field: Field, language: Language, entered: Option<&Entered>) -> Field {
    field.language = language;
    let Some(entered) = entered else { return field };
    let typed = entered.pairs.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value.clone());
    let error = error_of(entered, &field.name);
    let field = field.value(typed.unwrap_or_default());
    match error {
        Some(error) => field.error(error),
        None => field,
    }
}

fn line(staff: &Staff, sheet: &Sheet, row: &SheetRow, entered: Option<&Entered>, excuses: &[Excuse]) -> Line {
    let seat = row.learner.seat;
    let name = |of: &str| format!("{of}-{seat}");
    let field = name("mark");
    // a fresh list begins with everybody present; whoever joined a taken list has no sign yet
    let stored = match (&row.entry, &sheet.day) {
        (Some(entry), _) => Some(entry.mark),
        (None, None) => Some(Mark::Present),
        (None, Some(_)) => None,
    };
    let typed = entered.map(|entered| pair(entered, &field).and_then(Mark::from_code));
    let shown = typed.unwrap_or(stored);
    let contested = entered.is_some_and(|entered| entered.contested) && shown != stored;
    let error = entered
        .and_then(|entered| error_of(entered, &field))
        .or_else(|| contested.then(|| contested_text(staff, stored)));
    let with = |field: Field| filled(field, staff.language(), entered);
    let entry = row.entry.clone().unwrap_or(Entry::new(seat, Mark::Present));
    let choices = excuses.iter().map(|e| Choice::new(e.code(), staff.code("excuse", e.code()))).collect();
    let unexcused = (row.tally.unexcused > 0).then(|| {
        let args = [("days", row.tally.unexcused.into()), ("of", row.tally.days().into())];
        staff.tn("attendance-sheet-unexcused", &args)
    });
    Line {
        name: row.learner.name(),
        signs: signs(sheet.course.kind)
            .map(|mark| Sign {
                id: format!("{field}-{}", mark.code()),
                code: mark.code(),
                word: staff.code("attendance-mark", mark.code()),
                chosen: shown == Some(mark),
            })
            .collect(),
        note: unexcused,
        badge: badge(staff, row),
        open: shown == Some(Mark::Excused) || entry.came_at.is_some() || entry.left_at.is_some(),
        excuse: with(
            Field::select(name("excuse"), staff.t("attendance-sheet-excuse"), choices)
                .value(entry.excuse.map_or("", |excuse| excuse.code())),
        ),
        proof: with(
            Field::check(name("proof"), staff.t("attendance-sheet-proof"))
                .hint(staff.t("attendance-sheet-proof-hint"))
                .ticked(entry.proof_seen),
        ),
        came: with(Field::time(name("came"), staff.t("attendance-sheet-came")).time_value(entry.came_at)),
        left: with(Field::time(name("left"), staff.t("attendance-sheet-left")).time_value(entry.left_at)),
        error,
        field,
    }
}

fn contested_text(staff: &Staff, stored: Option<Mark>) -> String {
    let word = stored.map_or("–".to_owned(), |mark| staff.code("attendance-mark", mark.code()));
    staff.tn("attendance-sheet-stored", &[("stored", (&word).into())])
}

fn badge(staff: &Staff, row: &SheetRow) -> Option<Badge> {
    if row.proof_missing {
        return Some(Badge::new(Tone::Warning, staff.t("attendance-sheet-proof-missing")));
    }
    row.concern.map(|(_, state)| super::state_badge(staff, state))
}

fn error_of(entered: &Entered, field: &str) -> Option<String> {
    entered.errors.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.clone())
}

fn pair<'a>(entered: &'a Entered, name: &str) -> Option<&'a str> {
    entered.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// What was written, or what is wrong with it.
pub(super) fn read(staff: &Staff, input: &Input) -> Result<(i64, Vec<Entry>), Entered> {
    let mut read = input.read(staff.language());
    let lessons = read.required_number("lessons");
    let seats: Vec<domain::ids::AssignmentId> =
        input.text("seats").split_whitespace().filter_map(|seat| seat.parse().ok()).collect();
    let typed = typed_line(input, seats.len());
    let mut entries = Vec::with_capacity(seats.len());
    for (n, seat) in seats.iter().enumerate() {
        let name = |of: &str| format!("{of}-{seat}");
        let tapped = read.code(&name("mark"), Mark::from_code);
        let mark = typed.as_ref().ok().and_then(|marks| marks.get(n)).copied().or(tapped);
        let time = |read: &mut crate::http::Read<'_>, of: &str| -> Option<NaiveTime> { read.time(&name(of)) };
        let (came_at, left_at) = (time(&mut read, "came"), time(&mut read, "left"));
        let excuse = read.code(&name("excuse"), Excuse::from_code);
        let proof_seen = read.tick(&name("proof"));
        if let Some(mark) = mark {
            entries.push(Entry { seat: *seat, mark, excuse, proof_seen, came_at, left_at });
        }
    }
    let faults = read.errors();
    match typed {
        Err(refusal) => {
            let sentence = crate::http::sentence(staff.language(), &refusal);
            Err(faults.unwrap_or_else(|| input.entered()).error("line", sentence))
        }
        Ok(_) => faults.map_or(Ok((lessons, entries)), Err),
    }
}

/// Signs of the line, none where it was left empty.
fn typed_line(input: &Input, learners: usize) -> Result<Vec<Mark>, Refusal> {
    let line = input.text("line");
    if line.is_empty() { Ok(Vec::new()) } else { typed_marks(line, learners) }
}
