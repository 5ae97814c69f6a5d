//! What a person may and must do on a day, as far as the asker may know it: the answer is found from the facts
//! the asker sees and from no others, so it cannot tell more than they do (docs/decisions/0010). One logged look.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::law::RegionLaw;
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::act::Act;
use domain::eligibility::{
    Answer, Explanation, FactKey, FactPath, Facts, Kept, Known, Memo, RowStanding, RuleDecision, SideTables,
    StatedFacts, Statement, Value, explain, statement_on,
};
use domain::ids::{ActId, OrganisationId, PersonId, StatedFactsId};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::{BTreeSet, HashMap};

/// How a table that stands alone answers for the person.
#[derive(Debug, Clone, PartialEq)]
pub struct SideShown {
    pub table: String,
    /// What was asked beside what is known of the person, such as the kind of breach.
    pub asked: Option<(String, Value)>,
    /// Positions of rows that hit, and of rows that could.
    pub hits: Vec<usize>,
    pub could: Vec<usize>,
    /// Certainly no row hits.
    pub none: bool,
    /// Columns that could change it.
    pub needs: Vec<String>,
}

/// The rules for one person on one day.
#[derive(Debug, Clone)]
pub struct PersonRulesView {
    /// As far as the asker may see them.
    pub person: Person,
    pub on: NaiveDate,
    pub law: RegionLaw,
    /// What the asker sees; hidden facts are unknown.
    pub facts: Facts,
    /// Groups that are hidden from the asker.
    pub hidden: Vec<FieldGroup>,
    pub explanation: Explanation,
    /// For each table of the chain and each of its rows.
    pub standings: Vec<Vec<RowStanding>>,
    pub side: Vec<SideShown>,
    pub known: Vec<Known>,
    /// Acts that decide and hold on the day.
    pub acts: Vec<Act>,
    /// The statement that counts on the day, for each fact that was stated.
    pub statements: Vec<Statement>,
    /// Record that takes further statements, with its version; version 0 if there is none.
    pub stated: (StatedFactsId, i64),
    pub organisations: HashMap<OrganisationId, String>,
}

impl PersonRulesView {
    /// The facts that could change the answer and that the asker may know, in the order of the form.
    pub fn needed(&self) -> impl Iterator<Item = FactPath> {
        self.paths().filter(|path| !self.hidden.contains(&path.group()))
    }

    /// Groups with facts that could change the answer but are hidden.
    pub fn needed_hidden(&self) -> BTreeSet<FieldGroup> {
        self.paths().map(FactPath::group).filter(|group| self.hidden.contains(group)).collect()
    }

    fn paths(&self) -> impl Iterator<Item = FactPath> {
        self.explanation.answer.needs.iter().filter_map(|code| FactPath::from_code(code))
    }

    /// The statement that counts for a fact.
    pub fn statement(&self, fact: &FactKey) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.fact == *fact)
    }

    /// Name of an office.
    pub fn office(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map(String::as_str).unwrap_or_default()
    }
}

/// Asks for the rules of a person on a day; today without one.
#[derive(Debug, Clone)]
pub struct PersonRules {
    pub person: PersonId,
    pub on: Option<NaiveDate>,
}

#[async_trait]
impl Query for PersonRules {
    type Answer = PersonRulesView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Eligibility).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonRulesView, i64), Error> {
        let person: Person = scene.queries.need(self.person.0).await?;
        let today = scene.operation.today;
        if !visible.reaches_person(person.region, person.involved_on(today)) || person.merged_into.is_some() {
            return Err(Error::Absent(RecordKind::Person));
        }
        let on = self.on.unwrap_or(today);
        let law = scene.law_on(on).await?;
        speaks_of(&law, on)?;
        let records = CaseRecords::of(scene.queries, person).await?;
        let mut view = answered(records, law, on, |group| visible.shows(group));
        view.person = view.person.shown(|group| visible.shows(group), visible.organisation(), false).0;
        let mut offices: Vec<i64> = view.statements.iter().map(|one| one.stated_by.0).collect();
        offices.extend(view.acts.iter().map(|act| act.issuer.0));
        let found = scene.queries.many::<Organisation>(&offices).await?;
        view.organisations = found.into_iter().map(|office| (office.id, office.name)).collect();
        Ok((view, 1))
    }
}

