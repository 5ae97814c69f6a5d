//! The only place that names concrete implementations.

use crate::clock::WallClock;
use crate::config::Config;
use crate::ids::TimeIds;
use anyhow::Context;
use app::ports::{LetterPrinter, Store};
use app::tables::Tables;
use app::{Clock, Error, Gate, Law};
use domain::deadline::Periods;
use domain::document::Document;
use domain::geography::Point;
use domain::letter::compose::NearStop;
use domain::letter::{CalendarDay, CalendarEntry, Letter};
use std::sync::{Arc, OnceLock};
use storage::Database;
use web::Site;

/// Opens the database of a configuration.
pub async fn database(config: &Config) -> anyhow::Result<Arc<Database>> {
    Ok(Arc::new(Database::open(&config.database).await?))
}

/// The whole site over a database.
pub fn site(config: &Config, database: Arc<Database>, clock: WallClock) -> anyhow::Result<Arc<Site>> {
    let store: Arc<dyn Store> = database;
    let clock: Arc<dyn Clock> = Arc::new(clock);
    Ok(Arc::new(Site {
        gate: Gate::new(store, law()),
        clock,
        ids: Arc::new(TimeIds::new()),
        letters: Arc::new(Press::default()),
        public_url: config.public_url.trim_end_matches('/').to_owned(),
        demo: config.demo,
        secure_cookies: config.secure_cookies,
        throttle: web::http::Throttle::default(),
        tables: tables()?,
    }))
}

/// Tables of `rules/` and `data/`, embedded in the program.
pub fn tables() -> anyhow::Result<Tables> {
    Ok(Tables {
        recommendation: toml::from_str(include_str!("../../../rules/placement.toml"))
            .context("rules/placement.toml")?,
        course_kinds: toml::from_str(include_str!("../../../rules/course_kinds.toml"))
            .context("rules/course_kinds.toml")?,
        letters: toml::from_str(include_str!("../../../rules/letters.toml")).context("rules/letters.toml")?,
        stops: Arc::new(demo::stops().into_iter().filter_map(near_stop).collect()),
        periods: periods()?,
    })
}

/// The law out of `rules/`, embedded in the program; read at its first use.
pub fn law() -> Law {
    Law::new(rules::DmnRules)
}

/// Holidays and deadlines of `rules/`, for whatever counts days.
pub fn periods() -> anyhow::Result<Arc<Periods>> {
    let periods = rules::load_periods(&rules::RuleFiles::built_in());
    Ok(Arc::new(periods.map_err(|problems| anyhow::anyhow!("rules: {problems:?}"))?))
}

fn near_stop(stop: demo::Stop) -> Option<NearStop> {
    Some(NearStop { name: stop.name, at: Point::new(stop.lat, stop.lon).ok()? })
}

/// The letter press; loads its fonts when the first letter is printed, so that starting stays quick.
#[derive(Default)]
struct Press {
    renderer: OnceLock<Result<letters::Renderer, String>>,
}

impl Press {
    fn renderer(&self) -> Result<&letters::Renderer, Error> {
        let renderer =
            self.renderer.get_or_init(|| letters::Renderer::new().map_err(|fault| fault.to_string()));
        renderer.as_ref().map_err(Error::fault)
    }
}

impl LetterPrinter for Press {
    fn print(&self, batch: &[Letter]) -> Result<Vec<u8>, Error> {
        self.renderer()?.render_batch(batch).map_err(|fault| Error::fault(format!("letter: {fault}")))
    }

    fn document(&self, document: &Document) -> Result<Vec<u8>, Error> {
        self.renderer()?.render_document(document).map_err(|fault| Error::fault(format!("document: {fault}")))
    }

    fn calendar(&self, entry: &CalendarEntry) -> String {
        letters::calendar(entry)
    }

    fn calendar_of(&self, days: &[CalendarDay]) -> String {
        letters::calendar_of(days)
    }
}
