//! Test days: which are held, who is booked on them, and how many may be booked.

use super::input::{Decision, Input, Rota, TestDay};
use super::ladder::{LEVELS, Layered, SHARES, Value};
use super::model::Model;
use super::output::{LevelCode, Resource};
use crate::assignment::PoolLimit;
use crate::problem::{Choice, Decision as Decided, Person as Row, Problem, Start as Course};
use std::collections::BTreeMap;

/// Most people that may be booked on a test day so that more than `seats` come with at most the given risk.
///
/// Everybody booked stays away independently with `no_show_per_mille` in a thousand; the risk is in a thousand too. At
/// least `seats`, at most three times as many.
pub fn bookable(seats: u32, no_show_per_mille: u32, risk_per_mille: u32) -> u32 {
    if seats == 0 {
        return 0;
    }
    let comes = 1.0 - f64::from(no_show_per_mille.min(1000)) / 1000.0;
    let risk = f64::from(risk_per_mille.min(1000)) / 1000.0;
    let most = seats.saturating_mul(3);
    // Chance that 0, 1, … `seats` of those booked so far come; the rest of it is the risk.
    let mut chance = vec![0.0_f64; seats as usize + 1];
    chance[0] = 1.0;
    let mut booked = 0;
    loop {
        let within: f64 = chance.iter().sum();
        if booked > seats && 1.0 - within > risk + 1e-12 {
            return booked - 1;
        }
        if booked == most {
            return most;
        }
        for at in (1..chance.len()).rev() {
            chance[at] = chance[at] * (1.0 - comes) + chance[at - 1] * comes;
        }
        chance[0] *= 1.0 - comes;
        booked += 1;
    }
}

impl Rota {
    /// Number of the turn a day falls into; none before the first.
    fn turn(&self, day: i32) -> Option<u32> {
        let since = i64::from(day) - i64::from(self.first_day);
        u32::try_from(since.div_euclid(i64::from(self.every_days.max(1)))).ok()
    }

    /// 0 for the host of the turn, 1 for the first reserve, and so on; one more than the last for all others.
    pub(crate) fn rank(&self, provider: &str, day: i32) -> u32 {
        let Some(turn) = self.turn(day) else { return 0 };
        let host = self.hosts.get(turn as usize % self.hosts.len().max(1));
        if host.is_some_and(|host| **host == *provider) {
            return 0;
        }
        let reserve = self.reserve.iter().position(|reserve| **reserve == *provider);
        1 + reserve.unwrap_or(self.reserve.len()) as u32
    }
}

/// Rank of who holds a test day; none without a rota or outside of it.
pub(crate) fn rank(input: &Input, day: &TestDay) -> Option<u32> {
    let rota = input.rota.as_ref().filter(|_| !day.outside_rota)?;
    Some(rota.rank(&day.provider, day.day))
}

/// Test days as starts, with people as rows. Returns which row of people each row stands for.
pub(crate) fn layered(model: &Model<'_>) -> (Layered, Vec<usize>) {
    let input = model.input;
    let announced = |day: &TestDay| input.published.test_days.contains(&day.id);
    let any_announced = !input.published.test_days.is_empty();
    let rows: Vec<usize> = (0..input.people.len()).filter(|at| !input.people[*at].tested).collect();
    let persons = rows.iter().map(|at| Row {
        id: input.people[*at].id.clone(),
        count: input.people[*at].count,
        unassigned_cost: 0.0,
    });
    let persons: Vec<Row> = persons.collect();
    let starts: Vec<Course> = input.test_days.iter().map(|day| course(model, day)).collect();
    let (mut options, mut costs) = (Vec::new(), Vec::new());
    for (row, at) in rows.iter().enumerate() {
        for (day_at, day) in input.test_days.iter().enumerate() {
            if starts[day_at].decision != Decided::Closed
                && let Some(cost) = booking(model, *at, day)
            {
                options.push(Choice { person: row as u32, start: day_at as u32, cost: 0.0, required: false });
                costs.push(cost);
            }
        }
    }
    let unassigned = rows.iter().map(|at| without(model, *at)).collect();
    let opening = input.test_days.iter().map(|day| {
        let mut value = [0; LEVELS];
        value[LevelCode::EmptySeats as usize] = 1;
        value[LevelCode::Shares as usize] = rank(input, day).map_or(0, i64::from);
        value[LevelCode::Changes as usize] = if announced(day) { -1 } else { i64::from(any_announced) };
        value
    });
    let opening: Vec<Value> = opening.collect();
    let mut base = [0; LEVELS];
    base[LevelCode::Changes as usize] = input.test_days.iter().filter(|day| announced(day)).count() as i64;
    let problem = Problem::new(persons, starts, options).expect("ids are unique and pairs are made once");
    let pools = resources(input).into_iter().map(|(_, pool)| pool).collect();
    let layered = Layered {
        problem,
        option: costs,
        unassigned,
        opening,
        base,
        pools,
        shares: None,
        share_level: SHARES,
    };
    (layered, rows)
}

