//! How an edition changes: written, laid before the parties, signed, replaced, given notice. Not for its content.

use super::{Agreement, AgreementState, NotedDuty, Party, Signature, Terms, TestingMode, TestingPeriod};
use crate::case::days_after;
use crate::ids::{AccountId, AgreementId, OrganisationId};
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

    /// Changes the text of a draft; signatures cannot exist yet. Testing begins with the term in the given way.
    pub fn rewrite(&mut self, parties: Vec<Party>, terms: Terms, mode: TestingMode) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Draft])?;
        self.testing = vec![TestingPeriod { from: terms.valid_from, mode }];
        self.parties = parties;
        self.terms = terms;
        self.check()
    }

    /// Lays the draft before the parties; from now on its text is fixed.
    pub fn lay_before(&mut self) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::Draft])?;
        self.check()?;
        self.state = AgreementState::Signing;
        self.laid += 1;
        Ok(())
    }

    /// Refuses a text that cannot be meant, or that binds a body that is no party; each at its field.
    pub fn check(&self) -> Result<(), Refusal> {
        self.terms.check()?;
        let rota = &self.terms.rota;
        let named = self.terms.contributions.iter().map(|one| one.provider);
        let mut named = named.chain(rota.hosts.iter().copied()).chain(rota.reserve.iter().copied());
        match named.find(|body| !self.is_party(*body)) {
            Some(body) => Err(Refusal::new("agreement-names-no-party").at(&format!("party-{body}"))),
            None => Ok(()),
        }
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

    /// Refuses to act on a text that was taken back since somebody read it.
    pub fn must_be_text(&self, laid: i64) -> Result<(), Refusal> {
        if self.laid == laid { Ok(()) } else { Err(Refusal::new("agreement-text-changed")) }
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

    /// A later edition takes its place from a day on; until then it binds.
    pub fn replace(&mut self, from: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AgreementState::InForce])?;
        self.replaced_from = Some(self.replaced_from.map_or(from, |known| known.min(from)));
        Ok(())
    }

    /// The next edition as a draft with the same text, from a day on. Nothing signed, noted or handed over goes along.
    pub fn next_edition(&self, id: AgreementId, edition: i64, from: NaiveDate) -> Agreement {
        let mut next = Agreement {
            id,
            version: 0,
            edition,
            parent: Some(self.id),
            state: AgreementState::Draft,
            notice: None,
            noted: Vec::new(),
            handed_over: Vec::new(),
            replaced_from: None,
            laid: 0,
            ..self.clone()
        };
        for party in &mut next.parties {
            party.signed = None;
        }
        let length = self.terms.valid_until.map(|until| until - self.terms.valid_from);
        next.terms.valid_from = from;
        next.terms.valid_until = length.map(|length| days_after(from, length.num_days()));
        let mode = self.testing_on(from).unwrap_or(TestingMode::Central);
        next.testing = vec![TestingPeriod { from, mode }];
        next
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
