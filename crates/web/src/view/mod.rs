//! View kit: what pages are made of. Components are plain structs that render themselves; a page fills
//! them and its template places them. Not for reading forms or deciding anything.
//!
//! # A page in four steps
//!
//! ```text
//! // pages/cases/list.rs
//! #[derive(askama::Template)]
//! #[template(path = "pages/cases/list.html")]
//! struct CaseListPage { page: Page, list: ListView }
//!
//! let page = Page::new(&shell, wording::text(shell.language, "cases-list-title"))
//!     .crumb(today_title, "/")
//!     .action(Action::link(new_title, "/cases/new").primary());
//! ```
//! ```html
//! {% extends "layout/staff.html" %}
//! {% block content %}{{ list }}{% endblock %}
//! ```
//! Every component below is written with `{{ name }}` and needs no `|safe`; everything inside it is escaped.
//! Texts come translated: `page.t("key")`, `page.t1("key", "count", 3)`, `page.tn("key", &[...])`; shared texts
//! of the components themselves are the keys `kit-…`.
//!
//! # Parts
//!
//! | part | types | for |
//! |---|---|---|
//! | [`page`] | `Shell` (per request), `Page`, `PublicPage`, `Account`, `NavItem`, `Link`, `Flash` | the frame of every page |
//! | [`preferences`] | `Preferences`, `Theme`, `Density` | language, dark mode and row height in one cookie |
//! | [`action`] | `Action` | a button: link, or form that posts (carries the CSRF token) |
//! | [`busy`] | `Busy` | how long a slow form or button takes, and that it runs |
//! | [`badge`] | `Badge`, `Tone`, `Icon` | state as icon + word |
//! | [`value`] | `Value` | what stands in a table cell or beside a label: text, link, date, badge … |
//! | [`field`] | `Field`, `Choice` | one form field with label, hint, error, kept value |
//! | [`form`] | `Form`, `Entered`, `ErrorSummary` | a whole form; `form.fill(&entered)` keeps entries and shows errors |
//! | [`query`] | `Query` | the address of a list: `query.with("sort", "name").href()` |
//! | [`list`] | `ListView`, `Table`, `Column`, `Row`, `Pager`, `FilterBar`, `Bulk` | lists with filter, sort, pages, selection |
//! | [`record`] | `DescriptionList`, `Timeline`, `Counters`, `EmptyState` | what one record shows |
//! | [`chain`] | `Chain`, `Stage`, `Wait` | the way through the chain on one line |
//! | [`events`] | `Events`, `EventLine`, `EventFilter` | many events in short lines, older ones folded |
//! | [`notice`] | `Notice`, `Confirmation`, `Conflict` | message box, result page, two people in one record |
//! | [`chart`] | `BarList`, `HeatTable`, `Gantt`, `Flow`, `Trend` | pictures with sentence and table |
//!
//! # Conventions
//!
//! - Forms post `csrf` ([`CSRF_FIELD`]) and, for records, `version` ([`VERSION_FIELD`]).
//! - A refused form is answered with 422 and the same page, `form.fill(&entered)` done.
//! - Lists are GET forms; sort is `sort=name` or `sort=-name`, pages are `page=2`. The part with
//!   `id="results"` is exchanged while filtering (htmx), and everything works without script.
//! - Bulk forms post the row keys under the name given to `Table::selectable` and, when the user took all
//!   rows found, `all_found=1` with the list's query in `query`.
//! - `n` focuses the page's primary action, `/` the search, `j`/`k` walk the rows; see `assets/js`.
//! - No `style` attribute and no inline script anywhere: the content security policy refuses both.
//! - Fixed addresses the frame links to: `/search?q=`, `/help`, `/accessibility`, `/privacy`, `/imprint`,
//!   `POST /preferences` (fields of `Preferences::from_form`), `POST /logout`.

pub mod action;
pub mod badge;
pub mod busy;
pub mod chain;
pub mod chart;
pub mod events;
pub mod field;
pub mod form;
pub mod list;
pub mod notice;
pub mod page;
pub mod preferences;
pub mod query;
pub mod record;
pub mod value;

pub use action::Action;
pub use badge::{Badge, Icon, Tone};
pub use busy::Busy;
pub use chain::{Chain, Stage, StageState, Wait};
pub use events::{EventFilter, EventLine, Events};
pub use field::{Choice, Field};
pub use form::{Entered, ErrorSummary, Form};
pub use list::{Bulk, Column, FilterBar, ListView, Pager, Row, Table};
pub use notice::{Confirmation, Conflict, Notice};
pub use page::{Account, Flash, Link, NavItem, Page, PublicPage, Shell};
pub use preferences::{Density, Preferences, Theme};
pub use query::Query;
pub use record::{Counter, Counters, DescriptionList, EmptyState, Timeline, TimelineEntry};
pub use value::Value;
pub use wording::Language;

/// Name of the hidden field with the session's token against forged requests.
pub const CSRF_FIELD: &str = "csrf";

/// Name of the hidden field with the version of the record that was shown.
pub const VERSION_FIELD: &str = "version";

/// Marks component structs as finished HTML, so that templates need no `|safe`: their own templates
/// have escaped everything.
macro_rules! html {
    ($($component:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $component {})+ };
}
pub(crate) use html;
