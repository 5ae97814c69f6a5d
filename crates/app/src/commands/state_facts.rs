//! States facts of a person for the rules, or takes statements back; dated, with who said it. Two people at the
//! same form meet as a conflict. Not for fields of the record: see `change_person`.

use super::reached;
use crate::error::{Conflict, Error};
use crate::gate::{Command, Context};
use crate::queries::person_rules::group_of;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::eligibility::{FactKey, FactValue, StatedFacts, Statement};
use domain::ids::{PersonId, StatedFactsId};
use domain::journal::{Event, EventName};
use domain::record::{RecordKind, Stored};
use domain::refusal::Refusal;

/// One fact as it was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct NewStatement {
    pub fact: FactKey,
    /// `Unknown` takes earlier statements back.
    pub value: FactValue,
    pub since: Option<NaiveDate>,
}

/// Statements about a person, in the version of the record that was seen (0: there was none).
#[derive(Debug, Clone)]
pub struct StateFacts {
    pub person: PersonId,
    pub version: i64,
    pub statements: Vec<NewStatement>,
}

impl Demand for StateFacts {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Eligibility)
    }
}

#[async_trait]
impl Command for StateFacts {
    type Outcome = PersonId;
    const NAME: &'static str = "state_facts";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PersonId, Error> {
        let command = authorised.command();
        let (actor, today) = (authorised.actor(), context.operation.today);
        let visible = authorised.visible();
        let person = reached::person(context, &visible, command.person).await?;
        if person.merged_into.is_some() {
            return Err(Refusal::new("already-merged").into());
        }
        let known: Vec<StatedFacts> = reached::of_person(context, &person).await?;
        let newest = known.into_iter().max_by_key(|facts| facts.id);
        let seen = newest.as_ref().map_or(0, Stored::version);
        if seen != command.version {
            let (id, current) = match newest {
                Some(facts) => (facts.id.0, Some(Box::new(facts.into_record()))),
                None => (0, None),
            };
            return Err(Error::Conflict(Box::new(Conflict { kind: RecordKind::StatedFacts, id, current })));
        }
        let mut facts = match newest {
            Some(facts) => facts,
            None => StatedFacts::none(StatedFactsId(context.next_id()), person.region, person.id),
        };
        let law = context.law_today().await?;
        for new in &command.statements {
            let group = group_of(&new.fact, law.side()).filter(|group| visible.shows(*group));
            if group.is_none() {
                return Err(Refusal::new("group-not-yours-to-change").at(&new.fact.field()).into());
            }
            let statement = Statement {
                fact: new.fact.clone(),
                value: new.value.clone(),
                since: new.since,
                until: None,
                stated_on: today,
                stated_by: actor.organisation,
                account: actor.account,
            };
            facts.state(statement, today)?;
        }
        if !command.statements.is_empty() {
            context.save(facts).await?;
            let named: Vec<String> = command.statements.iter().map(|new| new.fact.to_string()).collect();
            let event = Event::new(EventName::FactsStated, today).about(None, person.id);
            context.emit(event.with("facts", named.join(" ")));
        }
        Ok(person.id)
    }
}
