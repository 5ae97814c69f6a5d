//! Attendance in the browser: the list by keyboard and by tapping, the warning, help first, report and answer.

use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use app::ports::Store;
use domain::act::ActKind;
use domain::attendance::{AttendanceDay, Mark};
use domain::course::Course;
use domain::organisation::OrganisationKind as K;

const OBLIGED: &[(ActKind, K)] = &[(ActKind::VerpflichtungJobcenter, K::Jobcenter)];

async fn list(site: &TestSite, course: &Course, on: &str) -> AttendanceDay {
    let queries = site.stage.database.queries();
    let day = app::attendance::day_on(queries, course, testkit::day(on)).await.expect("asked");
    day.expect("the list was taken")
}

/// Types a line into the list of a day.
async fn type_line(browser: &mut Browser, course: &Course, on: &str, line: &str) -> Seen {
    let path = format!("/courses/{}/attendance/{on}", course.id);
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    send(browser, &page, &path, &[("line", line), ("lessons", "5")]).await
}

fn concern_path(page: &Seen) -> String {
    let id = page.body.split("href=\"/attendance/concerns/").nth(1).expect("a link to the warning");
    format!("/attendance/concerns/{}", id.split(['"', '?']).next().unwrap_or_default())
}

#[tokio::test]
async fn from_the_list_over_help_to_the_report_and_its_answer() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    for name in ["Ahmadi", "Bondar", "Celik"] {
        site.town.learner(&site.stage, &course, name, OBLIGED).await;
    }
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for (on, line) in [("2026-11-18", "xxx"), ("2026-11-19", "2u"), ("2026-11-20", "xux")] {
        assert_eq!(type_line(&mut provider, &course, on, line).await.status, 303, "{on}");
    }
    type_line(&mut provider, &course, "2026-11-23", "xuE").await;
    let saved = type_line(&mut provider, &course, "2026-11-24", "2u").await;
    let weeks = provider.get(&saved.location).await;
    assert!(weeks.body.contains("häufen sich die Fehltage"), "the warning is said at once");

    let concern = concern_path(&weeks);
    let page = provider.get(&concern).await;
    assert!(page.body.contains("Bondar") && page.body.contains("Erst helfen, dann melden"));
    assert!(!page.body.contains(&format!("{concern}/report\"")), "no report before help");
    let talk = format!("{concern}/talk");
    let mixed = [("held_on", "25.11.26"), ("finding", "will_not"), ("hindrance", "bus")];
    let mixed = send(&mut provider, &page, &talk, &mixed).await;
    assert_eq!(mixed.status, 422);
    assert!(mixed.body.contains("nie vermischt"), "cannot and will not stay apart");
    let said = [("held_on", "25.11.26"), ("finding", "will_not")];
    assert_eq!(send(&mut provider, &page, &talk, &said).await.status, 303);
    let page = provider.get(&concern).await;
    let report = format!("{concern}/report");
    assert!(page.body.contains("Muster-jobcenter"), "who would be told");
    assert_eq!(send(&mut provider, &page, &report, &[]).await.status, 303);

    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    assert!(jobcenter.get("/today").await.body.contains("Meldungen zu beantworten"));
    let reports = jobcenter.get("/reports").await;
    let one = reports.body.split("href=\"/reports/").nth(1).and_then(|rest| rest.split('"').next());
    let one = format!("/reports/{}", one.expect("a report"));
    let page = jobcenter.get(&one).await;
    assert!(page.body.contains("4 unentschuldigt") && page.body.contains("will nicht kommen"));
    let answer = format!("{one}/answer");
    assert_eq!(send(&mut jobcenter, &page, &answer, &[]).await.status, 422, "an answer is needed");
    assert_eq!(send(&mut jobcenter, &page, &answer, &[("what", "talk_held")]).await.status, 303);
    let page = provider.get(&concern).await;
    assert!(page.body.contains("Wir haben mit der Person gesprochen"), "the answer reaches the provider");
    let ended = send(&mut provider, &page, &format!("{concern}/settle"), &[("outcome", "comes_again")]).await;
    assert_eq!(ended.status, 303);
    assert!(provider.get("/attendance/concerns").await.body.contains("Zurzeit fehlt niemand zu oft"));
}

#[tokio::test]
async fn twenty_five_learners_are_typed_with_one_key_each_and_one_to_save() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    for n in 0..25 {
        site.town.learner(&site.stage, &course, &format!("Name{n:02}"), OBLIGED).await;
    }
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let path = format!("/courses/{}/attendance/2026-11-25", course.id);
    let page = provider.get(&path).await;
    let field = page.body.split("id=\"line\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(field.is_some_and(|field| field.contains("autofocus")), "typing begins at once");
    // the number of lessons stands there already; the list is one line, Enter sends it
    let keys = "xxxxxuxxxxexxxxxxxxxxxxxx";
    let strokes = keys.chars().count() + 1;
    assert!(strokes <= 25 + 1, "{strokes} keys for 25 learners");
    let hidden = page.hidden_fields(&path);
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([("line", keys), ("lessons", "5")]);
    assert_eq!(provider.post(&path, &fields).await.status, 303);
    let taken = list(&site, &course, "2026-11-25").await;
    let count = |mark: Mark| taken.entries.iter().filter(|entry| entry.mark == mark).count();
    assert_eq!((count(Mark::Present), count(Mark::Unexcused), count(Mark::Excused)), (23, 1, 1));
}

