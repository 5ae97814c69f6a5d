//! Change of the benefit system (Rechtskreis): the person goes from one office to another and is nobody's at no moment.
//! The sending office stays responsible until the receiving one has accepted; a refusal names its reason and the person
//! stays where they were. Not for another county: see `relocation`.

use crate::ids::{CareTransferId, CaseId, OrganisationId, PersonId, RegionId};
use crate::organisation::OrganisationKind;
use crate::person::Person;
use crate::refusal::Refusal;
use crate::residence::{BenefitPeriod, BenefitSystem, benefit_on};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Where a transfer stands.
    TransferState { Offered = "offered", Accepted = "accepted", Declined = "declined", TakenBack = "taken_back" }
}

codes! {
    /// Why an office does not take a person over.
    DeclineReason {
        NotResponsible = "not_responsible",
        NoClaim = "no_claim",
        NotYet = "not_yet",
        PersonUnknown = "person_unknown",
    }
}

/// What the receiving office says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Accept,
    Decline(DeclineReason),
}

/// One change of the benefit system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareTransfer {
    pub id: CareTransferId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    /// Office that stays responsible until the other has accepted.
    pub from: OrganisationId,
    pub to: OrganisationId,
    /// The new system and its first day.
    pub system: BenefitSystem,
    pub starts_on: NaiveDate,
    pub offered_on: NaiveDate,
    pub due_on: NaiveDate,
    pub state: TransferState,
    pub answered_on: Option<NaiveDate>,
    pub reason: Option<DeclineReason>,
    /// The receiving office had the person before it already.
    pub was_involved: bool,
}

/// Which kind of office a system belongs to; `None` where nobody pays.
pub fn office_of(system: BenefitSystem) -> Option<OrganisationKind> {
    match system {
        BenefitSystem::Sgb2 => Some(OrganisationKind::Jobcenter),
        BenefitSystem::Sgb3 => Some(OrganisationKind::Arbeitsagentur),
        BenefitSystem::Asylblg => Some(OrganisationKind::Sozialamt),
        BenefitSystem::None => None,
    }
}

/// Refuses a transfer that is none: to an office of another system, from a body that pays nothing, to where the
/// person is already.
pub fn check_offer(
    person: &Person,
    (from, from_kind): (OrganisationId, OrganisationKind),
    (to, to_kind): (OrganisationId, OrganisationKind),
    (system, today): (BenefitSystem, NaiveDate),
) -> Result<(), Refusal> {
    let pays = |kind| {
        matches!(
            kind,
            OrganisationKind::Jobcenter | OrganisationKind::Arbeitsagentur | OrganisationKind::Sozialamt
        )
    };
    if !pays(from_kind) {
        return Err(Refusal::new("transfer-from-another-body"));
    }
    if office_of(system) != Some(to_kind) {
        return Err(Refusal::new("transfer-office-does-not-fit").at("to"));
    }
    if from == to || benefit_on(&person.benefits, today) == Some(system) {
        return Err(Refusal::new("transfer-to-the-same").at("system"));
    }
    Ok(())
}

impl CareTransfer {
    /// Nobody has answered.
    pub fn is_open(&self) -> bool {
        self.state == TransferState::Offered
    }

    /// The answer is late.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on < today
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.answered_on {
            None if self.is_open() => Ok(()),
            answered => {
                Err(Refusal::new("transfer-answered").with("on", answered.unwrap_or(self.offered_on)))
            }
        }
    }

    /// The receiving office answers; with its yes the new system counts from its first day, and nothing of the
    /// person is lost.
    pub fn answer(&mut self, reply: Reply, person: &mut Person, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.answered_on = Some(today);
        match reply {
            Reply::Accept => {
                self.state = TransferState::Accepted;
                begin(person, self.system, self.starts_on);
                person.involve(self.to, today);
            }
            Reply::Decline(reason) => {
                self.state = TransferState::Declined;
                self.reason = Some(reason);
                self.leave(person, today);
            }
        }
        Ok(())
    }

    /// The sending office takes its offer back.
    pub fn take_back(&mut self, person: &mut Person, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.state = TransferState::TakenBack;
        self.answered_on = Some(today);
        self.leave(person, today);
        Ok(())
    }

    /// Whoever only looked because of the offer looks no longer.
    fn leave(&self, person: &mut Person, today: NaiveDate) {
        if self.was_involved {
            return;
        }
        for one in person.involvements.iter_mut().filter(|one| one.organisation == self.to) {
            one.until.get_or_insert(today);
        }
    }
}

