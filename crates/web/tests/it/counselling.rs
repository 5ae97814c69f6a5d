//! Counselling in the browser: offering, booking with consent, the result, withdrawal; the rights of every page; and
//! the person's own path without login.

use crate::people::steer;
use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use app::ports::{Store, TypedQueries};
use domain::act::ActKind;
use domain::ids::{PersonId, RegionId};
use domain::organisation::OrganisationKind as K;
use domain::own_path::PathCode;
use domain::person::{BirthDate, BirthPrecision, Person};
use domain::record::RecordKind;
use testkit::day;

async fn somebody(site: &TestSite) -> PersonId {
    let person = Person {
        family_name: "Ahmadi".to_owned(),
        given_names: "Laila".to_owned(),
        language: "uk".to_owned(),
        phone: "0170 111".to_owned(),
        birth_date: Some(BirthDate { date: day("1990-05-04"), precision: BirthPrecision::Day }),
        ..Person::blank(PersonId(0), RegionId(0))
    };
    steer(site, K::Jobcenter, person, ActKind::VerpflichtungJobcenter).await
}

async fn offer(browser: &mut Browser) -> Seen {
    let form = browser.get("/counselling/new").await;
    let typed = [
        ("held_on", "25.11.26"),
        ("starts_at", "9"),
        ("minutes", "45"),
        ("count", "2"),
        ("mode", "phone"),
        ("languages", "uk"),
        ("kinds", "child_care"),
        ("kinds", "travel"),
    ];
    send(browser, &form, "/counselling/new", &typed).await
}

/// The value of the first slot in a booking form.
fn first_slot(page: &Seen) -> String {
    let select = page.body.split("name=\"slot\"").nth(1).expect("a choice of slots");
    let values = select.split("<option").filter_map(|option| option.split("value=\"").nth(1));
    let mut values = values.filter_map(|rest| rest.split('"').next()).filter(|value| !value.is_empty());
    values.next().expect("a slot").to_owned()
}

/// Books the first free slot with the consent signed now; the address of the appointment.
async fn book(site: &TestSite, person: PersonId) -> String {
    let mut body = site.logged_in(K::Beratungsstelle).await;
    assert_eq!(offer(&mut body).await.status, 303);
    let mut office = site.logged_in(K::Jobcenter).await;
    let path = format!("/people/{person}/counselling");
    let form = office.get(&path).await;
    assert!(form.body.contains("name=\"consent\""), "consent is asked for: {}", form.body);
    let slot = first_slot(&form);
    let without = send(&mut office, &form, &path, &[("slot", &slot)]).await;
    assert_eq!(without.status, 422, "nobody is booked without it");
    let typed = [("slot", slot.as_str()), ("kinds", "child_care"), ("consent", "1"), ("language", "uk")];
    let booked = send(&mut office, &without, &path, &typed).await;
    assert_eq!(booked.status, 303, "{}", booked.body);
    booked.location
}

#[tokio::test]
async fn from_the_offer_to_the_result_which_the_jobcenter_sees_only_with_consent() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let talk = book(&site, person).await;
    let mut body = site.logged_in(K::Beratungsstelle).await;
    let home = body.get("/today").await;
    assert!(home.body.contains("Ahmadi, Laila") && home.body.contains("0170 111"), "{}", home.body);
    let page = body.get(&talk).await;
    let result = format!("{talk}/result");
    let nothing = send(&mut body, &page, &result, &[("next_contact_on", "42.42.")]).await;
    assert_eq!(nothing.status, 422);
    let typed =
        [("discussed", "child_care"), ("agreed", "child_care_applied"), ("next_contact_on", "9.12.26")];
    assert_eq!(send(&mut body, &page, &result, &typed).await.status, 303);

    let mut office = site.logged_in(K::Jobcenter).await;
    let record = format!("/people/{person}");
    let seen = office.get(&record).await;
    assert!(seen.body.contains(&talk), "its own booking");
    assert!(!seen.body.contains("Betreuungsplatz beantragt"), "not the result");
    let consents = format!("/people/{person}/consents");
    let page = body.get(&consents).await;
    let give = format!("/people/{person}/consent");
    // the last form of the page notes a signature; the buttons before it withdraw
    let last = page.body.rsplit(&format!("action=\"{give}\"")).next().unwrap_or_default();
    let last = Seen { body: format!("action=\"{give}\"{last}"), status: 200, location: String::new() };
    let mut fields = last.hidden_fields(&give);
    fields.extend([
        ("recipients".to_owned(), "jobcenter".to_owned()),
        ("language".to_owned(), "uk".to_owned()),
    ]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(body.post(&give, &fields).await.status, 303);
    let seen = office.get(&record).await;
    assert!(seen.body.contains("Betreuungsplatz beantragt"), "now it does: {}", seen.body);
}

