//! Sets from a day on whether BAMF admits or a course type runs, with its source, and takes a setting back. That
//! is policy of the federation or the region, not law: law changes with the tables (`propose_rules`).

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::PolicySettingId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::release::{PolicySetting, PolicySubject};

/// A new setting.
#[derive(Debug, Clone)]
pub struct SetPolicy {
    pub subject: PolicySubject,
    pub code: String,
    pub from: NaiveDate,
    pub open: bool,
    pub source: String,
    pub federal: bool,
}

impl Demand for SetPolicy {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::RuleSet)
    }
}

#[async_trait]
impl Command for SetPolicy {
    type Outcome = PolicySettingId;
    const NAME: &'static str = "set_policy";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PolicySettingId, Error> {
        let command = authorised.command();
        let (actor, today) = (authorised.actor(), context.operation.today);
        let setting = PolicySetting {
            id: PolicySettingId(context.next_id()),
            region: actor.region,
            version: 0,
            subject: command.subject,
            code: command.code.clone(),
            from: command.from,
            open: command.open,
            source: command.source.trim().to_owned(),
            federal: command.federal,
            stated_by: actor.organisation,
            stated_on: today,
            withdrawn_on: None,
        };
        let law = context.law_today().await?;
        setting.check(law.set.switches())?;
        let id = setting.id;
        context.save(setting).await?;
        let event = Event::new(EventName::PolicySet, command.from).with("policy", &command.code);
        context.emit(event.with("open", command.open));
        Ok(id)
    }
}

/// Takes a setting back in the version that was seen.
#[derive(Debug, Clone)]
pub struct WithdrawPolicy {
    pub setting: PolicySettingId,
    pub version: i64,
}

impl Demand for WithdrawPolicy {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::RuleSet)
    }
}

#[async_trait]
impl Command for WithdrawPolicy {
    type Outcome = PolicySettingId;
    const NAME: &'static str = "withdraw_policy";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PolicySettingId, Error> {
        let command = authorised.command();
        let known: PolicySetting = context.need(command.setting.0).await?;
        if known.region != authorised.actor().region {
            return Err(Error::Absent(RecordKind::PolicySetting));
        }
        let mut setting: PolicySetting = context.need_version(command.setting.0, command.version).await?;
        let today = context.operation.today;
        setting.withdraw(today)?;
        let (id, code) = (setting.id, setting.code.clone());
        context.save(setting).await?;
        context.emit(Event::new(EventName::PolicyWithdrawn, today).with("policy", code));
        Ok(id)
    }
}
