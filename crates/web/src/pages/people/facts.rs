//! Stating facts of a person for the rules: those that could change the answer first. What stands in the record is
//! changed there; here it can only be said that there is none.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::rules::words;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::{NewStatement, StateFacts};
use app::queries::person_rules::{PersonRules, PersonRulesView, group_of, is_stated};
use domain::eligibility::{FactKey, FactKind, FactPath, FactValue, Kept, SideInput};
use domain::ids::PersonId;

/// What can be stated, and how the form asks for it.
struct Asked<'a> {
    key: FactKey,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Flag,
    Date,
    Code(Vec<&'a str>),
    Codes(&'static [&'static str]),
    Number,
    /// Kept in the record; only that there is none is stated.
    Absent,
}

fn law_kind(path: FactPath) -> Option<Kind<'static>> {
    if path.kept() == Kept::RecordOrAbsent {
        return Some(Kind::Absent);
    }
    match path.kind() {
        FactKind::Flag => Some(Kind::Flag),
        FactKind::Date => Some(Kind::Date),
        FactKind::Code(codes) => Some(Kind::Code(codes.to_vec())),
        FactKind::Codes(codes) => Some(Kind::Codes(codes)),
        FactKind::Norm | FactKind::Country | FactKind::Obligations => None,
    }
}

fn side_kind(input: &SideInput) -> Kind<'_> {
    if input.number {
        Kind::Number
    } else if input.values.is_empty() {
        Kind::Flag
    } else {
        Kind::Code(input.values.iter().map(String::as_str).collect())
    }
}

/// Everything the asker may state, in the order of the form.
fn all(view: &PersonRulesView) -> Vec<Asked<'_>> {
    let law = FactPath::ALL.iter().copied().map(FactKey::Law).filter(is_stated).filter_map(|key| {
        let FactKey::Law(path) = key else { return None };
        Some(Asked { key: FactKey::Law(path), kind: law_kind(path)? })
    });
    let side = view.law.side().inputs().iter().filter(|input| input.stated.is_some());
    let side = side.map(|input| Asked { key: FactKey::Side(input.name.clone()), kind: side_kind(input) });
    let visible = |asked: &Asked| {
        group_of(&asked.key, view.law.side()).is_some_and(|group| !view.hidden.contains(&group))
    };
    law.chain(side).filter(visible).collect()
}

fn current<'a>(view: &'a PersonRulesView, key: &FactKey) -> Option<&'a FactValue> {
    view.statement(key).map(|statement| &statement.value)
}

/// What the field holds for a value.
fn held(kind: &Kind<'_>, value: Option<&FactValue>) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match (kind, value) {
        (_, None | Some(FactValue::Unknown)) => Vec::new(),
        (Kind::Flag, Some(FactValue::Flag(true))) => one("yes"),
        (Kind::Flag, Some(FactValue::Flag(false) | FactValue::Absent)) => one("no"),
        (Kind::Codes(_), Some(FactValue::Codes(codes))) if codes.is_empty() => one("none"),
        (Kind::Codes(_), Some(FactValue::Codes(codes))) => codes.clone(),
        (Kind::Codes(_), Some(FactValue::Absent)) => one("none"),
        (Kind::Absent, Some(FactValue::Absent)) => one("1"),
        (Kind::Date, Some(FactValue::Date(day))) => one(&day.format("%d.%m.%Y").to_string()),
        (Kind::Date, Some(FactValue::Absent)) => one("-"),
        (Kind::Code(_) | Kind::Number, Some(FactValue::Text(text))) => one(text),
        _ => Vec::new(),
    }
}

fn field(staff: &Staff, view: &PersonRulesView, asked: &Asked) -> Field {
    let (name, label) = (asked.key.field(), words::key(staff, &asked.key, view.law.side()));
    let held = held(&asked.kind, current(view, &asked.key));
    let first = held.first().cloned().unwrap_or_default();
    let choice = |code: &str| Choice::new(code, words::code(staff, code));
    match &asked.kind {
        Kind::Flag => {
            let choices =
                vec![Choice::new("yes", staff.t("rules-yes")), Choice::new("no", staff.t("rules-no"))];
            Field::select(name, label, choices).value(first)
        }
        Kind::Date => Field::text(name, label).hint(staff.t("facts-date-hint")).value(first),
        Kind::Code(codes) => {
            Field::select(name, label, codes.iter().map(|code| choice(code)).collect()).value(first)
        }
        Kind::Codes(codes) => {
            let choices = codes
                .iter()
                .map(|code| choice(code))
                .chain([Choice::new("none", staff.t("rules-fact-none-of-them"))])
                .collect();
            Field::checks(name, label, choices).values(held)
        }
        Kind::Number => Field::number(name, label).value(first),
        Kind::Absent => {
            let label = staff.tn("facts-there-is-none", &[("fact", label.as_str().into())]);
            Field::check(name, label).hint(staff.t("facts-absent-hint")).ticked(!first.is_empty())
        }
    }
}

async fn seen(staff: &Staff, input: &Input) -> Result<PersonRulesView, Problem> {
    let person: PersonId = input.id("id")?;
    staff.ask(&PersonRules { person, on: None }).await
}

/// The form.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    Ok(page(&staff, &view, None))
}

