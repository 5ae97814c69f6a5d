//! The fields of one result and how they are read. Not for saving: see `result`.

use crate::http::{Input, Staff};
use crate::view::{Choice, Entered, Field, Form};
use app::queries::placement::{DayRow, DaySheet};
use domain::course::CourseKind;
use domain::person::{Constraints, Literacy, TimeOfDay, Wish};
use domain::placement::{Level, Performance, recommend};

/// What was entered.
pub(super) struct Entry {
    pub performance: Performance,
    pub examiner: String,
    pub chosen: Option<(CourseKind, u8)>,
    pub constraints: Constraints,
}

fn choices(staff: &Staff, list: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    codes.into_iter().map(|code| Choice::new(code, staff.code(list, code))).collect()
}

/// The form of a person; `examiner` is the licence that was used last.
pub(super) fn form(staff: &Staff, sheet: &DaySheet, row: &DayRow, examiner: &str) -> Form {
    let result = row.seating.result.as_ref();
    let session = &sheet.day.session;
    let levels = || choices(staff, "level", Level::ALL.iter().map(|level| level.code()));
    let level = |name: &str, key: &str, value: Option<Level>| {
        Field::radios(name, staff.t(key), levels())
            .required()
            .value(value.map(Level::code).unwrap_or_default())
    };
    let teachers =
        session.examiners.iter().map(|e| Choice::new(e.licence.as_str(), e.name.as_str())).collect();
    let known = [result.map(|r| r.examiner_licence.as_str()), Some(examiner).filter(|e| !e.is_empty())];
    let teacher = known
        .into_iter()
        .flatten()
        .next()
        .or(session.examiners.first().map(|e| e.licence.as_str()))
        .unwrap_or_default();
    let literacy =
        result.map(|r| r.performance.literacy).or(row.literacy).map(Literacy::code).unwrap_or_default();
    let literacies = choices(staff, "literacy", Literacy::ALL.iter().map(|literacy| literacy.code()));
    let form = staff
        .form(format!("/sessions/{}/results", session.id))
        .hidden("seating", row.seating.id.to_string())
        .version(row.seating.version)
        .row(vec![
            level("written", "placement-result-written", result.map(|r| r.performance.written)),
            level("oral", "placement-result-oral", result.map(|r| r.performance.oral)),
        ])
        .field(
            Field::radios("literacy", staff.t("placement-result-literacy"), literacies)
                .required()
                .value(literacy),
        )
        .field(
            Field::check("learns_fast", staff.t("placement-result-learns-fast"))
                .ticked(result.is_some_and(|r| r.performance.learns_fast)),
        )
        .field(
            Field::select("examiner_licence", staff.t("placement-result-examiner"), teachers)
                .required()
                .value(teacher),
        );
    constraint_fields(staff, recommendation_fields(staff, form, row), &row.constraints)
        .submit(staff.t("placement-result-next"))
        .submit_as("step", "compute", staff.t("placement-result-compute"))
        .cancel(format!("/sessions/{}", session.id))
}

fn recommendation_fields(staff: &Staff, form: Form, row: &DayRow) -> Form {
    let deviating = row.seating.result.as_ref().map(|r| &r.recommendation).filter(|r| r.deviation.is_some());
    let kinds = choices(staff, "course-kind", CourseKind::ALL.iter().map(|kind| kind.code()));
    form.section_with(staff.t("placement-result-recommendation"), staff.t("placement-result-kind-hint"))
        .row(vec![
            Field::select("course_kind", staff.t("placement-result-kind"), kinds)
                .value(deviating.map(|r| r.course_kind.code()).unwrap_or_default()),
            Field::number("section", staff.t("placement-result-section"))
                .value(deviating.map(|r| r.section.to_string()).unwrap_or_default()),
        ])
        .field(
            Field::text("deviation", staff.t("placement-result-deviation"))
                .value(deviating.and_then(|r| r.deviation.clone()).unwrap_or_default()),
        )
}

fn constraint_fields(staff: &Staff, form: Form, known: &Constraints) -> Form {
    let times = choices(staff, "time-of-day", TimeOfDay::ALL.iter().map(|time| time.code()));
    form.section(staff.t("placement-result-constraints"))
        .row(vec![
            Field::number("children", staff.t("placement-result-children"))
                .value(known.children_in_care.map(|n| n.to_string()).unwrap_or_default()),
            Field::number("reach", staff.t("placement-result-reach"))
                .value(known.reach_km.map(|km| km.to_string().replace('.', ",")).unwrap_or_default()),
        ])
        .field(
            Field::checks("times", staff.t("placement-result-times"), times)
                .values(known.times.iter().map(|time| time.code())),
        )
        .field(Field::check("step_free", staff.t("placement-result-step-free")).ticked(known.step_free))
        .field(crate::pages::people::choices::wishes(staff, known))
}

/// What the fields say.
pub(super) fn read(staff: &Staff, input: &Input) -> Result<Entry, Entered> {
    let mut read = input.read(staff.language());
    for field in ["written", "oral", "literacy", "examiner_licence"] {
        read.required(field);
    }
    let written = read.code("written", Level::from_code);
    let oral = read.code("oral", Level::from_code);
    let literacy = read.code("literacy", Literacy::from_code);
    let kind = read.code("course_kind", CourseKind::from_code);
    let section = read.number("section");
    let children = read.number("children");
    let reach_km = read.decimal("reach");
    if children.is_some_and(|n| !(0..=20).contains(&n)) {
        read.wrong("children", "read-not-a-number");
    }
    if reach_km.is_some_and(|km| !(0.0..=500.0).contains(&km)) {
        read.wrong("reach", "read-not-a-number");
    }
    let chosen = match (kind, section) {
        (Some(kind), Some(section)) => Some((kind, u8::try_from(section).unwrap_or_default())),
        (Some(_), None) => {
            read.wrong("section", "read-missing");
            None
        }
        (None, Some(_)) => {
            read.wrong("course_kind", "read-missing");
            None
        }
        (None, None) => None,
    };
    let constraints = Constraints {
        children_in_care: children.and_then(|n| u8::try_from(n).ok()),
        times: input.texts("times").filter_map(TimeOfDay::from_code).collect(),
        reach_km,
        step_free: read.tick("step_free"),
        wishes: input.texts("wishes").filter_map(Wish::from_code).collect(),
    };
    let performance = match (written, oral, literacy) {
        (Some(written), Some(oral), Some(literacy)) => {
            Some(Performance { written, oral, literacy, learns_fast: read.tick("learns_fast") })
        }
        _ => None,
    };
    match (read.errors(), performance) {
        (None, Some(performance)) => Ok(Entry {
            performance,
            examiner: input.text("examiner_licence").to_owned(),
            chosen,
            constraints,
        }),
        (errors, _) => Err(errors.unwrap_or_else(|| input.entered())),
    }
}

/// The table's proposal in words.
pub(super) fn proposal(staff: &Staff, shown: &Performance) -> String {
    match recommend(shown, &staff.site.tables.recommendation) {
        Some((kind, section)) => {
            let kind = staff.code("course-kind", kind.code());
            let args = [("kind", (&kind).into()), ("section", i64::from(section).into())];
            staff.tn("placement-result-by-table", &args)
        }
        None => staff.t("placement-result-no-row"),
    }
}
