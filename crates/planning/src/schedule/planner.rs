//! Makes the plan: test days first, then starts and seats, then the words of the output.

use super::again::announced_first;
use super::error::InputError;
use super::input::{Decision, Input, Person};
use super::ladder::{Found, LEVELS, Layered, SHARES, Value, by_levels};
use super::model::{Fit, Model};
use super::output::{
    Booking, ChosenStart, Conflict, FORMAT, HeldTestDay, LevelCode, LevelValue, Reason, Resource, Schedule,
    Seat, ShareStanding, Status, Unassigned, Untested,
};
use super::shares::ShareModel;
use super::testing::{self, bookable};
use super::weights::{too_wide, variation};
use crate::assignment::{Limits, PoolLimit};
use crate::plan::Clash;
use crate::problem::{Choice, Decision as Decided, Person as PersonRow, Problem, Start as Course};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// People of one row who can begin on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The row of the input.
    pub person: usize,
    /// First possible day; none without a test.
    pub ready: Option<i32>,
    /// How many.
    pub count: u32,
}

/// Starts and seats as a problem of levels.
pub(crate) struct Seating {
    pub rows: Vec<Row>,
    pub layered: Layered,
    /// Per option.
    pub fits: Vec<Fit>,
    /// Per pool of `layered`.
    pub resources: Vec<Resource>,
}

/// How the search begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Begin<'a> {
    /// Starts to begin with, by position.
    pub hint: Option<&'a [bool]>,
    /// Keeping what was announced comes before all levels.
    pub announced_first: bool,
}

/// Plans test days and starts. `clock` tells the seconds since some fixed moment.
///
/// # Errors
/// [`InputError`] if ids or numbers make no sense. Promises that contradict each other are no error but a plan that says
/// [`Status::Infeasible`] and names the conflict.
pub fn plan(input: &Input, limits: &Limits, clock: &mut dyn FnMut() -> f64) -> Result<Schedule, InputError> {
    let model = Model::new(input)?;
    let tests = Tests::plan(&model, false, limits, clock)?;
    plan_starts(&model, &tests, Begin::default(), limits, clock)
}

/// Hash of the input: the same input has the same.
pub fn digest(input: &Input) -> String {
    let text = serde_json::to_vec(input).expect("numbers and texts always become JSON");
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes everything");
        hex
    })
}

/// Test days with bookings.
pub(crate) struct Tests {
    held: Vec<HeldTestDay>,
    untested: Vec<Untested>,
    levels: Vec<LevelValue>,
    /// Days of the booked per row of the input.
    days: BTreeMap<usize, Vec<(i32, u32)>>,
    proven: bool,
}

impl Tests {
    /// Books the untested.
    ///
    /// With `announced_first` what was announced is kept before anything else.
    pub fn plan(
        model: &Model<'_>,
        announced_first: bool,
        limits: &Limits,
        clock: &mut dyn FnMut() -> f64,
    ) -> Result<Self, InputError> {
        let (layered, rows) = testing::layered(model);
        check_range(&layered)?;
        let limits = Limits { time_limit: limits.time_limit * 0.2, ..*limits };
        let announced = |at: usize| model.input.published.test_days.contains(&model.input.test_days[at].id);
        let hint: Vec<bool> = (0..model.input.test_days.len()).map(announced).collect();
        let hint = hint.contains(&true).then_some(&*hint);
        let begin = Begin { hint, announced_first };
        let found = search(&layered, begin, &limits, clock).expect("test days promise nobody a seat");
        Ok(Self::tell(model, &layered, &rows, &found))
    }

    /// The test days of a finished plan.
    pub fn of(model: &Model<'_>, plan: &Schedule) -> Self {
        let day: BTreeMap<&str, i32> = model.input.test_days.iter().map(|day| (&*day.id, day.day)).collect();
        let mut days: BTreeMap<usize, Vec<(i32, u32)>> = BTreeMap::new();
        for held in &plan.test_days {
            for booking in &held.booked {
                if let (Some(at), Some(day)) =
                    (model.person_at.get(&*booking.person), day.get(&*held.test_day))
                {
                    days.entry(*at).or_default().push((*day, booking.count));
                }
            }
        }
        let proven = plan.status == Status::Optimal;
        let (held, untested) = (plan.test_days.clone(), plan.untested.clone());
        Self { held, untested, levels: plan.test_levels.clone(), days, proven }
    }

