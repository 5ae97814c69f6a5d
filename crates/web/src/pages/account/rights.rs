//! What one's roles may do, out of the access table itself, in words.

use crate::http::{Markup, Staff};
use crate::view::{Column, Row, Table, Value};
use domain::access::{RULES, Reach};

/// One line per kind of thing.
pub(super) fn table(staff: &Staff) -> Markup {
    let actor = &staff.actor;
    let columns =
        ["account-rights-what", "account-rights-may", "account-rights-reach", "account-rights-basis"];
    let rules = RULES.iter().filter(|rule| {
        actor.roles.contains(&rule.role)
            && rule.role.fits(actor.organisation_kind, actor.commissioned_test_site)
    });
    let rows = rules.enumerate().map(|(at, rule)| {
        let what = staff.code("resource", rule.resource.code());
        let may: Vec<String> =
            rule.actions.iter().map(|action| staff.code("action", action.code())).collect();
        let reach = staff.t(match rule.reach {
            Reach::Own => "account-reach-own",
            Reach::Region => "account-reach-region",
        });
        Row::new(
            at,
            what.clone(),
            vec![what.into(), may.join(", ").into(), reach.into(), basis(staff, rule.basis)],
        )
    });
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    Markup::of(&Table::new(staff.language(), staff.t("account-rights"), columns).rows(rows).quiet_caption())
}

/// Norms stand as they are; the few other grounds of the table have words.
fn basis(staff: &Staff, basis: &str) -> Value {
    let key = match basis {
        "no personal data" => "account-basis-no-personal-data",
        "own courses" => "account-basis-own-courses",
        "own changes taken back" => "account-basis-own-changes",
        "aggregates, handbook 7.6" => "account-basis-aggregates",
        norm => return Value::text(norm),
    };
    Value::text(staff.t(key))
}
