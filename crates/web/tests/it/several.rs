//! One thing for many rows: a preview that says what happens to whom, each done once, all taken back with one
//! button; and the next step on every record.

use crate::people::steered;
use crate::placement::{invite, plan, plan_on, send};
use crate::site::{Browser, Seen, TestSite};
use app::commands::SaveCourse;
use app::ports::{Store, TypedQueries};
use domain::organisation::OrganisationKind as K;
use domain::placement::{Seating, SeatingState};
use testkit::seats::{assigned, draft, person_in_line, published};

/// Ticks everything the list finds and presses a button below it.
async fn take_all(browser: &mut Browser, list: &str, button: &str) -> Seen {
    let page = browser.get(list).await;
    let mut fields = page.hidden_fields_of("id=\"bulk\"");
    fields.push(("all_found".to_owned(), "1".to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(button, &fields).await
}

async fn state(site: &TestSite, seating: &Seating) -> SeatingState {
    let found: Seating = site.stage.database.queries().need(seating.id.0).await.expect("there");
    found.state
}

#[tokio::test]
async fn test_appointments_for_many_are_shown_first_booked_once_and_taken_back_with_one_button() {
    let site = TestSite::open().await;
    plan_on(&mut site.logged_in(K::Teststelle).await, "02.12.26").await;
    for name in ["Ahmadi", "Bondar", "Celik"] {
        steered(&site, name).await;
    }
    let mut browser = site.logged_in(K::Jobcenter).await;
    let preview = take_all(&mut browser, "/people?search=Bondar", "/people/selection").await;
    assert_eq!(preview.status, 200);
    assert!(
        preview.body.contains("Bondar") && !preview.body.contains("Ahmadi"),
        "only what the filter finds"
    );
    let preview = take_all(&mut browser, "/people", "/people/selection").await;
    assert!(preview.body.contains("Das geschieht mit 3 Einträgen"), "{}", preview.body);
    let sent = preview.hidden_fields("/people/selection/book");
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let result = browser.post("/people/selection/book", &sent).await;
    assert!(result.body.contains("Gebuchte Testtermine: 3"), "{}", result.body);
    browser.post("/people/selection/book", &sent).await;
    let booked = browser.get("/people?stage=invited").await;
    assert!(booked.body.contains("3 Einträge"), "sent twice, booked once");
    let undone = send(&mut browser, &result, "/undo", &[]).await;
    assert_eq!((undone.status, undone.location.as_str()), (303, "/people"));
    assert!(browser.get("/people?stage=invited").await.body.contains("0 Einträge"));
}

#[tokio::test]
async fn who_did_not_come_is_noted_for_several_at_once_and_the_others_stay_as_they_are() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let session = plan(&mut browser).await;
    let path = format!("/sessions/{session}");
    let (first, second) = (invite(&site, session, "Ahmadi").await, invite(&site, session, "Bondar").await);
    let third = invite(&site, session, "Celik").await;
    let page = browser.get(&path).await;
    send(&mut browser, &page, &format!("{path}/arrival"), &[("who", "1")]).await;
    let preview = take_all(&mut browser, &path, &format!("{path}/selection/absent")).await;
    assert!(preview.body.contains("bleibt"), "whoever is there is left out: {}", preview.body);
    let result = send(&mut browser, &preview, &format!("{path}/selection/absent/done"), &[]).await;
    assert_eq!(result.status, 200, "{}", result.body);
    let states = [state(&site, &first).await, state(&site, &second).await, state(&site, &third).await];
    assert_eq!(states, [SeatingState::Present, SeatingState::Absent, SeatingState::Absent]);
    send(&mut browser, &result, "/undo", &[]).await;
    assert_eq!(state(&site, &second).await, SeatingState::Booked);
    let provider = site.logged_in(K::Kurstraeger).await.post(&format!("{path}/selection/absent"), &[]).await;
    assert_eq!(provider.status, 403, "a provider marks nobody of a test day");
}

#[tokio::test]
async fn printing_all_letters_that_are_found_leaves_the_others_unprinted() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let mut browser = site.logged_in(K::Jobcenter).await;
    for name in ["Ahmadi", "Bondar"] {
        let seating = invite(&site, session, name).await;
        let page = browser.get(&format!("/people/{}", seating.person)).await;
        // the test has no printer; the letter is written all the same
        send(&mut browser, &page, "/letters/issue", &[]).await;
    }
    let preview = take_all(&mut browser, "/letters?printed=1&find=ahmadi", "/letters/selection").await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(preview.body.contains("Ahmadi") && !preview.body.contains("Bondar"), "{}", preview.body);
    assert!(preview.body.contains("ohne Anschrift"), "a letter without an address is named before printing");
    // the list changed after it was shown: nothing is left of what was chosen
    let csrf = preview.hidden_fields("/letters/print").swap_remove(0).1;
    let stale = [("csrf", csrf.as_str()), ("query", "find=nirgends"), ("all_found", "1")];
    let nothing = browser.post("/letters/selection", &stale).await;
    assert!(nothing.body.contains("nichts ausgewählt"), "{}", nothing.body);
}

