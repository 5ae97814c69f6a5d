//! Test days and starts: nothing better exists, whatever can be tried; the checker agrees; threads change nothing.

use crate::invented::Dice;
use crate::regions::{REGION, Size, TINY, region};
use planning::Limits;
use planning::schedule::{
    Cause, Change, Changed, Decision, Input, Person, Pin, Published, Schedule, Start, Status, check, plan,
    reschedule,
};
use std::time::Instant;

pub fn planned(input: &Input, threads: usize) -> Schedule {
    let limits = Limits { time_limit: 2.0, gap: 0.0, seed: 1, threads };
    plan(input, &limits, &mut || 0.0).expect("ids are unique and known")
}

fn values(plan: &Schedule) -> Vec<i64> {
    plan.levels.iter().map(|level| level.value).collect()
}

/// Starts with decisions and moves by hand, and promised seats.
fn decided(input: &Input) -> (Vec<Start>, Vec<(usize, usize)>, Vec<usize>) {
    let mut starts = input.starts.clone();
    let at = |id: &str| input.starts.iter().position(|start| *start.id == *id).expect("known");
    let person = |id: &str| input.people.iter().position(|person| *person.id == *id).expect("known");
    let (mut kept, mut out) = (Vec::new(), Vec::new());
    for (row, someone) in input.people.iter().enumerate() {
        kept.extend(someone.promised.iter().map(|promised| (row, at(promised))));
    }
    for pin in &input.pins {
        match pin {
            Pin::OpenStart { start } => starts[at(start)].decision = Decision::Open,
            Pin::CloseStart { start } => starts[at(start)].decision = Decision::Closed,
            Pin::MoveStart { start, first_day, last_day } => {
                (starts[at(start)].first_day, starts[at(start)].last_day) = (*first_day, *last_day);
            }
            Pin::KeepSeat { person: who, start } => kept.push((person(who), at(start))),
            Pin::LeaveOut { person: who } => out.push(person(who)),
            Pin::ForbidSeat { .. } => {}
        }
    }
    kept.retain(|(row, _)| !out.contains(row));
    for (_, start) in &kept {
        if starts[*start].decision == Decision::Free {
            starts[*start].decision = Decision::Open;
        }
    }
    (starts, kept, out)
}

struct Trial<'a> {
    input: &'a Input,
    starts: Vec<Start>,
    kept: Vec<(usize, usize)>,
    out: Vec<usize>,
    open: Vec<bool>,
    seat: Vec<Option<usize>>,
    best: Option<Vec<i64>>,
}

