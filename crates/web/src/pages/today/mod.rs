//! The home of each role: counters that lead to lists, and the next steps, overdue ones first. One screen.
//! Not for work itself: every line leads to the page where it is done.

mod bodies;
mod steps;

use crate::http::{Access, Answer, Input, Markup, Problem, Route, Staff};
use crate::view::{Action, EmptyState};
use domain::access::{Action as A, Resource as R, Role};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/today", Access::Account, show)]
}

async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let mut parts: Vec<Markup> = Vec::new();
    let actor = &staff.actor;
    let kind = (actor.organisation_kind, actor.commissioned_test_site);
    let roles: Vec<Role> = actor.roles.iter().copied().filter(|role| role.fits(kind.0, kind.1)).collect();
    for role in &roles {
        match role {
            Role::Zusteuerung => parts.extend(steps::referring(&staff).await?),
            Role::Vermittlung => parts.extend(steps::agency(&staff).await?),
            Role::Teststelle => parts.extend(bodies::test_site(&staff).await?),
            Role::Kurstraeger => parts.extend(bodies::provider(&staff).await?),
            Role::Regionalkoordination => parts.extend(bodies::bamf(&staff).await?),
            Role::Koordination => parts.extend(bodies::coordination(&staff).await?),
            Role::Beratung => parts.extend(crate::pages::counselling::home(&staff).await?),
            // no account holds it
            Role::BetroffenePerson => {}
            // somebody with work of their own finds the administration in the navigation
            Role::Verwaltung if roles.len() > 1 => {}
            Role::Verwaltung => parts.extend(bodies::administration(&staff).await?),
            Role::Rechtsaufsicht => parts.extend(bodies::legal_officer(&staff).await?),
        }
    }
    parts.extend(crate::pages::path::waiting_messages(&staff).await?);
    parts.extend(crate::pages::agreement::on_home(&staff).await?);
    let lead = format!(
        "{} · {}",
        staff.organisation.name,
        wording::date_with_weekday(staff.language(), staff.today)
    );
    let mut page = staff.page("today-title").lead(lead).help("wednesday");
    if roles.contains(&Role::Zusteuerung) {
        page = page.action(Action::link(staff.t("today-new-person"), "/people/new").primary());
    }
    if staff.may(A::List, R::Letter) {
        page = page.action(Action::link(staff.t("letters-list-title"), "/letters"));
    }
    if parts.is_empty() {
        let empty = EmptyState::new(staff.t("today-nothing-here"));
        parts.push(Markup::of(&empty.action(Action::link(staff.t("kit-help"), "/help"))));
    }
    Ok(Answer::page(page, parts))
}
