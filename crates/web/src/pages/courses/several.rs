//! One thing for several people of a course, or for several courses: registering, printing letters, offering
//! empty seats. Each with a preview first. Not for one person: the buttons of the row do that.

use super::participants::{name, view};
use super::{PATH, list};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::bulk::{self, Candidate, Chosen, Preview};
use crate::view::Query;
use app::commands::{OfferSeats, RegisterSeat};
use app::queries::courses::{CourseList, CourseRecord, CourseRow, Participant, Participants};
use domain::access::{Action as A, Resource as R};
use domain::assignment::AssignmentState;
use domain::course::CourseState;
use domain::ids::{AssignmentId, CourseId};

/// Name of the boxes before the participants.
pub const FIELD: &str = "assignment";
/// Name of the boxes before the courses.
pub const COURSE: &str = "course";

/// What can be done with selected participants: label and address.
pub fn actions(staff: &Staff, row: &CourseRow) -> Vec<(String, String)> {
    let at = |end: &str| format!("{PATH}/{}/selection/{end}", row.course.id);
    let mut actions = Vec::new();
    if row.course.organisation == staff.organisation.id && staff.may(A::Create, R::Registration) {
        actions.push((staff.t("courses-register"), at("register")));
    }
    if staff.may(A::Create, R::Letter) {
        actions.push((staff.t("courses-print-letters"), at("letters")));
    }
    actions
}

/// What can be done with selected courses.
pub fn course_actions(staff: &Staff) -> Vec<(String, String)> {
    if staff.may(A::Change, R::CourseDraft) {
        return vec![(staff.t("courses-offer"), format!("{PATH}/selection/offer"))];
    }
    Vec::new()
}

fn home(row: &CourseRow) -> (String, String) {
    (row.course.number.clone(), format!("{PATH}/{}", row.course.id))
}

async fn preview(
    staff: &Staff,
    input: &Input,
    (title, end, submit): (&'static str, Option<&str>, &str),
    what: impl Fn(&Participant) -> Result<String, String>,
) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let row = staff.ask(&CourseRecord { course }).await?;
    let people = staff.ask(&Participants { course }).await?;
    let (label, href) = home(&row);
    let list = view(staff, &Query::parse(&href, None), &row, &people);
    let chosen = Chosen::of(input, &href, FIELD).rows(staff, list);
    let people =
        people.iter().filter(|person| chosen.iter().any(|row| row.key == person.seat.id.to_string()));
    let candidates = people.map(|person| Candidate {
        key: person.seat.id.to_string(),
        name: name(person),
        number: person.case_number.clone(),
        what: what(person),
    });
    let preview = Preview {
        title,
        path: end.map_or("/letters/issue".to_owned(), |end| format!("{href}/selection/{end}")),
        list: (label, href),
        field: FIELD,
        submit: staff.t(submit),
        candidates: candidates.collect(),
    };
    Ok(preview.answer(staff))
}

/// Who of the selected would be registered.
pub async fn ask_register(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let texts = ("courses-register-title", Some("register/done"), "courses-register");
    preview(&staff, &input, texts, |person| match person.seat.state {
        AssignmentState::Reserved => Ok(staff.code("assignment-state", AssignmentState::Registered.code())),
        state => Err(staff.code("assignment-state", state.code())),
    })
    .await
}

/// Registers them.
pub async fn register(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&CourseRecord { course: input.id("id")? }).await?;
    let command = |key: &str| key.parse::<AssignmentId>().ok().map(|assignment| RegisterSeat { assignment });
    let outcome = bulk::each(&staff, &input, FIELD, command).await?;
    let said = ("courses-register-done", None);
    Ok(bulk::result(&staff, "courses-register-title", home(&row), said, &outcome))
}

/// Whose letter would be printed.
pub async fn letters(staff: Staff, input: Input) -> Result<Answer, Problem> {
    preview(&staff, &input, ("courses-print-letters", None, "courses-print-letters"), |person| {
        if person.seat.holds_seat() {
            Ok(staff.t("selection-letter"))
        } else {
            Err(staff.code("assignment-state", person.seat.state.code()))
        }
    })
    .await
}

/// Which of the selected courses would offer their empty seats.
pub async fn ask_offer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let chosen = Chosen::of(&input, PATH, COURSE);
    let rows = staff.ask(&CourseList { filter: list::filter_of(&staff, &chosen.query) }).await?;
    let table = list::table(&staff, "courses-list-title", &rows);
    let keys = chosen.rows(&staff, list::found(table));
    let rows = rows.iter().filter(|row| keys.iter().any(|key| key.key == row.course.id.to_string()));
    let candidates = rows.map(|row| Candidate {
        key: row.course.id.to_string(),
        name: format!("{} · {}", staff.code("course-kind", row.course.kind.code()), row.course.place.town),
        number: row.course.number.clone(),
        what: offer_of(&staff, row),
    });
    let preview = Preview {
        title: "courses-offer-title",
        list: (staff.t("courses-list-title"), PATH.to_owned()),
        path: format!("{PATH}/selection/offer/done"),
        field: COURSE,
        submit: staff.t("courses-offer"),
        candidates: candidates.collect(),
    };
    Ok(preview.answer(&staff))
}

fn offer_of(staff: &Staff, row: &CourseRow) -> Result<String, String> {
    let course = &row.course;
    if course.organisation != staff.organisation.id {
        return Err(staff.t("courses-offer-other"));
    }
    if !matches!(course.state, CourseState::Published | CourseState::Running) {
        return Err(staff.code("course-state", course.state.code()));
    }
    match row.free() {
        0 => Err(staff.t("courses-offer-full")),
        free => Ok(staff.tn("courses-offer-free", &[("count", free.into())])),
    }
}

/// Offers them.
pub async fn offer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let command = |key: &str| key.parse::<CourseId>().ok().map(|course| OfferSeats { course });
    let outcome = bulk::each(&staff, &input, COURSE, command).await?;
    let back = (staff.t("courses-list-title"), PATH.to_owned());
    Ok(bulk::result(&staff, "courses-offer-title", back, ("courses-offer-done", None), &outcome))
}
