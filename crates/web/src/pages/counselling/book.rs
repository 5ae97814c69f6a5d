//! Booking a counselling slot for a person. Consent is asked for here where it is missing and noted in the same step.

use super::{kind_words, kinds, language_words, where_words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices::languages;
use crate::view::{Action, Choice, EmptyState, Entered, Field, Form, Notice, Tone};
use app::commands::BookCounselling;
use app::queries::counselling_slots::{Booking, BookingView, SlotRow};
use domain::access::{Action as A, Resource as R};
use domain::counselling::HelpKind;
use domain::ids::PersonId;

/// Page.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, input.id("id")?, None).await
}

async fn page(staff: &Staff, person: PersonId, back: Option<&Entered>) -> Result<Answer, Problem> {
    let view = staff.ask(&Booking { person }).await?;
    let mut page = staff.page("counselling-book").lead(view.name.clone());
    page = match staff.may(A::See, R::Person) {
        true => page.crumb(view.name.clone(), format!("/people/{person}")),
        false => page.crumb(staff.t("counselling-appointments"), "/counselling/appointments"),
    };
    if view.slots.is_empty() {
        let empty = EmptyState::new(staff.t("counselling-no-slots"))
            .action(Action::link(staff.t("counselling-title"), "/counselling"));
        return Ok(Answer::page(page, [Markup::of(&empty)]));
    }
    let fields = fields(staff, person, &view);
    let form = back.map_or_else(|| fields.clone(), |entered| fields.clone().fill(entered));
    let mut parts = Vec::new();
    if !view.agreed {
        let sheet =
            format!("/people/{person}/consents/sheet?recipients=counselling&language={}", view.language);
        let notice = Notice::new(Tone::Info, staff.t("counselling-consent-first"))
            .action(Action::link(staff.t("consents-print"), sheet));
        parts.push(Markup::of(&notice));
    }
    parts.push(Markup::of(&form));
    Ok(Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 }))
}

fn fields(staff: &Staff, person: PersonId, view: &BookingView) -> Form {
    let slots = view.slots.iter().map(|row| choice(staff, row)).collect();
    let mut form = staff
        .form(format!("/people/{person}/counselling"))
        .field(Field::select("slot", staff.t("counselling-slot"), slots).required())
        .field(Field::checks("kinds", staff.t("counselling-wanted"), kinds(staff)));
    if !view.agreed {
        form = form.field(Field::check("consent", staff.t("counselling-consent-signed"))).field(
            Field::select("language", staff.t("record-consent-language"), languages()).value(&view.language),
        );
    }
    form.submit(staff.t("counselling-book-now")).cancel(if staff.may(A::See, R::Person) {
        format!("/people/{person}")
    } else {
        "/counselling/appointments".to_owned()
    })
}

fn choice(staff: &Staff, row: &SlotRow) -> Choice {
    let slot = &row.slot;
    let label = staff.tn(
        "counselling-slot-text",
        &[
            ("on", slot.held_on.into()),
            ("at", wording::Arg::Time(slot.starts_at)),
            ("body", row.body.as_str().into()),
            ("place", where_words(staff, slot).as_str().into()),
            ("languages", language_words(&slot.languages).as_str().into()),
            ("kinds", kind_words(staff, &slot.kinds).as_str().into()),
        ],
    );
    Choice::new(slot.id.to_string(), label)
}

/// Books it.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let mut read = input.read(staff.language());
    read.required("slot");
    let (slot, signed) = (read.id("slot"), read.tick("consent"));
    let entered = match (read.errors(), slot) {
        (None, Some(slot)) => {
            let command = BookCounselling {
                person,
                slot,
                kinds: input.texts("kinds").filter_map(HelpKind::from_code).collect(),
                signed: signed.then(|| input.text("language").to_owned()),
            };
            match staff.run(&input, command).await {
                Ok(done) => {
                    let path = format!("/counselling/talks/{}", done.outcome);
                    return Ok(Answer::see(path).done("counselling-booked", &done));
                }
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        (Some(entered), _) => entered,
        (None, None) => return Err(Problem::Unreadable),
    };
    page(&staff, person, Some(&entered)).await
}
