//! The facts beside the chain, those first that are asked for at the counter, and what the tables say in short.

use crate::http::{Markup, Staff};
use crate::pages::people::{choices, rules};
use crate::view::{Action, DescriptionList, Value};
use app::queries::person_record::{PersonView, Rights};
use domain::access::FieldGroup;
use domain::case::Case;
use domain::ids::PersonId;
use domain::person::{BirthDate, BirthPrecision, FileNumber, Person};
use domain::residence::{BenefitPeriod, Residence};

/// Everything beside the chain.
pub(super) fn side(staff: &Staff, view: &PersonView) -> Vec<Markup> {
    let mut parts = vec![Markup::section(&staff.t("record-facts"), facts(staff, view))];
    parts.extend(view.rights.as_ref().map(|found| rights(staff, view.person.id, found)));
    parts
}

/// A birth date with the part that is known.
pub fn birth(staff: &Staff, birth: Option<BirthDate>) -> String {
    match birth {
        None => String::new(),
        Some(BirthDate { date, precision: BirthPrecision::Day }) => wording::date(staff.language(), date),
        Some(BirthDate { date, precision: BirthPrecision::Month }) => date.format("%m/%Y").to_string(),
        Some(BirthDate { date, precision: BirthPrecision::Year }) => date.format("%Y").to_string(),
    }
}

fn facts(staff: &Staff, view: &PersonView) -> Vec<Markup> {
    let person = &view.person;
    let or_hidden = |group, text: String| if view.shows(group) { Value::text(text) } else { Value::Hidden };
    let phone = match view.shows(FieldGroup::Contact) && !person.phone.is_empty() {
        true => Value::Foreign(person.phone.clone()),
        false => or_hidden(FieldGroup::Contact, String::new()),
    };
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("field-birth-date"), birth(staff, person.birth_date))
        .item(staff.t("field-phone"), phone)
        .item(staff.t("field-language"), Value::Foreign(choices::language(&person.language)))
        .item(staff.t("field-address"), or_hidden(FieldGroup::Contact, address(person)))
        .item(staff.t("intake-constraints"), or_hidden(FieldGroup::Constraints, constraints(staff, view)))
        .item(staff.t("field-file-number"), or_hidden(FieldGroup::FileNumbers, file_numbers(view)));
    if let Some(case) = view.case() {
        list = clocks(staff, view, case, list);
    }
    let list = list
        .item(staff.t("field-residence"), or_hidden(FieldGroup::Residence, residences(staff, person)))
        .item(staff.t("field-benefit"), or_hidden(FieldGroup::Benefit, benefits(staff, person)))
        .item(staff.t("record-fee"), fee(staff, view))
        .item(staff.t("field-nationality"), nationality(staff, person))
        .item(staff.t("field-sex"), staff.code("sex", person.sex.map_or("", |sex| sex.code())));
    let mut parts = vec![Markup::of(&list)];
    if !view.hidden.is_empty() {
        let groups: Vec<String> =
            view.hidden.iter().map(|group| staff.code("field-group", group.code())).collect();
        let said = staff.tn("record-hidden", &[("groups", groups.join(", ").as_str().into())]);
        parts.push(Markup::paragraph(&said));
    }
    parts
}

fn clocks(staff: &Staff, view: &PersonView, case: &Case, list: DescriptionList) -> DescriptionList {
    let clocks = case.clocks(staff.today);
    let days = |days: Option<i64>| {
        days.map_or(Value::Missing, |n| Value::text(staff.tn("people-days", &[("count", n.into())])))
    };
    list.item(staff.t("record-lead"), view.office(case.lead))
        .item(staff.t("record-zugangszeit"), days(clocks.zugangszeit))
        .item(staff.t("record-wartezeit"), days(clocks.wartezeit))
}

fn address(person: &Person) -> String {
    let at = &person.address;
    let whole = format!("{}, {} {}", at.street, at.postcode, at.town);
    whole.trim_matches([',', ' ']).to_owned()
}

fn file_numbers(view: &PersonView) -> String {
    let one = |held: &FileNumber| format!("{} ({})", held.number, view.office(held.organisation));
    view.person.file_numbers.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn residences(staff: &Staff, person: &Person) -> String {
    let one =
        |title: &Residence| format!("{} {}", staff.code("residence-kind", title.kind.code()), title.norm);
    person.residences.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn benefits(staff: &Staff, person: &Person) -> String {
    let one = |period: &BenefitPeriod| {
        let system = staff.code("benefit-system", period.system.code());
        format!("{system} ({})", wording::date(staff.language(), period.from))
    };
    person.benefits.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn fee(staff: &Staff, view: &PersonView) -> Value {
    match view.fee_waived {
        None => Value::Hidden,
        Some(true) => Value::text(staff.t("record-fee-waived")),
        Some(false) => Value::text(staff.t("record-fee-due")),
    }
}

fn nationality(staff: &Staff, person: &Person) -> String {
    choices::country(staff, person.nationality.as_deref().unwrap_or_default())
}

fn constraints(staff: &Staff, view: &PersonView) -> String {
    let held = &view.person.constraints;
    let mut parts = Vec::new();
    if let Some(children) = held.children_in_care.filter(|count| *count > 0) {
        parts.push(staff.tn("record-children", &[("count", i64::from(children).into())]));
    }
    parts.extend(held.times.iter().map(|time| staff.code("time-of-day", time.code())));
    if let Some(km) = held.reach_km {
        parts.push(format!("{km} km"));
    }
    if held.step_free {
        parts.push(staff.t("field-step-free"));
    }
    parts.extend(choices::wish_words(staff, &held.wishes));
    if let Some(literacy) = view.person.literacy {
        parts.push(staff.code("literacy", literacy.code()));
    }
    parts.join(", ")
}

/// What the tables say in one line, with the way to the whole answer.
fn rights(staff: &Staff, id: PersonId, found: &Rights) -> Markup {
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("rules-access"), Value::Badge(rules::access(staff, found.access)))
        .item(staff.t("rules-obligation"), staff.code("obligation", found.obligation.code()))
        .item(staff.t("rules-expires"), Value::date(found.expires_on));
    if found.needed > 0 {
        let said = staff.tn("rules-missing-count", &[("count", found.needed.into())]);
        list = list.item(staff.t("rules-missing"), said);
    }
    let more = Action::link(staff.t("rules-person-open"), format!("/people/{id}/rules"));
    let note = Markup::paragraph(&staff.t("rules-proposal"));
    Markup::section(&staff.t("rules-person-title"), [Markup::of(&list), note, Markup::of(&more)])
}
