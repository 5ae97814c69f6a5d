//! Changing a person's data; two people in one record see both values and choose field by field.

use super::{choices, intake};
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::form::Part;
use crate::view::notice::{Conflict, ConflictField};
use crate::view::{Entered, Field, Form, Value};
use app::commands::ChangePerson;
use app::imports::locate;
use app::queries::person_record::{PersonRecord, PersonView};
use domain::access::FieldGroup;
use domain::ids::PersonId;
use domain::organisation::Place;
use domain::person::{ConstraintsPart, ContactPart, IdentityPart, Literacy, Person, PersonChange, Sex};
use domain::residence::{BenefitPeriod, BenefitSystem, Residence, ResidenceKind};

/// The form with what stands in the record.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    page(&staff, &view, None)
}

fn page(staff: &Staff, view: &PersonView, entered: Option<&Entered>) -> Result<Answer, Problem> {
    let mut form = build(staff, view);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let person = &view.person;
    let page = staff
        .page("edit-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{}", person.id));
    let answer = Answer::page(page, [Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

fn build(staff: &Staff, view: &PersonView) -> Form {
    let person = &view.person;
    let path = format!("/people/{}", person.id);
    let mut form = staff.form(format!("{path}/edit")).version(person.version);
    if view.shows(FieldGroup::Identity) {
        form = identity(staff, form, person);
    }
    if view.shows(FieldGroup::Contact) {
        form = contact(staff, form, person);
    }
    if view.shows(FieldGroup::FileNumbers) {
        let number = person.number_at(staff.actor.organisation).unwrap_or_default().to_owned();
        form = form.field(Field::text("file_number", staff.t("field-file-number")).value(number));
    }
    if view.shows(FieldGroup::Residence) {
        let last = person.residences.last();
        let kinds =
            choices::codes(staff, "residence-kind", ResidenceKind::ALL.iter().map(|kind| kind.code()));
        form = form.section(staff.t("field-residence")).row(vec![
            Field::select("residence", staff.t("field-residence"), kinds)
                .value(last.map_or("", |r| r.kind.code())),
            Field::text("norm", staff.t("field-norm"))
                .value(last.map(|r| r.norm.clone()).unwrap_or_default()),
            Field::date("residence_until", staff.t("field-valid-until"))
                .date_value(last.and_then(|r| r.valid_until)),
        ]);
    }
    if view.shows(FieldGroup::Benefit) {
        let last = person.benefits.last();
        let systems =
            choices::codes(staff, "benefit-system", BenefitSystem::ALL.iter().map(|system| system.code()));
        form = form.row(vec![
            Field::select("benefit", staff.t("field-benefit"), systems)
                .value(last.map_or("", |b| b.system.code())),
            Field::date("benefit_from", staff.t("field-benefit-from")).date_value(last.map(|b| b.from)),
        ]);
    }
    if view.shows(FieldGroup::Constraints) {
        form = intake::constraint_fields(staff, form.section(staff.t("intake-constraints")), person);
    }
    form.submit(staff.t("edit-submit")).cancel(path)
}

fn identity(staff: &Staff, form: Form, person: &Person) -> Form {
    let sexes = choices::codes(staff, "sex", Sex::ALL.iter().map(|sex| sex.code()));
    let birth = super::record::birth(staff, person.birth_date);
    form.section(staff.t("intake-person"))
        .row(vec![
            Field::text("family_name", staff.t("field-family-name")).value(&person.family_name).required(),
            Field::text("given_names", staff.t("field-given-names")).value(&person.given_names),
            Field::text("own_script_name", staff.t("field-own-script-name")).value(&person.own_script_name),
        ])
        .row(vec![
            Field::text("birth_date", staff.t("field-birth-date"))
                .hint(staff.t("intake-birth-hint"))
                .value(birth),
            Field::text("birth_place", staff.t("field-birth-place")).value(&person.birth_place),
            Field::select("sex", staff.t("field-sex"), sexes).value(person.sex.map_or("", |sex| sex.code())),
            Field::suggest("nationality", staff.t("field-nationality"), choices::countries(staff))
                .value(person.nationality.clone().unwrap_or_default()),
        ])
}

fn contact(staff: &Staff, form: Form, person: &Person) -> Form {
    form.section(staff.t("field-address"))
        .row(vec![
            Field::text("street", staff.t("field-street")).value(&person.address.street),
            Field::text("postcode", staff.t("field-postcode")).value(&person.address.postcode),
            Field::text("town", staff.t("field-town")).value(&person.address.town),
        ])
        .row(vec![
            Field::phone("phone", staff.t("field-phone")).value(&person.phone),
            Field::email("email", staff.t("field-email")).value(&person.email),
            Field::select("language", staff.t("field-language"), choices::languages())
                .value(&person.language),
        ])
}

/// The change the form means, for the groups that were on it.
fn change(staff: &Staff, read: &mut Read<'_>, input: &Input, view: &PersonView) -> PersonChange {
    let old = &view.person;
    let shows = |group| view.shows(group);
    PersonChange {
        identity: shows(FieldGroup::Identity).then(|| IdentityPart {
            family_name: read.required("family_name"),
            given_names: read.text("given_names"),
            own_script_name: read.text("own_script_name"),
            birth_date: intake::birth_date(read, input),
            birth_place: read.text("birth_place"),
            sex: read.code("sex", Sex::from_code),
            nationality: choices::country_code(staff, input.text("nationality")),
        }),
        contact: shows(FieldGroup::Contact).then(|| ContactPart {
            language: read.text("language"),
            address: address(read, &old.address),
            phone: read.text("phone"),
            email: read.text("email"),
        }),
        constraints: shows(FieldGroup::Constraints).then(|| ConstraintsPart {
            constraints: intake::constraints(read, input),
            literacy: read.code("literacy", Literacy::from_code),
            school_years: intake::small(read, "school_years"),
        }),
        residences: shows(FieldGroup::Residence).then(|| residences(read, old)),
        benefits: shows(FieldGroup::Benefit).then(|| benefits(staff, read, old)),
        own_number: shows(FieldGroup::FileNumbers).then(|| read.text("file_number")),
    }
}

/// The address as typed; what is known about the place stays only while street and town stay.
fn address(read: &mut Read<'_>, old: &Place) -> Place {
    let mut typed = Place {
        street: read.text("street"),
        postcode: read.text("postcode"),
        town: read.text("town"),
        ..Place::default()
    };
    locate(&mut typed);
    let same = (&typed.street, &typed.postcode, &typed.town) == (&old.street, &old.postcode, &old.town);
    if same { old.clone() } else { typed }
}

/// The last title as typed; another kind or norm is a further title, the same one is corrected.
fn residences(read: &mut Read<'_>, old: &Person) -> Vec<Residence> {
    let mut all = old.residences.clone();
    let (norm, valid_until) = (read.text("norm"), read.day("residence_until"));
    let Some(kind) = read.code("residence", ResidenceKind::from_code) else { return all };
    match all.last_mut() {
        Some(last) if last.kind == kind && last.norm == norm => last.valid_until = valid_until,
        _ => all.push(Residence { kind, norm, issued_on: None, valid_until, first_issue: None }),
    }
    all
}

/// The last benefit as typed; another system ends the one before it.
fn benefits(staff: &Staff, read: &mut Read<'_>, old: &Person) -> Vec<BenefitPeriod> {
    let mut all = old.benefits.clone();
    let from = read.day("benefit_from");
    let Some(system) = read.code("benefit", BenefitSystem::from_code) else { return all };
    let from = from.unwrap_or(staff.today);
    match all.last_mut() {
        Some(last) if last.system == system => last.from = from,
        Some(last) => {
            last.until = Some(from);
            all.push(BenefitPeriod { system, from, until: None });
        }
        None => all.push(BenefitPeriod { system, from, until: None }),
    }
    all
}

/// What was typed, with the record's own value wherever somebody chose to keep it (`keep_<field>=theirs`).
fn chosen(staff: &Staff, mut input: Input, view: &PersonView) -> Input {
    let theirs: Vec<String> = input
        .pairs
        .iter()
        .filter(|(_, value)| value == "theirs")
        .filter_map(|(name, _)| name.strip_prefix("keep_").map(str::to_owned))
        .collect();
    if theirs.is_empty() {
        return input;
    }
    for part in build(staff, view).parts {
        let fields = match part {
            Part::Field(field) => vec![*field],
            Part::Row(fields) | Part::More(_, fields) => fields,
            Part::Section(..) => Vec::new(),
        };
        for field in fields.into_iter().filter(|field| theirs.contains(&field.name)) {
            input.pairs.retain(|(name, _)| *name != field.name);
            input.pairs.extend(field.values.into_iter().map(|value| (field.name.clone(), value)));
        }
    }
    input
}

/// Saves; a mistake or a second person in the record brings the form back with everything typed.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonRecord { person: id }).await?;
    let input = chosen(&staff, input, &view);
    let mut read = input.read(staff.language());
    let version = read.required_number("version");
    let change = change(&staff, &mut read, &input, &view);
    if let Some(entered) = read.errors() {
        return page(&staff, &view, Some(&entered));
    }
    match staff.run(&input, ChangePerson { person: id, version, change: change.clone() }).await {
        Ok(done) => Ok(Answer::see(format!("/people/{id}")).done("edit-done", &done)),
        Err(Problem::Conflict(_)) => conflict(&staff, &input, &view, change),
        Err(problem) => page(&staff, &view, Some(&problem.at_fields(staff.language(), input.entered())?)),
    }
}

/// Both values side by side for every field that differs from what stands in the record now.
fn conflict(
    staff: &Staff,
    input: &Input,
    view: &PersonView,
    change: PersonChange,
) -> Result<Answer, Problem> {
    let theirs = &view.person;
    let mut mine = theirs.clone();
    change.apply(&mut mine, staff.actor.organisation, |group| view.shows(group))?;
    let who = view
        .timeline
        .first()
        .and_then(|entry| entry.organisation)
        .map(|office| view.office(office))
        .unwrap_or_default();
    let when = view
        .timeline
        .first()
        .map(|entry| wording::time(staff.language(), staff.site.clock.time_of(entry.recorded_at)));
    let action = format!("/people/{}/edit", theirs.id);
    let mut page_part = Conflict::new(
        staff.language(),
        (&action, &staff.shell().csrf, theirs.version),
        who,
        when.unwrap_or_default(),
    )
    .cancel(format!("/people/{}", theirs.id));
    let differing = domain::person::differences(theirs, &mine);
    for change in &differing {
        page_part = page_part.field(ConflictField {
            name: change.field.to_owned(),
            label: staff.t(&format!("field-{}", change.field.replace('_', "-"))),
            before: Value::Missing,
            mine: Value::text(change.after.clone()),
            mine_raw: input.text(change.field).to_owned(),
            theirs: Value::text(change.before.clone()),
        });
    }
    for (name, value) in &input.pairs {
        let shown = differing.iter().any(|change| change.field == name);
        if !shown && !["csrf", "version"].contains(&name.as_str()) {
            page_part = page_part.keep(name.clone(), value.clone());
        }
    }
    let page = staff.page("edit-conflict-title").crumb(staff.t("people-list-title"), "/people");
    Ok(Answer::page(page, [Markup::of(&page_part)]).status(409))
}
