//! The work of one's own body: next steps by whom they fall to, overdue ones first; handing over; teams and who
//! stands in for whom. Not for carrying a step out: every line leads to the page where it is done.

mod absences;
mod hand_over;
mod lapses;
mod list;
mod teams;

use crate::http::{Route, needs};
use app::queries::work::Arrangement;
use domain::access::Action::{Change, List};
use domain::access::Resource as R;
use domain::team::Holder;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/worklist", needs(List, R::Person), list::list),
        Route::get("/worklist/lapses", needs(List, R::Person), lapses::list),
        Route::post("/worklist/hand-over", needs(Change, R::Step), hand_over::choose),
        Route::post("/worklist/hand-over/do", needs(Change, R::Step), hand_over::save),
        Route::get("/worklist/teams", needs(List, R::Team), teams::list),
        Route::get("/worklist/teams/new", needs(Change, R::Team), teams::form),
        Route::post("/worklist/teams/new", needs(Change, R::Team), teams::save),
        Route::get("/worklist/teams/{id}", needs(Change, R::Team), teams::form),
        Route::post("/worklist/teams/{id}", needs(Change, R::Team), teams::save),
        Route::get("/worklist/absences/new", needs(Change, R::Team), absences::form),
        Route::post("/worklist/absences/new", needs(Change, R::Team), absences::save),
        Route::post("/worklist/absences/end", needs(Change, R::Team), absences::end),
    ]
}

const PATH: &str = "/worklist";

/// A holder as forms and addresses carry it.
fn code_of(holder: Holder) -> String {
    match holder {
        Holder::Account(account) => format!("account:{account}"),
        Holder::Team(team) => format!("team:{team}"),
    }
}

fn holder_of(code: &str) -> Option<Holder> {
    match code.split_once(':')? {
        ("account", id) => id.parse().ok().map(Holder::Account),
        ("team", id) => id.parse().ok().map(Holder::Team),
        _ => None,
    }
}

/// The name of a holder.
fn name_of(arrangement: &Arrangement, holder: Holder) -> String {
    match holder {
        Holder::Account(account) => arrangement.account(account).to_owned(),
        Holder::Team(team) => arrangement.team(team).map(|team| team.name.clone()).unwrap_or_default(),
    }
}
