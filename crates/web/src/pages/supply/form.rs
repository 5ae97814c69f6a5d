//! The provider's own form: types with their minimum, teachers and rooms line by line, examiners.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::field::Width;
use crate::view::{Entered, Field, Form};
use app::commands::SaveSupply;
use app::queries::supply::OwnSupply;
use domain::course::CourseKind;
use domain::refusal::Refusal;
use domain::supply::{KindTerms, Supply, rooms, teachers};

const LINES: u8 = 8;

/// Types that may begin today, and those the provider stated before.
fn offered(staff: &Staff, own: Option<&Supply>) -> Vec<CourseKind> {
    let open: Vec<CourseKind> = app::course_kinds::course_kinds().open_on(staff.today).collect();
    let stated = |kind: &CourseKind| own.is_some_and(|own| own.terms(*kind).is_some());
    CourseKind::ALL.iter().copied().filter(|kind| open.contains(kind) || stated(kind)).collect()
}

fn form_of(staff: &Staff, own: Option<&Supply>) -> Form {
    let mut form = staff
        .form(format!("{PATH}/edit"))
        .version(own.map_or(0, |own| own.version))
        .section_with(staff.t("supply-kinds"), staff.t("supply-kinds-lead"));
    for kind in offered(staff, own) {
        let terms = own.and_then(|own| own.terms(kind));
        let number = |what: &str, label: String, value: Option<i64>| {
            let value = value.map(|number| number.to_string()).unwrap_or_default();
            Field::number(format!("{what}-{}", kind.code()), label).value(value).width(Width::Short)
        };
        let name = staff.code("course-kind", kind.code());
        let label = |key: &str| staff.tn(key, &[("kind", name.as_str().into())]);
        form = form.row(vec![
            number("minimum", label("supply-minimum"), terms.map(|t| t.minimum)),
            number("lessons", label("supply-lessons"), terms.map(|t| t.lessons_per_week)),
        ]);
    }
    form.section(staff.t("supply-teachers"))
        .field(
            Field::area("teachers", staff.t("supply-teachers-lines"), LINES)
                .value(own.map(Supply::teacher_lines).unwrap_or_default())
                .hint(staff.tn(
                    "supply-teachers-hint",
                    &[("most", staff.region.settings.planning.teacher_lessons.into())],
                )),
        )
        .section(staff.t("supply-rooms"))
        .field(
            Field::area("rooms", staff.t("supply-rooms-lines"), LINES)
                .value(own.map(Supply::room_lines).unwrap_or_default())
                .hint(staff.t("supply-rooms-hint")),
        )
        .section(staff.t("supply-examiners-section"))
        .field(
            Field::number("examiners", staff.t("supply-examiners"))
                .value(own.map(|own| own.examiners.to_string()).unwrap_or_default())
                .width(Width::Short)
                .required(),
        )
        .submit(staff.t("supply-save"))
        .cancel(PATH)
}

fn page(staff: &Staff, form: &Form) -> Answer {
    let page =
        staff.page("supply-edit").lead(staff.t("supply-edit-lead")).crumb(staff.t("supply-title"), PATH);
    Answer::page(page, [Markup::of(form)])
}

/// The form with what was stated last.
pub(super) async fn edit(staff: Staff, _: Input) -> Result<Answer, Problem> {
    let own = staff.ask(&OwnSupply).await?;
    Ok(page(&staff, &form_of(&staff, own.as_ref())))
}

fn kinds(read: &mut Read<'_>, offered: &[CourseKind]) -> Vec<KindTerms> {
    let mut found = Vec::new();
    for kind in offered {
        let (minimum, lessons) = (format!("minimum-{}", kind.code()), format!("lessons-{}", kind.code()));
        match (read.number(&minimum), read.number(&lessons)) {
            (None, None) => {}
            (Some(minimum), Some(lessons_per_week)) => {
                found.push(KindTerms { kind: *kind, minimum, lessons_per_week });
            }
            (None, Some(_)) => read.wrong(&minimum, "read-missing"),
            (Some(_), None) => read.wrong(&lessons, "read-missing"),
        }
    }
    found
}

fn lines<T>(found: Result<Vec<T>, Refusal>, refusals: &mut Vec<Refusal>) -> Vec<T> {
    found.unwrap_or_else(|refusal| {
        refusals.push(refusal);
        Vec::new()
    })
}

/// Saves it; a mistake in a line is said at the list it stands in.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let own = staff.ask(&OwnSupply).await?;
    let refused = |entered: &Entered| page(&staff, &form_of(&staff, own.as_ref()).fill(entered)).status(422);
    let mut read = input.read(staff.language());
    let kinds = kinds(&mut read, &offered(&staff, own.as_ref()));
    let mut refusals = Vec::new();
    let teachers = lines(teachers(&read.text("teachers")), &mut refusals);
    let rooms = lines(rooms(&read.text("rooms")), &mut refusals);
    let examiners = read.required_number("examiners");
    let version = read.number("version").unwrap_or_default();
    if let Some(entered) = read.errors() {
        return Ok(refused(&entered));
    }
    if let Some(refusal) = refusals.into_iter().next() {
        let problem = Problem::from(app::Error::from(refusal));
        return Ok(refused(&problem.at_fields(staff.language(), input.entered())?));
    }
    let command = SaveSupply { version, teachers, rooms, kinds, examiners };
    match staff.run(&input, command).await {
        Ok(done) => Ok(Answer::see(PATH).done("supply-saved", &done)),
        Err(problem) => Ok(refused(&problem.at_fields(staff.language(), input.entered())?)),
    }
}
