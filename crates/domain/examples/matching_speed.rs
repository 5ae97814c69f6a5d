//! Measures the duplicate list and the search on invented people:
//! `cargo run --release -p domain --example matching_speed -- [people for the list] [people for the search]`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Instant;

use chrono::NaiveDate;
use domain::matching::duplicates::{FileNumber, Identity, Verdict, pairs};
use domain::matching::similarity::Token;
use domain::matching::{CandidateName, KeyKind, NameFields, dictionary_keys, query_keys, rank, search_keys};
use domain::person::{BirthDate, BirthPrecision, Sex};

const GIVEN: [&str; 40] = [
    "Mohammed",
    "Ahmad",
    "Ali",
    "Hassan",
    "Hussein",
    "Omar",
    "Fatima",
    "Zahra",
    "Maryam",
    "Yusuf",
    "Ibrahim",
    "Khaled",
    "Mahmoud",
    "Mustafa",
    "Amina",
    "Nour",
    "Samir",
    "Layla",
    "Oleksandr",
    "Olha",
    "Olena",
    "Iryna",
    "Serhii",
    "Andrii",
    "Yuliia",
    "Nataliia",
    "Dmytro",
    "Volodymyr",
    "Svitlana",
    "Kateryna",
    "Selam",
    "Dawit",
    "Tesfay",
    "Reza",
    "Farid",
    "Ayşe",
    "Mehmet",
    "Işıl",
    "Deniz",
    "Elif",
];
const ROOTS: [&str; 24] = [
    "Has", "Kar", "Mah", "Sul", "Rah", "Nab", "Sal", "Ham", "Shev", "Bond", "Koval", "Tkach", "Mel", "Krav",
    "Lys", "Pet", "Tes", "Hai", "Geb", "Yıl", "Kay", "Dem", "Öz", "Çel",
];
const MIDDLES: [&str; 20] = [
    "a", "i", "e", "o", "an", "im", "en", "ar", "iz", "am", "us", "al", "or", "un", "ad", "ik", "ov", "et",
    "os", "ur",
];
const ENDS: [&str; 20] = [
    "i", "chenko", "enko", "skyi", "an", "oğlu", "uk", "ad", "awi", "zade", "ov", "ko", "mad", "yan", "ler",
    "din", "ab", "ani", "ir", "son",
];

/// Small reproducible generator; quality does not matter here.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

/// Invented people, and which of them are misspelt copies of which.
fn invent(count: usize) -> (Vec<Identity>, Vec<(usize, usize)>) {
    let mut copies = Vec::new();
    let mut dice = Dice(7);
    let mut people: Vec<Identity> = Vec::with_capacity(count);
    for place in 0..count {
        if place > 10 && dice.throw(20) == 0 {
            let of = dice.throw(place);
            people.push(misspelt(&people[of], &mut dice));
            copies.push((of, place));
            continue;
        }
        // few names are frequent, many are rare
        let given = GIVEN[dice.throw(40).min(dice.throw(40))];
        let family = format!("{}{}{}", ROOTS[dice.throw(24)], MIDDLES[dice.throw(20)], ENDS[dice.throw(20)]);
        let (month, day) =
            if dice.throw(10) < 3 { (1, 1) } else { (1 + dice.throw(12) as u32, 1 + dice.throw(28) as u32) };
        let year = 1955 + (dice.throw(30) + dice.throw(30)) as i32;
        let number = FileNumber {
            issuer: format!("{}", dice.throw(2)),
            number: format!("{:07}", dice.throw(10_000_000)),
        };
        people.push(Identity {
            family_name: family,
            given_names: if dice.throw(4) == 0 {
                format!("{given} {}", GIVEN[dice.throw(40)])
            } else {
                given.to_owned()
            },
            birth_date: NaiveDate::from_ymd_opt(year, month, day)
                .map(|date| BirthDate { date, precision: BirthPrecision::Day }),
            sex: Some(Sex::ALL[dice.throw(2)]),
            nationality: Some(["SYR", "UKR", "AFG", "TUR", "ERI"][dice.throw(5)].to_owned()),
            birth_place: ROOTS[dice.throw(24)].to_owned(),
            file_numbers: if dice.throw(3) == 0 { Vec::new() } else { vec![number] },
            address: String::new(),
        });
    }
    (people, copies)
}

