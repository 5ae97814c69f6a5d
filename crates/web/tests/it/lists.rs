//! What every list can do: sort, find, keep a filter, give exactly what is shown as a file; and undo, which
//! leads back to where one was.

use crate::placement::{invite, plan, plan_on, send};
use crate::site::TestSite;
use domain::organisation::OrganisationKind as K;

/// Lists that every role of the pair may open.
const LISTS: &[(K, &str)] = &[
    (K::Jobcenter, "/people"),
    (K::Jobcenter, "/waiting"),
    (K::Jobcenter, "/letters"),
    (K::Jobcenter, "/imports"),
    (K::Jobcenter, "/courses"),
    (K::Jobcenter, "/people/duplicates"),
    (K::Jobcenter, "/sessions/missed"),
    (K::Bundesamt, "/waiting"),
    (K::Kurstraeger, "/courses"),
    (K::Teststelle, "/sessions"),
    (K::Teststelle, "/seat-plans"),
    (K::Koordination, "/rules/changes"),
    (K::Jobcenter, "/worklist/lapses"),
    (K::Betrieb, "/administration"),
    (K::Betrieb, "/administration/organisations"),
    (K::Betrieb, "/administration/audit"),
];

#[tokio::test]
async fn every_list_sorts_and_comes_as_a_file_of_its_own_columns() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    invite(&site, session, "Ahmadi").await;
    for (kind, path) in LISTS {
        let mut browser = site.logged_in(*kind).await;
        for query in ["", "?sort=1", "?sort=-2", "?find=nirgends", "?sort=99&page=7"] {
            assert_eq!(browser.get(&format!("{path}{query}")).await.status, 200, "{path}{query}");
        }
        if *path != "/people" {
            assert_eq!(browser.get(&format!("{path}?format=csv")).await.status, 200, "{path} as CSV");
            assert_eq!(browser.get(&format!("{path}?format=xlsx")).await.status, 200, "{path} as XLSX");
        }
    }
    let days = site.logged_in(K::Teststelle).await.get("/sessions?format=csv").await.body;
    assert!(days.starts_with("\u{feff}Tag;") && days.contains("Weißenburg i. Bay."), "{days}");
    let found = site.logged_in(K::Teststelle).await.get("/sessions?find=nirgends&format=csv").await.body;
    assert!(!found.contains("Weißenburg i. Bay."), "a file holds what is shown and no more");
}

#[tokio::test]
async fn days_sort_as_days_however_they_are_written() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    for held_on in ["03.12.26", "27.11.26", "11.01.27"] {
        plan_on(&mut browser, held_on).await;
    }
    let file = browser.get("/sessions?sort=-1&format=csv").await.body;
    let days: Vec<&str> = file.lines().skip(1).filter_map(|line| line.split(';').next()).collect();
    assert_eq!(days, ["11.01.2027", "03.12.2026", "27.11.2026"], "by weekday they would stand otherwise");
}

#[tokio::test]
async fn a_filter_is_kept_under_a_name_on_any_list_and_can_be_forgotten() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    plan(&mut browser).await;
    let shown = browser.get("/sessions?sort=-3").await;
    let seen = send(&mut browser, &shown, "/views", &[("name", "Nach Ort")]).await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/sessions?sort=-3"));
    let list = browser.get("/sessions").await;
    assert!(list.body.contains("Nach Ort"), "the kept filter stands above the list");
    assert!(!browser.get("/courses").await.body.contains("Nach Ort"), "and above no other list");
    let kept = browser.get("/sessions?sort=-3").await;
    let at = kept.body.find("/forget").expect("a way to forget it");
    let path: String =
        kept.body[..at].rsplit('"').next().map(|start| format!("{start}/forget")).expect("a path");
    let seen = send(&mut browser, &kept, &path, &[]).await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/sessions"));
    assert!(!browser.get("/sessions").await.body.contains("Nach Ort"));
}

#[tokio::test]
async fn a_kept_filter_never_leads_to_another_site() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let shown = browser.get("/sessions?sort=1").await;
    for path in ["//evil.example", "https://evil.example", "/sessions?x=1", ""] {
        let fields = shown.hidden_fields("/views");
        let csrf = fields.iter().find(|(name, _)| name == "csrf").expect("a token").1.clone();
        let sent = [("csrf", csrf.as_str()), ("path", path), ("query", "sort=1"), ("name", "x")];
        let seen = browser.post("/views", &sent).await;
        assert!(seen.status >= 400, "{path}: {}", seen.location);
    }
}

#[tokio::test]
async fn taking_back_leads_to_the_page_one_was_on() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let shown = browser.get("/sessions?sort=-3").await;
    send(&mut browser, &shown, "/views", &[("name", "Nach Ort")]).await;
    let shown = browser.get("/sessions?sort=-3").await;
    let at = shown.body.find("/undo/").expect("an offer to take it back");
    let path: String = shown.body[at..].split('"').next().expect("a path").to_owned();
    let seen = send(&mut browser, &shown, &path, &[]).await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/sessions?sort=-3"));
    assert!(!browser.get("/sessions").await.body.contains("Nach Ort"));
}