impl Trial<'_> {
    fn may(&self, row: usize, start: usize) -> bool {
        let (person, course) = (&self.input.people[row], &self.starts[start]);
        let forbidden = self.input.pins.iter().any(|pin| {
            matches!(pin, Pin::ForbidSeat { person: p, start: s } if *p == person.id && *s == course.id)
        });
        !self.out.contains(&row)
            && self.open[start]
            && person.kind == course.kind
            && person.section == course.section
            && person.travel.get(&course.site).is_some_and(|way| *way <= self.input.terms.longest_way_minutes)
            && person.times & (1 << course.time) != 0
            && (!person.needs_care || course.care || self.input.terms.without_care_minutes.is_some())
            && person.ready_from <= course.first_day
            && !forbidden
    }

    fn seat_next(&mut self) {
        let row = self.seat.len();
        if row == self.input.people.len() {
            self.judge();
            return;
        }
        let kept: Vec<usize> =
            self.kept.iter().filter(|(who, _)| *who == row).map(|(_, start)| *start).collect();
        if kept.is_empty() {
            self.seat.push(None);
            self.seat_next();
            self.seat.pop();
        }
        for start in 0..self.starts.len() {
            let load = self.seat.iter().filter(|seat| **seat == Some(start)).count();
            if self.may(row, start)
                && load < self.starts[start].seats as usize
                && kept.iter().all(|kept| *kept == start)
            {
                self.seat.push(Some(start));
                self.seat_next();
                self.seat.pop();
            }
        }
    }

    fn judge(&mut self) {
        for (at, start) in self.starts.iter().enumerate() {
            let load = self.seat.iter().filter(|seat| **seat == Some(at)).count() as u32;
            if self.open[at] && start.decision == Decision::Free && load < start.minimum.max(1) {
                return;
            }
        }
        let value = self.value();
        if self.best.as_ref().is_none_or(|best| value < *best) {
            self.best = Some(value);
        }
    }

    fn value(&self) -> Vec<i64> {
        let input = self.input;
        let mut value = vec![0_i64; 9];
        let end = i64::from(input.today) + i64::from(input.horizon_days);
        for (person, seat) in input.people.iter().zip(&self.seat) {
            let course = seat.map(|at| &self.starts[at]);
            let since = i64::from(person.waiting_since);
            let wait = course.map_or((end - since).max(0) + i64::from(input.terms.unseated_days), |course| {
                (i64::from(course.first_day) - since).max(0)
            });
            let late = course.is_none() || wait > i64::from(input.terms.late_after_days);
            if person.class == 0 {
                value[0] += i64::from(course.is_none());
                value[1] += i64::from(late);
                value[2] += wait;
            } else {
                value[3] += i64::from(late);
                value[4] += wait;
            }
            if let Some(course) = course {
                value[5] += i64::from(person.travel[&course.site]) + care(person, course, input);
            }
            let announced = input.published.seats.get(&person.id);
            value[8] += i64::from(announced.is_some_and(|id| course.is_none_or(|course| course.id != *id)));
        }
        let mut people: Vec<i64> = input.shares.iter().map(|share| i64::from(share.seated)).collect();
        for start in self.seat.iter().flatten() {
            let provider = &self.starts[*start].provider;
            people[input.shares.iter().position(|share| share.provider == *provider).expect("all share")] +=
                1;
        }
        let all: i64 = people.iter().sum();
        value[7] =
            people.iter().zip(&input.shares).map(|(p, s)| (100 * p - i64::from(s.percent) * all).abs()).sum();
        let any = !(input.published.starts.is_empty() && input.published.seats.is_empty());
        for (at, start) in self.starts.iter().enumerate() {
            let announced = input.published.starts.contains(&start.id);
            if self.open[at] {
                let load = self.seat.iter().filter(|seat| **seat == Some(at)).count() as i64;
                value[6] += i64::from(start.seats) - load;
                value[8] += i64::from(any && !announced);
            } else {
                value[8] += i64::from(announced);
            }
        }
        value
    }
}

fn care(person: &Person, course: &Start, input: &Input) -> i64 {
    let missing = person.needs_care && !course.care;
    if missing { i64::from(input.terms.without_care_minutes.expect("otherwise forbidden")) } else { 0 }
}

/// Rooms and teachers hold what a set of starts needs, apart from what must run anyway.
fn held(input: &Input, starts: &[Start], open: &[bool]) -> bool {
    let running: Vec<&Start> =
        starts.iter().zip(open).filter(|(_, open)| **open).map(|(start, _)| start).collect();
    (-10..120).all(|day| {
        let now: Vec<&&Start> = running.iter().filter(|s| s.first_day <= day && day <= s.last_day).collect();
        let rooms = now.iter().enumerate().all(|(at, a)| {
            now[..at].iter().all(|b| {
                let clash = a.room.is_some()
                    && (&a.room, &a.site, a.time) == (&b.room, &b.site, b.time)
                    && a.weekdays & b.weekdays != 0;
                !clash || (a.decision == Decision::Open && b.decision == Decision::Open)
            })
        });
        let teachers = input.teachers.iter().all(|pool| {
            let theirs: Vec<&&&Start> = now.iter().filter(|start| start.provider == pool.provider).collect();
            let needed: u32 = theirs.iter().map(|start| start.lessons_per_week).sum();
            let there: u32 = pool.lessons.iter().map(|lessons| (*lessons).min(input.terms.teacher_cap)).sum();
            needed <= there
                || pool.from_day.is_some_and(|from| day < from)
                || theirs.iter().all(|start| start.decision == Decision::Open)
        });
        rooms && teachers
    })
}