    fn tell(model: &Model<'_>, layered: &Layered, rows: &[usize], found: &Found) -> Self {
        let (people, test_days) = (&model.input.people, &model.input.test_days);
        let mut days: BTreeMap<usize, Vec<(i32, u32)>> = BTreeMap::new();
        let mut booked: Vec<Vec<Booking>> = vec![Vec::new(); test_days.len()];
        for (row, day, count) in &found.seats {
            let at = rows[*row as usize];
            days.entry(at).or_default().push((test_days[*day as usize].day, *count));
            booked[*day as usize].push(Booking { person: people[at].id.clone(), count: *count });
        }
        let risk = model.input.terms.overbooking_risk_per_mille;
        let mut held = Vec::new();
        for (at, day) in test_days.iter().enumerate().filter(|(at, _)| found.open[*at]) {
            let mut booked = std::mem::take(&mut booked[at]);
            booked.sort_unstable();
            held.push(HeldTestDay {
                test_day: day.id.clone(),
                seats: day.seats,
                bookable: bookable(day.seats, day.no_show_per_mille, risk),
                booked,
                turn_rank: testing::rank(model.input, day),
            });
        }
        held.sort_unstable();
        let mut possible = vec![0_u32; rows.len()];
        for option in layered.problem.options() {
            possible[option.person as usize] += 1;
        }
        let left = found.left.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut untested: Vec<Untested> = left
            .map(|(row, count)| Untested {
                person: people[rows[row]].id.clone(),
                count: *count,
                possible: possible[row],
            })
            .collect();
        untested.sort_unstable();
        let (levels, proven) = tell_levels(found);
        Self { held, untested, levels, days, proven }
    }

    /// Rows of people who can begin on the same day.
    pub fn rows(&self, model: &Model<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, person) in model.input.people.iter().enumerate() {
            if person.tested {
                rows.push(Row { person: at, ready: Some(person.ready_from), count: person.count });
                continue;
            }
            let mut without = person.count;
            for (day, count) in self.days.get(&at).map_or(&[][..], |days| days) {
                let after = day.saturating_add_unsigned(model.input.terms.days_after_test);
                rows.push(Row { person: at, ready: Some(after.max(person.ready_from)), count: *count });
                without -= count;
            }
            if without > 0 {
                rows.push(Row { person: at, ready: None, count: without });
            }
        }
        rows
    }
}

fn check_range(layered: &Layered) -> Result<(), InputError> {
    match too_wide(&variation(layered)) {
        Some(level) => Err(InputError::RangeTooWide { level: LevelCode::ALL[level] }),
        None => Ok(()),
    }
}

impl Seating {
    /// Makes the problem; the conflicts are promised seats that cannot be.
    pub fn new(model: &Model<'_>, rows: Vec<Row>) -> (Self, Vec<Conflict>) {
        let input = model.input;
        let any_announced = !(input.published.starts.is_empty() && input.published.seats.is_empty());
        let (mut options, mut option, mut fits) = (Vec::new(), Vec::new(), Vec::new());
        let mut conflicts = Vec::new();
        for (row, Row { person, ready, .. }) in rows.iter().enumerate() {
            let kept = model.kept.get(person);
            if let Some(kept) = kept {
                conflicts.extend(kept_conflicts(model, *person, kept.iter().copied(), *ready));
            }
            for start in model.of_entry(&input.people[*person]) {
                if let Ok(fit) = model.fit(*person, start, *ready) {
                    let required = kept.is_some_and(|kept| kept.contains(&start));
                    options.push(Choice { person: row as u32, start: start as u32, cost: 0.0, required });
                    option.push(seat_value(model, &input.people[*person], start, fit));
                    fits.push(fit);
                }
            }
        }
        let persons = rows.iter().enumerate().map(|(at, row)| PersonRow {
            id: at.to_string().into(),
            count: row.count,
            unassigned_cost: 0.0,
        });
        let starts = (0..model.starts.len()).map(|at| course(model, at));
        let opening = model.starts.iter().enumerate().map(|(at, start)| {
            let mut value = [0; LEVELS];
            value[LevelCode::EmptySeats as usize] =
                if model.in_horizon(at) { i64::from(start.seats) } else { 0 };
            let announced = input.published.starts.contains(&start.id);
            value[LevelCode::Changes as usize] = if announced { -1 } else { i64::from(any_announced) };
            value
        });
        let mut base = [0; LEVELS];
        let ahead = (0..model.starts.len()).filter(|at| model.in_horizon(*at));
        let announced = ahead.filter(|at| input.published.starts.contains(&model.starts[*at].id));
        base[LevelCode::Changes as usize] = announced.count() as i64;
        let unassigned = rows.iter().map(|row| unseated_value(model, &input.people[row.person])).collect();
        let (resources, mut pools): (Vec<Resource>, Vec<PoolLimit>) = model.resources().into_iter().unzip();
        for pool in &mut pools {
            // What runs already or begins beyond the horizon takes its part and seats nobody.
            let (inside, outside) =
                pool.uses.iter().partition(|(start, _)| model.in_horizon(*start as usize));
            let outside: Vec<(u32, u32)> = outside;
            let taken: u32 = outside.iter().map(|(_, amount)| amount).sum();
            (pool.uses, pool.capacity) = (inside, pool.capacity.saturating_sub(taken));
        }
        let opening: Vec<Value> = opening.collect();
        let problem = Problem::new(persons.collect(), starts.collect(), options)
            .expect("ids are positions and pairs are made once");
        let shares = shares(model);
        let layered =
            Layered { problem, option, unassigned, opening, base, pools, shares, share_level: SHARES };
        (Self { rows, layered, fits, resources }, conflicts)
    }

