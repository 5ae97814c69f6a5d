//! The list of slots, and one of them. Nobody stands in either.

use super::{kind_words, kinds, language_words, where_words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::people::choices::languages;
use crate::view::{
    Action, Badge, Column, DescriptionList, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::commands::WithdrawCounsellingSlot;
use app::queries::counselling_slots::{SlotList, SlotRecord, SlotRow};
use domain::access::{Action as A, Resource as R};
use domain::counselling::{HelpKind, SlotState};
use domain::ids::CounsellingSlotId;

const COLUMNS: [&str; 7] = [
    "counselling-day",
    "counselling-time",
    "counselling-body",
    "counselling-where",
    "counselling-languages",
    "counselling-kinds",
    "counselling-state",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let wanted = SlotList {
        from: query.get("from").and_then(|day| day.parse().ok()).unwrap_or(staff.today),
        only_free: query.get("free").is_some(),
        kind: query.get("kind").and_then(HelpKind::from_code),
        language: query.get("language").filter(|code| !code.is_empty()).map(str::to_owned),
    };
    let rows = staff.ask(&wanted).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("counselling-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let mut filter = FilterBar::new(staff.language(), &query)
        .field(Field::select("kind", staff.t("counselling-kinds"), kinds(&staff)))
        .field(Field::select("language", staff.t("counselling-language"), languages()));
    let own = staff.may(A::Create, R::CounsellingSlot);
    let mut page = staff.page("counselling-title");
    if own {
        filter = filter.field(Field::check("free", staff.t("counselling-only-free")));
        page = page
            .lead(staff.t("counselling-lead-own"))
            .action(Action::link(staff.t("counselling-offer"), "/counselling/new").primary())
            .action(Action::link(staff.t("counselling-appointments"), "/counselling/appointments"));
    } else {
        page = page.lead(staff.t("counselling-lead"));
    }
    let view = ListView::new(table, EmptyState::new(staff.t("counselling-empty"))).filter(filter);
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &SlotRow) -> Row {
    let slot = &row.slot;
    let day = wording::date_with_weekday(staff.language(), slot.held_on);
    let time = staff.tn(
        "counselling-time-text",
        &[("at", wording::Arg::Time(slot.starts_at)), ("minutes", slot.minutes.into())],
    );
    let values = vec![
        Value::link(day.clone(), format!("/counselling/slots/{}", slot.id)),
        Value::text(time),
        Value::Foreign(row.body.clone()),
        Value::Foreign(where_words(staff, slot)),
        Value::text(language_words(&slot.languages)),
        Value::text(kind_words(staff, &slot.kinds)),
        Value::Badge(badge(staff, slot.state)),
    ];
    Row::new(slot.id, day, values)
}

fn badge(staff: &Staff, state: SlotState) -> Badge {
    let tone = match state {
        SlotState::Open => Tone::Success,
        SlotState::Booked => Tone::Info,
        SlotState::Withdrawn => Tone::Neutral,
    };
    Badge::new(tone, staff.code("slot-state", state.code()))
}

/// One slot.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&SlotRecord { slot: input.id("id")? }).await?;
    let slot = &row.slot;
    let facts = DescriptionList::new(staff.language())
        .item(staff.t("counselling-body"), Value::Foreign(row.body.clone()))
        .item(staff.t("counselling-time"), Value::text(wording::time(staff.language(), slot.starts_at)))
        .item(staff.t("counselling-minutes"), Value::Number(slot.minutes))
        .item(staff.t("counselling-mode"), staff.code("slot-mode", slot.mode.code()))
        .item(staff.t("counselling-where"), Value::Foreign(where_words(&staff, slot)))
        .item(staff.t("counselling-languages"), language_words(&slot.languages))
        .item(staff.t("counselling-kinds"), kind_words(&staff, &slot.kinds));
    let page = staff
        .titled(wording::date_with_weekday(staff.language(), slot.held_on))
        .badge(badge(&staff, slot.state))
        .crumb(staff.t("counselling-title"), "/counselling");
    let mut parts = vec![Markup::of(&facts)];
    if staff.may(A::Change, R::CounsellingSlot) && slot.state == SlotState::Open {
        let form = staff
            .form(format!("/counselling/slots/{}/withdraw", slot.id))
            .version(slot.version)
            .submit(staff.t("counselling-withdraw"));
        parts.push(Markup::of(&form));
    }
    if !staff.may(A::Change, R::CounsellingSlot) {
        parts.push(Markup::paragraph(&staff.t("counselling-how-to-book")));
    }
    Ok(Answer::page(page, parts))
}

/// Takes it out of the offer.
pub async fn withdraw(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let slot: CounsellingSlotId = input.id("id")?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, WithdrawCounsellingSlot { slot, version }).await?;
    Ok(Answer::see("/counselling").done("counselling-withdrawn", &done))
}
