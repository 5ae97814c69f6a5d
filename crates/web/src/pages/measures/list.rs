//! Offers of measures in the region, the soonest first day first.

use super::PATH;
use super::offer::{starts, state_badge};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, ListView, Query, Row, Table, Tone, Value,
};
use app::queries::measures::{OfferFilter, OfferList, OfferRow};
use domain::access::{Action as A, Resource as R};
use domain::graduate::Route;
use domain::measure::{MeasureKind, OfferState};

const COLUMNS: [(&str, bool); 9] = [
    ("measures-column-title", false),
    ("measures-column-kind", false),
    ("measures-column-owner", false),
    ("measures-column-town", false),
    ("measures-column-start", false),
    ("measures-column-level", false),
    ("measures-column-places", true),
    ("measures-column-free", true),
    ("measures-column-child-care", false),
];

/// Instruments that can be offered today.
pub(super) fn kinds(staff: &Staff) -> Vec<Choice> {
    let rows = app::measures::catalogue().offered(staff.today);
    rows.map(|row| Choice::new(row.kind.code(), staff.code("measure-kind", row.kind.code()))).collect()
}

/// Routes on which something can be offered.
fn routes(staff: &Staff) -> Vec<Choice> {
    let routes = [Route::Training, Route::Work, Route::VocationalCourse, Route::School];
    let choice = |route: &Route| {
        let label = format!("{} {}", route.letter(), staff.code("graduate-route", route.code()));
        Choice::new(route.code(), label)
    };
    routes.iter().map(choice).collect()
}

fn filter_of(staff: &Staff, query: &Query) -> OfferFilter {
    OfferFilter {
        kind: query.get("kind").and_then(MeasureKind::from_code),
        route: query.get("route").and_then(Route::from_code),
        owner: query.get("own").map(|_| staff.organisation.id),
        from: query.get("from").and_then(|day| {
            use chrono::Datelike;
            crate::http::parse_day(day, staff.today.year())
        }),
        with_free_places: query.get("free").is_some(),
        with_child_care: query.get("care").is_some(),
        with_past: query.get("past").is_some(),
    }
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let rows = staff.ask(&OfferList { filter: filter_of(&staff, &query) }).await?;
    let columns = COLUMNS.iter().map(|(key, number)| match number {
        true => Column::number(staff.t(key)),
        false => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t("measures-title"), columns.collect())
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let writes = staff.may(A::Create, R::MeasureOffer);
    let mut filter = FilterBar::new(staff.language(), &query)
        .field(Field::select("kind", staff.t("measures-column-kind"), kinds(&staff)))
        .field(Field::select("route", staff.t("measures-filter-route"), routes(&staff)))
        .field(Field::date("from", staff.t("measures-filter-from")))
        .more(Field::check("free", staff.t("measures-filter-free")))
        .more(Field::check("care", staff.t("measures-filter-care")))
        .more(Field::check("past", staff.t("measures-filter-past")));
    let mut empty = EmptyState::new(staff.t("measures-empty"));
    let mut page = staff
        .page("measures-title")
        .lead(staff.t("measures-lead"))
        .help("measures")
        .action(Action::link(staff.t("measures-catalogue-title"), "/measures/catalogue"));
    if writes {
        filter = filter.more(Field::check("own", staff.t("measures-filter-own")));
        let new = Action::link(staff.t("measures-new"), "/measures/new").primary();
        page = page.action(new.clone());
        empty = empty.action(new);
    }
    let links = [
        ("recommendations-title", super::RECOMMENDATIONS, R::MeasureRecommendation),
        ("milestones-title", super::MILESTONES, R::RoutePlan),
    ];
    for (key, path, resource) in links {
        if staff.may(A::List, resource) {
            page = page.action(Action::link(staff.t(key), path));
        }
    }
    ListPage::new(page, ListView::new(table, empty).filter(filter)).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &OfferRow) -> Row {
    let offer = &row.offer;
    let free = match row.free {
        0 => Value::Badge(Badge::new(Tone::Neutral, staff.t("measures-full"))),
        free => Value::Number(free),
    };
    let level = offer.level.map_or_else(
        || Value::text(staff.t("measures-level-none")),
        |level| Value::text(staff.code("level", level.code())),
    );
    let title = Value::link(offer.title.clone(), format!("{PATH}/{}", offer.id));
    // what everybody sees needs no word; a draft and a withdrawn offer say what they are
    let title = match offer.state {
        OfferState::Published => title,
        OfferState::Draft | OfferState::Withdrawn => {
            Value::List(vec![title, Value::Badge(state_badge(staff, offer.state))])
        }
    };
    let values = vec![
        title,
        Value::text(staff.code("measure-kind", offer.kind.code())),
        Value::Foreign(row.owner.clone()),
        Value::Foreign(offer.place.town.clone()),
        starts(staff, row),
        level,
        Value::Number(offer.places),
        free,
        Value::text(crate::pages::courses::yes_no(staff, offer.child_care)),
    ];
    let line = Row::new(offer.id, offer.title.clone(), values);
    if offer.state == OfferState::Published { line } else { line.tone(Tone::Neutral) }
}
