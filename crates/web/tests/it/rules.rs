//! Law on pages: what a person may and must do, facts, tables, switches, a change with four eyes, deadlines.

use crate::people::steer;
use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use app::ports::TypedQueries;
use domain::act::{Act, ActKind};
use domain::ids::{PersonId, RegionId};
use domain::organisation::OrganisationKind as K;
use domain::person::{BirthDate, BirthPrecision, Person};
use domain::residence::{Residence, ResidenceKind};
use testkit::day;

async fn protected(site: &TestSite) -> PersonId {
    let person = Person {
        family_name: "Okafor".to_owned(),
        nationality: Some("SYR".to_owned()),
        birth_date: Some(BirthDate { date: day("1990-05-01"), precision: BirthPrecision::Day }),
        residences: vec![Residence {
            kind: ResidenceKind::Aufenthaltserlaubnis,
            norm: "§ 25 Abs. 2 AufenthG".to_owned(),
            issued_on: Some(day("2026-10-01")),
            valid_until: Some(day("2029-09-30")),
            first_issue: Some(true),
        }],
        ..Person::blank(PersonId(0), RegionId(0))
    };
    steer(site, K::Auslaenderbehoerde, person, ActKind::Teilnahmeberechtigung).await
}

async fn opened(browser: &mut Browser, path: &str) -> Seen {
    let seen = browser.get(path).await;
    assert_eq!(seen.status, 200, "{path}: {}", seen.body);
    seen
}

#[tokio::test]
async fn a_persons_page_says_what_is_missing_and_answers_with_paragraphs_once_it_is_stated() {
    let site = TestSite::open().await;
    let person = protected(&site).await;
    let mut browser = site.logged_in(K::Auslaenderbehoerde).await;
    let path = format!("/people/{person}/rules");
    let before = opened(&mut browser, &path).await.body;
    assert!(before.contains("Vorschlag aus den Tabellen, keine Entscheidung"), "{before}");
    assert!(before.contains("Deutschkenntnisse (Niveau)"), "the missing fact is named");
    let facts = format!("/people/{person}/facts");
    let form = opened(&mut browser, &facts).await;
    let beside = opened(&mut browser, &facts).await;
    let wrong = send(&mut browser, &form, &facts, &[("german_level-proven_on", "gestern")]).await;
    assert_eq!(wrong.status, 422);
    let stated = [
        ("spaetaussiedler", "no"),
        ("german_level-level", "A1"),
        ("employed", "no"),
        ("in_training", "no"),
        ("first_language_german", "no"),
        ("low_need", "no"),
        ("special_need", "no"),
    ];
    let done = send(&mut browser, &form, &facts, &stated).await;
    assert_eq!((done.status, done.location.as_str()), (303, path.as_str()), "{}", done.body);
    let after = opened(&mut browser, &path).await.body;
    assert!(!after.contains("Geburtsdatum, "), "nothing of it is asked any more");
    assert!(after.contains("§ 44 Abs. 1 Satz 1 Nr. 1"), "the paragraph stands beside it");
    let table = opened(&mut browser, &format!("{path}/anspruch?on=25.11.2026")).await.body;
    assert!(table.contains("trifft zu"), "the row that hit is marked in words");
    // two at the same form: the second one sees that somebody was faster
    let late = send(&mut browser, &beside, &facts, &[("german_level-level", "B1")]).await;
    assert_eq!(late.status, 422, "{}", late.body);
    assert_eq!(browser.get(&format!("{path}?on=2001-01-01")).await.status, 422);
    let stranger = site.logged_in(K::Koordination).await.get(&path).await;
    assert_ne!(stranger.status, 200, "who may not see people does not see their rights");
}

#[tokio::test]
async fn an_act_keeps_what_it_was_based_on() {
    let site = TestSite::open().await;
    let person = protected(&site).await;
    let find = app::ports::Find::new(domain::record::RecordKind::Act, site.town.region);
    let acts: Vec<Act> =
        app::ports::Store::queries(site.stage.database.as_ref()).all(find).await.expect("acts");
    let mut browser = site.logged_in(K::Auslaenderbehoerde).await;
    let page = opened(&mut browser, &format!("/people/{person}/acts/{}/basis", acts[0].id)).await.body;
    assert!(page.contains("Rechtsstand") && page.contains("Prüfsumme"), "{page}");
}

#[tokio::test]
async fn everybody_reads_the_law_and_only_legal_officers_change_it() {
    let site = TestSite::open().await;
    for kind in K::ALL {
        let mut browser = site.logged_in(*kind).await;
        for path in ["/rules", "/rules/switches", "/rules/deadlines", "/rules/tables/verpflichtung"] {
            opened(&mut browser, path).await;
        }
    }
    let mut reader = site.logged_in(K::Teststelle).await;
    assert_eq!(reader.get("/rules/changes/new").await.status, 403);
    let mut officer = site.logged_in(K::Koordination).await;
    let form = opened(&mut officer, "/rules/switches").await;
    let typed = [
        ("policy", "switch:BAMF_44_4_ADMISSION"),
        ("open", "open"),
        ("from", "01.12.2026"),
        ("source", "Trägerrundschreiben 09/26"),
    ];
    let incomplete = send(&mut officer, &form, "/rules/switches", &typed[..3]).await;
    assert_eq!(incomplete.status, 422);
    let done = send(&mut officer, &form, "/rules/switches", &typed).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(opened(&mut officer, "/rules/switches").await.body.contains("Trägerrundschreiben 09/26"));
    assert_eq!(officer.get("/rules/tables/nirgends").await.status, 404);
    let file = opened(&mut officer, "/rules/tables/verpflichtung/file").await.body;
    assert!(file.starts_with("<?xml"), "the file of a DMN editor");
}

