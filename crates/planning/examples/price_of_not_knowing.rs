//! What not knowing the future costs at least: one stream of people and one kind of course, small enough to be solved exactly.
//!
//!     cargo run --release -p planning --example price_of_not_knowing
//!
//! The best policy that knows only what has happened (dynamic programming over who waits and what is announced) against the best
//! plan that knows every arrival, over the same simulated years. Costs, seats, weeks and arrivals are those of
//! `planning::simulation`: no policy that announces as early can do better in such a stream. The policy may begin below the
//! minimum of 12, hindsight may not, so the figure is if anything too small.

use planning::simulation::{Setting, history};

/// Points per person and week of waiting, as the setting's ten a day.
const WEEK: f64 = 70.0;
const COURSE: f64 = 2000.0;
/// Points of an average way (35 minutes), the same for every plan.
const WAY: f64 = 140.0;
const SEATS: usize = 22;
const MINIMUM: usize = 12;
/// Weeks in which people arrive, and the last in which a course may start.
const WEEKS: usize = 52;
const LAST: usize = 55;
/// What somebody still waiting after the last week costs from then on: six weeks, and a part of a course.
const LEFT: f64 = 6.0 * WEEK + COURSE / MINIMUM as f64;
/// Most people waiting that are told apart.
const MOST: usize = 90;
const YEARS: u64 = 200;

fn main() {
    println!("| people a week | weeks of lead | least regret % | courses below 12, % |");
    println!("| --- | --- | --- | --- |");
    for mean in [2.5, 4.0, 8.0] {
        let setting =
            Setting { arrivals: (mean * 52.0) as u32, season: 0.0, dispersion: 8.0, ..Setting::default() };
        let years: Vec<Vec<usize>> = (1..=YEARS)
            .map(|seed| {
                history(&setting, WEEKS as u32, 0.0, seed).iter().map(|week| *week as usize).collect()
            })
            .collect();
        let known: f64 = years.iter().map(|year| hindsight(year)).sum();
        for lead in [0, 1, 3] {
            let policy = best_policy(&weekly(mean, setting.dispersion), lead);
            let told: Vec<(f64, u32, u32)> = years.iter().map(|year| follow(year, &policy, lead)).collect();
            let cost: f64 = told.iter().map(|one| one.0).sum();
            let courses: u32 = told.iter().map(|one| one.1).sum();
            let below: u32 = told.iter().map(|one| one.2).sum();
            let (regret, below) =
                (100.0 * (cost / known - 1.0), 100.0 * f64::from(below) / f64::from(courses));
            println!("| {mean} | {lead} | {regret:.1} | {below:.0} |");
        }
    }
}

/// How likely each number of arrivals in a week is (negative binomial).
fn weekly(mean: f64, dispersion: f64) -> Vec<f64> {
    let part = mean / (mean + dispersion);
    let mut likely = vec![(1.0 - part).powf(dispersion)];
    for count in 1..=60 {
        likely.push(likely[count - 1] * part * (dispersion + count as f64 - 1.0) / count as f64);
    }
    likely
}

/// After a week: its cost, who still waits, and what is announced then. Bit `n` of `announced`: a course begins in `n` weeks.
fn step(waiting: usize, announced: usize) -> (f64, usize, usize) {
    let begins = announced & 1 == 1;
    let left = if begins { waiting.saturating_sub(SEATS) } else { waiting };
    (if begins { COURSE } else { 0.0 } + WEEK * left as f64, left, announced >> 1)
}

/// Per week, people waiting and announced courses: whether the course `lead` weeks ahead should be announced.
fn best_policy(likely: &[f64], lead: usize) -> Vec<Vec<Vec<bool>>> {
    let states = 1 << lead;
    let mut value: Vec<Vec<f64>> = (0..=MOST).map(|waiting| vec![LEFT * waiting as f64; states]).collect();
    let mut policy = vec![vec![vec![false; states]; MOST + 1]; LAST + 1];
    for week in (1..=LAST).rev() {
        let after = |left: usize, announced: usize| -> f64 {
            if week >= WEEKS {
                return value[left][announced];
            }
            let one = |(more, likely): (usize, &f64)| likely * value[(left + more).min(MOST)][announced];
            likely.iter().enumerate().map(one).sum()
        };
        let expected: Vec<Vec<f64>> =
            (0..=MOST).map(|left| (0..states).map(|announced| after(left, announced)).collect()).collect();
        let cost = |waiting: usize, announced: usize| {
            let (cost, left, next) = step(waiting, announced);
            cost + expected[left][next]
        };
        let mut now = value.clone();
        for waiting in 0..=MOST {
            for announced in 0..states {
                let wait = cost(waiting, announced);
                let open =
                    if week + lead <= LAST { cost(waiting, announced | states) } else { f64::INFINITY };
                policy[week][waiting][announced] = open < wait;
                now[waiting][announced] = open.min(wait);
            }
        }
        value = now;
    }
    policy
}

/// Cost of a year under a policy, its courses, and those of them that began below the minimum.
fn follow(year: &[usize], policy: &[Vec<Vec<bool>>], lead: usize) -> (f64, u32, u32) {
    let people: usize = year.iter().sum();
    // Everybody waits from the week of arrival to the next, whatever is planned.
    let (mut cost, mut waiting, mut announced) = ((WAY + WEEK) * people as f64, 0, 0);
    let (mut courses, mut below) = (0, 0);
    for (week, policy) in policy.iter().enumerate().skip(1) {
        waiting += year.get(week - 1).copied().unwrap_or(0);
        if policy[waiting.min(MOST)][announced] {
            announced |= 1 << lead;
        }
        if announced & 1 == 1 {
            courses += 1;
            below += u32::from(waiting < MINIMUM);
        }
        let week_cost;
        (week_cost, waiting, announced) = step(waiting, announced);
        cost += week_cost;
    }
    (cost + LEFT * waiting as f64, courses, below)
}

/// Least cost of a year whose arrivals are all known: courses take people in order of arrival, one course may begin in a week.
fn hindsight(year: &[usize]) -> f64 {
    let came: Vec<f64> = year
        .iter()
        .enumerate()
        .flat_map(|(week, people)| std::iter::repeat_n(week as f64, *people))
        .collect();
    let mut sums = vec![0.0];
    came.iter().for_each(|week| sums.push(sums.last().copied().unwrap_or(0.0) + week));
    // Per number of people seated so far, the least cost of their seats.
    let mut best = vec![f64::INFINITY; came.len() + 1];
    best[0] = 0.0;
    for week in 1..=LAST {
        let here = came.partition_point(|came| *came < week as f64);
        let before = best.clone();
        for from in (0..here).filter(|from| before[*from].is_finite()) {
            for to in from + MINIMUM..=(from + SEATS).min(here) {
                let waits = (to - from) as f64 * week as f64 - (sums[to] - sums[from]);
                best[to] = best[to].min(before[from] + COURSE + WEEK * waits);
            }
        }
    }
    let left = |from: usize| -> f64 {
        came[from..].iter().map(|week| WEEK * (LAST as f64 + 1.0 - week) + LEFT).sum()
    };
    let ends = best.iter().enumerate().map(|(from, cost)| cost + left(from));
    ends.fold(f64::INFINITY, f64::min) + WAY * came.len() as f64
}
