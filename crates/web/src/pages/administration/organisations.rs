//! Bodies of the region and their letterheads.

use super::{is_operator, under};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Choice, Column, EmptyState, Entered, Field, Form, ListView, Row, Table, Tone, Value,
};
use app::commands::SaveOrganisation;
use app::queries::administration::OrganisationList;
use domain::ids::OrganisationId;
use domain::organisation::{Organisation, OrganisationKind, Place};

const PATH: &str = "/administration/organisations";

/// Bodies that one looks after.
async fn own(staff: &Staff) -> Result<Vec<Organisation>, Problem> {
    let mut all = staff.ask(&OrganisationList).await?;
    all.retain(|organisation| app::commands::looks_after(&staff.actor, organisation.id));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// The list.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = own(&staff).await?.into_iter().map(|organisation| {
        let state = if organisation.active {
            Value::badge(Tone::Success, staff.t("administration-open"))
        } else {
            Value::badge(Tone::Neutral, staff.t("administration-closed"))
        };
        let values = vec![
            Value::link(organisation.name.clone(), format!("{PATH}/{}", organisation.id)),
            Value::text(staff.code("organisation-kind", organisation.kind.code())),
            Value::text(organisation.seat.town.clone()),
            state,
        ];
        Row::new(organisation.id, organisation.name, values)
    });
    let columns = ["name", "kind", "town", "state"];
    let columns =
        columns.iter().map(|key| Column::new(staff.t(&format!("administration-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("administration-organisations"), columns)
        .rows(rows)
        .quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("administration-organisations-empty")));
    let mut page = under(&staff, "administration-organisations");
    if is_operator(&staff) {
        page = page.action(
            Action::link(staff.t("administration-organisation-new"), format!("{PATH}/new")).primary(),
        );
    }
    ListPage::new(page, view).answer(&staff, &input).await
}

/// The empty form.
pub(super) async fn new(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    if !is_operator(&staff) {
        return Err(Problem::Forbidden);
    }
    Ok(page(&staff, None, &Entered::default()))
}

/// The form of a body.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let organisation = find(&staff, input.id("id")?).await?;
    Ok(page(&staff, Some(&organisation), &Entered::default()))
}

async fn find(staff: &Staff, id: OrganisationId) -> Result<Organisation, Problem> {
    own(staff).await?.into_iter().find(|organisation| organisation.id == id).ok_or(Problem::NotFound)
}

fn page(staff: &Staff, organisation: Option<&Organisation>, entered: &Entered) -> Answer {
    let form = fields(staff, organisation);
    let form = if entered.pairs.is_empty() && entered.is_sound() { form } else { form.fill(entered) };
    let title = if organisation.is_some() {
        "administration-organisation"
    } else {
        "administration-organisation-new"
    };
    let page = under(staff, title).crumb(staff.t("administration-organisations"), PATH);
    Answer::page(page, [Markup::of(&form)]).status(if entered.is_sound() { 200 } else { 422 })
}

fn fields(staff: &Staff, organisation: Option<&Organisation>) -> Form {
    let t = |key: &str| staff.t(&format!("administration-{key}"));
    let known = organisation.cloned().unwrap_or_else(|| blank(staff));
    let path = organisation.map_or("new".to_owned(), |organisation| organisation.id.to_string());
    let mut form = staff
        .form(format!("{PATH}/{path}"))
        .version(known.version)
        .field(Field::text("name", t("column-name")).value(known.name).required())
        .field(Field::text("short_name", t("short-name")).hint(t("short-name-hint")).value(known.short_name));
    if organisation.is_none() {
        let kinds = OrganisationKind::ALL.iter();
        let kinds = kinds
            .map(|kind| Choice::new(kind.code(), staff.code("organisation-kind", kind.code())))
            .collect();
        form = form.field(Field::select("kind", t("column-kind"), kinds).value(known.kind.code()).required());
    }
    form = form
        .section_with(t("letterhead"), t("letterhead-hint"))
        .field(Field::text("seat_name", t("seat-name")).value(known.seat.name))
        .field(Field::text("street", t("street")).value(known.seat.street))
        .row(vec![
            Field::text("postcode", t("postcode")).value(known.seat.postcode),
            Field::text("town", t("column-town")).value(known.seat.town),
        ])
        .row(vec![
            Field::phone("phone", t("phone")).value(known.phone),
            Field::email("email", t("email")).value(known.email),
        ])
        .field(
            Field::text("colour", t("colour")).hint(t("colour-hint")).value(known.colour.unwrap_or_default()),
        );
    if organisation.is_some() {
        form = form.field(Field::check("active", t("organisation-active")).ticked(known.active));
    }
    form.cancel(PATH)
}

fn blank(staff: &Staff) -> Organisation {
    Organisation {
        id: OrganisationId(0),
        region: staff.region.id,
        version: 0,
        kind: OrganisationKind::Kurstraeger,
        name: String::new(),
        short_name: String::new(),
        seat: Place::default(),
        phone: String::new(),
        email: String::new(),
        colour: None,
        active: true,
    }
}

/// `#rrggbb`, as the letterhead needs it.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Creates or changes a body.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let known = match input.part("id") {
        "" if !is_operator(&staff) => return Err(Problem::Forbidden),
        "" => None,
        _ => Some(find(&staff, input.id("id")?).await?),
    };
    let mut read = input.read(staff.language());
    let name = read.required("name");
    let kind = read.code("kind", OrganisationKind::from_code);
    let version = read.number("version").unwrap_or(0);
    let colour = read.text("colour");
    if !colour.is_empty() && !is_colour(&colour) {
        read.wrong("colour", "administration-colour-wrong");
    }
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, known.as_ref(), &entered));
    }
    let mut wanted = known.clone().unwrap_or_else(|| blank(&staff));
    wanted.active = known.is_none() || read.tick("active");
    wanted.kind = kind.unwrap_or(wanted.kind);
    wanted.version = version;
    wanted.short_name =
        Some(read.text("short_name")).filter(|short| !short.is_empty()).unwrap_or_else(|| name.clone());
    wanted.name = name;
    wanted.seat.name = read.text("seat_name");
    wanted.seat.street = read.text("street");
    wanted.seat.postcode = read.text("postcode");
    wanted.seat.town = read.text("town");
    wanted.phone = read.text("phone");
    wanted.email = read.text("email");
    wanted.colour = Some(colour).filter(|colour| !colour.is_empty());
    match staff.run(&input, SaveOrganisation { organisation: wanted }).await {
        Ok(done) => Ok(Answer::see(PATH).done("administration-saved", &done)),
        Err(problem) => {
            Ok(page(&staff, known.as_ref(), &problem.at_fields(staff.language(), input.entered())?))
        }
    }
}
