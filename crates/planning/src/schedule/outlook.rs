//! Decides what must be announced now by several futures instead of one.
//!
//! For every drawn future the best plan is made. Of starts that are alike and due, as many are kept in question as the
//! futures open in the middle; the others are left for a later plan, when more is known (two-stage planning by samples). The
//! simulated years judge the same rule ([`in_the_middle`]); what it brings stands in `bench/simulation.md`.

use super::error::InputError;
use super::input::{Decision, Id, Input, Person, Start};
use super::planner::plan;
use crate::assignment::Limits;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook<'a> {
    /// Drawn futures: the people that arrive in each of them. Their ids must not be those of people who are known.
    pub futures: &'a [Vec<Person>],
    /// Starts with their first day up to this one must be decided now; a later plan decides about the others.
    pub due_until: i32,
}

/// In how many futures a start that is due opens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The start.
    pub start: Id,
    /// In so many it opens.
    pub opens: u32,
    /// Futures in all.
    pub of: u32,
    /// Most futures can do without it: it is left for a later plan.
    pub left_for_later: bool,
}

/// Plans every future with the known people of the input and tells about each start that is due and open to decision, sorted
/// by id. Limits hold for each future. Without futures nothing is told.
///
/// # Errors
/// As [`super::plan`].
pub fn support(
    input: &Input,
    outlook: Outlook<'_>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Vec<Support>, InputError> {
    let due: Vec<&Start> = input.starts.iter().filter(|start| is_due(input, start, outlook)).collect();
    if outlook.futures.is_empty() || due.is_empty() {
        return Ok(Vec::new());
    }
    let mut opened: Vec<BTreeSet<Id>> = Vec::with_capacity(outlook.futures.len());
    for future in outlook.futures {
        let people = input.people.iter().chain(future).cloned().collect();
        let found = plan(&Input { people, ..input.clone() }, limits, clock)?;
        opened.push(found.starts.into_iter().map(|start| start.start).collect());
    }
    let alike = |start: &Start| (start.provider.clone(), start.kind.clone(), start.section, start.first_day);
    let votes = due.iter().map(|start| Votes {
        start: start.id.clone(),
        alike: alike(start),
        opens: opened.iter().map(|open| open.contains(&start.id)).collect(),
    });
    let votes: Vec<Votes<Id, _>> = votes.collect();
    let kept = in_the_middle(&votes, |_| true);
    let told = votes.iter().map(|vote| Support {
        start: vote.start.clone(),
        opens: vote.count(),
        of: outlook.futures.len() as u32,
        left_for_later: !kept.contains(&vote.start),
    });
    let mut told: Vec<Support> = told.collect();
    told.sort_unstable();
    Ok(told)
}

fn is_due(input: &Input, start: &Start, outlook: Outlook<'_>) -> bool {
    start.decision == Decision::Free
        && (input.today..=outlook.due_until).contains(&start.first_day)
        && !input.published.starts.contains(&start.id)
}

/// Closes the starts that are left for a later plan. What was fixed by hand stays: pins outweigh decisions.
pub fn leave_for_later(input: &mut Input, support: &[Support]) {
    let later: BTreeSet<&Id> =
        support.iter().filter(|start| start.left_for_later).map(|start| &start.start).collect();
    for start in input.starts.iter_mut().filter(|start| start.decision == Decision::Free) {
        if later.contains(&start.id) {
            start.decision = Decision::Closed;
        }
    }
}

/// In which futures a start opens, and what makes it like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Votes<S, A> {
    pub start: S,
    pub alike: A,
    /// Per future.
    pub opens: Vec<bool>,
}

impl<S, A> Votes<S, A> {
    /// Futures in which it opens.
    pub fn count(&self) -> u32 {
        self.opens.iter().filter(|opens| **opens).count() as u32
    }
}

/// Of starts that are alike, as many as the futures open in the middle (of an even number, the lower middle); those that
/// open in most futures first, then those named first. In the order in which they were chosen; one that may not be chosen
/// (any more) is passed over.
pub(crate) fn in_the_middle<S: Ord + Clone, A: Ord>(
    votes: &[Votes<S, A>],
    mut may: impl FnMut(&S) -> bool,
) -> Vec<S> {
    let mut counts: BTreeMap<&A, Vec<u32>> = BTreeMap::new();
    for vote in votes {
        let counts = counts.entry(&vote.alike).or_insert_with(|| vec![0; vote.opens.len()]);
        for (count, opens) in counts.iter_mut().zip(&vote.opens) {
            *count += u32::from(*opens);
        }
    }
    let mut left: BTreeMap<&A, u32> = BTreeMap::new();
    for (alike, mut counts) in counts {
        counts.sort_unstable();
        left.insert(alike, counts.get(counts.len().saturating_sub(1) / 2).copied().unwrap_or(0));
    }
    let mut order: Vec<&Votes<S, A>> = votes.iter().filter(|vote| vote.count() > 0).collect();
    order.sort_by(|a, b| b.count().cmp(&a.count()).then(a.start.cmp(&b.start)));
    let mut chosen = Vec::new();
    for vote in order {
        if let Some(left) = left.get_mut(&vote.alike).filter(|left| **left > 0)
            && may(&vote.start)
        {
            *left -= 1;
            chosen.push(vote.start.clone());
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(start: u32, alike: u32, opens: [bool; 3]) -> Votes<u32, u32> {
        Votes { start, alike, opens: opens.to_vec() }
    }

    #[test]
    fn alike_starts_are_counted_together_and_the_likeliest_is_taken() {
        let votes = [
            vote(1, 7, [true, false, false]),
            vote(2, 7, [false, true, true]),
            vote(3, 8, [true, false, false]),
            vote(4, 9, [true, true, true]),
            vote(5, 9, [false, true, true]),
        ];
        // alike 7: one start in every future; 8: none in the middle; 9: one, two, two
        assert_eq!(in_the_middle(&votes, |_| true), [4, 2, 5]);
    }

    #[test]
    fn one_that_may_not_be_chosen_makes_room_for_the_next_of_its_kind() {
        let votes = [vote(1, 7, [true, true, true]), vote(2, 7, [true, false, false])];
        assert_eq!(in_the_middle(&votes, |start| *start != 1), [2]);
    }

    #[test]
    fn nothing_is_chosen_that_no_future_opens() {
        assert_eq!(in_the_middle(&[vote(1, 1, [false; 3])], |_| true), [0_u32; 0]);
        assert_eq!(in_the_middle::<u32, u32>(&[], |_| true), [0_u32; 0]);
    }
}
