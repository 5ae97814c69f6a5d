//! The law as the own region uses it, proposed and released changes of it, and whom a change would affect: as
//! counts for whoever looks after the tables, as a list for whoever may see the people anyway.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::law::{Law, Loaded, RegionLaw, fingerprint};
use crate::ports::{Find, Queries, TypedQueries};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::eligibility::{Answer, Change, Facts, Problem, RuleSet, ShownExample, Table, compare};
use domain::ids::{AccountId, PersonId, RuleReleaseId};
use domain::organisation::Account;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Region;
use domain::release::{ReleaseState, RuleRelease, RuleText, RuleTexts};
use domain::steering::hide_in_list;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The law of the own region as it is used on a day; today without one.
#[derive(Debug, Clone, Default)]
pub struct LawInUse {
    pub on: Option<NaiveDate>,
}

#[async_trait]
impl Query for LawInUse {
    type Answer = RegionLaw;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::RuleSet)
    }

    async fn answer(&self, _visible: &Visible, scene: &Scene<'_>) -> Result<(RegionLaw, i64), Error> {
        Ok((scene.law_on(self.on.unwrap_or(scene.operation.today)).await?, 1))
    }
}

/// One table with its examples and the text it was read from.
#[derive(Debug, Clone)]
pub struct TableView {
    pub law: RegionLaw,
    pub table: Table,
    /// It stands alone and is no link of the chain.
    pub alone: bool,
    pub examples: Vec<ShownExample>,
    pub text: String,
}

/// One table of the law in use, by its name.
#[derive(Debug, Clone)]
pub struct TableInUse {
    pub name: String,
}

#[async_trait]
impl Query for TableInUse {
    type Answer = Option<TableView>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::RuleSet)
    }

    async fn answer(&self, _visible: &Visible, scene: &Scene<'_>) -> Result<(Option<TableView>, i64), Error> {
        let law = scene.law_on(scene.operation.today).await?;
        let found = law.loaded.rules.table(&self.name).map(|(table, alone)| (table.clone(), alone));
        let Some((table, alone)) = found else { return Ok((None, 0)) };
        let examples = scene.law.examples(&law.loaded, &table);
        let text = law.loaded.texts.get(&table.file).cloned().unwrap_or_default();
        Ok((Some(TableView { law, table, alone, examples, text }), 1))
    }
}

/// A change with the names of those who signed it.
#[derive(Debug, Clone)]
pub struct ReleaseLine {
    pub release: RuleRelease,
    pub names: HashMap<AccountId, String>,
}

impl ReleaseLine {
    /// Name of an account.
    pub fn name(&self, account: AccountId) -> &str {
        self.names.get(&account).map(String::as_str).unwrap_or_default()
    }
}

/// All changes of the region, newest first.
#[derive(Debug, Clone)]
pub struct ReleaseList;

#[async_trait]
impl Query for ReleaseList {
    type Answer = Vec<ReleaseLine>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::RuleSet)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ReleaseLine>, i64), Error> {
        let find = Find::new(RecordKind::RuleRelease, visible.region()).backwards();
        let releases: Vec<RuleRelease> = scene.queries.all(find).await?;
        let mut lines = Vec::with_capacity(releases.len());
        for release in releases {
            lines.push(named(scene.queries, release).await?);
        }
        let count = lines.len() as i64;
        Ok((lines, count))
    }
}

async fn named(queries: &dyn Queries, release: RuleRelease) -> Result<ReleaseLine, Error> {
    let signed = [Some(release.proposed), release.decided, release.rolled_back];
    let ids: Vec<i64> = signed.into_iter().flatten().map(|by| by.account.0).collect();
    let accounts: Vec<Account> = queries.many(&ids).await?;
    let names = accounts.into_iter().map(|account| (account.id, account.display_name)).collect();
    Ok(ReleaseLine { release, names })
}

/// What a proposal would be made of, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct CheckedProposal {
    pub table: String,
    pub examples: usize,
    /// Why it is refused; empty if it can be proposed.
    pub problems: Vec<Problem>,
    /// The new set; `None` if it is refused.
    pub files: Option<ProposedFiles>,
}

/// A proposal that passed the checks.
#[derive(Debug, Clone)]
pub struct ProposedFiles {
    /// Path, new text, fingerprint of the text it replaces.
    pub files: Vec<(String, String, String)>,
    pub new_days: Vec<NaiveDate>,
    pub fingerprint: String,
}