#[tokio::test]
async fn every_page_of_counselling_opens_for_whom_it_is_meant_and_for_nobody_else() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let talk = book(&site, person).await;
    let sheet = format!("/people/{person}/consents/sheet?recipients=counselling&language=uk");
    let consents = format!("/people/{person}/consents");
    let booking = format!("/people/{person}/counselling");
    let path = format!("/people/{person}/path");
    let day = "/counselling/days/2026-11-25/print".to_owned();
    let open: [(&str, &[K], &[K]); 9] = [
        (
            "/counselling",
            &[K::Beratungsstelle, K::Jobcenter, K::Kurstraeger],
            &[K::Koordination, K::Bundesamt],
        ),
        ("/counselling/new", &[K::Beratungsstelle], &[K::Jobcenter, K::Kurstraeger]),
        ("/counselling/appointments", &[K::Beratungsstelle], &[K::Jobcenter, K::Bundesamt]),
        (&day, &[K::Beratungsstelle], &[K::Jobcenter, K::Teststelle]),
        (&talk, &[K::Beratungsstelle, K::Jobcenter], &[K::Kurstraeger, K::Bundesamt, K::Koordination]),
        (&consents, &[K::Beratungsstelle, K::Jobcenter, K::Bundesamt], &[K::Kurstraeger, K::Koordination]),
        (&sheet, &[K::Beratungsstelle, K::Jobcenter], &[K::Kurstraeger, K::Betrieb]),
        (&booking, &[K::Beratungsstelle, K::Jobcenter], &[K::Kurstraeger, K::Teststelle]),
        (&path, &[K::Jobcenter], &[K::Beratungsstelle, K::Kurstraeger, K::Koordination]),
    ];
    for (path, may, must_not) in open {
        for kind in may {
            let seen = site.logged_in(*kind).await.get(path).await;
            assert_eq!(seen.status, 200, "{kind:?} {path}");
            for key in [
                "counselling-",
                "consents-",
                "message-kind-",
                "slot-",
                "talk-state-",
                "refusal-",
                "path-sheet-",
            ] {
                let missing = format!(">{key}");
                assert!(!seen.body.contains(&missing), "{path} lacks a text {key}");
            }
        }
        for kind in must_not {
            let seen = site.logged_in(*kind).await.get(path).await;
            assert!(matches!(seen.status, 403 | 404), "{kind:?} {path} {}", seen.status);
            assert!(!seen.body.contains("Ahmadi"), "{kind:?} {path}");
        }
    }
    let mut body = site.logged_in(K::Beratungsstelle).await;
    for path in ["/people", "/worklist", "/waiting", "/letters", "/messages"] {
        assert_eq!(body.get(path).await.status, 403, "{path}");
    }
    assert_eq!(body.get(&format!("/people/{person}")).await.status, 403);
    assert!(!body.get("/search?q=Ahmadi").await.body.contains("Laila"));
    let printed = body.get(&sheet).await;
    for words in ["Verantwortlich ist: Muster-beratungsstelle", "Згода", "25.11.2027", "lang=\"uk\""] {
        assert!(printed.body.contains(words), "{words}: {}", printed.body);
    }
}

