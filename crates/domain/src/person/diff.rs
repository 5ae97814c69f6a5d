//! What differs between two states of a person, field by field, for histories and for two people in one
//! record. Values are plain texts of data: dates in ISO form, codes as stored; pages put them into words.

use super::{BirthDate, BirthPrecision, Person};
use crate::access::FieldGroup;

/// One field with two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub group: FieldGroup,
    /// Name of the field as in forms and wording.
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

fn birth(date: Option<BirthDate>) -> String {
    date.map_or_else(String::new, |birth| match birth.precision {
        BirthPrecision::Day => birth.date.format("%Y-%m-%d").to_string(),
        BirthPrecision::Month => birth.date.format("%Y-%m").to_string(),
        BirthPrecision::Year => birth.date.format("%Y").to_string(),
    })
}

/// The value of every field of a person as text.
fn values(person: &Person) -> Vec<(FieldGroup, &'static str, String)> {
    use FieldGroup as G;
    let residence = person.residences.iter().map(|r| {
        let until = r.valid_until.map(|day| format!(" – {day}")).unwrap_or_default();
        format!("{} {}{until}", r.kind.code(), r.norm).trim().to_owned()
    });
    let benefits = person.benefits.iter().map(|b| format!("{} {}", b.system.code(), b.from));
    let numbers = person.file_numbers.iter().map(|held| held.number.clone());
    let constraints = &person.constraints;
    let number = |value: Option<u8>| value.map(|n| n.to_string()).unwrap_or_default();
    vec![
        (G::Identity, "family_name", person.family_name.clone()),
        (G::Identity, "given_names", person.given_names.clone()),
        (G::Identity, "own_script_name", person.own_script_name.clone()),
        (G::Identity, "birth_date", birth(person.birth_date)),
        (G::Identity, "birth_place", person.birth_place.clone()),
        (G::Identity, "sex", person.sex.map(|sex| sex.code().to_owned()).unwrap_or_default()),
        (G::Identity, "nationality", person.nationality.clone().unwrap_or_default()),
        (G::Contact, "language", person.language.clone()),
        (G::Contact, "street", person.address.street.clone()),
        (G::Contact, "postcode", person.address.postcode.clone()),
        (G::Contact, "town", person.address.town.clone()),
        (G::Contact, "phone", person.phone.clone()),
        (G::Contact, "email", person.email.clone()),
        (G::Constraints, "children_in_care", number(constraints.children_in_care)),
        (G::Constraints, "times", constraints.times.iter().map(|t| t.code()).collect::<Vec<_>>().join(", ")),
        (G::Constraints, "reach_km", constraints.reach_km.map(|km| km.to_string()).unwrap_or_default()),
        (G::Constraints, "step_free", if constraints.step_free { "yes".to_owned() } else { String::new() }),
        (
            G::Constraints,
            "wishes",
            constraints.wishes.iter().map(|w| w.code()).collect::<Vec<_>>().join(", "),
        ),
        (G::Constraints, "literacy", person.literacy.map(|l| l.code().to_owned()).unwrap_or_default()),
        (G::Constraints, "school_years", number(person.school_years)),
        (G::Residence, "residence", residence.collect::<Vec<_>>().join("; ")),
        (G::Benefit, "benefit", benefits.collect::<Vec<_>>().join("; ")),
        (G::FileNumbers, "file_number", numbers.collect::<Vec<_>>().join("; ")),
    ]
}

/// Fields that differ between two states of a person.
pub fn differences(before: &Person, after: &Person) -> Vec<FieldChange> {
    values(before)
        .into_iter()
        .zip(values(after))
        .filter(|((_, _, old), (_, _, new))| old != new)
        .map(|((group, field, before), (_, _, after))| FieldChange { group, field, before, after })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::tests::person;

    #[test]
    fn only_what_differs_is_named() {
        let before = person(1);
        let mut after = before.clone();
        assert_eq!(differences(&before, &after), vec![]);
        after.phone = "0170".to_owned();
        let found = differences(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].field, found[0].after.as_str()), ("phone", "0170"));
    }
}
