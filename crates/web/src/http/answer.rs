//! What a handler gives back, and the only place where it becomes an HTTP response.

use crate::view::{Page, PublicPage};
use app::Done;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use domain::ids::OperationId;

/// Finished HTML of a component.
#[derive(Debug, Clone)]
pub struct Markup(String);

impl Markup {
    /// HTML of a component; everything inside it is escaped by its template.
    pub fn of(component: &impl Template) -> Markup {
        Markup(component.render().unwrap_or_default())
    }

    /// Several components as one.
    pub fn all(parts: impl IntoIterator<Item = Markup>) -> Markup {
        Markup(parts.into_iter().map(|part| part.0).collect())
    }

    /// A heading of the second level before what follows.
    pub fn heading(text: &str) -> Markup {
        Markup::of(&Heading { text })
    }

    /// A paragraph.
    pub fn paragraph(text: &str) -> Markup {
        Markup::of(&Paragraph { text })
    }

    /// A picture that takes a sheet of A3 when printed.
    pub fn wall(picture: Markup) -> Markup {
        Markup(format!("<div class=\"fk-wall\">{}</div>", picture.0))
    }

    /// Components in a box whose place the style sheet knows.
    pub fn group(class: &str, parts: impl IntoIterator<Item = Markup>) -> Markup {
        Markup::of(&Group { class, body: &Markup::all(parts).0 })
    }

    /// A titled section that links on the page lead to.
    pub fn anchored(id: &str, title: &str, parts: impl IntoIterator<Item = Markup>) -> Markup {
        Markup::of(&Anchored { id, title, body: &Markup::all(parts).0 })
    }

    /// A section that is rarely needed: folded under its title, open when printed.
    pub fn fold(title: &str, parts: impl IntoIterator<Item = Markup>) -> Markup {
        Markup::of(&Fold { title, body: &Markup::all(parts).0 })
    }

    /// A titled section around components.
    pub fn section(title: &str, parts: impl IntoIterator<Item = Markup>) -> Markup {
        Markup::of(&Section { title, body: &Markup::all(parts).0 })
    }
}

#[derive(Template)]
#[template(source = "<h2 class=\"fk-h2\">{{ text }}</h2>", ext = "html")]
struct Heading<'a> {
    text: &'a str,
}

#[derive(Template)]
#[template(source = "<p>{{ text }}</p>", ext = "html")]
struct Paragraph<'a> {
    text: &'a str,
}

#[derive(Template)]
#[template(
    source = "<section class=\"fk-section\"><h2 class=\"fk-h2\">{{ title }}</h2>{{ body|safe }}</section>",
    ext = "html"
)]
struct Section<'a> {
    title: &'a str,
    body: &'a str,
}

#[derive(Template)]
#[template(source = "<div class=\"{{ class }}\">{{ body|safe }}</div>", ext = "html")]
struct Group<'a> {
    class: &'a str,
    body: &'a str,
}

#[derive(Template)]
#[template(
    source = "<section class=\"fk-section\" id=\"{{ id }}\"><h2 class=\"fk-h2\">{{ title }}</h2>{{ body|safe }}</section>",
    ext = "html"
)]
struct Anchored<'a> {
    id: &'a str,
    title: &'a str,
    body: &'a str,
}

#[derive(Template)]
#[template(
    source = "<details class=\"fk-fold\"><summary><h2 class=\"fk-h2\">{{ title }}</h2></summary>{{ body|safe }}</details>",
    ext = "html"
)]
struct Fold<'a> {
    title: &'a str,
    body: &'a str,
}

#[derive(Template)]
#[template(path = "pages/composed.html")]
struct Composed {
    page: Page,
    body: String,
}

#[derive(Template)]
#[template(path = "pages/composed_public.html")]
struct ComposedPublic {
    page: PublicPage,
    body: String,
}

/// What is shown once on the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlashNote {
    pub key: String,
    /// Operation that can be taken back.
    pub undo: Option<OperationId>,
}

