//! Changing a person's data group by group, so that each office changes only what it may see. Not for
//! acts, appointments or seats: those have records of their own.

use super::{BirthDate, Constraints, Literacy, Person, Sex};
use crate::access::FieldGroup;
use crate::ids::OrganisationId;
use crate::organisation::Place;
use crate::refusal::Refusal;
use crate::residence::{BenefitPeriod, Residence};

/// Who the person is.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentityPart {
    pub family_name: String,
    pub given_names: String,
    pub own_script_name: String,
    pub birth_date: Option<BirthDate>,
    pub birth_place: String,
    pub sex: Option<Sex>,
    pub nationality: Option<String>,
}

/// How the person is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactPart {
    pub language: String,
    pub address: Place,
    pub phone: String,
    pub email: String,
}

/// What limits the choice of a course.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstraintsPart {
    pub constraints: Constraints,
    pub literacy: Option<Literacy>,
    pub school_years: Option<u8>,
}

/// New values of the groups that were on the form; `None` leaves a group as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonChange {
    pub identity: Option<IdentityPart>,
    pub contact: Option<ContactPart>,
    pub constraints: Option<ConstraintsPart>,
    pub residences: Option<Vec<Residence>>,
    pub benefits: Option<Vec<BenefitPeriod>>,
    /// File number at the office that changes the record; empty takes it away.
    pub own_number: Option<String>,
}

impl PersonChange {
    /// The change that brings a person back to an earlier state, within the groups that are shown.
    pub fn back_to(old: &Person, organisation: OrganisationId, shows: impl Fn(FieldGroup) -> bool) -> Self {
        let when = |group| shows(group).then_some(());
        PersonChange {
            identity: when(FieldGroup::Identity).map(|()| IdentityPart::of(old)),
            contact: when(FieldGroup::Contact).map(|()| ContactPart::of(old)),
            constraints: when(FieldGroup::Constraints).map(|()| ConstraintsPart::of(old)),
            residences: when(FieldGroup::Residence).map(|()| old.residences.clone()),
            benefits: when(FieldGroup::Benefit).map(|()| old.benefits.clone()),
            own_number: when(FieldGroup::FileNumbers)
                .map(|()| old.number_at(organisation).unwrap_or_default().to_owned()),
        }
    }

    fn groups(&self) -> Vec<FieldGroup> {
        [
            (self.identity.is_some(), FieldGroup::Identity),
            (self.contact.is_some(), FieldGroup::Contact),
            (self.constraints.is_some(), FieldGroup::Constraints),
            (self.residences.is_some(), FieldGroup::Residence),
            (self.benefits.is_some(), FieldGroup::Benefit),
            (self.own_number.is_some(), FieldGroup::FileNumbers),
        ]
        .into_iter()
        .filter_map(|(there, group)| there.then_some(group))
        .collect()
    }

    /// Applies the change for an office that may see (and so change) certain groups only.
    pub fn apply(
        self,
        person: &mut Person,
        organisation: OrganisationId,
        shows: impl Fn(FieldGroup) -> bool,
    ) -> Result<(), Refusal> {
        if let Some(group) = self.groups().into_iter().find(|group| !shows(*group)) {
            return Err(Refusal::new("group-not-yours-to-change").with("group", group.code()));
        }
        if let Some(part) = self.identity {
            part.put(person);
        }
        if let Some(part) = self.contact {
            part.put(person);
        }
        if let Some(part) = self.constraints {
            part.put(person);
        }
        if let Some(residences) = self.residences {
            person.residences = residences;
        }
        if let Some(benefits) = self.benefits {
            person.benefits = benefits;
        }
        if let Some(number) = self.own_number {
            person.set_number_at(organisation, &number);
        }
        Ok(())
    }
}

macro_rules! part {
    ($part:ident { $($field:ident),+ }) => {
        impl $part {
            /// This part of a person.
            pub fn of(person: &Person) -> Self {
                $part { $($field: person.$field.clone()),+ }
            }

            fn put(self, person: &mut Person) {
                $(person.$field = self.$field;)+
            }
        }
    };
}
part!(IdentityPart { family_name, given_names, own_script_name, birth_date, birth_place, sex, nationality });
part!(ContactPart { language, address, phone, email });
part!(ConstraintsPart { constraints, literacy, school_years });

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::tests::person;

    #[test]
    fn an_office_changes_only_groups_it_sees() {
        let mut one = person(1);
        let change = PersonChange { benefits: Some(vec![]), ..PersonChange::default() };
        let sees = |group| group == FieldGroup::Contact;
        assert_eq!(
            change.apply(&mut one, OrganisationId(1), sees).expect_err("refused").code,
            "group-not-yours-to-change"
        );
        let contact = ContactPart { phone: "0170".to_owned(), ..ContactPart::of(&one) };
        let change = PersonChange { contact: Some(contact), ..PersonChange::default() };
        change.apply(&mut one, OrganisationId(1), sees).expect("changed");
        assert_eq!(one.phone, "0170");
    }

    #[test]
    fn going_back_brings_every_shown_group_back_and_no_other() {
        let old = person(1);
        let mut now = old.clone();
        now.phone = "0170".to_owned();
        now.literacy = Some(Literacy::Latin);
        let shows = |group| group == FieldGroup::Contact;
        PersonChange::back_to(&old, OrganisationId(1), shows)
            .apply(&mut now, OrganisationId(1), shows)
            .expect("back");
        assert_eq!(now.phone, old.phone);
        assert_eq!(now.literacy, Some(Literacy::Latin), "not shown, so not touched");
    }
}
