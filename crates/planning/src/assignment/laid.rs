//! Problems with more laid over them than the file holds: costs as exact whole numbers, pools, a plan to begin with.
//!
//! For planners above the file (`schedule`). What the costs mean is decided there.

use super::budget::{Budget, Watch};
use super::explain;
use super::flow::{Flow, Held, Neighbours};
use super::instance::{Instance, Origin, Prices, Role, prepare};
use super::money::{Cost, Sum};
use super::moves::Moves;
use super::pools::{PoolLimit, Pools};
use super::search::{Best, SHAKE_ROUNDS, Terms, search};
use super::shake::shake;
use super::{Limits, unfold};
use crate::plan::Clash;
use crate::problem::Problem;
use std::sync::atomic::AtomicBool;

/// A problem whose own costs are ignored.
#[derive(Clone, Copy)]
pub(crate) struct Laid<'a, P> {
    /// People, starts, options and promises.
    pub problem: &'a Problem,
    /// Costs.
    pub prices: &'a P,
    /// What starts use up.
    pub pools: &'a [PoolLimit],
    /// Starts to begin with; those that do not fit are left out.
    pub hint: Option<&'a [bool]>,
}

/// A plan by positions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LaidPlan {
    /// Which starts run, promised ones included.
    pub open: Vec<bool>,
    /// Row of people, start, how many; sorted.
    pub seats: Vec<(u32, u32, u32)>,
    /// Per row of people: how many have no seat.
    pub left: Vec<u32>,
    /// What it costs.
    pub cost: i128,
    /// No plan costs less; nothing is proven by `improve_laid`.
    pub bound: i128,
    /// Seconds it takes on an ordinary machine, by counted work: the same on every machine.
    pub seconds: f64,
}

/// Finds a plan and a bound. `C` must hold every cost, as `money` says.
pub(crate) fn solve_laid<C: Cost>(
    laid: &Laid<'_, impl Prices>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<LaidPlan, Vec<Clash>> {
    let (instance, origin) = lay::<C>(laid)?;
    let stop = AtomicBool::new(false);
    let begin = clock();
    let mut elapsed = || clock() - begin;
    // Counted work ends the search in time on an ordinary machine; the clock only helps a much slower one.
    let mut watch = Watch::new(&mut elapsed, 2.0 * limits.time_limit, &stop);
    let terms = Terms { gap: limits.gap.max(0.0), seed: limits.seed, threads: limits.threads.clamp(1, 64) };
    let neighbours = Neighbours::new(&instance);
    let given = (terms, Budget::new(limits.time_limit), laid.hint);
    let outcome = search(&instance, &neighbours, given, &mut watch, &stop)
        .map_err(|shortage| vec![explain(laid.problem, &instance, &shortage)])?;
    let seconds = outcome.seconds;
    Ok(LaidPlan { seconds, ..tell(laid.problem, &instance, &origin, outcome.best, outcome.bound) })
}

/// Best seats for the starts of the hint, improved by moves while the work lasts; zero work moves nothing.
pub(crate) fn improve_laid<C: Cost>(laid: &Laid<'_, impl Prices>, work: u64) -> Result<LaidPlan, Vec<Clash>> {
    let (instance, origin) = lay::<C>(laid)?;
    let neighbours = Neighbours::new(&instance);
    let mut flow = Flow::new(&instance, &neighbours);
    open_hint(&mut flow, laid.hint);
    flow.build(vec![C::Sum::default(); instance.starts()])
        .map_err(|shortage| vec![explain(laid.problem, &instance, &shortage)])?;
    if work > 0 {
        let stop = AtomicBool::new(false);
        let mut watch = Watch::listener(&stop);
        let mut moves = Moves::new(work, &mut watch);
        moves.add_and_drop(&mut flow);
        while moves.exchange(&mut flow) {
            moves.add_and_drop(&mut flow);
        }
        if !instance.pools.is_empty() {
            shake(&mut flow, &mut moves, 1, SHAKE_ROUNDS);
        }
    }
    let seats: Vec<Held> = flow.held.iter().flatten().copied().collect();
    let best = Best { open: flow.open.clone(), seats, cost: flow.cost };
    let mut budget = Budget::new(0.0);
    budget.spend_on_flow(flow.work);
    let seconds = budget.seconds();
    Ok(LaidPlan { seconds, ..tell(laid.problem, &instance, &origin, best, -C::Sum::FAR) })
}

/// Opens the starts of a hint as far as the pools hold them, before anybody is seated.
pub(super) fn open_hint<C: Cost>(flow: &mut Flow<'_, C>, hint: Option<&[bool]>) {
    let Some(hint) = hint else { return };
    for (start, wanted) in hint.iter().enumerate() {
        if *wanted && flow.instance.role[start] == Role::Free && flow.fits(start as u32) {
            flow.choose(start as u32);
        }
    }
}

fn lay<C: Cost>(laid: &Laid<'_, impl Prices>) -> Result<(Instance<C>, Origin), Vec<Clash>> {
    let (mut instance, origin) = prepare::<C>(laid.problem, laid.prices)?;
    instance.pools = Pools::new(laid.pools, &instance.role);
    Ok((instance, origin))
}

fn tell<C: Cost>(
    problem: &Problem,
    instance: &Instance<C>,
    origin: &Origin,
    best: Best<C>,
    bound: C::Sum,
) -> LaidPlan {
    let (seats, left) = unfold(instance, origin, best.seats);
    let runs = |at: usize| best.open[at] && instance.role[at] != Role::Shut;
    LaidPlan {
        open: (0..problem.starts().len()).map(runs).collect(),
        seats,
        left,
        cost: (best.cost + instance.constant).exact(),
        bound: if bound <= -C::Sum::FAR { -(1 << 126) } else { (bound + instance.constant).exact() },
        seconds: 0.0,
    }
}
