//! What a provider says about one person, each in a small form of its own; what does not fit the state is not offered.

use super::place;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::pages::people::choices;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::{FollowVocational, PlaceChange};
use app::queries::administration::OrganisationList;
use app::queries::vocational_people::PlaceView;
use domain::access::{Action as A, Resource as R};
use domain::ids::VocationalPlaceId;
use domain::organisation::OrganisationKind;
use domain::vocational::{BreakOff, MissedDays, PlaceState, VocationalPlace, VocationalResult};

/// Forms that fit the state of the place.
pub async fn forms(
    staff: &Staff,
    view: &PlaceView,
    back: Option<(&str, &Entered)>,
) -> Result<Vec<Markup>, Problem> {
    let place = &view.row.place;
    let own = place.provider == staff.organisation.id;
    let mut forms: Vec<(&str, Form)> = Vec::new();
    let open = matches!(place.state, PlaceState::Waiting | PlaceState::Placed);
    if own && open && view.row.duty.is_some() {
        let key = if place.no_start_told_on.is_none() { "tell" } else { "tell-again" };
        let form = blank(staff, place, "tell")
            .section_with(staff.t(&format!("vocational-{key}")), staff.t(&format!("vocational-{key}-lead")));
        let told = Field::check("told", staff.t("vocational-tell-person")).required();
        forms.push(("tell", form.field(told).submit(staff.t("vocational-tell-submit"))));
    }
    if place.state == PlaceState::Waiting && place.no_start_told_on.is_some() {
        forms.push(("refer", refer(staff, place).await?));
    }
    if own && place.lives() {
        forms.push(("break_off", break_off(staff, place)));
    }
    if own && place.state == PlaceState::Started {
        forms.push(("irregular", irregular(staff, place)));
    }
    if own && awaits_result(place) {
        forms.push(("result", result(staff, place)));
    }
    let filled = forms.into_iter().map(|(name, form)| match back {
        Some((wrong, entered)) if wrong == name => form.fill(entered),
        _ => form,
    });
    Ok(filled.map(|form| Markup::of(&form)).collect())
}

fn awaits_result(place: &VocationalPlace) -> bool {
    let stayed = place.end.is_some_and(|end| end.broke_off.is_none());
    place.state == PlaceState::Ended && place.result.is_none() && stayed
}

fn blank(staff: &Staff, place: &VocationalPlace, what: &str) -> Form {
    staff.form(format!("/vocational/places/{}", place.id)).version(place.version).hidden("what", what)
}

async fn refer(staff: &Staff, place: &VocationalPlace) -> Result<Form, Problem> {
    let bodies = match staff.may(A::List, R::Organisation) {
        true => staff.ask(&OrganisationList).await?,
        false => Vec::new(),
    };
    let others = bodies
        .iter()
        .filter(|body| body.active && body.kind == OrganisationKind::Kurstraeger && body.id != place.provider)
        .map(|body| Choice::new(body.id.to_string(), body.name.clone()));
    let field = Field::select("provider", staff.t("vocational-column-provider"), others.collect()).required();
    Ok(blank(staff, place, "refer")
        .section_with(staff.t("vocational-refer"), staff.t("vocational-refer-lead"))
        .field(field)
        .submit(staff.t("vocational-refer-submit")))
}

fn break_off(staff: &Staff, place: &VocationalPlace) -> Form {
    let begun = place.state == PlaceState::Started;
    let key = if begun { "vocational-break-off" } else { "vocational-leave" };
    let reasons = choices::codes(staff, "break-off", BreakOff::ALL.iter().map(|reason| reason.code()));
    blank(staff, place, "break_off")
        .section_with(staff.t(key), staff.t(&format!("{key}-lead")))
        .field(Field::select("reason", staff.t("vocational-break-off-reason"), reasons).required())
        .submit(staff.t(&format!("{key}-submit")))
}

fn irregular(staff: &Staff, place: &VocationalPlace) -> Form {
    blank(staff, place, "irregular")
        .section_with(staff.t("vocational-irregular"), staff.t("vocational-irregular-lead"))
        .row(vec![
            Field::number("missed", staff.t("vocational-irregular-missed")).required(),
            Field::number("of", staff.t("vocational-irregular-of")).required(),
            Field::date("talked_on", staff.t("vocational-irregular-talked")).required(),
        ])
        .submit(staff.t("vocational-irregular-submit"))
}

fn result(staff: &Staff, place: &VocationalPlace) -> Form {
    let exam = place.line.goal.has_exam();
    let key = if exam { "vocational-result-exam" } else { "vocational-result-attendance" };
    let choices = vec![
        Choice::new("1", staff.t(&format!("{key}-yes"))),
        Choice::new("0", staff.t(&format!("{key}-no"))),
    ];
    blank(staff, place, "result")
        .section_with(staff.t("vocational-result"), staff.t(&format!("{key}-lead")))
        .row(vec![
            Field::radios("reached", staff.t("vocational-result"), choices).required(),
            Field::date("result_on", staff.t("vocational-result-on"))
                .date_value(Some(staff.today))
                .required(),
        ])
        .submit(staff.t("vocational-result-submit"))
}

fn change(read: &mut Read<'_>, what: &str) -> Option<PlaceChange> {
    match what {
        "tell" => {
            read.required("told");
            Some(PlaceChange::TellNoStart)
        }
        "refer" => {
            read.required("provider");
            read.id("provider").map(PlaceChange::ReferTo)
        }
        "break_off" => {
            read.required("reason");
            read.code("reason", BreakOff::from_code).map(PlaceChange::BreakOff)
        }
        "irregular" => {
            let (missed, of) = (read.required_number("missed"), read.required_number("of"));
            let talked_on = read.required_day("talked_on")?;
            Some(PlaceChange::Irregular(MissedDays { missed, of, talked_on }))
        }
        "result" => {
            read.required("reached");
            let reached = read.code("reached", |code| match code {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            });
            let on = read.required_day("result_on")?;
            reached.map(|reached| PlaceChange::Result(VocationalResult { on, reached }))
        }
        _ => None,
    }
}

/// Carries one of them out.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: VocationalPlaceId = input.id("id")?;
    let what = input.text("what");
    let mut read = input.read(staff.language()).from_day(staff.today);
    let version = read.required_number("version");
    let change = change(&mut read, what);
    if let Some(entered) = read.errors() {
        return place::page(&staff, id, Some((what, &entered))).await;
    }
    let change = change.ok_or(Problem::Unreadable)?;
    match staff.run(&input, FollowVocational { place: id, version, change }).await {
        Ok(done) => {
            // whoever refers somebody away no longer has the place
            let path = match change {
                PlaceChange::ReferTo(_) => "/vocational/people".to_owned(),
                _ => format!("/vocational/places/{id}"),
            };
            Ok(Answer::see(path).done(&format!("vocational-{}-done", what.replace('_', "-")), &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            place::page(&staff, id, Some((what, &entered))).await
        }
    }
}
