//! Zusteuerung in one form, under three minutes: person, act, test appointment; possible duplicates with
//! their reasons before saving; a result page with number, next step, invitation, next person.

use super::appointment::days;
use super::choices;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::{Action, Choice, Confirmation, Entered, Field, Form, Notice, Tone};
use app::commands::{Appointment, NewAct, SteerIn, SteeredIn};
use app::imports::locate;
use app::queries::duplicates::{Candidate, DuplicateCandidates};
use app::queries::person_record::PersonRecord;
use domain::act::ActKind;
use domain::ids::{PersonId, RegionId, SeatingId};
use domain::matching::duplicates::{Identity, Verdict};
use domain::organisation::{OrganisationKind, Place};
use domain::person::{
    BirthDate, BirthPrecision, Constraints, DuplicateDecision, FileNumber, Literacy, Person, Sex, TimeOfDay,
    Wish,
};
use domain::placement::SeatingState;
use domain::residence::{BenefitPeriod, BenefitSystem, Residence, ResidenceKind};

/// Path of the form.
const PATH: &str = "/people/new";

/// The empty form.
pub async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    page(&staff, &[], None).await
}

async fn page(staff: &Staff, candidates: &[Candidate], entered: Option<&Entered>) -> Result<Answer, Problem> {
    let mut form = build(staff, candidates).await?;
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let page = staff
        .page("intake-title")
        .crumb(staff.t("people-list-title"), "/people")
        .lead(staff.t("intake-lead"));
    let answer = Answer::page(page, [Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// A candidate in one line: name, birth year, kinds of offices, reasons.
pub fn candidate_line(staff: &Staff, candidate: &Candidate) -> (String, String) {
    let glimpse = &candidate.glimpse;
    let year = glimpse.birth_year.map_or_else(String::new, |year| format!(" ({year})"));
    let offices: Vec<String> =
        glimpse.offices.iter().map(|kind| staff.code("organisation-kind", kind.code())).collect();
    let label = format!("{}, {}{year} · {}", glimpse.family_name, glimpse.given_names, offices.join(", "));
    let reasons: Vec<String> =
        candidate.likeness.reasons.iter().map(|reason| staff.t(&reason.wording_key())).collect();
    (label, reasons.join(" · "))
}

/// The question whether one of the candidates is meant; nothing to ask without any.
pub fn duplicates(staff: &Staff, form: Form, candidates: &[Candidate]) -> Form {
    if candidates.is_empty() {
        return form;
    }
    let mut choices: Vec<Choice> = candidates
        .iter()
        .map(|candidate| {
            let (label, reasons) = candidate_line(staff, candidate);
            Choice::new(
                candidate.glimpse.person.to_string(),
                staff.tn("intake-same-person", &[("who", label.as_str().into())]),
            )
            .hint(reasons)
        })
        .collect();
    choices.push(Choice::new("new", staff.t("intake-new-person")));
    let seen: Vec<String> = candidates.iter().map(|candidate| candidate.glimpse.person.to_string()).collect();
    form.section_with(staff.t("intake-duplicates"), staff.t("intake-duplicates-lead"))
        .hidden("seen", seen.join(" "))
        .field(Field::radios("decided", staff.t("intake-decided"), choices).required())
}

async fn build(staff: &Staff, candidates: &[Candidate]) -> Result<Form, Problem> {
    let kind = staff.actor.organisation_kind;
    let acts: Vec<&'static str> = choices::acts(kind).into_iter().map(ActKind::code).collect();
    let mut appointments = days(staff).await?;
    appointments.push(Choice::new("later", staff.t("intake-appointment-later")));
    let first = appointments.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let mut form = duplicates(staff, staff.form(PATH), candidates)
        .section(staff.t("intake-person"))
        .row(vec![
            Field::text("family_name", staff.t("field-family-name")).required(),
            Field::text("given_names", staff.t("field-given-names")),
        ])
        .row(vec![
            Field::text("birth_date", staff.t("field-birth-date")).hint(staff.t("intake-birth-hint")),
            Field::select(
                "sex",
                staff.t("field-sex"),
                choices::codes(staff, "sex", Sex::ALL.iter().map(|sex| sex.code())),
            ),
        ])
        .row(vec![
            Field::suggest("nationality", staff.t("field-nationality"), choices::countries(staff)),
            Field::select("language", staff.t("field-language"), choices::languages()).value("de"),
        ])
        .row(vec![
            Field::text("file_number", staff.t("field-file-number")),
            Field::phone("phone", staff.t("field-phone")),
        ])
        .row(vec![
            Field::text("street", staff.t("field-street")),
            Field::text("postcode", staff.t("field-postcode")),
            Field::text("town", staff.t("field-town")),
        ])
        .section(staff.t("intake-act"))
        .row(vec![
            Field::select("act_kind", staff.t("field-act-kind"), choices::codes(staff, "act-kind", acts))
                .required(),
            Field::date("issued_on", staff.t("field-issued-on")).date_value(Some(staff.today)).required(),
            Field::date("valid_until", staff.t("field-valid-until")),
        ]);
    form = legal_fields(staff, form, kind);
    form = form
        .section(staff.t("intake-appointment"))
        .field(Field::radios("appointment", staff.t("field-appointment"), appointments).value(first))
        .section_with(staff.t("intake-constraints"), staff.t("intake-constraints-lead"));
    Ok(constraint_fields(staff, form, &Person::blank(PersonId(0), RegionId(0)))
        .submit(staff.t("intake-submit"))
        .cancel("/people"))
}

fn legal_fields(staff: &Staff, form: Form, kind: OrganisationKind) -> Form {
    let residence = Field::select(
        "residence",
        staff.t("field-residence"),
        choices::codes(staff, "residence-kind", ResidenceKind::ALL.iter().map(|kind| kind.code())),
    );
    let form = form
        .row(vec![residence, Field::text("norm", staff.t("field-norm")).hint(staff.t("intake-norm-hint"))]);
    if kind.withholds(domain::access::FieldGroup::Benefit) {
        return form;
    }
    let benefits =
        choices::codes(staff, "benefit-system", BenefitSystem::ALL.iter().map(|system| system.code()));
    form.row(vec![
        Field::select("benefit", staff.t("field-benefit"), benefits),
        Field::date("benefit_from", staff.t("field-benefit-from")),
    ])
}

/// Fields of what limits the choice of a course; also on the edit page.
pub fn constraint_fields(staff: &Staff, form: Form, person: &Person) -> Form {
    let constraints = &person.constraints;
    let times = choices::codes(staff, "time-of-day", TimeOfDay::ALL.iter().map(|time| time.code()));
    let literacy = choices::codes(staff, "literacy", Literacy::ALL.iter().map(|literacy| literacy.code()));
    let number = |value: Option<u8>| value.map(|n| n.to_string()).unwrap_or_default();
    form.row(vec![
        Field::number("children_in_care", staff.t("field-children-in-care"))
            .value(number(constraints.children_in_care)),
        Field::text("reach_km", staff.t("field-reach-km"))
            .value(constraints.reach_km.map(|km| km.to_string()).unwrap_or_default()),
        Field::select("literacy", staff.t("field-literacy"), literacy)
            .value(person.literacy.map_or("", Literacy::code)),
        Field::number("school_years", staff.t("field-school-years")).value(number(person.school_years)),
    ])
    .field(
        Field::checks("times", staff.t("field-times"), times)
            .values(constraints.times.iter().map(|time| time.code())),
    )
    .field(Field::check("step_free", staff.t("field-step-free")).ticked(constraints.step_free))
    .field(choices::wishes(staff, constraints))
}

/// A birth date as typed: a day, or only a year (`1990`).
pub fn birth_date(read: &mut Read<'_>, input: &Input) -> Option<BirthDate> {
    let typed = input.text("birth_date");
    let year = typed.parse::<i32>().ok().filter(|year| typed.len() == 4 && (1900..=2100).contains(year));
    if let Some(date) = year.and_then(|year| chrono::NaiveDate::from_ymd_opt(year, 1, 1)) {
        return Some(BirthDate { date, precision: BirthPrecision::Year });
    }
    read.day("birth_date").map(|date| BirthDate { date, precision: BirthPrecision::Day })
}

/// What limits the choice of a course, as typed.
pub fn constraints(read: &mut Read<'_>, input: &Input) -> Constraints {
    Constraints {
        children_in_care: read.number("children_in_care").and_then(|n| u8::try_from(n).ok()),
        times: input.texts("times").filter_map(TimeOfDay::from_code).collect(),
        reach_km: read.decimal("reach_km").filter(|km| *km > 0.0),
        step_free: read.tick("step_free"),
        wishes: input.texts("wishes").filter_map(Wish::from_code).collect(),
    }
}

/// A small number, as typed.
pub fn small(read: &mut Read<'_>, field: &str) -> Option<u8> {
    read.number(field).and_then(|n| u8::try_from(n).ok())
}

/// The person as typed; coordinates are kept only if the address stayed the same.
fn person(staff: &Staff, read: &mut Read<'_>, input: &Input) -> Person {
    let mut person = Person::blank(PersonId(0), staff.actor.region);
    person.family_name = read.required("family_name");
    person.given_names = read.text("given_names");
    person.birth_date = birth_date(read, input);
    person.sex = read.code("sex", Sex::from_code);
    person.nationality = choices::country_code(staff, input.text("nationality"));
    person.language = read.text("language");
    person.phone = read.text("phone");
    person.address = Place {
        street: read.text("street"),
        postcode: read.text("postcode"),
        town: read.text("town"),
        ..Place::default()
    };
    locate(&mut person.address);
    let issued_on = read.day("issued_on");
    if let Some(kind) = read.code("residence", ResidenceKind::from_code) {
        person.residences.push(Residence {
            kind,
            norm: read.text("norm"),
            issued_on: None,
            valid_until: None,
            first_issue: None,
        });
    }
    if let Some(system) = read.code("benefit", BenefitSystem::from_code) {
        let from = read.day("benefit_from").or(issued_on).unwrap_or(staff.today);
        person.benefits.push(BenefitPeriod { system, from, until: None });
    }
    person.constraints = constraints(read, input);
    person.literacy = read.code("literacy", Literacy::from_code);
    person.school_years = small(read, "school_years");
    person
}

/// Candidates for what was typed, with the own file number.
async fn find_candidates(staff: &Staff, person: &Person, number: &str) -> Result<Vec<Candidate>, Problem> {
    let mut typed = person.clone();
    if !number.is_empty() {
        typed
            .file_numbers
            .push(FileNumber { organisation: staff.actor.organisation, number: number.to_owned() });
    }
    staff.ask(&DuplicateCandidates { identity: Identity::from(&typed) }).await
}

/// What was decided, if it covers every candidate that is shown.
pub fn decision(input: &Input) -> Option<DuplicateDecision> {
    match input.text("decided") {
        "" => None,
        "new" => {
            let seen = input.text("seen").split(' ').filter_map(|id| id.parse::<PersonId>().ok()).collect();
            Some(DuplicateDecision::NewPerson { seen })
        }
        id => id.parse().ok().map(DuplicateDecision::SamePerson),
    }
}

/// Saves, or shows what has to be decided or mended first.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    // a form sent again must not meet the person it made before as somebody's double
    if let Some(done) = staff.earlier::<SteerIn>(&input).await? {
        return Ok(Answer::see(format!("/people/{}/steered", done.outcome.person)));
    }
    let mut read = input.read(staff.language());
    let person = person(&staff, &mut read, &input);
    let kind = read.code("act_kind", ActKind::from_code);
    if kind.is_none() {
        read.required("act_kind");
    }
    let issued_on = read.required_day("issued_on");
    let valid_until = read.day("valid_until");
    let number = input.text("file_number").to_owned();
    let candidates = find_candidates(&staff, &person, &number).await?;
    if let Some(entered) = read.errors() {
        return page(&staff, &candidates, Some(&entered)).await;
    }
    let (Some(kind), Some(issued_on)) = (kind, issued_on) else {
        return page(&staff, &candidates, Some(&input.entered())).await;
    };
    let decided = decision(&input);
    let open = candidates.iter().any(|candidate| candidate.likeness.verdict >= Verdict::Likely);
    if decided.is_none() && open {
        let entered = input.entered().error("decided", staff.t("intake-decide-first"));
        return page(&staff, &candidates, Some(&entered)).await;
    }
    let appointment = match input.text("appointment") {
        "earliest" => Appointment::Earliest,
        id => id.parse().map_or(Appointment::Later, Appointment::At),
    };
    let act = NewAct { kind, issued_on, valid_until, basis: String::new() };
    let decided = decided.unwrap_or(DuplicateDecision::NewPerson { seen: Vec::new() });
    match staff.run(&input, SteerIn { person, own_number: number, act, appointment, decided }).await {
        Ok(done) => {
            let SteeredIn { person, known, .. } = done.outcome;
            let key = if known { "intake-done-known" } else { "intake-done" };
            Ok(Answer::see(format!("/people/{person}/steered")).done(key, &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &candidates, Some(&entered)).await
        }
    }
}

/// What happened, under which number, what next.
pub async fn steered(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonRecord { person: id }).await?;
    let case = view.case().ok_or(Problem::NotFound)?;
    let language = staff.language();
    let name = format!("{} {}", view.person.given_names, view.person.family_name);
    let mut result = Confirmation::new(language, staff.tn("intake-result", &[("name", name.trim().into())]))
        .number(staff.t("people-column-number"), case.number.clone());
    let booked = view
        .appointments
        .iter()
        .flatten()
        .find(|(seating, _)| seating.case == case.id && seating.state == SeatingState::Booked);
    if let Some((_, Some(session))) = booked {
        result = result.next(staff.tn(
            "intake-result-appointment",
            &[
                ("on", wording::Arg::Date(session.held_on)),
                ("at", wording::Arg::Time(session.starts_at)),
                ("place", wording::Arg::Text(&session.place.town)),
            ],
        ));
    }
    if let Some(next) = &case.next {
        result = result.next(staff.tn(
            "people-next-step",
            &[
                ("step", staff.code("step-code", next.what.code()).as_str().into()),
                ("who", view.office(next.organisation).into()),
                ("until", wording::Arg::Date(next.due_on)),
            ],
        ));
    }
    if let Some((seating, _)) = booked {
        result = result.action(print_invitation(&staff, seating.id).primary());
    }
    result = result
        .action(Action::link(staff.t("intake-next-person"), PATH))
        .link(staff.t("intake-to-record"), format!("/people/{id}"));
    let mut parts = vec![Markup::of(&result)];
    if case.lead != staff.actor.organisation {
        let text = staff.tn("intake-other-leads", &[("who", view.office(case.lead).into())]);
        parts.insert(0, Markup::of(&Notice::new(Tone::Info, text)));
    }
    let page = staff.page("intake-result-title").crumb(staff.t("people-list-title"), "/people");
    Ok(Answer::page(page, parts))
}

/// The button that writes and prints the invitation to a booked appointment.
pub fn print_invitation(staff: &Staff, seating: SeatingId) -> Action {
    Action::post(staff.t("intake-print"), "/letters/issue", &staff.shell().csrf)
        .hidden("seating", seating.to_string())
}
