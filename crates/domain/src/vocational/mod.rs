//! Berufssprachkurse (DeuFöV): who was authorised to which type, who registered where and waits, when a group is
//! large enough, and what § 9 DeuFöV makes the provider tell. Not for the law on who may join: the rule tables
//! decide that (`rules/vocational`). Types, group sizes and periods are data.

mod authorisation;
mod course;
mod duty;
mod kinds;
mod place;
mod report;
mod standing;
mod waiting;

pub use authorisation::{
    Authorisation, AuthorisationBasis, AuthorisationDeviation, Findings, NewAuthorisation, may_decide,
    register_by,
};
pub use course::{VocationalCourse, VocationalCourseState};
pub use duty::{Duty, DutyCode, group_report_due, place_duty};
pub use kinds::{VocationalRow, VocationalTable};
pub use place::{
    BreakOff, LevelProof, PlaceEnd, PlaceState, VocationalPlace, VocationalResult, check_registration,
};
pub use report::{About, MissedDays, VocationalFacts, VocationalReport, VocationalReportKind, recipients_of};
pub use standing::{VocationalStanding, VocationalStep, vocational_standing};
pub use waiting::{LineCount, count_lines};

use crate::placement::Level;
use serde::{Deserialize, Serialize};

codes! {
    /// Types of the Berufssprachkurse (handbook 4.1); the codes are those of `rules/switches.toml`.
    VocationalKind {
        BasisB2 = "BSK-B2",
        BasisC1 = "BSK-C1",
        BasisC2 = "BSK-C2",
        SpezialB1 = "BSK-B1",
        SpezialA2 = "BSK-A2",
        /// For recognition and access to a profession.
        Anerkennung = "BSK-ANERK",
        /// For one trade.
        Fachspezifisch = "BSK-FACH",
        /// Beside a job.
        Job = "JOB-BSK",
        /// For apprentices.
        Auszubildende = "AZUBI-BSK",
    }
}

codes! {
    /// What a course leads to: a level with an exam, or a certificate of attendance.
    Goal { A2 = "a2", B1 = "b1", B2 = "b2", C1 = "c1", C2 = "c2", Attendance = "attendance" }
}

impl Goal {
    /// The course ends with an exam whose result is reported (§ 15 DeuFöV).
    pub fn has_exam(self) -> bool {
        self != Goal::Attendance
    }
}

/// One line of the waiting list: a type from a level to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VocationalLine {
    pub kind: VocationalKind,
    /// Level on entering.
    pub from: Level,
    pub goal: Goal,
}

impl VocationalLine {
    /// The line out of its code such as `BSK-B2.b1.b2`.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let line = VocationalLine {
            kind: VocationalKind::from_code(parts.next()?)?,
            from: Level::from_code(parts.next()?)?,
            goal: Goal::from_code(parts.next()?)?,
        };
        parts.next().is_none().then_some(line)
    }
}

impl std::fmt::Display for VocationalLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.kind, self.from, self.goal)
    }
}

codes! {
    /// When a provider tells BAMF how many have registered (§ 9 DeuFöV).
    GroupReportRhythm {
        /// With every registration: the law today.
        AtOnce = "at_once",
        /// By the rhythm of activity 6.C3: the older practice of some regions.
        Rhythm = "rhythm",
    }
}

/// What a region sets about Berufssprachkurse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VocationalSettings {
    pub group_report: GroupReportRhythm,
}

impl Default for VocationalSettings {
    fn default() -> Self {
        VocationalSettings { group_report: GroupReportRhythm::AtOnce }
    }
}

#[cfg(test)]
mod tests;