    /// The fit of a seat.
    pub fn fit(&self, row: u32, start: u32) -> Option<Fit> {
        let at = self.layered.problem.options().iter().position(|o| (o.person, o.start) == (row, start))?;
        Some(self.fits[at])
    }
}

fn course(model: &Model<'_>, at: usize) -> Course {
    let start = &model.starts[at];
    let decision = match start.decision {
        _ if !model.in_horizon(at) => Decided::Closed,
        Decision::Free if start.seats == 0 => Decided::Closed,
        Decision::Free => Decided::Optional,
        Decision::Open => Decided::Open,
        Decision::Closed => Decided::Closed,
    };
    let minimum = start.minimum.max(1);
    Course { id: start.id.clone(), seats: start.seats.max(1), minimum, opening_cost: 0.0, decision }
}

fn kept_conflicts(
    model: &Model<'_>,
    person: usize,
    kept: impl Iterator<Item = usize>,
    ready: Option<i32>,
) -> Vec<Conflict> {
    let id = |start: usize| model.starts[start].id.clone();
    let kept: Vec<usize> = kept.collect();
    let person_id = model.input.people[person].id.clone();
    if kept.len() > 1 {
        let starts = kept.into_iter().map(id).collect();
        return vec![Conflict::SeveralSeats { person: person_id, starts }];
    }
    let conflict = |start: usize| match model.fit(person, start, ready) {
        Ok(_) => None,
        Err(Reason::Closed) => {
            Some(Conflict::SeatInClosedStart { person: person_id.clone(), start: id(start) })
        }
        Err(reason) => Some(Conflict::SeatDoesNotFit { person: person_id.clone(), start: id(start), reason }),
    };
    kept.into_iter().filter_map(conflict).collect()
}

/// What a seat costs per level.
fn seat_value(model: &Model<'_>, person: &Person, start: usize, fit: Fit) -> Value {
    let mut value = waiting(person, fit.late, fit.wait);
    value[LevelCode::Reach as usize] = fit.minutes;
    value[LevelCode::EmptySeats as usize] = -1;
    let announced = model.input.published.seats.get(&person.id);
    value[LevelCode::Changes as usize] =
        i64::from(announced.is_some_and(|announced| *announced != model.starts[start].id));
    value
}

fn unseated_value(model: &Model<'_>, person: &Person) -> Value {
    let mut value = waiting(person, true, model.wait_unseated(person));
    value[LevelCode::PriorityUnseated as usize] = i64::from(person.class == 0);
    value[LevelCode::Changes as usize] = i64::from(model.input.published.seats.contains_key(&person.id));
    value
}

fn waiting(person: &Person, late: bool, days: i64) -> Value {
    let mut value = [0; LEVELS];
    let (late_level, days_level) = match person.class {
        0 => (LevelCode::PriorityLate, LevelCode::PriorityWaiting),
        _ => (LevelCode::Late, LevelCode::Waiting),
    };
    value[late_level as usize] = i64::from(late);
    value[days_level as usize] = days;
    value
}

