//! Two records, perhaps one person: how likely, and why.
//!
//! For: the warning before a second record is opened and the list of possible duplicates of a region.
//! Not for merging: nothing here changes a record. `Same` only means "shown first"; a human confirms, and the
//! merge can be undone.
//!
//! How careful the verdicts are:
//! * Different given names are never more than `Possible`: twins share everything else, and file numbers of
//!   some offices belong to a household.
//! * 1 January as birth date is a convention for "unknown day": it counts as agreement in the year only.
//! * `Same` asks for equal given names, and for either the same file number at the same office or a full
//!   birth date together with birth place or address; and for no contradiction.

mod compare;
mod identity;
mod pairs;
mod reason;

pub use compare::{Likeness, Prepared, Verdict, compare};
pub use identity::{FileNumber, Identity};
pub use pairs::{Pair, duplicate_keys, pairs};
pub use reason::Reason;
