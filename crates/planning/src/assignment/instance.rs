//! The problem as the solver sees it: whole numbers, rows compressed by person and by start, promises taken out.
//!
//! What is taken out first, without changing the answer: required seats (they are fixed), starts that cannot run,
//! options that can never pay, people without options, and identical people (they share a row).

use super::money::{Cost, Sum};
use super::pools::Pools;
use crate::plan::Clash;
use crate::problem::{Choice, Decision, Problem};

/// Who decides about a start, after the promises were taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The search decides.
    Free,
    /// It runs; its opening cost is part of the constant.
    Open,
    /// It does not run, or has no seats left.
    Shut,
}

/// Rows of people and starts with their options in compressed form.
#[derive(Debug)]
pub(crate) struct Instance<C: Cost> {
    /// People per row.
    pub count: Vec<u32>,
    /// Cost of leaving one of a row without a seat.
    pub top: Vec<C>,
    /// Options of row `i` are `person_from[i]..person_from[i + 1]`, sorted by start.
    pub person_from: Vec<u32>,
    /// Start of each option, by person.
    pub person_start: Vec<u32>,
    /// Cost of each option, by person.
    pub person_cost: Vec<C>,
    /// Seats left per start.
    pub seats: Vec<u32>,
    /// People still needed per start if it runs.
    pub minimum: Vec<u32>,
    /// Cost of opening a free start; zero for others.
    pub opening: Vec<C>,
    /// Who decides about each start.
    pub role: Vec<Role>,
    /// Options of start `j` are `start_from[j]..start_from[j + 1]`, sorted by person.
    pub start_from: Vec<u32>,
    /// Row of each option, by start.
    pub start_person: Vec<u32>,
    /// Cost of each option, by start.
    pub start_cost: Vec<C>,
    /// Cost that no decision changes.
    pub constant: C::Sum,
    /// Two different totals differ at least by this; zero if costs were rounded.
    pub step: C::Sum,
    /// Every row stands for one person.
    pub unit: bool,
    /// What free starts use up; laid over by the caller.
    pub pools: Pools,
}

impl<C: Cost> Instance<C> {
    /// Rows of people.
    pub fn persons(&self) -> usize {
        self.count.len()
    }

    /// Starts, including those that are shut.
    pub fn starts(&self) -> usize {
        self.seats.len()
    }

    /// All options.
    pub fn options(&self) -> usize {
        self.person_start.len()
    }

    /// Positions of a row's options.
    pub fn of_person(&self, person: u32) -> std::ops::Range<usize> {
        self.person_from[person as usize] as usize..self.person_from[person as usize + 1] as usize
    }

    /// Positions of a start's options, by start.
    pub fn of_start(&self, start: u32) -> std::ops::Range<usize> {
        self.start_from[start as usize] as usize..self.start_from[start as usize + 1] as usize
    }
}

/// How rows of the instance belong to rows of the problem.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    /// Per row of the instance, the rows of the problem that share it, with the people left in each.
    pub members: Vec<Vec<(u32, u32)>>,
    /// Seats that are fixed by required pairs: person, start.
    pub fixed: Vec<(u32, u32)>,
    /// People left of each row of the problem after the required seats.
    pub left: Vec<u32>,
}

/// The costs of a problem as whole numbers, by position.
pub(crate) trait Prices {
    /// Cost of leaving one of a row without a seat.
    fn unassigned(&self, person: usize) -> i128;
    /// Cost of an option.
    fn option(&self, option: usize) -> i128;
    /// Cost of opening a start.
    fn opening(&self, start: usize) -> i128;
    /// Two different totals differ at least by this; zero if costs were rounded.
    fn step(&self) -> i128;
}

/// Takes the promises out and compresses the rest; or says what clashes.
pub(crate) fn prepare<C: Cost>(
    problem: &Problem,
    prices: &impl Prices,
) -> Result<(Instance<C>, Origin), Vec<Clash>> {
    let mut draft = Draft::new(problem, prices);
    draft.keep_required()?;
    draft.settle_starts()?;
    Ok(draft.compress())
}

struct Draft<'p, P> {
    problem: &'p Problem,
    prices: &'p P,
    left: Vec<u32>,
    seats: Vec<u32>,
    minimum: Vec<u32>,
    role: Vec<Role>,
    fixed: Vec<(u32, u32)>,
    constant: i128,
}

impl<'p, P: Prices> Draft<'p, P> {
    fn new(problem: &'p Problem, prices: &'p P) -> Self {
        let starts = problem.starts();
        let role = |decision| match decision {
            Decision::Optional => Role::Free,
            Decision::Open => Role::Open,
            Decision::Closed => Role::Shut,
        };
        let minimum = |start: &crate::problem::Start| match start.decision {
            Decision::Optional => start.minimum,
            Decision::Open | Decision::Closed => 0,
        };
        Self {
            problem,
            prices,
            left: problem.persons().iter().map(|person| person.count).collect(),
            seats: starts.iter().map(|start| start.seats).collect(),
            minimum: starts.iter().map(minimum).collect(),
            role: starts.iter().map(|start| role(start.decision)).collect(),
            fixed: Vec::new(),
            constant: 0,
        }
    }