fn page(staff: &Staff, view: &PersonRulesView, entered: Option<&Entered>) -> Answer {
    let needed: Vec<FactPath> = view.needed().collect();
    let is_needed = |asked: &Asked| matches!(&asked.key, FactKey::Law(path) if needed.contains(path));
    let (first, rest): (Vec<Asked>, Vec<Asked>) = all(view).into_iter().partition(is_needed);
    let id = view.person.id;
    let mut form = staff.form(format!("/people/{id}/facts")).version(view.stated.1);
    let in_record: Vec<String> = needed
        .iter()
        .filter(|path| !is_stated(&FactKey::Law(**path)))
        .map(|path| words::fact(staff, *path))
        .collect();
    if !first.is_empty() {
        form = section(
            staff,
            view,
            form.section_with(staff.t("facts-needed"), staff.t("facts-needed-lead")),
            &first,
        );
    }
    form = form.field(Field::date("since", staff.t("facts-since")).hint(staff.t("facts-since-hint")));
    form = section(staff, view, form.section_with(staff.t("facts-more"), staff.t("facts-more-lead")), &rest);
    form = form.submit(staff.t("facts-save")).cancel(format!("/people/{id}/rules"));
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let person = &view.person;
    let page = staff
        .page("facts-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{id}"))
        .crumb(staff.t("rules-person-title"), format!("/people/{id}/rules"))
        .lead(staff.t("facts-lead"));
    let mut parts = Vec::new();
    if !in_record.is_empty() {
        let text = staff.tn("facts-in-record", &[("facts", in_record.join(", ").as_str().into())]);
        let action = crate::view::Action::link(staff.t("record-edit"), format!("/people/{id}/edit"));
        parts.push(Markup::of(&crate::view::Notice::new(crate::view::Tone::Info, text).action(action)));
    }
    parts.push(Markup::of(&form));
    let answer = Answer::page(page, parts);
    if entered.is_some() { answer.status(422) } else { answer }
}

fn section(staff: &Staff, view: &PersonRulesView, form: Form, asked: &[Asked]) -> Form {
    // two beside each other, so that the form stays short; boxes to tick take a line of their own
    let (boxes, lines): (Vec<&Asked>, Vec<&Asked>) =
        asked.iter().partition(|asked| matches!(asked.kind, Kind::Codes(_) | Kind::Absent));
    let form = lines
        .chunks(2)
        .fold(form, |form, pair| form.row(pair.iter().map(|asked| field(staff, view, asked)).collect()));
    boxes.into_iter().fold(form, |form, asked| form.field(field(staff, view, asked)))
}

/// The value of a field as it was sent; the error is a wording key.
fn sent(asked: &Asked, input: &Input, staff: &Staff) -> Result<FactValue, &'static str> {
    let name = asked.key.field();
    let text = input.text(&name);
    if let Kind::Codes(codes) = &asked.kind {
        let ticked: Vec<String> =
            input.texts(&name).filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let none = ticked.iter().any(|code| code == "none");
        return match (none, ticked.len()) {
            (_, 0) => Ok(FactValue::Unknown),
            (true, 1) => Ok(FactValue::Codes(Vec::new())),
            (true, _) => Err("facts-none-and-some"),
            (false, _) if ticked.iter().all(|code| codes.contains(&code.as_str())) => {
                Ok(FactValue::Codes(ticked))
            }
            (false, _) => Err("read-not-in-list"),
        };
    }
    if text.is_empty() {
        return Ok(FactValue::Unknown);
    }
    match &asked.kind {
        Kind::Absent => Ok(FactValue::Absent),
        Kind::Flag => match text {
            "yes" => Ok(FactValue::Flag(true)),
            "no" => Ok(FactValue::Flag(false)),
            _ => Err("read-not-in-list"),
        },
        Kind::Code(codes) if codes.contains(&text) => Ok(FactValue::Text(text.to_owned())),
        Kind::Code(_) => Err("read-not-in-list"),
        Kind::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(FactValue::Text(number.to_string())),
            _ => Err("read-not-a-number"),
        },
        Kind::Date if matches!(text, "-" | "–") => Ok(FactValue::Absent),
        Kind::Date => {
            let mut read = input.read(staff.language()).from_day(staff.today);
            read.day(&name).map(FactValue::Date).ok_or("read-not-a-date")
        }
        Kind::Codes(_) => Err("read-not-in-list"),
    }
}

/// Keeps what was changed.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let version = read.required_number("version");
    let since = read.day("since");
    let mut statements = Vec::new();
    for asked in all(&view) {
        let name = asked.key.field();
        let before = held(&asked.kind, current(&view, &asked.key));
        match sent(&asked, &input, &staff) {
            Err(key) => read.wrong(&name, key),
            Ok(value) if held(&asked.kind, Some(&value)) == before => {}
            Ok(value) => {
                let timeless = matches!(&asked.key, FactKey::Law(path) if !path.changes_over_time());
                let since = since.filter(|_| !timeless);
                statements.push(NewStatement { fact: asked.key, value, since });
            }
        }
    }
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &view, Some(&entered)));
    }
    let id = view.person.id;
    let command = StateFacts { person: id, version, statements };
    match staff.run(&input, command).await {
        Ok(done) => Ok(Answer::see(format!("/people/{id}/rules")).done("facts-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &view, Some(&entered)))
        }
    }
}
