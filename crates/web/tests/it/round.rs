//! The round of providers in the browser: what each can offer, the calendar, duties with promises, a test day handed over,
//! and what an accepted plan writes and asks for.

use crate::placement::{plan_on, send};
use crate::site::{Browser, Seen, TestSite};
use app::commands::{AcceptStartPlan, LayAgreementBefore, ProposeStartPlan, SaveAgreement, SignAgreement};
use app::ports::{Store, TypedQueries};
use app::queries::start_plan_draft::SearchStartPlan;
use chrono::Weekday;
use domain::agreement::*;
use domain::course::CourseKind;
use domain::ids::{AgreementId, StartPlanId};
use domain::organisation::OrganisationKind as K;
use testkit::day;
use testkit::seats::{draft, person_in_line, published};

const OFFER: &[(&str, &str)] = &[
    ("minimum-ALLG", "5"),
    ("lessons-ALLG", "25"),
    ("teachers", "Lehrkraft 1; 25; ALLG"),
    ("rooms", "Raum 1; 20; V, N"),
    ("examiners", "1"),
];

/// The provider states what it has.
async fn states(browser: &mut Browser) -> Seen {
    let form = browser.get("/supply/edit").await;
    send(browser, &form, "/supply/edit", OFFER).await
}

/// An agreement of provider, BAMF, coordination and employment agency in force from today; the agency is the reserve.
async fn in_force(site: &TestSite) -> AgreementId {
    let provider = site.town.organisation(K::Kurstraeger);
    let parties = [
        (K::Kurstraeger, PartyRole::Provider),
        (K::Bundesamt, PartyRole::Bundesamt),
        (K::Koordination, PartyRole::Coordination),
        (K::Arbeitsagentur, PartyRole::Authority),
    ];
    let terms = Terms {
        title: "Rollierende Testung".to_owned(),
        valid_from: day("2026-11-25"),
        valid_until: None,
        notice_weeks: 4,
        rota: Rota {
            weekday: Weekday::Wed,
            every_weeks: 1,
            hosts: vec![provider],
            reserve: vec![site.town.organisation(K::Arbeitsagentur)],
        },
        contributions: vec![Contribution {
            provider,
            kinds: vec![CourseKind::AllgemeinerIntegrationskurs],
            towns: Vec::new(),
            share: 100,
        }],
        reservation_days: 9,
        longest_gap_weeks: 4,
        reports: vec![ReportingDuty { kind: ReportKind::Capacity, every: Interval::Weekly }],
        customs: Customs::default(),
    };
    let named = parties.iter().map(|(kind, role)| (site.town.organisation(*kind), *role)).collect();
    let wanted = SaveAgreement {
        agreement: AgreementId(0),
        version: 0,
        parties: named,
        terms,
        testing: TestingMode::Central,
    };
    let (gate, stage) = (&site.stage.gate, &site.stage);
    let chair = stage.operation(site.town.actor(K::Koordination));
    let agreement = gate.run(&chair, wanted).await.expect("drafted").outcome;
    let chair = stage.operation(site.town.actor(K::Koordination));
    gate.run(&chair, LayAgreementBefore { agreement, version: 1 }).await.expect("laid before them");
    for (kind, _) in parties {
        let operation = stage.operation(site.town.actor(kind));
        gate.run(&operation, SignAgreement { agreement, text: 1 }).await.expect("signed, the agency too");
    }
    agreement
}

/// A plan for six people who wait, accepted by BAMF.
async fn accepted(site: &TestSite) -> StartPlanId {
    for n in 0..6 {
        person_in_line(&site.stage, &site.town, &format!("Wartend{n}"), n == 0, "2026-11-20").await;
    }
    let gate = &site.stage.gate;
    let bamf = || site.stage.operation(site.town.actor(K::Bundesamt));
    let draft = gate.ask(&bamf(), &SearchStartPlan::default()).await.expect("found");
    let plan = gate.run(&bamf(), ProposeStartPlan { draft }).await.expect("kept").outcome;
    gate.run(&bamf(), AcceptStartPlan { plan, version: 1 }).await.expect("accepted");
    plan
}

#[tokio::test]
async fn a_provider_states_what_it_has_and_wrong_lines_come_back_with_a_sentence() {
    let site = TestSite::open().await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let form = provider.get("/supply/edit").await;
    let mut wrong: Vec<(&str, &str)> = OFFER.to_vec();
    wrong[2] = ("teachers", "Lehrkraft 1; viele; ALLG");
    let wrong = send(&mut provider, &form, "/supply/edit", &wrong).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Lehrkraft 1; viele; ALLG"), "what was typed is still there");
    assert_eq!(states(&mut provider).await.status, 303);
    let own = provider.get("/supply").await;
    assert_eq!(own.status, 200);
    let mut chair = site.logged_in(K::Koordination).await;
    let sums = chair.get("/supply").await.body;
    assert!(sums.contains("Muster-kurstraeger") && !sums.contains("Lehrkraft 1"), "sums only");
    assert_eq!(chair.get("/supply/edit").await.status, 403);
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    assert_eq!(jobcenter.get("/supply").await.status, 403);
}

