//! Exams on other pages: the part of a person's page, a result in words, counters of a provider's home.

use super::{entry_badge, path};
use crate::http::{Markup, Problem, Staff};
use crate::view::record::Counter;
use crate::view::{Badge, Column, Notice, Row, Table, Tone, Value};
use app::queries::exams::OwnExams;
use app::queries::person_exams::{PersonExam, PersonExams};
use chrono::Days;
use domain::access::{Action as A, Resource as R};
use domain::exam::{ExamKind, ExamResult, RepeatAnswer};

/// Days a home looks ahead for closing days.
const AHEAD: u64 = 14;

/// Level or outcome in words.
pub(crate) fn outcome(staff: &Staff, exam: ExamKind, code: &str) -> String {
    match exam {
        ExamKind::Dtz => staff.code("dtz-level", code),
        ExamKind::Lid => staff.code("lid-outcome", code),
    }
}

/// A whole result: what it is worth, and the parts or points behind it.
pub(super) fn result(staff: &Staff, result: &ExamResult) -> Value {
    let worth = outcome(staff, result.exam(), result.code());
    match result {
        ExamResult::Dtz { parts, .. } => {
            let level = |level: domain::exam::DtzLevel| staff.code("dtz-level", level.code());
            let (listening, writing, speaking) =
                (level(parts.listening_reading), level(parts.writing), level(parts.speaking));
            let args = [
                ("listening", (&listening).into()),
                ("writing", (&writing).into()),
                ("speaking", (&speaking).into()),
            ];
            Value::Lines(worth, staff.tn("exams-parts", &args))
        }
        ExamResult::Lid { points, .. } => {
            Value::Lines(worth, staff.tn("exams-points", &[("points", (*points).into())]))
        }
    }
}

/// Exams of a person as far as the role sees them.
pub fn person_section(staff: &Staff, exams: &PersonExams) -> Markup {
    let title = staff.t("exams-person-title");
    let mut parts = Vec::new();
    if exams.successful {
        parts.push(Markup::of(&Notice::new(Tone::Success, staff.t("exams-person-successful"))));
    }
    if exams.rows.is_empty() {
        parts.push(Markup::paragraph(&staff.t("record-none")));
    } else {
        parts.push(table(staff, &exams.rows));
    }
    parts.extend(exams.repeat.as_ref().map(|answer| repeat(staff, answer)));
    Markup::section(&title, parts)
}

fn table(staff: &Staff, rows: &[PersonExam]) -> Markup {
    let columns = [
        "exams-column-day",
        "exams-column-exam",
        "exams-column-state",
        "exams-column-result",
        "exams-column-payer",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let lines = rows.iter().enumerate().map(|(n, row)| {
        let on = wording::date(staff.language(), row.held_on);
        let day = match row.sitting {
            Some(sitting) => Value::DayLink { date: row.held_on, label: on.clone(), href: path(sitting, "") },
            None => Value::Date(row.held_on),
        };
        let worth = match (&row.whole, row.outcome) {
            (Some(whole), _) => result(staff, whole),
            (None, Some(code)) => Value::text(outcome(staff, row.exam, code)),
            (None, None) => Value::Missing,
        };
        let cost = match row.tried {
            Some((attempt, payer)) => {
                let attempt = staff.tn("exams-attempt", &[("attempt", attempt.into())]);
                Value::Lines(staff.code("exam-payer", payer.code()), attempt)
            }
            None => Value::Hidden,
        };
        let kind = staff.code("exam-kind", row.exam.code());
        let state = Value::Badge(entry_badge(staff, row.state));
        Row::new(n, format!("{kind} {on}"), vec![day, Value::text(kind), state, worth, cost])
    });
    let title = staff.t("exams-person-title");
    Markup::of(&Table::new(staff.language(), title, columns).rows(lines).quiet_caption())
}

/// Whether repeat hours may be applied for, with every reason.
fn repeat(staff: &Staff, answer: &RepeatAnswer) -> Markup {
    let (tone, key) = match answer.entitled {
        true => (Tone::Success, "exams-repeat-yes"),
        false => (Tone::Neutral, "exams-repeat-no"),
    };
    let verdict = staff.tn(key, &[("lessons", answer.lessons.into())]);
    let reasons: Vec<String> =
        answer.reasons.iter().map(|reason| staff.code("repeat-reason", reason.code())).collect();
    let columns = ["exams-repeat-title", "exams-column-why"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let values = vec![Value::Badge(Badge::new(tone, verdict.clone())), Value::text(reasons.join(" "))];
    let row = Row::new("repeat", verdict, values);
    Markup::of(
        &Table::new(staff.language(), staff.t("exams-repeat-title"), columns).rows([row]).quiet_caption(),
    )
}

/// Counters on the home of a provider; nothing while nothing waits.
pub async fn counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::Change, R::Exam) {
        return Ok(Vec::new());
    }
    let until = staff.today.checked_add_days(Days::new(AHEAD)).unwrap_or(staff.today);
    let work = staff.ask(&OwnExams { until }).await?;
    let counter = |key: &str, count: i64, href: &str, tone: Tone| {
        let counter = Counter::new(staff.t(key), wording::number(staff.language(), count)).href(href);
        if count > 0 { counter.tone(tone) } else { counter }
    };
    if work.awaited + work.closing == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![
        counter("exams-home-closing", work.closing, "/exams", Tone::Info),
        counter("exams-home-awaited", work.awaited, "/exams?show=past", Tone::Warning),
        counter("exams-home-late", work.late, "/exams?show=past", Tone::Danger),
    ])
}
