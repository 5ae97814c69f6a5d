//! What a region sets for its plan of test days and course starts. Nothing here is law; every value is shown on the
//! page of the plan.

use serde::{Deserialize, Serialize};

/// Limits and habits of the planning of a region (handbook 3.4: practice [P], not law).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanningSettings {
    /// Weeks the calendar and a plan look ahead.
    pub weeks: i64,
    /// Most lessons a week a teacher can be counted with ("29-UE-Regel", handbook 3.4).
    pub teacher_lessons: i64,
    /// A start may be planned at the earliest so many days from today, so that letters and rooms can be arranged.
    pub lead_days: i64,
    /// Possible first days of new courses lie so many weeks apart.
    pub start_every_weeks: i64,
    /// People who wait for a later section from whom on a start of that section is thought of.
    pub fewest_for_section: i64,
    /// A start of every offered type at least every so many weeks, where no agreement says otherwise.
    pub longest_gap_weeks: i64,
    /// Expected share of invited people who do not come to the test, in percent.
    pub no_show_percent: i64,
    /// Largest risk, in percent, that more people come than there are seats when a test day is booked above its seats.
    pub overbooking_risk_percent: i64,
    /// Seats of a planned test day for each licensed examiner.
    pub seats_per_examiner: i64,
    /// Weeks of expected arrivals a plan counts with.
    pub look_ahead_weeks: i64,
    /// Whoever gets no seat counts as waiting until the end of the plan and so many days longer.
    pub unseated_days: i64,
    /// Ways longer than this count as unreachable.
    pub longest_way_minutes: i64,
    /// Minutes of way that missing child care counts as; `None`: such a seat is not given.
    pub without_care_minutes: Option<i64>,
    /// Days between a test and the first day of a course.
    pub days_after_test: i64,
    /// Percent of announced seats and starts that may change for a better plan.
    pub change_budget_percent: i64,
    /// Seconds a plan may be searched for.
    pub seconds: i64,
    /// Possible futures that are drawn and planned before a plan is proposed; 0: only the one in the middle.
    pub draws: i64,
    /// Milliseconds the plan of one drawn future may be searched for.
    pub draw_milliseconds: i64,
    /// Starts of so many weeks, from the earliest on, are decided by this plan; later ones by the plan after it.
    pub decide_weeks: i64,
    /// Milliseconds for planning anew around a change by hand: somebody waits for the answer.
    pub again_milliseconds: i64,
}

impl Default for PlanningSettings {
    fn default() -> Self {
        PlanningSettings {
            weeks: 26,
            teacher_lessons: 29,
            lead_days: 14,
            start_every_weeks: 2,
            fewest_for_section: 4,
            longest_gap_weeks: 4,
            no_show_percent: 20,
            overbooking_risk_percent: 10,
            seats_per_examiner: 12,
            look_ahead_weeks: 13,
            unseated_days: 28,
            longest_way_minutes: 90,
            without_care_minutes: None,
            days_after_test: 3,
            change_budget_percent: 3,
            seconds: 5,
            draws: 5,
            draw_milliseconds: 800,
            decide_weeks: 4,
            again_milliseconds: 500,
        }
    }
}
