//! The answer for a person from a rule set: exact under unknown facts, the same for equal facts.
//! Not for the order of tables or the meaning of cells (see `compile`).

use super::answer::{
    Access, Answer, Authority, Berufssprachkurs, BerufssprachkursAccess, Integrationskurs, Obligation,
    ObligationRoute, OtherDuty, Reason,
};
use super::compile::{Epoch, route_of};
use super::diagram::{Node, Possible, View};
use super::facts::{FactPath, FactValue, Facts};
use super::inputs::Citations;
use super::rule_set::RuleSet;
use super::table::{Row, Table};
use crate::deadline::Standing;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// What equal combinations of facts have in common.
#[derive(Debug)]
struct Verdict {
    access: Access,
    issuer: Option<Authority>,
    obligation: Obligation,
    obliging_authority: Option<Authority>,
    other_duty: Option<OtherDuty>,
    exemptions: Arc<[String]>,
    routes: Arc<[ObligationRoute]>,
    berufssprachkurs: Berufssprachkurs,
    reasons: Arc<[Reason]>,
    /// Bit set of the inputs that can still change the answer.
    deciding: u64,
}

type Key = (usize, Box<[u32]>);

/// Answers already found for equal combinations of facts; keep it for a batch, not across rule sets.
#[derive(Default)]
pub struct Memo {
    verdicts: HashMap<Key, Arc<Verdict>>,
    days: HashMap<NaiveDate, Day>,
    citations: Citations,
}

/// What depends on the evaluation date alone.
#[derive(Clone)]
struct Day {
    epoch: usize,
    switches: Arc<[bool]>,
    closed: Arc<[String]>,
    rule_set: NaiveDate,
}

/// A row that was hit, with its table.
#[derive(Debug, Clone, Copy)]
pub struct HitRow<'a> {
    pub table: &'a Table,
    pub row: &'a Row,
}

/// How a row stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStanding {
    /// It hits whatever the unknown facts are.
    Hits,
    /// It hits for some values of the unknown facts.
    Could,
    DoesNot,
}

impl RuleSet {
    /// The answer for one person; `default_on` is used where the case names no day of its own.
    pub fn decide(&self, facts: &Facts, default_on: NaiveDate, memo: &mut Memo) -> Answer {
        let on = facts.on.unwrap_or(default_on);
        let day = memo.days.entry(on).or_insert_with(|| self.day(on)).clone();
        let masks = self.catalogue().masks(facts, on, &day.switches, &mut memo.citations).into_boxed_slice();
        let key = (day.epoch, masks);
        let verdict = match memo.verdicts.get(&key) {
            Some(known) => known.clone(),
            None => {
                let made = Arc::new(self.verdict(self.epoch(day.epoch), &key.1));
                memo.verdicts.insert(key, made.clone());
                made
            }
        };
        self.answer(facts, on, &verdict, day)
    }

