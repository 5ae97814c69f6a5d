//! Every route of the installation, topic by topic, and the navigation row. What is not here cannot be
//! reached; a test holds this list against the access table.

use crate::http::Route;
use crate::pages;
use domain::access::{Action, Actor, Resource, grant};

/// The whole table.
pub fn routes() -> Vec<Route> {
    [
        pages::start::routes(),
        pages::imports::routes(),
        pages::letters::routes(),
        pages::lists::routes(),
        pages::courses::routes(),
        pages::agreement::routes(),
        pages::start_calendar::routes(),
        pages::start_plans::routes(),
        pages::supply::routes(),
        pages::attendance::routes(),
        pages::counselling::routes(),
        pages::consents::routes(),
        pages::path::routes(),
        pages::exams::routes(),
        pages::seats::routes(),
        pages::login::routes(),
        pages::today::routes(),
        pages::legal::routes(),
        pages::help::routes(),
        pages::figures::routes(),
        pages::graduates::routes(),
        pages::measures::routes(),
        pages::administration::routes(),
        pages::account::routes(),
        pages::people::routes(),
        pages::placement::routes(),
        pages::preferences::routes(),
        pages::relocations::routes(),
        pages::rules::routes(),
        pages::undo::routes(),
        pages::vocational::routes(),
        pages::work::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Wording key, path, right.
type Entry = (&'static str, &'static str, Option<(Action, Resource)>);

/// Entries of the navigation row: wording key, path, what one must be allowed to see them.
const NAVIGATION: &[Entry] = &[
    ("nav-today", "/today", None),
    ("nav-work", "/worklist", Some((Action::Change, Resource::Step))),
    ("nav-people", "/people", Some((Action::List, Resource::Person))),
    ("nav-tests", "/sessions", Some((Action::List, Resource::Session))),
    ("nav-courses", "/courses", Some((Action::List, Resource::Course))),
    ("nav-calendar", "/calendar", Some((Action::List, Resource::Course))),
    ("nav-agreement", "/agreements", Some((Action::List, Resource::Agreement))),
    ("nav-exams", "/exams", Some((Action::List, Resource::ExamSitting))),
    ("nav-attendance", "/attendance", Some((Action::List, Resource::Attendance))),
    ("nav-graduates", "/graduates", Some((Action::List, Resource::Graduate))),
    ("nav-counselling", "/counselling", Some((Action::List, Resource::CounsellingSlot))),
    ("nav-measures", "/measures", Some((Action::List, Resource::MeasureOffer))),
    ("nav-vocational", "/vocational", Some((Action::List, Resource::VocationalCourse))),
    ("nav-transfers", "/transfers", Some((Action::List, Resource::CareTransfer))),
    ("nav-waiting", "/waiting", Some((Action::List, Resource::WaitingList))),
    ("nav-figures", "/figures", Some((Action::See, Resource::Figures))),
    ("nav-rules", "/rules", Some((Action::See, Resource::RuleSet))),
    ("nav-administration", "/administration", Some((Action::List, Resource::Account))),
];

/// What of the navigation an actor may use.
pub fn navigation(actor: &Actor) -> Vec<(&'static str, &'static str)> {
    NAVIGATION
        .iter()
        .filter(|(_, _, needed)| {
            needed.is_none_or(|(action, resource)| grant(actor, action, resource).is_ok())
        })
        .map(|(key, path, _)| (*key, *path))
        .collect()
}
