//! Every route is on the reviewed list with the right it needs, and somebody holds that right.

use crate::blessed::compare;
use domain::access::RULES;
use std::collections::BTreeSet;
use std::fmt::Write;
use web::http::{Access, Method};
use web::routes::routes;

#[test]
fn every_route_is_on_the_reviewed_list_with_the_right_it_needs() {
    let mut lines = Vec::new();
    for route in routes() {
        let method = if route.method == Method::Get { "GET" } else { "POST" };
        let access = match route.access {
            Access::Public => "public".to_owned(),
            Access::Account => "any account".to_owned(),
            Access::Needs(action, resource) => {
                let roles: BTreeSet<&str> = RULES
                    .iter()
                    .filter(|rule| rule.resource == resource && rule.actions.contains(&action))
                    .map(|rule| rule.role.code())
                    .collect();
                assert!(!roles.is_empty(), "nobody may use {method} {}", route.path);
                format!("{action} {resource}: {}", roles.into_iter().collect::<Vec<_>>().join(", "))
            }
        };
        lines.push((route.path, method, access));
    }
    lines.sort();
    let mut text = String::from(
        "# Routes\n\nGenerated from `crates/web/src/routes.rs` by `make bless`.\n\n| path | method | who |\n|---|---|---|\n",
    );
    for (path, method, access) in &lines {
        let _ = writeln!(text, "| `{path}` | {method} | {access} |");
    }
    compare("docs/routes.md", &text);
}

#[test]
fn no_route_is_listed_twice() {
    let mut seen = BTreeSet::new();
    for route in routes() {
        assert!(seen.insert((route.path, route.method)), "{} twice", route.path);
    }
}
