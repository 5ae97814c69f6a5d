//! The recommendation sheet of the provider, written with the person (process 5.3): level, speed, strengths, advice.
//! Codes only; what is said beside them stays in the room.

use super::decision::Route;
use crate::placement::Level;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How fast somebody learns.
    Speed { Slow = "slow", Steady = "steady", Fast = "fast" }
}

codes! {
    /// What somebody is good at in class.
    Strength {
        Speaking = "speaking",
        Listening = "listening",
        Reading = "reading",
        Writing = "writing",
        Numbers = "numbers",
        Crafts = "crafts",
        Caring = "caring",
        Organising = "organising",
        Digital = "digital",
        Teamwork = "teamwork",
        Reliability = "reliability",
    }
}

codes! {
    /// Whether B1 is to be expected in the exam (process 5.4).
    Likelihood { Likely = "likely", Open = "open", Unlikely = "unlikely" }
}

/// What the provider advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    pub route: Route,
    /// A counselling body should be brought in beforehand.
    pub with_counselling: bool,
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub on: NaiveDate,
    pub level: Level,
    pub speed: Speed,
    /// In the order of the list, each once.
    pub strengths: Vec<Strength>,
    pub exam: Likelihood,
    pub advice: Advice,
}

impl Sheet {
    /// Refuses advice a provider cannot give, and puts the strengths in order.
    pub fn tidied(mut self) -> Result<Self, Refusal> {
        if !self.advice.route.leads_on() {
            return Err(Refusal::new("advice-leads-nowhere").at("route"));
        }
        self.strengths.sort_unstable();
        self.strengths.dedup();
        Ok(self)
    }
}
