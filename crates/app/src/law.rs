//! The law as a region uses it on a day: the tables that came with the program, changed by what the region
//! released, under the switches it set. Sets are read once and kept by fingerprint; a release or a setting counts
//! with the next question, on every server of the same database. Not for the tables themselves: see `domain`.

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::eligibility::{
    Answer, Facts, Problem, RuleReader, RuleSet, Rules, ShownExample, SideTables, Table,
};
use domain::ids::RegionId;
use domain::record::RecordKind;
use domain::release::{PolicySetting, ReleaseState, RuleRelease, RuleText, RuleTexts, apply, used_on};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Rule sets that are kept besides the delivered one.
const KEPT: usize = 8;

/// A rule set with the texts it was read from.
#[derive(Debug)]
pub struct Loaded {
    pub texts: RuleTexts,
    pub rules: Rules,
    pub fingerprint: String,
}

/// Fingerprint of a text.
pub fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Fingerprint of a set of texts.
pub fn fingerprint_of(texts: &RuleTexts) -> String {
    let mut sum = Sha256::new();
    for (path, text) in texts {
        for part in [path, text] {
            sum.update((part.len() as u64).to_le_bytes());
            sum.update(part.as_bytes());
        }
    }
    hex(&sum.finalize())
}

/// Gives the law of regions.
#[derive(Clone)]
pub struct Law {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Box<dyn RuleReader>,
    delivered: OnceLock<Result<Arc<Loaded>, String>>,
    /// Read sets by what they are made of, the newest last.
    kept: Mutex<Vec<(String, Arc<Loaded>)>>,
}

/// The law of one region on one day.
#[derive(Debug, Clone)]
pub struct RegionLaw {
    /// The tables under the switches of the region.
    pub set: RuleSet,
    pub loaded: Arc<Loaded>,
    /// Fingerprint of tables and switches together.
    pub fingerprint: String,
    /// Settings of the region, in the order in which they were made; withdrawn ones too.
    pub settings: Vec<PolicySetting>,
    /// Released changes that are used.
    pub releases: Vec<RuleRelease>,
    /// The released changes no longer fit the tables that came with the program; these are used without them.
    pub out_of_step: bool,
}

impl RegionLaw {
    /// The tables that stand alone.
    pub fn side(&self) -> &SideTables {
        &self.loaded.rules.side
    }
}

impl Law {
    /// Law out of what the reader delivers; nothing is read yet.
    pub fn new(reader: impl RuleReader + 'static) -> Self {
        let inner =
            Inner { reader: Box::new(reader), delivered: OnceLock::new(), kept: Mutex::new(Vec::new()) };
        Law { inner: Arc::new(inner) }
    }

    /// The set that came with the program; read at the first use.
    pub fn delivered(&self) -> Result<Arc<Loaded>, Error> {
        let read = || {
            let texts = self.inner.reader.delivered();
            self.load(texts).map(Arc::new).map_err(|problems| in_words(&problems))
        };
        self.inner.delivered.get_or_init(read).clone().map_err(Error::fault)
    }

    /// The reader, for checking a proposed change.
    pub fn reader(&self) -> &dyn RuleReader {
        self.inner.reader.as_ref()
    }

    /// The examples beside a table of a set.
    pub fn examples(&self, loaded: &Loaded, table: &Table) -> Vec<ShownExample> {
        self.inner.reader.examples(&loaded.texts, table)
    }

    /// Answers for many people on all cores, off the path of other requests.
    pub async fn decide(
        &self,
        set: &RuleSet,
        cases: Arc<Vec<Facts>>,
        on: NaiveDate,
    ) -> Result<Vec<Answer>, Error> {
        let (inner, set) = (self.inner.clone(), set.clone());
        let work = move || inner.reader.decide(&set, &cases, on);
        tokio::task::spawn_blocking(work).await.map_err(Error::fault)
    }

    fn load(&self, texts: RuleTexts) -> Result<Loaded, Vec<Problem>> {
        let rules = self.inner.reader.load(&texts)?;
        Ok(Loaded { fingerprint: fingerprint_of(&texts), rules, texts })
    }

