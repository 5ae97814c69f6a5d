//! The gate before work and training: what the rule tables say, and what the foreigners' authority said (§ 4a
//! AufenthG, § 61 AsylG, § 60a AufenthG, § 32 BeschV; handbook 5).

use crate::ids::OrganisationId;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Where a permit stands.
    PermitState {
        Requested = "requested",
        Granted = "granted",
        Refused = "refused",
        /// Somebody looked at the title: it allows the work.
        NotNeeded = "not_needed",
    }
}

/// Something happened to the permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitNote {
    pub state: PermitState,
    pub on: NaiveDate,
    /// Last day of a permit that ends.
    pub until: Option<NaiveDate>,
    /// Body that noted it.
    pub by: OrganisationId,
}

impl PermitNote {
    pub(super) fn check(&self, last: Option<&PermitNote>, today: NaiveDate) -> Result<(), Refusal> {
        if self.on > today {
            return Err(Refusal::new("permit-in-the-future").with("on", self.on).at("on"));
        }
        if last.is_some_and(|last| self.on < last.on) {
            return Err(Refusal::new("permit-before-the-last").at("on"));
        }
        if self.until.is_some_and(|until| until < self.on) {
            return Err(Refusal::new("permit-ends-first").at("until"));
        }
        Ok(())
    }

    fn holds_on(&self, day: NaiveDate) -> bool {
        matches!(self.state, PermitState::Granted | PermitState::NotNeeded)
            && self.until.is_none_or(|until| day <= until)
    }
}

codes! {
    /// What the table `arbeit` says.
    WorkRule {
        /// The title itself says what is allowed.
        ByTitle = "by_title",
        /// The foreigners' authority can allow it.
        Permit = "permit",
        /// Not allowed now.
        Forbidden = "forbidden",
        Unknown = "unknown",
    }
}

codes! {
    /// Whether somebody may begin.
    GateState {
        NotNeeded = "not_needed",
        Open = "open",
        /// A permit is needed and nobody has asked for it.
        Needed = "needed",
        Requested = "requested",
        Refused = "refused",
        /// A permit that was granted has ended.
        Expired = "expired",
        Forbidden = "forbidden",
        /// Facts are missing.
        Unknown = "unknown",
    }
}

impl GateState {
    /// Somebody may begin.
    pub fn lets_through(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Open)
    }
}

/// The gate with what it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    pub state: GateState,
    /// Consent of the Bundesagentur beside the permit; `None`: not known or not asked.
    pub consent: Option<bool>,
    /// Columns that would settle it.
    pub needs: Vec<String>,
    /// Rows of the tables in German, with their citation.
    pub rows: Vec<(String, String)>,
}

/// Whether the gate is open on a day: what an authority said goes before what the tables expect.
pub fn gate(rule: WorkRule, notes: &[PermitNote], on: NaiveDate) -> GateState {
    match notes.last() {
        Some(last) if last.holds_on(on) => GateState::Open,
        Some(last) => match last.state {
            PermitState::Refused => GateState::Refused,
            PermitState::Requested if rule != WorkRule::ByTitle => GateState::Requested,
            PermitState::Granted | PermitState::NotNeeded if rule != WorkRule::ByTitle => GateState::Expired,
            PermitState::Requested | PermitState::Granted | PermitState::NotNeeded => GateState::NotNeeded,
        },
        None => match rule {
            WorkRule::ByTitle => GateState::NotNeeded,
            WorkRule::Permit => GateState::Needed,
            WorkRule::Forbidden => GateState::Forbidden,
            WorkRule::Unknown => GateState::Unknown,
        },
    }
}

impl Gate {
    /// Refuses a beginning while the gate is closed.
    pub fn check(&self) -> Result<(), Refusal> {
        let code = match self.state {
            GateState::NotNeeded | GateState::Open => return Ok(()),
            GateState::Needed => "work-permit-needed",
            GateState::Requested => "work-permit-requested",
            GateState::Refused => "work-permit-refused",
            GateState::Expired => "work-permit-expired",
            GateState::Forbidden => "work-forbidden",
            GateState::Unknown => "work-permit-unknown",
        };
        Err(Refusal::new(code).at("on"))
    }
}
