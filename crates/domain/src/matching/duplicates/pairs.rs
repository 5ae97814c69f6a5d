//! Finding the pairs worth comparing, without comparing everybody with everybody.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use chrono::Datelike;

use super::compare::Prepared;
use super::{Identity, Likeness, Verdict};
use crate::matching::similarity::Token;
use crate::person::BirthPrecision;

/// Members of a block that all meet each other; in larger blocks, sorted by name, each meets this many followers.
const WINDOW: usize = 64;

/// Two records of a list that may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Place of the one in the list; smaller than `b`.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// How alike, and why; at least `Possible`.
    pub likeness: Likeness,
}

/// Blocking keys of one record, at most ten: two records that may be one person share at least one.
///
/// Per file number its office and number; for a real birth date the date with day and month in order of size
/// (so that exchanged ones meet); per pair of a family and a given name their consonants in alphabetical order
/// (so that exchanged names meet); and the year of birth with one name, for a typing error in the other.
pub fn duplicate_keys(identity: &Identity) -> Vec<String> {
    keys(&Prepared::new(identity))
}

fn keys(record: &Prepared) -> Vec<String> {
    let mut found = Vec::with_capacity(10);
    found.extend(record.numbers.iter().take(3).map(|(office, number)| format!("n:{office}:{number}")));
    let (family, given) = (&record.name.family, &record.name.given);
    if let Some(birth) = record.birth {
        let (day, month) = (birth.date.day(), birth.date.month());
        if birth.precision == BirthPrecision::Day && (day, month) != (1, 1) {
            found.push(format!("b:{}-{}-{}", birth.date.year(), day.min(month), day.max(month)));
        }
        for token in family.iter().take(1).chain(given.iter().take(1)) {
            found.push(format!("y:{}:{}", birth.date.year(), key_of(token)));
        }
    }
    for left in family.iter().take(2) {
        for right in given.iter().take(2) {
            let (left, right) = (key_of(left), key_of(right));
            let (left, right) = if left <= right { (left, right) } else { (right, left) };
            found.push(format!("k:{left}:{right}"));
        }
    }
    if family.is_empty() || given.is_empty() {
        found.extend(record.name.all().take(2).map(|token| format!("s:{}", key_of(token))));
    }
    found.sort();
    found.dedup();
    found
}

/// Known spellings of a given name count as one, else the consonants.
fn key_of(token: &Token) -> &str {
    token.spelling().unwrap_or(match &token.bare {
        Some(bare) => bare,
        None => &token.consonants,
    })
}

/// All pairs of a list that may be one person, the likeliest first.
///
/// In blocks of more than 65 records that share a key, only neighbours in the order of names are compared, so
/// that a list of thousands of equal names stays within seconds.
pub fn pairs(identities: &[Identity]) -> Vec<Pair> {
    let records: Vec<Prepared> = identities.iter().map(Prepared::new).collect();
    let mut found: Vec<Pair> = candidates(&records)
        .into_iter()
        .map(|(a, b)| (a as usize, b as usize))
        .map(|(a, b)| Pair { a, b, likeness: records[a].compare(&records[b]) })
        .filter(|pair| pair.likeness.verdict > Verdict::Different)
        .collect();
    found.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness.score), pair.a, pair.b));
    found
}

/// Places of records that share a key, each pair once.
fn candidates(records: &[Prepared]) -> Vec<(u32, u32)> {
    let mut entries: Vec<(u64, u32)> = Vec::with_capacity(records.len() * 8);
    for (place, record) in (0u32..).zip(records) {
        entries.extend(keys(record).iter().map(|key| (hash(key), place)));
    }
    entries.sort_unstable();
    let mut found = Vec::new();
    for block in entries.chunk_by(|left, right| left.0 == right.0) {
        let mut places: Vec<u32> = block.iter().map(|(_, place)| *place).collect();
        if places.len() > WINDOW + 1 {
            places.sort_by_cached_key(|place| order(&records[*place as usize]));
        }
        for (at, one) in places.iter().enumerate() {
            let followers = places[at + 1..].iter().take(WINDOW);
            found.extend(followers.map(|other| (*one.min(other), *one.max(other))));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn hash(key: &str) -> u64 {
    // a collision costs one comparison and loses nothing
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn order(record: &Prepared) -> (Vec<String>, Option<chrono::NaiveDate>) {
    let mut names: Vec<String> = record.name.all().map(|token| token.skeleton.clone()).collect();
    names.sort();
    (names, record.birth.map(|birth| birth.date))
}
