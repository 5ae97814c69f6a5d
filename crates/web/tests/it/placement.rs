//! Test days in the browser: planning, arrivals by number and name, results, closing; and the appointment
//! page without login.

use crate::site::{Browser, Seen, TestSite};
use app::commands::{Appointment, BookSeating, NewAct, SteerIn};
use app::ports::{Store, TypedQueries};
use domain::act::ActKind;
use domain::ids::{PersonId, RegionId, SeatingId, SessionId};
use domain::organisation::OrganisationKind as K;
use domain::person::{BirthDate, BirthPrecision, DuplicateDecision, Person};
use domain::placement::{Seating, SeatingState};
use testkit::day;

pub async fn send(browser: &mut Browser, page: &Seen, action: &str, typed: &[(&str, &str)]) -> Seen {
    let mut fields = page.hidden_fields(action);
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(action, &fields).await
}

const DAY: &[(&str, &str)] = &[
    ("starts_at", "830"),
    ("place_name", "Haus am Markt"),
    ("town", "Weißenburg i. Bay."),
    ("rooms", "Saal 1: 5"),
    ("examiners", "Anna Muster: L-12"),
];

pub async fn plan(browser: &mut Browser) -> SessionId {
    plan_on(browser, "25.11.26").await
}

pub async fn plan_on(browser: &mut Browser, held_on: &str) -> SessionId {
    let form = browser.get("/sessions/new").await;
    let mut typed = DAY.to_vec();
    typed.push(("held_on", held_on));
    let seen = send(browser, &form, "/sessions/new", &typed).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.trim_start_matches("/sessions/").parse().expect("an id")
}

pub async fn invite(site: &TestSite, session: SessionId, family_name: &str) -> Seating {
    let born = BirthDate { date: day("1990-05-04"), precision: BirthPrecision::Day };
    let person = Person {
        family_name: family_name.to_owned(),
        given_names: "Bina".to_owned(),
        language: "uk".to_owned(),
        birth_date: Some(born),
        ..Person::blank(PersonId(0), RegionId(0))
    };
    let act = NewAct {
        kind: ActKind::VerpflichtungJobcenter,
        issued_on: day("2026-11-24"),
        valid_until: None,
        basis: String::new(),
    };
    let decided = DuplicateDecision::NewPerson { seen: Vec::new() };
    let steer =
        SteerIn { person, own_number: family_name.to_owned(), act, appointment: Appointment::Later, decided };
    let actor = site.town.actor(K::Jobcenter);
    let done = site.stage.gate.run(&site.stage.operation(actor), steer).await.expect("steered in").outcome;
    let command = BookSeating { case: done.case, session: Some(session) };
    let id = site.stage.gate.run(&site.stage.operation(actor), command).await.expect("booked").outcome;
    seating(site, id).await
}

async fn seating(site: &TestSite, id: SeatingId) -> Seating {
    site.stage.database.queries().need(id.0).await.expect("seating")
}

#[tokio::test]
async fn a_test_day_goes_from_the_plan_to_the_results_without_the_mouse() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let session = plan(&mut browser).await;
    let (first, second) = (invite(&site, session, "Ahmadi").await, invite(&site, session, "Bondar").await);
    let path = format!("/sessions/{session}");
    let arrival = format!("{path}/arrival");

    let page = browser.get(&path).await;
    assert!(page.body.contains("autofocus") && page.body.contains("Ahmadi"), "{}", page.body);
    assert_eq!(send(&mut browser, &page, &arrival, &[("who", "1")]).await.status, 303);
    assert_eq!(seating(&site, first.id).await.state, SeatingState::Present);
    let page = browser.get(&path).await;
    let nobody = send(&mut browser, &page, &arrival, &[("who", "Zzz")]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.body.contains("Zzz"), "what was typed is kept");
    assert_eq!(send(&mut browser, &page, &arrival, &[("who", "-bondar")]).await.status, 303);
    assert_eq!(seating(&site, second.id).await.state, SeatingState::Absent);

    let results = format!("{path}/results");
    let form = browser.get(&results).await;
    let levels = [("written", "a1"), ("oral", "a2"), ("literacy", "latin"), ("examiner_licence", "L-12")];
    let mut computing = levels.to_vec();
    computing.push(("step", "compute"));
    let proposal = send(&mut browser, &form, &results, &computing).await;
    assert_eq!(proposal.status, 200, "{}", proposal.body);
    let mut entered = levels.to_vec();
    entered.extend([
        ("course_kind", "ALLG"),
        ("section", "3"),
        ("deviation", "Gespräch"),
        ("times", "morning"),
        ("children", "1"),
    ]);
    let saved = send(&mut browser, &form, &results, &entered).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(seating(&site, first.id).await.state, SeatingState::Tested);
    assert!(browser.get(&saved.location).await.body.contains("Alle Ergebnisse"));
    let missed = browser.get("/sessions/missed").await;
    assert!(missed.body.contains("Bondar") && !missed.body.contains("Ahmadi"), "{}", missed.body);
}

