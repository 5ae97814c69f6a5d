//! The agreement in the browser: drafted, laid before the parties, signed, its duties noted, printed, ended.

use crate::placement::send;
use crate::site::TestSite;
use domain::organisation::OrganisationKind as K;

/// What the form shows already, as a browser would send it back: parties, shares, turns.
fn typed(site: &TestSite, share: &str) -> Vec<(String, String)> {
    let provider = site.town.organisation(K::Kurstraeger);
    let mut fields: Vec<(String, String)> = [
        ("title", "Rollierende Testung"),
        ("valid_from", "25.11.2026"),
        ("notice_weeks", "12"),
        ("testing_mode", "central"),
        ("weekday", "Wed"),
        ("every_weeks", "1"),
        ("reservation_days", "7"),
        ("longest_gap_weeks", "4"),
        ("report-free_seats", "weekly"),
        ("estimate_day", "15"),
        ("plan_weeks", "8"),
        ("share_tolerance", "15"),
    ]
    .iter()
    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
    .collect();
    for (kind, role) in
        [(K::Kurstraeger, "provider"), (K::Bundesamt, "bundesamt"), (K::Koordination, "coordination")]
    {
        fields.push((format!("party-{}", site.town.organisation(kind)), role.to_owned()));
    }
    for (name, value) in [("share", share), ("host", "1"), ("kinds", "ALLG"), ("towns", "Ellingen")] {
        fields.push((format!("{name}-{provider}"), value.to_owned()));
    }
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn an_agreement_goes_from_the_draft_to_duties_and_notice() {
    let site = TestSite::open().await;
    let mut chair = site.logged_in(K::Koordination).await;
    let form = chair.get("/agreements/new").await;
    let wrong = send(&mut chair, &form, "/agreements/new", &borrowed(&typed(&site, "90"))).await;
    assert_eq!(wrong.status, 422);
    for text in ["Anteile ergeben zusammen 90", "Rollierende Testung", "Ellingen"] {
        assert!(wrong.body.contains(text), "{text}");
    }
    let saved = send(&mut chair, &form, "/agreements/new", &borrowed(&typed(&site, "100"))).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let path = saved.location;
    let at = |end: &str| format!("{path}/{end}");

    let page = chair.get(&path).await;
    assert_eq!(send(&mut chair, &page, &at("lay-before"), &[]).await.status, 303);
    let mut provider = site.logged_in(K::Kurstraeger).await;
    assert!(provider.get("/today").await.body.contains("Vereinbarung unterschreiben"), "a task on the home");
    let page = provider.get(&path).await;
    assert_eq!(send(&mut provider, &page, &at("sign"), &[]).await.status, 303);

    let page = chair.get(&path).await;
    let body = site.town.organisation(K::Bundesamt).to_string();
    let ahead = [("body", body.as_str()), ("signed_on", "24.12.2026")];
    let ahead = send(&mut chair, &page, &at("signature"), &ahead).await;
    assert_eq!(ahead.status, 422);
    assert!(ahead.body.contains("24.12.2026") && ahead.body.contains("liegt in der Zukunft"));
    let paper = [("body", body.as_str()), ("signed_on", "24.11.2026")];
    assert_eq!(send(&mut chair, &page, &at("signature"), &paper).await.status, 303);
    let page = chair.get(&path).await;
    assert_eq!(send(&mut chair, &page, &at("sign"), &[]).await.status, 303);

    let duties = provider.get(&at("duties")).await;
    assert!(duties.body.contains("Testtag ausrichten") && duties.body.contains("Steht bevor"));
    let home = provider.get("/today").await;
    let noted = send(&mut provider, &home, &at("duties"), &[]).await;
    assert_eq!((noted.status, noted.location.as_str()), (303, "/today"));
    assert!(provider.get(&at("duties")).await.body.contains("Erledigt"));

    site.pass_minutes(24 * 60 * 10);
    let (mut provider, mut chair) =
        (site.logged_in(K::Kurstraeger).await, site.logged_in(K::Koordination).await);
    let past = provider.get(&at("duties")).await.body;
    assert!(past.contains("25.11.2026") && past.contains("Nichts bekannt"), "what is over stands there too");
    let paper = chair.get(&at("document")).await;
    for text in ["Rollierende Testung", "Unterschrieben am 24.11.2026", "100 %"] {
        assert!(paper.body.contains(text), "{text}");
    }
    let page = chair.get(&path).await;
    let mode = [("from", "14.12.2026"), ("testing_mode", "decentral")];
    assert_eq!(send(&mut chair, &page, &at("testing"), &mode).await.status, 303);
    let page = provider.get(&at("notice")).await;
    assert_eq!(send(&mut provider, &page, &at("notice"), &[]).await.status, 303);
    assert!(provider.get(&path).await.body.contains("27.02.2027"), "twelve weeks later");
}

#[tokio::test]
async fn everybody_reads_the_agreement_only_the_chair_writes_it_and_no_text_is_missing() {
    let site = TestSite::open().await;
    let mut chair = site.logged_in(K::Bundesamt).await;
    let form = chair.get("/agreements/new").await;
    let saved = send(&mut chair, &form, "/agreements/new", &borrowed(&typed(&site, "100"))).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    for end in ["", "/edit"] {
        let seen = chair.get(&format!("{}{end}", saved.location)).await;
        assert!(!seen.body.contains(">agreement-"), "{end}: a text is missing");
    }
    for kind in [K::Jobcenter, K::Teststelle, K::Kurstraeger, K::Koordination] {
        let mut browser = site.logged_in(kind).await;
        for path in ["/agreements", "/agreements?format=csv", saved.location.as_str()] {
            assert_eq!(browser.get(path).await.status, 200, "{kind:?} {path}");
        }
    }
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for path in ["/agreements/new".to_owned(), format!("{}/edit", saved.location)] {
        assert_eq!(provider.get(&path).await.status, 403, "{path}");
    }
    let refused = provider.post(&format!("{}/lay-before", saved.location), &[("csrf", "x")]).await;
    assert_eq!(refused.status, 403);
    let mut operator = site.logged_in(K::Betrieb).await;
    assert_eq!(operator.get("/agreements").await.status, 403);
}
