//! Measures in the browser: an offer is published, found as fitting, recommended, changed by the case manager and begun;
//! the route plan with its gate; lists, files, rights.

use crate::graduates::{ending_course, open};
use crate::placement::send;
use crate::site::{Browser, Seen, TestSite};
use domain::assignment::Assignment;
use domain::organisation::OrganisationKind as K;

/// Path of the graduate of a seat.
async fn graduate(site: &TestSite, seat: &Assignment) -> String {
    use app::ports::Store;
    let queries = site.stage.database.queries();
    let known = app::graduates::of_seat(queries, seat).await.expect("asked").expect("on the list");
    format!("/graduates/{}", known.id)
}

const OFFER: &[(&str, &str)] = &[
    ("kind", "mat"),
    ("title", "Bewerben und Probearbeiten"),
    ("town", "Weißenburg i. Bay."),
    ("starts", "07.12.2026\n01.02.2027"),
    ("places", "12"),
    ("free", "3"),
    ("level", "a2"),
    ("contact", "09141 100"),
];

/// An offer of a body, published; its path.
async fn published(browser: &mut Browser) -> String {
    let form = open(browser, "/measures/new").await;
    let saved = send(browser, &form, "/measures/new", OFFER).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let path = saved.location.clone();
    let page = open(browser, &path).await;
    assert!(page.body.contains("Diesen Entwurf sieht nur Ihre Stelle"));
    let publish = format!("{path}/publish");
    assert_eq!(send(browser, &page, &publish, &[]).await.status, 303);
    path
}

/// Presses the button of a table whose hidden fields say all this.
async fn press(browser: &mut Browser, page: &Seen, action: &str, says: &[&str]) -> Seen {
    let form = page
        .body
        .split(&format!("action=\"{action}\""))
        .skip(1)
        .map(|rest| rest.split("</form>").next().unwrap_or_default())
        .find(|form| says.iter().all(|word| form.contains(word)))
        .expect("the button");
    let body = format!("action=\"{action}\"{form}</form>");
    let part = Seen { body, status: page.status, location: String::new() };
    send(browser, &part, action, &[]).await
}

#[tokio::test]
async fn an_offer_is_written_published_found_and_loaded_as_a_file() {
    let site = TestSite::open().await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let form = open(&mut provider, "/measures/new").await;
    let without: Vec<(&str, &str)> =
        OFFER.iter().copied().filter(|(name, _)| *name != "starts" && *name != "title").collect();
    let back = send(&mut provider, &form, "/measures/new", &without).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("Angebot: Bitte ausfüllen."), "the summary names the field: {}", back.body);
    let back =
        send(&mut provider, &form, "/measures/new", &[&without[..], &[("title", "MAT")]].concat()).await;
    assert!(back.body.contains("Erste Tage: Wann beginnt das Angebot?"), "{}", back.body);
    let path = published(&mut provider).await;

    let mut coordination = site.logged_in(K::Koordination).await;
    let list = open(&mut coordination, "/measures?route=work&free=1").await;
    assert!(list.body.contains("Bewerben und Probearbeiten") && list.body.contains("07.12.2026"));
    assert!(!open(&mut coordination, "/measures?kind=bvb").await.body.contains("Probearbeiten"));
    let file = coordination.get("/measures?format=csv").await;
    assert!(file.body.contains("Bewerben und Probearbeiten"), "{}", file.body);
    let page = open(&mut coordination, &path).await;
    assert!(page.body.contains("3 von 12 frei") && !page.body.contains("Zurückziehen"));
    assert_eq!(coordination.get(&format!("{path}/edit")).await.status, 404, "others read only");
    let catalogue = open(&mut coordination, "/measures/catalogue").await;
    assert!(catalogue.body.contains("§ 45 SGB III") && catalogue.body.contains("Einstiegsqualifizierung"));
    let mut administration = site.logged_in(K::Betrieb).await;
    assert_eq!(administration.get("/measures").await.status, 403);
    let page = open(&mut provider, &path).await;
    assert_eq!(send(&mut provider, &page, &format!("{path}/withdraw"), &[]).await.status, 303);
    assert!(!open(&mut coordination, "/measures").await.body.contains("Probearbeiten"));
}

