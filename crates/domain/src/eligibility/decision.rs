//! What an authority's decision was based on: rule set, facts as they were seen, answer and rows, kept with the
//! act so that it can be justified years later, whatever the tables say by then. Not for proposing.

use super::answer::{Access, Answer, Authority, Obligation};
use super::explain::{ExplainedRow, Explanation};
use super::facts::{FactPath, FactValue, Facts};
use crate::access::FieldGroup;
use crate::act::{Act, ActKind};
use crate::ids::{ActId, PersonId, RegionId, RuleDecisionId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A fact as it was known when the decision was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecidedFact {
    pub fact: FactPath,
    pub value: FactValue,
}

codes! {
    /// How an act stands to what the tables proposed.
    Agreement {
        /// The tables proposed it.
        Agrees = "agrees",
        /// The tables proposed something else; the authority decides.
        Deviates = "deviates",
        /// A fact was missing, or the tables say nothing about such an act.
        Open = "open",
    }
}

/// The basis of one act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleDecision {
    pub id: RuleDecisionId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    pub act: ActId,
    /// Evaluation date: the day of the act.
    pub on: NaiveDate,
    /// Newest change of law or policy in force on that day.
    pub rule_set: NaiveDate,
    /// Fingerprint of all tables, switches and lists that were used.
    pub fingerprint: String,
    pub agreement: Agreement,
    pub facts: Vec<DecidedFact>,
    /// The answer in the form of the eligibility file.
    pub answer: serde_json::Value,
    pub rows: Vec<ExplainedRow>,
}

impl RuleDecision {
    /// The basis of an act, out of an explanation for its day and the facts that were seen.
    pub fn of(
        id: RuleDecisionId,
        act: &Act,
        fingerprint: &str,
        facts: &Facts,
        explanation: Explanation,
    ) -> Self {
        let Explanation { answer, rows } = explanation;
        RuleDecision {
            id,
            region: act.region,
            version: 0,
            person: act.person,
            act: act.id,
            on: answer.on,
            rule_set: answer.rule_set,
            fingerprint: fingerprint.to_owned(),
            agreement: agreement(act.kind, &answer),
            facts: facts.known().map(|(fact, value)| DecidedFact { fact, value: value.clone() }).collect(),
            answer: serde_json::to_value(&answer).unwrap_or_default(),
            rows,
        }
    }

    /// Groups of fields the basis speaks of. Answer and rows follow from all of them together, so whoever lacks
    /// one sees neither (docs/decisions/0010).
    pub fn groups(&self) -> Vec<FieldGroup> {
        let mut groups: Vec<FieldGroup> = self.facts.iter().map(|known| known.fact.group()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The same as far as somebody may see it, and whether anything was left out.
    pub fn shown(mut self, shows: impl Fn(FieldGroup) -> bool) -> (Self, bool) {
        let all = self.groups().into_iter().all(&shows);
        if !all {
            self.facts.retain(|known| shows(known.fact.group()));
            self.answer = serde_json::Value::Null;
            self.rows.clear();
            self.agreement = Agreement::Open;
        }
        (self, !all)
    }
}

/// How an act stands to the answer of its day.
pub fn agreement(kind: ActKind, answer: &Answer) -> Agreement {
    let course = &answer.integrationskurs;
    let access = |expected: &[Access]| match course.access {
        Access::Undetermined => Agreement::Open,
        found if expected.contains(&found) => Agreement::Agrees,
        _ => Agreement::Deviates,
    };
    let duty = |authority: Authority| match course.obligation {
        Obligation::Undetermined | Obligation::GreyZone => Agreement::Open,
        Obligation::Obliged | Obligation::MayOblige
            if course.obligation_routes.iter().any(|route| route.authority == authority) =>
        {
            Agreement::Agrees
        }
        Obligation::Obliged | Obligation::MayOblige | Obligation::None => Agreement::Deviates,
    };
    match kind {
        ActKind::Teilnahmeberechtigung => {
            access(&[Access::Claim, Access::ByObligation, Access::OrientationOnly])
        }
        ActKind::ZulassungBundesamt => access(&[Access::AdmissionPossible]),
        ActKind::ZulassungJobcenter => access(&[Access::AdmissionByJobcenter]),
        ActKind::VerpflichtungTitel | ActKind::VerpflichtungBedarf => duty(Authority::Auslaenderbehoerde),
        ActKind::VerpflichtungJobcenter => duty(Authority::Jobcenter),
        ActKind::VerpflichtungAsylblg => duty(Authority::Asylblg),
        ActKind::Kooperationsplan
        | ActKind::Zuweisung
        | ActKind::Verweisung
        | ActKind::Anmeldung
        | ActKind::Kursbeginn => Agreement::Open,
    }
}
