//! Takes a few neighbouring starts out of a plan, fills the gap anew, and keeps what is better.
//!
//! Where starts use up rooms and teachers, single moves get stuck early: a better plan needs several starts exchanged at
//! once. Chance comes from a seed; work is counted.

use super::ascent::mix;
use super::flow::Flow;
use super::instance::Role;
use super::money::Cost;
use super::moves::Moves;

/// Most starts taken out beside the first.
const MOST_NEAR: u64 = 4;
/// Shut starts tried in exchanges around the gap.
const MOST_TRIED: usize = 40;

/// A repeatable run of numbers.
struct Chance {
    seed: u64,
    count: u32,
}

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.count += 1;
        (mix(self.seed, self.count) % limit.max(1) as u64) as usize
    }
}

/// Shakes a plan until `rounds` tries in a row found nothing better or the work is used up.
pub(crate) fn shake<C: Cost>(
    flow: &mut Flow<'_, C>,
    moves: &mut Moves<'_, '_, C::Sum>,
    seed: u64,
    rounds: u32,
) {
    let mut chance = Chance { seed: seed ^ 0x5ca7e, count: 0 };
    let mut idle = 0;
    while idle < rounds && moves.go_on(flow) {
        let mut trial = flow.clone();
        let gap = take_out(&mut trial, &mut chance);
        if gap.is_empty() {
            return;
        }
        moves.add_and_drop(&mut trial);
        let mut near = around(&trial, &gap);
        while near.len() > MOST_TRIED {
            near.swap_remove(chance.below(near.len()));
        }
        if moves.exchange_some(&mut trial, &near) {
            moves.add_and_drop(&mut trial);
        }
        idle += 1;
        if trial.cost < flow.cost {
            *flow = trial;
            idle = 0;
        } else {
            flow.work = trial.work;
            // Equal plans are a way out of a plateau.
            if trial.cost == flow.cost {
                *flow = trial;
            }
        }
    }
}

fn free_and_open<C: Cost>(flow: &Flow<'_, C>, open: bool) -> Vec<u32> {
    let wanted =
        |start: &u32| flow.instance.role[*start as usize] == Role::Free && flow.open[*start as usize] == open;
    (0..flow.open.len() as u32).filter(wanted).collect()
}

/// Closes a start and some that share people or pools with it.
fn take_out<C: Cost>(flow: &mut Flow<'_, C>, chance: &mut Chance) -> Vec<u32> {
    let open = free_and_open(flow, true);
    if open.is_empty() {
        return Vec::new();
    }
    let first = open[chance.below(open.len())];
    let mut near: Vec<u32> =
        open.into_iter().filter(|other| *other != first && related(flow, first, *other)).collect();
    let mut gap = vec![first];
    for _ in 0..chance.below(MOST_NEAR as usize + 1) {
        if near.is_empty() {
            break;
        }
        gap.push(near.swap_remove(chance.below(near.len())));
    }
    for start in &gap {
        flow.close(*start);
    }
    gap
}

fn related<C: Cost>(flow: &Flow<'_, C>, a: u32, b: u32) -> bool {
    let pools = &flow.instance.pools;
    flow.share_people(a, b)
        || pools.of(a).iter().any(|(pool, _)| pools.of(b).iter().any(|(other, _)| pool == other))
}

/// Shut starts related to those of the gap.
fn around<C: Cost>(flow: &Flow<'_, C>, gap: &[u32]) -> Vec<u32> {
    let shut = free_and_open(flow, false).into_iter();
    shut.filter(|start| gap.iter().any(|taken| taken == start || related(flow, *taken, *start))).collect()
}
