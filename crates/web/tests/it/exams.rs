//! Exams in the browser: planning, registering from a course, the list on paper and as a file, results by keyboard,
//! results out of a file, and what each role sees.

use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use app::ports::{Find, Queries, Store, TypedQueries, Where};
use domain::act::ActKind;
use domain::assignment::Assignment;
use domain::exam::{EntryState, ExamEntry};
use domain::organisation::OrganisationKind as K;
use domain::record::RecordKind;

const OBLIGED: &[(ActKind, K)] = &[(ActKind::VerpflichtungJobcenter, K::Jobcenter)];

const DAY: &[(&str, &str)] = &[
    ("kind", "dtz"),
    ("starts_at", "9"),
    ("seats", "10"),
    ("place_name", "Haus am Markt"),
    ("town", "Weißenburg i. Bay."),
    ("examiners", "Anna Muster: L-12"),
];

async fn plan(browser: &mut Browser, on: &str, more: &[(&str, &str)]) -> Seen {
    let form = browser.get("/exams/new").await;
    assert_eq!(form.status, 200, "{}", form.body);
    let mut typed: Vec<(&str, &str)> =
        DAY.iter().copied().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    typed.extend([("held_on", on), ("closes_on", on)]);
    typed.extend(more.iter().copied());
    send(browser, &form, "/exams/new", &typed).await
}

async fn entry(site: &TestSite, seat: &Assignment) -> ExamEntry {
    let find = Find::new(RecordKind::ExamEntry, seat.region).when(Where::is("case_id", seat.case.0));
    let queries: &dyn Queries = site.stage.database.queries();
    let mut found: Vec<ExamEntry> = queries.all(find).await.expect("asked");
    found.pop().expect("an entry")
}

#[tokio::test]
async fn an_exam_day_goes_from_the_plan_to_the_results_without_the_mouse() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    let ahmadi = site.town.learner(&site.stage, &course, "Ahmadi", OBLIGED).await;
    let bondar = site.town.learner(&site.stage, &course, "Bondar", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    assert!(provider.get("/exams").await.body.contains("Es ist kein Prüfungstag geplant"));
    let planned = plan(&mut provider, "25.11.26", &[]).await;
    assert_eq!(planned.status, 303, "{}", planned.body);
    let path = planned.location;

    let choose = provider.get(&format!("{path}/register")).await;
    assert!(choose.body.contains("K-1") && choose.body.contains("nicht verbraucht"));
    let register = format!("{path}/register");
    let page = provider.get(&format!("{register}?course={}", course.id)).await;
    assert!(
        page.body.contains("1. Versuch · kostenfrei, erster Versuch · B1 wird erwartet"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("checked"), "B1 is ticked by hand");
    let nobody = send(&mut provider, &page, &register, &[]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.body.contains("Kreuzen Sie mindestens eine Person an"));
    let ids = [ahmadi.id.to_string(), bondar.id.to_string()];
    let both: Vec<(&str, &str)> = ids.iter().map(|id| ("seats", id.as_str())).collect();
    assert_eq!(send(&mut provider, &page, &register, &both).await.status, 303);
    let page = provider.get(&path).await;
    assert!(page.body.contains("Bestätigen Sie, dass keine der prüfenden Personen"), "{}", page.body);
    let stated = send(&mut provider, &page, &format!("{path}/examiners"), &[]).await;
    assert_eq!(stated.status, 303);
    assert!(provider.get(&path).await.body.contains("Bestätigt am"));

    let results = format!("{path}/results");
    let (page, other_window) = (provider.get(&results).await, provider.get(&results).await);
    let (first, second) = (entry(&site, &ahmadi).await.id, entry(&site, &bondar).await.id);
    let names = [format!("result-{first}"), format!("result-{second}")];
    let wrong = [(names[0].as_str(), "b1"), (names[1].as_str(), "f")];
    let wrong = send(&mut provider, &page, &results, &wrong).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("zum Beispiel bab") && wrong.body.contains("value=\"b1\""));
    let right = [(names[0].as_str(), "bab"), (names[1].as_str(), "f")];
    assert_eq!(send(&mut provider, &page, &results, &right).await.status, 303);
    assert_eq!(entry(&site, &bondar).await.state, EntryState::Absent);
    let stale = send(&mut provider, &other_window, &results, &[(names[0].as_str(), "uuu")]).await;
    assert_eq!(stale.status, 422, "somebody else was faster");
    let page = provider.get(&path).await;
    assert!(page.body.contains("Hören/Lesen B1, Schreiben A2, Sprechen B1"), "{}", page.body);

    let list = provider.get(&format!("{path}/list")).await;
    assert!(list.body.contains("Ahmadi") && list.body.contains("Unterschrift"));
    let file = provider.get(&format!("{path}/list?format=csv")).await;
    assert!(file.body.contains("WUG-2026-Bondar"), "{}", file.body);
    let record = provider.get(&format!("/people/{}", ahmadi.person)).await;
    assert!(record.body.contains("Wiederholungsstunden") && record.body.contains("zurzeit nicht möglich"));
    let jobcenter = site.logged_in(K::Jobcenter).await.get(&format!("/people/{}", ahmadi.person)).await;
    assert!(jobcenter.body.contains("Ergebnis da") && !jobcenter.body.contains("Sprechen B1"));
}

