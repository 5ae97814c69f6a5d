//! The work list: whose work it is, handing over, teams and who is away.

use crate::people::steered;
use crate::placement::send;
use crate::site::TestSite;
use domain::organisation::OrganisationKind as K;

#[tokio::test]
async fn all_open_steps_are_handed_to_a_team_in_one_go_and_taken_back() {
    let site = TestSite::open().await;
    for name in ["Ahmadi", "Bondar"] {
        steered(&site, name).await;
    }
    let mut browser = site.logged_in(K::Jobcenter).await;
    let me = site.town.actor(K::Jobcenter).account.to_string();
    let form = browser.get("/worklist/teams/new").await;
    let nameless =
        send(&mut browser, &form, "/worklist/teams/new", &[("members", &me), ("active", "1")]).await;
    assert_eq!(nameless.status, 422);
    let typed = [("name", "Team Nord"), ("members", me.as_str()), ("active", "1")];
    assert_eq!(send(&mut browser, &form, "/worklist/teams/new", &typed).await.status, 303);
    let teams = browser.get("/worklist/teams").await.body;
    assert!(teams.contains("Team Nord"), "{teams}");
    let page = browser.get("/worklist?whose=nobody").await;
    assert!(page.body.contains("Ahmadi") && page.body.contains("Bondar"), "{}", page.body);
    let mut fields = page.hidden_fields_of("id=\"bulk\"");
    fields.push(("all_found".to_owned(), "1".to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let choose = browser.post("/worklist/hand-over", &fields).await;
    assert!(choose.body.contains("2 Fälle werden übergeben"), "{}", choose.body);
    let team = choose.body.split("value=\"team:").nth(1).and_then(|rest| rest.split('"').next());
    let to = format!("team:{}", team.expect("the team is offered"));
    let done = send(&mut browser, &choose, "/worklist/hand-over/do", &[("to", &to)]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let mine = browser.get("/worklist?whose=mine").await;
    assert!(mine.body.contains("Ahmadi") && mine.body.contains("Team Nord"), "{}", mine.body);
    assert!(!browser.get("/worklist?whose=nobody").await.body.contains("Ahmadi"));
}

#[tokio::test]
async fn an_absence_needs_somebody_else_and_days_in_order() {
    let site = TestSite::open().await;
    let mut browser = site.logged_in(K::Jobcenter).await;
    let me = site.town.actor(K::Jobcenter).account.to_string();
    let form = browser.get("/worklist/absences/new").await;
    let typed =
        [("account", me.as_str()), ("substitute", me.as_str()), ("from", "1.12.26"), ("until", "4.12.26")];
    let refused = send(&mut browser, &form, "/worklist/absences/new", &typed).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Vertreten muss jemand anderes"), "{}", refused.body);
    let role_without_people = site.logged_in(K::Betrieb).await.get("/worklist").await;
    assert_eq!(role_without_people.status, 403);
}
