//! The Teilnahmeberechtigung of § 5, § 6 DeuFöV: by the body that decides, for one type and its levels, for a time.

use super::{VocationalLine, VocationalPlace, VocationalTable};
use crate::eligibility::{Authority, BerufssprachkursAccess, Obligation};
use crate::ids::{AuthorisationId, CaseId, OrganisationId, PersonId, RegionId};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Deadline of the law within which an authorised person registers (§ 6 Abs. 3 DeuFöV).
const REGISTER: &str = "D-13";

codes! {
    /// Why a body decides otherwise than the tables say.
    AuthorisationDeviation {
        /// The application says more than the records hold.
        ShownInApplication = "shown_in_application",
        /// A paper was seen; the records are older.
        ProofSeen = "proof_seen",
        /// The person's standing changes within the validity.
        StandingChanges = "standing_changes",
        /// BAMF provides for it in a single case.
        SingleCase = "single_case",
    }
}

/// What the tables said when it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorisationBasis {
    pub access: String,
    pub issuer: Option<String>,
    pub obligation: String,
    /// Of tables and switches together.
    pub fingerprint: String,
    pub deviation: Option<AuthorisationDeviation>,
}

/// A right, or a duty, to take part in a type of Berufssprachkurs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Authorisation {
    pub id: AuthorisationId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub issuer: OrganisationId,
    pub line: VocationalLine,
    /// Obliged under § 45a Abs. 2 AufenthG; taken first (§ 8 Abs. 3 DeuFöV).
    pub obliged: bool,
    pub issued_on: NaiveDate,
    /// Last day on which the person can register.
    pub valid_until: NaiveDate,
    /// Code on the paper with which a provider registers the person.
    pub code: String,
    pub basis: AuthorisationBasis,
    pub registered_on: Option<NaiveDate>,
    pub revoked_on: Option<NaiveDate>,
}

impl Authorisation {
    /// The person can register with it on a day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.registered_on.is_none()
            && self.issued_on <= day
            && day <= self.valid_until
            && self.revoked_on.is_none_or(|revoked| day < revoked)
    }

    /// The person registers with a provider; refused unless the authorisation is open.
    pub fn use_up(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        if let Some(revoked) = self.revoked_on.filter(|revoked| *revoked <= on) {
            return Err(Refusal::new("authorisation-revoked").with("on", revoked).at("code"));
        }
        if let Some(used) = self.registered_on {
            return Err(Refusal::new("authorisation-used").with("on", used).at("code"));
        }
        if !self.is_open_on(on) {
            return Err(Refusal::new("authorisation-lapsed").with("until", self.valid_until).at("code"));
        }
        self.registered_on = Some(on);
        Ok(())
    }

    /// The course did not come about or the person moves to another provider: it can be used again while it is
    /// valid, and for the rest of the person's wait.
    pub fn give_back(&mut self) {
        self.registered_on = None;
    }

    /// Taken back from a day on, once.
    pub fn revoke(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        if let Some(earlier) = self.revoked_on {
            return Err(Refusal::new("authorisation-revoked").with("on", earlier));
        }
        self.revoked_on = Some(on);
        Ok(())
    }
}

/// Kinds of bodies that decide at all (§ 5 DeuFöV), as the tables name them.
pub fn may_decide(kind: OrganisationKind) -> Option<Authority> {
    match kind {
        OrganisationKind::Jobcenter => Some(Authority::Jobcenter),
        OrganisationKind::Arbeitsagentur => Some(Authority::Arbeitsagentur),
        OrganisationKind::Bundesamt => Some(Authority::Bamf),
        OrganisationKind::Auslaenderbehoerde
        | OrganisationKind::Sozialamt
        | OrganisationKind::Teststelle
        | OrganisationKind::Kurstraeger
        | OrganisationKind::Koordination
        | OrganisationKind::Beratungsstelle
        | OrganisationKind::Betrieb => None,
    }
}

