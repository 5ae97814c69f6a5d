//! Stories of the use cases through the gate, on both databases.

mod people;
mod seats;
mod placement;