fn misspelt(person: &Identity, dice: &mut Dice) -> Identity {
    let mut copy = person.clone();
    let letters: Vec<char> = copy.family_name.chars().collect();
    let hit = dice.throw(letters.len());
    match dice.throw(3) {
        0 => {
            copy.family_name =
                letters.iter().enumerate().filter(|(at, _)| *at != hit).map(|(_, one)| one).collect()
        }
        1 => std::mem::swap(&mut copy.family_name, &mut copy.given_names),
        _ => copy.family_name = copy.family_name.replace('k', "ck").replace("sh", "sch").replace('i', "y"),
    }
    copy.file_numbers.clear();
    copy
}

fn main() {
    let mut counts = std::env::args().skip(1).filter_map(|text| text.parse::<usize>().ok());
    list(counts.next().unwrap_or(20_000));
    search(counts.next().unwrap_or(150_000));
}

fn list(count: usize) {
    let (people, copies) = invent(count);
    let start = Instant::now();
    let found = pairs(&people);
    let taken = start.elapsed();
    let noticed: HashSet<(usize, usize)> = found.iter().map(|pair| (pair.a, pair.b)).collect();
    let recalled = copies.iter().filter(|copy| noticed.contains(copy)).count();
    let of = |verdict| found.iter().filter(|pair| pair.likeness.verdict == verdict).count();
    println!(
        "duplicate list of {count} people: {} ms, {} pairs ({} same, {} likely, {} possible), {recalled} of {} copies",
        taken.as_millis(),
        found.len(),
        of(Verdict::Same),
        of(Verdict::Likely),
        of(Verdict::Possible),
        copies.len()
    );
}

fn search(count: usize) {
    let (people, _) = invent(count);
    let start = Instant::now();
    let (mut holders, mut dictionary, mut rows) = (HashMap::<String, Vec<u32>>::new(), BTreeMap::new(), 0);
    for (place, person) in (0u32..).zip(&people) {
        let numbers: Vec<&str> = person.file_numbers.iter().map(|held| held.number.as_str()).collect();
        let fields = NameFields {
            family: &person.family_name,
            given: &person.given_names,
            others: &[],
            file_numbers: &numbers,
        };
        for key in search_keys(&fields) {
            rows += 1;
            if key.kind == KeyKind::Name {
                dictionary.entry(key.key.clone()).or_insert(());
                holders.entry(key.key).or_default().push(place);
            }
        }
    }
    let mut variants = HashMap::<String, Vec<&str>>::new();
    for token in dictionary.keys() {
        for key in dictionary_keys(token) {
            variants.entry(key).or_default().push(token);
        }
    }
    let variant_rows: usize = variants.values().map(Vec::len).sum();
    println!(
        "index of {count} people: {} ms, {rows} rows, {} tokens, {variant_rows} variant rows",
        start.elapsed().as_millis(),
        dictionary.len()
    );
    for text in [
        "Schewtschenko",
        "Kowalenko Olga",
        "Mahmud",
        "Muhammad Karimi",
        "Yilmazoglu Aysche",
        "Hasanawy",
        "Mo",
    ] {
        let start = Instant::now();
        let query = query_keys(text);
        let mut places: Option<HashSet<u32>> = None;
        for word in &query.tokens {
            let (from, to) = word.prefix_range();
            let mut tokens: BTreeSet<&str> =
                dictionary.range(from..to).take(200).map(|(key, ())| key.as_str()).collect();
            tokens.extend(word.keys.iter().filter_map(|key| variants.get(key)).flatten());
            tokens.retain(|token| word.accepts(&Token::new(token)).is_some());
            let found = || tokens.iter().filter_map(|token| holders.get(*token)).flatten().copied();
            places = Some(match places {
                Some(held) => found().filter(|place| held.contains(place)).collect(),
                None => found().collect(),
            });
        }
        let places = places.unwrap_or_default();
        let mut ranked: Vec<_> = places
            .iter()
            .take(500)
            .filter_map(|place| {
                let person = &people[*place as usize];
                let name = CandidateName {
                    family: &person.family_name,
                    given: &person.given_names,
                    ..CandidateName::default()
                };
                rank(&query, &name).map(|ranked| (ranked.score, *place))
            })
            .collect();
        ranked.sort_by(|left, right| right.cmp(left));
        let first = ranked.first().map(|(score, place)| {
            let person = &people[*place as usize];
            format!("{} {} ({score})", person.given_names, person.family_name)
        });
        println!("{text}: {} µs, {} people, first {first:?}", start.elapsed().as_micros(), places.len());
    }
}
