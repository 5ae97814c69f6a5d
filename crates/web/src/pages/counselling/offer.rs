//! The form with which a counselling body offers slots.

use super::kinds;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices::languages;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::OfferCounselling;
use chrono::NaiveTime;
use domain::counselling::{HelpKind, SlotMode};
use domain::organisation::Place;

/// Minutes of a slot, unless the form says otherwise.
const USUAL_MINUTES: &str = "45";

/// Page.
pub async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&staff, None))
}

fn page(staff: &Staff, entered: Option<&Entered>) -> Answer {
    let page = staff.page("counselling-offer").crumb(staff.t("counselling-title"), "/counselling");
    let form = entered.map_or_else(|| fields(staff), |entered| fields(staff).fill(entered));
    Answer::page(page, [Markup::of(&form)]).status(if entered.is_some() { 422 } else { 200 })
}

fn fields(staff: &Staff) -> Form {
    let modes = SlotMode::ALL
        .iter()
        .map(|mode| Choice::new(mode.code(), staff.code("slot-mode", mode.code())))
        .collect();
    let seat = &staff.organisation.seat;
    staff
        .form("/counselling/new")
        .row(vec![
            Field::date("held_on", staff.t("counselling-day")).required(),
            Field::time("starts_at", staff.t("counselling-from")).required(),
            Field::number("minutes", staff.t("counselling-minutes")).value(USUAL_MINUTES).required(),
            Field::number("count", staff.t("counselling-count"))
                .hint(staff.t("counselling-count-hint"))
                .value("1")
                .required(),
        ])
        .field(
            Field::radios("mode", staff.t("counselling-mode"), modes)
                .value(SlotMode::Place.code())
                .required(),
        )
        .row(vec![
            Field::text("place_name", staff.t("counselling-where")).value(seat.name.clone()),
            Field::text("street", staff.t("field-street")).value(seat.street.clone()),
            Field::text("town", staff.t("field-town")).value(seat.town.clone()),
        ])
        .field(Field::checks("languages", staff.t("counselling-languages"), languages()).values(["de"]))
        .field(
            Field::checks("kinds", staff.t("counselling-kinds"), kinds(staff))
                .hint(staff.t("counselling-kinds-hint")),
        )
        .submit(staff.t("counselling-offer"))
        .cancel("/counselling")
}

/// Saves them.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let held_on = read.required_day("held_on");
    read.required("starts_at");
    let starts_at = read.time("starts_at");
    let (minutes, count) = (read.required_number("minutes"), read.required_number("count"));
    read.required("mode");
    let mode = read.code("mode", SlotMode::from_code);
    let place = Place {
        name: read.text("place_name"),
        street: read.text("street"),
        town: read.text("town"),
        ..Place::default()
    };
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, Some(&entered)));
    }
    let (Some(held_on), Some(mode)) = (held_on, mode) else { return Err(Problem::Unreadable) };
    let offer = OfferCounselling {
        held_on,
        starts_at: starts_at.unwrap_or(NaiveTime::MIN),
        minutes,
        count,
        mode,
        place,
        languages: input.texts("languages").map(str::to_owned).collect(),
        kinds: input.texts("kinds").filter_map(HelpKind::from_code).collect(),
    };
    match staff.run(&input, offer).await {
        Ok(done) => Ok(Answer::see("/counselling").done("counselling-offered", &done)),
        Err(problem) => Ok(page(&staff, Some(&problem.at_fields(staff.language(), input.entered())?))),
    }
}
