//! What a person agreed to, with everything a consent text must say (handbook 7.5): who asked, for what, which data,
//! who hears of it, until when, in which words.

use super::counselling::name;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::{consents, counselling};
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::ids::PersonId;
use domain::organisation::Organisation;
use domain::person::{Consent, ConsentText, Person};
use domain::record::RecordKind;
use std::collections::HashMap;

/// One consent with its text and the body that asked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentRow {
    pub consent: Consent,
    /// `None` for a version that was never in the catalogue.
    pub text: Option<ConsentText>,
    pub asked_by: String,
}

/// All of a person's, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentsView {
    pub name: String,
    /// BCP 47 code of the language of letters.
    pub language: String,
    pub rows: Vec<ConsentRow>,
}

/// What a person agreed to.
#[derive(Debug, Clone)]
pub struct PersonConsents {
    pub person: PersonId,
}

#[async_trait]
impl Query for PersonConsents {
    type Answer = ConsentsView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Consent).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ConsentsView, i64), Error> {
        let (actor, today) = (&scene.operation.actor, scene.operation.today);
        let person: Person = scene.queries.need(self.person.0).await?;
        if !counselling::reaches_person(scene.queries, (actor, visible), &person, today).await? {
            return Err(Error::Absent(RecordKind::Person));
        }
        let rows = rows(scene, &person).await?;
        let count = rows.len() as i64;
        Ok((ConsentsView { name: name(&person), language: person.language, rows }, count))
    }
}

/// Rows of a person, newest first.
pub(super) async fn rows(scene: &Scene<'_>, person: &Person) -> Result<Vec<ConsentRow>, Error> {
    let mut all = consents::of_person(scene.queries, person.region, person.id).await?;
    all.sort_by_key(|consent| std::cmp::Reverse((consent.given_on, consent.id)));
    let bodies: Vec<i64> = all.iter().map(|consent| consent.organisation.0).collect();
    let names: HashMap<_, String> = scene
        .queries
        .many::<Organisation>(&bodies)
        .await?
        .into_iter()
        .map(|body| (body.id, body.name))
        .collect();
    Ok(all
        .into_iter()
        .map(|consent| ConsentRow {
            text: consents::texts().read(consent.recipients, &consent.text_version).cloned(),
            asked_by: names.get(&consent.organisation).cloned().unwrap_or_default(),
            consent,
        })
        .collect())
}
