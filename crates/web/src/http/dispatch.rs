//! From request to handler and back: session, right, form token, body, answer, headers. The only place
//! that does these steps, for every route alike.

use super::answer::Answer;
use super::input::{Input, Upload};
use super::route::{Access, Handler, Method, Route};
use super::session::{self, IDLE};
use super::{Problem, Staff, Visitor};
use crate::site::Shared;
use crate::view::{Account as AccountView, Language, Link, NavItem, Preferences, Shell};
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, FromRequest, Multipart, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, header};
use axum::routing::{get, post};
use domain::access::{self, Actor, Role};
use domain::moment::Moment;
use domain::organisation::{Account, Organisation};
use domain::region::Region;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

use app::ports::{LoginSession, TypedQueries};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The router of a route table.
pub fn router(site: Shared, routes: Vec<Route>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let route = Arc::new(route);
        let handler = {
            let route = route.clone();
            move |State(site): State<Shared>, parts: RawPathParams, request: Request| {
                let route = route.clone();
                async move { respond(site, &route, parts, request).await }
            }
        };
        let method = match route.method {
            Method::Get => get(handler),
            Method::Post => post(handler),
        };
        router = router.route(route.path, method);
    }
    router
        .merge(crate::assets::routes())
        .fallback(absent)
        .layer(axum::middleware::map_response(secure))
        .layer(tower_http::compression::CompressionLayer::new())
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .with_state(site)
}

async fn absent(State(site): State<Shared>, request: Request) -> Response<Body> {
    let preferences = preferences(request.headers());
    Problem::NotFound.for_visitor(preferences.language, &request_id(&site)).into_response()
}

/// Headers of every answer.
async fn secure(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn preferences(headers: &HeaderMap) -> Preferences {
    Preferences::from_cookie_header(headers.get(header::COOKIE).and_then(|value| value.to_str().ok()))
}

fn request_id(site: &Shared) -> String {
    domain::ids::encode(site.ids.next())
}

async fn respond(site: Shared, route: &Route, parts: RawPathParams, request: Request) -> Response<Body> {
    let started = std::time::Instant::now();
    let id = request_id(&site);
    let language = preferences(request.headers()).language;
    let result = handle(&site, route, parts, request, &id).await;
    let response = match result {
        Ok(response) => response,
        Err(problem) => {
            if let Problem::Fault(text) = &problem {
                tracing::error!(request = %id, route = route.path, "{text}");
            }
            problem.for_visitor(language, &id).into_response()
        }
    };
    tracing::debug!(request = %id, route = route.path, status = response.status().as_u16(), ms = started.elapsed().as_millis());
    response
}

async fn handle(
    site: &Shared,
    route: &Route,
    parts: RawPathParams,
    request: Request,
    id: &str,
) -> Result<Response<Body>, Problem> {
    let headers = request.headers().clone();
    let path = request.uri().path().to_owned();
    let address = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip().to_string())
        .unwrap_or_default();
    if route.method == Method::Post && foreign(&headers) {
        return Err(Problem::StaleForm);
    }
    let mut input = read_body(route, request).await?;
    input.parts = parts.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    match &route.handler {
        Handler::Public(handler) => {
            let preferences = preferences(&headers);
            let language = Language::from_code(input.part("language")).unwrap_or(preferences.language);
            let shell = Shell::new(preferences, "", path);
            let visitor = Visitor {
                site: site.clone(),
                language,
                shell,
                today: today(site),
                request: id.to_owned(),
                address,
                session: session::cookie(&headers, session::COOKIE).map(session::token_hash),
            };
            let answer = handler(visitor, input).await?;
            Ok(finish(answer, false))
        }
        Handler::Staff(handler) => {
            let Some(staff) = open_session(site, &headers, &input, id).await? else {
                return Ok(finish(crate::pages::login::needed(site, &headers, &input, id), false));
            };
            serve_staff(route, handler.as_ref(), staff, input).await
        }
    }
}

type StaffHandler = dyn Fn(Staff, Input) -> std::pin::Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>
    + Send
    + Sync;

