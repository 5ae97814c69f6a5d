//! What must hold for any text.

use chrono::NaiveDate;
use domain::matching::duplicates::{FileNumber, Identity, compare, duplicate_keys, pairs};
use domain::matching::similarity::{Grade, Name, Token, compare_names, distance_within};
use domain::matching::{
    CandidateName, MAX_TOKENS, NameFields, dictionary_keys, file_number, normalise, phonetic, query_keys,
    rank, search, search_keys, skeleton, tokens,
};
use domain::person::{BirthDate, BirthPrecision, Sex};
use proptest::prelude::*;

/// Letters that meet often, so that equal and near names really occur, and now and then anything.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[aeiouhmdklrst]{0,7}( [aehmdlrs]{1,5}){0,2}",
        2 => "[абвгдежзийклмнопрстуфхцчшщьюяєіїґ]{0,8}",
        2 => "[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]{0,8}( [المحد]{1,6})?",
        1 => "[A-Za-zäöüßÄÖÜçşğıİéèłøñ'’ -]{0,16}",
        1 => any::<String>(),
    ]
}

fn identity() -> impl Strategy<Value = Identity> {
    let birth = proptest::option::of((1970i32..1974, 1u32..4, 1u32..4, 0usize..3));
    let sex = proptest::option::of(0usize..3);
    let numbers = proptest::collection::vec(("[ab]", "[0-9]{3,7}"), 0..3);
    let rest = (proptest::option::of("(SYR|UKR|AFG)"), "(|Weida|Waida|Gera)", "(|Am Markt 1|Am Markt 2)");
    (name(), name(), birth, sex, numbers, rest).prop_map(|(family, given, birth, sex, numbers, rest)| {
        Identity {
            family_name: family,
            given_names: given,
            birth_date: birth.and_then(|(year, month, day, precision)| {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                Some(BirthDate { date, precision: BirthPrecision::ALL[precision] })
            }),
            sex: sex.map(|at| Sex::ALL[at]),
            nationality: rest.0,
            birth_place: rest.1,
            file_numbers: numbers.into_iter().map(|(issuer, number)| FileNumber { issuer, number }).collect(),
            address: rest.2,
        }
    })
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list
}

/// Damerau–Levenshtein (each letter moved once) straight from the definition.
fn plain_distance(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let cost = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + cost);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_is_normalising_once(text in prop_oneof![name(), any::<String>()]) {
        let once = normalise(&text);
        prop_assert_eq!(&normalise(&once), &once);
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        prop_assert_eq!(normalise(&text.to_uppercase().to_lowercase()), normalise(&text.to_lowercase().to_uppercase().to_lowercase()));
    }

    #[test]
    fn any_text_is_taken_apart_without_panic_and_within_bounds(text in any::<String>(), other in any::<String>()) {
        prop_assert!(tokens(&text).len() <= MAX_TOKENS);
        prop_assert!(phonetic(&text).bytes().all(|digit| digit.is_ascii_digit()));
        prop_assert!(file_number(&text).bytes().all(|letter| letter.is_ascii_alphanumeric()));
        skeleton(&text);
        let fields = NameFields { family: &text, given: &other, others: &[&other], file_numbers: &[&text, &other] };
        let keys = search_keys(&fields);
        prop_assert!(keys.len() <= search::MAX_KEYS);
        for key in keys {
            prop_assert!(dictionary_keys(&key.key).len() <= 24);
        }
        let candidate = CandidateName { family: &text, given: &other, ..CandidateName::default() };
        rank(&query_keys(&other), &candidate);
    }

    #[test]
    fn the_bounded_distance_is_the_plain_one_within_its_bound(a in "[abcä]{0,8}", b in "[abcä]{0,8}", most in 0usize..6) {
        let plain = plain_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        prop_assert_eq!(distance_within(&a, &b, most), (plain <= most).then_some(plain));
    }

    #[test]
    fn comparing_names_is_symmetric_and_reflexive(a in name(), b in name(), c in name(), d in name()) {
        let (left, right) = (Name::new(&a, &b), Name::new(&c, &d));
        prop_assert_eq!(compare_names(&left, &right), compare_names(&right, &left));
        if !tokens(&a).is_empty() && !tokens(&b).is_empty() {
            let own = compare_names(&left, &left);
            prop_assert_eq!((own.score, own.family, own.given), (100, Grade::Equal, Grade::Equal));
        }
        let (one, other) = (Token::new(&normalise(&a)), Token::new(&normalise(&c)));
        prop_assert_eq!(one.grade(&other), other.grade(&one));
    }

    #[test]
    fn comparing_records_is_symmetric(a in identity(), b in identity()) {
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!((there.score, there.verdict), (back.score, back.verdict));
        prop_assert_eq!(sorted(there.reasons), sorted(back.reasons));
    }

    #[test]
    fn a_record_is_at_least_as_like_itself_as_anything_else(a in identity(), b in identity()) {
        prop_assume!(!tokens(&a.family_name).is_empty() && !tokens(&a.given_names).is_empty());
        prop_assert!(compare(&a, &a).score >= compare(&a, &b).score);
    }

    #[test]
    fn a_found_word_shares_a_key_with_its_query(a in name(), b in name()) {
        let length = |text: &str| skeleton(text).chars().count();
        for token in tokens(&a) {
            for word in query_keys(&b).tokens {
                let near = word.text() == token
                    || skeleton(word.text()) == skeleton(&token)
                    || (length(&token) >= 4
                        && length(word.text()) >= 4
                        && distance_within(&skeleton(word.text()), &skeleton(&token), 1).is_some());
                if near {
                    let keys = dictionary_keys(&token);
                    prop_assert!(word.keys.iter().any(|key| keys.contains(key)), "{} {}", word.text(), token);
                    prop_assert!(word.accepts(&Token::new(&token)).is_some());
                }
            }
        }
    }

    #[test]
    fn the_list_finds_what_comparing_with_a_common_key_finds(list in proptest::collection::vec(identity(), 0..12)) {
        let found: Vec<(usize, usize)> = sorted(pairs(&list).iter().map(|pair| (pair.a, pair.b)).collect());
        let mut expected = Vec::new();
        for a in 0..list.len() {
            for b in a + 1..list.len() {
                let keys = duplicate_keys(&list[b]);
                let meet = duplicate_keys(&list[a]).iter().any(|key| keys.contains(key));
                if meet && compare(&list[a], &list[b]).score >= 45 {
                    expected.push((a, b));
                }
            }
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn prefix_ranges_hold_exactly_the_words_that_begin_so(a in name(), b in name()) {
        for word in query_keys(&a).tokens {
            let (from, to) = word.prefix_range();
            for token in tokens(&b).into_iter().chain([format!("{}x", word.text()), word.text().to_owned()]) {
                prop_assert_eq!(token >= from && token < to, token.starts_with(word.text()), "{} {}", word.text(), token);
            }
        }
    }
}
