//! Deadlines of the law and of the region: what starts the clock, how long it runs, should or must, what happens
//! at the end. Those of the region can be set otherwise from a day on.

use super::{under, words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Badge, Choice, Column, Entered, Field, Language, Row, Table, Tone, Value};
use app::commands::SetDeadline;
use app::queries::administration::OwnRegion;
use app::queries::rules::LawInUse;
use chrono::NaiveDate;
use domain::access::{Action as A, Resource as R};
use domain::calendar::{Period, Unit};
use domain::deadline::{Bindingness, Deadline, RegionalDeadline, Side};
use domain::region::{Region, Settings};

const PATH: &str = "/rules/deadlines";

const UNITS: &[(&str, Unit)] = &[
    ("days", Unit::Days),
    ("working_days", Unit::WorkingDays),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("years", Unit::Years),
];

/// The page.
pub(super) async fn list(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let law = staff.ask(&LawInUse::default()).await?;
    let settings = &staff.region.settings;
    let parts = [
        Markup::section(&staff.t("rules-deadlines-law"), [of_law(&staff, law.set.deadlines().all())]),
        Markup::section(
            &staff.t("rules-deadlines-region"),
            [Markup::paragraph(&staff.t("rules-deadlines-region-lead")), of_region(&staff, settings)],
        ),
    ];
    Ok(Answer::page(under(&staff, "rules-deadlines").lead(staff.t("rules-deadlines-lead")).wide(), parts))
}

fn binding(staff: &Staff, kind: Bindingness) -> Value {
    match kind {
        Bindingness::Must => Value::Badge(Badge::new(Tone::Danger, staff.t("rules-must"))),
        Bindingness::Should => Value::Badge(Badge::new(Tone::Info, staff.t("rules-should"))),
    }
}

fn columns(staff: &Staff, last: &str) -> Vec<Column> {
    let keys = ["id", "clock", "length", "kind", "consequence", last];
    keys.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect()
}

fn of_law<'a>(staff: &Staff, all: impl Iterator<Item = &'a Deadline>) -> Markup {
    let mut deadlines: Vec<&Deadline> = all.collect();
    deadlines.sort_by(|a, b| a.id.cmp(&b.id));
    let rows = deadlines.into_iter().map(|deadline| {
        let length = match deadline.length {
            Some(length) => words::period(staff, length),
            None => staff.t("rules-no-length"),
        };
        let until = deadline.valid_until.map(|day| {
            staff.tn("rules-below", &[("value", wording::date(staff.language(), day).as_str().into())])
        });
        let from = deadline.valid_from.map(|day| {
            staff.tn("rules-from", &[("value", wording::date(staff.language(), day).as_str().into())])
        });
        let valid: Vec<String> = from.into_iter().chain(until).collect();
        let source = [deadline.source.clone(), valid.join(" ")];
        let source = source.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let values = vec![
            Value::text(deadline.id.clone()),
            Value::text(deadline.clock.clone()),
            Value::text(shifted(staff, length, deadline.shift_from_weekend)),
            binding(staff, deadline.kind),
            Value::text(deadline.consequence.clone()),
            Value::Lines(deadline.citation.clone(), source),
        ];
        Row::new(&deadline.id, deadline.id.clone(), values)
    });
    let table = Table::new(staff.language(), staff.t("rules-deadlines-law"), columns(staff, "source"));
    Markup::of(&table.rows(rows).quiet_caption().content_language(Language::De))
}

fn shifted(staff: &Staff, length: String, shifts: bool) -> String {
    if shifts { format!("{length}; {}", staff.t("rules-shifts")) } else { length }
}

/// The lengths of a deadline: the delivered one, then what the region set.
fn lengths(staff: &Staff, deadline: &RegionalDeadline, settings: &Settings) -> Value {
    let before = |text: String| match deadline.side {
        Side::Before => staff.tn("rules-before", &[("length", text.as_str().into())]),
        Side::After => text,
    };
    let first = shifted(staff, before(words::period(staff, deadline.length)), deadline.shift_from_weekend);
    let set = settings.deadlines.iter().filter(|change| change.activity == deadline.activity).map(|change| {
        let on = wording::date(staff.language(), change.from);
        let since = staff.tn("rules-from", &[("value", on.as_str().into())]);
        Value::text(format!("{since}: {}", before(words::period(staff, change.length))))
    });
    Value::List(std::iter::once(Value::text(first)).chain(set).collect())
}