#[tokio::test]
async fn mistakes_come_back_at_their_field_with_what_was_typed() {
    let site = TestSite::open().await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for (on, more, says) in [
        ("24.11.26", vec![], "ist vorbei"),
        ("25.11.26", vec![("seats", "0")], "1 bis 500"),
        ("25.11.26", vec![("examiners", "Anna Muster")], "Anna Muster"),
        ("", vec![], "read-missing"),
    ] {
        let seen = plan(&mut provider, on, &more).await;
        assert_eq!(seen.status, 422, "{on} {more:?}");
        let says =
            if says == "read-missing" { wording::text(wording::Language::De, says) } else { says.into() };
        assert!(seen.body.contains(&says), "{says}: {}", seen.body);
    }
}

#[tokio::test]
async fn a_day_is_cancelled_after_a_look_and_every_page_keeps_its_right() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    let seat = site.town.learner(&site.stage, &course, "Ahmadi", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let path = plan(&mut provider, "9.12.26", &[]).await.location;
    let page = provider.get(&format!("{path}/register?course={}", course.id)).await;
    let id = seat.id.to_string();
    send(&mut provider, &page, &format!("{path}/register"), &[("seats", &id)]).await;
    assert!(provider.get(&format!("{path}/results")).await.body.contains("erst nach der Prüfung"));
    let pages =
        ["", "/edit", "/cancel", "/register", "/results", "/list", "/list?format=xlsx", "?format=csv"];
    for end in pages {
        let seen = provider.get(&format!("{path}{end}")).await;
        assert_eq!(seen.status, 200, "{end}");
        for missing in [">exams-", ">exam-", ">dtz-", ">lid-", ">repeat-reason-"] {
            assert!(!seen.body.contains(missing), "{end}: a text is missing");
        }
        for kind in [K::Jobcenter, K::Koordination, K::Teststelle, K::Betrieb] {
            let seen = site.logged_in(kind).await.get(&format!("{path}{end}")).await;
            let open = end.is_empty() || end == "?format=csv";
            match open && kind != K::Betrieb {
                true => assert!(seen.status == 200 && !seen.body.contains("Ahmadi"), "{kind:?} {end}"),
                false => assert!(matches!(seen.status, 403 | 404), "{kind:?} {end}: {}", seen.status),
            }
        }
    }
    let mut bamf = site.logged_in(K::Bundesamt).await;
    assert!(bamf.get(&format!("{path}/list")).await.body.contains("Ahmadi"));
    let mut coordination = site.logged_in(K::Koordination).await;
    assert!(coordination.get("/figures").await.body.contains("Ergebnisse nach Kursart"));
    assert_eq!(coordination.get("/figures/export").await.status, 200);

    let page = provider.get(&format!("{path}/cancel")).await;
    assert!(page.body.contains("Eine Person ist angemeldet"));
    let done = send(&mut provider, &page, &format!("{path}/cancel"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(provider.get(&path).await.body.contains("abgesagt"));
    assert_eq!(entry(&site, &seat).await.state, EntryState::Withdrawn);
}