/// Refuses a day for which the tables do not speak.
pub fn speaks_of(law: &RegionLaw, on: NaiveDate) -> Result<(), Refusal> {
    let first = law.set.valid_from();
    if on < first {
        return Err(Refusal::new("rules-speak-from").with("from", first).at("on"));
    }
    Ok(())
}

/// The rules for records as somebody sees them who sees these groups.
pub fn answered(
    records: CaseRecords,
    law: RegionLaw,
    on: NaiveDate,
    shows: impl Fn(FieldGroup) -> bool,
) -> PersonRulesView {
    let facts = records.facts(law.set.reading(), on).shown(&shows);
    let explanation = explain(&law.set, &facts, on);
    let standings = law.set.standings(&facts, on);
    let CaseRecords { person, acts, stated, .. } = records;
    let seen = seen_statements(stated.clone(), law.side(), &shows);
    let known = law.side().known(&facts, &explanation.answer, &seen, on);
    let deciding = |act: &Act| act.kind.entitles() && act.holds_on(on);
    let newest = stated.iter().max_by_key(|facts| facts.id);
    PersonRulesView {
        on,
        hidden: FieldGroup::ALL.iter().copied().filter(|group| !shows(*group)).collect(),
        side: side_answers(law.side(), &known, on),
        acts: match shows(FieldGroup::Obligation) {
            true => acts.into_iter().filter(deciding).collect(),
            false => Vec::new(),
        },
        statements: counting_statements(&seen, on),
        stated: newest.map_or((StatedFactsId(0), 0), |facts| (facts.id, facts.version)),
        person,
        law,
        facts,
        explanation,
        standings,
        known,
        organisations: HashMap::new(),
    }
}

/// What is known for the tables that stand alone, as far as the asker sees it, with the answer of the chain.
pub fn known_of(
    records: &CaseRecords,
    law: &RegionLaw,
    on: NaiveDate,
    shows: impl Fn(FieldGroup) -> bool,
) -> (Answer, Vec<Known>) {
    let facts = records.facts(law.set.reading(), on).shown(&shows);
    let answer = law.set.decide(&facts, on, &mut Memo::default());
    let seen = seen_statements(records.stated.clone(), law.side(), &shows);
    let known = law.side().known(&facts, &answer, &seen, on);
    (answer, known)
}

/// Group of fields a statement belongs to.
pub fn group_of(fact: &FactKey, side: &SideTables) -> Option<FieldGroup> {
    match fact {
        FactKey::Law(path) => Some(path.group()),
        FactKey::Side(name) => side.inputs().iter().find(|input| input.name == *name)?.stated,
    }
}

fn seen_statements(
    mut stated: Vec<StatedFacts>,
    side: &SideTables,
    shows: &impl Fn(FieldGroup) -> bool,
) -> Vec<StatedFacts> {
    for facts in &mut stated {
        facts.statements.retain(|statement| group_of(&statement.fact, side).is_some_and(shows));
    }
    stated
}

fn counting_statements(stated: &[StatedFacts], on: NaiveDate) -> Vec<Statement> {
    let keys: BTreeSet<&FactKey> =
        stated.iter().flat_map(|facts| &facts.statements).map(|statement| &statement.fact).collect();
    keys.into_iter().filter_map(|key| statement_on(stated, key, on)).cloned().collect()
}

/// Column that says what a person did not do: consequences are shown for each, because that is what the person
/// has to be warned of beforehand.
const BREACH: &str = "breach";

