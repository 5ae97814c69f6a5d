//! Style sheets, fonts and scripts, embedded in the program. Names carry a hash of the content, so browsers
//! may keep them for good. Built by `make assets`; not for files that users upload.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// What `make assets` made.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets/dist"]
struct Files;

/// Where assets live.
const PREFIX: &str = "/assets/";

/// Hashed names never change their content: a year, and no questions.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The address of an asset by its plain name, for example `app.css`. Unknown names give an address that
/// answers 404; a test asks for every name the templates use.
pub fn asset_url(name: &str) -> &'static str {
    urls().get(name).map_or("/assets/unknown", String::as_str)
}

/// The routes of the assets; no login needed.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response {
    let known = urls().values().any(|url| url.strip_prefix(PREFIX) == Some(name.as_str()));
    let Some(file) = known.then(|| Files::get(&name)).flatten() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mime = content_type(&name, file.metadata.mimetype());
    let headers = [
        (header::CONTENT_TYPE, mime),
        (header::CACHE_CONTROL, FOR_GOOD.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, file.data.into_owned()).into_response()
}

/// Text files are UTF-8, and say so.
fn content_type(name: &str, guessed: &str) -> String {
    let is_text = [".css", ".js", ".txt", ".svg"].iter().any(|ending| name.ends_with(ending));
    if is_text && !guessed.contains("charset") {
        format!("{guessed}; charset=utf-8")
    } else {
        guessed.to_owned()
    }
}

fn urls() -> &'static BTreeMap<String, String> {
    static URLS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    URLS.get_or_init(|| {
        let manifest = Files::get("manifest.json").map(|file| file.data.into_owned()).unwrap_or_default();
        let names: BTreeMap<String, String> = serde_json::from_slice(&manifest).unwrap_or_default();
        names.into_iter().map(|(plain, hashed)| (plain, format!("{PREFIX}{hashed}"))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answer(url: &str) -> Response {
        let name = url.strip_prefix(PREFIX).unwrap_or(url).to_owned();
        serve(Path(name)).await
    }

    #[tokio::test]
    async fn every_asset_a_template_names_is_served_with_its_type_and_kept_for_good() {
        let names = [
            ("app.css", "text/css; charset=utf-8"),
            ("app.rtl.css", "text/css; charset=utf-8"),
            ("public.css", "text/css; charset=utf-8"),
            ("public.rtl.css", "text/css; charset=utf-8"),
            ("print.css", "text/css; charset=utf-8"),
            ("app.js", "text/javascript; charset=utf-8"),
            ("htmx.js", "text/javascript; charset=utf-8"),
            ("icon.svg", "image/svg+xml; charset=utf-8"),
            ("licences.txt", "text/plain; charset=utf-8"),
            ("fira-sans-latin-400-normal.woff2", "font/woff2"),
        ];
        for (name, mime) in names {
            let answer = answer(asset_url(name)).await;
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], mime, "{name}");
            assert_eq!(answer.headers()[header::CACHE_CONTROL], FOR_GOOD, "{name}");
        }
    }

    #[tokio::test]
    async fn other_names_are_not_found() {
        for name in ["manifest.json", "app.css", "../Cargo.toml", "unknown", ""] {
            assert_eq!(answer(name).await.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn every_font_a_sheet_names_is_there() {
        for sheet in ["app.css", "public.css"] {
            let file = Files::get(asset_url(sheet).strip_prefix(PREFIX).unwrap()).unwrap();
            let css = String::from_utf8(file.data.into_owned()).unwrap();
            let fonts: Vec<&str> = css
                .split("url(")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
                .filter(|url| url.ends_with(".woff2"))
                .collect();
            assert_eq!(fonts.len(), 14, "{sheet}");
            assert!(fonts.iter().all(|font| Files::get(font).is_some()), "{sheet}: {fonts:?}");
        }
    }
}
