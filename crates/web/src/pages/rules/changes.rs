//! Changes of the tables: who proposed what, whom it would affect, release by a second account, rollback.

use super::{sheet, under};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Badge, Column, DescriptionList, EmptyState, ListView, Notice, Row, Table, Tone, Value,
};
use app::commands::{DecideRelease, Verdict};
use app::queries::rules::{AffectedPeople, Effect, OneRelease, ReleaseLine, ReleaseList, ReleaseView};
use domain::access::{Action as A, Resource as R};
use domain::eligibility::Table as LawTable;
use domain::ids::RuleReleaseId;
use domain::release::{ReleaseState, Signed};

const PATH: &str = "/rules/changes";

fn tone(state: ReleaseState) -> Tone {
    match state {
        ReleaseState::Proposed => Tone::Warning,
        ReleaseState::Released => Tone::Success,
        ReleaseState::Rejected | ReleaseState::RolledBack => Tone::Neutral,
    }
}

fn state(staff: &Staff, state: ReleaseState) -> Badge {
    Badge::new(tone(state), staff.code("rules-state", state.code()))
}

/// Changes that wait for a second account, as a note; nothing if there is none.
pub async fn waiting(staff: &Staff) -> Result<Option<Markup>, Problem> {
    let lines = staff.ask(&ReleaseList).await?;
    let waiting: Vec<&ReleaseLine> =
        lines.iter().filter(|line| line.release.state == ReleaseState::Proposed).collect();
    let Some(first) = waiting.first() else { return Ok(None) };
    let text = staff.tn("rules-waiting", &[("count", (waiting.len() as i64).into())]);
    let action = Action::link(staff.t("rules-waiting-open"), format!("{PATH}/{}", first.release.id));
    Ok(Some(Markup::of(&Notice::new(Tone::Warning, text).action(action))))
}

/// The list.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let lines = staff.ask(&ReleaseList).await?;
    let rows = lines.iter().map(|line| {
        let release = &line.release;
        let values = vec![
            Value::link(release.change.clone(), format!("{PATH}/{}", release.id)),
            Value::Badge(state(&staff, release.state)),
            Value::date(Some(release.effective_from)),
            signed(&staff, line, Some(release.proposed)),
            signed(&staff, line, release.decided),
        ];
        Row::new(release.id, release.change.clone(), values)
    });
    let columns = ["change", "state", "used-from", "proposed", "decided"];
    let columns = columns.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("rules-changes"), columns).rows(rows).quiet_caption();
    let mut empty = EmptyState::new(staff.t("rules-changes-empty"));
    let mut page = under(&staff, "rules-changes").lead(staff.t("rules-changes-lead"));
    if staff.may(A::Create, R::RuleSet) {
        let new = || Action::link(staff.t("rules-change-new"), format!("{PATH}/new")).primary();
        page = page.action(new());
        empty = empty.action(new());
    }
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn signed(staff: &Staff, line: &ReleaseLine, by: Option<Signed>) -> Value {
    match by {
        None => Value::Missing,
        Some(by) => Value::Lines(line.name(by.account).to_owned(), wording::date(staff.language(), by.on)),
    }
}

/// One change.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: RuleReleaseId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.day("on");
    let view = staff.ask(&OneRelease { release: id, on }).await?;
    let release = &view.line.release;
    let page = staff
        .titled(release.change.clone())
        .crumb(staff.t("rules-title"), "/rules")
        .crumb(staff.t("rules-changes"), PATH)
        .badge(state(&staff, release.state))
        .wide();
    let mut parts = vec![about(&staff, &view)];
    parts.extend(verdicts(&staff, &view));
    parts.push(Markup::section(&staff.t("rules-effect"), effect(&staff, &view, id)));
    for (old, new) in &view.tables {
        parts.extend(tables(&staff, old.as_ref(), new.as_ref()));
    }
    Ok(Answer::page(page, parts))
}

fn about(staff: &Staff, view: &ReleaseView) -> Markup {
    let (line, release) = (&view.line, &view.line.release);
    let files: Vec<&str> = release.files.iter().map(|file| file.path.as_str()).collect();
    let days: Vec<String> =
        release.new_days.iter().map(|day| wording::date(staff.language(), *day)).collect();
    let list = DescriptionList::new(staff.language())
        .item(staff.t("rules-column-source"), release.source.clone())
        .item(staff.t("rules-column-used-from"), Value::date(Some(release.effective_from)))
        .item(staff.t("rules-new-days"), days.join(", "))
        .item(staff.t("rules-files"), files.join(", "))
        .item(staff.t("rules-examples-run"), Value::number(release.examples as i64))
        .item(staff.t("rules-column-proposed"), signed(staff, line, Some(release.proposed)))
        .item(staff.t("rules-column-decided"), signed(staff, line, release.decided))
        .item(staff.t("rules-rolled-back"), signed(staff, line, release.rolled_back))
        .item(staff.t("rules-fingerprint"), release.fingerprint.chars().take(16).collect::<String>());
    Markup::of(&list)
}

fn verdicts(staff: &Staff, view: &ReleaseView) -> Option<Markup> {
    let release = &view.line.release;
    if !staff.may(A::Decide, R::RuleSet) {
        return None;
    }
    let button = |verdict: &str| {
        Action::post(
            staff.t(&format!("rules-verdict-{verdict}")),
            format!("{PATH}/{}", release.id),
            &staff.shell().csrf,
        )
        .hidden("version", release.version.to_string())
        .hidden("verdict", verdict)
    };
    let own = release.proposed.account == staff.account();
    match release.state {
        ReleaseState::Proposed if own => {
            let notice = Notice::new(Tone::Info, staff.t("rules-four-eyes"));
            Some(Markup::of(&notice.action(button("reject"))))
        }
        ReleaseState::Proposed => {
            let notice = Notice::new(Tone::Warning, staff.t("rules-to-decide"));
            Some(Markup::of(&notice.action(button("release").primary()).action(button("reject"))))
        }
        ReleaseState::Released => {
            let notice =
                Notice::new(Tone::Success, staff.t("rules-in-use")).text(staff.t("rules-in-use-text"));
            Some(Markup::of(&notice.action(button("roll-back"))))
        }
        ReleaseState::Rejected | ReleaseState::RolledBack => None,
    }
}

