//! What tests of several crates need: a store on either database, counted ids, a region with its
//! bodies and one actor per role. Used as a dev-dependency only; everything in it is invented.

mod course;
mod ids;
mod postgres;
mod region;
pub mod seats;
pub mod supply;

pub use ids::CountedIds;
pub use postgres::postgres_url;
pub use region::{Town, day};

use app::ports::Store;
use app::{Gate, Law, Operation};
use domain::access::{Actor, Purpose};
use domain::deadline::Periods;
use domain::ids::OperationId;
use domain::moment::Moment;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use storage::Database;

/// Which database a story runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// Both; every storage story runs on each.
    pub const BOTH: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];
}

/// The delivered law, read once for all stories of a test program.
static LAW: LazyLock<Law> = LazyLock::new(|| Law::new(rules::DmnRules));

static STORIES: AtomicI64 = AtomicI64::new(0);

/// An empty, migrated store of its own and the gate before it.
pub struct Stage {
    pub database: Arc<Database>,
    pub gate: Gate,
    pub ids: Arc<CountedIds>,
    pub url: String,
    /// Holidays and deadlines of `rules/`.
    pub periods: Arc<Periods>,
    clock: AtomicI64,
}

/// The delivered holidays and deadlines, read once for all stories of a test program.
static PERIODS: LazyLock<Arc<Periods>> = LazyLock::new(|| {
    let periods = rules::load_periods(&rules::RuleFiles::built_in());
    Arc::new(periods.expect("the delivered periods are whole"))
});

impl Stage {
    /// Opens a fresh database.
    pub async fn open(backend: Backend) -> Stage {
        let n = STORIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("story_{}_{n}", std::process::id());
        let url = match backend {
            Backend::Sqlite => {
                let path = std::env::temp_dir().join(format!("foerderkette-{name}.db"));
                for end in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{}{end}", path.display()));
                }
                format!("sqlite://{}?mode=rwc", path.display())
            }
            Backend::Postgres => postgres_url(&name).await,
        };
        Stage::at(url).await
    }

    /// Opens an existing database again, as after a restart.
    pub async fn at(url: String) -> Stage {
        let database = Arc::new(Database::open(&url).await.expect("the test database opens"));
        let store: Arc<dyn Store> = database.clone();
        let ids = Arc::new(CountedIds::default());
        // Wednesday, 25 November 2026, 8:00 in Berlin
        Stage {
            database,
            gate: Gate::new(store, LAW.clone()),
            ids,
            url,
            periods: PERIODS.clone(),
            clock: AtomicI64::new(1_795_590_000_000),
        }
    }

    /// An operation of an actor at the stage's time.
    pub fn operation(&self, actor: &Actor) -> Operation {
        use app::Ids;
        let now = self.clock.fetch_add(1000, Ordering::Relaxed);
        Operation {
            id: OperationId(self.ids.next()),
            actor: actor.clone(),
            now: Moment(now),
            today: chrono::DateTime::from_timestamp_millis(now + 3_600_000)
                .expect("a valid instant")
                .date_naive(),
            purpose: Purpose::CaseWork,
            request: format!("test-{now}"),
            key: None,
            import: None,
            ids: self.ids.clone(),
            periods: self.periods.clone(),
        }
    }

    /// Moves the clock on by days.
    pub fn pass_days(&self, days: i64) {
        self.clock.fetch_add(days * 86_400_000, Ordering::Relaxed);
    }
}
