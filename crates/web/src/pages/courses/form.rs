//! The course form. Sections are computed, never typed.

use super::{PATH, kinds};
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::field::Width;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::SaveCourse;
use app::course_kinds::course_kinds;
use app::queries::courses::CourseRecord;
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::{CourseId, OrganisationId, RegionId};
use domain::organisation::Place;
use domain::person::TimeOfDay;

/// A course as a new form shows it: at the provider's own seat, with usual numbers.
fn blank(staff: &Staff) -> Course {
    Course {
        id: CourseId(0),
        region: RegionId(0),
        version: 0,
        organisation: OrganisationId(0),
        number: String::new(),
        kind: CourseKind::AllgemeinerIntegrationskurs,
        title: String::new(),
        place: staff.organisation.seat.clone(),
        planned_start_on: staff.today,
        started_on: None,
        first_section: 1,
        sections: Vec::new(),
        lessons_per_week: 20,
        times: vec![TimeOfDay::Morning],
        seats: 20,
        minimum: 15,
        child_care_seats: 0,
        online: false,
        lessons_held: 0,
        offered_on: None,
        state: CourseState::Draft,
    }
}

fn form_of(staff: &Staff, course: &Course) -> Form {
    let new = course.id.0 == 0;
    let t = |key: &str| staff.t(key);
    let action = if new { "/courses/new".to_owned() } else { format!("{PATH}/{}/edit", course.id) };
    let degree = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let number = |name: &str, key: &str, value: i64| {
        Field::number(name, t(key)).value(value.to_string()).width(Width::Short)
    };
    let mut open: Vec<CourseKind> = course_kinds().open_on(staff.today).collect();
    if !open.contains(&course.kind) {
        open.push(course.kind);
    }
    let times =
        TimeOfDay::ALL.iter().map(|time| Choice::new(time.code(), staff.code("courses-time", time.code())));
    let start = Field::date("planned_start_on", t("courses-form-start")).required();
    let start = if new {
        start
    } else {
        start.date_value(Some(course.planned_start_on)).hint(t("courses-form-start-moves"))
    };
    let place = &course.place;
    let form = staff
        .form(action)
        .version(course.version)
        .section(t("courses-form-section-what"))
        .field(
            Field::text("number", t("courses-form-number"))
                .hint(t("courses-form-number-hint"))
                .value(&course.number)
                .required(),
        )
        .field(Field::text("title", t("courses-form-name")).value(&course.title))
        .field(
            Field::select("kind", t("courses-form-kind"), kinds(staff, open))
                .value(course.kind.code())
                .required(),
        )
        .field(
            number("first_section", "courses-form-first-section", i64::from(course.first_section))
                .hint(t("courses-form-first-section-hint"))
                .required(),
        )
        .section(t("courses-form-section-when"))
        .field(start)
        .field(number("lessons_per_week", "courses-form-lessons", course.lessons_per_week).required())
        .field(
            Field::checks("times", t("courses-form-times"), times.collect())
                .values(course.times.iter().map(|time| time.code())),
        )
        .section(t("courses-form-section-where"))
        .field(Field::check("online", t("courses-form-online")).ticked(course.online))
        .field(Field::text("place_name", t("courses-form-room")).value(&place.name))
        .field(Field::text("street", t("courses-form-street")).value(&place.street))
        .row(vec![
            Field::text("postcode", t("courses-form-postcode")).value(&place.postcode).width(Width::Short),
            Field::text("town", t("courses-form-town")).value(&place.town).required(),
        ])
        .row(vec![
            Field::text("lat", t("courses-form-lat"))
                .value(degree(place.lat))
                .hint(t("courses-form-point-hint"))
                .width(Width::Short),
            Field::text("lon", t("courses-form-lon")).value(degree(place.lon)).width(Width::Short),
        ])
        .section(t("courses-form-section-seats"))
        .field(number("seats", "courses-form-seats", course.seats).required())
        .field(number("minimum", "courses-form-minimum", course.minimum).hint(t("courses-form-minimum-hint")))
        .field(number("child_care_seats", "courses-form-care", course.child_care_seats));
    let back = if new { PATH.to_owned() } else { format!("{PATH}/{}", course.id) };
    form.cancel(back)
}

/// The typed course over the one that was shown.
fn read(input: &Input, staff: &Staff, shown: Course) -> Result<Course, Entered> {
    let mut read: Read<'_> = input.read(staff.language()).from_day(staff.today);
    let number = read.required("number");
    let kind = read.code("kind", CourseKind::from_code);
    let start = read.required_day("planned_start_on");
    let first = read.required_number("first_section");
    let town = read.required("town");
    let course = Course {
        version: input.text("version").parse().unwrap_or_default(),
        number,
        title: read.text("title"),
        kind: kind.unwrap_or(shown.kind),
        first_section: u8::try_from(first).unwrap_or(u8::MAX),
        planned_start_on: start.unwrap_or(shown.planned_start_on),
        lessons_per_week: read.required_number("lessons_per_week"),
        times: input.texts("times").filter_map(TimeOfDay::from_code).collect(),
        seats: read.required_number("seats"),
        minimum: read.number("minimum").unwrap_or_default(),
        child_care_seats: read.number("child_care_seats").unwrap_or_default(),
        online: read.tick("online"),
        place: Place {
            name: read.text("place_name"),
            street: read.text("street"),
            postcode: read.text("postcode"),
            ags: if town == shown.place.town { shown.place.ags.clone() } else { String::new() },
            town,
            lat: read.decimal("lat"),
            lon: read.decimal("lon"),
        },
        ..shown
    };
    match read.errors() {
        Some(entered) => Err(entered),
        None => Ok(course),
    }
}

fn page_of(staff: &Staff, form: Form, new: bool) -> Answer {
    let page = staff.page(if new { "courses-form-new-title" } else { "courses-form-edit-title" });
    Answer::page(page.crumb(staff.t("courses-list-title"), PATH), [Markup::of(&form)])
}

/// The empty form.
pub async fn create(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(page_of(&staff, form_of(&staff, &blank(&staff)), true))
}

/// Saves a new course.
pub async fn save_new(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let shown = blank(&staff);
    save(&staff, &input, shown).await
}

/// The form of a course.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course = own(&staff, &input).await?;
    Ok(page_of(&staff, form_of(&staff, &course), false))
}

/// Saves a changed course.
pub async fn save_change(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let shown = own(&staff, &input).await?;
    save(&staff, &input, shown).await
}

async fn own(staff: &Staff, input: &Input) -> Result<Course, Problem> {
    let row = staff.ask(&CourseRecord { course: input.id("id")? }).await?;
    if row.course.organisation == staff.organisation.id { Ok(row.course) } else { Err(Problem::NotFound) }
}

async fn save(staff: &Staff, input: &Input, shown: Course) -> Result<Answer, Problem> {
    let new = shown.id.0 == 0;
    let refused = |entered: &Entered| page_of(staff, form_of(staff, &shown).fill(entered), new).status(422);
    let course = match read(input, staff, shown.clone()) {
        Ok(course) => course,
        Err(entered) => return Ok(refused(&entered)),
    };
    match staff.run(input, SaveCourse { course }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("courses-saved", &done)),
        Err(problem) => Ok(refused(&problem.at_fields(staff.language(), input.entered())?)),
    }
}