#[tokio::test]
async fn on_a_phone_only_who_is_missing_is_tapped_and_a_proof_is_only_ticked() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    let here = site.town.learner(&site.stage, &course, "Ahmadi", OBLIGED).await;
    let ill = site.town.learner(&site.stage, &course, "Bondar", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let path = format!("/courses/{}/attendance/2026-11-25", course.id);
    let (page, other_window) = (provider.get(&path).await, provider.get(&path).await);
    assert_eq!(page.body.matches("value=\"X\" checked").count(), 2, "everybody begins as present");
    let names = [
        format!("mark-{}", here.id),
        format!("came-{}", here.id),
        format!("mark-{}", ill.id),
        format!("excuse-{}", ill.id),
        format!("proof-{}", ill.id),
    ];
    let values = ["X", "930", "E", "illness", "1"];
    let mut typed: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values.iter().copied()).collect();
    typed.push(("lessons", "5"));
    assert_eq!(send(&mut provider, &page, &path, &typed).await.status, 303);
    let taken = list(&site, &course, "2026-11-25").await;
    let entry = taken.entry(ill.id).expect("there");
    assert_eq!((entry.mark, entry.proof_seen), (Mark::Excused, true));
    assert!(taken.entry(here.id).expect("there").came_at.is_some());

    let stale = send(&mut provider, &other_window, &path, &[("line", "uu"), ("lessons", "5")]).await;
    assert_eq!(stale.status, 422, "somebody else was faster");
    assert_eq!(list(&site, &course, "2026-11-25").await.version, 1, "nothing is overwritten");
}

#[tokio::test]
async fn a_list_with_mistakes_comes_back_with_a_sentence_and_what_was_typed() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    let seat = site.town.learner(&site.stage, &course, "Ahmadi", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for (line, says) in [("xx", "2 Zeichen"), ("q", "kein Zeichen"), ("7u", "passt zu keiner Person")] {
        let seen = type_line(&mut provider, &course, "2026-11-25", line).await;
        assert_eq!(seen.status, 422);
        assert!(seen.body.contains(says) && seen.body.contains(&format!("value=\"{line}\"")), "{line}");
    }
    let path = format!("/courses/{}/attendance/2026-11-25", course.id);
    let page = provider.get(&path).await;
    let (mark, came, left) =
        (format!("mark-{}", seat.id), format!("came-{}", seat.id), format!("left-{}", seat.id));
    let typed = [(mark.as_str(), "X"), (came.as_str(), "12"), (left.as_str(), "9"), ("lessons", "5")];
    let seen = send(&mut provider, &page, &path, &typed).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("bevor sie kam"));
    for (day, status) in [("2026-12-24", 422), ("2026-10-01", 422), ("unsinn", 404)] {
        assert_eq!(provider.get(&format!("/courses/{}/attendance/{day}", course.id)).await.status, status);
    }
}

#[tokio::test]
async fn every_page_of_attendance_opens_for_its_provider_and_for_nobody_else() {
    let site = TestSite::open().await;
    let course = site.town.running_course(&site.stage).await;
    site.town.learner(&site.stage, &course, "Ahmadi", OBLIGED).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    for day in ["18", "19", "20", "23", "24"] {
        type_line(&mut provider, &course, &format!("2026-11-{day}"), "u").await;
    }
    let concern = concern_path(&provider.get("/attendance/concerns").await);
    let base = format!("/courses/{}/attendance", course.id);
    let pages = [
        "/attendance".to_owned(),
        "/attendance/concerns?settled=1".to_owned(),
        "/attendance/concerns?format=csv".to_owned(),
        concern,
        base.clone(),
        format!("{base}?until=2026-11-10"),
        format!("{base}?sort=-3"),
        format!("{base}/2026-11-24"),
        format!("{base}/2026-11-24/print"),
    ];
    for path in &pages {
        let seen = provider.get(path).await;
        assert_eq!(seen.status, 200, "{path}");
        for missing in [">attendance-", ">concern-", ">finding-", ">help-kind-", ">reports-"] {
            assert!(!seen.body.contains(missing), "{path}: a text is missing");
        }
        for kind in [K::Jobcenter, K::Bundesamt, K::Koordination, K::Teststelle, K::Betrieb] {
            let seen = site.logged_in(kind).await.get(path).await;
            assert!(matches!(seen.status, 403 | 404), "{kind:?} {path}: {}", seen.status);
        }
    }
    let typed = provider.get(&format!("{base}?day=24.11.")).await;
    assert_eq!((typed.status, typed.location.as_str()), (303, format!("{base}/2026-11-24").as_str()));
    for kind in [K::Bundesamt, K::Koordination, K::Betrieb] {
        assert!(matches!(site.logged_in(kind).await.get("/reports").await.status, 403 | 404), "{kind:?}");
    }
}