/// The new system begins; the one before ends on that day.
fn begin(person: &mut Person, system: BenefitSystem, on: NaiveDate) {
    for period in person.benefits.iter_mut().filter(|period| period.until.is_none() && period.from < on) {
        period.until = Some(on);
    }
    person.benefits.retain(|period| period.from < on);
    person.benefits.push(BenefitPeriod { system, from: on, until: None });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn client() -> Person {
        let mut person = Person::blank(PersonId(1), RegionId(1));
        person.benefits.push(BenefitPeriod {
            system: BenefitSystem::Asylblg,
            from: day("2026-01-01"),
            until: None,
        });
        person.involve(OrganisationId(4), day("2026-01-01"));
        person
    }

    fn offer() -> CareTransfer {
        CareTransfer {
            id: CareTransferId(1),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            from: OrganisationId(4),
            to: OrganisationId(1),
            system: BenefitSystem::Sgb2,
            starts_on: day("2026-12-01"),
            offered_on: day("2026-11-20"),
            due_on: day("2026-12-04"),
            state: TransferState::Offered,
            answered_on: None,
            reason: None,
            was_involved: false,
        }
    }

    #[test]
    fn the_person_stays_with_the_sending_office_until_the_other_has_accepted() {
        let (mut person, mut transfer) = (client(), offer());
        person.involve(transfer.to, transfer.offered_on);
        assert_eq!(benefit_on(&person.benefits, day("2026-12-02")), Some(BenefitSystem::Asylblg));
        transfer.answer(Reply::Accept, &mut person, day("2026-12-02")).expect("accepted");
        assert_eq!(benefit_on(&person.benefits, day("2026-12-02")), Some(BenefitSystem::Sgb2));
        assert_eq!(benefit_on(&person.benefits, day("2026-11-30")), Some(BenefitSystem::Asylblg));
        let involved: Vec<_> = person.involved_on(day("2026-12-02")).collect();
        assert_eq!(involved, vec![OrganisationId(4), OrganisationId(1)], "nobody is dropped");
        let again = transfer.answer(Reply::Accept, &mut person, day("2026-12-03"));
        assert_eq!(again.expect_err("once").code, "transfer-answered");
    }

    #[test]
    fn a_refusal_leaves_everything_as_it_was() {
        let (mut person, mut transfer) = (client(), offer());
        let before = person.benefits.clone();
        person.involve(transfer.to, transfer.offered_on);
        let reply = Reply::Decline(DeclineReason::NoClaim);
        transfer.answer(reply, &mut person, day("2026-12-02")).expect("declined");
        assert_eq!(person.benefits, before);
        assert_eq!(person.involved_on(day("2026-12-02")).collect::<Vec<_>>(), vec![OrganisationId(4)]);
        assert_eq!(
            (transfer.state, transfer.reason),
            (TransferState::Declined, Some(DeclineReason::NoClaim))
        );
    }

    #[test]
    fn only_an_office_of_the_new_system_is_asked_and_only_by_one_that_pays() {
        use OrganisationKind as K;
        let (person, today) = (client(), day("2026-11-20"));
        let code = |from, to, system| {
            let from = (OrganisationId(4), from);
            let refused = check_offer(&person, from, (OrganisationId(1), to), (system, today));
            refused.err().map(|refusal| refusal.code)
        };
        assert_eq!(code(K::Sozialamt, K::Jobcenter, BenefitSystem::Sgb2), None);
        assert_eq!(
            code(K::Auslaenderbehoerde, K::Jobcenter, BenefitSystem::Sgb2).as_deref(),
            Some("transfer-from-another-body")
        );
        assert_eq!(
            code(K::Sozialamt, K::Jobcenter, BenefitSystem::Sgb3).as_deref(),
            Some("transfer-office-does-not-fit")
        );
        assert_eq!(
            code(K::Jobcenter, K::Sozialamt, BenefitSystem::Asylblg).as_deref(),
            Some("transfer-to-the-same")
        );
    }
}
