//! The few statements that differ between SQLite and PostgreSQL.

use crate::sql;
use app::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Value};

/// From this many parameters on SQLite gets them without names.
const MANY: usize = 20;

/// A statement with the parameters as the database takes them best. To SQLite `$1` is a name that it looks up
/// in a list, once per parameter and again while binding: quadratic in long statements. There `?` in the order
/// of the text says the same; a parameter that occurs twice is bound twice.
pub fn parameters(backend: DbBackend, sql: String, values: Vec<Value>) -> (String, Vec<Value>) {
    if backend != DbBackend::Sqlite || values.len() < MANY {
        return (sql, values);
    }
    let mut text = String::with_capacity(sql.len());
    let mut order: Vec<usize> = Vec::with_capacity(values.len());
    let (mut quoted, mut rest) = (false, sql.char_indices().peekable());
    while let Some((_, letter)) = rest.next() {
        quoted ^= letter == '\'';
        let mut number = 0;
        while let Some(digit) =
            rest.peek().filter(|_| letter == '$' && !quoted).and_then(|(_, d)| d.to_digit(10))
        {
            number = number * 10 + digit as usize;
            rest.next();
        }
        text.push(if number > 0 { '?' } else { letter });
        order.extend(number.checked_sub(1));
    }
    if order.iter().any(|at| *at >= values.len()) {
        return (sql, values);
    }
    if order.iter().copied().eq(0..values.len()) {
        return (text, values);
    }
    let values = order.into_iter().map(|at| values[at].clone()).collect();
    (text, values)
}

/// The schema as the database keeps it best. SQLite keeps a table by its key without a second index only if
/// the key is called `INTEGER`, or the table `WITHOUT ROWID`; to PostgreSQL all tables are alike.
pub fn schema(backend: DbBackend, text: &str) -> String {
    if backend != DbBackend::Sqlite {
        return text.to_owned();
    }
    let keyed = |statement: &str| {
        let key = statement.contains("PRIMARY KEY (") || statement.contains("TEXT PRIMARY KEY");
        statement.contains("CREATE TABLE") && key
    };
    let statements = text.split(";\n").map(|statement| {
        let statement = statement.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY");
        if keyed(&statement) { statement + " WITHOUT ROWID" } else { statement }
    });
    statements.collect::<Vec<_>>().join(";\n")
}

/// Journal and audit accept no change and no single deletion; set anew at every start.
pub async fn protect_history(connection: &DatabaseConnection) -> Result<(), Error> {
    for table in ["journal_event", "audit_entry"] {
        for statement in protection(connection.get_database_backend(), table) {
            connection.execute_unprepared(&statement).await.map_err(sql::fault)?;
        }
    }
    Ok(())
}

fn protection(backend: DbBackend, table: &str) -> Vec<String> {
    match backend {
        DbBackend::Postgres => vec![
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
                .to_owned(),
            format!(
                "CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            ),
        ],
        _ => vec![format!(
            "CREATE TRIGGER IF NOT EXISTS {table}_append_only BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )],
    }
}

/// Tells the planner what it needs to know about the data.
pub async fn analyse(connection: &DatabaseConnection) -> Result<(), Error> {
    let statement = match connection.get_database_backend() {
        DbBackend::Postgres => "ANALYZE",
        _ => "PRAGMA optimize",
    };
    connection.execute_unprepared(statement).await.map_err(sql::fault)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: i64) -> Vec<Value> {
        (1..=count).map(Value::from).collect()
    }

    #[test]
    fn long_statements_for_sqlite_carry_their_parameters_in_the_order_of_the_text() {
        let list = crate::sql::placeholders(2, 24);
        let sql = format!("SELECT '$9' FROM t WHERE a = $1 AND b = $1 AND k IN ({list})");
        let (text, values) = parameters(DbBackend::Sqlite, sql.clone(), numbers(25));
        assert!(text.starts_with("SELECT '$9' FROM t WHERE a = ? AND b = ? AND k IN (?,?,"), "{text}");
        let expected: Vec<Value> = [1, 1].into_iter().chain(2..=25).map(|n: i64| n.into()).collect();
        assert_eq!(values, expected);
        let (text, _) = parameters(DbBackend::Postgres, sql.clone(), numbers(25));
        assert_eq!(text, sql, "PostgreSQL keeps its numbers");
        let short = "SELECT $2, $1".to_owned();
        assert_eq!(parameters(DbBackend::Sqlite, short.clone(), numbers(2)).0, short);
    }
}
