//! What counselling bodies offer: the list of slots, one of them, and the free ones for a person who is to be booked.

use super::bodies::names;
use super::counselling::name;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::{consents, counselling};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Reach, Resource, Visible};
use domain::counselling::{CounsellingSlot, HelpKind, SlotState};
use domain::ids::{CounsellingSlotId, PersonId};
use domain::person::{Person, RecipientGroup};
use domain::record::RecordKind;

/// A slot with the body that offers it.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotRow {
    pub slot: CounsellingSlot,
    pub body: String,
}

/// Slots from a day on: all of the own body, or the free ones of the region for whoever sends people there.
#[derive(Debug, Clone)]
pub struct SlotList {
    pub from: NaiveDate,
    pub only_free: bool,
    pub kind: Option<HelpKind>,
    /// BCP 47 code.
    pub language: Option<String>,
}

impl SlotList {
    /// Everything from a day on.
    pub fn from(from: NaiveDate) -> Self {
        SlotList { from, only_free: false, kind: None, language: None }
    }
}

#[async_trait]
impl Query for SlotList {
    type Answer = Vec<SlotRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::CounsellingSlot)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SlotRow>, i64), Error> {
        let mut find = Find::new(RecordKind::CounsellingSlot, visible.region())
            .when(Where::AtLeast("held_on", self.from.into()))
            .by("held_on");
        if visible.reach() == Reach::Own {
            find = find.when(Where::is("organisation_id", visible.organisation().0));
        }
        if visible.reach() == Reach::Region || self.only_free {
            find = find.when(Where::is("status", SlotState::Open.code()));
        }
        let mut slots: Vec<CounsellingSlot> = scene.queries.all(find).await?;
        slots.retain(|slot| {
            self.kind.is_none_or(|kind| slot.kinds.contains(&kind))
                && self.language.as_ref().is_none_or(|language| slot.languages.contains(language))
        });
        slots.sort_by_key(|slot| (slot.held_on, slot.starts_at, slot.id));
        let rows = with_bodies(scene, slots).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn with_bodies(scene: &Scene<'_>, slots: Vec<CounsellingSlot>) -> Result<Vec<SlotRow>, Error> {
    let names = names(scene, slots.iter().map(|slot| slot.organisation)).await?;
    Ok(slots
        .into_iter()
        .map(|slot| SlotRow { body: names.get(&slot.organisation).cloned().unwrap_or_default(), slot })
        .collect())
}

/// One slot.
#[derive(Debug, Clone)]
pub struct SlotRecord {
    pub slot: CounsellingSlotId,
}

#[async_trait]
impl Query for SlotRecord {
    type Answer = SlotRow;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::CounsellingSlot)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SlotRow, i64), Error> {
        let slot: CounsellingSlot = scene.queries.need(self.slot.0).await?;
        let offered = visible.reach() == Reach::Own || slot.state == SlotState::Open;
        if !visible.reaches(slot.region, slot.organisation) || !offered {
            return Err(Error::Absent(RecordKind::CounsellingSlot));
        }
        let row = with_bodies(scene, vec![slot]).await?.pop();
        Ok((row.ok_or(Error::Absent(RecordKind::CounsellingSlot))?, 1))
    }
}

/// What is needed to book somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct BookingView {
    pub name: String,
    pub language: String,
    /// The person agrees to counselling already.
    pub agreed: bool,
    pub slots: Vec<SlotRow>,
}

/// Free slots for a person.
#[derive(Debug, Clone)]
pub struct Booking {
    pub person: PersonId,
}

/// Most slots to choose from in one form.
const CHOICES: usize = 60;

#[async_trait]
impl Query for Booking {
    type Answer = BookingView;

    fn look(&self) -> Look {
        Look::at_people(Action::Create, Resource::Counselling).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(BookingView, i64), Error> {
        let (queries, actor, today) = (scene.queries, &scene.operation.actor, scene.operation.today);
        let person: Person = queries.need(self.person.0).await?;
        if !counselling::reaches_person(queries, (actor, visible), &person, today).await? {
            return Err(Error::Absent(RecordKind::Person));
        }
        let offers = also_visible(actor, Action::List, Resource::CounsellingSlot)?;
        let list = SlotList { only_free: true, ..SlotList::from(today) };
        let (mut slots, _) = list.answer(&offers, scene).await?;
        // a slot in the person's language comes first
        slots.sort_by_key(|row| !row.slot.languages.contains(&person.language));
        slots.truncate(CHOICES);
        let agreed = consents::agreed(queries, person.region, person.id, today).await?;
        let view = BookingView {
            name: name(&person),
            language: person.language,
            agreed: agreed.contains(&RecipientGroup::Counselling),
            slots,
        };
        Ok((view, 1))
    }
}
