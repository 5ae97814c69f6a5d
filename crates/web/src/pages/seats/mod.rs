//! Finding seats: proposals for one person, the waiting list, joint plans, seats against demand.

mod demand;
mod plan;
mod proposals;
mod waiting;

pub use demand::steering;

use crate::http::{Route, Staff, needs};
use domain::access::Action::{Create, Decide, List, See};
use domain::access::Resource as R;
use domain::assignment::cost::Reason;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/waiting", needs(List, R::WaitingList), waiting::list),
        Route::post("/waiting/plan", needs(Create, R::SeatPlan), waiting::plan_chosen),
        Route::get("/cases/{id}/proposals", needs(See, R::WaitingList), proposals::show),
        Route::post("/cases/{id}/seat", needs(Create, R::Assignment), proposals::assign),
        Route::get("/cases/{id}/given", needs(Create, R::Assignment), proposals::given),
        Route::get("/seat-plans", needs(List, R::SeatPlan), plan::list),
        Route::post("/seat-plans", needs(Create, R::SeatPlan), plan::propose),
        Route::get("/seat-plans/{id}", needs(See, R::SeatPlan), plan::show),
        Route::post("/seat-plans/{id}/accept", needs(Decide, R::SeatPlan), plan::accept),
        Route::post("/seat-plans/{id}/reject", needs(Decide, R::SeatPlan), plan::reject),
        Route::post("/seat-plans/{id}/take-out", needs(Create, R::SeatPlan), plan::take_out),
        Route::post("/seat-plans/{id}/anew", needs(Create, R::SeatPlan), plan::plan_anew),
        Route::get("/demand", needs(See, R::Figures), demand::show),
    ]
}

/// Reasons in words, one after the other.
pub fn reasons(staff: &Staff, reasons: &[Reason]) -> String {
    let words: Vec<String> = reasons.iter().map(|reason| reason_in_words(staff, reason)).collect();
    words.join(" · ")
}

fn reason_in_words(staff: &Staff, reason: &Reason) -> String {
    let key = format!("reason-code-{}", reason.code.code().replace('_', "-"));
    // whole kilometres: an estimate has no decimals to show, and nobody is zero kilometres away
    let km =
        reason.km.map(|km| wording::number(staff.language(), (km.round() as i64).max(1))).unwrap_or_default();
    let mut args: Vec<(&str, wording::Arg)> = vec![("km", wording::Arg::Text(&km))];
    if let Some(on) = reason.on {
        args.push(("on", on.into()));
    }
    if let Some(number) = reason.number {
        args.push(("number", number.into()));
    }
    let place = reason.place.clone().unwrap_or_default();
    args.push(("place", wording::Arg::Text(&place)));
    staff.tn(&key, &args)
}
