//! Counts for homes and steering: never a person, small numbers hidden where the law asks for it.

use crate::error::Error;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::Visible;

/// Number of cases per stage of a view's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageCount {
    pub stage: String,
    pub count: i64,
    /// Of these with a next step due before the day asked for.
    pub overdue: i64,
}

/// What storage offers for figures.
#[async_trait]
pub trait FigureQueries {
    /// Cases per stage within a view.
    async fn stages(&self, visible: &Visible, today: NaiveDate) -> Result<Vec<StageCount>, Error>;
}