fn effect(staff: &Staff, view: &ReleaseView, id: RuleReleaseId) -> Vec<Markup> {
    let Some(effect) = &view.effect else {
        return vec![Markup::of(&Notice::new(Tone::Danger, staff.t("rules-does-not-fit")))];
    };
    let mut parts = vec![Markup::paragraph(&sentence(staff, effect))];
    if !effect.kinds.is_empty() {
        parts.push(kinds(staff, effect));
    }
    parts.push(sheet::day_form(staff, &format!("{PATH}/{id}"), effect.on));
    if staff.may(A::List, R::Person) && staff.may(A::See, R::Eligibility) {
        let people = format!("{PATH}/{id}/people?on={}", effect.on);
        parts.push(Markup::of(&Action::link(staff.t("rules-affected-people"), people)));
    }
    parts
}

fn sentence(staff: &Staff, effect: &Effect) -> String {
    let said = |count: Option<i64>| match count {
        Some(count) => count.to_string(),
        None => staff.t("rules-hidden-count"),
    };
    staff.tn(
        "rules-effect-sentence",
        &[
            ("on", wording::Arg::Date(effect.on)),
            ("changed", said(effect.changed).as_str().into()),
            ("people", said(effect.people).as_str().into()),
        ],
    )
}

/// What changes, in words: part of the answer, before and after.
pub fn said_changes(staff: &Staff, changes: &[(String, String, String)]) -> Vec<Value> {
    let or_nothing = |code: &str| match code {
        "" => staff.t("rules-value-none"),
        code => super::words::code(staff, code),
    };
    changes
        .iter()
        .map(|(field, from, to)| {
            let label = staff.t(&format!("rules-field-{}", field.replace(['.', '_'], "-")));
            Value::text(format!("{label}: {} → {}", or_nothing(from), or_nothing(to)))
        })
        .collect()
}

fn kinds(staff: &Staff, effect: &Effect) -> Markup {
    let rows = effect.kinds.iter().enumerate().map(|(at, (changes, count))| {
        let count = count.map_or_else(|| Value::text(staff.t("rules-hidden-count")), Value::number);
        Row::new(at, at.to_string(), vec![Value::List(said_changes(staff, changes)), count])
    });
    let columns = vec![
        Column::new(staff.t("rules-column-what-changes")),
        Column::number(staff.t("rules-column-people")),
    ];
    Markup::of(&Table::new(staff.language(), staff.t("rules-effect"), columns).rows(rows).quiet_caption())
}

/// The new table, with what was added and what is gone named in a sentence.
fn tables(staff: &Staff, old: Option<&LawTable>, new: Option<&LawTable>) -> Option<Markup> {
    let new = new?;
    let known = |row: &domain::eligibility::Row| old.is_some_and(|old| old.rows.contains(row));
    let changed: Vec<&str> = new.rows.iter().filter(|row| !known(row)).map(|row| row.id.as_str()).collect();
    let gone: Vec<&str> = old
        .into_iter()
        .flat_map(|old| &old.rows)
        .filter(|row| !new.rows.iter().any(|other| other.id == row.id))
        .map(|row| row.id.as_str())
        .collect();
    let list = |rows: Vec<&str>| if rows.is_empty() { staff.t("rules-value-none") } else { rows.join(", ") };
    let sentence = staff.tn(
        "rules-rows-changed",
        &[("changed", list(changed).as_str().into()), ("gone", list(gone).as_str().into())],
    );
    Some(Markup::section(&new.label, [Markup::paragraph(&sentence), sheet::sheet(staff, new, None)]))
}

/// The people whose answer a change would alter, as far as the asker may see them.
pub(super) async fn people(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: RuleReleaseId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.day("on");
    let found = staff.ask(&AffectedPeople { release: id, on }).await?;
    let rows = found.iter().map(|one| {
        let values = vec![
            Value::link(one.name.clone(), format!("/people/{}/rules", one.person)),
            Value::text(one.case_number.clone()),
            Value::List(said_changes(&staff, &one.changes)),
        ];
        Row::new(one.person, one.name.clone(), values)
    });
    let columns = ["people-column-name", "people-column-number", "rules-column-what-changes"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table =
        Table::new(staff.language(), staff.t("rules-affected-people"), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("rules-affected-nobody")));
    let page = under(&staff, "rules-affected-people")
        .crumb(staff.t("rules-changes"), PATH)
        .crumb(staff.t("rules-change-one"), format!("{PATH}/{id}"))
        .lead(staff.t("rules-affected-lead"));
    ListPage::new(page, view).answer(&staff, &input).await
}

/// Releases, rejects or takes back.
pub(super) async fn decide(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let release: RuleReleaseId = input.id("id")?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let (verdict, key) = match input.text("verdict") {
        "release" => (Verdict::Release, "rules-released"),
        "reject" => (Verdict::Reject, "rules-rejected"),
        "roll-back" => (Verdict::RollBack, "rules-taken-back"),
        _ => return Err(Problem::Unreadable),
    };
    let done = staff.run(&input, DecideRelease { release, version, verdict }).await?;
    Ok(Answer::see(format!("{PATH}/{release}")).done(key, &done))
}