fn brute_force(input: &Input) -> Option<Vec<i64>> {
    let (starts, kept, out) = decided(input);
    let mut best: Option<Vec<i64>> = None;
    for set in 0_u32..1 << starts.len() {
        let open: Vec<bool> = (0..starts.len()).map(|at| set & (1 << at) != 0).collect();
        let wrong = starts.iter().zip(&open).any(|(start, open)| match start.decision {
            Decision::Open => !open,
            Decision::Closed => *open,
            Decision::Free => *open && start.seats == 0,
        });
        if wrong || !held(input, &starts, &open) {
            continue;
        }
        let (starts, kept, out) = (starts.clone(), kept.clone(), out.clone());
        let mut trial = Trial { input, starts, kept, out, open, seat: Vec::new(), best: best.take() };
        trial.seat_next();
        best = trial.best;
    }
    best
}

#[test]
fn no_better_plan_exists_of_tiny_regions() {
    let (mut proven, mut feasible) = (0, 0);
    for seed in 0..800 {
        let input = region(seed, TINY);
        let plan = planned(&input, 1);
        assert_eq!(check(&input, &plan), [], "seed {seed}");
        let best = brute_force(&input);
        if plan.status == Status::Infeasible {
            assert_eq!(best, None, "seed {seed}: {:?}", plan.conflict);
            continue;
        }
        feasible += 1;
        let best = best.unwrap_or_else(|| panic!("seed {seed}: a plan, but nothing is allowed"));
        let value = values(&plan);
        // Shares are no sum over seats: what is not proven there may be improved, what comes before may not.
        assert_eq!(value[..7], best[..7], "seed {seed}");
        for (level, (stated, best)) in plan.levels.iter().zip(&best).enumerate() {
            assert!(
                level > 7 || stated.lower_bound <= *best,
                "seed {seed}: level {level} bound above the best"
            );
        }
        if plan.status == Status::Optimal {
            proven += 1;
            assert_eq!(value, best, "seed {seed}");
        }
    }
    assert!(proven * 10 >= feasible * 8, "{proven} of {feasible} proven");
}

#[test]
fn one_and_two_threads_give_the_same_plan() {
    for seed in 0..4 {
        let input = region(seed, Size { people: 120, starts: 40, ..REGION });
        assert_eq!(planned(&input, 1), planned(&input, 2), "seed {seed}");
    }
}

#[test]
fn a_region_is_planned_and_checked() {
    for seed in 0..5 {
        let input = region(seed, REGION);
        let time_limit =
            std::env::var("SECONDS_PER_PLAN").map_or(1.0, |text| text.parse().expect("a number"));
        let limits = Limits { time_limit, gap: 0.0, seed: 1, threads: 2 };
        let begin = Instant::now();
        let plan = plan(&input, &limits, &mut || begin.elapsed().as_secs_f64()).expect("well-formed");
        println!("seed {seed}: {:.3} s {:?}", begin.elapsed().as_secs_f64(), plan.status);
        for level in &plan.levels {
            println!("  {:?} {} >= {}", level.level, level.value, level.lower_bound);
        }
        assert_eq!(check(&input, &plan), [], "seed {seed}");
    }
}

/// One percent of people and starts: some leave, some come, one can no longer at a time of day, a start loses seats.
fn changed_a_little(input: &Input, plan: &Schedule, seed: u64) -> Input {
    let mut dice = Dice(seed * 31 + 5);
    let mut later = Input { published: Published::of(plan), ..input.clone() };
    let pick = |dice: &mut Dice, all: usize| dice.range(0, all as i64 - 1) as usize;
    let gone = pick(&mut dice, later.people.len());
    later.people.remove(gone);
    let mut new = input.people[pick(&mut dice, input.people.len())].clone();
    (new.id, new.waiting_since, new.ready_from) = ("new".into(), 0, 0);
    later.people.push(new);
    let at = pick(&mut dice, later.people.len() - 1);
    later.people[at].times = 1 + u8::from(later.people[at].times == 1);
    let smaller = pick(&mut dice, later.starts.len());
    later.starts[smaller].seats -= 2;
    later
}

