//! Login, own account, homes, figures and administration, and who gets in where.

use crate::placement::send;
use crate::site::{Browser, TestSite};
use app::Clock;
use app::commands::{Appointment, NewAct, SaveAccount, SteerIn};
use app::login::{code_at, new_secret};
use app::ports::{Store, TypedQueries};
use domain::access::Role;
use domain::act::ActKind;
use domain::ids::{AccountId, PersonId, RegionId};
use domain::organisation::{Account, OrganisationKind as K};
use domain::person::{DuplicateDecision, Person};
use testkit::day;
use web::http::{Handler, Method};

const PASSWORD: &str = "vier Wörter im Regen";

async fn account(site: &TestSite, kind: K, role: Role, login: &str) -> AccountId {
    let command = SaveAccount {
        id: AccountId(0),
        version: 0,
        organisation: site.town.organisation(kind),
        login: login.to_owned(),
        display_name: "Muster".to_owned(),
        roles: vec![role],
        active: true,
        password: PASSWORD.to_owned(),
        forget_second_factor: false,
    };
    let operation = site.stage.operation(site.town.actor(K::Betrieb));
    site.stage.gate.run(&operation, command).await.expect("the account is created").outcome
}

async fn give_secret(site: &TestSite, id: AccountId) -> String {
    let secret = new_secret();
    let mut account: Account = site.stage.database.queries().need(id.0).await.expect("there");
    account.totp_secret = Some(secret.clone());
    let mut work =
        site.stage.database.begin(&site.stage.operation(site.town.actor(K::Betrieb))).await.expect("begun");
    work.save(vec![domain::record::Record::Account(account)]).await.expect("saved");
    work.commit().await.expect("committed");
    secret
}

async fn login(browser: &mut Browser, name: &str, password: &str, code: &str) -> crate::site::Seen {
    browser
        .post("/login", &[("login", name), ("password", password), ("code", code), ("target", "/today")])
        .await
}

#[tokio::test]
async fn a_login_with_the_right_password_leads_to_the_page_that_was_wanted() {
    let site = TestSite::open().await;
    account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    let mut browser = site.browser();
    let seen = login(&mut browser, " Erika ", PASSWORD, "").await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/today"));
    assert_eq!(browser.get("/today").await.status, 200);
    site.pass_minutes(61);
    assert_eq!(browser.get("/today").await.status, 401, "an hour without a request ends the session");
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let site = TestSite::open().await;
    account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    let wrong = login(&mut site.browser(), "erika", "falsch", "").await;
    let unknown = login(&mut site.browser(), "ariel", PASSWORD, "").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.body.replace("erika", "x"), unknown.body.replace("ariel", "x"));
    assert!(!wrong.body.contains("falsch"), "the password does not come back");
}

#[tokio::test]
async fn after_five_failures_even_the_right_password_has_to_wait() {
    let site = TestSite::open().await;
    account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    for _ in 0..5 {
        assert_eq!(login(&mut site.browser(), "erika", "falsch", "").await.status, 422);
    }
    assert_eq!(login(&mut site.browser(), "erika", PASSWORD, "").await.status, 429);
    site.pass_minutes(16);
    assert_eq!(login(&mut site.browser(), "erika", PASSWORD, "").await.status, 303);
}

