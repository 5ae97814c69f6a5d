//! The search box on a small invented register.

use std::collections::{BTreeMap, BTreeSet};

use domain::matching::search::{Hit, MAX_KEYS};
use domain::matching::similarity::Token;
use domain::matching::{
    CandidateName, KeyKind, NameFields, Ranked, SearchKey, dictionary_keys, query_keys, rank, search_keys,
};

struct Entry {
    family: &'static str,
    given: &'static str,
    others: &'static [&'static str],
    numbers: &'static [&'static str],
    birth_year: Option<i32>,
}

const fn entry(
    family: &'static str,
    given: &'static str,
    number: &'static [&'static str],
    year: i32,
) -> Entry {
    Entry { family, given, others: &[], numbers: number, birth_year: Some(year) }
}

const REGISTER: [Entry; 12] = [
    entry("Müller", "Jörg", &["33.2-0471/26"], 1971),
    entry("Möller", "Ines", &[], 1980),
    entry("Shevchenko", "Yuliia", &["BG 0815 / 004711"], 1992),
    entry("Хмельницький", "Олександр", &[], 1988),
    entry("Al-Masri", "Mohammed Nabil", &[], 1990),
    entry("Almasri", "Muhamad", &[], 1999),
    entry("حسين", "فاطمة", &[], 1985),
    entry("Hassan", "Ali", &[], 2001),
    entry("Çelik", "Işıl", &[], 1979),
    entry("Nguyễn", "Thị Hồng", &[], 1995),
    Entry { family: "Lang", given: "Ina", others: &["Wachowiak"], numbers: &[], birth_year: None },
    entry("Abd al-Rahman", "Yousef", &[], 1990),
];

/// The tables of the index, in memory, and the way of a query through them.
#[derive(Default)]
struct Tables {
    persons: BTreeMap<SearchKey, BTreeSet<usize>>,
    tokens: BTreeSet<String>,
    token_keys: BTreeMap<String, BTreeSet<String>>,
}

impl Tables {
    fn of(register: &[Entry]) -> Self {
        let mut tables = Self::default();
        for (place, entry) in register.iter().enumerate() {
            let keys = search_keys(&NameFields {
                family: entry.family,
                given: entry.given,
                others: entry.others,
                file_numbers: entry.numbers,
            });
            for key in keys {
                if key.kind == KeyKind::Name && tables.tokens.insert(key.key.clone()) {
                    for variant in dictionary_keys(&key.key) {
                        tables.token_keys.entry(variant).or_default().insert(key.key.clone());
                    }
                }
                tables.persons.entry(key).or_default().insert(place);
            }
        }
        tables
    }

