//! A case that moves to another county (process 4.10): the package that goes along with the person's consent, who made
//! it, and the receipt of the county that took it over. Not for a change of the benefit system: see `care_transfer`.

mod package;
#[cfg(test)]
mod tests;

pub use package::{
    Agreed, EarlierCourse, EarlierExam, FORMAT, MovingAct, MovingPerson, MovingTest, Package, Sender,
    Standing,
};

use crate::ids::{CaseId, OrganisationId, PersonId, RegionId, RelocationId};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Which way a case goes.
    Direction { Outgoing = "outgoing", Incoming = "incoming" }
}

codes! {
    /// Where a relocation stands.
    RelocationState {
        /// The package was made; the new county has not answered.
        Made = "made",
        /// The new county has given its receipt.
        Confirmed = "confirmed",
        /// The person stays, or does not agree any more.
        TakenBack = "taken_back",
        /// Taken over from another county.
        TakenOver = "taken_over",
    }
}

/// One package as the installation keeps it that made it, or took it over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relocation {
    pub id: RelocationId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub direction: Direction,
    /// Body that made it, or took it over.
    pub organisation: OrganisationId,
    /// The other county.
    pub county: String,
    pub noted_on: NaiveDate,
    /// Day until which an outgoing one should be answered.
    pub due_on: Option<NaiveDate>,
    pub state: RelocationState,
    pub answered_on: Option<NaiveDate>,
    /// Opens the sealed file; told on another way than the file. Empty for an incoming one.
    pub key: String,
    pub package: Box<Package>,
}

/// A code as people type it: letters of any size, with spaces and dashes.
pub fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

impl Relocation {
    /// Nobody has answered yet.
    pub fn is_open(&self) -> bool {
        self.state == RelocationState::Made
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.is_open() {
            true => Ok(()),
            false => {
                let on = self.answered_on.unwrap_or(self.noted_on);
                Err(Refusal::new("relocation-answered").with("on", on))
            }
        }
    }

    /// The new county has taken the case over and told its receipt.
    pub fn confirm(&mut self, receipt: &str, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        if plain(receipt).is_empty() || plain(receipt) != plain(&self.package.receipt) {
            return Err(Refusal::new("relocation-other-receipt").at("receipt"));
        }
        self.state = RelocationState::Confirmed;
        self.answered_on = Some(today);
        Ok(())
    }

    /// The package is void; its file is given out no more.
    pub fn take_back(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.state = RelocationState::TakenBack;
        self.answered_on = Some(today);
        Ok(())
    }
}

/// The body of the new county that an act belongs to from now on: the own one if it is of that kind, else the one that
/// was chosen for the kind, else the only or first one. `None` where the county has no body that may have issued it.
pub fn body_for(
    act: &MovingAct,
    own: (OrganisationId, OrganisationKind),
    chosen: &[(OrganisationKind, OrganisationId)],
    bodies: &[(OrganisationId, OrganisationKind)],
) -> Option<OrganisationId> {
    let others = act.kind.issuers().iter().copied().filter(|kind| *kind != act.issuer_kind);
    [act.issuer_kind].into_iter().chain(others).find_map(|kind| {
        if own.1 == kind {
            return Some(own.0);
        }
        let of_kind = |id: &OrganisationId| bodies.contains(&(*id, kind));
        let named = chosen.iter().find(|(of, id)| *of == kind && of_kind(id)).map(|(_, id)| *id);
        named.or_else(|| bodies.iter().filter(|(_, of)| *of == kind).map(|(id, _)| *id).min())
    })
}
