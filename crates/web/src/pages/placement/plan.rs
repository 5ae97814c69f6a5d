//! Planning and changing a test day in one form. A new day starts from the last one's place, rooms and
//! examiners, so that mostly only the date is typed.

use super::list::day_words;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field, Form};
use app::commands::{ChangeSession, PlanSession, SessionPlan};
use app::queries::agreement::PossibleParties;
use app::queries::placement::{OneSession, SessionList, SessionRow};
use domain::access::{Action as A, Resource as R};
use domain::ids::SessionId;
use domain::organisation::{OrganisationKind, Place};
use domain::placement::{Session, examiners, rooms};

/// Empty form.
pub async fn new(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let last = last_own(&staff).await?;
    let hosts = hosts(&staff).await?;
    let form = fields(&staff, last.as_ref(), &hosts, false);
    Ok(new_page(&staff, &form))
}

fn new_page(staff: &Staff, form: &Form) -> Answer {
    let page = staff.page("placement-plan-title").crumb(staff.t("placement-list-title"), "/sessions");
    Answer::page(page, [Markup::of(form)])
}

async fn last_own(staff: &Staff) -> Result<Option<Session>, Problem> {
    let days = staff.ask(&SessionList::default()).await?;
    let own = days
        .into_iter()
        .map(|row| row.session)
        .filter(|session| session.organisation == staff.actor.organisation);
    Ok(own.max_by_key(|session| (session.held_on, session.id)))
}

/// Saves a new day.
pub async fn save_new(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let hosts = hosts(&staff).await?;
    let refused = |entered: Entered| {
        Ok(new_page(&staff, &fields(&staff, None, &hosts, false).fill(&entered)).status(422))
    };
    let plan = match read(&staff, &input, None) {
        Ok(plan) => plan,
        Err(entered) => return refused(entered),
    };
    match staff.run(&input, PlanSession { plan }).await {
        Ok(done) => Ok(Answer::see(format!("/sessions/{}", done.outcome)).done("placement-planned", &done)),
        Err(problem) => refused(problem.at_fields(staff.language(), input.entered())?),
    }
}

/// Form of a day that is planned.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = own(&staff, input.id("id")?).await?;
    let form = fields(&staff, Some(&row.session), &hosts(&staff).await?, true);
    Ok(edit_page(&staff, &row.session, &form))
}

fn edit_path(session: &Session) -> String {
    format!("/sessions/{}/edit", session.id)
}

fn edit_page(staff: &Staff, session: &Session, form: &Form) -> Answer {
    let page = staff
        .page("placement-change-title")
        .lead(staff.t("placement-change-lead"))
        .crumb(staff.t("placement-list-title"), "/sessions")
        .crumb(day_words(staff.language(), session.held_on), format!("/sessions/{}", session.id));
    Answer::page(page, [Markup::of(form)])
}

async fn own(staff: &Staff, session: SessionId) -> Result<SessionRow, Problem> {
    let row = staff.ask(&OneSession { session }).await?;
    if super::runs(staff, row.session.organisation) { Ok(row) } else { Err(Problem::NotFound) }
}

/// Saves a changed day.
pub async fn save_edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = own(&staff, input.id("id")?).await?;
    let session = &row.session;
    let hosts = hosts(&staff).await?;
    let refused = |entered: Entered| {
        let form = fields(&staff, Some(session), &hosts, true).fill(&entered);
        Ok(edit_page(&staff, session, &form).status(422))
    };
    let plan = match read(&staff, &input, Some(session)) {
        Ok(plan) => plan,
        Err(entered) => return refused(entered),
    };
    let version = input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default();
    match staff.run(&input, ChangeSession { session: session.id, version, plan }).await {
        Ok(done) => Ok(Answer::see(format!("/sessions/{}", session.id)).done("placement-changed", &done)),
        Err(problem) => refused(problem.at_fields(staff.language(), input.entered())?),
    }
}

/// Providers that may hold a test day in their turn.
async fn hosts(staff: &Staff) -> Result<Vec<Choice>, Problem> {
    if !staff.may(A::See, R::Agreement) {
        return Ok(Vec::new());
    }
    let bodies = staff.ask(&PossibleParties).await?;
    let providers = bodies.iter().filter(|body| body.kind == OrganisationKind::Kurstraeger);
    Ok(providers.map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect())
}

