//! What an employer offers somebody: internship, entry qualification, training, work, work with a Job-BSK. The
//! employer is the name of a firm, not of a person.

use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What is offered.
    EmployerOfferKind {
        Internship = "internship",
        EntryQualification = "entry_qualification",
        Training = "training",
        Job = "job",
        /// With a Job-Berufssprachkurs beside it.
        JobWithLanguage = "job_with_language",
    }
}

codes! {
    /// How far it has come.
    EmployerOfferState {
        Offered = "offered",
        Arranged = "arranged",
        Begun = "begun",
        Ended = "ended",
        FellThrough = "fell_through",
    }
}

impl EmployerOfferState {
    /// What can follow.
    pub fn next(self) -> &'static [EmployerOfferState] {
        match self {
            Self::Offered => &[Self::Arranged, Self::FellThrough],
            Self::Arranged => &[Self::Begun, Self::FellThrough],
            Self::Begun => &[Self::Ended],
            Self::Ended | Self::FellThrough => &[],
        }
    }
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerOffer {
    pub kind: EmployerOfferKind,
    pub employer: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub hours_per_week: i64,
    pub state: EmployerOfferState,
    pub changed_on: NaiveDate,
}

impl EmployerOffer {
    pub(super) fn tidied(mut self) -> Result<Self, Refusal> {
        self.employer = self.employer.trim().to_owned();
        if self.employer.is_empty() || self.employer.chars().count() > 120 {
            return Err(Refusal::new("employer-missing").at("employer"));
        }
        if !(1..=60).contains(&self.hours_per_week) {
            return Err(Refusal::new("employer-hours-out-of-range").at("hours"));
        }
        if self.until.is_some_and(|until| until < self.from) {
            return Err(Refusal::new("employer-offer-ends-first").at("until"));
        }
        Ok(self)
    }

    pub(super) fn go_on(&mut self, state: EmployerOfferState, on: NaiveDate) -> Result<(), Refusal> {
        if !self.state.next().contains(&state) {
            return Err(Refusal::new("employer-offer-not-in-this-state").at("state"));
        }
        (self.state, self.changed_on) = (state, on);
        if state == EmployerOfferState::Ended {
            self.until = Some(self.until.map_or(on, |until| until.min(on)));
        }
        Ok(())
    }

    /// Work in the sense of § 2 Abs. 2 AufenthG, which nobody begins before the gate is open; an internship may be
    /// part of a measure and only warns.
    pub fn is_employment(&self) -> bool {
        self.kind != EmployerOfferKind::Internship
    }
}
