//! Who acts, on whose behalf, when, why, under which request: threaded through everything as the first
//! argument. Time, ids and chance come in here and nowhere else.

use chrono::NaiveDate;
use domain::access::{Actor, Purpose};
use domain::deadline::Periods;
use domain::ids::{ImportId, OperationId};
use domain::moment::Moment;
use std::sync::Arc;

/// Source of ids and codes; the real one draws on clock and chance, the one of tests counts.
pub trait Ids: Send + Sync {
    /// A new id, greater than every earlier one.
    fn next(&self) -> i64;
    /// A new code for a letter: eight characters that cannot be mistaken for one another.
    fn code(&self) -> String;
    /// A new unguessable token of 32 characters.
    fn token(&self) -> String;
}

/// The circumstances of one use case.
#[derive(Clone)]
pub struct Operation {
    pub id: OperationId,
    pub actor: Actor,
    pub now: Moment,
    /// The day of `now` in the region's time zone.
    pub today: NaiveDate,
    pub purpose: Purpose,
    /// Correlates log, audit and answer.
    pub request: String,
    /// Key of the form that was sent; a second sending with the same key changes nothing.
    pub key: Option<String>,
    /// The import this operation is a chunk of.
    pub import: Option<ImportId>,
    pub ids: Arc<dyn Ids>,
    /// Holidays and deadlines, from `rules/`.
    pub periods: Arc<Periods>,
}

/// The time, in the outer shell only.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
    /// The local day of an instant in the region's time zone.
    fn day_of(&self, moment: Moment) -> NaiveDate;
    /// The local time of day of an instant, as hours and minutes.
    fn time_of(&self, moment: Moment) -> chrono::NaiveTime;
}
