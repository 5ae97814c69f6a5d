//! Shortest-path bookkeeping over starts, reset in constant time.

use super::super::money::Sum;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How a path enters a start: from which start, and who moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// The start searched before this one, or `NONE` at the source.
    pub before: u32,
    /// The row that moves, or `NONE` if nobody does.
    pub person: u32,
}

/// Distances and steps of one search.
#[derive(Debug, Clone)]
pub(super) struct Paths<S> {
    round: u32,
    seen: Vec<u32>,
    distance: Vec<S>,
    step: Vec<Step>,
    heap: BinaryHeap<Reverse<(S, u32)>>,
    /// Starts whose distance is final, in the order of the search.
    pub settled: Vec<(u32, S)>,
}

impl<S: Sum> Paths<S> {
    pub fn new(starts: usize) -> Self {
        let none = Step { before: u32::MAX, person: u32::MAX };
        Self {
            round: 0,
            seen: vec![0; starts],
            distance: vec![S::default(); starts],
            step: vec![none; starts],
            heap: BinaryHeap::new(),
            settled: Vec::new(),
        }
    }

    /// Forgets the last search.
    pub fn reset(&mut self) {
        if self.round == u32::MAX {
            self.seen.fill(0);
            self.round = 0;
        }
        self.round += 1;
        self.heap.clear();
        self.settled.clear();
    }

    /// Offers a way to a start.
    pub fn offer(&mut self, start: u32, distance: S, step: Step) {
        let at = start as usize;
        if self.seen[at] == self.round && self.distance[at] <= distance {
            return;
        }
        self.seen[at] = self.round;
        self.distance[at] = distance;
        self.step[at] = step;
        self.heap.push(Reverse((distance, start)));
    }

    /// The nearest start that is not settled and nearer than `limit`.
    pub fn settle(&mut self, limit: S) -> Option<(S, u32)> {
        while let Some(Reverse((distance, start))) = self.heap.pop() {
            if distance >= limit {
                return None;
            }
            if distance == self.distance[start as usize] {
                self.settled.push((start, distance));
                return Some((distance, start));
            }
        }
        None
    }

    /// How the path enters a start.
    pub fn step(&self, start: u32) -> Step {
        self.step[start as usize]
    }
}
