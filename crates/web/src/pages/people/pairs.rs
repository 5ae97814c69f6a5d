//! Possible duplicates of the region, comparing two records, merging them, taking a merge apart.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Column, EmptyState, ListView, Notice, Row, Table, Tone, Value};
use app::commands::{DecidePair, SplitPersons};
use app::queries::duplicates::{DuplicateList, Glimpse, LikelyPair};
use domain::ids::PersonId;
use domain::matching::duplicates::Verdict;

/// Most pairs on one page.
const MOST: usize = 100;

async fn pairs(staff: &Staff, most: usize) -> Result<Vec<LikelyPair>, Problem> {
    staff.ask(&DuplicateList { least: Verdict::Possible, most }).await
}

fn name(glimpse: &Glimpse) -> String {
    let year = glimpse.birth_year.map_or_else(String::new, |year| format!(" ({year})"));
    format!("{}, {}{year}", glimpse.family_name, glimpse.given_names)
}

fn person(staff: &Staff, glimpse: &Glimpse) -> Value {
    let offices: Vec<String> =
        glimpse.offices.iter().map(|kind| staff.code("organisation-kind", kind.code())).collect();
    let first = if glimpse.reached {
        Value::link(name(glimpse), format!("/people/{}", glimpse.person))
    } else {
        Value::text(name(glimpse))
    };
    Value::List(vec![first, Value::text(offices.join(", "))])
}

fn reasons(staff: &Staff, pair: &LikelyPair) -> Value {
    Value::List(
        pair.likeness.reasons.iter().map(|reason| Value::text(staff.t(&reason.wording_key()))).collect(),
    )
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Same => Tone::Danger,
        Verdict::Likely => Tone::Warning,
        Verdict::Possible | Verdict::Different => Tone::Info,
    }
}

/// The list.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let found = pairs(&staff, MOST).await?;
    let columns = ["pairs-first", "pairs-second", "pairs-verdict", "pairs-reasons", "pairs-decide"];
    let rows = found.iter().map(|pair| {
        let href = format!("/people/merge?kept={}&other={}", pair.first.person, pair.second.person);
        let label = format!("{} / {}", name(&pair.first), name(&pair.second));
        let verdict = staff.code("matching-verdict", pair.likeness.verdict.code());
        let values = vec![
            person(&staff, &pair.first),
            person(&staff, &pair.second),
            Value::badge(tone(pair.likeness.verdict), verdict),
            reasons(&staff, pair),
            Value::Actions(vec![Action::link(staff.t("pairs-compare"), href).about(label.clone())]),
        ];
        Row::new(format!("{}-{}", pair.first.person, pair.second.person), label, values)
    });
    let table =
        Table::new(
            staff.language(),
            staff.t("people-duplicates-title"),
            columns
                .map(|key| {
                    if key == "pairs-decide" {
                        Column::silent(staff.t(key))
                    } else {
                        Column::new(staff.t(key))
                    }
                })
                .into(),
        )
        .rows(rows)
        .quiet_caption();
    let empty =
        EmptyState::new(staff.t("pairs-none")).action(Action::link(staff.t("people-show-all"), "/people"));
    let page = staff
        .page("people-duplicates-title")
        .crumb(staff.t("people-list-title"), "/people")
        .lead(staff.t("pairs-lead"));
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

/// Two records beside each other, and the decision.
pub async fn compare(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let ids: [PersonId; 2] = [
        input.text("kept").parse().map_err(|_| Problem::NotFound)?,
        input.text("other").parse().map_err(|_| Problem::NotFound)?,
    ];
    let found = pairs(&staff, usize::MAX).await?;
    let pair =
        found.into_iter().find(|pair| ids.contains(&pair.first.person) && ids.contains(&pair.second.person));
    let pair = pair.ok_or(Problem::NotFound)?;
    let columns = vec![
        Column::new(staff.t("pairs-field")),
        Column::new(staff.t("pairs-first")),
        Column::new(staff.t("pairs-second")),
    ];
    let office = |glimpse: &Glimpse| {
        Value::List(
            glimpse
                .offices
                .iter()
                .map(|kind| Value::text(staff.code("organisation-kind", kind.code())))
                .collect(),
        )
    };
    let year =
        |glimpse: &Glimpse| glimpse.birth_year.map_or(Value::Missing, |year| Value::text(year.to_string()));
    let line = |key: &str, one: Value, two: Value| {
        Row::new(key, staff.t(key), vec![Value::text(staff.t(key)), one, two])
    };
    let (one, two) = (&pair.first, &pair.second);
    let rows = vec![
        line("field-family-name", Value::text(&one.family_name), Value::text(&two.family_name)),
        line("field-given-names", Value::text(&one.given_names), Value::text(&two.given_names)),
        line("people-column-birth-year", year(one), year(two)),
        line("pairs-offices", office(one), office(two)),
    ];
    let table =
        Table::new(staff.language(), staff.t("pairs-compare-title"), columns).rows(rows).quiet_caption();
    let csrf = &staff.shell().csrf;
    let decide = |key: &str, kept: PersonId, other: PersonId, one_person: &str| {
        Action::post(staff.t(key), "/people/merge", csrf)
            .hidden("kept", kept.to_string())
            .hidden("other", other.to_string())
            .hidden("one_person", one_person)
    };
    let said: Vec<String> =
        pair.likeness.reasons.iter().map(|reason| staff.t(&reason.wording_key())).collect();
    let notice = Notice::new(
        tone(pair.likeness.verdict),
        staff.code("matching-verdict", pair.likeness.verdict.code()),
    )
    .text(said.join(" · "))
    .action(decide("pairs-merge-first", one.person, two.person, "1").primary())
    .action(decide("pairs-merge-second", two.person, one.person, "1"))
    .action(decide("pairs-two", one.person, two.person, "0"));
    let page = staff
        .page("pairs-compare-title")
        .crumb(staff.t("people-duplicates-title"), "/people/duplicates")
        .lead(staff.t("pairs-compare-lead"));
    let list = ListView::new(table, EmptyState::new(staff.t("pairs-none")));
    Ok(Answer::page(page, [Markup::of(&list), Markup::of(&notice)]))
}

/// Merges, or notes that they are two people.
pub async fn decide(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let kept = input.text("kept").parse().map_err(|_| Problem::Unreadable)?;
    let other = input.text("other").parse().map_err(|_| Problem::Unreadable)?;
    let one_person = input.text("one_person") == "1";
    let done = staff.run(&input, DecidePair { kept, other, one_person }).await?;
    Ok(Answer::see("/people/duplicates").done(if one_person { "pairs-merged" } else { "pairs-noted" }, &done))
}

/// Takes a merge apart.
pub async fn split(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let done = staff.run(&input, SplitPersons { other: input.id("id")? }).await?;
    Ok(Answer::see(format!("/people/{}", done.outcome)).done("pairs-separated", &done))
}
