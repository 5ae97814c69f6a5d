//! Filters kept under a name, for every list alike. Not for their meaning: each list reads its own address.

use crate::http::{Answer, Input, Markup, Problem, Route, Staff, needs};
use crate::view::{Action, Field, FilterBar, Query};
use app::commands::{ForgetView, SaveView};
use app::queries::views::SavedViews;
use domain::access::{Action as A, Resource as R};
use domain::list_import::SavedView;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/views", needs(A::Create, R::View), save),
        Route::post("/views/{id}/forget", needs(A::Change, R::View), forget),
    ]
}

/// The own kept filters of a list; none for roles that keep none.
pub(super) async fn of_path(staff: &Staff, path: &str) -> Result<Vec<SavedView>, Problem> {
    if !staff.may(A::See, R::View) {
        return Ok(Vec::new());
    }
    staff.ask(&SavedViews { path: path.to_owned() }).await
}

/// The kept filters as links in the filter bar.
pub(super) fn links(mut filter: FilterBar, kept: &[SavedView]) -> FilterBar {
    for view in kept {
        filter = filter.saved(view.name.clone(), format!("{}?{}", view.path, view.query));
    }
    filter
}

/// Keeping what is set, and forgetting the kept filter one looks at.
pub(super) fn forms(staff: &Staff, query: &Query, kept: &[SavedView]) -> Option<Markup> {
    let shown = query.without("page").without("format");
    if shown.raw().is_empty() || !staff.may(A::Create, R::View) {
        return None;
    }
    if let Some(known) = kept.iter().find(|view| view.query == shown.raw()) {
        let forget = Action::post(
            staff.tn("lists-view-forget", &[("name", known.name.as_str().into())]),
            format!("/views/{}/forget", known.id),
            &staff.shell().csrf,
        );
        return Some(Markup::of(&forget.hidden("back", query.path()).quiet()));
    }
    let form = staff
        .form("/views")
        .hidden("path", query.path())
        .hidden("query", shown.raw())
        .field(Field::text("name", staff.t("lists-view-name")).required())
        .submit(staff.t("lists-view-save"));
    Some(Markup::of(&form))
}

async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let path = input.own_path("path").filter(|path| !path.contains(['?', '#'])).ok_or(Problem::Unreadable)?;
    let query = input.text("query");
    let command = SaveView {
        name: input.text("name").to_owned(),
        path: path.to_owned(),
        query: Query::parse(path, Some(query)).raw(),
    };
    let done = staff.run(&input, command).await?;
    Ok(Answer::see(format!("{path}?{query}")).done("lists-view-saved", &done))
}

async fn forget(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let done = staff.run(&input, ForgetView { view: input.id("id")? }).await?;
    Ok(Answer::see(input.own_path("back").unwrap_or("/today")).done("lists-view-forgotten", &done))
}