/// The form; `like` fills it, its date and host only when that very day is changed.
fn fields(staff: &Staff, like: Option<&Session>, hosts: &[Choice], change: bool) -> Form {
    let t = |key: &str| staff.t(key);
    let action = like.filter(|_| change).map_or_else(|| "/sessions/new".to_owned(), edit_path);
    let host = like.filter(|_| change).and_then(|session| session.host);
    let place = like.map(|session| session.place.clone()).unwrap_or_default();
    let lines = |lines: Vec<String>| lines.join("\n");
    let rooms = like
        .map(|s| lines(s.rooms.iter().map(|r| format!("{}: {}", r.name, r.seats)).collect()))
        .unwrap_or_default();
    let teachers = like
        .map(|s| lines(s.examiners.iter().map(|e| format!("{}: {}", e.name, e.licence)).collect()))
        .unwrap_or_default();
    let form = staff
        .form(action)
        .row(vec![
            Field::date("held_on", t("placement-held-on"))
                .required()
                .date_value(like.filter(|_| change).map(|s| s.held_on)),
            Field::time("starts_at", t("placement-starts-at"))
                .required()
                .time_value(like.map(|s| s.starts_at)),
        ])
        .section(t("placement-place-section"))
        .field(Field::text("place_name", t("placement-place-name")).value(place.name))
        .field(Field::text("street", t("placement-street")).value(place.street))
        .row(vec![
            Field::text("postcode", t("placement-postcode")).value(place.postcode),
            Field::text("town", t("placement-town")).value(place.town).required(),
        ])
        .section(t("placement-rooms-section"))
        .field(
            Field::area("rooms", t("placement-rooms"), 3)
                .hint(t("placement-rooms-hint"))
                .value(rooms)
                .required(),
        )
        .field(
            Field::area("examiners", t("placement-examiners"), 3)
                .hint(t("placement-examiners-hint"))
                .value(teachers)
                .required(),
        )
        .submit(t("placement-save"));
    let form = match hosts.is_empty() {
        true => form,
        false => form.field(
            Field::select("host", t("placement-host"), hosts.to_vec())
                .value(host.map(|host| host.to_string()).unwrap_or_default())
                .hint(t("placement-host-hint")),
        ),
    };
    match like.filter(|_| change) {
        Some(session) => form.version(session.version).cancel(format!("/sessions/{}", session.id)),
        None => form.cancel("/sessions"),
    }
}

/// What was typed. A place that kept its address keeps its coordinates.
fn read(staff: &Staff, input: &Input, before: Option<&Session>) -> Result<SessionPlan, Entered> {
    let language = staff.language();
    let mut read = input.read(language).from_day(staff.today);
    let held_on = read.required_day("held_on");
    if input.text("starts_at").is_empty() {
        read.wrong("starts_at", "read-missing");
    }
    let starts_at = read.time("starts_at");
    let place = Place {
        name: read.text("place_name"),
        street: read.text("street"),
        postcode: read.text("postcode"),
        town: read.required("town"),
        ..Place::default()
    };
    let known = [before.map(|session| &session.place), Some(&staff.organisation.seat)];
    let same =
        known.into_iter().flatten().find(|known| known.street == place.street && known.town == place.town);
    let place = match same {
        Some(known) => Place { ags: known.ags.clone(), lat: known.lat, lon: known.lon, ..place },
        None => place,
    };
    let host = read.id("host");
    if let Some(entered) = read.errors() {
        return Err(entered);
    }
    let wrong = |refusal| match Problem::Refused(refusal).at_fields(language, input.entered()) {
        Ok(entered) => entered,
        Err(_) => input.entered(),
    };
    let rooms = rooms(input.text("rooms")).map_err(wrong)?;
    let examiners = examiners(input.text("examiners")).map_err(wrong)?;
    match (held_on, starts_at) {
        (Some(held_on), Some(starts_at)) => {
            Ok(SessionPlan { held_on, starts_at, place, rooms, examiners, host })
        }
        _ => Err(input.entered()),
    }
}
