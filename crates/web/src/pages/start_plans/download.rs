//! The plan with its reasons as one JSON document, for the bodies that steer: it holds ids of cases.

use crate::http::{Answer, Input, Problem, Staff};
use app::queries::start_plans::StartPlanRecord;

/// The document.
pub(super) async fn json(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&StartPlanRecord { plan: input.id("id")? }).await?;
    let document = serde_json::json!({
        "format": "foerderkette.start-plan/1",
        "plan": sheet.plan.id.to_string(),
        "parent": sheet.plan.parent.map(|id| id.to_string()),
        "proposed_on": sheet.plan.proposed_on,
        "until": sheet.plan.until,
        "input_version": sheet.plan.input_version,
        "seed": sheet.plan.seed,
        "settings": sheet.plan.settings,
        "by_hand": sheet.plan.by_hand,
        "seats_by_hand": sheet.plan.seats_by_hand,
        "checked": sheet.plan.checked,
        "schedule": sheet.schedule,
        "explanation": sheet.explanation,
        "changes": sheet.changes,
        "support": sheet.support,
    });
    let bytes = serde_json::to_vec_pretty(&document).map_err(|error| Problem::Fault(error.to_string()))?;
    Ok(Answer::file(bytes, "application/json", "plan.json"))
}
