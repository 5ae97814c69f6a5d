//! The next step of a case with the buttons that do it, for whoever may. Not for what the step is: it is kept
//! with the case.

use super::intake;
use crate::http::{Markup, Staff};
use crate::pages::next::{self, Step};
use crate::view::{Action, Notice, Tone};
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};
use domain::case::{Case, StepCode};
use domain::placement::{Seating, SeatingState, Session};

/// The box with the next step, or that nothing is due.
pub fn next_step(staff: &Staff, view: &PersonView, case: &Case) -> Markup {
    let Some(next) = &case.next else {
        return Markup::of(&Notice::new(Tone::Info, staff.t("record-nothing-due")));
    };
    let what = staff.code("step-code", next.what.code());
    let step = Step { what, who: view.office(next.organisation), until: next.due_on };
    next::step(staff, &step, actions(staff, view, case, next.what))
}

fn booked<'a>(
    view: &'a PersonView,
    case: &Case,
    states: &[SeatingState],
) -> Option<&'a (Seating, Option<Session>)> {
    let all = view.appointments.iter().flatten();
    all.into_iter().find(|(seating, _)| seating.case == case.id && states.contains(&seating.state))
}

fn actions(staff: &Staff, view: &PersonView, case: &Case, step: StepCode) -> Vec<Action> {
    let person = view.person.id;
    let link = |key: &str, href: String| Action::link(staff.t(key), href).primary();
    let mut actions = Vec::new();
    match step {
        StepCode::BookTest | StepCode::BookSecondTest if staff.may(A::Create, R::Seating) => {
            actions.push(link("appointment-book-title", format!("/people/{person}/appointment")));
        }
        StepCode::AttendTest | StepCode::EnterResult => {
            let here = booked(view, case, &[SeatingState::Booked, SeatingState::Present]);
            if let Some((seating, _)) = here {
                actions.push(link("step-open-day", format!("/sessions/{}", seating.session)));
            }
        }
        StepCode::AskForObstacle if staff.may(A::Change, R::Seating) => {
            actions.push(link("placement-missed-title", "/sessions/missed".to_owned()));
        }
        StepCode::AssignSeat | StepCode::ReassignLateStart if staff.may(A::See, R::WaitingList) => {
            actions.push(link("waiting-find-seat", format!("/cases/{}/proposals", case.id)));
        }
        StepCode::RegisterAtProvider
        | StepCode::ConfirmStart
        | StepCode::ClarifyNonArrival
        | StepCode::FollowCourse => {
            let seat = view.seats.iter().flatten().find(|(seat, _)| seat.case == case.id);
            if let Some((seat, _)) = seat {
                actions.push(link("step-open-course", format!("/courses/{}", seat.course)));
            }
        }
        StepCode::HoldTalk
        | StepCode::WriteSheet
        | StepCode::DecideNextStep
        | StepCode::AdjustDecision
        | StepCode::AnswerRecommendation
        | StepCode::StartFollowOn
        | StepCode::FollowUp => {
            let newest = view.graduates.iter().find(|(graduate, _)| graduate.case == case.id);
            if let Some((graduate, _)) = newest {
                actions.push(link("step-open-graduate", format!("/graduates/{}", graduate.id)));
            }
        }
        StepCode::HandOverCase if staff.may(A::See, R::Relocation) => {
            actions.push(link("relocations-title", format!("/people/{person}/relocation")));
        }
        StepCode::HandOverCase | StepCode::CloseCase if staff.may(A::Change, R::Case) => {
            actions.push(link("record-case", format!("/people/{person}/case")));
        }
        StepCode::InvolveOffice if staff.may(A::Create, R::Involvement) => {
            actions.push(link("agency-title", format!("/people/{person}/agency")));
        }
        StepCode::IssueAuthorisation if staff.may(A::Create, R::Authorisation) => {
            actions.push(link("authorisation-issue-title", format!("/people/{person}/authorisation")));
        }
        // the buttons of somebody who pauses stand beside the course
        StepCode::PlanReturn | StepCode::InvolveOffice | StepCode::IssueAuthorisation => {}
        StepCode::HandOverCase
        | StepCode::CloseCase
        | StepCode::BookTest
        | StepCode::BookSecondTest
        | StepCode::AskForObstacle
        | StepCode::AssignSeat
        | StepCode::ReassignLateStart => {}
    }
    if let Some((seating, _)) = booked(view, case, &[SeatingState::Booked])
        && staff.may(A::Create, R::Letter)
    {
        actions.push(intake::print_invitation(staff, seating.id));
    }
    if staff.may(A::Change, R::Step) {
        actions.push(Action::link(staff.t("record-other-step"), format!("/people/{person}/step")));
    }
    actions
}