async fn serve_staff(
    route: &Route,
    handler: &StaffHandler,
    staff: Staff,
    input: Input,
) -> Result<Response<Body>, Problem> {
    let had_flash = staff.flash.is_some();
    let again = staff.again();
    if let Access::Needs(action, resource) = route.access
        && access::grant(&staff.actor, action, resource).is_err()
    {
        return Ok(finish(Problem::Forbidden.for_staff(&again), false));
    }
    if route.method == Method::Post && input.text(crate::view::CSRF_FIELD) != staff.shell.csrf {
        return Ok(finish(Problem::StaleForm.for_staff(&again), false));
    }
    match handler(staff, input).await {
        Ok(answer) => Ok(finish(answer, had_flash)),
        Err(Problem::Fault(text)) => {
            tracing::error!(request = %again.request, route = route.path, "{text}");
            Ok(finish(Problem::Fault(text).for_staff(&again), false))
        }
        Err(problem) => Ok(finish(problem.for_staff(&again), false)),
    }
}

/// Writes or removes the flash cookie and makes the response.
fn finish(mut answer: Answer, shown: bool) -> Response<Body> {
    answer = match answer.flash.clone() {
        Some(note) => answer.cookie(session::flash_cookie(&note)),
        None if shown => answer.cookie(session::no_flash()),
        None => answer,
    };
    answer.into_response()
}

/// A form that another site makes a browser send.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some("null"), _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").map(|(_, rest)| rest) != Some(host),
        _ => false,
    }
}

fn today(site: &Shared) -> chrono::NaiveDate {
    site.clock.day_of(site.clock.now())
}

/// Most bytes of typed text in one form; files do not count.
const MOST_TEXT: usize = 5 * 1024 * 1024;

async fn read_body(route: &Route, request: Request) -> Result<Input, Problem> {
    let uri = request.uri().clone();
    let mut input =
        Input { path: uri.path().to_owned(), raw_query: uri.query().map(str::to_owned), ..Input::default() };
    if route.method == Method::Get {
        input.pairs = pairs(uri.query().unwrap_or_default().as_bytes());
        return Ok(input);
    }
    let announced = request.body().size_hint().lower();
    if announced > route.limit as u64 {
        return Err(Problem::TooLarge(route.limit));
    }
    let multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if multipart {
        read_parts(&mut input, route.limit, request).await?;
        return Ok(input);
    }
    let limit = route.limit.min(MOST_TEXT);
    let body =
        axum::body::to_bytes(request.into_body(), limit).await.map_err(|_| Problem::TooLarge(limit))?;
    input.pairs = pairs(&body);
    Ok(input)
}

fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
}

/// Reads a form with files; files go to a temporary place as they come, never whole into memory.
async fn read_parts(input: &mut Input, limit: usize, request: Request) -> Result<(), Problem> {
    let mut left = limit as u64;
    let mut texts = MOST_TEXT;
    let (parts, body) = request.into_parts();
    let mut request = Request::from_parts(parts, body);
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Problem::Unreadable)?;
    while let Some(mut field) = multipart.next_field().await.map_err(|_| Problem::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        match file_name {
            None => {
                let mut bytes = Vec::new();
                while let Some(chunk) = field.chunk().await.map_err(|_| Problem::Unreadable)? {
                    texts = texts.checked_sub(chunk.len()).ok_or(Problem::TooLarge(MOST_TEXT))?;
                    bytes.extend_from_slice(&chunk);
                }
                input.pairs.push((name, String::from_utf8(bytes).map_err(|_| Problem::Unreadable)?));
            }
            Some(file_name) => {
                let path = std::env::temp_dir().join(format!("foerderkette-upload-{}", unique()));
                let mut upload = Upload::new(name, file_name, 0, path.clone());
                let mut file = tokio::fs::File::create(&path).await.map_err(disk)?;
                let mut size = 0u64;
                while let Some(chunk) = field.chunk().await.map_err(|_| Problem::Unreadable)? {
                    left = left.checked_sub(chunk.len() as u64).ok_or(Problem::TooLarge(limit))?;
                    size += chunk.len() as u64;
                    file.write_all(&chunk).await.map_err(disk)?;
                }
                file.flush().await.map_err(disk)?;
                upload.size = size;
                input.files.push(upload);
            }
        }
    }
    Ok(())
}

