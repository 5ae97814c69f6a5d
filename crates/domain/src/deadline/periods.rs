//! Everything that decides how long a deadline runs: holidays, deadlines of the law, deadlines of regions.

use super::{Deadlines, RegionalDeadlines};
use crate::calendar::HolidayRules;
use std::sync::Arc;

/// Read once at the start and shared.
#[derive(Debug, Clone)]
pub struct Periods {
    pub holidays: Arc<HolidayRules>,
    pub law: Deadlines,
    pub regional: RegionalDeadlines,
}
