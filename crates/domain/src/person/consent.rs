//! A person's consent to passing data on (handbook 7.5): one record per group of recipients, with the
//! version of the text and the language it was read in. Not for duties to tell: those need no consent.

use crate::ids::{ConsentId, OrganisationId, PersonId, RegionId};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Groups of recipients; one tick each (handbook 7.5). The first five see a person with consent only
    /// (handbook 7.3). The authorities act on a norm of their own, but hear of counselling with consent only.
    RecipientGroup {
        Coordination = "coordination",
        Counselling = "counselling",
        Chamber = "chamber",
        Volunteer = "volunteer",
        CourseProvider = "course_provider",
        Jobcenter = "jobcenter",
        Sozialamt = "sozialamt",
        Auslaenderbehoerde = "auslaenderbehoerde",
        Bundesamt = "bundesamt",
        /// Authorities of the county somebody moves to.
        NewCounty = "new_county",
    }
}

impl RecipientGroup {
    /// The group a kind of body belongs to; `None` for bodies nobody can agree to.
    pub fn of(kind: OrganisationKind) -> Option<Self> {
        use OrganisationKind as K;
        match kind {
            K::Koordination => Some(RecipientGroup::Coordination),
            K::Beratungsstelle => Some(RecipientGroup::Counselling),
            K::Kurstraeger => Some(RecipientGroup::CourseProvider),
            K::Jobcenter => Some(RecipientGroup::Jobcenter),
            K::Sozialamt => Some(RecipientGroup::Sozialamt),
            K::Auslaenderbehoerde => Some(RecipientGroup::Auslaenderbehoerde),
            K::Bundesamt => Some(RecipientGroup::Bundesamt),
            K::Arbeitsagentur | K::Teststelle | K::Betrieb => None,
        }
    }
}

/// A consent, given and perhaps withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    pub id: ConsentId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    /// Body that asked for it.
    pub organisation: OrganisationId,
    pub recipients: RecipientGroup,
    /// Version of the text that was read, e.g. `2026-07`.
    pub text_version: String,
    /// BCP 47 code of the language it was read in.
    pub language: String,
    pub given_on: NaiveDate,
    /// First day on which it no longer holds by itself; missing in records from before periods were noted.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
}

impl Consent {
    /// The consent holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.given_on <= day
            && self.withdrawn_on.is_none_or(|end| day < end)
            && self.valid_until.is_none_or(|end| day < end)
    }

    /// Takes the consent back; that is possible at any time, once.
    pub fn withdraw(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        match self.withdrawn_on {
            Some(earlier) => Err(Refusal::new("consent-already-withdrawn").with("on", earlier)),
            None => {
                self.withdrawn_on = Some(on);
                Ok(())
            }
        }
    }
}

/// Groups a person agrees to on a day, each once.
pub fn agreed_on(consents: &[Consent], day: NaiveDate) -> Vec<RecipientGroup> {
    let holds = |group: &RecipientGroup| {
        consents.iter().any(|consent| consent.recipients == *group && consent.holds_on(day))
    };
    RecipientGroup::ALL.iter().copied().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn consent() -> Consent {
        Consent {
            id: ConsentId(1),
            region: RegionId(1),
            version: 0,
            person: PersonId(1),
            organisation: OrganisationId(1),
            recipients: RecipientGroup::Counselling,
            text_version: "2026-11".to_owned(),
            language: "uk".to_owned(),
            given_on: day("2026-11-25"),
            valid_until: Some(day("2027-11-25")),
            withdrawn_on: None,
        }
    }

    #[test]
    fn a_consent_holds_from_its_day_to_the_last_day_of_its_period() {
        let one = consent();
        let holds =
            ["2026-11-24", "2026-11-25", "2027-11-24", "2027-11-25"].map(|text| one.holds_on(day(text)));
        assert_eq!(holds, [false, true, true, false]);
    }

    #[test]
    fn a_withdrawal_takes_effect_on_its_own_day_and_is_possible_once() {
        let mut one = consent();
        one.withdraw(day("2026-11-25")).expect("withdrawn");
        assert!(!one.holds_on(day("2026-11-25")));
        assert_eq!(agreed_on(&[one.clone()], day("2026-11-26")), vec![]);
        let again = one.withdraw(day("2026-11-26")).expect_err("twice");
        assert_eq!(again.code, "consent-already-withdrawn");
    }

    #[test]
    fn what_is_agreed_names_each_group_once_however_often_it_was_signed() {
        let other = Consent { recipients: RecipientGroup::Jobcenter, ..consent() };
        let all = [consent(), other, consent()];
        assert_eq!(
            agreed_on(&all, day("2026-12-01")),
            vec![RecipientGroup::Counselling, RecipientGroup::Jobcenter]
        );
    }
}
