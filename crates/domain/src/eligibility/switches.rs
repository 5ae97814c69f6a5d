//! Policy that changes from one day to the next without a change of law: switches and closed course types.
//! Dated data of the federation or the region. Not for law: that stands in the tables.

use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::Arc;

/// A yes or no that holds from a day on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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

/// All switches and closed types.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switches {
    #[serde(default, rename = "switch")]
    pub switches: Vec<Switch>,
    #[serde(default, rename = "closed_type")]
    pub closed_types: Vec<ClosedType>,
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

    /// Codes of the course types that do not run on that day.
    pub fn closed(&self, on: NaiveDate) -> Arc<[String]> {
        self.closed_types
            .iter()
            .filter(|known| known.closed_from <= on && known.open_again_from.is_none_or(|day| on < day))
            .map(|known| known.code.clone())
            .collect()
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