fn unique() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
}

fn disk(error: std::io::Error) -> Problem {
    Problem::Fault(format!("the temporary file could not be written: {}", error.kind()))
}

/// The session of a request with everything a page needs; `None` if there is none or it is over.
async fn open_session(
    site: &Shared,
    headers: &HeaderMap,
    input: &Input,
    id: &str,
) -> Result<Option<Staff>, Problem> {
    let Some(hash) = session::cookie(headers, session::COOKIE).map(session::token_hash) else {
        return Ok(None);
    };
    let now = site.clock.now();
    let store = site.gate.store();
    let Some(session) = store.session(&hash).await? else { return Ok(None) };
    if session.expires_at <= now || session.seen_at.0 + IDLE <= now.0 {
        return Ok(None);
    }
    let queries = store.queries();
    let Some(account) = queries.one::<Account>(session.account.0).await?.filter(|account| account.active)
    else {
        return Ok(None);
    };
    let organisation: Organisation = queries.need(account.organisation.0).await?;
    let region: Region = queries.need(account.region.0).await?;
    if now.0 - session.seen_at.0 > 60_000 {
        store.keep_session(&LoginSession { seen_at: now, ..session.clone() }).await?;
    }
    let staff = staff(site, (session, account, organisation, region), headers, input, now);
    Ok(Some(Staff { request: id.to_owned(), ..staff }))
}

fn staff(
    site: &Shared,
    (session, account, organisation, region): (LoginSession, Account, Organisation, Region),
    headers: &HeaderMap,
    input: &Input,
    now: Moment,
) -> Staff {
    let preferences = preferences(headers);
    let actor = Actor {
        account: account.id,
        organisation: organisation.id,
        organisation_kind: organisation.kind,
        region: region.id,
        roles: account.roles.clone(),
        commissioned_test_site: region.settings.coordination_is_test_site,
    };
    let path = match &input.raw_query {
        Some(query) if !query.is_empty() => format!("{}?{query}", input.path),
        _ => input.path.clone(),
    };
    let mut shell = Shell::new(preferences, region.name.clone(), path);
    shell.organisation = Some(organisation.short_name.clone());
    shell.csrf = session.csrf.clone();
    shell.nav = crate::routes::navigation(&actor)
        .into_iter()
        .map(|(key, href)| NavItem::new(wording::text(preferences.language, key), href))
        .collect();
    shell.account = Some(AccountView {
        name: account.display_name.clone(),
        role: roles(preferences.language, &account.roles),
        menu: account_menu(site.demo, preferences.language),
    });
    Staff {
        site: site.clone(),
        actor,
        organisation,
        region,
        today: site.clock.day_of(now),
        request: String::new(),
        shell,
        flash: session::flash(headers),
        session: session.token_hash,
    }
}

fn roles(language: Language, roles: &[Role]) -> String {
    let names: Vec<String> =
        roles.iter().map(|role| wording::text(language, &format!("role-{}", role.code()))).collect();
    names.join(", ")
}

fn account_menu(demo: bool, language: Language) -> Vec<Link> {
    let mut menu = vec![Link::new(wording::text(language, "account-own"), "/account")];
    if demo {
        menu.push(Link::new(wording::text(language, "demo-other-role"), "/demo"));
    }
    menu
}

impl Staff {
    /// The same person for the page of a problem, after the handler has taken the first one.
    fn again(&self) -> Staff {
        Staff {
            site: self.site.clone(),
            actor: self.actor.clone(),
            organisation: self.organisation.clone(),
            region: self.region.clone(),
            today: self.today,
            request: self.request.clone(),
            shell: self.shell.clone(),
            flash: None,
            session: self.session.clone(),
        }
    }
}
