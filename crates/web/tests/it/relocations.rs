//! A move to another county in the browser, from the consent to the receipt; and who may not.

use crate::people::steer;
use crate::placement::send;
use crate::site::{Browser, TestSite};
use domain::act::ActKind;
use domain::ids::{PersonId, RegionId};
use domain::organisation::OrganisationKind as K;
use domain::person::{BirthDate, BirthPrecision, Person};
use testkit::{Town, day};

async fn somebody(site: &TestSite) -> PersonId {
    let person = Person {
        family_name: "Ahmadi".to_owned(),
        given_names: "Laila".to_owned(),
        language: "prs".to_owned(),
        phone: "0170 111".to_owned(),
        birth_date: Some(BirthDate { date: day("1990-05-04"), precision: BirthPrecision::Day }),
        ..Person::blank(PersonId(0), RegionId(0))
    };
    steer(site, K::Jobcenter, person, ActKind::VerpflichtungJobcenter).await
}

/// Signs the consent, makes the package; address of the page, its file and its code.
async fn made(office: &mut Browser, person: PersonId) -> (String, String, String) {
    let path = format!("/people/{person}/relocation");
    let page = office.get(&path).await;
    assert!(page.body.contains(&format!("/people/{person}/consents")), "consent comes first: {}", page.body);
    let consents = office.get(&format!("/people/{person}/consents")).await;
    let typed = [("recipients", "new_county"), ("language", "prs")];
    let signed = send(office, &consents, &format!("/people/{person}/consent"), &typed).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let page = office.get(&path).await;
    let nowhere = send(office, &page, &path, &[("county", " ")]).await;
    assert_eq!(nowhere.status, 422);
    let done = send(office, &nowhere, &path, &[("county", "Bamberg")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let page = office.get(&path).await;
    let confirm = page.body.split(&format!("{path}/")).nth(1).expect("links to the package");
    let id = confirm.split('/').next().expect("an id");
    let file = office.get(&format!("{path}/{id}/file")).await;
    assert!(file.status == 200 && !file.body.contains("Ahmadi"), "{}", file.body);
    let mut codes = page.body.split("dir=\"ltr\">").filter_map(|rest| rest.split('<').next());
    let key = codes.find(|code| code.split('-').count() == 4).expect("the code is shown").to_owned();
    (format!("{path}/{id}"), file.body, key)
}

#[tokio::test]
async fn a_case_goes_from_county_to_county_and_back_comes_a_receipt() {
    let site = TestSite::open().await;
    let there = Town::build(&site.stage, "bam").await;
    let person = somebody(&site).await;
    let mut office = site.logged_in(K::Jobcenter).await;
    let (package, file, key) = made(&mut office, person).await;

    let mut other = site.logged_in_at(&there, K::Jobcenter).await;
    let form = other.get("/relocations/new").await;
    let mut fields = form.hidden_fields("/relocations/new");
    fields.push(("key".to_owned(), "AAAA".to_owned()));
    let wrong = other.upload("/relocations/new", &fields, ("file", &file)).await;
    assert!(wrong.status == 422 && wrong.body.contains("Kennwort passt nicht"), "{}", wrong.body);
    fields.retain(|(name, _)| name != "key");
    fields.push(("key".to_owned(), key.to_lowercase()));
    let look = other.upload("/relocations/new", &fields, ("file", &file)).await;
    assert!(look.status == 200 && look.body.contains("Ahmadi"), "{}", look.body);
    let taken = send(&mut other, &look, "/relocations/take-over", &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let receipt = other.get(&taken.location).await;
    assert!(receipt.body.contains("Fallnummer hier: BAM-"), "{}", receipt.body);
    let code = receipt.body.split("Empfangscode").nth(1).expect("a receipt");
    let code = code.split("<strong><bdi>").nth(1).expect("its value");
    let code = code.split('<').next().expect("a code").trim();

    let page = office.get(&format!("/people/{person}/relocation")).await;
    let confirmed = send(&mut office, &page, &format!("{package}/confirm"), &[("receipt", code)]).await;
    assert_eq!(confirmed.status, 303, "{code}: {}", confirmed.body);
    let gone = office.get(&format!("{package}/file")).await;
    assert_eq!(gone.status, 422, "the package is settled");

    // the same file again: told that it is known, and nothing changes
    let look = other.upload("/relocations/new", &fields, ("file", &file)).await;
    assert!(look.body.contains("schon übernommen"), "{}", look.body);
}

#[tokio::test]
async fn no_file_a_wrong_file_and_other_roles_get_a_sentence() {
    let site = TestSite::open().await;
    let person = somebody(&site).await;
    let mut office = site.logged_in(K::Jobcenter).await;
    let form = office.get("/relocations/new").await;
    let mut fields = form.hidden_fields("/relocations/new");
    fields.push(("key".to_owned(), "K7QX".to_owned()));
    let empty = office.upload("/relocations/new", &fields, ("file", "")).await;
    assert!(empty.status == 422 && empty.body.contains("wählen Sie die Datei"), "{}", empty.body);
    let other = office.upload("/relocations/new", &fields, ("file", "Name;Vorname")).await;
    assert!(other.status == 422 && other.body.contains("kein Umzugspaket"), "{}", other.body);
    for body in [K::Kurstraeger, K::Koordination, K::Bundesamt, K::Teststelle] {
        let mut browser = site.logged_in(body).await;
        for path in [format!("/people/{person}/relocation"), "/relocations/new".to_owned()] {
            let seen = browser.get(&path).await.status;
            assert!(matches!(seen, 403 | 404), "{body} {path}: {seen}");
        }
    }
}
