//! One row of a list of persons as values, doubts and refusals. Not for what is known already: see `known`.

use super::fields::Columns;
use super::note::Note;
use super::{address, origins, words};
use chrono::NaiveDate;
use domain::act::{self, ActKind};
use domain::ids::OrganisationId;
use domain::organisation::{OrganisationKind, Place};
use domain::person::{BirthDate, BirthPrecision, Person, Sex, TimeOfDay};
use domain::residence::{BenefitPeriod, BenefitSystem, Residence, ResidenceKind, benefit_on};
use sheets::values::{self, DateRule, DateValue};
use sheets::{Parsed, Reason, Row};

/// A right or duty as the list says.
#[derive(Debug, Clone, PartialEq)]
pub struct ActDraft {
    pub kind: ActKind,
    pub issued_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// What a row says about a person; empty means that the list says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonDraft {
    /// As Excel shows it.
    pub number: u64,
    pub family_name: String,
    pub given_names: String,
    pub birth_date: Option<BirthDate>,
    pub birth_place: String,
    pub sex: Option<Sex>,
    pub nationality: Option<String>,
    /// As the list says, and as it follows from the nationality.
    pub language: Option<String>,
    pub likely_language: Option<String>,
    pub file_number: String,
    pub address: Place,
    pub phone: String,
    pub email: String,
    pub residence: Option<Residence>,
    pub benefit: Option<BenefitSystem>,
    pub act: Option<ActDraft>,
    pub children: Option<u8>,
    pub times: Vec<TimeOfDay>,
    /// Reasons to ask a person before the row is taken.
    pub doubts: Vec<Note>,
    /// Reasons why it cannot be taken.
    pub refusals: Vec<Note>,
}

/// What reading needs to know beside the row.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub today: NaiveDate,
    pub issuer: OrganisationKind,
}

/// Reads a row.
pub fn read(row: &Row, columns: &Columns, reading: &Reading) -> PersonDraft {
    let mut draft = PersonDraft { number: row.number, ..PersonDraft::default() };
    draft.read_names(row, columns);
    draft.read_birth(row, columns, reading.today);
    draft.read_origin(row, columns);
    draft.read_contact(row, columns);
    draft.read_residence(row, columns, reading.today);
    draft.read_act(row, columns, reading);
    draft.read_constraints(row, columns);
    if let Some(extra) = row.surplus.first() {
        draft.doubts.push(Note::new("surplus-cell", "", &extra.text));
    }
    draft
}

fn clean(row: &Row, columns: &Columns, code: &str) -> String {
    values::clean(columns.text(row, code))
}

impl PersonDraft {
    fn read_names(&mut self, row: &Row, columns: &Columns) {
        self.family_name = clean(row, columns, "family_name");
        self.given_names = clean(row, columns, "given_names");
        let full = clean(row, columns, "full_name");
        let one =
            if full.is_empty() && self.given_names.is_empty() { self.family_name.clone() } else { full };
        if self.given_names.is_empty() && !one.is_empty() {
            self.split_name(&one);
        }
        if self.family_name.is_empty() && self.given_names.is_empty() {
            self.refusals.push(Note::new("name-missing", "family_name", ""));
        }
    }

    /// A comma divides for certain; otherwise the last word is taken for the family name, in doubt.
    fn split_name(&mut self, full: &str) {
        if let Some((family, given)) = full.split_once(',') {
            (self.family_name, self.given_names) = (family.trim().to_owned(), given.trim().to_owned());
        } else if let Some((given, family)) = full.rsplit_once(' ') {
            (self.family_name, self.given_names) = (family.to_owned(), given.to_owned());
            self.doubts.push(Note::new("name-split", "full_name", full));
        } else {
            self.family_name = full.to_owned();
            self.doubts.push(Note::new("one-name", "family_name", full));
        }
    }

    fn read_birth(&mut self, row: &Row, columns: &Columns, today: NaiveDate) {
        let text = columns.text(row, "birth_date");
        if text.is_empty() {
            return;
        }
        let parsed = values::date(text, &DateRule::birth(today));
        let value = match parsed {
            Parsed::Ok(value) => value,
            Parsed::Doubtful { value, reason } => {
                let certain = matches!(
                    reason,
                    Reason::FirstOfJanuary
                        | Reason::YearOnly
                        | Reason::MonthOnly
                        | Reason::SerialNumber
                        | Reason::DigitsOnly
                );
                if !certain {
                    self.doubts.push(Note::value(reason, "birth_date", text));
                }
                value
            }
            Parsed::Bad { reason } => {
                self.refusals.push(Note::value(reason, "birth_date", text));
                return;
            }
        };
        let precision = match value {
            DateValue::Day(_) => BirthPrecision::Day,
            DateValue::Month { .. } => BirthPrecision::Month,
            DateValue::Year(_) => BirthPrecision::Year,
        };
        self.birth_date = value.first_day().map(|date| BirthDate { date, precision });
    }

