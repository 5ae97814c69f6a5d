//! How a region changes its decision tables and policy switches: somebody proposes, another account releases,
//! the change counts from a day on and can be taken back. Not for what the tables say (`eligibility`), nor for
//! checking them (crate `rules`).

mod policy_setting;

pub use policy_setting::{PolicySetting, PolicySubject, apply};

use crate::ids::{AccountId, RegionId, RuleReleaseId, RuleTextId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Texts of a rule set by their path.
pub type RuleTexts = BTreeMap<String, String>;

codes! {
    /// Life of a change.
    ReleaseState {
        /// Checked and waiting for a second account.
        Proposed = "proposed",
        Released = "released",
        /// The second account said no, or the proposer withdrew it.
        Rejected = "rejected",
        /// Taken back after its release.
        RolledBack = "rolled_back",
    }
}

/// One file that a change replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedFile {
    pub path: String,
    pub text: RuleTextId,
    pub fingerprint: String,
    /// Fingerprint of the text it was made from; empty for a new file.
    pub replaces: String,
}

/// What somebody did with a change, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub account: AccountId,
    pub on: NaiveDate,
}

/// A change of decision tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleRelease {
    pub id: RuleReleaseId,
    pub region: RegionId,
    pub version: i64,
    pub state: ReleaseState,
    /// What changes, in the words of the proposer.
    pub change: String,
    /// Where it is written.
    pub source: String,
    pub files: Vec<ReleasedFile>,
    /// Days on which the law changes by it, added to the version table.
    pub new_days: Vec<NaiveDate>,
    /// First day on which the server uses it.
    pub effective_from: NaiveDate,
    /// Fingerprint of the whole set with the change.
    pub fingerprint: String,
    /// Examples that ran when it was checked.
    pub examples: usize,
    pub proposed: Signed,
    pub decided: Option<Signed>,
    pub rolled_back: Option<Signed>,
}

impl RuleRelease {
    /// Releases the change: another account than the proposer's, not before today.
    pub fn release(&mut self, by: Signed) -> Result<(), Refusal> {
        self.must_be(ReleaseState::Proposed)?;
        if by.account == self.proposed.account {
            return Err(Refusal::new("release-needs-four-eyes"));
        }
        self.state = ReleaseState::Released;
        self.decided = Some(by);
        self.effective_from = self.effective_from.max(by.on);
        Ok(())
    }

    /// Says no to the change; the proposer may do that as well.
    pub fn reject(&mut self, by: Signed) -> Result<(), Refusal> {
        self.must_be(ReleaseState::Proposed)?;
        self.state = ReleaseState::Rejected;
        self.decided = Some(by);
        Ok(())
    }

    /// Takes a released change back at once.
    pub fn roll_back(&mut self, by: Signed) -> Result<(), Refusal> {
        self.must_be(ReleaseState::Released)?;
        self.state = ReleaseState::RolledBack;
        self.rolled_back = Some(by);
        Ok(())
    }

    fn must_be(&self, state: ReleaseState) -> Result<(), Refusal> {
        if self.state == state {
            return Ok(());
        }
        Err(Refusal::new("release-not-in-this-state").with("state", self.state.code()))
    }

    /// Whether the server uses it on a day.
    pub fn is_used_on(&self, day: NaiveDate) -> bool {
        self.state == ReleaseState::Released && self.effective_from <= day
    }
}

/// The text of a file of a change; apart from the change, so that looking for changes stays light.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleText {
    pub id: RuleTextId,
    pub region: RegionId,
    pub version: i64,
    pub path: String,
    pub text: String,
}

/// The changes that are used on a day, in the order in which they take the place of one another.
pub fn used_on(mut all: Vec<RuleRelease>, day: NaiveDate) -> Vec<RuleRelease> {
    all.retain(|release| release.is_used_on(day));
    all.sort_by_key(|release| (release.effective_from, release.decided.map(|by| by.on), release.id));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn signed(account: i64, on: &str) -> Signed {
        Signed { account: AccountId(account), on: day(on) }
    }

    fn proposed(id: i64) -> RuleRelease {
        RuleRelease {
            id: RuleReleaseId(id),
            region: RegionId(1),
            version: 1,
            state: ReleaseState::Proposed,
            change: "Neue Frist".to_owned(),
            source: "BGBl.".to_owned(),
            files: Vec::new(),
            new_days: Vec::new(),
            effective_from: day("2026-11-01"),
            fingerprint: String::new(),
            examples: 3,
            proposed: signed(1, "2026-11-20"),
            decided: None,
            rolled_back: None,
        }
    }

    #[test]
    fn nobody_releases_an_own_proposal() {
        let mut one = proposed(1);
        let refused = one.release(signed(1, "2026-11-25")).expect_err("refused");
        assert_eq!(refused.code, "release-needs-four-eyes");
        one.release(signed(2, "2026-11-25")).expect("released");
        assert_eq!(one.effective_from, day("2026-11-25"), "not before it was released");
        assert!(!one.is_used_on(day("2026-11-24")) && one.is_used_on(day("2026-11-25")));
        let refused = one.reject(signed(2, "2026-11-25")).expect_err("refused");
        assert_eq!(refused.code, "release-not-in-this-state");
    }

    #[test]
    fn what_is_taken_back_is_used_no_longer() {
        let mut one = proposed(1);
        let refused = one.roll_back(signed(2, "2026-11-25")).expect_err("refused");
        assert_eq!(refused.code, "release-not-in-this-state");
        one.release(signed(2, "2026-11-25")).expect("released");
        one.roll_back(signed(1, "2026-11-26")).expect("taken back");
        assert!(!one.is_used_on(day("2026-11-26")));
    }

    #[test]
    fn a_proposer_may_withdraw_but_a_rejected_change_stays_rejected() {
        let mut one = proposed(1);
        one.reject(signed(1, "2026-11-25")).expect("withdrawn");
        assert!(one.release(signed(2, "2026-11-25")).is_err());
    }

    #[test]
    fn a_later_release_takes_the_place_of_an_earlier_one() {
        let mut all = vec![proposed(2), proposed(1), proposed(3)];
        all[0].release(signed(2, "2026-11-25")).expect("released");
        all[1].release(signed(2, "2026-11-26")).expect("released");
        let order: Vec<i64> = used_on(all, day("2026-12-01")).iter().map(|one| one.id.0).collect();
        assert_eq!(order, [2, 1]);
    }
}