    /// Fixes one seat per required pair and opens the start.
    fn keep_required(&mut self) -> Result<(), Vec<Clash>> {
        let problem = self.problem;
        let mut clashes = Vec::new();
        let options = problem.options().iter().enumerate();
        let required: Vec<(usize, &Choice)> = options.filter(|(_, option)| option.required).collect();
        let mut per_start = vec![0_u32; self.seats.len()];
        let mut per_person = vec![0_u32; self.left.len()];
        for (_, option) in &required {
            per_start[option.start as usize] += 1;
            per_person[option.person as usize] += 1;
            if self.role[option.start as usize] == Role::Shut {
                clashes.push(Clash::RequiredStartClosed {
                    person: problem.persons()[option.person as usize].id.clone(),
                    start: problem.starts()[option.start as usize].id.clone(),
                });
            }
        }
        for (at, person) in problem.persons().iter().enumerate().filter(|(at, p)| per_person[*at] > p.count) {
            let mine = required.iter().filter(|(_, option)| option.person as usize == at);
            let starts = mine.map(|(_, option)| problem.starts()[option.start as usize].id.clone()).collect();
            let (person, count) = (person.id.clone(), person.count);
            clashes.push(Clash::RequiredPairsAboveCount { person, starts, count });
        }
        for (at, start) in problem.starts().iter().enumerate().filter(|(at, _)| per_start[*at] > 0) {
            let (required, seats, minimum) = (per_start[at], start.seats, self.minimum[at]);
            let start = start.id.clone();
            if required > seats {
                clashes.push(Clash::RequiredPairsAboveSeats { start, required, seats });
            } else if minimum > seats {
                clashes.push(Clash::MinimumAboveSeats { start, minimum, seats });
            }
        }
        if !clashes.is_empty() {
            return Err(clashes);
        }
        for (at, option) in required {
            let (person, start) = (option.person as usize, option.start as usize);
            self.left[person] -= 1;
            self.seats[start] -= 1;
            self.minimum[start] = self.minimum[start].saturating_sub(1);
            self.role[start] = Role::Open;
            self.constant += self.prices.option(at);
            self.fixed.push((option.person, option.start));
        }
        Ok(())
    }

    /// Shuts starts that cannot reach their minimum and cuts seats to the people who could come.
    fn settle_starts(&mut self) -> Result<(), Vec<Clash>> {
        let mut supply = vec![0_u64; self.seats.len()];
        for option in self.problem.options() {
            supply[option.start as usize] += u64::from(self.left[option.person as usize]);
        }
        for (start, supply) in supply.into_iter().enumerate() {
            if self.role[start] == Role::Open {
                self.constant += self.prices.opening(start);
            }
            self.seats[start] = self.seats[start].min(u32::try_from(supply).unwrap_or(u32::MAX));
            if self.seats[start] >= self.minimum[start].max(1) {
                continue;
            }
            match self.role[start] {
                Role::Open if self.minimum[start] > 0 => {
                    let id = self.problem.starts()[start].id.clone();
                    let needed = u64::from(self.minimum[start]);
                    return Err(vec![Clash::MinimaAboveSupply {
                        starts: vec![id],
                        needed,
                        available: supply,
                    }]);
                }
                Role::Open => self.seats[start] = 0,
                Role::Free | Role::Shut => self.role[start] = Role::Shut,
            }
        }
        Ok(())
    }

    /// An option that can be part of a best plan.
    fn useful(&self, at: usize, option: &Choice) -> bool {
        let (person, start) = (option.person as usize, option.start as usize);
        self.left[person] > 0
            && self.seats[start] > 0
            && self.role[start] != Role::Shut
            && (self.minimum[start] > 0 || self.prices.option(at) <= self.prices.unassigned(person))
    }

    fn compress<C: Cost>(mut self) -> (Instance<C>, Origin) {
        let prices = self.prices;
        let rows = Rows::new(self.problem, prices, |at, option| self.useful(at, option));
        let groups = rows.identical(&self.left);
        for (person, left) in self.left.iter().enumerate().filter(|(person, _)| rows.of(*person).is_empty()) {
            self.constant += prices.unassigned(person) * i128::from(*left);
        }
        let free = |(start, role): (usize, &Role)| match role {
            Role::Free => C::from_exact(prices.opening(start)),
            Role::Open | Role::Shut => C::default(),
        };
        let opening = self.role.iter().enumerate().map(free).collect();
        let mut instance = Instance {
            count: Vec::new(),
            top: Vec::new(),
            person_from: vec![0],
            person_start: Vec::new(),
            person_cost: Vec::new(),
            seats: self.seats,
            minimum: self.minimum,
            opening,
            role: self.role,
            start_from: Vec::new(),
            start_person: Vec::new(),
            start_cost: Vec::new(),
            constant: C::Sum::from_exact(self.constant),
            step: C::Sum::from_exact(prices.step()),
            unit: true,
            pools: Pools::default(),
        };
        let mut members = Vec::with_capacity(groups.len());
        for group in groups {
            let first = group[0] as usize;
            let group: Vec<(u32, u32)> = group.into_iter().map(|at| (at, self.left[at as usize])).collect();
            let count = group.iter().map(|(_, left)| left).sum();
            instance.unit &= count == 1;
            instance.count.push(count);
            instance.top.push(C::from_exact(prices.unassigned(first)));
            instance.person_start.extend(rows.of(first).iter().map(|(start, _)| *start));
            instance.person_cost.extend(
                rows.of(first).iter().map(|(_, option)| C::from_exact(prices.option(*option as usize))),
            );
            instance.person_from.push(instance.person_start.len() as u32);
            members.push(group);
        }
        transpose(&mut instance);
        (instance, Origin { members, fixed: self.fixed, left: self.left })
    }
}