#[tokio::test]
async fn a_recommendation_is_found_by_what_fits_changed_and_begun() {
    let site = TestSite::open().await;
    let (_, seats) = ending_course(&site, &["Ahmadi"]).await;
    let one = graduate(&site, &seats[0]).await;
    let mut provider = site.logged_in(K::Kurstraeger).await;
    let offer = published(&mut provider).await;
    let fits = open(&mut provider, &format!("{one}/measures")).await;
    assert!(fits.body.contains("prüft die Stelle, die entscheidet"), "conditions are not the provider's");
    assert!(fits.body.contains("Bewerben und Probearbeiten") && fits.body.contains("8 Tage"));
    let target = format!("offer.{}", offer.rsplit('/').next().unwrap_or_default());
    let recommend = format!("{one}/recommend");
    let back = send(&mut provider, &fits, &recommend, &[("target", target.as_str())]).await;
    assert_eq!(back.status, 422, "the route is asked for");
    let chosen = [("target", target.as_str()), ("route", "work")];
    assert_eq!(send(&mut provider, &fits, &recommend, &chosen).await.status, 303);

    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let fits = open(&mut jobcenter, &format!("{one}/measures")).await;
    assert!(fits.body.contains("Es fehlt: arbeitslos oder von Arbeitslosigkeit bedroht"), "{}", fits.body);
    assert!(open(&mut jobcenter, "/today").await.body.contains("Empfehlungen zu beantworten"));
    let list = open(&mut jobcenter, "/recommendations").await;
    assert!(list.body.contains("Ahmadi") && list.body.contains("wartet auf Antwort"));
    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("Die empfohlene Maßnahme beantworten"), "the next step");
    let answer = format!("{one}/answer");
    let back = send(&mut jobcenter, &page, &answer, &[("verdict", "change")]).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("Grund: Wählen Sie einen Grund, wenn Sie ändern oder ablehnen."));
    let changed = [
        ("verdict", "change"),
        ("reason", "better_fit"),
        ("instead", "kind.fbw"),
        ("route", "work"),
        ("starts_on", "26.11.26"),
        ("with_person", "1"),
    ];
    let saved = send(&mut jobcenter, &page, &answer, &changed).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("geändert angenommen") && page.body.contains("statt: Aktivierung"));
    assert!(page.body.contains("Mit der Person"), "whether the person took part stands in the table");
    let hidden = open(&mut provider, &one).await;
    assert!(!hidden.body.contains("Berufliche Weiterbildung"), "what became of it is not the provider's");

    let begun = [("begun", "begun"), ("on", "25.11.26")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{one}/measure"), &begun).await.status, 303);
    let record = open(&mut jobcenter, &format!("/people/{}", seats[0].person)).await;
    assert!(record.body.contains("begonnen am 25.11.2026"), "{}", record.body);
    let mut coordination = site.logged_in(K::Koordination).await;
    assert_eq!(coordination.get(&format!("{one}/measures")).await.status, 403);
    assert_eq!(coordination.get("/recommendations").await.status, 403);
}

#[tokio::test]
async fn the_route_plan_shows_the_gate_who_is_late_and_what_is_not_settled() {
    let site = TestSite::open().await;
    let (_, seats) = ending_course(&site, &["Bondar"]).await;
    let one = graduate(&site, &seats[0]).await;
    let mut jobcenter = site.logged_in(K::Jobcenter).await;
    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("Es gibt noch keinen Wegplan"));
    let decision = [("route", "training"), ("starts_on", "30.11.26"), ("with_person", "1")];
    assert_eq!(send(&mut jobcenter, &page, &format!("{one}/decide"), &decision).await.status, 303);
    let page = open(&mut jobcenter, &one).await;
    assert!(page.body.contains("Im Wegplan ist ein Schritt überfällig"), "{}", page.body);
    let plan = format!("{one}/plan");
    let page = open(&mut jobcenter, &plan).await;
    assert!(page.body.contains("Überfällig ist: Betreuung, Wohnung, Weg, Geld geklärt"));
    assert!(page.body.contains("Eine Erlaubnis ist nicht nötig") && page.body.contains("§ 4a AufenthG"));
    assert!(page.body.contains("Noch nicht geklärt: Kinderbetreuung ("), "with who sees to it");
    let talk = press(&mut jobcenter, &page, &plan, &["career_talk", "value=\"reached\""]).await;
    assert_eq!(talk.status, 303, "{}", talk.body);
    let page = open(&mut jobcenter, &plan).await;
    let tick = press(&mut jobcenter, &page, &plan, &["value=\"housing\"", "value=\"settled\""]).await;
    assert_eq!(tick.status, 303);
    let page = open(&mut jobcenter, &plan).await;
    assert!(page.body.contains("erreicht") && !page.body.contains("Wohnung ("));
    let list = open(&mut jobcenter, "/milestones?late=1").await;
    assert!(list.body.contains("Bondar") && list.body.contains("überfällig"));
    assert!(open(&mut jobcenter, "/today").await.body.contains("Überfällige Schritte"));

    let mut authority = site.logged_in(K::Auslaenderbehoerde).await;
    assert_eq!(authority.get(&plan).await.status, 404, "not before it has the person");
    let mut provider = site.logged_in(K::Kurstraeger).await;
    assert_eq!(provider.get(&plan).await.status, 403);
    assert_eq!(provider.get("/milestones").await.status, 403);
}