#[tokio::test]
async fn a_withdrawal_on_the_public_page_closes_the_counselling_page_with_the_next_click() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let talk = book(&site, person).await;
    let mut body = site.logged_in(K::Beratungsstelle).await;
    assert_eq!(body.get(&talk).await.status, 200);
    let code = code_of(&site, person).await;
    let mut phone = site.browser();
    let page = phone.post("/uk/path", &[("code", code.as_str()), ("year", "1990")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for text in ["Мій шлях", "Muster-jobcenter", "Muster-beratungsstelle", "26", "name=\"recipients\""]
    {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    for secret in ["Ahmadi", "Laila", "WUG-2026"] {
        assert!(!page.body.contains(secret), "no name, no number: {secret}");
    }
    let done = send(&mut phone, &page, "/uk/path/withdraw", &[]).await;
    assert!(done.body.contains("Вашу згоду відкликано"), "{}", done.body);
    assert_eq!(body.get(&talk).await.status, 404);
    assert!(!body.get("/today").await.body.contains("Ahmadi"));
}

async fn code_of(site: &TestSite, person: PersonId) -> String {
    let mut office = site.logged_in(K::Jobcenter).await;
    let path = format!("/people/{person}/path");
    let page = office.get(&path).await;
    assert_eq!(send(&mut office, &page, &path, &[]).await.status, 303);
    let sheet = office.get(&path).await;
    assert!(
        sheet.body.contains("https://example.org/uk/path") && sheet.body.contains("<svg"),
        "{}",
        sheet.body
    );
    let find = app::ports::Find::new(RecordKind::PathCode, site.town.region);
    let codes: Vec<PathCode> = site.stage.database.queries().all(find).await.expect("codes");
    codes.last().expect("a code").code.clone()
}

#[tokio::test]
async fn a_message_reaches_the_office_which_answers_it_and_the_person_reads_the_answer() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let code = code_of(&site, person).await;
    let mut phone = site.browser();
    let page = phone.post("/de/path", &[("code", code.as_str()), ("year", "1990")]).await;
    let said = send(&mut phone, &page, "/de/path/say", &[("kind", "no_child_place")]).await;
    assert!(said.body.contains("Ihre Nachricht ist angekommen"), "{}", said.body);
    let mut office = site.logged_in(K::Jobcenter).await;
    assert!(office.get("/today").await.body.contains("href=\"/messages\""));
    assert!(office.get("/messages").await.body.contains("Mein Kind hat keinen Platz"));
    let record = office.get(&format!("/people/{person}")).await;
    let action = record.body.split("action=\"/messages/").nth(1).and_then(|rest| rest.split('"').next());
    let action = format!("/messages/{}", action.expect("an answer form"));
    let answered = send(&mut office, &record, &action, &[("what", "child_care_found")]).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    assert!(!office.get("/today").await.body.contains("href=\"/messages\""));
    let page = phone.post("/de/path", &[("code", code.as_str()), ("year", "1990")]).await;
    assert!(page.body.contains("Kinderbetreuung gefunden"), "{}", page.body);
}

#[tokio::test]
async fn the_door_of_the_path_gives_one_answer_to_wrong_code_and_wrong_year_and_closes_after_some() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let code = code_of(&site, person).await;
    let mut stranger = site.browser();
    let code_wrong = stranger.post("/de/path", &[("code", "zzzz zzzz"), ("year", "1990")]).await;
    let year_wrong = stranger.post("/de/path", &[("code", code.as_str()), ("year", "1991")]).await;
    assert_eq!((code_wrong.status, year_wrong.status), (422, 422));
    let sentence = "passen nicht zusammen";
    assert!(code_wrong.body.contains(sentence) && year_wrong.body.contains(sentence));
    for year in 1970..1976 {
        stranger.post("/de/path", &[("code", code.as_str()), ("year", &year.to_string())]).await;
    }
    let shut = stranger.post("/de/path", &[("code", code.as_str()), ("year", "1990")]).await;
    assert_eq!(shut.status, 429, "the right year comes too late");
    let mut other = site.browser();
    let opened = other.post("/de/appointment", &[("code", code.as_str()), ("year", "1990")]).await;
    assert_eq!(opened.status, 422, "and it opens no appointment page");
    site.pass_minutes(16);
    assert_eq!(stranger.post("/de/path", &[("code", code.as_str()), ("year", "1990")]).await.status, 200);
}

#[tokio::test]
async fn the_path_speaks_every_language_of_letters() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let code = code_of(&site, person).await;
    let mut phone = site.browser();
    for language in ["de", "en", "uk", "ar", "prs", "tr", "fr", "ru"] {
        let path = format!("/{language}/path");
        assert_eq!(phone.get(&path).await.status, 200, "{language}");
        let page = phone.post(&path, &[("code", code.as_str()), ("year", "1990")]).await;
        assert_eq!(page.status, 200, "{language}");
        for key in ["path-", "message-kind-", "recipient-group-", "consent-"] {
            assert!(!page.body.contains(&format!(">{key}")), "{language} lacks a text {key}");
        }
        let german = "Wer hat meine Daten gesehen?";
        assert_eq!(page.body.contains(german), language == "de", "{language} falls back to German");
    }
}
