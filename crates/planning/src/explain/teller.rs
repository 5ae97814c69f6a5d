//! Tells why, person by person and start by start.

use super::variants::{Base, first_difference};
use super::{
    Alternative, Cost, Explanation, MoveWithout, NotRun, PersonExplained, RuledOut, RunsBecause,
    StartExplained, StartRefused, Why, Without,
};
use crate::schedule::ladder::Found;
use crate::schedule::model::{Fit, Model};
use crate::schedule::planner::Row;
use crate::schedule::{Decision, Id, Input, InputError, LevelCode, Reason, Schedule, Status};
use std::collections::BTreeMap;

/// How many rows are named as displacing somebody.
const MOST_NAMED: usize = 5;

/// Explains a plan of this input: everybody, every start. An infeasible plan explains itself by its conflicts.
///
/// # Errors
/// As [`crate::schedule::plan`].
pub fn explain(input: &Input, plan: &Schedule) -> Result<Explanation, InputError> {
    explain_first(input, plan, input.people.len())
}

/// The same, but of the people only the first so many rows: nobody asks why somebody who is only expected sits anywhere, and
/// each of them takes as long as a known one.
///
/// # Errors
/// As [`crate::schedule::plan`].
pub fn explain_first(input: &Input, plan: &Schedule, rows: usize) -> Result<Explanation, InputError> {
    let model = Model::new(input)?;
    if plan.status == Status::Infeasible {
        return Ok(Explanation { people: Vec::new(), starts: Vec::new(), not_run: Vec::new() });
    }
    let teller = Teller { base: Base::new(&model, plan), model: &model };
    let mut people: Vec<PersonExplained> =
        (0..input.people.len().min(rows)).flat_map(|at| teller.person(at)).collect();
    people.sort_by(|a, b| (&a.person, &a.start).cmp(&(&b.person, &b.start)));
    let by_id = |at: &usize| &model.starts[*at].id;
    let ahead = (0..model.starts.len()).filter(|at| model.in_horizon(*at));
    let (mut run, mut not): (Vec<usize>, Vec<usize>) = ahead.partition(|at| teller.base.found.open[*at]);
    run.sort_by_key(by_id);
    not.sort_by_key(by_id);
    let refused = |at: usize| StartRefused { start: model.starts[at].id.clone(), why: teller.not_run(at) };
    Ok(Explanation {
        people,
        starts: run.into_iter().map(|at| teller.start(at)).collect(),
        not_run: not.into_iter().map(refused).collect(),
    })
}

/// Explains one row of people; empty if the plan does not know it.
///
/// # Errors
/// As [`crate::schedule::plan`].
pub fn explain_person(
    input: &Input,
    plan: &Schedule,
    person: &str,
) -> Result<Vec<PersonExplained>, InputError> {
    let model = Model::new(input)?;
    let Some(at) = model.person_at.get(person).copied().filter(|_| plan.status != Status::Infeasible) else {
        return Ok(Vec::new());
    };
    Ok(Teller { base: Base::new(&model, plan), model: &model }.person(at))
}

struct Teller<'a> {
    model: &'a Model<'a>,
    base: Base,
}