async fn propose(browser: &mut Browser, text: &str) -> Seen {
    let form = opened(browser, "/rules/changes/new").await;
    let mut fields = form.hidden_fields("/rules/changes/new");
    for (name, value) in
        [("change", "Grund entfällt"), ("source", "Entwurf"), ("effective_from", "01.12.2026")]
    {
        fields.push((name.to_owned(), value.to_owned()));
    }
    browser.upload("/rules/changes/new", &fields, ("table", text)).await
}

/// Presses a button of a change, also one that the page does not offer.
async fn decide(browser: &mut Browser, page: &Seen, path: &str, verdict: &str) -> Seen {
    let mut fields = page.hidden_fields(path);
    fields.retain(|(name, _)| name != "verdict");
    fields.push(("verdict".to_owned(), verdict.to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn a_changed_table_is_checked_proposed_and_needs_a_second_account() {
    let site = TestSite::open().await;
    let mut officer = site.logged_in(K::Koordination).await;
    let file = opened(&mut officer, "/rules/tables/zulassung_bamf/file").await.body;
    let cell = "<inputEntry id=\"R-15_on\"><text>-</text></inputEntry>";
    let changed =
        file.replace(cell, "<inputEntry id=\"R-15_on\"><text>&lt; date(\"2027-01-01\")</text></inputEntry>");
    assert_ne!(file, changed);
    let broken = propose(&mut officer, &changed.replace("</definitions>", "")).await;
    assert_eq!(broken.status, 422);
    assert!(broken.body.contains("Die Datei wird nicht angenommen"), "{}", broken.body);
    let overlapping = changed.replacen("<text>\"§ 25 Abs. 5\"</text>", "<text>\"§ 24\"</text>", 1);
    let refused = propose(&mut officer, &overlapping).await;
    assert!(refused.body.contains("R-14"), "table, row and reason: {}", refused.body);
    let proposed = propose(&mut officer, &changed).await;
    assert_eq!(proposed.status, 303, "{}", proposed.body);
    let page = opened(&mut officer, &proposed.location).await;
    assert!(page.body.contains("Freigeben muss sie ein anderes Konto"), "{}", page.body);
    assert!(page.body.contains("Neu oder geändert: R-15"), "{}", page.body);
    let own = decide(&mut officer, &page, &proposed.location, "release").await;
    assert_eq!(own.status, 422, "four eyes");
    let mut second = site.logged_in(K::Bundesamt).await;
    let page = opened(&mut second, &proposed.location).await;
    let released = decide(&mut second, &page, &proposed.location, "release").await;
    assert_eq!(released.status, 303, "{}", released.body);
    assert!(opened(&mut second, &proposed.location).await.body.contains("freigegeben"));
}

#[tokio::test]
async fn the_operator_sets_a_deadline_of_the_region() {
    let site = TestSite::open().await;
    let mut operator = site.logged_in(K::Betrieb).await;
    let form = opened(&mut operator, "/rules/deadlines/2.1").await;
    let wrong = send(
        &mut operator,
        &form,
        "/rules/deadlines/2.1",
        &[("count", "2"), ("unit", "days"), ("from", "1.1.2020")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    let typed = [("count", "3"), ("unit", "working_days"), ("from", "25.11.2026")];
    let done = send(&mut operator, &form, "/rules/deadlines/2.1", &typed).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let list = opened(&mut operator, "/rules/deadlines").await.body;
    assert!(list.contains("ab 25.11.2026: 3 Arbeitstage"), "{list}");
    assert_eq!(operator.get("/rules/deadlines/99").await.status, 404);
}

#[tokio::test]
async fn a_step_is_skipped_on_its_page_with_a_reason_and_every_id_there_is_used_once() {
    let site = TestSite::open().await;
    let person = protected(&site).await;
    let mut browser = site.logged_in(K::Auslaenderbehoerde).await;
    let path = format!("/people/{person}/step");
    let page = opened(&mut browser, &path).await;
    let ids: Vec<&str> =
        page.body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    let without = send(&mut browser, &page, &path, &[("skipped_reason", "")]).await;
    assert_eq!(without.status, 422);
    let skipped = send(&mut browser, &page, &path, &[("skipped_reason", "already_done")]).await;
    assert_eq!(skipped.status, 303, "{}", skipped.body);
    let record = opened(&mut browser, &format!("/people/{person}")).await.body;
    assert!(record.contains("Kursplatz vergeben"), "the next step is looking for a seat");
}

#[tokio::test]
async fn a_record_page_is_one_entry_in_the_log_whatever_it_shows() {
    let site = TestSite::open().await;
    let person = protected(&site).await;
    let mut browser = site.logged_in(K::Auslaenderbehoerde).await;
    let queries = app::ports::Store::queries(site.stage.database.as_ref());
    let before = queries.access_to(person.0, 100).await.expect("read").len();
    let page = opened(&mut browser, &format!("/people/{person}")).await.body;
    assert!(page.contains("Rechte und Pflichten") && page.contains("Angaben könnten"), "{page}");
    let after = queries.access_to(person.0, 100).await.expect("read").len();
    assert_eq!(after, before + 1);
}