    fn read_origin(&mut self, row: &Row, columns: &Columns) {
        self.birth_place = clean(row, columns, "birth_place");
        let text = columns.text(row, "sex");
        if !text.is_empty() {
            self.sex = words::sex(text);
            self.unless(self.sex.is_some(), "sex-unknown", "sex", text);
        }
        let text = columns.text(row, "nationality");
        if !text.is_empty() {
            let origin = origins::nationality(text);
            self.unless(origin.is_some(), "nationality-unknown", "nationality", text);
            self.nationality = origin.map(|origin| origin.alpha3.clone());
            self.likely_language =
                origin.map(|origin| origin.language.clone()).filter(|code| !code.is_empty());
        }
        let text = columns.text(row, "language");
        if !text.is_empty() {
            self.language = origins::language(text);
            self.unless(self.language.is_some(), "language-unknown", "language", text);
        }
    }

    fn read_contact(&mut self, row: &Row, columns: &Columns) {
        self.file_number = clean(row, columns, "file_number");
        let whole = columns.text(row, "address");
        if !whole.is_empty() {
            match address::split(whole) {
                Some((street, postcode, town)) => {
                    let place = &mut self.address;
                    (place.street, place.postcode, place.town) =
                        (values::clean(&street), postcode, values::clean(&town));
                }
                None => self.doubts.push(Note::new("address-unclear", "address", whole)),
            }
        }
        let street = format!("{} {}", columns.text(row, "street"), columns.text(row, "house_number"));
        let (street, town) = (values::clean(&street), clean(row, columns, "town"));
        if !street.is_empty() {
            self.address.street = street;
        }
        if !town.is_empty() {
            self.address.town = town;
        }
        let text = columns.text(row, "postcode");
        if !text.is_empty() {
            match address::postcode(text) {
                Some(postcode) => self.address.postcode = postcode,
                None => self.doubts.push(Note::new("postcode-unclear", "postcode", text)),
            }
        }
        address::locate(&mut self.address);
        self.phone = clean(row, columns, "phone");
        self.email = clean(row, columns, "email");
        if !self.email.is_empty() && !self.email.contains('@') {
            self.doubts.push(Note::new("email-unclear", "email", &self.email.clone()));
            self.email.clear();
        }
    }

    fn read_residence(&mut self, row: &Row, columns: &Columns, today: NaiveDate) {
        let (title, norm) = (columns.text(row, "residence"), columns.text(row, "residence_norm"));
        let both = format!("{title} {norm}");
        if !both.trim().is_empty() {
            let kind = words::residence(&both).or_else(|| norm_kind(&both));
            self.unless(kind.is_some(), "residence-unknown", "residence", both.trim());
            let issued_on = self.day(row, columns, "residence_issued_on", today);
            let valid_until = self.day(row, columns, "residence_valid_until", today);
            let norm = if norm.is_empty() && title.contains('§') {
                &title[title.find('§').unwrap_or(0)..]
            } else {
                norm
            };
            self.residence = kind.map(|kind| Residence {
                kind,
                norm: values::clean(norm),
                issued_on,
                valid_until,
                first_issue: None,
            });
        }
        let text = columns.text(row, "benefit");
        if !text.is_empty() {
            self.benefit = words::benefit(text);
            self.unless(self.benefit.is_some(), "benefit-unknown", "benefit", text);
        }
    }

    fn read_act(&mut self, row: &Row, columns: &Columns, reading: &Reading) {
        let text = columns.text(row, "act_kind");
        if words::says_no(text) {
            return;
        }
        let Some(kind) = words::act(text, reading.issuer) else {
            self.refusals.push(Note::new("act-unknown", "act_kind", text));
            return;
        };
        let valid_until = self.day(row, columns, "act_valid_until", reading.today);
        let before = self.refusals.len();
        let Some(issued_on) = self.day(row, columns, "act_issued_on", reading.today) else {
            if self.refusals.len() == before {
                self.refusals.push(Note::new("act-date-missing", "act_issued_on", ""));
            }
            return;
        };
        let checked = act::check(kind, reading.issuer, issued_on, valid_until)
            .and_then(|()| act::check_issued(issued_on, reading.today));
        match checked {
            Ok(()) if kind.entitles() => self.act = Some(ActDraft { kind, issued_on, valid_until }),
            Ok(()) => self.refusals.push(Note::new("act-gives-no-right", "act_kind", text)),
            Err(refusal) => self.refusals.push(Note::refusal(&refusal)),
        }
    }