fn shares(model: &Model<'_>) -> Option<ShareModel> {
    let shares = &model.input.shares;
    if shares.is_empty() {
        return None;
    }
    let provider =
        |start: &super::input::Start| shares.iter().position(|share| share.provider == start.provider);
    Some(ShareModel {
        provider: model.starts.iter().map(provider).collect(),
        percent: shares.iter().map(|share| i64::from(share.percent)).collect(),
        seated: shares.iter().map(|share| i64::from(share.seated)).collect(),
    })
}

/// Plans starts and seats for people whose test days are known.
pub(crate) fn plan_starts(
    model: &Model<'_>,
    tests: &Tests,
    begin: Begin<'_>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Schedule, InputError> {
    let (seating, mut conflict) = Seating::new(model, tests.rows(model));
    check_range(&seating.layered)?;
    conflict.extend(too_many_kept(model));
    if !conflict.is_empty() {
        return Ok(infeasible(model, tests, conflict, limits));
    }
    let limits = Limits { time_limit: limits.time_limit * 0.8, ..*limits };
    Ok(match search(&seating.layered, begin, &limits, clock) {
        Ok(found) => tell(model, tests, &seating, &found, &limits),
        Err(clashes) => infeasible(model, tests, clashes.into_iter().map(conflict_of).collect(), &limits),
    })
}

fn search(
    layered: &Layered,
    begin: Begin<'_>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Found, Vec<Clash>> {
    match begin.announced_first {
        false => by_levels(layered, begin.hint, limits, clock),
        true => announced_first(layered, begin.hint, limits, clock),
    }
}

/// Starts with more promised and pinned seats than they have.
fn too_many_kept(model: &Model<'_>) -> Vec<Conflict> {
    let mut needed = vec![0_u32; model.starts.len()];
    model.kept.values().flatten().for_each(|start| needed[*start] += 1);
    let over = model.starts.iter().zip(needed).filter(|(start, needed)| *needed > start.seats);
    over.map(|(start, needed)| Conflict::TooManySeats { start: start.id.clone(), needed, seats: start.seats })
        .collect()
}

fn conflict_of(clash: Clash) -> Conflict {
    match clash {
        Clash::RequiredStartClosed { person, start } => Conflict::SeatInClosedStart { person, start },
        Clash::RequiredPairsAboveCount { person, starts, .. } => Conflict::SeveralSeats { person, starts },
        Clash::RequiredPairsAboveSeats { start, required, seats } => {
            Conflict::TooManySeats { start, needed: required, seats }
        }
        Clash::MinimumAboveSeats { start, minimum, seats } => {
            Conflict::TooManySeats { start, needed: minimum, seats }
        }
        Clash::MinimaAboveSupply { starts, needed, available } => {
            Conflict::TooFewPeople { starts, needed, available }
        }
    }
}

fn infeasible(model: &Model<'_>, tests: &Tests, conflict: Vec<Conflict>, limits: &Limits) -> Schedule {
    Schedule {
        format: FORMAT.to_owned(),
        input_digest: digest(model.input),
        seed: limits.seed,
        status: Status::Infeasible,
        test_days: tests.held.clone(),
        untested: tests.untested.clone(),
        starts: Vec::new(),
        seats: Vec::new(),
        unassigned: Vec::new(),
        levels: Vec::new(),
        test_levels: tests.levels.clone(),
        shares: Vec::new(),
        conflict,
    }
}

/// The plan in the terms of the input.
pub(crate) fn tell(
    model: &Model<'_>,
    tests: &Tests,
    seating: &Seating,
    found: &Found,
    limits: &Limits,
) -> Schedule {
    let (levels, proven) = tell_levels(found);
    let mut plan = infeasible(model, tests, overfull(model), limits);
    plan.status = if proven && tests.proven { Status::Optimal } else { Status::Feasible };
    plan.levels = levels;
    plan.seats = seats(model, seating, found);
    plan.unassigned = unassigned(model, seating, found);
    let mut people = vec![0_u32; model.starts.len()];
    found.seats.iter().for_each(|(_, start, count)| people[*start as usize] += count);
    for (at, start) in model.starts.iter().enumerate().filter(|(at, _)| found.open[*at]) {
        let minimum = if start.decision == Decision::Open { 0 } else { start.minimum };
        plan.starts.push(ChosenStart {
            start: start.id.clone(),
            people: people[at],
            seats: start.seats,
            minimum,
        });
    }
    plan.starts.sort_unstable();
    plan.shares = standing(model, seating, found);
    plan
}

