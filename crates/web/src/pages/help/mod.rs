//! Help on one page: how the Wednesday goes for each role, keys, and the words everybody should mean the
//! same by. Not for law: the decision pages name their norms themselves.

use crate::http::{Access, Answer, Input, Markup, Problem, Route, Staff};
use crate::view::DescriptionList;
use askama::Template;
use domain::access::Role;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/help", Access::Account, show)]
}

/// A place that a link can lead to.
#[derive(Template)]
#[template(source = "<span id=\"{{ id }}\"></span>", ext = "html")]
pub(crate) struct Anchor<'a> {
    pub(crate) id: &'a str,
}

/// Words of the glossary: `help-word-<n>` and `help-meaning-<n>`.
const WORDS: usize = 40;

/// Sentences about the end of a course: `help-graduates-<n>-name` and `help-graduates-<n>`.
const GRADUATES: usize = 6;
/// Sentences about measures and the way into training or work.
const MEASURES: usize = 6;
/// Sentences about plans of course starts and test days.
const PLANS: usize = 6;
/// Sentences about a move to another county.
const MOVES: usize = 3;
/// Sentences about law and rules.
const RULES: usize = 3;

/// Keys with a meaning on staff pages.
const KEYS: &[(&str, &str)] = &[("/", "search"), ("n", "new"), ("j / k", "rows"), ("?", "help")];

async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let own = &staff.actor.roles;
    // the own role first, the others below
    let mut roles: Vec<Role> = Role::ALL.to_vec();
    roles.sort_by_key(|role| !own.contains(role));
    let wednesday = roles.iter().fold(DescriptionList::new(staff.language()), |list, role| {
        list.item(staff.code("role", role.code()), staff.code("help-wednesday", role.code()))
    });
    let steps = |list: &str, count: usize| {
        (1..=count).fold(DescriptionList::new(staff.language()), |steps, n| {
            steps.item(staff.t(&format!("help-{list}-{n}-name")), staff.t(&format!("help-{list}-{n}")))
        })
    };
    let (graduates, rules) = (steps("graduates", GRADUATES), steps("rules", RULES));
    let (measures, plans, moves) =
        (steps("measures", MEASURES), steps("plans", PLANS), steps("moves", MOVES));
    let keys = KEYS.iter().fold(DescriptionList::new(staff.language()), |list, (key, name)| {
        list.item(*key, staff.t(&format!("help-key-{name}")))
    });
    let mut words: Vec<(String, String)> = (1..=WORDS)
        .map(|n| (staff.t(&format!("help-word-{n}")), staff.t(&format!("help-meaning-{n}"))))
        .collect();
    words.sort_by_key(|(word, _)| word.to_lowercase());
    let words = words
        .into_iter()
        .fold(DescriptionList::new(staff.language()), |list, (word, meaning)| list.item(word, meaning));
    let section = |id: &str, title: &str, list: &DescriptionList| {
        Markup::all([Markup::of(&Anchor { id }), Markup::section(&staff.t(title), [Markup::of(list)])])
    };
    let parts = [
        section("wednesday", "help-wednesday-title", &wednesday),
        section("graduates", "help-graduates-title", &graduates),
        section("measures", "help-measures-title", &measures),
        section("plans", "help-plans-title", &plans),
        section("moves", "help-moves-title", &moves),
        section("rules", "help-rules-title", &rules),
        section("keys", "help-keys-title", &keys),
        section("glossary", "help-glossary-title", &words),
    ];
    Ok(Answer::page(staff.page("help-title").lead(staff.t("help-lead")), parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wording::Language;

    #[test]
    fn every_word_of_the_glossary_has_a_meaning_in_both_languages_of_staff() {
        for language in [Language::De, Language::En] {
            for n in 1..=WORDS {
                assert!(wording::has(language, &format!("help-word-{n}")), "{language:?} {n}");
                assert!(wording::has(language, &format!("help-meaning-{n}")), "{language:?} {n}");
            }
            let lists =
                [("graduates", GRADUATES), ("measures", MEASURES), ("plans", PLANS), ("moves", MOVES)];
            for (list, count) in lists.into_iter().chain([("rules", RULES)]) {
                for n in 1..=count {
                    assert!(
                        wording::has(language, &format!("help-{list}-{n}-name")),
                        "{language:?} {list} {n}"
                    );
                    assert!(wording::has(language, &format!("help-{list}-{n}")), "{language:?} {list} {n}");
                }
            }
            for role in Role::ALL {
                assert!(
                    wording::has(language, &format!("help-wednesday-{}", role.code())),
                    "{language:?} {}",
                    role.code()
                );
            }
        }
    }
}
