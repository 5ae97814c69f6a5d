//! Forms of one way out of a course.

use super::record::path;
use crate::http::Staff;
use crate::pages::people::choices;
use crate::view::{Choice, Field, Form};
use app::queries::graduates::GraduateView;
use domain::graduate::{CheckState, FOLLOW_UPS, FollowOn, Goal, Graduate, Loss, Route};

/// Routes with their letter.
pub(super) fn routes(staff: &Staff, wanted: impl Fn(Route) -> bool) -> Vec<Choice> {
    let fitting = Route::ALL.iter().copied().filter(|route| wanted(*route));
    fitting
        .map(|route| {
            let label = format!("{} {}", route.letter(), staff.code("graduate-route", route.code()));
            Choice::new(route.code(), label)
        })
        .collect()
}

pub(super) fn talk_form(staff: &Staff, graduate: &Graduate) -> Form {
    staff
        .form(path(graduate.id, "/talk"))
        .scope("talk")
        .version(graduate.version)
        .field(Field::date("on", staff.t("graduates-talk-on")).date_value(Some(staff.today)).required())
        .field(
            Field::radios(
                "goal",
                staff.t("graduates-talk-goal"),
                choices::codes(staff, "graduate-goal", Goal::ALL.iter().map(|one| one.code())),
            )
            .required(),
        )
        .submit(staff.t("graduates-talk-save"))
}

pub(super) fn decision_form(staff: &Staff, view: &GraduateView) -> Form {
    let graduate = &view.graduate;
    let offices =
        view.offices.iter().map(|office| Choice::new(office.id.to_string(), office.name.clone())).collect();
    staff
        .form(path(graduate.id, "/decide"))
        .scope("decide")
        .version(graduate.version)
        .field(
            // advice and consent are never a default: people decide
            Field::radios("route", staff.t("graduates-decision-route"), routes(staff, |_| true)).required(),
        )
        .field(
            Field::date("starts_on", staff.t("graduates-decision-starts"))
                .hint(staff.t("graduates-decision-starts-hint")),
        )
        .field(
            Field::select("responsible", staff.t("graduates-decision-responsible"), offices)
                .value(staff.organisation.id.to_string()),
        )
        .field(Field::check("with_person", staff.t("graduates-decision-with-person")))
        .submit(staff.t("graduates-decide"))
}

pub(super) fn begin_form(staff: &Staff, graduate: &Graduate) -> Form {
    let decided = graduate.decision().map(|decision| decision.route.code()).unwrap_or_default();
    staff
        .form(path(graduate.id, "/begin"))
        .scope("begin")
        .version(graduate.version)
        .section_with(staff.t("graduates-begin"), staff.t("graduates-begin-intro"))
        .field(
            Field::date("on", staff.t("graduates-follow-on-since")).date_value(Some(staff.today)).required(),
        )
        .field(
            Field::select("route", staff.t("graduates-decision-route"), routes(staff, Route::leads_on))
                .value(decided)
                .required(),
        )
        .submit(staff.t("graduates-begin-save"))
}

pub(super) fn check_form(staff: &Staff, graduate: &Graduate, running: &FollowOn) -> Form {
    let months = FOLLOW_UPS
        .iter()
        .map(|months| {
            let label = staff.tn("graduates-months", &[("months", i64::from(*months).into())]);
            Choice::new(months.to_string(), label)
        })
        .collect();
    let next = FOLLOW_UPS.iter().find(|months| !running.asked_after(**months)).unwrap_or(&12);
    staff
        .form(path(graduate.id, "/check"))
        .scope("check")
        .version(graduate.version)
        .section(staff.t("graduates-check"))
        .field(
            Field::select("months", staff.t("graduates-check-months"), months)
                .value(next.to_string())
                .required(),
        )
        .field(Field::date("on", staff.t("graduates-check-on")).date_value(Some(staff.today)).required())
        .field(
            Field::radios(
                "state",
                staff.t("graduates-check-state"),
                choices::codes(staff, "graduate-check", CheckState::ALL.iter().map(|one| one.code())),
            )
            .required(),
        )
        .submit(staff.t("graduates-check-save"))
}

pub(super) fn end_form(staff: &Staff, graduate: &Graduate) -> Form {
    staff
        .form(path(graduate.id, "/end"))
        .scope("end")
        .version(graduate.version)
        .section_with(staff.t("graduates-end"), staff.t("graduates-end-intro"))
        .field(Field::date("on", staff.t("graduates-end-on")).date_value(Some(staff.today)).required())
        .field(
            Field::radios(
                "reason",
                staff.t("graduates-end-reason"),
                choices::codes(staff, "graduate-loss", Loss::ALL.iter().map(|one| one.code())),
            )
            .required(),
        )
        .submit(staff.t("graduates-end-save"))
}
