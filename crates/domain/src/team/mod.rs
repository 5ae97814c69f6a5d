//! Who in a body does the work: teams, who holds a case, who stands in for whom. Not for rights: whoever may see a
//! case of the own body sees it whoever holds it.

use crate::ids::{AbsenceId, AccountId, CaseId, HoldingId, OrganisationId, PersonId, RegionId, TeamId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A group of accounts of one body with a mailbox of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub name: String,
    /// Mailbox for the daily digest; empty: that of the body.
    pub email: String,
    pub members: Vec<AccountId>,
    pub active: bool,
}

/// Longest name of a team.
const LONGEST: usize = 80;

impl Team {
    /// Refuses a team without a name, with a name that is too long, or with a mailbox that is none.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::new("team-name-missing").at("name"));
        }
        if self.name.chars().count() > LONGEST {
            return Err(Refusal::new("text-too-long").with("most", LONGEST as i64).at("name"));
        }
        if !self.email.is_empty() && !self.email.contains('@') {
            return Err(Refusal::new("email-without-at").at("email"));
        }
        Ok(())
    }
}

/// Somebody is away and another account takes the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub id: AbsenceId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub account: AccountId,
    pub substitute: AccountId,
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Day on which somebody ended it early.
    pub ended_on: Option<NaiveDate>,
}

impl Absence {
    /// Refuses an absence that is no stretch of days or stands in for itself.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.until < self.from {
            return Err(Refusal::new("absence-ends-before-it-begins").at("until"));
        }
        if self.account == self.substitute {
            return Err(Refusal::new("absence-needs-another").at("substitute"));
        }
        Ok(())
    }

    /// Whether the account is away on a day.
    pub fn on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until && self.ended_on.is_none_or(|ended| day < ended)
    }
}

/// Who in a body holds a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Account(AccountId),
    Team(TeamId),
}

/// A case in the hands of somebody of a body. Each body arranges its own work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    pub id: HoldingId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub case: CaseId,
    pub person: PersonId,
    /// `None`: given back to everybody of the body.
    pub holder: Option<Holder>,
    pub since: NaiveDate,
}

/// Who acts for an account on a day: the account itself, or whoever stands in for it, and for them if they are away
/// as well. Where everybody of a circle is away, the work stays where it is.
pub fn acting(account: AccountId, absences: &[Absence], day: NaiveDate) -> AccountId {
    let mut seen = BTreeSet::from([account]);
    let mut current = account;
    while let Some(away) = absences.iter().find(|absence| absence.account == current && absence.on(day)) {
        current = away.substitute;
        if !seen.insert(current) {
            return account;
        }
    }
    current
}

/// Accounts whose work falls to an account on a day: its own unless it is away, and that of those it stands in for.
pub fn falls_to(account: AccountId, absences: &[Absence], day: NaiveDate) -> Vec<AccountId> {
    let mut all: BTreeSet<AccountId> = absences.iter().map(|absence| absence.account).collect();
    all.insert(account);
    all.into_iter().filter(|one| *one == account || acting(*one, absences, day) == account).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn away(account: i64, substitute: i64) -> Absence {
        Absence {
            id: AbsenceId(account),
            region: RegionId(1),
            version: 1,
            organisation: OrganisationId(1),
            account: AccountId(account),
            substitute: AccountId(substitute),
            from: day("2026-12-01"),
            until: day("2026-12-11"),
            ended_on: None,
        }
    }

    #[test]
    fn work_goes_to_whoever_stands_in_from_the_first_to_the_last_day() {
        let absences = [away(1, 2)];
        let on = |text: &str| acting(AccountId(1), &absences, day(text)).0;
        assert_eq!([on("2026-11-30"), on("2026-12-01"), on("2026-12-11"), on("2026-12-12")], [1, 2, 2, 1]);
        let ended = [Absence { ended_on: Some(day("2026-12-03")), ..away(1, 2) }];
        assert_eq!(acting(AccountId(1), &ended, day("2026-12-02")), AccountId(2));
        assert_eq!(acting(AccountId(1), &ended, day("2026-12-03")), AccountId(1));
    }

    #[test]
    fn whoever_stands_in_and_is_away_is_stood_in_for_and_a_circle_leaves_the_work_where_it_is() {
        let chain = [away(1, 2), away(2, 3)];
        assert_eq!(acting(AccountId(1), &chain, day("2026-12-02")), AccountId(3));
        assert_eq!(falls_to(AccountId(3), &chain, day("2026-12-02")), [1, 2, 3].map(AccountId));
        let circle = [away(1, 2), away(2, 1)];
        assert_eq!(acting(AccountId(1), &circle, day("2026-12-02")), AccountId(1));
        assert_eq!(falls_to(AccountId(2), &circle, day("2026-12-02")), [AccountId(2)]);
    }

    #[test]
    fn an_absence_is_a_stretch_of_days_with_somebody_else() {
        let back = Absence { until: day("2026-11-30"), ..away(1, 2) };
        assert_eq!(back.check().expect_err("refused").code, "absence-ends-before-it-begins");
        assert_eq!(away(1, 1).check().expect_err("refused").code, "absence-needs-another");
        away(1, 2).check().expect("an absence");
    }
}
