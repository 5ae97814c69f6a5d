//! SQL for both databases: records, history, journal, audit, read models. Knows the ports of `app`,
//! nobody else knows it but the server's wiring.
//!
//! How to add a record kind: list it in `domain::record`, add its table to a new migration and its
//! columns to `records.rs`; saving, history, undo and search by column follow by themselves.

mod audit;
mod database;
mod dialect;
mod journal;
mod migrations;
mod outbox;
mod read_models;
mod reader;
mod records;
mod search_index;
mod sessions;
mod sql;
mod unit_of_work;

pub use database::{Database, OpenError};
