//! A provider states what it can offer: teachers by label, rooms, types with their minimum, examiners. Each body for
//! itself. Not for courses, nor for what it agreed to.

use crate::course_kinds::course_kinds;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SupplyId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Region;
use domain::supply::{KindTerms, Supply, Teacher, TeachingRoom};

/// The whole of it as it should be; the first one of a body with version 0, later ones with the version seen.
#[derive(Debug, Clone)]
pub struct SaveSupply {
    pub version: i64,
    pub teachers: Vec<Teacher>,
    pub rooms: Vec<TeachingRoom>,
    pub kinds: Vec<KindTerms>,
    pub examiners: i64,
}

impl Demand for SaveSupply {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Supply)
    }
}

#[async_trait]
impl Command for SaveSupply {
    type Outcome = SupplyId;
    const NAME: &'static str = "save_supply";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SupplyId, Error> {
        let (wanted, actor) = (authorised.command(), authorised.actor());
        let today = context.operation.today;
        // the body itself is what two first entries at the same time wait for
        context.work.lock(RecordKind::Organisation, actor.organisation.0).await?;
        let find = Find::new(RecordKind::Supply, actor.region)
            .when(Where::is("organisation_id", actor.organisation.0));
        let known: Vec<Supply> = context.work.queries().all(find).await?;
        let known = known.into_iter().next();
        match known.as_ref() {
            Some(current) if current.version != wanted.version => {
                return Err(Error::overtaken(current.clone()));
            }
            None if wanted.version != 0 => return Err(Error::Absent(RecordKind::Supply)),
            Some(_) | None => {}
        }
        let region: Region = context.need(actor.region.0).await?;
        let types = course_kinds();
        for terms in &wanted.kinds {
            let most = types.of(terms.kind, today).filter(|row| row.group_confirmed).map(|row| row.max_group);
            if let Some(most) = most.filter(|most| terms.minimum > *most) {
                let field = format!("minimum-{}", terms.kind.code());
                return Err(Refusal::new("supply-minimum-out-of-range").with("most", most).at(&field).into());
            }
        }
        let id = match &known {
            Some(known) => known.id,
            None => SupplyId(context.next_id()),
        };
        let supply = Supply {
            id,
            region: actor.region,
            version: wanted.version,
            organisation: actor.organisation,
            teachers: wanted.teachers.clone(),
            rooms: wanted.rooms.clone(),
            kinds: wanted.kinds.clone(),
            examiners: wanted.examiners,
            confirmed_on: today,
        };
        supply.check(region.settings.planning.teacher_lessons)?;
        context.emit(Event::new(EventName::SupplyChanged, today).with("supply", id));
        context.save(supply).await?;
        Ok(id)
    }
}
