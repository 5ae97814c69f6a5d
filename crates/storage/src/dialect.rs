//! The few statements that differ between SQLite and PostgreSQL.

use crate::sql;
use app::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

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
