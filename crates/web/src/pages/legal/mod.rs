//! Accessibility, privacy and imprint: for staff in the frame of the program, for the public in every
//! language. The operator of an installation adds name and address in the wording files.

use crate::http::{Answer, Input, Markup, Problem, Route, Visitor};
use crate::view::{Language, Page, PublicPage};

/// Names of the pages, as in address and wording.
const NAMES: [&str; 3] = ["accessibility", "privacy", "imprint"];

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::public("/accessibility", staff_page),
        Route::public("/privacy", staff_page),
        Route::public("/imprint", staff_page),
        Route::public("/{language}/accessibility", public_page),
        Route::public("/{language}/privacy", public_page),
        Route::public("/{language}/imprint", public_page),
    ]
}

/// The page an address means.
fn name(input: &Input) -> Result<&'static str, Problem> {
    let last = input.path.rsplit('/').next().unwrap_or_default();
    NAMES.into_iter().find(|name| *name == last).ok_or(Problem::NotFound)
}

/// Paragraphs of a page: `legal-<name>-1`, `-2`, … as far as German has them.
fn paragraphs(language: Language, beginning: &str) -> Vec<Markup> {
    (1..)
        .map(|n| format!("{beginning}-{n}"))
        .take_while(|key| wording::has(Language::De, key))
        .map(|key| Markup::paragraph(&wording::text(language, &key)))
        .collect()
}

async fn staff_page(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let name = name(&input)?;
    let title = wording::text(visitor.language, &format!("legal-{name}-title"));
    Ok(Answer::page(Page::new(&visitor.shell, title), paragraphs(visitor.language, &format!("legal-{name}"))))
}

async fn public_page(_visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let name = name(&input)?;
    let language = Language::from_code(input.part("language")).ok_or(Problem::NotFound)?;
    let title = wording::text(language, &format!("legal-{name}-title"));
    let page = PublicPage::new(language, "", format!("/{name}"), title);
    Ok(Answer::public(page, paragraphs(language, &format!("legal-public-{name}"))))
}