#[derive(Debug)]
enum Kind {
    Html(String),
    See(String),
    File { bytes: Vec<u8>, media_type: String, name: Option<String> },
}

/// What a handler gives back.
#[derive(Debug)]
pub struct Answer {
    kind: Kind,
    status: StatusCode,
    pub(super) flash: Option<FlashNote>,
    cookies: Vec<String>,
}

impl Answer {
    fn new(kind: Kind, status: StatusCode) -> Answer {
        Answer { kind, status, flash: None, cookies: Vec::new() }
    }

    /// A staff page made of components.
    pub fn page(page: Page, parts: impl IntoIterator<Item = Markup>) -> Answer {
        Answer::html(&Composed { page, body: Markup::all(parts).0 })
    }

    /// A public page made of components.
    pub fn public(page: PublicPage, parts: impl IntoIterator<Item = Markup>) -> Answer {
        Answer::html(&ComposedPublic { page, body: Markup::all(parts).0 })
    }

    /// A page with a template of its own.
    pub fn html(template: &impl Template) -> Answer {
        match template.render() {
            Ok(html) => Answer::new(Kind::Html(html), StatusCode::OK),
            Err(error) => {
                tracing::error!(%error, "a template could not be rendered");
                Answer::new(Kind::Html(String::new()), StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// Go and see another page.
    pub fn see(path: impl Into<String>) -> Answer {
        Answer::new(Kind::See(path.into()), StatusCode::SEE_OTHER)
    }

    /// A file to keep.
    pub fn file(bytes: Vec<u8>, media_type: &str, name: &str) -> Answer {
        let kind = Kind::File { bytes, media_type: media_type.to_owned(), name: Some(name.to_owned()) };
        Answer::new(kind, StatusCode::OK)
    }

    /// A file to look at in the browser.
    pub fn inline(bytes: Vec<u8>, media_type: &str) -> Answer {
        Answer::new(Kind::File { bytes, media_type: media_type.to_owned(), name: None }, StatusCode::OK)
    }

    /// The same with a status; 422 for a refused form.
    pub fn status(mut self, status: u16) -> Answer {
        self.status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        self
    }

    /// Shows a message once on the next page, with undo where the operation allows it.
    pub fn done<T>(self, key: &str, done: &Done<T>) -> Answer {
        let undo = (done.undoable && !done.repeated).then_some(done.operation);
        self.note(key, undo)
    }

    /// Shows a message once on the next page.
    pub fn note(mut self, key: &str, undo: Option<OperationId>) -> Answer {
        self.flash = Some(FlashNote { key: key.to_owned(), undo });
        self
    }

    /// Sets a cookie.
    pub fn cookie(mut self, cookie: String) -> Answer {
        self.cookies.push(cookie);
        self
    }

    /// The HTML, for tests.
    pub fn body(&self) -> &str {
        match &self.kind {
            Kind::Html(html) => html,
            Kind::See(path) => path,
            Kind::File { .. } => "",
        }
    }

    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = match self.kind {
            Kind::Html(html) => {
                let mut response = Response::new(Body::from(html));
                set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
                response
            }
            Kind::See(path) => {
                let mut response = Response::new(Body::empty());
                set(&mut response, header::LOCATION, &path);
                response
            }
            Kind::File { bytes, media_type, name } => {
                let mut response = Response::new(Body::from(bytes));
                set(&mut response, header::CONTENT_TYPE, &media_type);
                let kept = match name {
                    Some(name) => format!("attachment; filename=\"{}\"", file_name(&name)),
                    None => "inline".to_owned(),
                };
                set(&mut response, header::CONTENT_DISPOSITION, &kept);
                response
            }
        };
        *response.status_mut() = self.status;
        for cookie in self.cookies {
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }
}

fn set(response: &mut Response<Body>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Header-safe file name: ASCII letters, digits, dot and dash.
fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' }).collect()
}