#[tokio::test]
async fn a_code_opens_once_and_without_it_the_password_does_not_help() {
    let site = TestSite::open().await;
    let id = account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    let secret = give_secret(&site, id).await;
    let code = code_at(&secret, site.clock.now()).expect("a code");
    assert_eq!(login(&mut site.browser(), "erika", PASSWORD, "").await.status, 422);
    assert_eq!(login(&mut site.browser(), "erika", PASSWORD, &code).await.status, 303);
    assert_eq!(login(&mut site.browser(), "erika", PASSWORD, &code).await.status, 422, "the same code again");
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_sent_after_the_login() {
    let site = TestSite::open().await;
    account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    let mut browser = site.browser();
    let sent = [("csrf", "old"), ("form_key", "k1"), ("family_name", "Ahmadi & Söhne"), ("login", "typed")];
    let needed = browser.post("/people/new", &sent).await;
    assert_eq!(needed.status, 401);
    let mut fields: Vec<(String, String)> = needed.hidden_fields("/login");
    fields.push(("login".to_owned(), "erika".to_owned()));
    fields.push(("password".to_owned(), PASSWORD.to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let seen = browser.post("/login", &fields).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let kept = seen.hidden_fields("/people/new");
    let value = |name: &str| kept.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(value("family_name"), Some("Ahmadi & Söhne"));
    assert_eq!((value("form_key"), value("login")), (Some("k1"), Some("typed")));
    assert!(value("csrf").is_some_and(|csrf| csrf != "old" && !csrf.is_empty()));
    let fields: Vec<(&str, &str)> =
        kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let arrived = browser.post("/people/new", &fields).await;
    assert_eq!(arrived.status, 422, "the form arrived and lacks its other fields");
    assert!(arrived.body.contains("Ahmadi"));
}

#[tokio::test]
async fn a_role_without_the_right_gets_a_clear_no() {
    let site = TestSite::open().await;
    let mut coordination = site.logged_in(K::Koordination).await;
    for path in ["/people", "/waiting", "/letters"] {
        assert_eq!(coordination.get(path).await.status, 403, "{path}");
    }
    account(&site, K::Jobcenter, Role::Zusteuerung, "erika").await;
    let mut erika = site.browser();
    login(&mut erika, "erika", PASSWORD, "").await;
    assert_eq!(erika.get("/administration").await.status, 403);
    assert_eq!(erika.post("/administration/region", &[("csrf", "x")]).await.status, 403);
}

#[tokio::test]
async fn the_coordination_opens_every_page_and_never_sees_a_person() {
    let site = TestSite::open().await;
    let person = Person {
        family_name: "Ahmadizadeh".to_owned(),
        given_names: "Lailamaria".to_owned(),
        ..Person::blank(PersonId(0), RegionId(0))
    };
    let act = NewAct {
        kind: ActKind::VerpflichtungJobcenter,
        issued_on: day("2026-11-24"),
        valid_until: None,
        basis: String::new(),
    };
    let decided = DuplicateDecision::NewPerson { seen: Vec::new() };
    let steer =
        SteerIn { person, own_number: "815".to_owned(), act, appointment: Appointment::Later, decided };
    let operation = site.stage.operation(site.town.actor(K::Jobcenter));
    site.stage.gate.run(&operation, steer).await.expect("steered in");
    let mut office = site.logged_in(K::Jobcenter).await;
    assert!(office.get("/people").await.body.contains("Ahmadizadeh"), "the authority itself sees the person");
    let mut coordination = site.logged_in(K::Koordination).await;
    for route in web::routes::routes() {
        if route.method != Method::Get
            || route.path.contains('{')
            || matches!(route.handler, Handler::Public(_))
        {
            continue;
        }
        let seen = coordination.get(route.path).await;
        assert!(seen.status < 500, "{} {}", route.path, seen.status);
        for name in ["Ahmadizadeh", "Lailamaria"] {
            assert!(!seen.body.contains(name), "{} shows a person", route.path);
        }
    }
    let figures = coordination.get("/figures/export").await.body;
    assert!(figures.contains("nicht gezeigt"), "one case is not told: {figures}");
}

#[tokio::test]
async fn every_home_and_page_of_the_house_opens_without_a_missing_text() {
    let site = TestSite::open().await;
    for kind in K::ALL {
        let mut browser = site.logged_in(*kind).await;
        for path in [
            "/today",
            "/account",
            "/account/second-factor",
            "/figures",
            "/help",
            "/administration",
            "/administration/organisations",
            "/administration/region",
            "/administration/audit?check=1",
            "/administration/accounts/new",
            "/privacy",
            "/ar/privacy",
        ] {
            let seen = browser.get(path).await;
            let may = seen.status == 200 || (seen.status == 403 && ["/figures"].contains(&path));
            assert!(may, "{kind:?} {path} {}", seen.status);
            for key in [
                "today-",
                "account-",
                "figures-",
                "administration-",
                "help-",
                "legal-",
                "login-",
                "resource-",
                "purpose-",
                "role-",
            ] {
                let missing =
                    [format!(">{key}"), format!(">\n{key}")].iter().any(|text| seen.body.contains(text));
                assert!(
                    !missing,
                    "{kind:?} {path}: a text of {key} is missing\n{}",
                    excerpt(&seen.body, &format!(">{key}"))
                );
            }
        }
    }
}

fn excerpt<'a>(body: &'a str, at: &str) -> &'a str {
    body.find(at).and_then(|start| body.get(start..(start + 60).min(body.len()))).unwrap_or_default()
}

#[tokio::test]
async fn an_administration_of_one_body_cannot_make_itself_a_login_in_another() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Koordination).await;
    let form = browser.get("/administration/accounts/new").await;
    let mut fields = form.hidden_fields("/administration/accounts/new");
    let foreign = site.town.organisation(K::Jobcenter).to_string();
    for (name, value) in [
        ("display_name", "X"),
        ("login", "x"),
        ("organisation", &foreign),
        ("roles", "zusteuerung"),
        ("password", PASSWORD),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.post("/administration/accounts/new", &fields).await.status, 404);
    assert!(site.stage.database.queries().account_of_login("x").await.expect("asked").is_none());
}

#[tokio::test]
async fn two_people_change_one_body_and_the_second_sees_both_values_before_anything_is_overwritten() {
    let site = TestSite::open().await;
    let id = site.town.organisation(K::Jobcenter);
    let path = format!("/administration/organisations/{id}");
    let typed = |phone: &'static str| {
        [("name", "Jobcenter Muster"), ("short_name", "Jobcenter"), ("phone", phone), ("active", "1")]
    };
    let (mut one, mut other) = (site.logged_in(K::Betrieb).await, site.logged_in(K::Betrieb).await);
    let (first, second) = (one.get(&path).await, other.get(&path).await);
    assert_eq!(send(&mut one, &first, &path, &typed("09141 100")).await.status, 303);
    let refused = send(&mut other, &second, &path, &typed("09141 200")).await;
    assert_eq!(refused.status, 422);
    for text in ["Inzwischen gespeichert: 09141 100", "value=\"09141 200\""] {
        assert!(refused.body.contains(text), "{text}");
    }
    assert!(one.get(&path).await.body.contains("09141 100"), "nothing is overwritten");
    assert_eq!(send(&mut other, &refused, &path, &typed("09141 200")).await.status, 303, "having seen both");
    assert!(one.get(&path).await.body.contains("09141 200"));
}