/// Useful options by person, each list sorted by start: start and position of the option.
struct Rows<'p, P> {
    prices: &'p P,
    from: Vec<u32>,
    items: Vec<(u32, u32)>,
}

impl<'p, P: Prices> Rows<'p, P> {
    fn new(problem: &Problem, prices: &'p P, useful: impl Fn(usize, &Choice) -> bool) -> Self {
        let persons = problem.persons().len();
        let useful = || problem.options().iter().enumerate().filter(|(at, option)| useful(*at, option));
        let mut from = vec![0_u32; persons + 1];
        for (_, option) in useful() {
            from[option.person as usize + 1] += 1;
        }
        for person in 0..persons {
            from[person + 1] += from[person];
        }
        let mut next = from.clone();
        let mut items = vec![(0_u32, 0_u32); from[persons] as usize];
        for (at, option) in useful() {
            let slot = &mut next[option.person as usize];
            items[*slot as usize] = (option.start, at as u32);
            *slot += 1;
        }
        for bounds in from.windows(2) {
            items[bounds[0] as usize..bounds[1] as usize].sort_unstable();
        }
        Self { prices, from, items }
    }

    fn of(&self, person: usize) -> &[(u32, u32)] {
        &self.items[self.from[person] as usize..self.from[person + 1] as usize]
    }

    /// Start and cost of each option of a row.
    fn priced(&self, person: u32) -> impl Iterator<Item = (u32, i128)> + '_ {
        let items = self.of(person as usize).iter();
        items.map(|(start, option)| (*start, self.prices.option(*option as usize)))
    }

    /// Rows of people with the same options, costs and cost of no seat; in the order of their first row.
    fn identical(&self, left: &[u32]) -> Vec<Vec<u32>> {
        let top = |at: u32| self.prices.unassigned(at as usize);
        let mut order: Vec<(u64, u32)> = (0..left.len() as u32)
            .filter(|at| !self.of(*at as usize).is_empty())
            .map(|at| (self.fingerprint(at, top(at)), at))
            .collect();
        order.sort_unstable();
        let mut groups: Vec<Vec<u32>> = Vec::with_capacity(order.len());
        let mut open: Vec<(usize, u64)> = Vec::new();
        let mut last = None;
        for (mark, at) in order {
            if last != Some(mark) {
                open.clear();
                last = Some(mark);
            }
            let people = u64::from(left[at as usize]);
            let same = open.iter_mut().find(|(group, sum)| {
                let other = groups[*group][0];
                top(other) == top(at)
                    && self.priced(other).eq(self.priced(at))
                    && *sum + people <= u64::from(u32::MAX)
            });
            if let Some((group, sum)) = same {
                *sum += people;
                groups[*group].push(at);
            } else {
                open.push((groups.len(), people));
                groups.push(vec![at]);
            }
        }
        groups.sort_unstable_by_key(|group| group[0]);
        groups
    }

    /// Equal for identical rows (multiply and rotate over all numbers).
    fn fingerprint(&self, at: u32, top: i128) -> u64 {
        let mix = |mark: u64, word: u64| (mark.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        let start = mix(0, top as u64);
        self.priced(at).fold(start, |mark, (start, cost)| mix(mix(mark, u64::from(start)), cost as u64))
    }
}

/// Fills the lists by start from the lists by person.
fn transpose<C: Cost>(instance: &mut Instance<C>) {
    let starts = instance.seats.len();
    let mut from = vec![0_u32; starts + 1];
    for start in &instance.person_start {
        from[*start as usize + 1] += 1;
    }
    for start in 0..starts {
        from[start + 1] += from[start];
    }
    let mut next = from.clone();
    instance.start_person = vec![0; instance.person_start.len()];
    instance.start_cost = vec![C::default(); instance.person_start.len()];
    for person in 0..instance.count.len() as u32 {
        for at in instance.of_person(person) {
            let slot = &mut next[instance.person_start[at] as usize];
            instance.start_person[*slot as usize] = person;
            instance.start_cost[*slot as usize] = instance.person_cost[at];
            *slot += 1;
        }
    }
    instance.start_from = from;
}
