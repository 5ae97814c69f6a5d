//! Tries a start open and shut in every draw where the draws disagree about it, and keeps what costs less in all of them
//! together (two-stage planning: what is announced now is the same in every future, what follows adapts to each).

use super::engine::State;
use super::rolling::{Alike, Rolling};
use super::world::Arrival;
use crate::assignment::LaidPlan;
use crate::problem::Decision;
use crate::schedule::outlook::Votes;
use std::collections::BTreeSet;

/// The draws of a week, each with the starts its own best plan opens.
#[derive(Default)]
pub(super) struct Weighing {
    pub futures: Vec<(Vec<Arrival>, Vec<bool>)>,
}

impl Weighing {
    /// What to announce: begins with what was chosen and turns at most `most` starts about which the draws disagree.
    pub fn weigh(
        &self,
        rolling: &Rolling,
        state: &State<'_, '_>,
        starts: &[(usize, Decision)],
        until: u32,
        (votes, chosen, most): (&[Votes<usize, Alike>], Vec<usize>, usize),
    ) -> Vec<usize> {
        let due: BTreeSet<usize> = votes.iter().map(|vote| vote.start).collect();
        let mut open: BTreeSet<usize> = chosen.into_iter().collect();
        let cost = |open: &BTreeSet<usize>| self.cost(rolling, state, starts, until, (&due, open));
        let mut best = cost(&open);
        for start in self.disputed(votes).into_iter().take(most) {
            let mut other = open.clone();
            if !other.remove(&start) {
                let slot = |at: usize| state.world.candidates[at].slot;
                if other.iter().any(|at| slot(*at) == slot(start)) {
                    continue;
                }
                other.insert(start);
            }
            let with = cost(&other);
            if with < best {
                (best, open) = (with, other);
            }
        }
        open.into_iter().collect()
    }

    /// Starts that some draws open and others do not, the most disputed first.
    fn disputed(&self, votes: &[Votes<usize, Alike>]) -> Vec<usize> {
        let draws = self.futures.len() as u32;
        let between = votes.iter().filter(|vote| (1..draws).contains(&vote.count()));
        let mut found: Vec<(u32, usize)> =
            between.map(|vote| ((2 * vote.count()).abs_diff(draws), vote.start)).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, start)| start).collect()
    }

    /// Cost over all draws if of the starts that are due exactly these are announced. An announced start runs with however
    /// few; one that would on average stay too far below the minimum is out of the question.
    fn cost(
        &self,
        rolling: &Rolling,
        state: &State<'_, '_>,
        starts: &[(usize, Decision)],
        until: u32,
        (due, open): (&BTreeSet<usize>, &BTreeSet<usize>),
    ) -> i64 {
        let (world, setting) = (state.world, state.world.setting);
        // a room that is taken now is free again only after the course
        let taken = |at: usize| {
            let candidate = &world.candidates[at];
            let in_the_room = |other: &usize| {
                let other = &world.candidates[*other];
                other.slot == candidate.slot && candidate.week < world.end(other)
            };
            open.iter().any(in_the_room)
        };
        let decided: Vec<(usize, Decision)> = starts
            .iter()
            .map(|(at, decision)| match (due.contains(at), open.contains(at)) {
                (true, true) => (*at, Decision::Open),
                (true, false) => (*at, Decision::Closed),
                (false, _) if *decision == Decision::Optional && taken(*at) => (*at, Decision::Closed),
                (false, _) => (*at, *decision),
            })
            .collect();
        let mut cost = 0_i64;
        let mut people = vec![0_u32; starts.len()];
        for (future, known) in &self.futures {
            let hint = known.iter().zip(&decided).map(|(open, (_, decision))| match decision {
                Decision::Open => true,
                Decision::Closed => false,
                Decision::Optional => *open,
            });
            let plan: LaidPlan = rolling.solve(state, future, &decided, until, Some(hint.collect()));
            cost += i64::try_from(plan.cost).unwrap_or(i64::MAX);
            plan.seats.iter().for_each(|(_, start, count)| people[*start as usize] += count);
        }
        let least = setting.minimum.saturating_sub(setting.policy.slack) * self.futures.len() as u32;
        let short = starts.iter().zip(&people).any(|((at, _), people)| open.contains(at) && *people < least);
        if short { i64::MAX } else { cost }
    }
}
