//! Keeps with an act that decides what it was based on: the facts as the deciding office saw them before the act,
//! the rules of its day, and their fingerprint. Not for acts out of lists: they were decided elsewhere.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Context, also_visible};
use domain::access::{Action, Resource};
use domain::act::Act;
use domain::eligibility::{RuleDecision, explain};
use domain::ids::RuleDecisionId;
use domain::person::Person;

/// Keeps the basis of an act that was just added. Nothing is kept of a day for which the tables do not speak.
pub(super) async fn keep(context: &mut Context<'_>, act: &Act) -> Result<(), Error> {
    if !act.kind.entitles() {
        return Ok(());
    }
    let law = context.law_today().await?;
    let on = act.issued_on;
    if on < law.set.valid_from() {
        return Ok(());
    }
    // an office that may not see the rules at all decides without them
    let actor = &context.operation.actor;
    let Ok(visible) = also_visible(actor, Action::See, Resource::Eligibility) else { return Ok(()) };
    let person: Person = context.need(act.person.0).await?;
    let mut records = CaseRecords::of(context.work.queries(), person).await?;
    records.acts.retain(|known| known.id != act.id);
    let facts = records.facts(law.set.reading(), on).shown(|group| visible.shows(group));
    let explanation = explain(&law.set, &facts, on);
    let id = RuleDecisionId(context.next_id());
    let decision = RuleDecision::of(id, act, &law.fingerprint, &facts, explanation);
    context.save(decision).await
}
