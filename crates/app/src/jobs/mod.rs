//! Work that runs by itself: idempotent, through the same store.

mod expire_reservations;

pub use expire_reservations::{SYSTEM, coordination, expire_reservations};
