//! What an accepted plan asks of whom, and until when: confirm a course, hold a test day, invite to it. Derived from the
//! plan and what became of its courses and test days, never stored; what is done is left out.

use super::{StartPlan, StartPlanState};
use crate::course::{Course, CourseState};
use crate::ids::OrganisationId;
use crate::placement::{Session, SessionState};
use chrono::{Days, NaiveDate};

codes! {
    /// What has to be done.
    TaskCode {
        /// Confirm room and teacher of a new course.
        ConfirmCourse = "confirm_course",
        /// Hold the test day.
        HoldTestDay = "hold_test_day",
        /// Invite people to the test day.
        Invite = "invite",
    }
}

/// Version of a course nobody has touched since the plan made it.
const UNTOUCHED: i64 = 1;

/// Something one body has to do because a plan was accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    pub due_on: NaiveDate,
    pub code: TaskCode,
    pub organisation: OrganisationId,
    /// Id of the course or test day.
    pub subject: i64,
    /// Day of the start or of the test.
    pub on: NaiveDate,
    /// People still to be invited; 0 for other tasks.
    pub missing: i64,
}

impl StartPlan {
    /// Open tasks, by day. `courses` and `sessions` are those the plan made, the latter with the people booked on them.
    pub fn tasks(&self, courses: &[Course], sessions: &[(Session, i64)]) -> Vec<Task> {
        if self.state != StartPlanState::Accepted {
            return Vec::new();
        }
        let confirm = courses.iter().filter_map(|course| self.confirm(course));
        let days = sessions.iter().filter(|(session, _)| session.state == SessionState::Planned);
        let days = days.flat_map(|(session, booked)| [hold(session), self.invite(session, *booked)]);
        let mut found: Vec<Task> = confirm.chain(days.flatten()).collect();
        found.retain(|task| !self.is_noted(task.code, task.subject));
        found.sort();
        found
    }

    /// Day by which something has to be done for a later one: so many days before, as the region set it; never before the round took the plan.
    pub fn lead(&self, day: NaiveDate) -> NaiveDate {
        let lead = Days::new(self.settings.lead_days.max(0).unsigned_abs());
        let due = day.checked_sub_days(lead).unwrap_or(day);
        self.decided_on.map_or(due, |decided| due.max(decided)).min(day)
    }

    /// Whoever changed the course, or gives seats in it, has looked at it.
    fn confirm(&self, course: &Course) -> Option<Task> {
        let open = course.state == CourseState::Published && course.version <= UNTOUCHED;
        open.then(|| Task {
            due_on: self.lead(course.planned_start_on),
            code: TaskCode::ConfirmCourse,
            organisation: course.organisation,
            subject: course.id.0,
            on: course.planned_start_on,
            missing: 0,
        })
    }

    fn invite(&self, session: &Session, booked: i64) -> Option<Task> {
        let of_plan = |id: &str| self.carried.sessions.get(id) == Some(&session.id);
        // rooms may have become smaller since, and then the day takes fewer people
        let wanted = self.test_days.iter().find(|day| of_plan(&day.id))?.invite.min(session.invitations());
        (booked < wanted).then(|| Task {
            due_on: self.lead(session.held_on),
            code: TaskCode::Invite,
            organisation: session.organisation,
            subject: session.id.0,
            on: session.held_on,
            missing: wanted - booked,
        })
    }
}

fn hold(session: &Session) -> Option<Task> {
    Some(Task {
        due_on: session.held_on,
        code: TaskCode::HoldTestDay,
        organisation: session.host?,
        subject: session.id.0,
        on: session.held_on,
        missing: 0,
    })
}