#[tokio::test]
async fn a_plan_with_mistakes_comes_back_with_all_of_them_and_what_was_typed() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let form = browser.get("/sessions/new").await;
    let seen = send(
        &mut browser,
        &form,
        "/sessions/new",
        &[("held_on", "42.42."), ("town", "Ellingen"), ("rooms", "Saal 1: 5")],
    )
    .await;
    assert_eq!(seen.status, 422);
    for text in ["42.42.", "Ellingen", "Saal 1: 5", "error-summary"] {
        assert!(seen.body.contains(text), "{text}");
    }
}

#[tokio::test]
async fn every_page_of_test_days_opens_and_no_text_is_missing() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let session = plan(&mut browser).await;
    invite(&site, session, "Ahmadi").await;
    for end in ["", "/calendar", "/missed", "/new", "?show=past", "?format=csv", "?sort=-3&format=xlsx"] {
        assert_eq!(browser.get(&format!("/sessions{end}")).await.status, 200, "{end}");
    }
    for end in ["", "/edit", "/close", "/cancel", "/results", "/print", "?format=csv", "?sort=-2"] {
        let seen = browser.get(&format!("/sessions/{session}{end}")).await;
        assert_eq!(seen.status, 200, "{end}");
        assert!(!seen.body.contains(">placement-"), "{end}: a text is missing");
    }
    for kind in [K::Kurstraeger, K::Koordination] {
        let seen = site.logged_in(kind).await.get(&format!("/sessions/{session}")).await;
        assert_eq!(seen.status, 200, "{kind:?}");
        assert!(!seen.body.contains("Ahmadi"), "a day is an offer without people");
    }
}

#[tokio::test]
async fn the_appointment_page_shows_day_and_place_but_no_name_in_every_language() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let invited = invite(&site, session, "Ahmadizadeh").await;
    for language in ["de", "en", "uk", "ar", "prs", "tr", "fr", "ru"] {
        let mut browser = site.browser();
        let path = format!("/{language}/appointment");
        assert_eq!(browser.get(&path).await.status, 200);
        let seen = browser.post(&path, &[("code", &invited.code.to_uppercase()), ("year", "1990")]).await;
        assert_eq!(seen.status, 200, "{language}");
        assert!(seen.body.contains("Haus am Markt") && !seen.body.contains("Ahmadizadeh"), "{language}");
        assert!(
            !seen.body.contains(">appointment-") && !seen.body.contains(">obstacle-"),
            "{language}: a text is missing"
        );
    }
    let mut browser = site.browser();
    let reply = [
        ("code", invited.code.as_str()),
        ("year", "1990"),
        ("reply", "cannot_come"),
        ("obstacle", "child_care"),
    ];
    assert_eq!(browser.post("/uk/appointment/reply", &reply).await.status, 200);
    assert_eq!(seating(&site, invited.id).await.obstacle.map(|o| o.code()), Some("child_care"));
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_year_get_the_same_answer_and_guessing_is_stopped() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let invited = invite(&site, session, "Ahmadi").await;
    let mut browser = site.browser();
    let wrong_code = browser.post("/de/appointment", &[("code", "zzzzzzzz"), ("year", "1990")]).await;
    let wrong_year = browser.post("/de/appointment", &[("code", &invited.code), ("year", "1991")]).await;
    assert_eq!((wrong_code.status, wrong_year.status), (422, 422));
    let neutral = |seen: &Seen, code: &str, year: &str| seen.body.replace(code, "x").replace(year, "y");
    assert_eq!(
        neutral(&wrong_code, "zzzzzzzz", "1990"),
        neutral(&wrong_year, &invited.code, "1991").replace("1990", "y")
    );
    for year in 1970..1975 {
        browser.post("/de/appointment", &[("code", &invited.code), ("year", &year.to_string())]).await;
    }
    let right = browser.post("/de/appointment", &[("code", &invited.code), ("year", "1990")]).await;
    assert_eq!(right.status, 429, "even the right year has to wait");
    site.pass_minutes(16);
    assert_eq!(
        browser.post("/de/appointment", &[("code", &invited.code), ("year", "1990")]).await.status,
        200
    );
}