    fn read_constraints(&mut self, row: &Row, columns: &Columns) {
        let text = columns.text(row, "children");
        if !text.is_empty() {
            let count =
                values::whole(text).into_value().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 15);
            let said_no = values::flag(text).into_value() == Some(false);
            self.children = count.or(said_no.then_some(0));
            self.unless(self.children.is_some(), "children-unclear", "children", text);
        }
        let text = columns.text(row, "times");
        if !text.is_empty() {
            match words::times(text) {
                Some(times) => self.times = times,
                None => self.doubts.push(Note::new("times-unclear", "times", text)),
            }
        }
    }

    fn unless(&mut self, known: bool, code: &str, field: &str, found: &str) {
        if !known {
            self.doubts.push(Note::new(code, field, found));
        }
    }

    fn day(&mut self, row: &Row, columns: &Columns, field: &str, today: NaiveDate) -> Option<NaiveDate> {
        let text = columns.text(row, field);
        if text.is_empty() {
            return None;
        }
        match values::day(text, &DateRule::event(today)) {
            Parsed::Ok(day) => Some(day),
            Parsed::Doubtful { value, reason } => {
                if !matches!(reason, Reason::SerialNumber | Reason::DigitsOnly | Reason::TwoDigitYear) {
                    self.doubts.push(Note::value(reason, field, text));
                }
                Some(value)
            }
            Parsed::Bad { reason } => {
                self.refusals.push(Note::value(reason, field, text));
                None
            }
        }
    }

    /// Writes what the row says into a person; what it does not say stays.
    pub fn write_into(&self, person: &mut Person, organisation: OrganisationId, today: NaiveDate) {
        let text = |target: &mut String, value: &str| {
            if !value.is_empty() {
                value.clone_into(target);
            }
        };
        text(&mut person.family_name, &self.family_name);
        text(&mut person.given_names, &self.given_names);
        text(&mut person.birth_place, &self.birth_place);
        text(&mut person.phone, &self.phone);
        text(&mut person.email, &self.email);
        person.birth_date = self.birth_date.or(person.birth_date);
        person.sex = self.sex.or(person.sex);
        if self.nationality.is_some() {
            person.nationality.clone_from(&self.nationality);
        }
        if let Some(language) = &self.language {
            person.language.clone_from(language);
        } else if person.language.is_empty() {
            person.language = self.likely_language.clone().unwrap_or_else(|| "de".to_owned());
        }
        if !self.address.street.is_empty()
            || !self.address.town.is_empty()
            || !self.address.postcode.is_empty()
        {
            let name = std::mem::take(&mut person.address.name);
            person.address = Place { name, ..self.address.clone() };
        }
        if !self.file_number.is_empty() && person.number_at(organisation) != Some(self.file_number.as_str()) {
            person.set_number_at(organisation, &self.file_number);
        }
        person.constraints.children_in_care = self.children.or(person.constraints.children_in_care);
        if !self.times.is_empty() {
            person.constraints.times.clone_from(&self.times);
        }
        self.write_status(person, today);
    }

    fn write_status(&self, person: &mut Person, today: NaiveDate) {
        if let Some(new) = &self.residence {
            let same = person.residences.iter_mut().find(|held| {
                held.kind == new.kind
                    && (held.issued_on == new.issued_on
                        || held.issued_on.is_none()
                        || new.issued_on.is_none())
            });
            match same {
                Some(held) => {
                    if !new.norm.is_empty() {
                        held.norm.clone_from(&new.norm);
                    }
                    held.issued_on = new.issued_on.or(held.issued_on);
                    held.valid_until = new.valid_until.or(held.valid_until);
                }
                None => person.residences.push(new.clone()),
            }
        }
        if let Some(system) =
            self.benefit.filter(|system| benefit_on(&person.benefits, today) != Some(*system))
        {
            for open in person.benefits.iter_mut().filter(|period| period.until.is_none()) {
                open.until = Some(today.max(open.from));
            }
            person.benefits.push(BenefitPeriod { system, from: today, until: None });
        }
    }
}

