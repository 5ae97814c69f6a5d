//! What a provider tells BAMF and the body that authorised somebody (§§ 7, 9, 15 DeuFöV): facts only, each to one
//! body, with the day by which it was due and the receipt.

use super::{VocationalLine, VocationalPlace};
use crate::ids::{
    CaseId, OrganisationId, PersonId, RegionId, VocationalCourseId, VocationalPlaceId, VocationalReportId,
};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What is told.
    VocationalReportKind {
        /// Somebody obliged has registered; at once to the issuer (§ 7 DeuFöV).
        Registered = "registered",
        /// How many have registered for a line; to BAMF, without names (§ 9 DeuFöV).
        Group = "group",
        /// First day and level; to the issuer for each person, to BAMF with the number.
        CourseStart = "course_start",
        /// No course within four weeks (§ 9 Abs. 3 DeuFöV).
        NoStart = "no_start",
        /// No place elsewhere within two further weeks (§ 9 Abs. 4 DeuFöV).
        NoPlace = "no_place",
        /// Ended early.
        BrokeOff = "broke_off",
        /// Not attending in order; to the body that looks after the job seeker.
        Irregular = "irregular",
        /// Result of the exam (§ 15 DeuFöV).
        ExamResult = "exam_result",
    }
}

/// Whom a report is about; groups are about nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub case: CaseId,
    pub person: PersonId,
    pub place: VocationalPlaceId,
}

impl About {
    /// A place and its person.
    pub fn of(place: &VocationalPlace) -> Self {
        About { case: place.case, person: place.person, place: place.id }
    }
}

/// Missed days out of all days of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedDays {
    pub missed: i64,
    pub of: i64,
    /// Day of the talk in which help was offered first.
    pub talked_on: NaiveDate,
}

impl MissedDays {
    /// Refuses counts that cannot be and a talk that has not been held.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.missed < 1 || self.of < self.missed {
            return Err(Refusal::new("vocational-missed-days-wrong").at("missed"));
        }
        if self.talked_on > today {
            return Err(Refusal::new("vocational-talk-in-the-future").at("talked_on"));
        }
        Ok(())
    }
}

/// What a report says beside its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VocationalFacts {
    /// Registered or begun people.
    pub people: Option<i64>,
    /// First day of the course.
    pub starts_on: Option<NaiveDate>,
    /// Day of the event.
    pub on: Option<NaiveDate>,
    pub missed: Option<MissedDays>,
    pub reached: Option<bool>,
}

/// A report to one body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VocationalReport {
    pub id: VocationalReportId,
    pub region: RegionId,
    pub version: i64,
    pub what: VocationalReportKind,
    pub provider: OrganisationId,
    pub to: OrganisationId,
    pub line: VocationalLine,
    pub about: Option<About>,
    pub course: Option<VocationalCourseId>,
    pub facts: VocationalFacts,
    /// Day by which it had to be sent.
    pub due_on: NaiveDate,
    pub sent_on: NaiveDate,
    /// Day on which the body noted that it has it.
    pub taken_on: Option<NaiveDate>,
}

impl VocationalReport {
    /// It was sent after its day.
    pub fn was_late(&self) -> bool {
        self.due_on < self.sent_on
    }

    /// The body has it; once.
    pub fn take(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        if let Some(earlier) = self.taken_on {
            return Err(Refusal::new("vocational-report-taken").with("on", earlier));
        }
        self.taken_on = Some(on);
        Ok(())
    }
}

/// To whom a report about a person goes: BAMF and the issuer, each once; who attends irregularly only to the body
/// that looks after job seekers, and a registration only to an issuer who obliged.
pub fn recipients_of(
    what: VocationalReportKind,
    place: &VocationalPlace,
    issuer: Option<OrganisationKind>,
    bundesamt: Option<OrganisationId>,
) -> Vec<OrganisationId> {
    use VocationalReportKind as K;
    let mut told: Vec<OrganisationId> = match what {
        K::Registered => place.obliged.then_some(place.issuer).into_iter().collect(),
        K::Irregular => {
            let seeks =
                matches!(issuer, Some(OrganisationKind::Jobcenter | OrganisationKind::Arbeitsagentur));
            seeks.then_some(place.issuer).into_iter().collect()
        }
        K::CourseStart => vec![place.issuer],
        K::Group => bundesamt.into_iter().collect(),
        K::NoStart | K::NoPlace | K::BrokeOff | K::ExamResult => {
            bundesamt.into_iter().chain([place.issuer]).collect()
        }
    };
    told.dedup();
    told
}
