//! How a person comes into the reach of the employment agency. It works with its own clients only; whoever brings it
//! in says why it is one (§ 88a Abs. 1, 3 AufenthG; § 5 Abs. 1 DeuFöV).

use super::Person;
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use crate::residence::{BenefitSystem, benefit_on};
use chrono::NaiveDate;

codes! {
    /// Why a person is a client of the employment agency.
    AgencyGround {
        /// Benefits of the SGB III, as recorded.
        Sgb3 = "sgb3",
        /// Registered as unemployed, seeking work or seeking training.
        Seeking = "seeking",
        /// Takes part in a measure of the SGB III.
        Measure = "measure",
    }
}

/// Refuses a body that is no employment agency, one that is involved already, and benefits nobody recorded.
pub fn check_agency(
    person: &Person,
    agency: (crate::ids::OrganisationId, OrganisationKind),
    ground: AgencyGround,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if agency.1 != OrganisationKind::Arbeitsagentur {
        return Err(Refusal::new("agency-unknown").at("agency"));
    }
    if person.involved_on(today).any(|body| body == agency.0) {
        return Err(Refusal::new("agency-involved-already").at("agency"));
    }
    let benefit = benefit_on(&person.benefits, today);
    if ground == AgencyGround::Sgb3 && benefit != Some(BenefitSystem::Sgb3) {
        return Err(Refusal::new("agency-without-benefit").at("ground"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrganisationId;
    use crate::person::tests::person;
    use crate::residence::BenefitPeriod;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_agency_is_brought_in_once_and_for_benefits_only_where_they_are_recorded() {
        let (today, agency) = (day("2026-11-25"), (OrganisationId(7), OrganisationKind::Arbeitsagentur));
        let mut one = person(1);
        let refused = check_agency(&one, agency, AgencyGround::Sgb3, today).expect_err("nobody recorded it");
        assert_eq!(refused.code, "agency-without-benefit");
        one.benefits.push(BenefitPeriod {
            system: BenefitSystem::Sgb3,
            from: day("2026-10-01"),
            until: None,
        });
        assert!(check_agency(&one, agency, AgencyGround::Sgb3, today).is_ok());
        one.involve(agency.0, today);
        let refused = check_agency(&one, agency, AgencyGround::Seeking, today).expect_err("twice");
        assert_eq!(refused.code, "agency-involved-already");
    }

    #[test]
    fn no_other_kind_of_body_comes_in_this_way() {
        let other = (OrganisationId(8), OrganisationKind::Kurstraeger);
        let refused = check_agency(&person(1), other, AgencyGround::Seeking, day("2026-11-25"));
        assert_eq!(refused.expect_err("no agency").code, "agency-unknown");
    }
}
