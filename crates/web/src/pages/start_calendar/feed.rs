//! Starts and test days of one provider, or of the whole region, as a calendar file. It names no person.

use super::show::{DayRow, day_rows};
use crate::http::{Answer, Input, Problem, Staff};
use app::queries::start_calendar::StartCalendar;
use chrono::DateTime;
use domain::ids::OrganisationId;
use domain::letter::CalendarDay;

/// The file; `provider` narrows it.
pub(super) async fn days(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let provider: Option<OrganisationId> = input.query().get("provider").and_then(|id| id.parse().ok());
    let sheet = staff.ask(&StartCalendar::default()).await?;
    let rows = day_rows(&staff, &sheet);
    let days: Vec<CalendarDay> = rows
        .into_iter()
        .filter(|row| provider.is_none() || row.provider == provider)
        .map(|row| entry(&staff, row))
        .collect();
    let file = staff.site.letters.calendar_of(&days);
    Ok(Answer::file(file.into_bytes(), "text/calendar; charset=utf-8", "kalender.ics"))
}

fn entry(staff: &Staff, row: DayRow) -> CalendarDay {
    let url = &staff.site.public_url;
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let now = staff.site.clock.now();
    CalendarDay {
        id: row.path.trim_start_matches('/').replace('/', "-"),
        host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
        revision: u32::try_from(row.version).unwrap_or_default(),
        written_at: DateTime::from_timestamp_millis(now.0)
            .map_or_else(|| staff.today.and_time(chrono::NaiveTime::MIN), |at| at.naive_utc()),
        on: row.on,
        title: format!("{} {}", row.what, row.name),
        place: row.town,
        url: format!("{url}{}", row.path),
    }
}
