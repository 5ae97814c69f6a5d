//! The end of a course in the browser: radar, talk, sheet, decision, the last section, what follows, visiting days.

use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use domain::act::ActKind;
use domain::assignment::Assignment;
use domain::course::Course;
use domain::organisation::OrganisationKind as K;

const OBLIGED: &[(ActKind, K)] = &[(ActKind::VerpflichtungJobcenter, K::Jobcenter)];

/// A course whose language part is over and that ends on Sunday, 29 November 2026, with everybody on the list.
pub async fn ending_course(site: &TestSite, names: &[&str]) -> (Course, Vec<Assignment>) {
    let course = site.town.course_since(&site.stage, "2026-05-18").await;
    let mut seats = Vec::new();
    for name in names {
        let seat = site.town.learner(&site.stage, &course, name, OBLIGED).await;
        site.town.give_title(&site.stage, seat.person).await;
        seats.push(seat);
    }
    let coordination =
        app::jobs::coordination(&site.stage.gate, site.town.region).await.expect("a coordination");
    let operation = site.stage.operation(&coordination);
    app::jobs::open_graduates(&site.stage.gate, &operation).await.expect("listed");
    (course, seats)
}

fn first_path(page: &Seen, beginning: &str) -> String {
    let rest = page.body.split(&format!("href=\"{beginning}")).nth(1).expect("a link");
    format!("{beginning}{}", rest.split(['"', '?']).next().unwrap_or_default())
}

pub async fn open(browser: &mut Browser, path: &str) -> Seen {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page
}

#[tokio::test]
async fn nobody_leaves_the_course_without_a_recorded_next_step() {
    let site = TestSite::open().await;
    let (course, seats) = ending_course(&site, &["Ahmadi", "Bondar"]).await;
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let radar = open(&mut jobcenter, "/graduates").await;
    assert!(
        radar.body.contains("Für 2 Personen ist noch kein nächster Schritt entschieden"),
        "{}",
        radar.body
    );
    assert!(radar.body.contains("0 von 2"));
    let people = open(&mut jobcenter, "/graduates/people?missing=decision").await;
    assert!(people.body.contains("Ahmadi, Amena") && people.body.contains("Bondar, Amena"));
    let row = people.body.split("Ahmadi, Amena").next().unwrap_or_default();
    let one = format!(
        "/graduates/{}",
        row.rsplit("href=\"/graduates/").next().unwrap_or_default().split('"').next().unwrap_or_default()
    );

    let page = open(&mut jobcenter, &one).await;
    let talk = format!("{one}/talk");
    assert_eq!(
        send(&mut jobcenter, &page, &talk, &[("on", "25.11.26")]).await.status,
        422,
        "the goal is asked for"
    );
    assert_eq!(send(&mut jobcenter, &page, &talk, &[("on", "25.11.26"), ("goal", "work")]).await.status, 303);

    let mut provider = site.logged_in(K::Kurstraeger).await;
    let page = open(&mut provider, &one).await;
    assert!(page.body.contains("Ein Gespräch hat stattgefunden"), "that there was one, not what was said");
    assert!(!page.body.contains("Ziel der Person"));
    let sheet = [
        ("level", "b1"),
        ("speed", "fast"),
        ("strength", "crafts"),
        ("exam", "likely"),
        ("route", "training"),
    ];
    assert_eq!(send(&mut provider, &page, &format!("{one}/sheet"), &sheet).await.status, 303);
    assert!(open(&mut provider, &format!("{one}/print")).await.body.contains("Die Empfehlung ist ein Rat"));

    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("Handwerk") && page.body.contains("A Ausbildung"));
    let decide = format!("{one}/decide");
    let pause = send(&mut jobcenter, &page, &decide, &[("route", "pause")]).await;
    assert_eq!(pause.status, 422);
    assert!(
        pause.body.contains("Eine Pause braucht einen Tag")
            && pause.body.contains("ein Grund wird nicht gespeichert")
    );
    let decision = [("route", "work"), ("starts_on", "01.12.26"), ("with_person", "1")];
    assert_eq!(send(&mut jobcenter, &page, &decide, &decision).await.status, 303);
    let hidden = open(&mut provider, &one).await;
    assert!(hidden.body.contains("Welcher, sehen nur Jobcenter und Arbeitsagentur"));
    assert!(!hidden.body.contains("Entschieden am"), "the plan stays with those who plan");

    let section = format!("/courses/{}/section", course.id);
    let form = open(&mut provider, &section).await;
    assert!(form.body.contains("Eine Person hat noch keinen entschiedenen nächsten Schritt"));
    let fields: Vec<(String, &str)> =
        seats.iter().map(|seat| (format!("outcome-{}", seat.id), "completed")).collect();
    let mut typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    typed.push(("held_on", "25.11.26"));
    let saved = send(&mut provider, &form, &section, &typed).await;
    assert_eq!(saved.status, 303, "{}", saved.body);

    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("Es hat begonnen"));
    let begun = [("on", "25.11.26"), ("route", "work")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{one}/begin"), &begun).await.status, 303);
    let page = open(&mut jobcenter, &one).await;
    let check = [("months", "3"), ("on", "25.11.26"), ("state", "goes")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{one}/check"), &check).await.status, 303);
    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("3 Monate: läuft"));
    let record = open(&mut jobcenter, &format!("/people/{}", seats[0].person)).await;
    assert!(record.body.contains("Nach dem Kurs"));
}

