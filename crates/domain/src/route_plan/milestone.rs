//! Milestones of routes A and B as data, and where each stands for one plan.

use super::RoutePlan;
use crate::graduate::Route;
use crate::ids::OrganisationId;
use crate::measure::ResponsibleBody;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Milestones of the reference process 6.A and 6.B.
    MilestoneCode {
        CareerTalk = "career_talk",
        SchoolBasis = "school_basis",
        LanguagePlan = "language_plan",
        Internship = "internship",
        EntryQualification = "entry_qualification",
        TrainingContract = "training_contract",
        StatusCheck = "status_check",
        ReadyForTraining = "ready_for_training",
        SupportPlan = "support_plan",
        Profile = "profile",
        RecognitionTalk = "recognition_talk",
        WorkPermit = "work_permit",
        FirstProposal = "first_proposal",
        JobLanguage = "job_language",
        JobContract = "job_contract",
        SecondWeek = "second_week",
        SixthWeek = "sixth_week",
        TwelfthWeek = "twelfth_week",
        HalfYear = "half_year",
    }
}

impl MilestoneCode {
    /// Belongs to a route.
    pub fn belongs_to(self, route: Route) -> bool {
        let training = self <= Self::SupportPlan;
        match route {
            Route::Training => training,
            Route::Work => !training,
            Route::VocationalCourse | Route::Repeat | Route::School | Route::Pause | Route::Move => false,
        }
    }

    /// Is reached by the foreigners' authority.
    pub fn is_of_the_permit(self) -> bool {
        matches!(self, Self::StatusCheck | Self::WorkPermit)
    }
}

codes! {
    /// How a milestone was settled.
    MilestoneState { Reached = "reached", NotNeeded = "not_needed" }
}

codes! {
    /// Day from which a milestone's deadline runs.
    Anchor {
        Decision = "decision",
        CourseEnd = "course_end",
        /// First day of training or work.
        Start = "start",
        /// The last of the milestones it waits for.
        After = "after",
    }
}

/// A milestone somebody settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneMark {
    pub code: MilestoneCode,
    pub state: MilestoneState,
    pub on: NaiveDate,
    pub by: OrganisationId,
}

/// A milestone of a route as data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRow {
    pub code: MilestoneCode,
    pub route: Route,
    pub body: ResponsibleBody,
    pub anchor: Anchor,
    /// Activity of the regional deadlines; without it the anchor itself is the day.
    pub deadline: Option<String>,
    /// Milestones it waits for.
    #[serde(default)]
    pub after: Vec<MilestoneCode>,
    /// Does not concern everybody.
    #[serde(default)]
    pub optional: bool,
    /// Number in the reference process.
    pub process: String,
}

/// All milestones, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteTable {
    pub milestone: Vec<MilestoneRow>,
}

impl RouteTable {
    /// The milestones of a route.
    pub fn of(&self, route: Route) -> impl Iterator<Item = &MilestoneRow> {
        self.milestone.iter().filter(move |row| row.route == route)
    }

    /// One milestone.
    pub fn row(&self, code: MilestoneCode) -> Option<&MilestoneRow> {
        self.milestone.iter().find(|row| row.code == code)
    }
}

/// Where a milestone stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneStanding<'a> {
    pub row: &'a MilestoneRow,
    pub mark: Option<MilestoneMark>,
    /// `None`: its clock has not started, or it has none.
    pub due_on: Option<NaiveDate>,
    /// Milestones it still waits for.
    pub waits_for: Vec<MilestoneCode>,
}

impl MilestoneStanding<'_> {
    /// Open and late.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.mark.is_none() && self.due_on.is_some_and(|due| due < today)
    }
}

pub(super) fn standing<'a>(plan: &RoutePlan, row: &'a MilestoneRow, pace: &Pace) -> MilestoneStanding<'a> {
    let marked = |code: &MilestoneCode| plan.marks.iter().find(|mark| mark.code == *code);
    let waits_for: Vec<MilestoneCode> =
        row.after.iter().copied().filter(|code| marked(code).is_none()).collect();
    let anchor = match row.anchor {
        Anchor::Decision => Some(plan.decided_on),
        // whoever is decided after the course does not begin late
        Anchor::CourseEnd => Some(plan.course_ends_on.max(plan.decided_on)),
        Anchor::Start => plan.starts_on,
        Anchor::After => row.after.iter().filter_map(|code| marked(code).map(|mark| mark.on)).max(),
    };
    let anchor = anchor.filter(|_| waits_for.is_empty() || row.anchor != Anchor::After);
    let due_on = match (&row.deadline, anchor) {
        (Some(activity), Some(day)) => Some(pace.due_by(activity, day, plan.office)),
        (None, day) => day.filter(|_| row.anchor != Anchor::After),
        (Some(_), None) => None,
    };
    MilestoneStanding { row, mark: marked(&row.code).copied(), due_on, waits_for }
}
