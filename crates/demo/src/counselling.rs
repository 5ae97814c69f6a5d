//! Invented counselling: one body in each region, its slots of four weeks, people with consent, results, codes of own
//! paths and what people said there.

use crate::World;
use crate::bodies;
use crate::places::Municipality;
use chrono::{Duration, Months, NaiveTime};
use domain::case::{Case, Stage};
use domain::counselling::{
    Agreed, CounsellingSlot, CounsellingTalk, HelpKind, SlotMode, SlotState, TalkResult, TalkState,
};
use domain::ids::{
    ConsentId, CounsellingSlotId, CounsellingTalkId, OrganisationId, PathCodeId, PathMessageId, RegionId,
};
use domain::organisation::OrganisationKind as Kind;
use domain::own_path::{MessageKind, PathCode, PathMessage};
use domain::person::{Consent, Person, RecipientGroup};
use domain::record::Record;

/// Days with slots, from the demo's Wednesday.
const DAYS: [i64; 8] = [-9, -7, -2, 0, 1, 5, 7, 12];
/// Slots of such a day: begin, and how one meets.
const SLOTS: [(u32, SlotMode); 4] =
    [(9, SlotMode::Place), (10, SlotMode::Place), (11, SlotMode::Phone), (14, SlotMode::Video)];
/// Days on which a slot is taken, with the slot's place in the day.
const TAKEN: [(i64, usize); 8] = [(-9, 0), (-7, 1), (-7, 2), (-2, 0), (0, 0), (0, 2), (1, 1), (5, 0)];
const KINDS: [HelpKind; 4] =
    [HelpKind::ChildCare, HelpKind::Travel, HelpKind::Recognition, HelpKind::Housing];

/// Somebody with an open case.
struct Client {
    person: Person,
    case: Case,
}

/// Founds the body and lets people come.
pub fn offer(world: &mut World) {
    let clients = clients(world);
    let seat = world.places.iter().find(|place| place.name == world.plan.seat).or(world.places.first());
    let Some(seat) = seat.cloned() else { return };
    let name = format!("Migrationsberatung {}", world.plan.name);
    let body = bodies::body(world, Kind::Beratungsstelle, &name, "Beratung", &seat);
    let slots = slots(world, body, &seat);
    let mut clients = clients.into_iter();
    for (ago, nth) in TAKEN {
        let on = world.day(ago);
        let Some(slot) = slots.iter().filter(|slot| slot.held_on == on).nth(nth) else { continue };
        let Some(client) = clients.next() else { break };
        talk(world, slot, &client, ago);
    }
    for (n, client) in clients.take(4).enumerate() {
        own_path(world, &client, MessageKind::ALL[n % MessageKind::ALL.len()]);
    }
}

/// Two of each stage in turn, so that every page shows some.
fn clients(world: &World) -> Vec<Client> {
    let mut found: Vec<Client> = Vec::new();
    let mut people = std::collections::HashMap::new();
    for record in &world.records {
        if let Record::Person(person) = record {
            people.insert(person.id, person.clone());
        }
    }
    for record in &world.records {
        let Record::Case(case) = record else { continue };
        let same = found.iter().filter(|client| client.case.stage == case.stage).count();
        if case.stage == Stage::Closed || same >= 3 {
            continue;
        }
        if let Some(person) = people.get(&case.person).filter(|person| person.birth_date.is_some()) {
            found.push(Client { person: person.clone(), case: case.clone() });
        }
    }
    found
}

fn slots(world: &mut World, body: OrganisationId, seat: &Municipality) -> Vec<CounsellingSlot> {
    let mut all = Vec::new();
    for ago in DAYS {
        for (n, (hour, mode)) in SLOTS.into_iter().enumerate() {
            let state = if TAKEN.contains(&(ago, n)) { SlotState::Booked } else { SlotState::Open };
            let place = match mode {
                SlotMode::Place => bodies::place("Beratungsraum", "Musterplatz 3", seat),
                SlotMode::Phone | SlotMode::Video => Default::default(),
            };
            let slot = CounsellingSlot {
                id: CounsellingSlotId(world.id()),
                region: RegionId(world.bodies.region),
                version: 0,
                organisation: body,
                held_on: world.day(ago),
                starts_at: NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default(),
                minutes: 45,
                mode,
                place,
                languages: ["de", if n % 2 == 0 { "uk" } else { "ar" }].map(str::to_owned).to_vec(),
                kinds: KINDS.to_vec(),
                state,
            };
            world.records.push(Record::CounsellingSlot(slot.clone()));
            all.push(slot);
        }
    }
    all
}

fn talk(world: &mut World, slot: &CounsellingSlot, client: &Client, ago: i64) {
    let booked_on = slot.held_on - Duration::days(6);
    let kind = KINDS[(client.person.id.0 as usize) % KINDS.len()];
    let mut groups = vec![RecipientGroup::Counselling];
    // two thirds let the authority know what came of it
    let told = world.chance.happens(0.66);
    let lead = client.case.lead;
    groups.extend(told.then(|| group_of(world, lead)).flatten());
    for recipients in groups {
        let consent = Consent {
            id: ConsentId(world.id()),
            region: slot.region,
            version: 0,
            person: client.person.id,
            organisation: lead,
            recipients,
            text_version: "2026-11".to_owned(),
            language: client.person.language.clone(),
            given_on: booked_on,
            valid_until: booked_on.checked_add_months(Months::new(12)),
            withdrawn_on: None,
        };
        world.records.push(Record::Consent(consent));
    }
    let mut talk = CounsellingTalk {
        id: CounsellingTalkId(world.id()),
        region: slot.region,
        version: 0,
        slot: slot.id,
        organisation: slot.organisation,
        person: client.person.id,
        booked_by: lead,
        booked_on,
        held_on: slot.held_on,
        kinds: vec![kind],
        state: TalkState::Booked,
        result: None,
    };
    // the last day that is over still lacks its result
    if ago < -2 {
        talk.state = TalkState::Held;
        talk.result = Some(TalkResult {
            noted_on: slot.held_on,
            discussed: vec![kind, HelpKind::Papers],
            agreed: vec![Agreed::ChildCareApplied, Agreed::FurtherTalk],
            next_contact_on: Some(slot.held_on + Duration::days(8)),
        });
    }
    world.records.push(Record::CounsellingTalk(talk));
}

fn group_of(world: &World, body: OrganisationId) -> Option<RecipientGroup> {
    world.records.iter().find_map(|record| match record {
        Record::Organisation(one) if one.id == body => RecipientGroup::of(one.kind),
        _ => None,
    })
}

/// A code for the own path, and one thing said there.
fn own_path(world: &mut World, client: &Client, kind: MessageKind) {
    let id = world.id();
    let code = PathCode {
        id: PathCodeId(id),
        region: client.case.region,
        version: 0,
        person: client.person.id,
        organisation: client.case.lead,
        code: format!("p{}", domain::ids::encode(id)),
        issued_on: world.day(-6),
        ended_on: None,
    };
    world.records.push(Record::PathCode(code));
    let message = PathMessage {
        id: PathMessageId(world.id()),
        region: client.case.region,
        version: 0,
        person: client.person.id,
        case: client.case.id,
        kind,
        said_on: world.day(-1),
        to: client.case.next.as_ref().map_or(client.case.lead, |next| next.organisation),
        answer: None,
    };
    world.records.push(Record::PathMessage(message));
}
