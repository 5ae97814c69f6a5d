//! Pages, forms, feeds and assets. Does not know storage; everything goes through `app::Gate`.
//!
//! # How a page is made
//!
//! A handler is an async function of one shape, for every route:
//!
//! ```ignore
//! pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
//!     let query = PersonList { filter };                                  // a query of `app`
//!     let people = staff.ask(&query).await?;                               // rights, audit: the gate
//!     let page = staff.page("people-list-title");                         // frame, flash, navigation
//!     Ok(Answer::page(page, [Markup::of(&list_view)]))                     // components in order
//! }
//! pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
//!     let mut read = input.read(staff.language());                        // typed reading, collects errors
//!     let name = read.required("name");
//!     let starts_on = read.day("starts_on");
//!     if let Some(entered) = read.errors() { return form_page(&staff, &input, entered, 422) }
//!     match staff.run(&input, SaveCourse { .. }).await {                   // form_key makes it run once
//!         Ok(done) => Ok(Answer::see("/courses").done("courses-saved", &done)),   // flash with undo
//!         Err(problem) => form_page(&staff, &input, problem.at_fields(&staff, &input)?),  // refusal at its field
//!     }
//! }
//! ```
//! A topic lists its routes: `pub fn routes() -> Vec<Route>` with `Route::get("/people", needs(List, Person), list)`,
//! `Route::post(…)`, `Route::public("/{language}/appointment", show)`; `routes.rs` joins them. The router checks
//! session, right and CSRF token before a handler runs, and turns every `Problem` into a page. What stands in no
//! table cannot be reached.
//!
//! `Composed` pages need no template file: `Answer::page(page, parts)` with [`Markup::of`] any component. Own templates
//! extend `layout/staff.html` and are answered with `Answer::html(template)`.
//! `staff.form(action)` gives a form with CSRF token and form key already in it.
//! Ids in paths: `input.id::<PersonId>("id")?`. Links: `format!("/people/{id}")`. Files: `Answer::file(bytes, type, name)`.

pub mod assets;
pub mod http;
pub mod pages;
pub mod routes;
pub mod site;
pub mod view;

pub use http::{Answer, Input, Markup, Problem, Route, Staff, Visitor, needs, router};
pub use site::{Shared, Site};
