//! Whether two records mean one human being: what a person decided, and everything needed to take a
//! merge apart again although the records have changed since. Not for finding pairs: see `matching`.

use crate::ids::{CaseId, OrganisationId, PairId, PersonId, RegionId};
use crate::person::{FileNumber, Person};
use crate::record::RecordKind;
use crate::residence::{BenefitPeriod, Residence};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What was decided about two records.
    PairVerdict {
        /// One human being; the other record was merged into the first.
        OnePerson = "one_person",
        /// Two human beings; the pair is not proposed again.
        TwoPersons = "two_persons",
        /// They had been merged and were separated again.
        Separated = "separated",
    }
}

/// A decision about two records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairDecision {
    pub id: PairId,
    pub region: RegionId,
    pub version: i64,
    /// The record that was kept, or the first of two.
    pub person: PersonId,
    pub other: PersonId,
    pub decision: PairVerdict,
    pub decided_on: NaiveDate,
    /// What the merge moved and changed.
    pub merge: Option<Merge>,
}

/// A record that changed its person, and perhaps its case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub kind: RecordKind,
    pub id: i64,
    pub from_person: PersonId,
    /// Case it belonged to, if the merge gave it another one.
    pub from_case: Option<CaseId>,
}

/// A case that a merge closed as a duplicate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClosedCase {
    pub case: CaseId,
    /// Case that goes on and has the acts now, and who led it before.
    pub into: CaseId,
    pub lead_before: OrganisationId,
}

/// Fields of a person that a merge may fill where the kept record had nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilledField {
    OwnScriptName,
    BirthDate,
    BirthPlace,
    Sex,
    Nationality,
    Address,
    Phone,
    Email,
    Literacy,
    SchoolYears,
    Constraints,
}

/// What the kept record took over from the other one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gained {
    pub filled: Vec<FilledField>,
    pub file_numbers: Vec<FileNumber>,
    pub residences: Vec<Residence>,
    pub benefits: Vec<BenefitPeriod>,
    pub involved: Vec<OrganisationId>,
}

/// Everything one merge did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Merge {
    pub moved: Vec<Moved>,
    pub closed: Option<ClosedCase>,
    pub gained: Gained,
}

macro_rules! fillable {
    ($apply:ident) => {
        $apply! {
            OwnScriptName: own_script_name, String::is_empty;
            BirthDate: birth_date, Option::is_none;
            BirthPlace: birth_place, String::is_empty;
            Sex: sex, Option::is_none;
            Nationality: nationality, Option::is_none;
            Address: address, is_default;
            Phone: phone, String::is_empty;
            Email: email, String::is_empty;
            Literacy: literacy, Option::is_none;
            SchoolYears: school_years, Option::is_none;
            Constraints: constraints, is_default;
        }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Person {
    /// Takes over from another record what this one lacks: empty fields, numbers, titles, benefits and the
    /// offices involved. Nothing that stands here is overwritten.
    pub fn absorb(&mut self, other: &Person) -> Gained {
        let mut gained = Gained::default();
        macro_rules! fill {
            ($($field:ident: $name:ident, $empty:path;)+) => {$(
                if $empty(&self.$name) && !$empty(&other.$name) {
                    self.$name = other.$name.clone();
                    gained.filled.push(FilledField::$field);
                }
            )+};
        }
        fillable!(fill);
        gained.file_numbers = take_over(&mut self.file_numbers, &other.file_numbers);
        gained.residences = take_over(&mut self.residences, &other.residences);
        gained.benefits = take_over(&mut self.benefits, &other.benefits);
        for involvement in other.involvements.iter().filter(|i| i.until.is_none()) {
            if !self
                .involvements
                .iter()
                .any(|i| i.organisation == involvement.organisation && i.until.is_none())
            {
                self.involvements.push(involvement.clone());
                gained.involved.push(involvement.organisation);
            }
        }
        gained
    }

    /// Gives back what a merge took over, except what has been changed since. Offices in `still_needed`
    /// keep their involvement.
    pub fn give_back(&mut self, gained: &Gained, other: &Person, still_needed: &[OrganisationId]) {
        macro_rules! empty {
            ($($field:ident: $name:ident, $empty:path;)+) => {$(
                if gained.filled.contains(&FilledField::$field) && self.$name == other.$name {
                    self.$name = Default::default();
                }
            )+};
        }
        fillable!(empty);
        self.file_numbers.retain(|number| !gained.file_numbers.contains(number));
        self.residences.retain(|residence| !gained.residences.contains(residence));
        self.benefits.retain(|benefit| !gained.benefits.contains(benefit));
        self.involvements.retain(|i| {
            i.until.is_some()
                || !gained.involved.contains(&i.organisation)
                || still_needed.contains(&i.organisation)
        });
    }
}

fn take_over<T: PartialEq + Clone>(mine: &mut Vec<T>, theirs: &[T]) -> Vec<T> {
    let new: Vec<T> = theirs.iter().filter(|item| !mine.contains(item)).cloned().collect();
    mine.extend(new.iter().cloned());
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::tests::person;

    #[test]
    fn absorbing_fills_gaps_and_overwrites_nothing() {
        let mut kept = person(1);
        kept.phone = "09141 1".to_owned();
        let mut other = person(2);
        other.phone = "09141 2".to_owned();
        other.email = "o@example.org".to_owned();
        other.file_numbers.push(FileNumber { organisation: OrganisationId(9), number: "A 1".to_owned() });
        let gained = kept.absorb(&other);
        assert_eq!((kept.phone.as_str(), kept.email.as_str()), ("09141 1", "o@example.org"));
        assert_eq!(gained.filled, vec![FilledField::Email]);
        assert_eq!(kept.file_numbers.len(), 1);
    }

    #[test]
    fn giving_back_restores_what_was_there_unless_it_changed_since() {
        let before = person(1);
        let mut kept = before.clone();
        let mut other = person(2);
        other.email = "o@example.org".to_owned();
        other.birth_place = "Herat".to_owned();
        other.involve(OrganisationId(8), "2026-11-01".parse().expect("a date"));
        let gained = kept.absorb(&other);
        let mut unchanged = kept.clone();
        unchanged.give_back(&gained, &other, &[]);
        assert_eq!(unchanged, before);
        kept.email = "new@example.org".to_owned();
        kept.give_back(&gained, &other, &[OrganisationId(8)]);
        assert_eq!(kept.email, "new@example.org", "typed after the merge, so it stays");
        assert_eq!(kept.birth_place, "");
        assert!(kept.involvements.iter().any(|i| i.organisation == OrganisationId(8)));
    }
}
