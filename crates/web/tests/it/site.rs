//! A whole site over a fresh database, and a browser that keeps its cookies.

use app::ports::{LetterPrinter, LoginSession, Store};
use app::tables::Tables;
use app::{Clock, Error, Ids};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use chrono::{NaiveDate, NaiveTime};
use domain::document::Document;
use domain::ids::AccountId;
use domain::letter::{CalendarDay, CalendarEntry, Letter};
use domain::moment::Moment;
use domain::organisation::OrganisationKind;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use testkit::{Backend, Stage, Town};
use tower::ServiceExt;

/// Wednesday, 25 November 2026, 8:00 in Berlin, until it is moved.
pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::Relaxed))
    }

    fn day_of(&self, moment: Moment) -> NaiveDate {
        local(moment).date()
    }

    fn time_of(&self, moment: Moment) -> NaiveTime {
        local(moment).time()
    }
}

fn local(moment: Moment) -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp_millis(moment.0 + 3_600_000).expect("a valid instant").naive_utc()
}

struct NoPaper;

impl LetterPrinter for NoPaper {
    fn print(&self, _letters: &[Letter]) -> Result<Vec<u8>, Error> {
        Err(Error::fault("no paper in this test"))
    }

    fn document(&self, document: &Document) -> Result<Vec<u8>, Error> {
        // what would be printed, so that stories can read it
        Ok(format!("{document:?}").into_bytes())
    }

    fn calendar(&self, _entry: &CalendarEntry) -> String {
        String::new()
    }

    fn calendar_of(&self, days: &[CalendarDay]) -> String {
        days.iter().map(|day| format!("{} {} {}\n", day.on, day.title, day.place)).collect()
    }
}

/// The site with a region in it.
pub struct TestSite {
    pub stage: Stage,
    pub town: Town,
    pub clock: Arc<TestClock>,
    pub router: Router,
}

impl TestSite {
    /// A fresh one.
    pub async fn open() -> TestSite {
        let stage = Stage::open(Backend::Sqlite).await;
        let town = Town::build(&stage, "wug").await;
        let clock = Arc::new(TestClock(AtomicI64::new(1_795_590_000_000)));
        let tables = Tables {
            recommendation: toml::from_str(include_str!("../../../../rules/placement.toml"))
                .expect("readable"),
            course_kinds: toml::from_str(include_str!("../../../../rules/course_kinds.toml"))
                .expect("readable"),
            letters: toml::from_str(include_str!("../../../../rules/letters.toml")).expect("readable"),
            stops: Arc::new(Vec::new()),
            periods: stage.periods.clone(),
        };
        let site = web::Site {
            gate: stage.gate.clone(),
            clock: clock.clone(),
            ids: stage.ids.clone(),
            letters: Arc::new(NoPaper),
            public_url: "https://example.org".to_owned(),
            demo: false,
            secure_cookies: true,
            throttle: web::http::Throttle::default(),
            tables,
        };
        let router = web::router(Arc::new(site), web::routes::routes());
        TestSite { stage, town, clock, router }
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), session: None, others: BTreeMap::new() }
    }

    /// A browser logged in as the account of a body.
    pub async fn logged_in(&self, kind: OrganisationKind) -> Browser {
        self.session_of(self.town.actor(kind).account).await
    }

    /// A browser logged in as the account of a body of another region.
    pub async fn logged_in_at(&self, town: &Town, kind: OrganisationKind) -> Browser {
        self.session_of(town.actor(kind).account).await
    }

    async fn session_of(&self, account: AccountId) -> Browser {
        let token = self.stage.ids.token();
        let now = self.clock.now();
        let session = LoginSession {
            token_hash: web::http::token_hash(&token),
            account,
            role: None,
            csrf: format!("csrf-{token}"),
            created_at: now,
            seen_at: now,
            expires_at: now.plus_seconds(3600 * 12),
        };
        self.stage.database.keep_session(&session).await.expect("kept");
        Browser { router: self.router.clone(), session: Some(token), others: BTreeMap::new() }
    }
}

/// What came back.
pub struct Seen {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Seen {
    /// Names and values of the hidden fields of the form that posts to an address.
    pub fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        self.hidden_fields_of(&format!("action=\"{action}\""))
    }

    /// The same of the form whose tag says this.
    pub fn hidden_fields_of(&self, mark: &str) -> Vec<(String, String)> {
        let form = self.body.split(mark).nth(1).unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default();
        form.split("<input type=\"hidden\"")
            .skip(1)
            .map(|rest| {
                let tag = rest.split('>').next().unwrap_or_default();
                let of = |name: &str| {
                    tag.split(&format!("{name}=\""))
                        .nth(1)
                        .and_then(|rest| rest.split('"').next())
                        .unwrap_or_default()
                        .to_owned()
                };
                (of("name"), of("value").replace("&#38;", "&").replace("&amp;", "&"))
            })
            .collect()
    }
}

/// A browser.
pub struct Browser {
    router: Router,
    pub session: Option<String>,
    /// Cookies but the session's, such as the message of what just happened.
    others: BTreeMap<String, String>,
}

impl Browser {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body.finish()).await
    }

    /// Sends a form with a file.
    pub async fn upload(&mut self, path: &str, fields: &[(String, String)], file: (&str, &str)) -> Seen {
        let mut body = String::new();
        for (name, value) in fields {
            body.push_str(&format!(
                "--fk-part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        let (name, text) = file;
        body.push_str(&format!(
            "--fk-part\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"file\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n{text}\r\n--fk-part--\r\n"
        ));
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=fk-part");
        self.send(request, body).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: String) -> Seen {
        let mut cookies: Vec<String> =
            self.others.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.extend(self.session.iter().map(|token| format!("{}={token}", web::http::COOKIE)));
        let request = match cookies.is_empty() {
            false => request.header(header::COOKIE, cookies.join("; ")),
            true => request,
        };
        let request = request.header(header::HOST, "example.org").body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
            if let Some(token) = cookie.strip_prefix(&format!("{}=", web::http::COOKIE)) {
                self.session = Some(token.to_owned()).filter(|token| !token.is_empty());
            } else if let Some((name, value)) = cookie.split_once('=') {
                self.others.insert(name.to_owned(), value.to_owned());
                self.others.retain(|_, value| !value.is_empty());
            }
        }
        let status = response.status().as_u16();
        let location = response
            .headers()
            .get(header::LOCATION)
            .map(|v| v.to_str().unwrap_or_default().to_owned())
            .unwrap_or_default();
        let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.expect("a body");
        Seen { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
