//! Proposes a changed decision table. It is checked like a delivered set; what does not pass is refused and the
//! old set stays in force. Nothing counts before another account has released it.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::queries::rules::{CheckProposal, check};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{RuleReleaseId, RuleTextId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::release::{ReleaseState, ReleasedFile, RuleRelease, RuleText, Signed};

/// A changed table, why it changes and from when on it is to be used.
#[derive(Debug, Clone)]
pub struct ProposeRules {
    pub proposal: CheckProposal,
    pub effective_from: NaiveDate,
}

/// Longest words about a change.
const LONGEST: usize = 600;

impl Demand for ProposeRules {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::RuleSet)
    }
}

#[async_trait]
impl Command for ProposeRules {
    type Outcome = RuleReleaseId;
    const NAME: &'static str = "propose_rules";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<RuleReleaseId, Error> {
        let command = authorised.command();
        let (actor, today) = (authorised.actor().clone(), context.operation.today);
        let proposal = &command.proposal;
        for (field, text) in [("change", &proposal.change), ("source", &proposal.source)] {
            if text.trim().is_empty() {
                return Err(Refusal::new("source-missing").at(field).into());
            }
            if text.chars().count() > LONGEST {
                return Err(Refusal::new("text-too-long").with("most", LONGEST as i64).at(field).into());
            }
        }
        let used = context.law_today().await?;
        let checked = check(context.law(), used, proposal.clone()).await?;
        let Some(files) = checked.files else {
            let first = checked.problems.first().map(ToString::to_string).unwrap_or_default();
            return Err(Refusal::new("rules-do-not-pass").with("problem", first).at("table").into());
        };
        let mut released = Vec::new();
        for (path, text, replaces) in files.files {
            let id = RuleTextId(context.next_id());
            let fingerprint = crate::law::fingerprint(&text);
            context.save(RuleText { id, region: actor.region, version: 0, path: path.clone(), text }).await?;
            released.push(ReleasedFile { path, text: id, fingerprint, replaces });
        }
        let release = RuleRelease {
            id: RuleReleaseId(context.next_id()),
            region: actor.region,
            version: 0,
            state: ReleaseState::Proposed,
            change: proposal.change.trim().to_owned(),
            source: proposal.source.trim().to_owned(),
            files: released,
            new_days: files.new_days,
            effective_from: command.effective_from.max(today),
            fingerprint: files.fingerprint,
            examples: checked.examples,
            proposed: Signed { account: actor.account, on: today },
            decided: None,
            rolled_back: None,
        };
        let id = release.id;
        context.save(release).await?;
        context.emit(Event::new(EventName::RulesProposed, today).with("release", id));
        Ok(id)
    }
}

/// What is to become of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Release,
    Reject,
    RollBack,
}

/// Decides about a change in the version that was seen.
#[derive(Debug, Clone)]
pub struct DecideRelease {
    pub release: RuleReleaseId,
    pub version: i64,
    pub verdict: Verdict,
}

impl Demand for DecideRelease {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::RuleSet)
    }
}

#[async_trait]
impl Command for DecideRelease {
    type Outcome = RuleReleaseId;
    const NAME: &'static str = "decide_release";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::RuleRelease, self.release.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<RuleReleaseId, Error> {
        let command = authorised.command();
        let known: RuleRelease = context.need(command.release.0).await?;
        if known.region != authorised.actor().region {
            return Err(Error::Absent(RecordKind::RuleRelease));
        }
        let mut release: RuleRelease = context.need_version(command.release.0, command.version).await?;
        let today = context.operation.today;
        let by = Signed { account: authorised.actor().account, on: today };
        let name = match command.verdict {
            Verdict::Release => {
                release.release(by)?;
                still_fits(context, &release).await?;
                EventName::RulesReleased
            }
            Verdict::Reject => {
                release.reject(by)?;
                EventName::RulesRejected
            }
            Verdict::RollBack => {
                release.roll_back(by)?;
                EventName::RulesRolledBack
            }
        };
        let id = release.id;
        context.save(release).await?;
        context.emit(Event::new(name, today).with("release", id));
        Ok(id)
    }
}

/// The files must still be those the change was made from, and the whole must still pass every check.
async fn still_fits(context: &mut Context<'_>, release: &RuleRelease) -> Result<(), Error> {
    let used = context.law_today().await?;
    let mut texts = used.loaded.texts.clone();
    for file in &release.files {
        let now = texts.get(&file.path).map(String::as_str).unwrap_or_default();
        if crate::law::fingerprint(now) != file.replaces {
            return Err(Refusal::new("rule-file-changed-meanwhile").with("file", file.path.as_str()).into());
        }
        let text: RuleText = context.need(file.text.0).await?;
        texts.insert(file.path.clone(), text.text);
    }
    let law = context.law();
    law.add_days(&mut texts, release);
    let check = move || law.reader().check(&texts).map(drop);
    let checked = tokio::task::spawn_blocking(check).await.map_err(Error::fault)?;
    checked.map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        Refusal::new("rules-do-not-pass").with("problem", first).into()
    })
}
