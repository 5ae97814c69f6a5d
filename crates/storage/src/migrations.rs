//! The migrations of the schema, oldest first. A released one is never changed; a new one is a new file in
//! `migrations/` and a new line here. Not for running them: see `database`.

use crate::dialect;
use sea_orm::DbBackend;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Number, name and text of each migration.
const ALL: &[(i64, &str, &str)] = &[
    (1, "foundation", include_str!("../migrations/0001_foundation.sql")),
    (3, "rules", include_str!("../migrations/0003_rules.sql")),
    (4, "teams", include_str!("../migrations/0004_teams.sql")),
    (5, "agreement", include_str!("../migrations/0005_agreement.sql")),
    (6, "attendance", include_str!("../migrations/0006_attendance.sql")),
    (7, "graduates", include_str!("../migrations/0007_graduates.sql")),
    (8, "exams", include_str!("../migrations/0008_exams.sql")),
    (9, "counselling", include_str!("../migrations/0009_counselling.sql")),
    (10, "vocational", include_str!("../migrations/0010_vocational.sql")),
    (11, "care_transfers", include_str!("../migrations/0011_care_transfers.sql")),
    (12, "measures", include_str!("../migrations/0012_measures.sql")),
    (14, "start_plans", include_str!("../migrations/0014_start_plans.sql")),
    (15, "radar", include_str!("../migrations/0015_radar.sql")),
    (16, "relocation", include_str!("../migrations/0016_relocation.sql")),
];

/// What brings a database up to date. Built from the embedded texts: the macro that does the same compiles
/// a second copy of both database drivers for the compiler's own use.
pub fn migrator(backend: DbBackend) -> Migrator {
    let migration = |(number, name, text): &(i64, &'static str, &'static str)| {
        let text = AssertSqlSafe(dialect::schema(backend, text)).into_sql_str();
        Migration::new(*number, (*name).into(), MigrationType::Simple, text, false)
    };
    Migrator::with_migrations(ALL.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_file_of_the_folder_is_a_migration_in_the_order_of_its_number() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let listed: Vec<String> =
            ALL.iter().map(|(number, name, _)| format!("{number:04}_{name}.sql")).collect();
        assert_eq!(files, listed);
    }
}
