//! The person: identity, contact, languages, dated facts and what limits their time. Not for acts of
//! authorities (`act`) nor for the way through the chain (`case`).

mod agency;
mod change;
mod consent;
mod consent_text;
mod diff;
mod intake;
mod pair;
mod shown;

pub use agency::{AgencyGround, check_agency};
pub use change::{ConstraintsPart, ContactPart, IdentityPart, PersonChange};
pub use consent::{Consent, RecipientGroup, agreed_on};
pub use consent_text::{ConsentData, ConsentPurpose, ConsentText, ConsentTexts};
pub use diff::{FieldChange, differences};
pub use intake::{DuplicateDecision, check_decided};
pub use pair::{ClosedCase, FilledField, Gained, Merge, Moved, PairDecision, PairVerdict};
pub use shown::PERSON_GROUPS;

use crate::ids::{OrganisationId, PersonId, RegionId};
use crate::organisation::Place;
use crate::residence::{BenefitPeriod, Residence};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How much of a birth date is known.
    BirthPrecision { Day = "day", Month = "month", Year = "year" }
}

codes! {
    /// Sex as in the registration form (§ 7 Abs. 1 IntV).
    Sex { Female = "female", Male = "male", Diverse = "diverse" }
}

codes! {
    /// Reading and writing; decides between general and literacy courses.
    Literacy {
        /// Reads and writes Latin script.
        Latin = "latin",
        /// Reads and writes another script only.
        OtherScript = "other_script",
        /// Reads or writes a little.
        Little = "little",
        /// Neither reads nor writes.
        None = "none",
    }
}

codes! {
    /// Times of the day a person can come or a course is held.
    TimeOfDay { Morning = "morning", Afternoon = "afternoon", Evening = "evening", Weekend = "weekend" }
}

codes! {
    /// What a person wishes of a course (process 3.2); a wish is no limit and no ground stands beside it.
    Wish {
        EarliestStart = "earliest_start",
        LaterStart = "later_start",
        NearHome = "near_home",
        /// A provider or a course the person knows already.
        KnownProvider = "known_provider",
        /// Together with a relative, or at other times than a relative.
        WithRelative = "with_relative",
        FewHoursAWeek = "few_hours_a_week",
        Online = "online",
    }
}

/// A birth date with the part that is really known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthDate {
    pub date: NaiveDate,
    pub precision: BirthPrecision,
}

/// A number under which some office keeps the person; shared only with that office and BAMF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNumber {
    pub organisation: OrganisationId,
    pub number: String,
}

/// What limits the choice of a course (§ 7 Abs. 1 IntV: child care and availability).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// Children below school age who need care during lessons; `None` = not asked.
    pub children_in_care: Option<u8>,
    /// Times that are possible; empty = not asked or any.
    pub times: Vec<TimeOfDay>,
    /// Longest way in kilometres the person can make; `None` = the region's setting.
    pub reach_km: Option<f64>,
    pub step_free: bool,
    /// What the person wishes beyond that; empty = nothing said.
    pub wishes: Vec<Wish>,
}

/// An office that is part of this person's chain and so may see them; dated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involvement {
    pub organisation: OrganisationId,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// A participant or somebody on the way to become one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub region: RegionId,
    pub version: i64,
    pub family_name: String,
    pub given_names: String,
    /// Name in the person's own script, if given.
    #[serde(default)]
    pub own_script_name: String,
    pub birth_date: Option<BirthDate>,
    #[serde(default)]
    pub birth_place: String,
    pub sex: Option<Sex>,
    /// ISO 3166 alpha-3 code.
    pub nationality: Option<String>,
    /// BCP 47 code of the language of letters.
    pub language: String,
    pub address: Place,
    pub phone: String,
    pub email: String,
    pub literacy: Option<Literacy>,
    pub school_years: Option<u8>,
    #[serde(default)]
    pub residences: Vec<Residence>,
    #[serde(default)]
    pub benefits: Vec<BenefitPeriod>,
    #[serde(default)]
    pub file_numbers: Vec<FileNumber>,
    #[serde(default)]
    pub constraints: Constraints,
    pub involvements: Vec<Involvement>,
    /// Set when a person decided that this record and another mean the same human being.
    pub merged_into: Option<PersonId>,
}