#[test]
fn a_small_change_changes_little_that_was_announced_and_every_change_has_a_reason() {
    let limits = Limits { time_limit: 0.5, gap: 0.0, seed: 1, threads: 2 };
    let (mut slowest, mut most) = (0.0_f64, 0.0_f64);
    for seed in 0..4 {
        let input = region(seed, REGION);
        let announced = planned(&input, 2);
        for variant in 0..3 {
            let later = changed_a_little(&input, &announced, seed * 10 + variant);
            let begin = Instant::now();
            let next =
                reschedule(&later, &limits, &mut || begin.elapsed().as_secs_f64()).expect("well-formed");
            let seconds = begin.elapsed().as_secs_f64();
            slowest = slowest.max(seconds);
            assert_eq!(check(&later, &next.schedule), [], "seed {seed} {variant}");
            // A start that loses its minimum cannot be kept; its people must move.
            let starved: Vec<&str> = next.changes.iter().filter_map(starved_start).collect();
            let forced =
                next.changes.iter().filter(|change| moved_from(change, &starved)).count() + starved.len();
            let part = f64::from(next.changed - forced as u32) / f64::from(next.announced);
            most = most.max(part);
            println!(
                "seed {seed} {variant}: {seconds:.2} s, {} of {} change ({forced} forced), {} told, kept {}",
                next.changed,
                next.announced,
                next.changes.len(),
                next.kept_announced
            );
            let seats: Vec<_> = next.changes.iter().map(|change| change.what.clone()).collect();
            let mut once = seats.clone();
            once.dedup();
            assert_eq!(seats, once, "every change is told once");
            assert!(part <= 0.03, "seed {seed} {variant}: {:?}", next.changes);
        }
    }
    println!("slowest {slowest:.2} s, most {:.1} %", 100.0 * most);
}

fn starved_start(change: &Change) -> Option<&str> {
    match (&change.what, &change.cause) {
        (Changed::StartGivenUp { start }, Cause::TooFewPeople { .. }) => Some(start),
        _ => None,
    }
}

fn moved_from(change: &Change, starts: &[&str]) -> bool {
    match &change.what {
        Changed::SeatMoved { from, .. } | Changed::SeatLost { from, .. } => starts.contains(&&**from),
        _ => false,
    }
}

#[test]
fn the_same_input_again_changes_nothing() {
    for seed in 0..3 {
        let input = region(seed, Size { people: 120, starts: 40, ..REGION });
        let announced = planned(&input, 2);
        let later = Input { published: Published::of(&announced), ..input };
        let limits = Limits { time_limit: 2.0, ..Limits::default() };
        let next = reschedule(&later, &limits, &mut || 0.0).expect("well-formed");
        println!("seed {seed}: {} of {}, {:?}", next.changed, next.announced, next.changes);
        assert!(next.changed * 100 <= next.announced * 3, "seed {seed}");
    }
}

#[test]
fn a_row_that_is_split_over_test_days_was_announced_on_none_of_them() {
    let text = r#"{"format": "foerderkette.schedule/1", "input_digest": "", "seed": 1, "status": "feasible",
        "test_days": [
            {"test_day": "a", "seats": 5, "bookable": 5, "booked": [{"person": "three", "count": 1}], "turn_rank": null},
            {"test_day": "b", "seats": 5, "bookable": 5,
             "booked": [{"person": "three", "count": 2}, {"person": "one", "count": 1}], "turn_rank": null}],
        "untested": [], "starts": [], "seats": [],
        "unassigned": [{"person": "three", "count": 3, "reason": "full"}, {"person": "one", "count": 1, "reason": "full"}],
        "levels": [], "test_levels": [], "shares": [], "conflict": []}"#;
    let plan: planning::schedule::Schedule = serde_json::from_str(text).expect("a plan");
    let announced = planning::schedule::Published::of(&plan);
    assert_eq!(announced.bookings.len(), 1);
    assert_eq!(announced.bookings.get("one").map(|day| &**day), Some("b"));
}
