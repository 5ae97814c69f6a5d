//! Sets a deadline of the reference process for the own region from a day on. Deadlines that run already keep
//! their length; nothing here is law. Not for deadlines of the law: they change with the tables.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::calendar::Period;
use domain::deadline::{DeadlineChange, UnusableChange};
use domain::journal::{Event, EventName};
use domain::organisation::OrganisationKind;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Region;

/// Most changes a region may gather; more is a mistake of somebody's.
const MOST: usize = 500;

/// A new length of one deadline, with the version of the region that was seen.
#[derive(Debug, Clone)]
pub struct SetDeadline {
    pub version: i64,
    pub activity: String,
    pub length: Period,
    pub from: NaiveDate,
}

impl Demand for SetDeadline {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Region)
    }
}

#[async_trait]
impl Command for SetDeadline {
    type Outcome = ();
    const NAME: &'static str = "set_deadline";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        None
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        if actor.organisation_kind != OrganisationKind::Betrieb {
            return Err(Error::Absent(RecordKind::Region));
        }
        let today = context.operation.today;
        if command.from < today {
            // what has begun to run keeps its length, and so does what would have begun in the past
            return Err(Refusal::new("deadline-from-the-past").with("today", today).at("from").into());
        }
        let change = DeadlineChange {
            activity: command.activity.clone(),
            length: command.length,
            from: command.from,
            set_on: today,
        };
        context.operation.periods.regional.check(&change).map_err(refused)?;
        let mut region: Region = context.need_version(actor.region.0, command.version).await?;
        if region.settings.deadlines.len() >= MOST {
            return Err(Refusal::new("too-many-deadlines").with("most", MOST as i64).into());
        }
        region.settings.deadlines.push(change);
        let id = region.id;
        context.save(region).await?;
        let event = Event::new(EventName::RegionChanged, today).with("region", id);
        context.emit(event.with("activity", &command.activity));
        Ok(())
    }
}

fn refused(why: UnusableChange) -> Refusal {
    match why {
        UnusableChange::UnknownActivity => Refusal::new("deadline-unknown").at("activity"),
        UnusableChange::TooLong => Refusal::new("deadline-too-long").at("count"),
        UnusableChange::LessonsHaveNoDay => Refusal::new("deadline-in-lessons").at("unit"),
    }
}
