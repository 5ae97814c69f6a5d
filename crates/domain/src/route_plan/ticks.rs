//! What is settled before day one: child care, housing, the way, money (6.A7, 6.B6). Open ones warn, never block.

use crate::ids::OrganisationId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What is settled.
    TickItem { ChildCare = "child_care", Housing = "housing", Transport = "transport", Money = "money" }
}

codes! {
    /// Whether it is.
    TickState { Open = "open", Settled = "settled", NotNeeded = "not_needed" }
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    pub item: TickItem,
    /// Body that sees to it.
    pub owner: OrganisationId,
    pub state: TickState,
    /// Day on which it was settled.
    pub on: Option<NaiveDate>,
}

impl Tick {
    /// Nobody has settled it.
    pub fn open(item: TickItem, owner: OrganisationId) -> Self {
        Tick { item, owner, state: TickState::Open, on: None }
    }
}