/// Last day on which somebody registers with an authorisation that is issued on a day, by law.
pub fn register_by(issuer: OrganisationId, issued_on: NaiveDate, pace: &Pace) -> Option<NaiveDate> {
    pace.end_of_law(REGISTER, issued_on, issuer)
}

/// What the tables and switches say on the day of the decision, as the deciding body sees the person.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    pub access: BerufssprachkursAccess,
    pub issuer: Option<Authority>,
    pub obligation: Obligation,
    /// Codes of types that do not run.
    pub closed: &'a [String],
    pub fingerprint: &'a str,
}

/// What somebody wants to issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuthorisation {
    pub line: VocationalLine,
    pub obliged: bool,
    /// An earlier end written in an obligation (§ 6 Abs. 3 DeuFöV).
    pub until: Option<NaiveDate>,
    pub deviation: Option<AuthorisationDeviation>,
}

impl NewAuthorisation {
    /// Whether the body may issue this today; the basis that is kept with it.
    pub fn check(
        &self,
        own: OrganisationKind,
        found: Findings<'_>,
        table: &VocationalTable,
        today: NaiveDate,
    ) -> Result<AuthorisationBasis, Refusal> {
        let authority = may_decide(own).ok_or_else(|| Refusal::new("vocational-not-this-body"))?;
        table.check(self.line, today)?;
        let code = self.line.kind.code();
        if found.closed.iter().any(|closed| closed == code) {
            return Err(Refusal::new("vocational-type-closed").with("type", code).at("line"));
        }
        if self.obliged && authority != Authority::Jobcenter {
            return Err(Refusal::new("vocational-only-jobcenter-obliges").at("obliged"));
        }
        if let Some(other) = found.issuer.filter(|issuer| *issuer != authority) {
            return Err(Refusal::new("vocational-other-body-decides").with("authority", other.code()));
        }
        let as_found = found.access == BerufssprachkursAccess::Yes
            && found.issuer == Some(authority)
            && (!self.obliged || found.obligation == Obligation::Obliged);
        if !as_found && self.deviation.is_none() {
            return Err(Refusal::new("vocational-deviation-reason").at("deviation"));
        }
        Ok(AuthorisationBasis {
            access: found.access.code().to_owned(),
            issuer: found.issuer.map(|issuer| issuer.code().to_owned()),
            obligation: found.obligation.code().to_owned(),
            fingerprint: found.fingerprint.to_owned(),
            deviation: self.deviation.filter(|_| !as_found),
        })
    }

    /// Last day to register: the period of the law, or an earlier one written in the obligation.
    pub fn valid_until(
        &self,
        issuer: OrganisationId,
        today: NaiveDate,
        pace: &Pace,
    ) -> Result<NaiveDate, Refusal> {
        let by_law = register_by(issuer, today, pace).unwrap_or(today);
        match self.until {
            None => Ok(by_law),
            Some(until) if until < today => {
                Err(Refusal::new("authorisation-ends-before-it-begins").at("until"))
            }
            Some(until) if until > by_law => {
                Err(Refusal::new("authorisation-longer-than-law").with("until", by_law).at("until"))
            }
            Some(_) if !self.obliged => Err(Refusal::new("authorisation-shorter-only-obliged").at("until")),
            Some(until) => Ok(until),
        }
    }
}

/// Refuses a second open authorisation, and one beside a place, of the same type.
pub(super) fn none_beside(
    line: VocationalLine,
    known: &[Authorisation],
    places: &[VocationalPlace],
    today: NaiveDate,
) -> Result<(), Refusal> {
    if known.iter().any(|one| one.line.kind == line.kind && one.is_open_on(today)) {
        return Err(Refusal::new("authorisation-open-already").at("line"));
    }
    if places.iter().any(|place| place.line.kind == line.kind && place.lives()) {
        return Err(Refusal::new("vocational-place-already").at("line"));
    }
    Ok(())
}

impl Authorisation {
    /// Refuses to issue beside what the person has already.
    pub fn check_new(
        line: VocationalLine,
        known: &[Authorisation],
        places: &[VocationalPlace],
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        none_beside(line, known, places, today)
    }
}