    /// Rows that certainly hit for the person on that day, in the order of the tables.
    pub fn hit_rows(&self, facts: &Facts, on: NaiveDate) -> Vec<HitRow<'_>> {
        let day = self.day(on);
        let masks = self.catalogue().masks(facts, on, &day.switches, &mut Citations::default());
        let epoch = self.epoch(day.epoch);
        let mut view = View::new(&epoch.diagram, &masks);
        let mut found = Vec::new();
        for (table, hits) in self.tables().iter().zip(&epoch.hits) {
            for (row, hit) in table.rows.iter().zip(hits) {
                if certain(&mut view, *hit) {
                    found.push(HitRow { table, row });
                }
            }
        }
        found
    }

    /// How every row stands for the person on that day, table by table in their order.
    pub fn standings(&self, facts: &Facts, on: NaiveDate) -> Vec<Vec<RowStanding>> {
        let day = self.day(on);
        let masks = self.catalogue().masks(facts, on, &day.switches, &mut Citations::default());
        let epoch = self.epoch(day.epoch);
        let mut view = View::new(&epoch.diagram, &masks);
        let mut standing = |node: &Node| match view.possible(*node).only() {
            Some(1) => RowStanding::Hits,
            Some(_) => RowStanding::DoesNot,
            None => RowStanding::Could,
        };
        epoch.hits.iter().map(|hits| hits.iter().map(&mut standing).collect()).collect()
    }

    fn day(&self, on: NaiveDate) -> Day {
        Day {
            epoch: self.epoch_number(on),
            switches: self.open_switches(on).into(),
            closed: self.closed_types(on),
            rule_set: self.version_on(on),
        }
    }

    fn verdict(&self, epoch: &Epoch, masks: &[u32]) -> Verdict {
        let mut view = View::new(&epoch.diagram, masks);
        let mut deciding = 0;
        let mut ask = |node: Node| {
            if let Some(number) = view.settled(node) {
                return Some(number as usize);
            }
            let possible: Possible = view.possible(node);
            deciding |= possible.deciding;
            possible.only().map(|number| number as usize)
        };
        let answer = &epoch.answer;
        let access = ask(answer.access).map_or(Access::Undetermined, |at| Access::ALL[at]);
        let issuer = ask(answer.issuer).and_then(|at| Authority::ALL.get(at).copied());
        let obligation = ask(answer.obligation).map_or(Obligation::Undetermined, |at| Obligation::ALL[at]);
        let authority = ask(answer.obliging_authority).and_then(|at| Authority::ALL.get(at).copied());
        let other_duty = ask(answer.other_duty).and_then(|at| OtherDuty::ALL.get(at).copied());
        let course = ask(answer.berufssprachkurs_access)
            .map_or(BerufssprachkursAccess::Undetermined, |at| BerufssprachkursAccess::ALL[at]);
        let course_issuer =
            ask(answer.berufssprachkurs_issuer).and_then(|at| Authority::ALL.get(at).copied());
        let course_obligation = ask(answer.berufssprachkurs_obligation)
            .map_or(Obligation::Undetermined, |at| Obligation::ALL[at]);
        let applying: Vec<bool> = epoch.exemptions.iter().map(|node| ask(*node) == Some(1)).collect();
        let open = matches!(course, BerufssprachkursAccess::Open | BerufssprachkursAccess::Undetermined);
        Verdict {
            issuer: issuer.filter(|_| !matches!(access, Access::Undetermined | Access::None)),
            access,
            obliging_authority: authority.filter(|_| obligation != Obligation::Undetermined),
            obligation,
            other_duty,
            exemptions: self.exemptions(&applying),
            routes: self.routes(epoch, &mut view),
            berufssprachkurs: Berufssprachkurs {
                access: if open { BerufssprachkursAccess::Undetermined } else { course },
                issuer: course_issuer.filter(|_| course == BerufssprachkursAccess::Yes),
                obligation: course_obligation,
                closed_types: Arc::from([]),
            },
            reasons: self.reasons(epoch, &mut view),
            deciding,
        }
    }

    fn exemptions(&self, applying: &[bool]) -> Arc<[String]> {
        let table = &self.tables()[self.roles().exemptions];
        let rows = table.rows.iter().zip(applying).filter(|(_, applies)| **applies);
        rows.map(|(row, _)| row.rule.clone()).collect()
    }

    fn routes(&self, epoch: &Epoch, view: &mut View<'_>) -> Arc<[ObligationRoute]> {
        let index = self.roles().routes;
        let table = &self.tables()[index];
        if !certain_not(view, epoch.exempt) {
            return Arc::from([]);
        }
        let hit = table.rows.iter().zip(&epoch.hits[index]).filter(|(_, node)| certain(view, **node));
        let routes: Vec<_> = hit
            .filter_map(|(row, _)| {
                let route = route_of(table, &row.outputs)?;
                Some(ObligationRoute {
                    rule: row.rule.clone(),
                    authority: route.authority,
                    obligation: route.obligation,
                })
            })
            .collect();
        routes.into()
    }

    fn reasons(&self, epoch: &Epoch, view: &mut View<'_>) -> Arc<[Reason]> {
        let mut reasons: Vec<Reason> = Vec::new();
        for (table, hits) in self.tables().iter().zip(&epoch.hits) {
            for (row, node) in table.rows.iter().zip(hits) {
                let named = !row.rule.is_empty() && !reasons.iter().any(|known| known.rule == row.rule);
                if named && certain(view, *node) {
                    reasons.push(Reason { rule: row.rule.clone(), citation: row.citation.clone() });
                }
            }
        }
        reasons.into()
    }

    fn answer(&self, facts: &Facts, on: NaiveDate, verdict: &Verdict, day: Day) -> Answer {
        let standing = Standing {
            access: verdict.access,
            issuer: verdict.issuer,
            berufssprachkurs: verdict.berufssprachkurs.access == BerufssprachkursAccess::Yes,
            obliged: verdict.obligation == Obligation::Obliged,
        };
        Answer {
            id: facts.id.clone(),
            on,
            rule_set: day.rule_set,
            integrationskurs: Integrationskurs {
                access: verdict.access,
                issuer: verdict.issuer,
                expires_on: self.deadlines().right_ends(facts, on, standing, self.calendar()),
                obligation: verdict.obligation,
                obliging_authority: verdict.obliging_authority,
                other_duty: verdict.other_duty,
                exemptions: verdict.exemptions.clone(),
                obligation_routes: verdict.routes.clone(),
            },
            berufssprachkurs: Berufssprachkurs {
                closed_types: day.closed,
                ..verdict.berufssprachkurs.clone()
            },
            deadlines: self.deadlines().running(facts, on, standing, self.calendar()),
            reasons: verdict.reasons.clone(),
            needs: self.needs(facts, verdict.deciding),
            assumed: facts.assumed().map(FactPath::code).collect(),
        }
    }

    fn needs(&self, facts: &Facts, deciding: u64) -> Vec<&'static str> {
        if deciding == 0 {
            return Vec::new();
        }
        let mut paths: Vec<FactPath> = (0..self.catalogue().inputs.len())
            .filter(|index| deciding >> index & 1 == 1)
            .flat_map(|index| self.catalogue().facts_behind(index, facts))
            .filter(|path| !matches!(facts.get(*path), FactValue::Flag(_)))
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths.into_iter().map(FactPath::code).collect()
    }
}

fn certain(view: &mut View<'_>, node: Node) -> bool {
    view.is_certain(node, 1)
}

fn certain_not(view: &mut View<'_>, node: Node) -> bool {
    view.is_certain(node, 0)
}
