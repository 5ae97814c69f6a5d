//! What of a plan the round of providers and authorities sees: starts, test days, goals and reasons. Nobody in it is a row
//! of their own, and small counts of people are hidden (handbook 7.6). Not for the bodies that steer: they see all of it.

use super::start_plans::{StartPlanSheet, seats_fixed};
use domain::start_plan::{Answer, People};
use planning::explain::{NotRun, RunsBecause};
use planning::schedule::{Cause, Changed, LevelCode, LevelValue};
use std::collections::BTreeSet;

/// Goals that count people.
fn counts_people(level: LevelCode) -> bool {
    match level {
        LevelCode::PriorityUnseated | LevelCode::PriorityLate | LevelCode::Late => true,
        LevelCode::PriorityWaiting
        | LevelCode::Waiting
        | LevelCode::Reach
        | LevelCode::EmptySeats
        | LevelCode::Shares
        | LevelCode::Changes => false,
    }
}

/// A count of people that is too small to be told.
fn small(count: i64, smallest: i64) -> bool {
    count != 0 && count.abs() < smallest
}

/// Whether a number at a goal is too small to be told.
pub fn hides(level: LevelCode, number: i64, smallest: i64) -> bool {
    counts_people(level) && small(number, smallest)
}

/// Takes out what the round may not see.
pub(super) fn for_the_round(sheet: &mut StartPlanSheet, smallest: i64) {
    sheet.smallest = smallest;
    sheet.seats_fixed = seats_fixed(&sheet.plan, smallest);
    sheet.plan.seats_by_hand.clear();
    without_rows(sheet);
    without_small_reasons(sheet, smallest);
    sheet.plan.answer = Answer::default();
    let people = sheet.plan.people;
    let counts = [people.waiting, people.untested, people.unseated, people.late];
    sheet.tells_people = !counts.into_iter().any(|count| small(count, smallest));
    if !sheet.tells_people {
        sheet.plan.people = People::default();
    }
    for start in &mut sheet.plan.starts {
        // one number for the seats that would be taken; who of them waits today is not part of it
        start.expected += start.waiting;
        (start.waiting, start.priority) = (0, 0);
    }
    sheet.hidden = hidden(&mut sheet.schedule.levels, smallest);
    if let Some((parent, schedule)) = &mut sheet.parent {
        parent.answer = Answer::default();
        parent.seats_by_hand.clear();
        let before = hidden(&mut schedule.levels, smallest);
        sheet.hidden.extend(before);
    }
}

/// Sets small numbers of people to nothing and tells which goals those were.
fn hidden(levels: &mut [LevelValue], smallest: i64) -> BTreeSet<LevelCode> {
    let mut found = BTreeSet::new();
    for level in levels {
        if hides(level.level, level.value, smallest) {
            found.insert(level.level);
            (level.value, level.lower_bound) = (0, 0);
        }
    }
    found
}

/// Every row of a single person: ids of cases are nobody's business outside the bodies that steer.
fn without_rows(sheet: &mut StartPlanSheet) {
    let schedule = &mut sheet.schedule;
    schedule.seats.clear();
    schedule.unassigned.clear();
    schedule.untested.clear();
    schedule.test_days.iter_mut().for_each(|day| day.booked.clear());
    sheet.explanation.people.clear();
    for start in &mut sheet.explanation.starts {
        start.people.clear();
        start.priority = 0;
        if let Some(without) = &mut start.without {
            without.moves.clear();
        }
    }
    sheet.changes.retain(|change| match change.what {
        Changed::StartGivenUp { .. }
        | Changed::StartAdded { .. }
        | Changed::TestDayGivenUp { .. }
        | Changed::TestDayAdded { .. } => true,
        Changed::SeatMoved { .. }
        | Changed::SeatLost { .. }
        | Changed::SeatGained { .. }
        | Changed::BookingMoved { .. } => false,
    });
}

/// Reasons that rest on a small number of people are left out; the start or change itself stays.
fn without_small_reasons(sheet: &mut StartPlanSheet, smallest: i64) {
    let few = |number: u32| small(i64::from(number), smallest);
    for start in &mut sheet.explanation.starts {
        if let Some(without) = &mut start.without {
            without.levels.retain(|(level, by)| !hides(*level, *by, smallest));
        }
    }
    sheet.explanation.starts.retain(|start| match start.cause {
        RunsBecause::Better { level, by } => !hides(level, by, smallest),
        RunsBecause::Promised | RunsBecause::Pinned | RunsBecause::Announced | RunsBecause::Equal => true,
    });
    sheet.explanation.not_run.retain(|start| match &start.why {
        NotRun::TooFewPeople { possible, .. } => !few(*possible),
        NotRun::Worse { level, by } => !hides(*level, *by, smallest),
        NotRun::Closed | NotRun::Resource { .. } | NotRun::NobodyToSpare { .. } | NotRun::NoGain => true,
    });
    for change in &mut sheet.changes {
        let told = match &change.cause {
            Cause::TooFewPeople { possible, .. } => !few(*possible),
            Cause::Better { level, kept, now } => !hides(*level, kept - now, smallest),
            Cause::Displaced { .. } => false,
            Cause::Pinned
            | Cause::StartGone { .. }
            | Cause::StartGivenUp { .. }
            | Cause::NoLongerFits { .. }
            | Cause::Promised
            | Cause::NewPerson
            | Cause::SeatFree => true,
        };
        if !told {
            sheet.untold.insert(change.what.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_numbers_of_people_are_hidden() {
        assert!(hides(LevelCode::PriorityUnseated, 2, 3) && hides(LevelCode::Late, -1, 3));
        assert!(!hides(LevelCode::PriorityUnseated, 0, 3) && !hides(LevelCode::Late, 3, 3));
        assert!(!hides(LevelCode::EmptySeats, 1, 3), "seats are no people");
    }
}
