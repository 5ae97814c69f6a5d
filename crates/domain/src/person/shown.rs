//! A person as far as somebody may see them. What is hidden is blank and named, so that a page can say
//! that it is hidden. Not for deciding who sees what: see `access`.

use super::{Constraints, Person};
use crate::access::FieldGroup;
use crate::ids::OrganisationId;
use crate::organisation::Place;

/// Groups of a person record in the order of the page.
pub const PERSON_GROUPS: &[FieldGroup] = &[
    FieldGroup::Identity,
    FieldGroup::Contact,
    FieldGroup::FileNumbers,
    FieldGroup::Residence,
    FieldGroup::Benefit,
    FieldGroup::Constraints,
];

impl Person {
    /// This person with every group blank that is not shown. File numbers of other offices stay only if
    /// `all_numbers` (they are shared with their own office and BAMF only).
    pub fn shown(
        &self,
        shows: impl Fn(FieldGroup) -> bool,
        own: OrganisationId,
        all_numbers: bool,
    ) -> (Person, Vec<FieldGroup>) {
        let mut person = self.clone();
        let hidden: Vec<FieldGroup> = PERSON_GROUPS.iter().copied().filter(|group| !shows(*group)).collect();
        for group in &hidden {
            match group {
                FieldGroup::Identity => {
                    let blank = Person::blank(person.id, person.region);
                    person = Person {
                        version: person.version,
                        language: person.language,
                        address: person.address,
                        phone: person.phone,
                        email: person.email,
                        literacy: person.literacy,
                        school_years: person.school_years,
                        residences: person.residences,
                        benefits: person.benefits,
                        file_numbers: person.file_numbers,
                        constraints: person.constraints,
                        involvements: person.involvements,
                        merged_into: person.merged_into,
                        ..blank
                    };
                }
                FieldGroup::Contact => {
                    person.address = Place::default();
                    person.phone.clear();
                    person.email.clear();
                }
                FieldGroup::FileNumbers => person.file_numbers.clear(),
                FieldGroup::Residence => person.residences.clear(),
                FieldGroup::Benefit => person.benefits.clear(),
                FieldGroup::Constraints => {
                    person.constraints = Constraints::default();
                    person.literacy = None;
                    person.school_years = None;
                }
                _ => {}
            }
        }
        if !all_numbers {
            person.file_numbers.retain(|held| held.organisation == own);
        }
        (person, hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::FileNumber;
    use crate::person::tests::person;
    use crate::residence::{BenefitPeriod, BenefitSystem};

    #[test]
    fn what_is_hidden_is_blank_and_named() {
        let mut one = person(1);
        one.phone = "0170".to_owned();
        one.benefits.push(BenefitPeriod {
            system: BenefitSystem::Sgb2,
            from: "2026-01-01".parse().expect("a date"),
            until: None,
        });
        one.file_numbers = [7, 8]
            .map(|id| FileNumber { organisation: OrganisationId(id), number: format!("A {id}") })
            .to_vec();
        let (seen, hidden) = one.shown(|group| group != FieldGroup::Benefit, OrganisationId(7), false);
        assert_eq!((seen.phone.as_str(), seen.benefits.len(), seen.file_numbers.len()), ("0170", 0, 1));
        assert_eq!(hidden, vec![FieldGroup::Benefit]);
        let (seen, hidden) = one.shown(|_| false, OrganisationId(7), true);
        assert_eq!((seen.family_name.as_str(), seen.phone.as_str(), seen.file_numbers.len()), ("", "", 0));
        assert_eq!(hidden.len(), PERSON_GROUPS.len());
    }
}
