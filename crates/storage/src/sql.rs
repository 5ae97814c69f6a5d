//! Small pieces of SQL that every file needs: statements with `$n` parameters (both databases accept
//! them), values, rows, faults. Not for whole queries.

use crate::dialect;
use app::Error;
use app::ports::Cell;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, TryGetable, Value};

/// A statement for a connection.
pub fn statement(connection: &impl ConnectionTrait, sql: impl Into<String>, values: Vec<Value>) -> Statement {
    let (backend, sql) = (connection.get_database_backend(), sql.into());
    let (sql, values) = dialect::parameters(backend, sql, values);
    Statement::from_sql_and_values(backend, sql, values)
}

/// Runs a statement; number of rows touched.
pub async fn execute(
    connection: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<u64, Error> {
    let result = connection.execute_raw(statement(connection, sql, values)).await.map_err(fault)?;
    Ok(result.rows_affected())
}

/// All rows of a query.
pub async fn rows(
    connection: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, Error> {
    connection.query_all_raw(statement(connection, sql, values)).await.map_err(fault)
}

/// First row of a query.
pub async fn row(
    connection: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, Error> {
    connection.query_one_raw(statement(connection, sql, values)).await.map_err(fault)
}

/// A column of a row by position.
pub fn get<T: TryGetable>(row: &QueryResult, index: usize) -> Result<T, Error> {
    row.try_get_by_index(index).map_err(fault)
}

/// A database error as a fault; the message names tables and codes, never values.
pub fn fault(error: DbErr) -> Error {
    let text = match &error {
        DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner) => inner.to_string(),
        other => other.to_string(),
    };
    Error::Fault(strip_values(&text))
}

/// PostgreSQL puts the offending values behind `Key (…)=(`; they must not reach a log.
fn strip_values(text: &str) -> String {
    match text.find(")=(") {
        Some(at) => format!("{})=(…)", &text[..at]),
        None => text.to_owned(),
    }
}

/// `$from, $from+1, …` for a list of parameters.
pub fn placeholders(from: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 5);
    for n in from..from + count {
        if n > from {
            text.push(',');
        }
        text.push('$');
        text.push_str(&n.to_string());
    }
    text
}

/// `($1,$2),($3,$4)` for many rows of equal width.
pub fn value_rows(width: usize, count: usize) -> String {
    let mut text = String::with_capacity(width * count * 6);
    for n in 0..count {
        if n > 0 {
            text.push(',');
        }
        text.push('(');
        text.push_str(&placeholders(n * width + 1, width));
        text.push(')');
    }
    text
}

/// Most parameters of one statement; SQLite's limit is 32,766.
const PARAMETERS: usize = 8_000;

/// Inserts many rows of equal width in as few statements as possible.
pub async fn insert_many(
    connection: &impl ConnectionTrait,
    table_and_columns: &str,
    tail: &str,
    width: usize,
    mut lines: Vec<Vec<Value>>,
) -> Result<(), Error> {
    let per_statement = (PARAMETERS / width).max(1);
    while !lines.is_empty() {
        let rest = lines.split_off(lines.len().min(per_statement));
        let sql = format!("INSERT INTO {table_and_columns} VALUES {} {tail}", value_rows(width, lines.len()));
        execute(connection, sql, lines.into_iter().flatten().collect()).await?;
        lines = rest;
    }
    Ok(())
}

/// Value of a cell.
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Int(n) => (*n).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Day(day) => (*day).into(),
    }
}

/// A date that may be missing.
pub fn day(date: Option<NaiveDate>) -> Value {
    Value::ChronoDate(date)
}
