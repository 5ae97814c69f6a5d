//! The index tables of search and duplicate check. They hold keys, never whole identities, so that the
//! identity columns can be encrypted. Typing variants hang on the dictionary of distinct name tokens.

use crate::sql::{execute, get, insert_many, placeholders, rows};
use app::Error;
use domain::access::Visible;
use domain::matching::duplicates::{Identity, duplicate_keys};
use domain::matching::search::{Hit, QueryToken};
use domain::matching::similarity::Token;
use domain::matching::{self, KeyKind, NameFields, Query};
use domain::person::Person;
use sea_orm::{ConnectionTrait, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Most persons a search ranks.
const CANDIDATES: i64 = 200;

/// So many persons of the very name fill a page; beginnings of names are not looked for then.
const PAGE: usize = 50;
/// So many are enough; names that are only like it are not looked for then.
const ENOUGH: usize = 3;

/// Lines of the index tables for some persons.
#[derive(Debug, Default)]
pub struct Lines {
    keys: Vec<Vec<Value>>,
    tokens: BTreeSet<String>,
    blocks: Vec<Vec<Value>>,
    numbers: Vec<Vec<Value>>,
}

impl Lines {
    /// What the index says about persons. Pure and slow enough to be worth a thread beside the database.
    pub fn of(people: &[Person]) -> Lines {
        let mut lines = Lines::default();
        for person in people.iter().filter(|p| p.merged_into.is_none()) {
            lines.add(person);
        }
        lines
    }

    fn add(&mut self, person: &Person) {
        let id: Value = person.id.0.into();
        let held: Vec<&str> = person.file_numbers.iter().map(|f| f.number.as_str()).collect();
        let others = [person.own_script_name.as_str()];
        let fields = NameFields {
            family: &person.family_name,
            given: &person.given_names,
            others: &others,
            file_numbers: &held,
        };
        for key in matching::search_keys(&fields) {
            if key.kind == KeyKind::Name {
                self.tokens.insert(key.key.clone());
            }
            self.keys.push(vec![key.kind.code().into(), key.key.into(), id.clone()]);
        }
        for key in duplicate_keys(&Identity::from(person)) {
            self.blocks.push(vec![person.region.0.into(), key.into(), id.clone()]);
        }
        for number in &person.file_numbers {
            let number = [number.organisation.0.into(), matching::file_number(&number.number).into()];
            self.numbers.push(number.into_iter().chain([id.clone()]).collect());
        }
    }
}

/// Writes the lines of persons anew; `old` are those of the states they had before.
pub async fn write(connection: &impl ConnectionTrait, lines: Lines, old: Lines) -> Result<(), Error> {
    forget(connection, old).await?;
    let Lines { keys, tokens, blocks, numbers } = lines;
    let tail = "ON CONFLICT DO NOTHING";
    insert_many(connection, "search_key (kind, key, person_id)", tail, 3, keys).await?;
    insert_many(connection, "duplicate_key (region_id, key, person_id)", tail, 3, blocks).await?;
    insert_many(connection, "file_number (organisation_id, number, person_id)", tail, 3, numbers).await?;
    learn(connection, tokens).await
}

/// Adds tokens that the dictionary does not know yet.
async fn learn(connection: &impl ConnectionTrait, tokens: BTreeSet<String>) -> Result<(), Error> {
    let tokens: Vec<String> = tokens.into_iter().collect();
    for part in tokens.chunks(500) {
        let sql = format!("SELECT token FROM search_token WHERE token IN ({})", placeholders(1, part.len()));
        let mut known = BTreeSet::new();
        for row in rows(connection, sql, part.iter().map(|t| Value::from(t.as_str())).collect()).await? {
            known.insert(get::<String>(&row, 0)?);
        }
        let new: Vec<&String> = part.iter().filter(|token| !known.contains(*token)).collect();
        let lines = new.iter().map(|token| vec![Value::from(token.as_str())]).collect();
        insert_many(connection, "search_token (token)", "ON CONFLICT DO NOTHING", 1, lines).await?;
        let variants = new
            .iter()
            .flat_map(|token| matching::dictionary_keys(token).into_iter().map(move |key| (key, token)))
            .map(|(key, token)| vec![Value::from(key), Value::from(token.as_str())])
            .collect();
        insert_many(connection, "search_token_key (key, token)", "ON CONFLICT DO NOTHING", 2, variants)
            .await?;
    }
    Ok(())
}

/// Takes lines out of the index. They are found by their keys, which follow from the person's state: an index by
/// person would be a third of all that is written with a new one.
pub async fn forget(connection: &impl ConnectionTrait, lines: Lines) -> Result<(), Error> {
    let Lines { keys, tokens: _, blocks, numbers } = lines;
    for (table, columns, lines) in [
        ("search_key", ["kind", "key"], keys),
        ("duplicate_key", ["region_id", "key"], blocks),
        ("file_number", ["organisation_id", "number"], numbers),
    ] {
        let [first, second] = columns;
        let sql = format!("DELETE FROM {table} WHERE {first} = $1 AND {second} = $2 AND person_id = $3");
        for line in lines {
            execute(connection, sql.clone(), line).await?;
        }
    }
    Ok(())
}

/// Persons of a view that match a text, best first.
pub async fn search(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    text: &str,
) -> Result<Vec<i64>, Error> {
    let query = matching::query_keys(text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: BTreeMap<i64, u8> = BTreeMap::new();
    if let Some(number) = &query.file_number {
        for person in by_number(connection, visible, number).await? {
            found.insert(person, u8::MAX);
        }
    }
    if !query.tokens.is_empty() {
        for (person, score) in by_name(connection, visible, &query).await? {
            found.entry(person).and_modify(|best| *best = (*best).max(score)).or_insert(score);
        }
    }
    let mut ranked: Vec<(i64, u8)> = found.into_iter().collect();
    ranked.sort_by_key(|(person, score)| (std::cmp::Reverse(*score), *person));
    Ok(ranked.into_iter().map(|(person, _)| person).collect())
}

async fn by_number(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    number: &str,
) -> Result<Vec<i64>, Error> {
    // here and below CROSS JOIN lets SQLite begin with the keys, not with every person of the view
    let sql = "SELECT k.person_id FROM search_key k CROSS JOIN person_entry e \
               WHERE e.scope_id = $1 AND e.person_id = k.person_id AND k.kind = 'number' AND k.key >= $2 AND k.key < $3 LIMIT $4";
    let values = vec![visible.scope().into(), number.into(), after_prefix(number).into(), CANDIDATES.into()];
    let mut persons = Vec::new();
    for row in rows(connection, sql, values).await? {
        persons.push(get(&row, 0)?);
    }
    Ok(persons)
}

/// Persons that words mean: those whose names are written so, also in another transliteration; where these are
/// few, those whose names are only like it as well.
async fn by_name(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    query: &Query,
) -> Result<Vec<(i64, u8)>, Error> {
    // ever wider readings of each word: the name itself, its beginning, whatever is like it
    let mut readings = [Vec::new(), Vec::new(), Vec::new()];
    for word in &query.tokens {
        let mut wider = Vec::new();
        for (reading, tokens) in readings.iter_mut().zip(tokens_of(connection, word).await?) {
            wider.extend(tokens);
            reading.push(wider.clone());
        }
    }
    let mut found = Vec::new();
    let mut tokens = 0;
    for (reading, enough) in readings.into_iter().zip([1, PAGE, ENOUGH]) {
        let wider: usize = reading.iter().map(Vec::len).sum();
        if found.len() < enough && wider > tokens && reading.iter().all(|tokens| !tokens.is_empty()) {
            tokens = wider;
            found.extend(named(connection, visible, query, reading).await?);
        }
    }
    Ok(found)
}

/// Persons in whose names each word occurs as one of its tokens.
async fn named(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    query: &Query,
    mut words: Vec<Vec<String>>,
) -> Result<Vec<(i64, u8)>, Error> {
    // the rarest word leads, the others only confirm
    words.sort_by_key(Vec::len);
    let mut values: Vec<Value> = vec![visible.scope().into()];
    let mut conditions = Vec::new();
    for (n, tokens) in words.iter().enumerate() {
        let list = placeholders(values.len() + 1, tokens.len());
        values.extend(tokens.iter().map(|token| Value::from(token.as_str())));
        conditions.push(match n {
            0 => format!("k.kind = 'name' AND k.key IN ({list})"),
            _ => format!(
                "EXISTS (SELECT 1 FROM search_key o WHERE o.kind = 'name' AND o.key IN ({list}) AND o.person_id = k.person_id)"
            ),
        });
    }
    let sql = format!(
        "SELECT DISTINCT e.person_id, e.family_name, e.given_names, e.birth_year FROM search_key k \
         CROSS JOIN person_entry e WHERE e.scope_id = $1 AND e.person_id = k.person_id AND {} LIMIT {CANDIDATES}",
        conditions.join(" AND ")
    );
    let mut ranked = Vec::new();
    for row in rows(connection, sql, values).await? {
        let (family, given): (String, String) = (get(&row, 1)?, get(&row, 2)?);
        let birth_year = get::<Option<i64>>(&row, 3)?.map(|year| year as i32);
        let candidate = matching::CandidateName {
            family: &family,
            given: &given,
            others: &[],
            file_numbers: &[],
            birth_year,
        };
        // a name in the own script is indexed but not shown; such a hit ranks last
        let score = matching::rank(query, &candidate).map_or(1, |ranked| ranked.score);
        ranked.push((get(&row, 0)?, score));
    }
    Ok(ranked)
}

/// Tokens of the dictionary that a word may mean: the same name, names that begin so, names that are like it.
async fn tokens_of(connection: &impl ConnectionTrait, word: &QueryToken) -> Result<[Vec<String>; 3], Error> {
    let mut kept = BTreeSet::new();
    let (from, to) = word.prefix_range();
    let sql = "SELECT token FROM search_token WHERE token >= $1 AND token < $2 ORDER BY token LIMIT 200";
    for row in rows(connection, sql, vec![from.into(), to.into()]).await? {
        kept.insert(get::<String>(&row, 0)?);
    }
    if !word.keys.is_empty() {
        let sql = format!(
            "SELECT DISTINCT token FROM search_token_key WHERE key IN ({}) LIMIT 400",
            placeholders(1, word.keys.len())
        );
        for row in
            rows(connection, sql, word.keys.iter().map(|key| Value::from(key.as_str())).collect()).await?
        {
            kept.insert(get::<String>(&row, 0)?);
        }
    }
    let [mut same, mut begun, mut close] = [Vec::new(), Vec::new(), Vec::new()];
    for token in kept {
        match word.accepts(&Token::new(&token)) {
            Some(Hit::Exact | Hit::Transliterated) => same.push(token),
            Some(Hit::Prefix) => begun.push(token),
            Some(_) => close.push(token),
            None => {}
        }
    }
    Ok([same, begun, close])
}

/// The first key after all those that begin with a file number; digits and small letters only, so that
/// it holds in every collation.
fn after_prefix(number: &str) -> String {
    let mut text: Vec<char> = number.chars().collect();
    match text.pop() {
        Some('9') => text.push('a'),
        Some('z') | None => text.extend("zzzzzzzzzzzz".chars()),
        Some(last) => text.push(char::from_u32(last as u32 + 1).unwrap_or('z')),
    }
    text.into_iter().collect()
}