/// Checks a changed table against the law in use: form, gaps, overlaps, sources, examples.
#[derive(Debug, Clone)]
pub struct CheckProposal {
    pub table: String,
    /// Examples beside the table; those in use without them.
    pub examples: Option<String>,
    pub change: String,
    pub source: String,
}

#[async_trait]
impl Query for CheckProposal {
    type Answer = CheckedProposal;

    fn look(&self) -> Look {
        Look::at_things(Action::Create, Resource::RuleSet)
    }

    async fn answer(&self, _visible: &Visible, scene: &Scene<'_>) -> Result<(CheckedProposal, i64), Error> {
        let law = scene.law_on(scene.operation.today).await?;
        Ok((check(scene.law.clone(), law, self.clone()).await?, 1))
    }
}

/// Checks a proposal off the path of other requests.
pub async fn check(law: Law, used: RegionLaw, proposal: CheckProposal) -> Result<CheckedProposal, Error> {
    tokio::task::spawn_blocking(move || checked(&law, &used, &proposal)).await.map_err(Error::fault)
}

/// File name in the problems of a text whose table is not known yet.
const UPLOADED: &str = "upload";

fn checked(law: &Law, used: &RegionLaw, proposal: &CheckProposal) -> CheckedProposal {
    let refused = |table: &str, problems: Vec<Problem>| CheckedProposal {
        table: table.to_owned(),
        examples: 0,
        problems,
        files: None,
    };
    let table = match law.reader().table(UPLOADED, &proposal.table) {
        Ok(table) => table,
        Err(problems) => return refused("", problems),
    };
    let Some((old, _)) = used.loaded.rules.table(&table.name) else {
        let reason = "there is no table of this name in the set";
        return refused(&table.name, vec![Problem::in_table(&table, "", reason)]);
    };
    let mut texts = used.loaded.texts.clone();
    let examples_path = old.file.replace(".dmn", ".examples.json");
    let mut files = Vec::new();
    let new =
        [Some((&old.file, &proposal.table)), proposal.examples.as_ref().map(|text| (&examples_path, text))];
    for (path, text) in new.into_iter().flatten() {
        let replaced = texts.insert(path.clone(), text.clone()).unwrap_or_default();
        if replaced != *text {
            files.push((path.clone(), text.clone(), fingerprint(&replaced)));
        }
    }
    if files.is_empty() {
        return refused(&table.name, vec![Problem::in_table(old, "", "nothing in it is changed")]);
    }
    let known = |day: &NaiveDate| {
        old.changes().contains(day) || used.set.versions().iter().any(|version| version.on == *day)
    };
    let mut new_days: Vec<NaiveDate> = table.changes().into_iter().filter(|day| !known(day)).collect();
    new_days.sort_unstable();
    new_days.dedup();
    for day in &new_days {
        law.reader().add_version(&mut texts, *day, &proposal.change, &proposal.source);
    }
    match law.reader().check(&texts) {
        Err(problems) => refused(&table.name, problems),
        Ok(checked) => CheckedProposal {
            table: table.name,
            examples: checked.examples,
            problems: Vec::new(),
            files: Some(ProposedFiles { files, new_days, fingerprint: crate::law::fingerprint_of(&texts) }),
        },
    }
}

/// What changes for somebody: part of the answer, before, after; all as codes.
pub type Changed = Vec<(String, String, String)>;

/// How many people would get which other answer.
#[derive(Debug, Clone)]
pub struct Effect {
    pub on: NaiveDate,
    /// Everybody in the region; `None` where it would give a small count away.
    pub people: Option<i64>,
    /// What changes for a person, and for how many; `None` where few people stand behind it.
    pub kinds: Vec<(Changed, Option<i64>)>,
    /// People whose answer changes; `None` where it would give a small count away.
    pub changed: Option<i64>,
}

/// One proposed or released change, with what it would do.
#[derive(Debug, Clone)]
pub struct ReleaseView {
    pub line: ReleaseLine,
    pub texts: Vec<RuleText>,
    /// The tables it replaces, old and new.
    pub tables: Vec<(Option<Table>, Option<Table>)>,
    /// `None`: the change does not fit the tables in use.
    pub effect: Option<Effect>,
}