#[tokio::test]
async fn a_person_without_an_appointment_gets_a_day_of_ones_choice_from_the_record() {
    let site = TestSite::open().await;
    let session = plan(&mut site.logged_in(K::Teststelle).await).await;
    let person = steered(&site, "Ahmadi").await;
    let mut browser = site.logged_in(K::Jobcenter).await;
    let record = browser.get(&format!("/people/{person}")).await;
    let path = format!("/people/{person}/appointment");
    assert!(record.body.contains(&path), "the next step is one button away");
    let form = browser.get(&path).await;
    let seen = send(&mut browser, &form, &path, &[("appointment", &session.to_string())]).await;
    assert_eq!((seen.status, seen.location), (303, format!("/people/{person}/steered")));
    let again = send(&mut browser, &form, &path, &[("appointment", &session.to_string())]).await;
    assert_eq!(again.status, 303, "the same form again books nothing new");
    assert!(browser.get(&format!("/sessions/{session}")).await.body.contains("Ahmadi"));
}

#[tokio::test]
async fn a_test_day_says_what_is_next_by_whom_until_when() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Teststelle).await;
    let session = plan(&mut browser).await;
    let seen = browser.get(&format!("/sessions/{session}")).await;
    for text in ["Nächster Schritt", "Testtag abschließen", "Zentrale Teststelle", "25.11.2026"] {
        assert!(seen.body.contains(text), "{text}");
    }
}

#[tokio::test]
async fn reserved_seats_are_registered_for_several_at_once_and_whoever_is_registered_stays() {
    let site = TestSite::open().await;
    let course = published(&site.stage, &site.town, draft("WUG-7", "2027-01-11", 5, "Ellingen", 49.06)).await;
    let mut seats = Vec::new();
    for name in ["Ahmadi", "Bondar", "Celik"] {
        let case = person_in_line(&site.stage, &site.town, name, false, "2026-11-20").await;
        seats.push(assigned(&site.stage, &site.town, &case, course).await);
    }
    let mut browser = site.logged_in(K::Kurstraeger).await;
    let path = format!("/courses/{course}");
    let page = browser.get(&path).await;
    assert!(page.body.contains("freie Plätze anbieten"), "the next step of the course: {}", page.body);
    send(&mut browser, &page, &format!("{path}/seats/{}/register", seats[0]), &[]).await;
    let preview = take_all(&mut browser, &path, &format!("{path}/selection/register")).await;
    assert!(preview.body.contains("Das geschieht mit 2 Einträgen; 1 bleibt unverändert"), "{}", preview.body);
    let result = send(&mut browser, &preview, &format!("{path}/selection/register/done"), &[]).await;
    assert!(result.body.contains("Angemeldet: 2"), "{}", result.body);
    let letters =
        take_all(&mut browser, &format!("{path}?find=celik"), &format!("{path}/selection/letters")).await;
    assert!(letters.body.contains("Celik") && !letters.body.contains("Bondar"), "{}", letters.body);
    let undone = send(&mut browser, &result, "/undo", &[]).await;
    assert_eq!((undone.status, undone.location), (303, path.clone()));
    let mut other = site.logged_in(K::Jobcenter).await;
    let theirs = other.get(&path).await.hidden_fields("/logout");
    let theirs: Vec<(&str, &str)> =
        theirs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(other.post(&format!("{path}/selection/register"), &theirs).await.status, 403);
}

#[tokio::test]
async fn empty_seats_of_several_courses_are_offered_at_once() {
    let site = TestSite::open().await;
    for number in ["WUG-7", "WUG-8"] {
        published(&site.stage, &site.town, draft(number, "2027-01-11", 5, "Ellingen", 49.06)).await;
    }
    site.stage
        .gate
        .run(
            &site.stage.operation(site.town.actor(K::Kurstraeger)),
            SaveCourse { course: draft("WUG-9", "2027-02-08", 5, "Ellingen", 49.06) },
        )
        .await
        .expect("drafted");
    let mut browser = site.logged_in(K::Kurstraeger).await;
    let preview = take_all(&mut browser, "/courses", "/courses/selection/offer").await;
    assert!(preview.body.contains("Das geschieht mit 2 Einträgen; 1 bleibt unverändert"), "{}", preview.body);
    let result = send(&mut browser, &preview, "/courses/selection/offer/done", &[]).await;
    assert!(result.body.contains("Kurse mit angebotenen Plätzen: 2"), "{}", result.body);
}

#[tokio::test]
async fn a_plan_for_the_selected_alone_gives_nobody_else_a_seat() {
    let site = TestSite::open().await;
    published(&site.stage, &site.town, draft("WUG-7", "2027-01-11", 5, "Ellingen", 49.06)).await;
    for name in ["Ahmadi", "Bondar", "Celik"] {
        person_in_line(&site.stage, &site.town, name, false, "2026-11-20").await;
    }
    let mut browser = site.logged_in(K::Bundesamt).await;
    let planned = take_all(&mut browser, "/waiting?find=bondar", "/waiting/plan").await;
    assert_eq!(planned.status, 303, "{}", planned.body);
    let plan = browser.get(&planned.location).await.body;
    assert!(plan.contains("1 Person bekommt einen Platz") || plan.contains("1 Personen bekommen"), "{plan}");
    assert!(plan.contains("nicht ausgewählt"), "the others stay out and the plan says why");
    let mut site_of_tests = site.logged_in(K::Teststelle).await;
    let seen = site_of_tests.get("/waiting").await;
    assert!(!seen.body.contains("/waiting/plan"), "a test site plans for its test day only");
}