impl Person {
    /// A person of a region of whom nothing is known yet.
    pub fn blank(id: PersonId, region: RegionId) -> Self {
        Person {
            id,
            region,
            version: 0,
            family_name: String::new(),
            given_names: String::new(),
            own_script_name: String::new(),
            birth_date: None,
            birth_place: String::new(),
            sex: None,
            nationality: None,
            language: String::new(),
            address: Place::default(),
            phone: String::new(),
            email: String::new(),
            literacy: None,
            school_years: None,
            residences: Vec::new(),
            benefits: Vec::new(),
            file_numbers: Vec::new(),
            constraints: Constraints::default(),
            involvements: Vec::new(),
            merged_into: None,
        }
    }

    /// The number under which an office keeps the person.
    pub fn number_at(&self, organisation: OrganisationId) -> Option<&str> {
        self.file_numbers
            .iter()
            .find(|held| held.organisation == organisation)
            .map(|held| held.number.as_str())
    }

    /// Sets the number under which an office keeps the person; an empty one takes it away.
    pub fn set_number_at(&mut self, organisation: OrganisationId, number: &str) {
        self.file_numbers.retain(|held| held.organisation != organisation);
        let number = number.trim();
        if !number.is_empty() {
            self.file_numbers.push(FileNumber { organisation, number: number.to_owned() });
        }
    }

    /// Offices that may see the person on a day.
    pub fn involved_on(&self, day: NaiveDate) -> impl Iterator<Item = OrganisationId> + '_ {
        self.involvements
            .iter()
            .filter(move |i| i.until.is_none_or(|until| day < until))
            .map(|i| i.organisation)
    }

    /// Adds an office to the chain; twice is once.
    pub fn involve(&mut self, organisation: OrganisationId, since: NaiveDate) {
        let known = self.involvements.iter().any(|i| i.organisation == organisation && i.until.is_none());
        if !known {
            self.involvements.push(Involvement { organisation, since, until: None });
        }
    }
}

/// The identity of a person as the duplicate check compares it.
impl From<&Person> for crate::matching::duplicates::Identity {
    fn from(person: &Person) -> Self {
        let address = &person.address;
        crate::matching::duplicates::Identity {
            family_name: person.family_name.clone(),
            given_names: person.given_names.clone(),
            birth_date: person.birth_date,
            sex: person.sex,
            nationality: person.nationality.clone(),
            birth_place: person.birth_place.clone(),
            file_numbers: person
                .file_numbers
                .iter()
                .map(|held| crate::matching::duplicates::FileNumber {
                    issuer: held.organisation.to_string(),
                    number: held.number.clone(),
                })
                .collect(),
            address: if address.street.is_empty() {
                String::new()
            } else {
                format!("{} {} {}", address.street, address.postcode, address.town)
            },
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An invented person.
    pub(crate) fn person(id: i64) -> Person {
        Person {
            family_name: "Ahmadi".to_owned(),
            given_names: "Laila".to_owned(),
            language: "prs".to_owned(),
            ..Person::blank(PersonId(id), RegionId(1))
        }
    }

    #[test]
    fn a_number_belongs_to_one_office_and_can_be_taken_away() {
        let mut one = person(1);
        one.set_number_at(OrganisationId(2), " 815 BG 12 ");
        one.set_number_at(OrganisationId(2), "815 BG 13");
        assert_eq!(one.number_at(OrganisationId(2)), Some("815 BG 13"));
        assert_eq!(one.file_numbers.len(), 1);
        one.set_number_at(OrganisationId(2), "");
        assert_eq!(one.number_at(OrganisationId(2)), None);
    }
}
