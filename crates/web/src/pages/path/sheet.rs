//! The sheet with the code of a person's own path, to be printed and handed over. The QR code leads to the page; the
//! code is typed there, so that it stands in no address and in no log.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices;
use crate::view::{EmptyState, Language, Notice, Tone};
use app::commands::IssuePathCode;
use app::queries::own_path::{PathSheet, PathSheetOf};
use askama::Template;
use domain::ids::PersonId;
use qrcode::QrCode;
use qrcode::render::svg;

#[derive(Template)]
#[template(path = "pages/path/sheet.html")]
struct Sheet {
    /// Of the button, which appears only where a script can print.
    print: String,
    columns: Vec<Words>,
    code: String,
    address: String,
    picture: String,
    picture_label: String,
}

struct Words {
    language: &'static str,
    direction: &'static str,
    title: String,
    sentences: Vec<String>,
}

/// Page for the printer.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let sheet = staff.ask(&PathSheetOf { person }).await?;
    let page = staff
        .page("path-sheet-title")
        .lead(staff.t("path-sheet-lead"))
        .crumb(sheet.name.clone(), format!("/people/{person}"));
    let key = if sheet.code.is_some() { "path-sheet-again" } else { "path-sheet-issue" };
    let form = staff.form(format!("/people/{person}/path")).submit(staff.t(key));
    let mut parts = Vec::new();
    match printed(&staff, &sheet)? {
        Some(printed) => {
            parts.push(printed);
            parts.push(Markup::of(&Notice::new(Tone::Neutral, staff.t("path-sheet-replaces"))));
        }
        None => parts.push(Markup::of(&EmptyState::new(staff.t("path-sheet-none")))),
    }
    parts.push(Markup::of(&form));
    Ok(Answer::page(page, parts))
}

fn printed(staff: &Staff, sheet: &PathSheet) -> Result<Option<Markup>, Problem> {
    let Some(code) = &sheet.code else { return Ok(None) };
    let language = Language::from_code(&sheet.language).unwrap_or(Language::De);
    let address = format!("{}/{}/path", staff.site.public_url, language.code());
    let picture = QrCode::new(address.as_bytes()).map_err(|_| Problem::Unreadable)?;
    let drawn = picture
        .render::<svg::Color>()
        .min_dimensions(180, 180)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // inside a page the picture needs no XML head
    let drawn = drawn.find("<svg").map_or("", |at| &drawn[at..]).to_owned();
    let mut columns = vec![words(Language::De)];
    if language != Language::De {
        columns.push(words(language));
    }
    let halves: Vec<String> =
        code.code.chars().collect::<Vec<_>>().chunks(4).map(|part| part.iter().collect()).collect();
    let sheet = Sheet {
        print: staff.t("path-sheet-print"),
        columns,
        code: halves.join(" "),
        picture_label: staff
            .tn("path-sheet-qr", &[("language", choices::language(&sheet.language).as_str().into())]),
        address,
        picture: drawn,
    };
    Ok(Some(Markup::of(&sheet)))
}

fn words(language: Language) -> Words {
    let t = |key: &str| wording::text(language, key);
    Words {
        language: language.code(),
        direction: language.direction(),
        title: t("path-title"),
        sentences: ["path-sheet-what", "path-sheet-how", "path-sheet-keep"].map(t).to_vec(),
    }
}

/// Makes a new code; the earlier one ends.
pub async fn issue(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let done = staff.run(&input, IssuePathCode { person }).await?;
    Ok(Answer::see(format!("/people/{person}/path")).done("path-sheet-issued", &done))
}
