//! How an edition changes: written, laid before the parties, signed, replaced, given notice. Not for its content.

use super::{Agreement, AgreementState, NotedDuty, Signature, Terms, TestingMode, TestingPeriod};
use crate::ids::{AccountId, OrganisationId};
use crate::refusal::Refusal;
use chrono::NaiveDate;

impl Agreement {
    fn must_be(&self, allowed: &[AgreementState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::new("agreement-not-in-this-state").with("state", self.state.code()))
        }
    }

    /// Changes the text of a draft; signatures cannot exist yet.
    pub fn rewrite(&mut self, terms: Terms) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Draft])?;
        terms.check()?;
        self.terms = terms;
        Ok(())
    }

    /// Lays the draft before the parties; every provider that contributes, hosts or stands by must be one of them.
    pub fn lay_before(&mut self) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Draft])?;
        self.terms.check()?;
        let rota = &self.terms.rota;
        let named = self.terms.contributions.iter().map(|one| one.provider);
        let mut named = named.chain(rota.hosts.iter().copied()).chain(rota.reserve.iter().copied());
        if let Some(stranger) = named.find(|body| !self.is_party(*body)) {
            return Err(Refusal::new("agreement-names-no-party").with("body", stranger.to_string()));
        }
        self.state = AgreementState::Signing;
        Ok(())
    }

    /// Takes the text back for changes; what was signed was another text.
    pub fn take_back(&mut self) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Signing])?;
        for party in &mut self.parties {
            party.signed = None;
        }
        self.state = AgreementState::Draft;
        Ok(())
    }

    /// A party signs; with the last signature the edition is in force.
    pub fn sign(&mut self, body: OrganisationId, account: AccountId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Signing])?;
        let party = self.parties.iter_mut().find(|party| party.organisation == body);
        let party = party.ok_or_else(|| Refusal::new("agreement-not-a-party"))?;
        if let Some(signed) = &party.signed {
            return Err(Refusal::new("agreement-signed-already").with("on", signed.on));
        }
        party.signed = Some(Signature { on, account });
        if self.unsigned().next().is_none() {
            self.state = AgreementState::InForce;
        }
        Ok(())
    }

    /// A later edition takes its place.
    pub fn replace(&mut self) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::InForce])?;
        self.state = AgreementState::Ended;
        Ok(())
    }

    /// A party gives notice; the term then ends after the agreed weeks.
    pub fn give_notice(&mut self, body: OrganisationId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::InForce])?;
        if !self.is_party(body) {
            return Err(Refusal::new("agreement-not-a-party"));
        }
        if let Some((on, _)) = self.notice {
            return Err(Refusal::new("agreement-noticed-already").with("on", on));
        }
        self.notice = Some((on, body));
        Ok(())
    }

    /// From a day on people are tested in another way; entries of earlier days stay as they were.
    pub fn test_from(&mut self, from: NaiveDate, mode: TestingMode) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Draft, AgreementState::Signing, AgreementState::InForce])?;
        self.testing.retain(|period| period.from < from);
        if self.testing.last().map(|period| period.mode) == Some(mode) {
            return Err(Refusal::new("agreement-testing-as-before").at("testing_mode"));
        }
        self.testing.push(TestingPeriod { from, mode });
        Ok(())
    }

    /// Notes that a duty was done; noting it twice changes the day.
    pub fn note(&mut self, noted: NotedDuty) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::InForce])?;
        if !self.is_party(noted.organisation) {
            return Err(Refusal::new("agreement-not-a-party"));
        }
        let same = |known: &NotedDuty| {
            (known.code, known.organisation, known.due_on) == (noted.code, noted.organisation, noted.due_on)
        };
        self.noted.retain(|known| !same(known));
        self.noted.push(noted);
        Ok(())
    }
}
