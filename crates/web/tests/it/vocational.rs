//! Berufssprachkurse in the browser: the agency is brought in and authorises, the provider registers by the code,
//! the waiting list counts without names.

use crate::placement::send;
use crate::site::TestSite;
use app::ports::{Store, TypedQueries};
use domain::organisation::OrganisationKind as K;
use domain::record::RecordKind;
use domain::vocational::Authorisation;
use testkit::seats::person_in_line;

async fn authorisation(site: &TestSite) -> Authorisation {
    let find = app::ports::Find::new(RecordKind::Authorisation, site.town.region);
    let all: Vec<Authorisation> = site.stage.database.queries().all(find).await.expect("asked");
    all.into_iter().next().expect("one")
}

#[tokio::test]
async fn the_agency_is_brought_in_authorises_and_the_provider_registers_with_the_code() {
    let site = TestSite::open().await;
    let case = person_in_line(&site.stage, &site.town, "Ahmadi", false, "2026-11-20").await;
    let person = format!("/people/{}", case.person);
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let mut agency = site.logged_in(K::Arbeitsagentur).await;
    assert_eq!(agency.get(&person).await.status, 404, "nobody's business yet");
    let page = jobcenter.get(&format!("{person}/agency")).await;
    let id = site.town.organisation(K::Arbeitsagentur).to_string();
    let fields = [("agency", id.as_str()), ("ground", "seeking")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{person}/agency"), &fields).await.status, 303);

    let path = format!("{person}/authorisation");
    let page = agency.get(&path).await;
    assert!(page.body.contains("Was die Regeln sagen") && !page.body.contains("Basisberufssprachkurs C1"));
    let line = [("line", "BSK-B2.b1.b2")];
    let without = send(&mut agency, &page, &path, &line).await;
    assert_eq!(without.status, 422, "the rules know too little: a reason is needed");
    let fields = [("line", "BSK-B2.b1.b2"), ("deviation", "shown_in_application")];
    let page = agency.get(&path).await;
    assert_eq!(send(&mut agency, &page, &path, &fields).await.status, 303);
    let one = authorisation(&site).await;
    let record = agency.get(&format!("/vocational/authorisations/{}", one.id)).await;
    assert!(record.body.contains(&one.code));
    let seen = jobcenter.get(&format!("/vocational/authorisations/{}", one.id)).await;
    assert!(seen.status == 200 && !seen.body.contains(&one.code), "the code is the issuer's to hand out");

    let mut provider = site.logged_in(K::Kurstraeger).await;
    let page = provider.get("/vocational/register").await;
    let wrong = [("code", "zzz"), ("proof", "certificate"), ("proven_on", "01.11.2026")];
    let wrong = send(&mut provider, &page, "/vocational/register", &wrong).await;
    assert!(wrong.status == 422 && wrong.body.contains("Diesen Code gibt es nicht"));
    let fields = [("code", one.code.as_str()), ("proof", "certificate"), ("proven_on", "01.11.2026")];
    let page = provider.get("/vocational/register").await;
    let done = send(&mut provider, &page, "/vocational/register", &fields).await;
    assert_eq!(done.status, 303);
    assert!(provider.get(&done.location).await.body.contains("Ahmadi, Amena"));
    assert!(provider.get("/vocational/courses").await.body.contains("14"), "fourteen are missing");
    assert!(provider.get(&person).await.body.contains("wartet"));
}

#[tokio::test]
async fn the_landkreis_sees_the_waiting_list_without_names_and_empty_pages_say_what_to_do() {
    let site = TestSite::open().await;
    let mut landkreis = site.logged_in(K::Koordination).await;
    let page = landkreis.get("/vocational?all=1").await;
    assert!(page.status == 200 && page.body.contains("Basisberufssprachkurs B2"));
    assert!(page.body.contains("wird zurzeit nicht angeboten"));
    assert_eq!(landkreis.get("/vocational/people").await.status, 403);
    let mut provider = site.logged_in(K::Kurstraeger).await;
    assert!(provider.get("/vocational/people").await.body.contains("Hier ist zurzeit niemand"));
    assert!(provider.get("/vocational/courses").await.body.contains("Bei Ihnen wartet niemand"));
    let csv = provider.get("/vocational/courses?format=csv").await;
    assert_eq!(csv.status, 200);
    for kind in [K::Jobcenter, K::Arbeitsagentur, K::Bundesamt] {
        let mut body = site.logged_in(kind).await;
        for path in ["/today", "/vocational", "/vocational/authorisations", "/vocational/reports"] {
            assert_eq!(body.get(path).await.status, 200, "{kind} {path}");
        }
    }
}
