//! The form of an offer: what, where, from when, how many places, whom to ask.

use super::PATH;
use super::list::kinds;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff, parse_day};
use crate::pages::people::choices;
use crate::view::field::Width;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::SaveMeasureOffer;
use app::queries::measures::OfferRecord;
use chrono::{Datelike, NaiveDate};
use domain::ids::MeasureOfferId;
use domain::measure::{MeasureKind, MeasureOffer, OfferState};
use domain::organisation::Place;
use domain::person::TimeOfDay;
use domain::placement::Level;

/// An offer of the own body that says nothing yet.
fn blank(staff: &Staff) -> MeasureOffer {
    let body = &staff.organisation;
    MeasureOffer {
        id: MeasureOfferId(0),
        region: body.region,
        version: 0,
        owner: body.id,
        kind: MeasureKind::Aktivierung,
        title: String::new(),
        place: Place { name: body.name.clone(), ..body.seat.clone() },
        starts: Vec::new(),
        rolling: false,
        weeks: None,
        places: 0,
        free: 0,
        free_on: staff.today,
        child_care: false,
        times: Vec::new(),
        level: None,
        contact: [body.phone.as_str(), body.email.as_str()].join(" ").trim().to_owned(),
        state: OfferState::Draft,
    }
}

fn number(value: i64) -> String {
    if value == 0 { String::new() } else { value.to_string() }
}

fn form(staff: &Staff, offer: &MeasureOffer) -> Form {
    let new = offer.id.0 == 0;
    let path = if new { PATH.to_owned() } else { format!("{PATH}/{}", offer.id) };
    let days: Vec<String> = offer.starts.iter().map(|day| day.format("%d.%m.%Y").to_string()).collect();
    let levels: Vec<Choice> = choices::codes(staff, "level", Level::ALL.iter().map(|level| level.code()));
    let times = choices::codes(staff, "time-of-day", TimeOfDay::ALL.iter().map(|time| time.code()));
    let kind = Field::select("kind", staff.t("measures-column-kind"), kinds(staff)).required();
    staff
        .form("/measures/new")
        .version(offer.version)
        .hidden("id", offer.id.to_string())
        .field(if new { kind } else { kind.value(offer.kind.code()) })
        .field(Field::text("title", staff.t("measures-column-title")).value(&offer.title).required())
        .section(staff.t("measures-column-place"))
        .row(vec![
            Field::text("place", staff.t("measures-place-name")).value(&offer.place.name),
            Field::text("street", staff.t("measures-street")).value(&offer.place.street),
        ])
        .row(vec![
            Field::text("postcode", staff.t("measures-postcode"))
                .value(&offer.place.postcode)
                .width(Width::Short),
            Field::text("town", staff.t("measures-column-town")).value(&offer.place.town),
        ])
        .section(staff.t("measures-section-when"))
        .field(
            Field::area("starts", staff.t("measures-column-starts"), 4)
                .hint(staff.t("measures-starts-hint"))
                .value(days.join("\n")),
        )
        .field(Field::check("rolling", staff.t("measures-rolling")).ticked(offer.rolling))
        .field(
            Field::number("weeks", staff.t("measures-form-weeks"))
                .value(offer.weeks.map(|weeks| weeks.to_string()).unwrap_or_default()),
        )
        .field(
            Field::checks("times", staff.t("measures-column-times"), times)
                .values(offer.times.iter().map(|time| time.code())),
        )
        .section(staff.t("measures-section-who"))
        .row(vec![
            Field::number("places", staff.t("measures-column-places")).value(number(offer.places)).required(),
            Field::number("free", staff.t("measures-form-free"))
                .value(if new { String::new() } else { offer.free.to_string() })
                .required(),
        ])
        .field(
            Field::select("level", staff.t("measures-column-level"), levels)
                .value(offer.level.map(|level| level.code()).unwrap_or_default()),
        )
        .field(Field::check("child_care", staff.t("measures-form-child-care")).ticked(offer.child_care))
        .field(
            Field::text("contact", staff.t("measures-column-contact"))
                .hint(staff.t("measures-contact-hint"))
                .value(&offer.contact)
                .required(),
        )
        .submit(staff.t("measures-save"))
        .cancel(path)
}

fn page(staff: &Staff, offer: &MeasureOffer, back: Option<&Entered>) -> Answer {
    let form = form(staff, offer);
    let form = match back {
        Some(entered) => form.fill(entered),
        None => form,
    };
    let title = if offer.id.0 == 0 { "measures-new" } else { "measures-edit" };
    let page = staff.page(title).lead(staff.t("measures-form-lead")).crumb(staff.t("measures-title"), PATH);
    Answer::page(page, [Markup::of(&form)]).status(if back.is_some() { 422 } else { 200 })
}

/// A new offer.
pub async fn create(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&staff, &blank(&staff), None))
}

/// An own offer.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&OfferRecord { offer: input.id("id")? }).await?;
    if !row.own {
        return Err(Problem::NotFound);
    }
    Ok(page(&staff, &row.offer, None))
}

/// First days, one in each line or between commas; the first that is none is the mistake.
fn days(read: &mut Read<'_>, text: &str, year: i32) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    for part in text.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match parse_day(part, year) {
            Some(day) => found.push(day),
            None => {
                read.wrong("starts", "read-not-a-date");
                return found;
            }
        }
    }
    found
}

fn offer(staff: &Staff, input: &Input, read: &mut Read<'_>) -> Option<MeasureOffer> {
    let before = blank(staff);
    read.required("kind");
    let kind = read.code("kind", MeasureKind::from_code);
    let (title, contact) = (read.required("title"), read.required("contact"));
    let text = read.text("starts");
    let starts = days(read, &text, staff.today.year());
    let (places, free) = (read.required_number("places"), read.required_number("free"));
    let weeks = read.number("weeks");
    let level = read.code("level", Level::from_code);
    let town = read.text("town");
    // the way is counted from the seat where the offer is in the same town
    let seat = &staff.organisation.seat;
    let near = seat.town == town;
    let place = Place {
        name: read.text("place"),
        street: read.text("street"),
        postcode: read.text("postcode"),
        ags: if near { seat.ags.clone() } else { String::new() },
        lat: seat.lat.filter(|_| near),
        lon: seat.lon.filter(|_| near),
        town,
    };
    Some(MeasureOffer {
        id: read.id("id").unwrap_or(MeasureOfferId(0)),
        version: read.number("version").unwrap_or_default(),
        kind: kind?,
        title,
        place,
        starts,
        rolling: read.tick("rolling"),
        weeks,
        places,
        free,
        child_care: read.tick("child_care"),
        times: input.texts("times").filter_map(TimeOfDay::from_code).collect(),
        level,
        contact,
        ..before
    })
}

/// Saves it.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let offer = offer(&staff, &input, &mut read);
    let shown = || MeasureOffer {
        id: input.text("id").parse().unwrap_or(MeasureOfferId(0)),
        version: input.text("version").parse().unwrap_or_default(),
        ..blank(&staff)
    };
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &shown(), Some(&entered)));
    }
    let offer = offer.ok_or(Problem::Unreadable)?;
    match staff.run(&input, SaveMeasureOffer { offer }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("measures-saved", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &shown(), Some(&entered)))
        }
    }
}
