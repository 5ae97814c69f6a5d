//! Names that mean the same person although they are written differently.
//!
//! For: the search box, the warning before a second record is opened, and the list of possible duplicates.
//! Not for: deciding. Nothing here merges records; every result is a suggestion with reasons, and a human
//! decides. Not for scoring people either: a score says how alike two *records* are, nothing else.
//!
//! # Steps
//!
//! | step | function | example |
//! |---|---|---|
//! | fold case, marks, scripts | [`normalise`] | `Müller-Öz`, `Mueller Oez` → `muller oz`; `Олена` → `olena` |
//! | split, drop particles, join `Abd` | [`tokens`] | `Abd al-Rahman von Berg` → `abdrahman`, `berg` |
//! | let spellings meet | [`skeleton`] | `Schewtschenko`, `Shevchenko`, `Шевченко` → `sevkenko` |
//! | sound | [`phonetic`] | Kölner Phonetik: `Meyer`, `Maier` → `67` |
//! | compare | [`similarity`] | swapped names, missing middle names, double names |
//!
//! # Search index (what storage writes)
//!
//! Typo variants hang on a dictionary of distinct tokens, not on persons. A person costs at most
//! [`search::MAX_KEYS`] rows; a token costs its rows once, when it is seen for the first time.
//!
//! ```text
//! search_key(kind, key, person_id)      search_keys(&NameFields)     kind = KeyKind::code(): name | number
//! search_token(token)                   the distinct `name` keys     primary key; prefix = range scan
//! search_token_key(key, token)          dictionary_keys(token)       at most about 16 rows per distinct token
//! ```
//!
//! Answering a query, in this order:
//! 1. `let query = query_keys(text)`.
//! 2. For each `query.tokens`: tokens with `token >= range.0 and token < range.1` (limit) from `search_token`,
//!    where `range = word.prefix_range()` (by bytes: on PostgreSQL the column needs collation "C"), plus tokens from `search_token_key where key in (word.keys)`;
//!    keep those for which [`search::QueryToken::accepts`] gives a match.
//! 3. Persons having at least one kept token of *every* query word (intersection), or whose `number` key
//!    starts with `query.file_number`; limit some hundred.
//! 4. `rank(&query, &candidate)` for each, drop `None`, sort by score.
//!
//! # Duplicates
//!
//! [`duplicates::compare`] two [`duplicates::Identity`] → [`duplicates::Likeness`]; storage may keep
//! [`duplicates::duplicate_keys`] as blocking keys (join on equal key, then compare);
//! [`duplicates::pairs`] does all of it in memory. Wording: `matching-reason-*`, `matching-verdict-*`.

pub mod duplicates;
mod normalise;
mod phonetic;
mod scripts;
pub mod search;
pub mod similarity;
mod skeleton;
mod variants;

pub use normalise::{MAX_TOKEN_LENGTH, MAX_TOKENS, file_number, normalise, tokens};
pub use phonetic::phonetic;
pub use search::{
    CandidateName, KeyKind, NameFields, Query, Ranked, SearchKey, dictionary_keys, query_keys, rank,
    search_keys,
};
pub use skeleton::{consonants, skeleton};
