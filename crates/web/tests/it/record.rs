//! The record of a person in the browser: the next step first, the way on one line, every event within reach.

use crate::graduates::{ending_course, open};
use crate::placement::{invite, plan, send};
use crate::site::TestSite;
use domain::organisation::OrganisationKind as K;

/// What is seen without opening anything.
fn unfolded(body: &str) -> String {
    let mut parts = body.split("<details");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |seen, part| seen + part.split_once("</details>").map_or("", |(_, after)| after))
}

fn place(body: &str, text: &str) -> usize {
    body.find(text).unwrap_or_else(|| panic!("{text} is not on the page: {body}"))
}

#[tokio::test]
async fn the_next_step_stands_first_then_the_way_then_the_facts_and_what_happened() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let seating = invite(&site, session, "Ahmadi").await;
    let mut browser = site.logged_in(K::Jobcenter).await;
    let path = format!("/people/{}", seating.person);
    let record = open(&mut browser, &path).await;
    send(&mut browser, &record, "/letters/issue", &[]).await;
    let body = open(&mut browser, &path).await.body;
    let order = ["fk-notice__title", "class=\"fk-chain\"", "Geburtsdatum", "id=\"events\"", "Bescheide</h2>"];
    let places = order.map(|text| place(&body, text));
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(body.matches("aria-current=\"step\"").count(), 1);
    let seen = unfolded(&body);
    assert!(seen.contains("Einladung zum Test") && seen.contains("action=\"/letters/issue\""));
    assert!(seen.contains("Noch keine Einträge: ") && !seen.contains("Kursplätze</h2>"));
}

#[tokio::test]
async fn one_kind_of_events_is_shown_alone_and_all_of_them_have_a_page() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let seating = invite(&site, session, "Ahmadi").await;
    let mut browser = site.logged_in(K::Jobcenter).await;
    let path = format!("/people/{}", seating.person);
    let events = |body: String| body[place(&body, "id=\"events\"")..].to_owned();
    let all = events(open(&mut browser, &path).await.body);
    assert!(all.contains("Verpflichtung ausgesprochen") && all.contains("Zum Test eingeladen"));
    let tests = events(open(&mut browser, &format!("{path}?events=test")).await.body);
    assert!(!tests.contains("Verpflichtung ausgesprochen") && tests.contains("Zum Test eingeladen"));
    let whole = open(&mut browser, &format!("{path}/timeline")).await.body;
    assert!(whole.contains("Verpflichtung ausgesprochen") && whole.contains("Zum Test eingeladen"));
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for hidden in [path.clone(), format!("{path}/timeline")] {
        assert_eq!(provider.get(&hidden).await.status, 404, "{hidden}: not its person");
    }
}

#[tokio::test]
async fn a_provider_sees_on_the_way_that_the_plan_is_hidden_and_the_office_sees_the_plan() {
    let site = TestSite::open().await;
    let (_, seats) = ending_course(&site, &["Ahmadi"]).await;
    let path = format!("/people/{}", seats[0].person);
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let record = open(&mut jobcenter, &path).await.body;
    let link = record.split("href=\"/graduates/").nth(1).and_then(|rest| rest.split('"').next());
    let one = format!("/graduates/{}", link.expect("the way out of the course"));
    let page = open(&mut jobcenter, &one).await;
    let talk = [("on", "25.11.26"), ("goal", "work")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{one}/talk"), &talk).await.status, 303);
    let page = open(&mut jobcenter, &one).await;
    let decision = [("route", "school"), ("responsible", ""), ("starts_on", "30.11.26")];
    let decided = send(&mut jobcenter, &page, &format!("{one}/decide"), &decision).await;
    assert_eq!(decided.status, 303, "{}", decided.body);
    let chain = |body: &str| {
        let from = place(body, "class=\"fk-chain\"");
        body[from..from + place(&body[from..], "</ol>")].to_owned()
    };
    assert!(chain(&open(&mut jobcenter, &path).await.body).contains("Schule oder Studium"));
    let seen = open(&mut site.logged_in(K::Kurstraeger).await, &path).await.body;
    assert!(!seen.contains("Schule oder Studium"), "{seen}");
    let end = chain(&seen);
    assert!(end.contains("Entscheidung") && !end.contains("30.11.2026"), "{end}");
}
