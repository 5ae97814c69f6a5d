//! Plans of test days and starts in the browser: proposed, changed by hand, taken back, accepted; seats of single people; and
//! what the round of providers must not see.

use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use domain::organisation::OrganisationKind as K;
use testkit::seats::person_in_line;

/// A region with one provider that stated its means, and six people in line.
async fn region() -> TestSite {
    let site = TestSite::open().await;
    let means = testkit::supply::means(0, "1; 25; ALLG");
    let provider = site.town.actor(K::Kurstraeger);
    site.stage.gate.run(&site.stage.operation(provider), means).await.expect("stated");
    for n in 0..6 {
        person_in_line(&site.stage, &site.town, &format!("Wartend{n}"), n == 0, "2026-11-20").await;
    }
    site
}

/// Has a plan proposed; its address.
async fn proposed(browser: &mut Browser) -> String {
    let list = browser.get("/plans").await;
    let done = send(browser, &list, "/plans/new", &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    done.location
}

/// The first link of a page that begins like this.
fn link(page: &Seen, begins: &str) -> String {
    let mut links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found =
        links.find(|href| href.starts_with(begins)).unwrap_or_else(|| panic!("{begins}: {}", page.body));
    found.replace("&#38;", "&").replace("&amp;", "&")
}

/// Sends the form that a page has at an address and opens where it leads.
async fn done(browser: &mut Browser, page: &Seen, action: &str, typed: &[(&str, &str)]) -> (String, Seen) {
    let sent = send(browser, page, action, typed).await;
    assert_eq!(sent.status, 303, "{action}: {}", sent.body);
    let seen = browser.get(&sent.location).await;
    (sent.location, seen)
}

async fn speak_english(browser: &mut Browser) {
    let page = browser.get("/plans").await;
    let sent = send(browser, &page, "/preferences", &[("language", "en")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

fn has(page: &Seen, words: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.body);
    for word in words {
        assert!(page.body.contains(word), "{word} is missing: {}", page.body);
    }
}

fn lacks(page: &Seen, words: &[&str]) {
    for word in words {
        assert!(!page.body.contains(word), "{word} must not be there: {}", page.body);
    }
}

#[tokio::test]
async fn bamf_has_a_plan_proposed_changes_it_takes_the_change_back_and_accepts() {
    let site = region().await;
    let mut bamf = site.logged_in(K::Bundesamt).await;
    let list = bamf.get("/plans").await;
    has(&list, &["Plan vorschlagen lassen", "Noch kein Plan", "höchstens 9 Sekunden"]);
    has(&bamf.get("/plans/demand").await, &["Bedarf der Region", "Neue Menschen je Woche"]);
    let path = proposed(&mut bamf).await;
    let page = bamf.get(&path).await;
    has(&page, &["Plan annehmen", "Kursbeginne des Plans", "Der Plan ist geprüft", "Plan als JSON"]);
    lacks(&page, &["Von Hand festgelegt<", "Zurücknehmen"]);
    let json = bamf.get(&format!("{path}/plan.json")).await;
    has(&json, &["foerderkette.start-plan/1", "seats_by_hand"]);

    let form = bamf.get(&link(&page, &format!("{path}/change?"))).await;
    has(&form, &["Was soll gelten?", "höchstens eine Sekunde"]);
    let change = format!("{path}/change");
    let empty = send(&mut bamf, &form, &change, &[]).await;
    assert_eq!(empty.status, 422);
    for (to, why) in
        [("25.12.2026", "Wählen Sie einen Arbeitstag"), ("30.11.2026", "zu wenig Zeit zum Einladen")]
    {
        let free = send(&mut bamf, &form, &change, &[("what", "moved"), ("to", to)]).await;
        assert!(free.status == 422 && free.body.contains(why), "{to}: {}", free.body);
    }
    let (second, page) = done(&mut bamf, &form, &change, &[("what", "forbidden")]).await;
    has(&page, &["Der Kurs beginnt nicht", "Zurücknehmen", "Trotzdem beginnen", "Für wen sich etwas ändert"]);
    has(&page, &["Wartend0, Amena", "Plan davor ansehen"]);

    let anyway = bamf.get(&link(&page, &format!("{second}/change?"))).await;
    has(&anyway, &["Neu planen"]);
    let (third, page) = done(&mut bamf, &page, &format!("{second}/take-back"), &[]).await;
    has(&page, &["Neu geplant ohne diese Festlegung"]);
    lacks(&page, &["Zurücknehmen"]);

    let (_, page) = done(&mut bamf, &page, &format!("{third}/accept"), &[]).await;
    has(&page, &["Angenommen", "Jetzt Plätze vergeben"]);
    lacks(&page, &["Trotzdem beginnen", "Noch ist nichts geändert"]);
    let page = bamf.get(&second).await;
    let late = send(&mut bamf, &page, &format!("{second}/accept"), &[]).await;
    assert!(late.status == 409 && late.body.contains("Mit den neuen Daten planen"), "{}", late.body);
    let (_, page) = done(&mut bamf, &page, &format!("{second}/reject"), &[]).await;
    has(&page, &["Nicht angenommen"]);
}

#[tokio::test]
async fn a_start_that_does_not_run_is_started_anyway_with_the_choice_already_made() {
    let site = region().await;
    let mut bamf = site.logged_in(K::Bundesamt).await;
    let path = proposed(&mut bamf).await;
    let page = bamf.get(&path).await;
    let mut links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let anyway = links.find(|href| href.contains("what=pinned")).expect("a start that does not run");
    let anyway = anyway.replace("&#38;", "&").replace("&amp;", "&");
    let form = bamf.get(&anyway).await;
    let chosen = form.body.split("value=\"pinned\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(chosen.is_some_and(|tag| tag.contains("checked")), "{}", form.body);
    let (_, page) = done(&mut bamf, &form, &format!("{path}/change"), &[("what", "pinned")]).await;
    has(&page, &["Der Kurs beginnt auf jeden Fall", "Zurücknehmen"]);
}

#[tokio::test]
async fn bamf_fixes_the_seat_of_a_person_and_takes_it_back() {
    let site = region().await;
    let mut bamf = site.logged_in(K::Bundesamt).await;
    let path = proposed(&mut bamf).await;
    let people = bamf.get(&format!("{path}/people")).await;
    has(&people, &["Wartend0, Amena", "Wartend5, Amena", "Festlegen"]);
    let person = link(&people, &format!("{path}/people/"));
    let form = bamf.get(&person).await;
    has(&form, &["Der Platz bleibt:", "Nicht in diesem Kurs:", "In diesem Plan keinen Platz vorsehen"]);
    assert_eq!(send(&mut bamf, &form, &person, &[]).await.status, 422);
    assert_eq!(send(&mut bamf, &form, &person, &[("what", "kept.nowhere")]).await.status, 400);
    let (second, page) = done(&mut bamf, &form, &person, &[("what", "left_out.")]).await;
    has(&page, &["Wird ausgelassen", "Platz verloren", "Von Hand festgelegt."]);
    let people = bamf.get(&format!("{second}/people")).await;
    has(&people, &["kein Platz", "Von Hand herausgenommen"]);
    let form = bamf.get(&link(&people, &format!("{second}/people/"))).await;
    has(&form, &["Wird ausgelassen", "Zurücknehmen"]);
    let (_, page) = done(&mut bamf, &page, &format!("{second}/take-back"), &[]).await;
    has(&page, &["Platz bekommen"]);
    lacks(&page, &["Wird ausgelassen"]);
    assert_eq!(bamf.get(&format!("{second}/people/1")).await.status, 404, "nobody of the plan");
}

#[tokio::test]
async fn the_round_sees_starts_and_goals_but_nobody_and_changes_nothing() {
    let site = region().await;
    let mut bamf = site.logged_in(K::Bundesamt).await;
    let first = proposed(&mut bamf).await;
    let people = bamf.get(&format!("{first}/people")).await;
    let person = link(&people, &format!("{first}/people/"));
    let form = bamf.get(&person).await;
    let (path, page) = done(&mut bamf, &form, &person, &[("what", "left_out.")]).await;
    let case = person.rsplit('/').next().expect("an id").to_owned();
    let fields = page.hidden_fields(&format!("{path}/accept"));
    assert!(!fields.is_empty());
    for body in [K::Kurstraeger, K::Koordination] {
        let mut round = site.logged_in(body).await;
        let list = round.get("/plans").await;
        has(&list, &["Pläne der Testtage und Kursbeginne"]);
        lacks(&list, &["Plan vorschlagen lassen"]);
        has(&round.get("/plans/demand").await, &["Bedarf der Region"]);
        let page = round.get(&path).await;
        has(
            &page,
            &["Was der Plan erreicht", "Kursbeginne des Plans", "Plätze einzelner Personen festgelegt"],
        );
        let hidden = ["Amena", "Zurücknehmen", "Trotzdem beginnen", "Für wen sich etwas ändert"];
        lacks(&page, &hidden);
        lacks(
            &page,
            &[
                &case,
                "plan.json",
                &format!("{path}/change"),
                &format!("{path}/people"),
                &format!("{path}/accept"),
            ],
        );
        for closed in [format!("{path}/people"), format!("{path}/plan.json"), format!("{path}/people/{case}")]
        {
            assert_eq!(round.get(&closed).await.status, 403, "{body} {closed}");
        }
        let token = page.hidden_fields("/logout");
        let token: Vec<(&str, &str)> =
            token.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for act in ["change", "take-back", "accept", "reject"] {
            assert_eq!(round.post(&format!("{path}/{act}"), &token).await.status, 403, "{body} {act}");
        }
        assert_eq!(round.post("/plans/new", &token).await.status, 403, "{body}");
    }
}

#[tokio::test]
async fn the_same_pages_speak_english() {
    let site = region().await;
    let mut bamf = site.logged_in(K::Bundesamt).await;
    let first = proposed(&mut bamf).await;
    speak_english(&mut bamf).await;
    has(&bamf.get("/plans").await, &["Plans of test days and course starts", "at most 9 seconds"]);
    has(&bamf.get("/plans/demand").await, &["What the region needs"]);
    let page = bamf.get(&first).await;
    has(&page, &["Accept the plan", "Start it anyway"]);
    let people = bamf.get(&format!("{first}/people")).await;
    has(&people, &["Fix", "Wartend0, Amena"]);
    let person = link(&people, &format!("{first}/people/"));
    let form = bamf.get(&person).await;
    has(&form, &["The seat stays:", "at most one second"]);
    let (second, page) = done(&mut bamf, &form, &person, &[("what", "left_out.")]).await;
    has(&page, &["Fixed by hand", "Take back", "For whom something changes", "seat lost"]);
    let mut round = site.logged_in(K::Koordination).await;
    speak_english(&mut round).await;
    let page = round.get(&second).await;
    has(&page, &["What the plan reaches", "seats of a few people are fixed"]);
    lacks(&page, &["Amena", "Take back"]);
}
