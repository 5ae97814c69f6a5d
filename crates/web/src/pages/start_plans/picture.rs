//! The plan over time, by provider: starts that exist, starts the plan adds, test days. New starts can be dragged, or moved
//! with the arrow keys, where the asker may change the plan.

use super::words::short;
use crate::http::Staff;
use crate::pages::start_calendar::lanes;
use crate::view::chart::{Frame, Gantt, GanttBar, GanttMark, GanttRow};
use app::queries::start_plans::StartPlanSheet;
use domain::ids::OrganisationId;
use domain::start_plan::{ProposedStart, ProposedTestDay};
use std::collections::BTreeMap;

/// The picture; `form` is the id of the form that takes a moved start.
pub(super) fn picture(staff: &Staff, sheet: &StartPlanSheet, form: Option<&str>) -> Gantt {
    let plan = &sheet.plan;
    let mut groups: BTreeMap<(String, OrganisationId), Vec<&ProposedStart>> = BTreeMap::new();
    for start in &plan.starts {
        let provider = start.key.provider;
        groups.entry((short(&sheet.bodies, provider), provider)).or_default().push(start);
    }
    let mark = |day: &ProposedTestDay| GanttMark {
        on: day.on,
        label: staff.tn(
            "start-plan-test-day-mark",
            &[
                ("host", short(&sheet.bodies, day.host).as_str().into()),
                ("booked", day.booked.into()),
                ("seats", day.seats.into()),
            ],
        ),
        full: day.booked >= day.seats,
    };
    let mut hosts: BTreeMap<String, Vec<GanttMark>> = BTreeMap::new();
    for day in &plan.test_days {
        hosts.entry(short(&sheet.bodies, day.host)).or_default().push(mark(day));
    }
    let label = |host: &str| staff.tn("start-calendar-test-days-of", &[("host", host.into())]);
    let mut rows: Vec<GanttRow> = hosts
        .into_iter()
        .map(|(host, marks)| GanttRow { label: label(&host), bars: Vec::new(), marks })
        .collect();
    for ((label, _), starts) in groups {
        for (line, bars) in lanes(starts, |start| (start.key.on, start.ends_on)).into_iter().enumerate() {
            let label = if line == 0 { label.clone() } else { String::new() };
            let bars = bars.into_iter().map(|start| bar(start, form)).collect();
            rows.push(GanttRow { label, bars, marks: Vec::new() });
        }
    }
    let finding = staff.tn(
        "start-plan-picture-finding",
        &[("new", plan.new_starts().count().into()), ("all", plan.starts.len().into())],
    );
    let frame = Frame::new(staff.language(), staff.t("start-plan-picture"), finding).as_of(plan.proposed_on);
    Gantt::new(frame, (plan.proposed_on, plan.until), staff.today, rows)
}

fn bar(start: &ProposedStart, form: Option<&str>) -> GanttBar {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    let taken = start.seats - start.free + start.waiting + start.expected;
    let key = &start.key;
    let mut bar = GanttBar {
        from: key.on,
        until: start.ends_on,
        label: format!("{} {} {}", key.kind.code(), key.section, key.town),
        seats: (number(taken), number(start.seats)),
        planned: start.course.is_none(),
        handle: None,
    };
    if start.course.is_none()
        && let Some(form) = form
    {
        bar.handle = Some((form.to_owned(), key.to_string()));
    }
    bar
}