    /// The law a region uses on a day.
    pub async fn of(
        &self,
        queries: &dyn Queries,
        region: RegionId,
        day: NaiveDate,
    ) -> Result<RegionLaw, Error> {
        let released = Find::new(RecordKind::RuleRelease, region)
            .when(Where::is("status", ReleaseState::Released.code()))
            .when(Where::AtMost("effective_from", day.into()));
        let releases = used_on(queries.all(released).await?, day);
        let settings: Vec<PolicySetting> = queries.all(Find::new(RecordKind::PolicySetting, region)).await?;
        let (loaded, out_of_step) = self.with_releases(queries, &releases).await?;
        let set = match settings.is_empty() {
            true => loaded.rules.set.clone(),
            false => loaded.rules.set.with_switches(apply(loaded.rules.set.switches(), &settings)),
        };
        let fingerprint = with_settings(&loaded.fingerprint, &settings)?;
        Ok(RegionLaw { set, loaded, fingerprint, settings, releases, out_of_step })
    }

    async fn with_releases(
        &self,
        queries: &dyn Queries,
        releases: &[RuleRelease],
    ) -> Result<(Arc<Loaded>, bool), Error> {
        let law = self.clone();
        let delivered = in_background(move || law.delivered()).await??;
        if releases.is_empty() {
            return Ok((delivered, false));
        }
        let made_of: Vec<String> = releases.iter().map(|release| release.id.to_string()).collect();
        let made_of = format!("{} {}", delivered.fingerprint, made_of.join(" "));
        let known = self.kept().iter().find(|(of, _)| *of == made_of).map(|(_, loaded)| loaded.clone());
        if let Some(known) = known {
            return Ok((known, false));
        }
        let texts = self.compose(queries, &delivered.texts, releases).await?;
        let law = self.clone();
        match in_background(move || law.load(texts)).await? {
            Ok(loaded) => {
                let loaded = Arc::new(loaded);
                let mut kept = self.kept();
                if kept.len() >= KEPT {
                    kept.remove(0);
                }
                kept.push((made_of, loaded.clone()));
                Ok((loaded, false))
            }
            Err(problems) => {
                tracing::error!("released tables are not used: {}", in_words(&problems));
                Ok((delivered, true))
            }
        }
    }

    /// Texts of a set with changes in their order.
    pub async fn compose(
        &self,
        queries: &dyn Queries,
        base: &RuleTexts,
        releases: &[RuleRelease],
    ) -> Result<RuleTexts, Error> {
        let ids: Vec<i64> = releases.iter().flat_map(|one| &one.files).map(|file| file.text.0).collect();
        let texts: Vec<RuleText> = queries.many(&ids).await?;
        let texts: HashMap<i64, RuleText> = texts.into_iter().map(|text| (text.id.0, text)).collect();
        let mut set = base.clone();
        for release in releases {
            for file in &release.files {
                let text = texts.get(&file.text.0).ok_or(Error::Absent(RecordKind::RuleText))?;
                set.insert(file.path.clone(), text.text.clone());
            }
            self.add_days(&mut set, release);
        }
        Ok(set)
    }

    /// Adds the days of a change to the version table of a set.
    pub fn add_days(&self, set: &mut RuleTexts, release: &RuleRelease) {
        for day in &release.new_days {
            self.inner.reader.add_version(set, *day, &release.change, &release.source);
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<(String, Arc<Loaded>)>> {
        // the list is whole whatever happened to the thread that held it
        self.inner.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fingerprint of a set under settings; that of the set itself without any.
fn with_settings(set: &str, settings: &[PolicySetting]) -> Result<String, Error> {
    let used: Vec<&PolicySetting> = settings.iter().filter(|one| one.withdrawn_on.is_none()).collect();
    if used.is_empty() {
        return Ok(set.to_owned());
    }
    let text = serde_json::to_string(&used).map_err(Error::fault)?;
    Ok(fingerprint(&format!("{set} {text}")))
}

async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::fault)
}

fn in_words(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
