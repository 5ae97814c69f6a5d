//! Nothing is enforced: any step may be skipped with a reason, repeated, or entered directly. A mark says so; it
//! counts until something happens in the case.

use super::StepCode;
use crate::ids::OrganisationId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What somebody did to the order of the steps.
    MarkKind {
        Skipped = "skipped",
        Repeated = "repeated",
        Entered = "entered",
    }
}

codes! {
    /// Why a step is skipped, repeated or entered.
    StepReason {
        /// A result or certificate is there already.
        AlreadyDone = "already_done",
        /// The law or the authority does not ask for it here.
        NotNeeded = "not_needed",
        /// Done in another region or by another body.
        DoneElsewhere = "done_elsewhere",
        /// The person asked for it.
        AtRequest = "at_request",
        /// What is in the file is too old or turned out to be wrong.
        Outdated = "outdated",
        /// The person's circumstances are others now: work, child, place, health.
        CircumstancesChanged = "circumstances_changed",
        /// The person was on the way before the software was.
        BegunOnPaper = "begun_on_paper",
        /// Noted in the wrong place.
        Mistake = "mistake",
    }
}

impl StepReason {
    /// The reason can be given for this.
    pub fn fits(self, kind: MarkKind) -> bool {
        match (self, kind) {
            (Self::AlreadyDone | Self::NotNeeded | Self::DoneElsewhere, MarkKind::Skipped) => true,
            (Self::Outdated | Self::CircumstancesChanged, MarkKind::Repeated) => true,
            (Self::BegunOnPaper | Self::DoneElsewhere | Self::CircumstancesChanged, MarkKind::Entered) => {
                true
            }
            (Self::AtRequest | Self::Mistake, _) => true,
            (
                Self::AlreadyDone
                | Self::NotNeeded
                | Self::DoneElsewhere
                | Self::Outdated
                | Self::CircumstancesChanged
                | Self::BegunOnPaper,
                _,
            ) => false,
        }
    }

    /// Reasons for this, in the order of the list.
    pub fn of(kind: MarkKind) -> impl Iterator<Item = StepReason> {
        StepReason::ALL.iter().copied().filter(move |reason| reason.fits(kind))
    }
}

/// One such decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub kind: MarkKind,
    pub step: StepCode,
    pub reason: StepReason,
    pub on: NaiveDate,
    /// Body that decided.
    pub by: OrganisationId,
    /// Body that is to take a repeated or entered step, if it was named.
    pub organisation: Option<OrganisationId>,
    /// Day on which a repeated or entered step is due, if it was named.
    pub due_on: Option<NaiveDate>,
    /// Standing of tests and seats when it was decided; the mark counts as long as that is the same.
    pub standing: String,
}
