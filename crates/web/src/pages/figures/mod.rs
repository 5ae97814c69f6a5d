//! Figures for steering: every one with its definition, day and source, never a person behind it that
//! could be guessed (handbook 7.6). Not for lists: see people, waiting, courses.

mod exams;
mod export;
pub(crate) mod parts;

use crate::http::{Answer, Input, Markup, Problem, Route, Staff, needs};
use crate::view::{Action as Button, Notice, Tone};
use app::queries::figures::RegionFigures;
use domain::access::{Action, Resource};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/figures", needs(Action::See, Resource::Figures), show),
        Route::get("/figures/export", needs(Action::See, Resource::Figures), export::export),
    ]
}

async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let figures = staff.ask(&RegionFigures).await?;
    let mut body = Vec::new();
    if figures.smallest > 0 {
        let text = staff.tn("figures-hidden", &[("smallest", figures.smallest.into())]);
        body.push(Markup::of(&Notice::new(Tone::Info, text)));
    }
    body.extend([
        parts::stages(&staff, &figures),
        parts::waiting(&staff, &figures),
        parts::clocks(&staff, &figures),
        parts::occupancy(&staff, &figures),
        parts::no_shows(&staff, &figures),
        parts::attendance(&staff, &figures),
        exams::results(&staff, &figures.exams),
        parts::bodies(&staff, &figures),
        parts::definitions(&staff),
    ]);
    let page = staff
        .page("figures-title")
        .lead(staff.tn("figures-lead", &[("on", figures.on.into())]))
        .action(Button::link(staff.t("figures-csv"), "/figures/export"));
    Ok(Answer::page(page, body))
}