/// A change and its effect on a day; on the first day on which it could have one without.
#[derive(Debug, Clone)]
pub struct OneRelease {
    pub release: RuleReleaseId,
    pub on: Option<NaiveDate>,
}

#[async_trait]
impl Query for OneRelease {
    type Answer = ReleaseView;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::RuleSet).of(RecordKind::RuleRelease, self.release.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ReleaseView, i64), Error> {
        let release = reached(scene, visible, self.release).await?;
        let ids: Vec<i64> = release.files.iter().map(|file| file.text.0).collect();
        let texts: Vec<RuleText> = scene.queries.many(&ids).await?;
        let pair = with_and_without(scene, &release).await?;
        let on = self.on.unwrap_or_else(|| first_day(&release, scene.operation.today));
        let tables = texts
            .iter()
            .filter(|text| text.path.ends_with(".dmn"))
            .map(|text| {
                let new = scene.law.reader().table(&text.path, &text.text).ok();
                let name = new.as_ref().map(|table| table.name.clone()).unwrap_or_default();
                (pair.without.loaded.rules.table(&name).map(|(table, _)| table.clone()), new)
            })
            .collect();
        let effect = match &pair.with {
            Some(with) => Some(effect(scene, &pair.without.set, with, on).await?),
            None => None,
        };
        let line = named(scene.queries, release).await?;
        Ok((ReleaseView { line, texts, tables, effect }, 1))
    }
}

async fn reached(scene: &Scene<'_>, visible: &Visible, id: RuleReleaseId) -> Result<RuleRelease, Error> {
    let release: RuleRelease = scene.queries.need(id.0).await?;
    if release.region != visible.region() {
        return Err(Error::Absent(RecordKind::RuleRelease));
    }
    Ok(release)
}

/// First day on which a change can have an effect.
pub fn first_day(release: &RuleRelease, today: NaiveDate) -> NaiveDate {
    let used = release.effective_from.max(today);
    release.new_days.iter().copied().filter(|day| *day >= used).min().unwrap_or(used)
}

/// The law without a change and with it, both under the switches of the region.
struct Pair {
    without: RegionLaw,
    with: Option<RuleSet>,
}

async fn with_and_without(scene: &Scene<'_>, release: &RuleRelease) -> Result<Pair, Error> {
    let today = scene.operation.today;
    let mut without = scene.law_on(release.effective_from.max(today)).await?;
    if release.state == ReleaseState::Released {
        // compared with the set as it would be without this change
        let others: Vec<RuleRelease> =
            without.releases.iter().filter(|other| other.id != release.id).cloned().collect();
        let with = without.set.clone();
        let base = scene.law.delivered()?;
        let texts = scene.law.compose(scene.queries, &base.texts, &others).await?;
        if let Some(set) = loaded(scene.law.clone(), texts).await? {
            without.set = set.rules.set.with_switches(with.switches().clone());
            without.loaded = Arc::new(set);
        }
        return Ok(Pair { without, with: Some(with) });
    }
    let mut texts = without.loaded.texts.clone();
    let ids: Vec<i64> = release.files.iter().map(|file| file.text.0).collect();
    for text in scene.queries.many::<RuleText>(&ids).await? {
        texts.insert(text.path, text.text);
    }
    scene.law.add_days(&mut texts, release);
    let with = loaded(scene.law.clone(), texts).await?;
    let with = with.map(|loaded| loaded.rules.set.with_switches(without.set.switches().clone()));
    Ok(Pair { without, with })
}

async fn loaded(law: Law, texts: RuleTexts) -> Result<Option<Loaded>, Error> {
    let read = move || {
        let rules = law.reader().load(&texts).ok()?;
        Some(Loaded { fingerprint: crate::law::fingerprint_of(&texts), rules, texts })
    };
    tokio::task::spawn_blocking(read).await.map_err(Error::fault)
}

/// People whose answers are compared at a time.
const TOGETHER: i64 = 5_000;

