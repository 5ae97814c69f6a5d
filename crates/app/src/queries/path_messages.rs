//! What people said at the page of their own path, for the body that has the next step.

use super::counselling::name;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::own_path::is_for;
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::ids::{CaseId, PersonId};
use domain::own_path::PathMessage;
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::HashMap;

/// A message with the person.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    pub message: PathMessage,
    pub name: String,
    pub phone: String,
    /// BCP 47 code.
    pub language: String,
}

/// Messages meant for the own body, newest first.
#[derive(Debug, Clone, Copy)]
pub struct MessageList {
    pub only_open: bool,
}

#[async_trait]
impl Query for MessageList {
    type Answer = Vec<MessageRow>;

    fn look(&self) -> Look {
        let filter = if self.only_open { "open" } else { "all" };
        Look::at_people(Action::List, Resource::PathMessage).filtered(filter)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<MessageRow>, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let mut find = Find::new(RecordKind::PathMessage, visible.region()).backwards();
        if self.only_open {
            find = find.when(Where::is("answered", 0i64));
        }
        let mut messages: Vec<PathMessage> = queries.all(find).await?;
        let cases: Vec<Case> =
            queries.many(&messages.iter().map(|message| message.case.0).collect::<Vec<_>>()).await?;
        let cases: HashMap<CaseId, Case> = cases.into_iter().map(|case| (case.id, case)).collect();
        messages.retain(|message| is_for(message, cases.get(&message.case), visible.organisation()));
        let people: Vec<Person> =
            queries.many(&messages.iter().map(|message| message.person.0).collect::<Vec<_>>()).await?;
        let people: HashMap<PersonId, Person> = people
            .into_iter()
            .filter(|person| visible.reaches_person(person.region, person.involved_on(today)))
            .map(|person| (person.id, person))
            .collect();
        let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let contact = fields.shows(FieldGroup::Contact);
        let rows: Vec<MessageRow> = messages
            .into_iter()
            .filter_map(|message| {
                let person = people.get(&message.person)?;
                Some(MessageRow {
                    name: name(person),
                    phone: if contact { person.phone.clone() } else { String::new() },
                    language: person.language.clone(),
                    message,
                })
            })
            .collect();
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// Messages of a person that are meant for the asker, newest first; part of the look at the record.
pub(super) async fn of_record(
    scene: &Scene<'_>,
    person: &Person,
    case: Option<&Case>,
) -> Result<Vec<PathMessage>, Error> {
    let actor = &scene.operation.actor;
    let Ok(visible) = also_visible(actor, Action::See, Resource::PathMessage) else {
        return Ok(Vec::new());
    };
    let find = Find::new(RecordKind::PathMessage, person.region)
        .when(Where::is("person_id", person.id.0))
        .backwards();
    let mut messages: Vec<PathMessage> = scene.queries.all(find).await?;
    messages.retain(|message| is_for(message, case, visible.organisation()));
    Ok(messages)
}