    fn find(&self, text: &str) -> Vec<(usize, Ranked)> {
        let query = query_keys(text);
        let mut places: Option<BTreeSet<usize>> = None;
        for word in &query.tokens {
            let (from, to) = word.prefix_range();
            let mut tokens: BTreeSet<&String> = self.tokens.range(from..to).collect();
            tokens.extend(word.keys.iter().filter_map(|key| self.token_keys.get(key)).flatten());
            let holders: BTreeSet<usize> = tokens
                .into_iter()
                .filter(|token| word.accepts(&Token::new(token)).is_some())
                .filter_map(|token| self.persons.get(&SearchKey { kind: KeyKind::Name, key: token.clone() }))
                .flatten()
                .copied()
                .collect();
            places = Some(match places {
                Some(held) => &held & &holders,
                None => holders,
            });
        }
        let mut places = places.unwrap_or_default();
        if let Some(number) = &query.file_number {
            let rows = self.persons.iter().filter(|(key, _)| key.kind == KeyKind::Number);
            places.extend(
                rows.filter(|(key, _)| key.key.starts_with(number.as_str())).flat_map(|(_, held)| held),
            );
        }
        let ranked = places.into_iter().filter_map(|place| {
            let entry = &REGISTER[place];
            let candidate = CandidateName {
                family: entry.family,
                given: entry.given,
                others: entry.others,
                file_numbers: entry.numbers,
                birth_year: entry.birth_year,
            };
            rank(&query, &candidate).map(|ranked| (place, ranked))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(place, ranked)| (std::cmp::Reverse(ranked.score), *place));
        ranked
    }
}

#[test]
fn people_are_found_by_what_a_caseworker_types() {
    let tables = Tables::of(&REGISTER);
    for (text, first) in [
        ("Müller", 0),
        ("mueller", 0),
        ("Muler", 0),
        ("Mül", 0),
        ("Müller Jörg", 0),
        ("jörg mül", 0),
        ("Mueler", 0),
        ("Schewtschenko", 2),
        ("Шевченко Юлія", 2),
        ("Shevchnko", 2),
        ("Julija", 2),
        ("Schewtsch", 2),
        ("Chmelnyzkyj", 3),
        ("Alexander Khmelnytskyi", 3),
        ("Masri Mohammed", 4),
        ("محمد المصري", 4),
        ("Al Masri Nabil", 4),
        ("Almasri Muhammad 1999", 5),
        ("Fatima Hussein", 6),
        ("Hossein Fatemeh", 6),
        ("Hassan Ali", 7),
        ("Celik", 8),
        ("Isil", 8),
        ("Nguyen", 9),
        ("Wachowiak Ina", 10),
        ("Abdulrahman", 11),
        ("Abdel Rahman Jusuf", 11),
        ("عبد الرحمن يوسف", 11),
        ("33.2-0471/26", 0),
        ("332 0471 26", 0),
        ("33.2-0471", 0),
        ("bg0815", 2),
    ] {
        let found = tables.find(text);
        assert_eq!(found.first().map(|(place, _)| *place), Some(first), "{text}: {found:?}");
    }
}

#[test]
fn words_without_any_likeness_find_nobody() {
    let tables = Tables::of(&REGISTER);
    for text in ["Zimmermann", "Müller Yuliia", "99999", "", " - ", "Hussein Ali Reza"] {
        assert_eq!(tables.find(text), vec![], "{text}");
    }
}

#[test]
fn better_reasons_rank_higher() {
    let tables = Tables::of(&REGISTER);
    let found = tables.find("Müller");
    assert_eq!(
        found.iter().map(|(place, _)| *place).collect::<Vec<_>>(),
        vec![0, 1],
        "the typo comes second"
    );
    assert_eq!(found[0].1.hits, vec![Hit::Exact]);
    assert!(found[1].1.score < found[0].1.score);
    let by_year = tables.find("Masri 1999");
    assert_eq!(by_year[0].0, 5);
    assert!(by_year[0].1.hits.contains(&Hit::BirthYear));
    assert_eq!(tables.find("BG 0815 / 004711")[0].1, Ranked { score: 100, hits: vec![Hit::FileNumber] });
}

#[test]
fn a_person_costs_few_rows_and_names_come_before_the_limit() {
    let keys = search_keys(&NameFields {
        family: "von Aa Bee Cee Dee",
        given: "Eee Eff Gee Haa Iii Jot Kaa",
        others: &["Ell", "Emm"],
        file_numbers: &["1111", "1111", "2222", "3333", "4444"],
    });
    assert_eq!(keys.len(), MAX_KEYS);
    assert_eq!(keys.iter().filter(|key| key.kind == KeyKind::Number).count(), 3);
    assert_eq!(keys[0], SearchKey { kind: KeyKind::Name, key: "aa".to_owned() });
    assert!(dictionary_keys("schewtschenko").len() <= 16);
}

#[test]
fn every_hit_has_wording_in_both_languages() {
    for file in [
        include_str!("../../../../wording/de/matching.ftl"),
        include_str!("../../../../wording/en/matching.ftl"),
    ] {
        for hit in Hit::ALL {
            assert!(
                file.lines().any(|line| line.starts_with(&format!("{} = ", hit.wording_key()))),
                "{hit:?}"
            );
        }
    }
}