#[tokio::test]
async fn a_section_form_with_a_mistake_comes_back_at_the_field() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    let seat = site.town.learner(&site.stage, &course, "Celik", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let section = format!("/courses/{}/section", course.id);
    let form = open(&mut provider, &section).await;
    let (outcome, to) = (format!("outcome-{}", seat.id), format!("section-{}", seat.id));
    let wrong = [(outcome.as_str(), "up"), (to.as_str(), "2"), ("held_on", "25.11.26")];
    let back = send(&mut provider, &form, &section, &wrong).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("Dieser Abschnitt passt nicht"));
    let pause = [(outcome.as_str(), "interrupted"), ("held_on", "25.11.26")];
    let back = send(&mut provider, &form, &section, &pause).await;
    assert!(back.body.contains("Zu einer Unterbrechung gehört der Tag der Rückkehr"));
    let returns = format!("returns_on-{}", seat.id);
    let pause = [(outcome.as_str(), "interrupted"), (returns.as_str(), "11.01.27"), ("held_on", "25.11.26")];
    assert_eq!(send(&mut provider, &form, &section, &pause).await.status, 303);
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let person = format!("/people/{}", seat.person);
    let record = open(&mut jobcenter, &person).await;
    assert!(
        record.body.contains("Rückkehr am 11.01.2027") || record.body.contains("Rückkehr am 11. Januar 2027"),
        "{}",
        record.body
    );
    let resume = format!("{person}/resume");
    let hidden = record.hidden_fields(&resume);
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(jobcenter.post(&resume, &fields).await.status, 303);
    assert!(open(&mut provider, &section).await.body.contains("Celik"), "sits in the course again");
}

#[tokio::test]
async fn a_visiting_day_is_planned_by_the_provider_and_filled_by_the_jobcenter() {
    let site = TestSite::open().await;
    let (course, _) = ending_course(&site, &["Dara", "Ewa"]).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let form = open(&mut provider, &format!("/visits/new?course={}", course.id)).await;
    let office = site.town.organisation(K::Jobcenter).to_string();
    let fields = [
        ("held_on", "26.11.26"),
        ("room", "R 1"),
        ("group_from", "9:00"),
        ("talks_from", "10:00"),
        ("slot_minutes", "20"),
        ("slots", "2"),
        ("office", office.as_str()),
        ("interpreted", "uk"),
    ];
    let late = fields.map(|(name, value)| if name == "held_on" { (name, "24.11.26") } else { (name, value) });
    assert_eq!(send(&mut provider, &form, "/visits", &late).await.status, 422, "not in the past");
    let planned = send(&mut provider, &form, "/visits", &fields).await;
    assert_eq!(planned.status, 303, "{}", planned.body);
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let list = open(&mut jobcenter, "/visits").await;
    let day = first_path(&list, "/visits/");
    let page = open(&mut jobcenter, &day).await;
    let slots = format!("{day}/slots");
    let hidden = page.hidden_fields(&slots);
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(jobcenter.post(&slots, &fields).await.status, 303);
    let page = open(&mut jobcenter, &day).await;
    assert!(page.body.contains("10:00") && page.body.contains("10:20"));
    assert_eq!(page.body.matches("value=\"release\"").count(), 2, "both have a time");
    let mut stranger = site.logged_in(K::Sozialamt).await;
    assert_eq!(stranger.get(&day).await.status, 404, "only those who take part");
}
