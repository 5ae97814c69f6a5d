//! Work that runs by itself: idempotent, through the same store.