/// A norm alone names the document where the law leaves no choice.
fn norm_kind(text: &str) -> Option<ResidenceKind> {
    let number: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    match number.parse::<u16>().ok()? {
        9 | 26 if text.contains("Abs. 3") || text.contains("Abs. 4") || number == "9" => {
            Some(ResidenceKind::Niederlassungserlaubnis)
        }
        16..=38 => Some(ResidenceKind::Aufenthaltserlaubnis),
        55 => Some(ResidenceKind::Aufenthaltsgestattung),
        60 => Some(ResidenceKind::Duldung),
        81 => Some(ResidenceKind::Fiktionsbescheinigung),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::list_import::ImportKind;
    use std::collections::BTreeMap;

    fn one(heading: &[(&str, &str)], issuer: OrganisationKind) -> PersonDraft {
        let names: Vec<String> = heading.iter().map(|(code, _)| (*code).to_owned()).collect();
        let mapping: BTreeMap<String, String> =
            names.iter().map(|name| (name.clone(), name.clone())).collect();
        let columns = Columns::new(ImportKind::Persons, &names, &mapping);
        let cells = heading.iter().map(|(_, text)| sheets::Cell::text(*text)).collect();
        let row = Row { number: 7, cells, surplus: Vec::new() };
        read(&row, &columns, &Reading { today: "2026-11-25".parse().expect("a date"), issuer })
    }

    fn codes(notes: &[Note]) -> Vec<&str> {
        notes.iter().map(Note::code).collect()
    }

    #[test]
    fn a_full_name_with_a_comma_is_certain_and_one_without_is_not() {
        let certain = one(&[("full_name", "Ahmadi, Laila")], OrganisationKind::Jobcenter);
        assert_eq!((certain.family_name.as_str(), certain.given_names.as_str()), ("Ahmadi", "Laila"));
        assert!(certain.doubts.is_empty());
        let unsure = one(&[("full_name", "Laila Ahmadi")], OrganisationKind::Jobcenter);
        assert_eq!((unsure.family_name.as_str(), codes(&unsure.doubts)), ("Ahmadi", vec!["name-split"]));
    }

    #[test]
    fn birth_dates_keep_how_much_is_known() {
        let birth = |text| {
            one(
                &[("family_name", "A"), ("given_names", "B"), ("birth_date", text)],
                OrganisationKind::Jobcenter,
            )
        };
        assert_eq!(birth("1990").birth_date.map(|b| b.precision), Some(BirthPrecision::Year));
        assert!(birth("01.01.1990").doubts.is_empty());
        assert_eq!(birth("32934").birth_date.map(|b| b.date.to_string()).as_deref(), Some("1990-03-02"));
        assert_eq!(codes(&birth("31.02.1990").refusals), ["no-such-day"]);
    }

    #[test]
    fn a_duty_needs_its_date_and_its_own_authority() {
        let row = |date| {
            one(
                &[
                    ("family_name", "A"),
                    ("given_names", "B"),
                    ("act_kind", "Verpflichtung"),
                    ("act_issued_on", date),
                ],
                OrganisationKind::Jobcenter,
            )
        };
        assert_eq!(row("12.10.2026").act.map(|a| a.kind), Some(ActKind::VerpflichtungJobcenter));
        assert_eq!(codes(&row("").refusals), ["act-date-missing"]);
        assert_eq!(codes(&row("12.12.2026").refusals), ["act-in-the-future"]);
    }

    #[test]
    fn the_title_is_read_from_its_norm() {
        let draft = one(
            &[("family_name", "A"), ("given_names", "B"), ("residence", "§ 25 Abs. 2 AufenthG")],
            OrganisationKind::Jobcenter,
        );
        let residence = draft.residence.expect("a title");
        assert_eq!(
            (residence.kind, residence.norm.as_str()),
            (ResidenceKind::Aufenthaltserlaubnis, "§ 25 Abs. 2 AufenthG")
        );
    }

    #[test]
    fn writing_the_same_row_twice_changes_nothing() {
        let draft = one(
            &[
                ("family_name", "A"),
                ("given_names", "B"),
                ("benefit", "SGB II"),
                ("residence", "AE"),
                ("postcode", "91781"),
                ("times", "abends"),
            ],
            OrganisationKind::Jobcenter,
        );
        let today = "2026-11-25".parse().expect("a date");
        let mut person = Person::blank(domain::ids::PersonId(1), domain::ids::RegionId(1));
        draft.write_into(&mut person, OrganisationId(2), today);
        let once = person.clone();
        draft.write_into(&mut person, OrganisationId(2), today);
        assert_eq!(person, once);
    }
}
