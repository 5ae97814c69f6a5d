//! Policy that a region or the federation sets from a day on, with its source: whether BAMF admits, which course
//! types run. Nothing is deleted; a setting that was wrong is withdrawn.

use crate::eligibility::{Setting, Switches};
use crate::ids::{OrganisationId, PolicySettingId, RegionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What is set.
    PolicySubject {
        /// A switch of the tables, by its code.
        Switch = "switch",
        /// A course type of the Berufssprachkurse, by its code.
        CourseType = "course_type",
    }
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicySetting {
    pub id: PolicySettingId,
    pub region: RegionId,
    pub version: i64,
    pub subject: PolicySubject,
    /// `BAMF_44_4_ADMISSION`, `BSK-A2` …
    pub code: String,
    pub from: NaiveDate,
    pub open: bool,
    pub source: String,
    /// The federation set it; the region only wrote it down.
    pub federal: bool,
    pub stated_by: OrganisationId,
    pub stated_on: NaiveDate,
    pub withdrawn_on: Option<NaiveDate>,
}

/// Longest source that is kept.
const LONGEST: usize = 300;

impl PolicySetting {
    /// Refuses a setting nobody can look up or that names no switch.
    pub fn check(&self, known: &Switches) -> Result<(), Refusal> {
        if self.source.trim().is_empty() {
            return Err(Refusal::new("source-missing").at("source"));
        }
        if self.source.chars().count() > LONGEST {
            return Err(Refusal::new("text-too-long").with("most", LONGEST as i64).at("source"));
        }
        let known = match self.subject {
            PolicySubject::Switch => known.switches.iter().any(|switch| switch.code == self.code),
            PolicySubject::CourseType => known.knows_type(&self.code),
        };
        if known { Ok(()) } else { Err(Refusal::new("unknown-policy").at("policy")) }
    }

    /// Takes the setting back.
    pub fn withdraw(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        if let Some(earlier) = self.withdrawn_on {
            return Err(Refusal::new("setting-already-withdrawn").with("on", earlier));
        }
        self.withdrawn_on = Some(on);
        Ok(())
    }
}

/// The switches as they stand with what was set, in the order in which it was said.
pub fn apply(switches: &Switches, settings: &[PolicySetting]) -> Switches {
    let mut with = switches.clone();
    for set in settings.iter().filter(|set| set.withdrawn_on.is_none()) {
        let setting = Setting { from: set.from, open: set.open, source: set.source.clone() };
        match set.subject {
            // a switch that a newer set of tables no longer has says nothing
            PolicySubject::Switch => drop(with.set(&set.code, setting)),
            PolicySubject::CourseType => with.set_type(&set.code, setting),
        }
    }
    with
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::Switch;

    const SWITCH: &str = "BAMF_44_4_ADMISSION";

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn known() -> Switches {
        let setting = Setting { from: day("2005-01-01"), open: true, source: "Gesetz".to_owned() };
        let switch = Switch {
            name: "bamf_admission_open".to_owned(),
            code: SWITCH.to_owned(),
            description: "BAMF lässt zu".to_owned(),
            settings: vec![setting],
        };
        Switches { switches: vec![switch], ..Switches::default() }
    }

    fn setting(code: &str, from: &str) -> PolicySetting {
        PolicySetting {
            id: PolicySettingId(1),
            region: RegionId(1),
            version: 0,
            subject: PolicySubject::Switch,
            code: code.to_owned(),
            from: day(from),
            open: false,
            source: "Schreiben vom 1.12.".to_owned(),
            federal: false,
            stated_by: OrganisationId(1),
            stated_on: day("2026-11-25"),
            withdrawn_on: None,
        }
    }

    #[test]
    fn a_setting_needs_a_known_switch_and_a_source() {
        let unknown = setting("UNKNOWN", "2025-12-01").check(&known()).expect_err("refused");
        assert_eq!(unknown.code, "unknown-policy");
        let nameless = PolicySetting { source: " ".to_owned(), ..setting(SWITCH, "2025-12-01") };
        assert_eq!(nameless.check(&known()).expect_err("refused").code, "source-missing");
        setting(SWITCH, "2025-12-01").check(&known()).expect("a setting");
    }

    #[test]
    fn a_setting_counts_from_its_day_on_until_it_is_withdrawn() {
        let mut one = setting(SWITCH, "2025-12-01");
        let open = |settings: &[PolicySetting], on: &str| {
            apply(&known(), settings).is_open("bamf_admission_open", day(on))
        };
        assert!(open(std::slice::from_ref(&one), "2025-11-30"));
        assert!(!open(std::slice::from_ref(&one), "2025-12-01"));
        one.withdraw(day("2026-11-26")).expect("withdrawn");
        assert!(open(&[one.clone()], "2025-12-01"));
        let again = one.withdraw(day("2026-11-27")).expect_err("refused");
        assert_eq!(again.code, "setting-already-withdrawn");
    }
}
