//! What of recommendations and milestones waits, for the homes of the roles.

use crate::http::{Problem, Staff};
use crate::view::Tone;
use crate::view::record::Counter;
use app::queries::measure_recommendations::RecommendationList;
use app::queries::route_plans::MilestoneList;
use domain::access::{Action as A, Resource as R};

/// Counters; nothing while nothing waits.
pub async fn counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    let mut counted: Vec<(&str, usize, &str, Tone)> = Vec::new();
    if staff.may(A::Decide, R::MeasureRecommendation) && staff.actor.organisation_kind.plans_onward() {
        let found = staff.ask(&RecommendationList::default()).await?;
        let mine = || {
            let rows = found.rows.iter().map(|row| &row.recommendation);
            rows.filter(|one| one.decider == staff.organisation.id)
        };
        let path = super::RECOMMENDATIONS;
        counted.push((
            "today-recommendations",
            mine().filter(|one| one.is_open()).count(),
            path,
            Tone::Warning,
        ));
        let late = mine().filter(|one| one.is_awaited() && one.is_overdue(staff.today)).count();
        counted.push(("today-measures-begin", late, path, Tone::Danger));
    }
    if staff.may(A::List, R::RoutePlan) {
        let found = staff.ask(&MilestoneList::default()).await?;
        let late = found.rows.iter().filter(|row| row.standing.is_overdue(staff.today)).count();
        counted.push(("today-milestones-late", late, super::MILESTONES, Tone::Danger));
        counted.push(("today-milestones", found.rows.len() - late, super::MILESTONES, Tone::Info));
    }
    let shown = counted.into_iter().filter(|(_, count, _, _)| *count > 0);
    Ok(shown
        .map(|(key, count, path, tone)| {
            let count = wording::number(staff.language(), count as i64);
            Counter::new(staff.t(key), count).href(path).tone(tone)
        })
        .collect())
}
