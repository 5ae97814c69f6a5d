//! Stories of the use cases through the gate, on both databases.

mod imports;
mod people;
mod seats;
mod placement;
mod merging;