fn of_region(staff: &Staff, settings: &Settings) -> Markup {
    let may = staff.may(A::Change, R::Region);
    let rows = staff.site.tables.periods.regional.all().iter().map(|deadline| {
        let name = format!("{} {}", deadline.activity, deadline.label);
        let first = match may {
            true => Value::link(name.clone(), format!("{PATH}/{}", deadline.activity)),
            false => Value::text(name.clone()),
        };
        let values = vec![
            first,
            Value::text(deadline.clock.clone()),
            lengths(staff, deadline, settings),
            binding(staff, deadline.kind),
            Value::text(deadline.consequence.clone()),
            Value::text(deadline.source.clone()),
        ];
        Row::new(&deadline.activity, name, values)
    });
    let table = Table::new(staff.language(), staff.t("rules-deadlines-region"), columns(staff, "source"));
    Markup::of(&table.rows(rows).quiet_caption().content_language(Language::De))
}

fn wanted<'a>(staff: &'a Staff, input: &Input) -> Result<&'a RegionalDeadline, Problem> {
    staff.site.tables.periods.regional.get(input.part("activity")).ok_or(Problem::NotFound)
}

/// The form of one deadline.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let region = staff.ask(&OwnRegion).await?;
    Ok(page(&staff, wanted(&staff, &input)?, &region, None))
}

fn holding(staff: &Staff, deadline: &RegionalDeadline, region: &Region, on: NaiveDate) -> Period {
    let regional = &staff.site.tables.periods.regional;
    regional.length(&deadline.activity, &region.settings.deadlines, on).unwrap_or(deadline.length)
}

fn page(staff: &Staff, deadline: &RegionalDeadline, region: &Region, entered: Option<&Entered>) -> Answer {
    let now = holding(staff, deadline, region, staff.today);
    let unit = UNITS.iter().find(|(_, unit)| *unit == now.unit).map_or("days", |(code, _)| *code);
    let units = UNITS
        .iter()
        .map(|(code, _)| Choice::new(*code, staff.t(&format!("rules-unit-{}", code.replace('_', "-")))))
        .collect();
    let form = staff
        .form(format!("{PATH}/{}", deadline.activity))
        .version(region.version)
        .row(vec![
            Field::number("count", staff.t("rules-column-length")).value(now.count.to_string()).required(),
            Field::select("unit", staff.t("rules-unit"), units).value(unit).required(),
            Field::date("from", staff.t("rules-column-from")).date_value(Some(staff.today)).required(),
        ])
        .submit(staff.t("rules-deadline-set"))
        .cancel(PATH);
    let form = match entered {
        Some(entered) => form.fill(entered),
        None => form,
    };
    let page = staff
        .titled(format!("{} {}", deadline.activity, deadline.label))
        .crumb(staff.t("rules-title"), "/rules")
        .crumb(staff.t("rules-deadlines"), PATH)
        .lead(staff.tn("rules-deadline-lead", &[("clock", deadline.clock.as_str().into())]));
    let answer = Answer::page(page, [Markup::of(&form)]);
    if entered.is_some() { answer.status(422) } else { answer }
}

/// Sets the deadline.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let region = staff.ask(&OwnRegion).await?;
    let deadline = wanted(&staff, &input)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let version = read.required_number("version");
    let count = read.required_number("count");
    let unit =
        read.code("unit", |code| UNITS.iter().find(|(known, _)| *known == code).map(|(_, unit)| *unit));
    let from = read.required_day("from");
    let count = u32::try_from(count).unwrap_or_else(|_| {
        read.wrong("count", "read-not-a-number");
        0
    });
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, deadline, &region, Some(&entered)));
    }
    let (Some(unit), Some(from)) = (unit, from) else { return Err(Problem::Unreadable) };
    let activity = deadline.activity.clone();
    let command = SetDeadline { version, activity, length: Period { count, unit }, from };
    match staff.run(&input, command).await {
        Ok(done) => Ok(Answer::see(PATH).done("rules-deadline-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, deadline, &region, Some(&entered)))
        }
    }
}