async fn effect(
    scene: &Scene<'_>,
    without: &RuleSet,
    with: &RuleSet,
    on: NaiveDate,
) -> Result<Effect, Error> {
    let region = scene.operation.actor.region;
    let mut kinds: BTreeMap<Changed, i64> = BTreeMap::new();
    let (mut people, mut after) = (0, Some(PersonId(0)));
    while let Some(from) = after {
        let page = CaseRecords::page(scene.queries, region, from, TOGETHER).await?;
        after = page.last;
        let cases: Vec<Facts> =
            page.records.iter().map(|records| records.facts(without.reading(), on)).collect();
        people += cases.len() as i64;
        for change in compared(scene, without, with, cases, on).await?.into_iter().flatten() {
            *kinds.entry(signature(&change)).or_default() += 1;
        }
    }
    let settings: Region = scene.queries.need(region.0).await?;
    let changed: i64 = kinds.values().sum();
    let counts: Vec<i64> = kinds.values().copied().chain([people - changed]).collect();
    let hidden = hide_in_list(&counts, settings.settings.smallest_count, false);
    let unchanged = hidden.counts.last().copied().flatten();
    Ok(Effect {
        on,
        people: hidden.sum,
        changed: hidden.sum.zip(unchanged).map(|(people, unchanged)| people - unchanged),
        kinds: kinds.into_keys().zip(hidden.counts).collect(),
    })
}

async fn compared(
    scene: &Scene<'_>,
    without: &RuleSet,
    with: &RuleSet,
    cases: Vec<Facts>,
    on: NaiveDate,
) -> Result<Vec<Option<Change>>, Error> {
    let cases = Arc::new(cases);
    let before: Vec<Answer> = scene.law.decide(without, cases.clone(), on).await?;
    let after = scene.law.decide(with, cases, on).await?;
    Ok(before.iter().zip(&after).map(|(before, after)| compare(before, after)).collect())
}

/// What changes, as codes: part of the answer, before, after.
pub fn signature(change: &Change) -> Changed {
    let said = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    change
        .changes
        .iter()
        .filter(|field| field.field != "integrationskurs.obligation_routes")
        .map(|field| (field.field.to_owned(), said(&field.from), said(&field.to)))
        .collect()
}

/// A person the asker sees whose answer a change would alter.
#[derive(Debug, Clone)]
pub struct AffectedPerson {
    pub person: PersonId,
    pub name: String,
    pub case_number: String,
    pub changes: Changed,
}

/// The people of a change whom the asker may see, with answers from the facts the asker sees.
#[derive(Debug, Clone)]
pub struct AffectedPeople {
    pub release: RuleReleaseId,
    pub on: Option<NaiveDate>,
}

/// Longest list of affected people.
const MOST: usize = 1_000;

#[async_trait]
impl Query for AffectedPeople {
    type Answer = Vec<AffectedPerson>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Person).filtered(format!("release {}", self.release))
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<(Vec<AffectedPerson>, i64), Error> {
        let rules = also_visible(&scene.operation.actor, Action::See, Resource::Eligibility)?;
        let release = reached(scene, visible, self.release).await?;
        let today = scene.operation.today;
        let on = self.on.unwrap_or_else(|| first_day(&release, today));
        let Pair { without, with: Some(with) } = with_and_without(scene, &release).await? else {
            return Err(Refusal::new("release-does-not-fit").into());
        };
        let (mut found, mut after) = (Vec::new(), Some(PersonId(0)));
        while let Some(from) = after.filter(|_| found.len() < MOST) {
            let page = CaseRecords::page(scene.queries, visible.region(), from, TOGETHER).await?;
            after = page.last;
            let seen: Vec<CaseRecords> = page
                .records
                .into_iter()
                .filter(|one| visible.reaches_person(one.person.region, one.person.involved_on(today)))
                .collect();
            let shows = |group: FieldGroup| rules.shows(group);
            let facts = |one: &CaseRecords| one.facts(without.set.reading(), on).shown(shows);
            let cases = seen.iter().map(facts).collect();
            let changes = compared(scene, &without.set, &with, cases, on).await?;
            for (records, change) in seen.into_iter().zip(changes) {
                found.extend(change.map(|change| affected(records.person, records.case, &change)));
            }
        }
        found.truncate(MOST);
        let count = found.len() as i64;
        Ok((found, count))
    }
}

fn affected(person: Person, case: Option<domain::case::Case>, change: &Change) -> AffectedPerson {
    AffectedPerson {
        person: person.id,
        name: format!("{}, {}", person.family_name, person.given_names),
        case_number: case.map(|case| case.number).unwrap_or_default(),
        changes: signature(change),
    }
}
