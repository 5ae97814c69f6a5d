//! A region and its settings. Every [P] value of the handbook that a region may tune stands here as
//! data with its default; nothing of it is law.

mod pace;
mod planning;
#[cfg(test)]
pub(crate) use pace::tests::{pace, pace_with, table};

pub use pace::{Offices, Pace};
pub use planning::PlanningSettings;

use crate::attendance::AttendanceSettings;
use crate::deadline::DeadlineChange;
use crate::ids::RegionId;
use crate::vocational::VocationalSettings;
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A district, or city and district, that steers together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    pub id: RegionId,
    pub version: i64,
    /// Short code used in numbers and on the command line, e.g. `wug`.
    pub code: String,
    pub name: String,
    /// Five-digit keys of its Kreise.
    pub kreise: Vec<String>,
    pub demo: bool,
    pub settings: Settings,
}

/// What a region may set; defaults are the [P] values of the reference process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Deadlines of the reference process that this region set otherwise, in the order in which it did.
    pub deadlines: Vec<DeadlineChange>,
    /// Days of waiting from which a proposal says that a start is late; figures count by it too. What happens
    /// after six weeks is a deadline of the law (D-05).
    pub start_within_days: i64,
    /// Lessons of a section up to which an empty seat may be refilled (AbrRL § 1 Abs. 4).
    pub refill_until_lesson: i64,
    /// Kilometres that count as reachable when the person has named no limit.
    pub reachable_km: f64,
    /// Detour factor of the straight-line estimate, and its assumed speed.
    pub detour_factor: f64,
    pub estimated_km_per_hour: f64,
    /// Landkreis coordination acts as commissioned test and registration site (§ 20a Abs. 5 IntV).
    pub coordination_is_test_site: bool,
    /// Counts below this are hidden outside the responsible authority (handbook 7.6).
    pub smallest_count: i64,
    /// Appointments a person gets before the obliging authority is told (2.8).
    pub test_attempts: i64,
    /// Time of day at which the daily digest goes out.
    pub digest_at: NaiveTime,
    /// Attendance: thresholds and periods (4.4–4.7).
    pub attendance: AttendanceSettings,
    /// Berufssprachkurse: how BAMF is told of groups (6.C3).
    pub vocational: VocationalSettings,
    /// Plan of test days and course starts.
    pub planning: PlanningSettings,
    /// Local holiday → eight-digit keys of the municipalities that keep it.
    pub local_holidays: BTreeMap<String, Vec<String>>,
    /// Weights of a seat's cost; see `assignment::cost`.
    pub weights: Weights,
}

/// Cost of one seat, in points; the smaller the better. Priority classes come before any weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    pub per_day_of_waiting: i64,
    pub per_km: i64,
    pub section_off_by_one: i64,
    pub child_care_missing: i64,
    pub time_does_not_fit: i64,
    pub unreachable: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            per_day_of_waiting: 10,
            per_km: 8,
            section_off_by_one: 300,
            child_care_missing: 2_000,
            time_does_not_fit: 1_500,
            unreachable: 1_200,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            deadlines: Vec::new(),
            start_within_days: 42,
            refill_until_lesson: 25,
            reachable_km: 30.0,
            detour_factor: 1.3,
            estimated_km_per_hour: 30.0,
            coordination_is_test_site: false,
            smallest_count: 3,
            test_attempts: 2,
            digest_at: NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default(),
            attendance: AttendanceSettings::default(),
            vocational: VocationalSettings::default(),
            planning: PlanningSettings::default(),
            local_holidays: BTreeMap::new(),
            weights: Weights::default(),
        }
    }
}