fn side_answers(side: &SideTables, known: &[Known], on: NaiveDate) -> Vec<SideShown> {
    let mut shown = Vec::new();
    for table in side.tables() {
        let asks = table.columns.iter().any(|column| column.name == BREACH);
        let breaches = side.inputs().iter().find(|input| asks && input.name == BREACH);
        match breaches {
            None => shown.extend(side_answer(side, &table.name, known, on, None)),
            Some(input) => shown.extend(input.values.iter().filter_map(|value| {
                let asked = (BREACH.to_owned(), Value::Text(value.clone()));
                side_answer(side, &table.name, known, on, Some(asked))
            })),
        }
    }
    shown
}

fn side_answer(
    side: &SideTables,
    table: &str,
    known: &[Known],
    on: NaiveDate,
    asked: Option<(String, Value)>,
) -> Option<SideShown> {
    let mut with = known.to_vec();
    with.extend(asked.clone());
    let answer = side.ask_known(table, on, &with)?;
    let rows = &side.table(table)?.rows;
    let at = |id: &str| rows.iter().position(|row| row.id == id);
    Some(SideShown {
        table: table.to_owned(),
        asked,
        hits: answer.hits.iter().filter_map(|row| at(&row.id)).collect(),
        could: answer.possible.iter().filter_map(|row| at(&row.id)).collect(),
        none: answer.hits.is_empty() && answer.possible.is_empty(),
        needs: answer.needs.iter().map(|name| (*name).to_owned()).collect(),
    })
}

/// Whether a form offers a fact to somebody who sees its group.
pub fn is_stated(fact: &FactKey) -> bool {
    match fact {
        FactKey::Law(path) => path.kept() != Kept::Record,
        FactKey::Side(_) => true,
    }
}

/// What an act was based on.
#[derive(Debug, Clone)]
pub struct ActBasisView {
    pub person: Person,
    pub act: Act,
    pub issuer: String,
    /// `None`: no basis was kept, because the act came with a list or is older than the tables.
    pub decision: Option<RuleDecision>,
    /// The asker lacks a group the basis speaks of, so answer and rows are left out.
    pub narrowed: bool,
    /// The tables or switches in use today are others than those of the decision.
    pub changed_since: bool,
}

/// Asks for the basis of an act.
#[derive(Debug, Clone)]
pub struct ActBasis {
    pub person: PersonId,
    pub act: ActId,
}

#[async_trait]
impl Query for ActBasis {
    type Answer = ActBasisView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Eligibility).of(RecordKind::Act, self.act.0).filtered("basis")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ActBasisView, i64), Error> {
        let act: Act = scene.queries.need(self.act.0).await?;
        let person: Person = scene.queries.need(act.person.0).await?;
        let reached = visible.reaches_person(person.region, person.involved_on(scene.operation.today));
        if !reached || act.person != self.person || !visible.shows(FieldGroup::Obligation) {
            return Err(Error::Absent(RecordKind::Act));
        }
        let find = Find::new(RecordKind::RuleDecision, act.region).when(Where::is("act_id", act.id.0));
        let kept: Option<RuleDecision> = scene.queries.all(find).await?.pop();
        let law = scene.law_on(scene.operation.today).await?;
        let changed_since = kept.as_ref().is_some_and(|kept| kept.fingerprint != law.fingerprint);
        let (decision, narrowed) = match kept.map(|kept| kept.shown(|group| visible.shows(group))) {
            Some((decision, narrowed)) => (Some(decision), narrowed),
            None => (None, false),
        };
        let issuer: Option<Organisation> = scene.queries.one(act.issuer.0).await?;
        let view = ActBasisView {
            person: person.shown(|group| visible.shows(group), visible.organisation(), false).0,
            issuer: issuer.map(|office| office.name).unwrap_or_default(),
            act,
            decision,
            narrowed,
            changed_since,
        };
        Ok((view, 1))
    }
}
