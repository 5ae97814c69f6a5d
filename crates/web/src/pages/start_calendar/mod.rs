//! The calendar of the region: course starts and test days by provider, place or type over the next weeks, what is
//! promised and what collides; as a picture, a list, a calendar file, and on paper. Not for changing them.

mod feed;
mod lanes;
mod show;

pub use lanes::lanes;

use crate::http::{Route, needs};
use domain::access::Action::List;
use domain::access::Resource as R;

/// Path of the calendar.
pub const PATH: &str = "/calendar";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/calendar", needs(List, R::Course), show::show),
        Route::get("/calendar/days.ics", needs(List, R::Course), feed::days),
    ]
}
