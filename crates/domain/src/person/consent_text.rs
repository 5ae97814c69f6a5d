//! What a consent text says (handbook 7.5) as a dated catalogue (`rules/consents.toml`): purpose, data and period
//! per group of recipients. The sentences stand in the wording; a version belongs to them and to a row.

use super::RecipientGroup;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// What the data are passed on for.
    ConsentPurpose {
        /// A counselling body gives advice and arranges help.
        Counselling = "counselling",
        /// A body hears what a talk at the counselling body came to.
        CounsellingResult = "counselling_result",
        /// Offers after the course.
        FollowUp = "follow_up",
        /// Training and recognition of qualifications.
        Training = "training",
        /// Volunteers accompany and practise.
        Accompaniment = "accompaniment",
        /// The case goes on in another county.
        Relocation = "relocation",
    }
}

codes! {
    /// What is passed on. Health is not among them: it is nobody's business here (Art. 9 DSGVO).
    ConsentData {
        Name = "name",
        /// Telephone and address.
        Contact = "contact",
        Language = "language",
        Town = "town",
        /// Test result, course and its days.
        CourseWay = "course_way",
        /// What was talked about and agreed, by headings.
        CounsellingResult = "counselling_result",
        /// What is planned after the course.
        FollowUpPlan = "follow_up_plan",
        /// Rights, duties and residence documents.
        Acts = "acts",
        /// Benefit system, child care, times and ways.
        Circumstances = "circumstances",
    }
}

/// The text for one group in one period of validity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentText {
    pub recipients: RecipientGroup,
    /// Version of the sentences, e.g. `2026-11`.
    pub text_version: String,
    pub purpose: ConsentPurpose,
    pub data: Vec<ConsentData>,
    /// Months after which a consent ends by itself.
    pub months: u32,
    pub valid_from: NaiveDate,
    /// First day on which the text is no longer used.
    pub valid_until: Option<NaiveDate>,
    pub source: String,
}

impl ConsentText {
    /// First day on which a consent of a day no longer holds by itself.
    pub fn ends_on(&self, given_on: NaiveDate) -> NaiveDate {
        given_on.checked_add_months(Months::new(self.months)).unwrap_or(NaiveDate::MAX)
    }
}

/// The catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentTexts {
    pub row: Vec<ConsentText>,
}

impl ConsentTexts {
    /// The text that is read to somebody on a day.
    pub fn of(&self, group: RecipientGroup, on: NaiveDate) -> Option<&ConsentText> {
        self.row.iter().find(|row| {
            row.recipients == group && row.valid_from <= on && row.valid_until.is_none_or(|until| on < until)
        })
    }

    /// The text that was read, by its version.
    pub fn read(&self, group: RecipientGroup, version: &str) -> Option<&ConsentText> {
        self.row.iter().find(|row| row.recipients == group && row.text_version == version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn text(version: &str, from: &str, until: Option<&str>) -> ConsentText {
        ConsentText {
            recipients: RecipientGroup::Counselling,
            text_version: version.to_owned(),
            purpose: ConsentPurpose::Counselling,
            data: vec![ConsentData::Name],
            months: 12,
            valid_from: day(from),
            valid_until: until.map(day),
            source: "Handbuch 7.5".to_owned(),
        }
    }

    #[test]
    fn a_new_text_takes_over_on_its_day_and_the_old_one_can_still_be_read() {
        let texts = ConsentTexts {
            row: vec![text("1", "2026-01-01", Some("2026-11-01")), text("2", "2026-11-01", None)],
        };
        let version =
            |on: &str| texts.of(RecipientGroup::Counselling, day(on)).map(|t| t.text_version.as_str());
        assert_eq!(["2025-12-31", "2026-10-31", "2026-11-01"].map(version), [None, Some("1"), Some("2")]);
        assert!(texts.read(RecipientGroup::Counselling, "1").is_some());
        assert!(texts.of(RecipientGroup::Chamber, day("2026-11-01")).is_none());
    }

    #[test]
    fn a_period_of_twelve_months_ends_on_the_same_day_a_year_later() {
        assert_eq!(text("1", "2026-01-01", None).ends_on(day("2026-11-25")), day("2027-11-25"));
        assert_eq!(text("1", "2026-01-01", None).ends_on(day("2028-02-29")), day("2029-02-28"));
    }
}
