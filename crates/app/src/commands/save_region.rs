//! Changes the settings of the own region. They are regional data, not law.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::journal::{Event, EventName};
use domain::organisation::OrganisationKind;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::{Region, Settings};

/// The settings as they should be, with the version the person saw.
#[derive(Debug, Clone)]
pub struct SaveRegion {
    pub version: i64,
    pub settings: Settings,
}

impl Demand for SaveRegion {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Region)
    }
}

#[async_trait]
impl Command for SaveRegion {
    type Outcome = ();
    const NAME: &'static str = "save_region";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let wanted = authorised.command();
        let settings = &wanted.settings;
        if authorised.actor().organisation_kind != OrganisationKind::Betrieb {
            return Err(Error::Absent(RecordKind::Region));
        }
        let planning = &settings.planning;
        for (field, value, least, most) in [
            ("planning_weeks", planning.weeks, 4, 104),
            ("planning_teacher_lessons", planning.teacher_lessons, 1, 40),
            ("planning_lead_days", planning.lead_days, 1, 120),
            ("planning_start_every_weeks", planning.start_every_weeks, 1, 12),
            ("planning_fewest_for_section", planning.fewest_for_section, 1, 60),
            ("planning_longest_gap_weeks", planning.longest_gap_weeks, 1, 52),
            ("planning_no_show_percent", planning.no_show_percent, 0, 80),
            ("planning_overbooking_risk_percent", planning.overbooking_risk_percent, 1, 90),
            ("planning_seats_per_examiner", planning.seats_per_examiner, 1, 60),
            ("planning_look_ahead_weeks", planning.look_ahead_weeks, 0, 52),
            ("planning_unseated_days", planning.unseated_days, 0, 365),
            ("planning_longest_way_minutes", planning.longest_way_minutes, 5, 600),
            ("planning_days_after_test", planning.days_after_test, 0, 60),
            ("planning_change_budget_percent", planning.change_budget_percent, 0, 100),
            ("planning_seconds", planning.seconds, 1, 60),
            ("planning_draws", planning.draws, 0, 25),
            ("planning_draw_milliseconds", planning.draw_milliseconds, 50, 60_000),
            ("planning_decide_weeks", planning.decide_weeks, 1, 26),
            ("planning_again_milliseconds", planning.again_milliseconds, 50, 60_000),
            ("planning_without_care_minutes", planning.without_care_minutes.unwrap_or(0), 0, 600),
            ("start_within_days", settings.start_within_days, 1, 365),
            ("refill_until_lesson", settings.refill_until_lesson, 1, 100),
            // handbook 7.6: counts of 1 and 2 are never shown
            ("smallest_count", settings.smallest_count, 3, 50),
            ("test_attempts", settings.test_attempts, 1, 9),
            ("warn_unexcused_percent", settings.attendance.warn_unexcused_percent, 1, 100),
            ("warn_missed_percent", settings.attendance.warn_missed_percent, 1, 100),
            ("warn_window_days", settings.attendance.warn_window_days, 7, 180),
            ("warn_least_days", settings.attendance.warn_least_days, 1, 30),
            ("talk_within_working_days", settings.attendance.talk_within_working_days, 1, 60),
            ("review_after_days", settings.attendance.review_after_days, 1, 90),
            ("contact_attempts", settings.attendance.contact_attempts, 1, 9),
            ("report_within_working_days", settings.attendance.report_within_working_days, 1, 60),
            ("answer_within_working_days", settings.attendance.answer_within_working_days, 1, 60),
            ("list_within_working_days", settings.attendance.list_within_working_days, 1, 30),
        ] {
            if !(least..=most).contains(&value) {
                return Err(Refusal::new("setting-out-of-range")
                    .with("least", least)
                    .with("most", most)
                    .at(field)
                    .into());
            }
        }
        let mut region: Region = context.need_version(authorised.actor().region.0, wanted.version).await?;
        region.settings = settings.clone();
        let id = region.id;
        context.save(region).await?;
        context.emit(Event::new(EventName::RegionChanged, context.operation.today).with("region", id));
        Ok(())
    }

    fn subject(&self) -> Option<(RecordKind, i64)> {
        None
    }
}