fn tell_levels(found: &Found) -> (Vec<LevelValue>, bool) {
    let levels = LevelCode::ALL.iter().enumerate().map(|(at, level)| LevelValue {
        level: *level,
        value: found.value[at],
        lower_bound: found.lower[at],
    });
    (levels.collect(), found.value == found.lower)
}

fn seats(model: &Model<'_>, seating: &Seating, found: &Found) -> Vec<Seat> {
    let mut seats: BTreeMap<(usize, usize), Seat> = BTreeMap::new();
    for (row, start, count) in &found.seats {
        let at = seating.rows[*row as usize].person;
        let fit = seating.fit(*row, *start).expect("people sit where they may");
        let seat = seats.entry((at, *start as usize)).or_insert_with(|| Seat {
            person: model.input.people[at].id.clone(),
            start: model.starts[*start as usize].id.clone(),
            count: 0,
            wait_days: u32::try_from(fit.wait).unwrap_or(u32::MAX),
            late: fit.late,
            minutes: u32::try_from(fit.way).unwrap_or(u32::MAX),
        });
        seat.count += count;
    }
    let mut seats: Vec<Seat> = seats.into_values().collect();
    seats.sort_unstable();
    seats
}

fn unassigned(model: &Model<'_>, seating: &Seating, found: &Found) -> Vec<Unassigned> {
    let mut rows: BTreeMap<(usize, Reason), u32> = BTreeMap::new();
    for (row, left) in found.left.iter().enumerate().filter(|(_, left)| **left > 0) {
        let Row { person, ready, .. } = seating.rows[row];
        let reason = model.ruled_out(person, ready).unwrap_or_else(|| {
            let mut options = seating.layered.problem.options().iter().filter(|o| o.person as usize == row);
            if options.any(|option| found.open[option.start as usize]) {
                Reason::Full
            } else {
                Reason::NoStartRuns
            }
        });
        *rows.entry((person, reason)).or_default() += left;
    }
    let rows = rows.into_iter().map(|((person, reason), count)| Unassigned {
        person: model.input.people[person].id.clone(),
        count,
        reason,
    });
    let mut rows: Vec<Unassigned> = rows.collect();
    rows.sort_unstable();
    rows
}

fn standing(model: &Model<'_>, seating: &Seating, found: &Found) -> Vec<ShareStanding> {
    let Some(shares) = &seating.layered.shares else { return Vec::new() };
    let people = shares.people(&found.seats);
    let all: i64 = people.iter().sum();
    let mut largest = vec![0_i64; people.len()];
    for (start, provider) in model.starts.iter().zip(&shares.provider) {
        if let Some(provider) = provider {
            largest[*provider] = largest[*provider].max(i64::from(start.seats));
        }
    }
    let tolerance = i64::from(model.input.terms.share_tolerance_percent);
    let rows = model.input.shares.iter().enumerate().map(|(at, share)| {
        let target = shares.percent[at] * all;
        let apart = (100 * people[at] - target).abs();
        ShareStanding {
            provider: share.provider.clone(),
            percent: share.percent,
            seated: people[at] as u32,
            of: all as u32,
            within: 100 * apart <= tolerance * target || apart <= 100 * largest[at],
        }
    });
    let mut rows: Vec<ShareStanding> = rows.collect();
    rows.sort_by(|a, b| a.provider.cmp(&b.provider));
    rows
}

/// Rooms and teachers that starts which run anyway need more of than there is. The plan adds nothing to them.
fn overfull(model: &Model<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (resource, pool) in model.resources() {
        let open = pool.uses.iter().filter(|(at, _)| model.starts[*at as usize].decision == Decision::Open);
        let open: Vec<&(u32, u32)> = open.collect();
        let needed: u32 = open.iter().map(|(_, amount)| amount).sum();
        if needed > pool.capacity {
            let starts = open.iter().map(|(at, _)| model.starts[*at as usize].id.clone()).collect();
            found.push(Conflict::ResourceOverfull { resource, starts, needed, available: pool.capacity });
        }
    }
    found
}