#[tokio::test]
async fn the_calendar_shows_starts_and_test_days_by_host_as_a_picture_and_as_a_list_by_day() {
    let site = TestSite::open().await;
    let course = draft("K-17", "2026-12-07", 12, "Ellingen", 49.0);
    published(&site.stage, &site.town, course).await;
    let mut test_site = site.logged_in(K::Teststelle).await;
    plan_on(&mut test_site, "02.12.26").await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for path in ["/calendar", "/calendar?by=place", "/calendar?by=kind&weeks=26"] {
        let seen = provider.get(path).await;
        assert_eq!(seen.status, 200, "{path}");
        for text in ["K-17", "Ellingen", "02.12.2026", "fk-gantt-days", "Testtage"] {
            assert!(seen.body.contains(text), "{path}: {text}");
        }
        assert!(!seen.body.contains(">start-calendar-"), "{path}: a text is missing");
    }
    let list = provider.get("/calendar").await.body;
    let days = &list[list.find("<ol class=\"fk-gantt-days\"").expect("a list")..];
    let (test, start) = (days.find("02.12.2026"), days.find("07.12.2026"));
    assert!(test.is_some() && test < start, "by day");
    let file = provider.get("/calendar/days.ics").await;
    assert!(file.body.contains("2026-12-07") && file.body.contains("2026-12-02"), "{}", file.body);
    let own = format!("/calendar/days.ics?provider={}", site.town.organisation(K::Kurstraeger));
    let own = provider.get(&own).await.body;
    assert!(own.contains("2026-12-07") && !own.contains("2026-12-02"), "only its own: {own}");
}

#[tokio::test]
async fn the_duties_page_shows_promises_and_a_host_passes_its_day_on() {
    let site = TestSite::open().await;
    let id = in_force(&site).await;
    let path = format!("/agreements/{id}/duties");
    let mut host = site.logged_in(K::Kurstraeger).await;
    let duties = host.get(&path).await;
    for text in ["9 Tage freigehalten", "nächster Beginn in höchstens 4 Wochen", "Nicht eingehalten"] {
        assert!(duties.body.contains(text), "{text}");
    }
    assert_eq!(states(&mut host).await.status, 303);
    let duties = host.get(&path).await.body;
    assert!(duties.contains("Räume und Lehrkräfte melden") && duties.contains("Erledigt"));

    let end = format!("/agreements/{id}/hand-over");
    let page = host.get(&format!("{end}?due_on=2026-12-02")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Erste Reserve, die kann") && page.body.contains("(Reserve)"));
    let passed = send(&mut host, &page, &end, &[("to", "first")]).await;
    assert_eq!((passed.status, passed.location.as_str()), (303, path.as_str()), "{}", passed.body);
    let duties = host.get(&path).await.body;
    assert!(duties.contains("statt Muster-kurstraeger"), "whose turn it was stays visible");
    let mut agency = site.logged_in(K::Arbeitsagentur).await;
    for page in ["/today", "/worklist"] {
        let seen = agency.get(page).await.body;
        assert!(seen.contains("Testtag ausrichten") && seen.contains("02.12.2026"), "{page}");
    }
    assert_eq!(host.get(&format!("{end}?due_on=2026-12-02")).await.status, 404, "no longer its day");
    let mut chair = site.logged_in(K::Koordination).await;
    let page = chair.get(&format!("{end}?due_on=2026-12-09")).await;
    let of_another = format!("/agreements/{id}/hand-over-for");
    let again = send(&mut chair, &page, &of_another, &[("to", "first")]).await;
    assert_eq!(again.status, 303, "{}", again.body);
}

#[tokio::test]
async fn an_accepted_plan_writes_a_letter_and_leaves_tasks_on_the_home_and_in_the_work_list() {
    let site = TestSite::open().await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    assert_eq!(states(&mut provider).await.status, 303);
    let plan = accepted(&site).await;
    let page = provider.get(&format!("/plans/{plan}")).await.body;
    let to = site.town.organisation(K::Kurstraeger);
    let letter = format!("/plans/{plan}/notice/{to}");
    for text in ["Mitteilungen an die Stellen", &letter] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let paper = provider.get(&letter).await;
    for text in ["Mitteilung über vereinbarte", "Muster-bundesamt", "Allgemeiner Integrationskurs", "Bis"] {
        assert!(paper.body.contains(text), "{text}: {}", paper.body);
    }
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    assert_eq!(jobcenter.get(&letter).await.status, 404);

    for path in ["/today", "/worklist"] {
        let seen = provider.get(path).await.body;
        assert!(seen.contains("bestätigen: Raum und Lehrkraft"), "{path}");
    }
    let home = provider.get("/worklist").await;
    let action = format!("/plans/{plan}/tasks");
    let noted = send(&mut provider, &home, &action, &[]).await;
    assert_eq!((noted.status, noted.location.as_str()), (303, "/worklist"));
    assert!(!provider.get("/today").await.body.contains("bestätigen: Raum und Lehrkraft"));
    let queries: &dyn app::ports::Queries = site.stage.database.queries();
    let kept: domain::start_plan::StartPlan = queries.need(plan.0).await.expect("the plan");
    assert_eq!(kept.carried.noted.len(), 1);
}
