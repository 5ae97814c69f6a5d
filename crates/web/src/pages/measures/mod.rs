//! Measures: what bodies of the region offer, the catalogue of instruments, what fits after a course, recommendations and
//! their answers, the plan of the way into training or work with its milestones.

mod catalogue;
mod fits;
mod home;
mod list;
mod milestones;
mod offer;
mod offer_form;
mod plan;
mod plan_forms;
mod recommend;
mod recommendations;

pub use home::counters;
pub use recommend::{graduate_section, person_section};

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Tone};
use domain::access::Action::{Change, Create, Decide, List, See};
use domain::access::Resource as R;
use domain::measure::{Choice, MeasureRecommendation, RecommendationState};

/// Address of the offers.
pub const PATH: &str = "/measures";
/// Address of the recommendations that wait.
const RECOMMENDATIONS: &str = "/recommendations";
/// Address of the milestones that are open.
const MILESTONES: &str = "/milestones";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, needs(List, R::MeasureOffer), list::show),
        Route::get("/measures/catalogue", needs(List, R::MeasureOffer), catalogue::show),
        Route::get("/measures/new", needs(Create, R::MeasureOffer), offer_form::create),
        Route::post("/measures/new", needs(Create, R::MeasureOffer), offer_form::save),
        Route::get("/measures/{id}", needs(See, R::MeasureOffer), offer::show),
        Route::get("/measures/{id}/edit", needs(Create, R::MeasureOffer), offer_form::edit),
        Route::post("/measures/{id}/publish", needs(Change, R::MeasureOffer), offer::publish),
        Route::post("/measures/{id}/withdraw", needs(Change, R::MeasureOffer), offer::withdraw),
        Route::get("/graduates/{id}/measures", needs(See, R::Graduate), fits::show),
        Route::post("/graduates/{id}/recommend", needs(Create, R::MeasureRecommendation), fits::recommend),
        Route::post("/graduates/{id}/answer", needs(Decide, R::MeasureRecommendation), recommend::answer),
        Route::post("/graduates/{id}/measure", needs(Change, R::MeasureRecommendation), recommend::begun),
        Route::post(
            "/graduates/{id}/take-back",
            needs(Change, R::MeasureRecommendation),
            recommend::take_back,
        ),
        Route::get("/graduates/{id}/plan", needs(See, R::RoutePlan), plan::show),
        Route::post("/graduates/{id}/plan", needs(Change, R::RoutePlan), plan_forms::save),
        Route::get(RECOMMENDATIONS, needs(List, R::MeasureRecommendation), recommendations::list),
        Route::get(MILESTONES, needs(List, R::RoutePlan), milestones::list),
    ]
}

/// Where a recommendation stands, as icon and word.
fn state_badge(staff: &Staff, one: &MeasureRecommendation) -> Badge {
    let tone = match one.state {
        _ if one.is_overdue(staff.today) => Tone::Danger,
        RecommendationState::Open => Tone::Warning,
        RecommendationState::Accepted | RecommendationState::Changed => Tone::Info,
        RecommendationState::Begun => Tone::Success,
        RecommendationState::Declined | RecommendationState::NotBegun | RecommendationState::TakenBack => {
            Tone::Neutral
        }
    };
    Badge::new(tone, staff.code("recommendation-state", one.state.code()))
}

/// "Einstiegsqualifizierung · EQ Küche": the kind with the title of what was chosen.
fn choice_text(staff: &Staff, choice: &Choice, title: &str) -> String {
    let kind = staff.code("measure-kind", choice.kind.code());
    if title.is_empty() { kind } else { format!("{kind} · {title}") }
}
