//! Every component with sample data, in every language: rules that hold for all markup.

#[path = "../examples/gallery/sample.rs"]
mod sample;

fn pages() -> Vec<(String, String)> {
    sample::pages().expect("the gallery renders")
}

#[test]
fn no_page_has_inline_style_or_script_or_handlers() {
    for (name, html) in pages() {
        for forbidden in [" style=", "<style", "javascript:", " onclick=", " onload=", " hx-on"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
        let inline =
            html.split("<script").skip(1).any(|rest| !rest.split('>').next().unwrap_or("").contains("src="));
        assert!(!inline, "{name} has an inline script");
    }
}

#[test]
fn no_page_names_another_host() {
    for (name, html) in pages() {
        let foreign: Vec<&str> =
            html.split("//").skip(1).map(|rest| rest.split(['"', ' ']).next().unwrap_or("")).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}");
    }
}

#[test]
fn no_text_is_missing_in_german_or_english() {
    for (name, html) in pages().into_iter().filter(|(name, _)| name.starts_with("staff")) {
        for start in [">kit-", "\"kit-", " kit-"] {
            let missing: Vec<&str> =
                html.split(start).skip(1).map(|rest| rest.split(['"', '<']).next().unwrap_or("")).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
        }
    }
}

#[test]
fn every_id_is_used_once_and_every_label_and_description_finds_its_field() {
    for (name, html) in pages() {
        let ids: Vec<&str> = values(&html, " id=\"");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{name}: id {id}");
        }
        for wanted in values(&html, " for=\"").into_iter().chain(values(&html, "aria-labelledby=\"")) {
            assert!(ids.contains(&wanted), "{name}: nothing has the id {wanted}");
        }
        for wanted in values(&html, "aria-describedby=\"").into_iter().flat_map(str::split_whitespace) {
            assert!(ids.contains(&wanted), "{name}: nothing has the id {wanted}");
        }
    }
}

#[test]
fn every_page_says_its_language_and_direction_and_has_one_heading_of_the_first_rank() {
    for (name, html) in pages() {
        let language = name.split('-').nth(1).and_then(|part| part.split('.').next()).unwrap_or_default();
        let direction = if ["ar", "prs"].contains(&language) { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert!(html.contains("href=\"#content\"") && html.contains("id=\"content\""), "{name}");
        let mirrored = html.contains(".rtl.");
        assert_eq!(mirrored, direction == "rtl", "{name} has the sheet of the other direction");
    }
}

#[test]
fn the_public_pages_need_no_script() {
    for (name, html) in pages().into_iter().filter(|(name, _)| name.starts_with("public")) {
        assert!(!html.contains("<script"), "{name}");
    }
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