fn course(model: &Model<'_>, day: &TestDay) -> Course {
    let seats = bookable(day.seats, day.no_show_per_mille, model.input.terms.overbooking_risk_per_mille);
    let in_horizon = (model.input.today..=model.end()).contains(&day.day);
    let staffed = day.examiners_needed <= day.examiners_available;
    let decision = match day.decision {
        _ if !in_horizon || seats == 0 => Decided::Closed,
        Decision::Closed => Decided::Closed,
        Decision::Open => Decided::Open,
        Decision::Free if staffed => Decided::Optional,
        Decision::Free => Decided::Closed,
    };
    Course { id: day.id.clone(), seats: seats.max(1), minimum: 1, opening_cost: 0.0, decision }
}

/// What a booking counts as, if the person can come.
fn booking(model: &Model<'_>, at: usize, day: &TestDay) -> Option<Value> {
    let person = &model.input.people[at];
    let way = model.way(person, &day.site)?;
    if day.time.is_some_and(|time| person.times & (1 << time) == 0) || day.day < person.ready_from {
        return None;
    }
    let mut value = [0; LEVELS];
    let wait = if person.class == 0 { LevelCode::PriorityWaiting } else { LevelCode::Waiting };
    value[wait as usize] = (i64::from(day.day) - i64::from(person.waiting_since)).max(0);
    value[LevelCode::Reach as usize] = i64::from(way);
    let announced = model.input.published.bookings.get(&person.id);
    value[LevelCode::Changes as usize] = i64::from(announced.is_some_and(|announced| *announced != day.id));
    Some(value)
}

fn without(model: &Model<'_>, at: usize) -> Value {
    let person = &model.input.people[at];
    let mut value = [0; LEVELS];
    let (count, wait) = match person.class {
        0 => (LevelCode::PriorityUnseated, LevelCode::PriorityWaiting),
        _ => (LevelCode::Late, LevelCode::Waiting),
    };
    value[count as usize] = 1;
    value[wait as usize] = model.wait_unseated(person);
    value[LevelCode::Changes as usize] = i64::from(model.input.published.bookings.contains_key(&person.id));
    value
}

/// Examiners of a provider on a day, and test days of a turn.
pub(crate) fn resources(input: &Input) -> Vec<(Resource, PoolLimit)> {
    let mut examiners: BTreeMap<(&str, i32), PoolLimit> = BTreeMap::new();
    let mut turns: BTreeMap<u32, PoolLimit> = BTreeMap::new();
    for (at, day) in input.test_days.iter().enumerate() {
        let empty = PoolLimit { capacity: day.examiners_available, uses: Vec::new() };
        let pool = examiners.entry((&day.provider, day.day)).or_insert(empty);
        pool.capacity = pool.capacity.max(day.examiners_available);
        pool.uses.push((at as u32, day.examiners_needed));
        if let Some(rota) = &input.rota
            && !day.outside_rota
            && let Some(turn) = rota.turn(day.day)
        {
            let empty = PoolLimit { capacity: rota.days_per_turn, uses: Vec::new() };
            turns.entry(turn).or_insert(empty).uses.push((at as u32, 1));
        }
    }
    let examiners = examiners
        .into_iter()
        .map(|((provider, day), pool)| (Resource::Examiners { provider: provider.into(), day }, pool));
    let first =
        |turn: u32| input.rota.as_ref().map_or(0, |rota| rota.first_day + (turn * rota.every_days) as i32);
    let turns = turns.into_iter().map(|(turn, pool)| (Resource::Turn { first_day: first(turn) }, pool));
    examiners.chain(turns).collect()
}
