//! The own body's log: who did or looked at what, when and why; and whether the chain is unbroken.

use super::under;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Choice, Column, EmptyState, Field, FilterBar, ListView, Notice, Row, Table, Tone, Value,
};
use app::ports::AuditEntry;
use app::queries::administration::{AccountList, AuditList};
use domain::access::Resource;
use domain::organisation::Account;

const PATH: &str = "/administration/audit";

/// The newest entries; `check=1` checks the chain of hashes too.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let entries = staff.ask(&AuditList).await?;
    let (_, accounts) = staff.ask(&AccountList).await?;
    let query = input.query();
    let resource = query.get("resource").filter(|code| !code.is_empty());
    let outcome = query.get("outcome").filter(|code| !code.is_empty());
    let fits = |entry: &&AuditEntry| {
        resource.is_none_or(|code| entry.resource.code() == code)
            && match outcome {
                Some("done") => entry.outcome == "done",
                Some(_) => entry.outcome != "done" && entry.outcome != "login",
                None => true,
            }
    };
    let rows = entries.iter().filter(fits).enumerate().map(|(at, entry)| line(&staff, at, entry, &accounts));
    let columns = ["at", "who", "what", "count", "why", "outcome"];
    let columns =
        columns.iter().map(|key| Column::new(staff.t(&format!("administration-audit-{key}")))).collect();
    let table =
        Table::new(staff.language(), staff.t("administration-audit"), columns).rows(rows).quiet_caption();
    let resources =
        Resource::ALL.iter().map(|r| Choice::new(r.code(), staff.code("resource", r.code()))).collect();
    let outcomes = ["done", "other"]
        .iter()
        .map(|code| Choice::new(*code, staff.code("administration-outcome", code)))
        .collect();
    let filter = FilterBar::new(staff.language(), &query)
        .field(
            Field::select("resource", staff.t("administration-audit-what"), resources)
                .value(resource.unwrap_or_default()),
        )
        .field(
            Field::select("outcome", staff.t("administration-audit-outcome"), outcomes)
                .value(outcome.unwrap_or_default()),
        );
    let view = ListView::new(table, EmptyState::new(staff.t("administration-audit-empty"))).filter(filter);
    let mut parts = Vec::new();
    if query.get("check") == Some("1") {
        parts.push(chain(&staff).await?);
    }
    let page = under(&staff, "administration-audit")
        .lead(staff.t("administration-audit-lead"))
        .action(Action::link(staff.t("administration-audit-check"), format!("{PATH}?check=1")));
    ListPage::new(page, view).before(parts).answer(&staff, &input).await
}

async fn chain(staff: &Staff) -> Result<Markup, Problem> {
    let notice = match staff.site.gate.store().verify_audit().await? {
        None => Notice::new(Tone::Success, staff.t("administration-audit-sound")),
        Some(position) => Notice::new(
            Tone::Danger,
            staff.tn("administration-audit-broken", &[("position", position.into())]),
        ),
    };
    Ok(Markup::of(&notice))
}

fn line(staff: &Staff, at: usize, entry: &AuditEntry, accounts: &[Account]) -> Row {
    let clock = &staff.site.clock;
    let when = clock.day_of(entry.at).and_time(clock.time_of(entry.at));
    let who = accounts
        .iter()
        .find(|account| account.id == entry.account)
        .map(|account| account.display_name.clone());
    let subject = entry.subject.map(|(_, id)| format!(" {id}")).unwrap_or_default();
    let what = format!(
        "{}: {}{subject}",
        staff.code("resource", entry.resource.code()),
        staff.code("action", entry.action.code())
    );
    let outcome = match entry.outcome.as_str() {
        "done" | "login" | "denied" | "absent" | "conflict" | "fault" => {
            staff.code("administration-outcome", &entry.outcome)
        }
        "login-failed" | "login-code-used" => staff.t("administration-outcome-login-failed"),
        _ => staff.t("administration-outcome-refused"),
    };
    let tone = if matches!(entry.outcome.as_str(), "done" | "login") { Tone::Neutral } else { Tone::Warning };
    let values = vec![
        Value::Instant(when),
        Value::text(who.unwrap_or_else(|| entry.account.to_string())),
        Value::text(what),
        entry.count.map_or(Value::Missing, Value::number),
        Value::text(staff.code("purpose", entry.purpose.code())),
        Value::badge(tone, outcome),
    ];
    Row::new(at, when.to_string(), values)
}
