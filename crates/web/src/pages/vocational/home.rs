//! What of Berufssprachkurse waits, for the homes of the roles.

use crate::http::{Problem, Staff};
use crate::view::Tone;
use crate::view::record::Counter;
use app::queries::vocational_people::OwnVocationalWork;
use domain::access::{Action as A, Resource as R};

/// Counters; nothing while nothing waits.
pub async fn counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::List, R::VocationalReport) {
        return Ok(Vec::new());
    }
    let work = staff.ask(&OwnVocationalWork).await?;
    let shown = [
        ("vocational-home-lapsing", work.lapsing, "/vocational/authorisations?warned=1", Tone::Warning),
        ("vocational-home-duties", work.duties, "/vocational/people", Tone::Warning),
        ("vocational-home-late", work.duties_late, "/vocational/people?due=1", Tone::Danger),
        ("vocational-home-reports", work.reports, "/vocational/reports?open=1", Tone::Info),
    ];
    let counted = shown.into_iter().filter(|(_, count, _, _)| *count > 0);
    Ok(counted
        .map(|(key, count, path, tone)| {
            Counter::new(staff.t(key), wording::number(staff.language(), count)).href(path).tone(tone)
        })
        .collect())
}
