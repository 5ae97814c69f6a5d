//! Rolling test days and course starts of a region over the coming months.
//!
//! ```no_run
//! use planning::schedule::{Input, Published, check, plan, reschedule};
//! use planning::Limits;
//!
//! let input: Input = serde_json::from_str("…").expect("plain numbers and ids");
//! // `Limits::time_limit` is in seconds; one second is enough for a region of 300 people and 100 starts.
//! let limits = Limits { time_limit: 1.0, ..Limits::default() };
//! let mut clock = || 0.0; // seconds since some fixed moment
//! let first = plan(&input, &limits, &mut clock).expect("ids are unique and known");
//! assert!(check(&input, &first).is_empty());
//! // The plan is announced; later something changes and the announced plan is kept as far as possible.
//! let later = Input { published: Published::of(&first), ..input };
//! let next = reschedule(&later, &limits, &mut clock).expect("ids are unique and known");
//! for change in &next.changes { println!("{}", serde_json::to_string(change).expect("plain")); }
//! ```
//!
//! **Order.** First test days, then starts: the untested are booked, class 0 first, on the test days that make them wait
//! least ([`TestDay`], overbooked by the binomial rule of [`bookable`]); the day after which they can begin follows from the
//! booking. Then starts and seats together, by the levels of [`LevelCode`] in strict order. Promised seats, pins, rooms,
//! teachers, seats and minima are never weighed against anything.
//!
//! **Proof.** Each level is bounded given the best values of the levels before it; [`LevelValue::lower_bound`] says what is
//! proven. [`check()`] verifies a plan against its input and shares no code with the planner.

mod again;
mod changes;
mod check;
mod error;
mod input;
pub(crate) mod ladder;
pub(crate) mod model;
pub(crate) mod outlook;
mod output;
pub(crate) mod planner;
mod shares;
mod testing;
mod validate;
mod weights;

pub use again::reschedule;
pub use changes::{Cause, Change, Changed, Rescheduled};
pub use check::{Finding, check};
pub use error::InputError;
pub use input::{
    Decision, Id, Input, Person, Pin, Published, Rota, Share, Start, TeacherPool, Terms, TestDay,
};
pub use outlook::{Outlook, Support, leave_for_later, support};
pub use output::{
    Booking, ChosenStart, Conflict, FORMAT, HeldTestDay, LevelCode, LevelValue, Reason, Resource, Schedule,
    Seat, ShareStanding, Status, Unassigned, Untested,
};
pub use planner::{digest, plan};
pub use testing::bookable;
