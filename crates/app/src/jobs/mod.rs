//! Work that runs by itself: idempotent, through the same store.

mod digest;
mod expire_reservations;
mod open_graduates;

pub use digest::queue_digest;
pub use expire_reservations::{SYSTEM, coordination, expire_reservations};
pub use open_graduates::open_graduates;