impl Teller<'_> {
    fn start_id(&self, start: usize) -> Id {
        self.model.starts[start].id.clone()
    }

    fn person_id(&self, row: u32) -> Id {
        self.model.input.people[self.base.seating.rows[row as usize].person].id.clone()
    }

    fn load(&self, start: usize) -> u32 {
        let seats = self.base.found.seats.iter().filter(|(_, at, _)| *at as usize == start);
        seats.map(|(_, _, count)| count).sum()
    }

    fn person(&self, at: usize) -> Vec<PersonExplained> {
        let found = &self.base.found;
        let mut told: BTreeMap<Option<usize>, PersonExplained> = BTreeMap::new();
        for (row, Row { person, .. }) in self.base.seating.rows.iter().enumerate() {
            if *person != at {
                continue;
            }
            let row = row as u32;
            let seats = found.seats.iter().filter(|(seated, ..)| *seated == row);
            let mut places: Vec<(Option<usize>, u32)> =
                seats.map(|(_, start, count)| (Some(*start as usize), *count)).collect();
            if found.left[row as usize] > 0 {
                places.push((None, found.left[row as usize]));
            }
            for (start, count) in places {
                let entry = told.entry(start).or_insert_with(|| self.place(at, row, start));
                entry.count += count;
            }
        }
        told.into_values().collect()
    }

    /// One row in one place, counted by the caller.
    fn place(&self, at: usize, row: u32, start: Option<usize>) -> PersonExplained {
        let person = &self.model.input.people[at];
        let kept = self.model.kept.get(&at);
        let fixed = start.is_some_and(|start| kept.is_some_and(|kept| kept.contains(&start)));
        let cost =
            match start.and_then(|start| self.base.seating.fit(row, start as u32).map(|fit| (start, fit))) {
                Some((start, fit)) => self.cost(at, Some(start), fit),
                None => Cost {
                    late: true,
                    wait_days: self.model.wait_unseated(person),
                    minutes: 0,
                    as_announced: !self.model.input.published.seats.contains_key(&person.id),
                },
            };
        let ready = self.base.seating.rows[row as usize].ready;
        let mut explained = PersonExplained {
            person: person.id.clone(),
            start: start.map(|start| self.start_id(start)),
            count: 0,
            fixed,
            priority: person.class == 0,
            cost,
            alternatives: self.alternatives(at, row, start, cost, fixed),
            reason: None,
            ruled_out: Vec::new(),
        };
        if start.is_none() {
            let running = self.base.options[row as usize]
                .iter()
                .any(|(start, _)| self.base.found.open[*start as usize]);
            let rest = if running { Reason::Full } else { Reason::NoStartRuns };
            explained.reason = Some(self.model.ruled_out(at, ready).unwrap_or(rest));
            let mut limits: BTreeMap<Reason, u32> = BTreeMap::new();
            for start in self.model.of_entry(person) {
                let open = self.base.found.open[start];
                let unseated = if open { Reason::Full } else { Reason::NoStartRuns };
                *limits.entry(self.model.fit(at, start, ready).err().unwrap_or(unseated)).or_default() += 1;
            }
            explained.ruled_out =
                limits.into_iter().map(|(reason, starts)| RuledOut { reason, starts }).collect();
        }
        explained
    }

    fn cost(&self, at: usize, start: Option<usize>, fit: Fit) -> Cost {
        let announced = self.model.input.published.seats.get(&self.model.input.people[at].id);
        let here = start.map(|start| &self.model.starts[start].id);
        Cost {
            late: fit.late,
            wait_days: fit.wait,
            minutes: fit.minutes,
            as_announced: announced.is_none_or(|announced| Some(announced) == here),
        }
    }

    /// The best two other starts for the person alone.
    fn alternatives(
        &self,
        at: usize,
        row: u32,
        start: Option<usize>,
        cost: Cost,
        fixed: bool,
    ) -> Vec<Alternative> {
        let options = self.base.options[row as usize].iter();
        let mut others: Vec<(Cost, usize)> = options
            .filter(|(other, _)| Some(*other as usize) != start)
            .map(|(other, option)| {
                (self.cost(at, Some(*other as usize), self.base.seating.fits[*option]), *other as usize)
            })
            .collect();
        others.sort_by_key(|(cost, other)| (order(cost), &self.model.starts[*other].id));
        others.truncate(2);
        let tell = |(other_cost, other): (Cost, usize)| Alternative {
            start: self.start_id(other),
            cost: other_cost,
            why: self.why(row, start, other, (&cost, &other_cost), fixed),
        };
        others.into_iter().map(tell).collect()
    }

    fn why(
        &self,
        row: u32,
        start: Option<usize>,
        other: usize,
        (here, there): (&Cost, &Cost),
        fixed: bool,
    ) -> Why {
        if fixed {
            return Why::Fixed;
        }
        if order(there) > order(here) {
            let priority = self.model.input.people[self.base.seating.rows[row as usize].person].class == 0;
            let (level, by) = dearer(here, there, priority);
            return Why::Dearer { level, by };
        }
        if !self.base.found.open[other] {
            return Why::DoesNotRun { cause: self.not_run(other) };
        }
        let Some(forced) = self.base.forced(row, other as u32) else { return Why::Equal };
        let worse = first_difference(&self.base.found.value, &forced.value).filter(|(_, by)| *by > 0);
        let Some((level, by_much)) = worse else { return Why::Equal };
        let people = self.load(other);
        if people < self.model.starts[other].seats {
            let holds = start.filter(|start| {
                let course = &self.model.starts[*start];
                course.decision == Decision::Free && self.load(*start) <= course.minimum.max(1)
            });
            return match holds {
                Some(start) => {
                    let minimum = self.model.starts[start].minimum.max(1);
                    Why::HoldsMinimum { start: self.start_id(start), minimum }
                }
                None => Why::Displaced { by: Vec::new(), people, level, by_much },
            };
        }
        Why::Displaced { by: self.displacing(other as u32, &forced), people, level, by_much }
    }

    /// Rows that sit in a start; first those who would have to leave.
    fn displacing(&self, start: u32, forced: &Found) -> Vec<Id> {
        let stays = |row: u32| forced.seats.iter().any(|(other, at, _)| (*other, *at) == (row, start));
        let here = self.base.found.seats.iter().filter(|(_, at, _)| *at == start);
        let mut rows: Vec<(bool, Id)> = here.map(|(row, ..)| (stays(*row), self.person_id(*row))).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().take(MOST_NAMED).map(|(_, id)| id).collect()
    }

    fn possible(&self, start: usize) -> u32 {
        let options = self.base.options.iter().zip(&self.base.seating.rows);
        let fits = options.filter(|(options, _)| options.iter().any(|(at, _)| *at as usize == start));
        fits.map(|(_, row)| row.count).sum()
    }

    fn not_run(&self, start: usize) -> NotRun {
        let course = &self.model.starts[start];
        let minimum = course.minimum.max(1);
        if course.decision == Decision::Closed || course.seats == 0 {
            return NotRun::Closed;
        }
        let possible = self.possible(start);
        if possible < minimum || course.seats < minimum {
            return NotRun::TooFewPeople { possible: possible.min(course.seats), minimum };
        }
        let pools = self.base.seating.layered.pools.iter().zip(&self.base.seating.resources);
        for (pool, resource) in pools {
            let mine = pool.uses.iter().find(|(at, _)| *at as usize == start).map(|(_, amount)| *amount);
            let Some(mine) = mine else { continue };
            let running = pool.uses.iter().filter(|(at, _)| self.base.found.open[*at as usize]);
            let used: u32 = running.clone().map(|(_, amount)| amount).sum();
            if used + mine > pool.capacity {
                let starts = running.map(|(at, _)| self.start_id(*at as usize)).collect();
                return NotRun::Resource { resource: resource.clone(), starts };
            }
        }
        let Some(with) = self.base.with(start) else { return NotRun::NobodyToSpare { minimum } };
        match first_difference(&self.base.found.value, &with.value) {
            Some((level, by)) if by > 0 => NotRun::Worse { level, by },
            _ => NotRun::NoGain,
        }
    }

    fn start(&self, start: usize) -> StartExplained {
        let found = &self.base.found;
        let course = &self.model.starts[start];
        let must = course.decision == Decision::Open;
        let without = if must { None } else { self.base.without(start) };
        let cause = match &without {
            _ if self.model.pinned.contains(&start) => RunsBecause::Pinned,
            None => RunsBecause::Promised,
            Some(without) => match first_difference(&found.value, &without.value) {
                Some((level, by)) if by > 0 => RunsBecause::Better { level, by },
                _ if self.model.input.published.starts.contains(&course.id) => RunsBecause::Announced,
                _ => RunsBecause::Equal,
            },
        };
        let (mut people, mut priority) = (BTreeMap::new(), 0);
        for (row, _, count) in found.seats.iter().filter(|(_, at, _)| *at as usize == start) {
            *people.entry(self.person_id(*row)).or_insert(0) += count;
            let first = self.model.input.people[self.base.seating.rows[*row as usize].person].class == 0;
            priority += if first { *count } else { 0 };
        }
        let load = self.load(start);
        let minimum = if must { 0 } else { course.minimum };
        StartExplained {
            start: course.id.clone(),
            cause,
            people: people.into_iter().collect(),
            priority,
            empty: course.seats.saturating_sub(load),
            above_minimum: i64::from(load) - i64::from(minimum),
            without: without.map(|without| self.compare(&without)),
        }
    }

    fn compare(&self, without: &Found) -> Without {
        let found = &self.base.found;
        let difference = |level: LevelCode| without.value[level as usize] - found.value[level as usize];
        let levels = LevelCode::ALL.into_iter().map(|level| (level, difference(level)));
        let instead = (0..without.open.len()).filter(|at| without.open[*at] && !found.open[*at]);
        let mut instead: Vec<Id> = instead.map(|at| self.start_id(at)).collect();
        instead.sort_unstable();
        let mut moves = Vec::new();
        for row in 0..self.base.seating.rows.len() as u32 {
            let (before, after) = (self.places(found, row), self.places(without, row));
            // Rows of several people are compared place by place, in order.
            for (from, to) in before.iter().zip(&after).filter(|(from, to)| from != to) {
                let longer_days = self.wait(row, *to) - self.wait(row, *from);
                let to = to.map(|to| self.start_id(to as usize));
                moves.push(MoveWithout { person: self.person_id(row), to, longer_days });
            }
        }
        moves.sort_by(|a, b| (&a.person, &a.to).cmp(&(&b.person, &b.to)));
        Without { moves, levels: levels.filter(|(_, by)| *by != 0).collect(), instead }
    }

    /// Where each one of a row sits.
    fn places(&self, found: &Found, row: u32) -> Vec<Option<u32>> {
        let mut places = Vec::new();
        for (_, start, count) in found.seats.iter().filter(|(seated, ..)| *seated == row) {
            places.extend((0..*count).map(|_| Some(*start)));
        }
        places.extend((0..found.left[row as usize]).map(|_| None));
        places
    }

    fn wait(&self, row: u32, start: Option<u32>) -> i64 {
        let person = &self.model.input.people[self.base.seating.rows[row as usize].person];
        let fit = start.and_then(|start| self.base.seating.fit(row, start));
        fit.map_or_else(|| self.model.wait_unseated(person), |fit| fit.wait)
    }
}

/// What counts for one person, most important first.
fn order(cost: &Cost) -> (bool, i64, i64, bool) {
    (cost.late, cost.wait_days, cost.minutes, !cost.as_announced)
}

fn dearer(here: &Cost, there: &Cost, priority: bool) -> (LevelCode, i64) {
    let (late, waiting) = match priority {
        true => (LevelCode::PriorityLate, LevelCode::PriorityWaiting),
        false => (LevelCode::Late, LevelCode::Waiting),
    };
    if here.late != there.late {
        return (late, 1);
    }
    if here.wait_days != there.wait_days {
        return (waiting, there.wait_days - here.wait_days);
    }
    if here.minutes != there.minutes {
        return (LevelCode::Reach, there.minutes - here.minutes);
    }
    (LevelCode::Changes, 1)
}
