//! One offer: what it is, from when, for whom, whom to ask; its owner publishes and withdraws it.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::{button, yes_no};
use crate::view::{Action, Badge, DescriptionList, Notice, Page, Tone, Value};
use app::commands::{ChangeMeasureOffer, OfferChange};
use app::queries::measures::{OfferRecord, OfferRow};
use domain::access::{Action as A, Resource as R};
use domain::ids::MeasureOfferId;
use domain::measure::OfferState;

/// A state as it is shown everywhere.
pub(super) fn state_badge(staff: &Staff, state: OfferState) -> Badge {
    let tone = match state {
        OfferState::Draft => Tone::Warning,
        OfferState::Published => Tone::Success,
        OfferState::Withdrawn => Tone::Neutral,
    };
    Badge::new(tone, staff.code("offer-state", state.code()))
}

/// The next first day, or that one may enter on any.
pub(super) fn starts(staff: &Staff, row: &OfferRow) -> Value {
    match (row.offer.rolling, row.next_start) {
        (true, _) => Value::text(staff.t("measures-rolling")),
        (false, Some(day)) => Value::Date(day),
        (false, None) => Value::text(staff.t("measures-starts-over")),
    }
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&OfferRecord { offer: input.id("id")? }).await?;
    let offer = &row.offer;
    let mut parts = Vec::new();
    if row.own && offer.state == OfferState::Draft {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("measures-draft-hint"))));
    }
    parts.push(Markup::of(&facts(&staff, &row)));
    let page = staff
        .titled(offer.title.clone())
        .lead(staff.code("measure-kind", offer.kind.code()))
        .badge(state_badge(&staff, offer.state))
        .crumb(staff.t("measures-title"), PATH)
        .help("measures");
    Ok(Answer::page(actions(&staff, &row, page), parts))
}

fn actions(staff: &Staff, row: &OfferRow, page: Page) -> Page {
    if !row.own || !staff.may(A::Change, R::MeasureOffer) {
        return page;
    }
    let path = format!("{PATH}/{}", row.offer.id);
    let post = |key: &str, what: &str| {
        button(staff, key, format!("{path}/{what}")).hidden("version", row.offer.version.to_string())
    };
    let page = match row.offer.state {
        OfferState::Draft | OfferState::Withdrawn => {
            page.action(post("measures-publish", "publish").primary())
        }
        OfferState::Published => page.action(post("measures-withdraw", "withdraw").quiet()),
    };
    page.action(Action::link(staff.t("record-edit"), format!("{path}/edit")))
}

fn facts(staff: &Staff, row: &OfferRow) -> DescriptionList {
    let offer = &row.offer;
    let place = [&offer.place.name, &offer.place.street, &offer.place.postcode, &offer.place.town];
    let place: Vec<&str> = place.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let mut days: Vec<Value> = offer
        .starts
        .iter()
        .filter(|day| **day >= staff.today)
        .map(|day| Value::text(wording::date_with_weekday(staff.language(), *day)))
        .collect();
    if offer.rolling {
        days.insert(0, Value::text(staff.t("measures-rolling")));
    }
    let days = if days.is_empty() { Value::text(staff.t("measures-starts-over")) } else { Value::List(days) };
    let times: Vec<String> = offer.times.iter().map(|time| staff.code("time-of-day", time.code())).collect();
    let stated = wording::date(staff.language(), offer.free_on);
    let free = [("free", row.free.into()), ("places", offer.places.into()), ("on", (&stated).into())];
    let weeks = offer.weeks.map(|weeks| staff.tn("measures-weeks", &[("weeks", weeks.into())]));
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("measures-column-owner"), Value::Foreign(row.owner.clone()))
        .item(staff.t("measures-column-place"), Value::Foreign(place.join(", ")))
        .item(staff.t("measures-column-starts"), days)
        .item(staff.t("measures-column-length"), weeks.map_or(Value::Missing, Value::text))
        .item(staff.t("measures-column-times"), Value::text(times.join(", ")))
        .item(
            staff.t("measures-column-level"),
            offer
                .level
                .map_or_else(|| staff.t("measures-level-none"), |level| staff.code("level", level.code())),
        )
        .item(staff.t("measures-column-places"), staff.tn("measures-places-of", &free))
        .item(staff.t("measures-column-child-care"), yes_no(staff, offer.child_care))
        .item(staff.t("measures-column-contact"), Value::Foreign(offer.contact.clone()));
    if let Some(measure) = app::measures::catalogue().of(offer.kind, staff.today) {
        let decides: Vec<String> =
            measure.decides.iter().map(|body| staff.code("responsible-body", body.code())).collect();
        list = list
            .item(staff.t("measures-column-decides"), decides.join(", "))
            .item(staff.t("measures-column-basis"), Value::Foreign(measure.basis.clone()));
    }
    list
}

async fn change(staff: &Staff, input: &Input, change: OfferChange, key: &str) -> Result<Answer, Problem> {
    let offer: MeasureOfferId = input.id("id")?;
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(input, ChangeMeasureOffer { offer, version, change }).await?;
    Ok(Answer::see(format!("{PATH}/{offer}")).done(key, &done))
}

/// Everybody of the region sees it.
pub async fn publish(staff: Staff, input: Input) -> Result<Answer, Problem> {
    change(&staff, &input, OfferChange::Publish, "measures-published").await
}

/// It is no longer offered.
pub async fn withdraw(staff: Staff, input: Input) -> Result<Answer, Problem> {
    change(&staff, &input, OfferChange::Withdraw, "measures-withdrawn").await
}
