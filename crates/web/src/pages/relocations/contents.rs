//! What a package holds, in words: before it is made, before it is taken over, and on the record of whoever came.

use crate::http::{Markup, Staff};
use crate::pages::exams::exam_outcome;
use crate::pages::people::choices;
use crate::view::{Column, DescriptionList, Row, Table, Value};
use app::queries::person_record::PersonView;
use domain::relocation::{EarlierCourse, EarlierExam, MovingAct, Package};

/// Everything, in the order of the way; `to` names the body here that an act goes to.
pub(super) fn contents(staff: &Staff, package: &Package, to: Option<&[String]>) -> Markup {
    let mut parts = vec![Markup::of(&person(staff, package))];
    if !package.acts.is_empty() {
        parts.push(acts(staff, &package.acts, to));
    }
    if !package.courses.is_empty() {
        parts.push(courses(staff, &package.courses));
    }
    if !package.exams.is_empty() {
        parts.push(exams(staff, &package.exams));
    }
    Markup::all(parts)
}

fn person(staff: &Staff, package: &Package) -> DescriptionList {
    let (person, standing) = (&package.person, &package.standing);
    let address = format!("{}, {} {}", person.address.street, person.address.postcode, person.address.town);
    let titles: Vec<String> = person
        .residences
        .iter()
        .map(|one| format!("{} {}", staff.code("residence-kind", one.kind.code()), one.norm))
        .collect();
    let benefits: Vec<String> =
        person.benefits.iter().map(|one| staff.code("benefit-system", one.system.code())).collect();
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("field-family-name"), Value::Foreign(person.family_name.clone()))
        .item(staff.t("field-given-names"), Value::Foreign(person.given_names.clone()))
        .item(staff.t("field-birth-date"), crate::pages::people::birth(staff, person.birth_date))
        .item(
            staff.t("field-nationality"),
            choices::country(staff, person.nationality.as_deref().unwrap_or_default()),
        )
        .item(staff.t("field-language"), choices::language(&person.language))
        .item(staff.t("field-address"), address.trim_matches([',', ' ']).to_owned())
        .item(staff.t("field-phone"), person.phone.clone())
        .item(staff.t("field-residence"), titles.join("; "))
        .item(staff.t("field-benefit"), benefits.join("; "))
        .item(staff.t("relocations-number"), Value::code(standing.number.clone()))
        .item(staff.t("relocations-stage"), staff.code("stage", standing.stage.code()));
    if let Some(found) = package.recommendation() {
        let kind = staff.code("course-kind", found.course_kind.code());
        let args = [("kind", kind.as_str().into()), ("section", i64::from(found.section).into())];
        list = list.item(staff.t("relocations-goes-on"), staff.tn("relocations-kind-section", &args));
    }
    list
}

fn acts(staff: &Staff, acts: &[MovingAct], to: Option<&[String]>) -> Markup {
    let mut columns: Vec<Column> =
        ["field-act-kind", "record-issuer", "field-issued-on", "field-valid-until"]
            .map(|key| Column::new(staff.t(key)))
            .into();
    if to.is_some() {
        columns.push(Column::new(staff.t("relocations-goes-to")));
    }
    let rows = acts.iter().enumerate().map(|(at, act)| {
        let kind = staff.code("act-kind", act.kind.code());
        let mut values = vec![
            Value::text(kind.clone()),
            Value::Foreign(act.issued_by.clone()),
            Value::Date(act.issued_on),
            Value::date(act.valid_until),
        ];
        if let Some(to) = to {
            values.push(Value::Foreign(to.get(at).cloned().unwrap_or_default()));
        }
        Row::new(at, kind, values)
    });
    table(staff, "record-acts", columns, rows)
}

fn courses(staff: &Staff, courses: &[EarlierCourse]) -> Markup {
    let columns = [
        "record-course",
        "record-provider",
        "relocations-sections",
        "record-begins",
        "relocations-ended",
        "record-state",
    ]
    .map(|key| Column::new(staff.t(key)));
    let rows = courses.iter().enumerate().map(|(at, course)| {
        let kind = staff.code("course-kind", course.kind.code());
        let ended = course.outcome.map(|outcome| staff.code("outcome", outcome.code()));
        let values = vec![
            Value::text(kind.clone()),
            Value::Foreign(course.provider.clone()),
            Value::text(format!("{}–{}", course.first_section, course.last_section)),
            Value::Date(course.begun_on),
            Value::date(course.ended_on),
            Value::text(ended.unwrap_or_else(|| staff.code("stage", "in_course"))),
        ];
        Row::new(at, kind, values)
    });
    table(staff, "relocations-courses", columns.into(), rows)
}

fn exams(staff: &Staff, exams: &[EarlierExam]) -> Markup {
    let columns =
        ["relocations-exam", "record-day", "relocations-result"].map(|key| Column::new(staff.t(key)));
    let rows = exams.iter().enumerate().map(|(at, exam)| {
        let kind = staff.code("exam-kind", exam.exam.code());
        let result = exam.result.as_ref().map(|result| exam_outcome(staff, result.exam(), result.code()));
        let values = vec![
            Value::text(kind.clone()),
            Value::Date(exam.held_on),
            Value::text(result.unwrap_or_else(|| staff.t("relocations-awaited"))),
        ];
        Row::new(at, kind, values)
    });
    table(staff, "relocations-exams", columns.into(), rows)
}

fn table(staff: &Staff, title: &str, columns: Vec<Column>, rows: impl Iterator<Item = Row>) -> Markup {
    Markup::of(&Table::new(staff.language(), staff.t(title), columns).rows(rows))
}

/// The way before the move on the record of whoever came from another county; what the role may not see is not in it.
pub fn person_section(staff: &Staff, view: &PersonView) -> Option<Markup> {
    let mut parts = Vec::new();
    for moved in &view.came_from {
        let package = &moved.package;
        let args = [
            ("county", moved.county.as_str().into()),
            ("on", moved.noted_on.into()),
            ("number", package.standing.number.as_str().into()),
        ];
        parts.push(Markup::paragraph(&staff.tn("relocations-came", &args)));
        if !package.acts.is_empty() {
            parts.push(acts(staff, &package.acts, None));
        }
        if !package.courses.is_empty() {
            parts.push(courses(staff, &package.courses));
        }
        if !package.exams.is_empty() {
            parts.push(exams(staff, &package.exams));
        }
    }
    (!parts.is_empty()).then(|| Markup::section(&staff.t("relocations-before"), parts))
}
