//! Policy that changes from one day to the next without a change of law: switches and closed course types.
//! Dated data of the federation or the region. Not for law: that stands in the tables.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A yes or no that holds from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    pub from: NaiveDate,
    pub open: bool,
    pub source: String,
}

/// A switch of policy with its history.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Name of the input in the tables.
    pub name: String,
    /// Name in circulars and settings, such as `BAMF_44_4_ADMISSION`.
    pub code: String,
    /// What it means, in German.
    pub description: String,
    pub settings: Vec<Setting>,
}

/// A course type that is not offered from a day on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedType {
    pub code: String,
    pub closed_from: NaiveDate,
    #[serde(default)]
    pub open_again_from: Option<NaiveDate>,
    pub source: String,
}

/// A course type of the Berufssprachkurse that can be closed or opened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseType {
    pub code: String,
    /// What it is, in German.
    pub label: String,
}

/// All switches and closed types.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switches {
    #[serde(default, rename = "switch")]
    pub switches: Vec<Switch>,
    #[serde(default, rename = "closed_type")]
    pub closed_types: Vec<ClosedType>,
    #[serde(default, rename = "course_type")]
    pub course_types: Vec<CourseType>,
    /// What was set for course types beside that, by code.
    #[serde(skip)]
    pub(crate) offered: BTreeMap<String, Vec<Setting>>,
}

impl Switches {
    /// Whether the switch is open on that day; a switch without a setting so far is closed.
    pub fn is_open(&self, name: &str, on: NaiveDate) -> bool {
        self.switches
            .iter()
            .filter(|switch| switch.name == name)
            .flat_map(|switch| &switch.settings)
            .filter(|setting| setting.from <= on)
            .max_by_key(|setting| setting.from)
            .is_some_and(|setting| setting.open)
    }

    /// Codes of the course types that do not run on that day, in order.
    pub fn closed(&self, on: NaiveDate) -> Arc<[String]> {
        let mut codes: Vec<&str> = self.closed_types.iter().map(|known| known.code.as_str()).collect();
        codes.extend(self.offered.keys().map(String::as_str));
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter().filter(|code| !self.runs(code, on)).map(str::to_owned).collect()
    }

    /// Whether a course type runs on a day: what was set last before it counts, and what was set beside the
    /// list before what stands in it.
    fn runs(&self, code: &str, on: NaiveDate) -> bool {
        let listed = self.closed_types.iter().filter(|known| known.code == code).flat_map(|known| {
            [Some((known.closed_from, false)), known.open_again_from.map(|day| (day, true))]
        });
        let set = self.offered.get(code).into_iter().flatten().map(|setting| (setting.from, setting.open));
        let last = listed.flatten().chain(set).filter(|(from, _)| *from <= on).max_by_key(|(from, _)| *from);
        last.is_none_or(|(_, open)| open)
    }

    /// Whether a course type is known by its code.
    pub fn knows_type(&self, code: &str) -> bool {
        self.course_types.iter().any(|known| known.code == code)
    }

    /// What was set for a course type beside the list, oldest first.
    pub fn settings_of_type(&self, code: &str) -> impl Iterator<Item = &Setting> {
        self.offered.get(code).into_iter().flatten()
    }

    /// Sets from a day on whether a course type runs; one that is not known is simply one more.
    pub fn set_type(&mut self, code: &str, setting: Setting) {
        let known = self.offered.entry(code.to_owned()).or_default();
        known.retain(|other| other.from != setting.from);
        known.push(setting);
    }

    /// Sets a switch from a day on, as a region may; the error names a switch that does not exist.
    pub fn set(&mut self, name: &str, setting: Setting) -> Result<(), String> {
        let switch = self
            .switches
            .iter_mut()
            .find(|switch| switch.name == name || switch.code == name)
            .ok_or_else(|| name.to_owned())?;
        switch.settings.retain(|known| known.from != setting.from);
        switch.settings.push(setting);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(from: &str, open: bool) -> Setting {
        Setting { from: from.parse().expect("a date"), open, source: "Region".to_owned() }
    }

    #[test]
    fn what_a_region_sets_for_a_course_type_counts_from_its_day_on() {
        let closed = ClosedType {
            code: "BSK-A2".to_owned(),
            closed_from: "2025-01-01".parse().expect("a date"),
            open_again_from: None,
            source: "BAMF".to_owned(),
        };
        let mut switches = Switches { closed_types: vec![closed], ..Switches::default() };
        switches.set_type("BSK-A2", setting("2026-03-01", true));
        switches.set_type("BSK-C1", setting("2026-03-01", false));
        let on = |day: &str| switches.closed(day.parse().expect("a date")).to_vec();
        assert_eq!(on("2024-12-31"), Vec::<String>::new());
        assert_eq!(on("2026-02-28"), ["BSK-A2"]);
        assert_eq!(on("2026-03-01"), ["BSK-C1"]);
    }
}
