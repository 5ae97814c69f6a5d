//! A year of a region from a seed: who arrives when, and which starts the providers can offer.

use super::setting::{RegionData, Setting};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_distr::{Distribution, Gamma, Poisson};

/// Somebody who needs a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// Week of arrival; can begin from the next on.
    pub week: u32,
    /// Position in [`Setting::entries`].
    pub entry: usize,
    /// Position in [`RegionData::homes`].
    pub home: usize,
    /// Possible times of day, as bits.
    pub times: u8,
    pub care: bool,
    /// Comes when seated; known only on the first day.
    pub comes: bool,
}

/// A room of a provider at a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub provider: usize,
    pub site: usize,
    pub time: u8,
    pub care: bool,
    /// First week in which it is free.
    pub free_from: u32,
    /// Starts are offered in weeks that leave this remainder.
    pub phase: u32,
}

/// A start that could be announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub slot: usize,
    pub entry: usize,
    pub week: u32,
}

/// The year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct World<'a> {
    pub region: &'a RegionData,
    pub setting: &'a Setting,
    pub arrivals: Vec<Arrival>,
    pub slots: Vec<Slot>,
    pub candidates: Vec<Candidate>,
}

impl<'a> World<'a> {
    pub fn draw(region: &'a RegionData, setting: &'a Setting, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let arrivals =
            (0..setting.weeks).flat_map(|week| draw_week(region, setting, week, &mut random)).collect();
        let slots = slots(region, setting, &mut ChaCha8Rng::seed_from_u64(seed ^ 0x5107));
        let last = setting.weeks + setting.weeks_after;
        let mut candidates = Vec::new();
        for (at, slot) in slots.iter().enumerate() {
            let weeks =
                (slot.free_from.max(1)..last).filter(|week| week % setting.rhythm.max(1) == slot.phase);
            for week in weeks {
                let taught = setting.teaches.get(slot.provider).map_or(&[][..], |entries| entries);
                candidates.extend(taught.iter().map(|entry| Candidate { slot: at, entry: *entry, week }));
            }
        }
        Self { region, setting, arrivals, slots, candidates }
    }

    /// Cost of a seat without waiting, if the person can take it.
    pub fn way(&self, person: &Arrival, candidate: &Candidate) -> Option<i64> {
        let slot = &self.slots[candidate.slot];
        let minutes = self.region.homes[person.home].minutes[slot.site];
        let fits = person.entry == candidate.entry
            && person.times & (1 << slot.time) != 0
            && (slot.care || !person.care)
            && minutes <= self.setting.longest_way;
        fits.then(|| self.setting.cost.per_minute * i64::from(minutes))
    }

    /// Cost of a seat, if the person can take it.
    pub fn seat(&self, person: &Arrival, candidate: &Candidate) -> Option<i64> {
        let weeks = candidate.week.checked_sub(person.week).filter(|weeks| *weeks > 0)?;
        Some(self.way(person, candidate)? + 7 * i64::from(weeks) * self.setting.cost.per_day)
    }

    /// What somebody still waiting after a week counts as: waiting on, and a part of a course.
    pub fn left(&self, person: &Arrival, after: u32) -> i64 {
        let (setting, cost) = (self.setting, &self.setting.cost);
        let weeks = i64::from((after + setting.left_weeks).saturating_sub(person.week));
        (weeks * 7 * cost.per_day + cost.opening / i64::from(setting.minimum.max(1))).min(cost.unseated)
    }

    /// The last week in which a course may start.
    pub fn last(&self) -> u32 {
        self.setting.weeks + self.setting.weeks_after - 1
    }

    pub fn seats(&self, candidate: &Candidate) -> u32 {
        self.setting.entries[candidate.entry].seats
    }

    /// First week in which the room is free again.
    pub fn end(&self, candidate: &Candidate) -> u32 {
        candidate.week + self.setting.entries[candidate.entry].weeks
    }
}

/// People expected in a week.
pub(crate) fn expected(setting: &Setting, week: u32) -> f64 {
    let turn = std::f64::consts::TAU * f64::from(week % 52) / 52.0;
    f64::from(setting.arrivals) / 52.0 * (1.0 + setting.season * turn.sin())
}

/// How many arrive in a week.
pub(crate) fn draw_count(setting: &Setting, week: u32, random: &mut ChaCha8Rng) -> u32 {
    let mean = expected(setting, week).max(0.0);
    let rate = match Gamma::new(setting.dispersion, mean / setting.dispersion) {
        Ok(gamma) if mean > 0.0 => gamma.sample(random),
        _ => mean,
    };
    Poisson::new(rate).map_or(0, |poisson| poisson.sample(random) as u32)
}

/// The people of a week.
pub(crate) fn draw_week(
    region: &RegionData,
    setting: &Setting,
    week: u32,
    random: &mut ChaCha8Rng,
) -> Vec<Arrival> {
    let count = draw_count(setting, week, random);
    let everybody: u64 = region.homes.iter().map(|home| u64::from(home.inhabitants)).sum();
    let percents: Vec<u64> = setting.entries.iter().map(|entry| u64::from(entry.percent)).collect();
    let inhabitants: Vec<u64> = region.homes.iter().map(|home| u64::from(home.inhabitants)).collect();
    let times: Vec<u64> = setting.times.iter().map(|percent| u64::from(*percent)).collect();
    let mut one = || Arrival {
        week,
        entry: pick(&percents, percents.iter().sum(), random),
        home: pick(&inhabitants, everybody, random),
        times: 1 + pick(&times, times.iter().sum(), random) as u8,
        care: below(100, random) < u64::from(setting.care),
        comes: below(100, random) >= u64::from(setting.no_show),
    };
    (0..count).map(|_| one()).collect()
}

/// A number below a limit; limits are so small that none is noticeably likelier.
fn below(limit: u64, random: &mut ChaCha8Rng) -> u64 {
    random.next_u64() % limit
}

fn pick(weights: &[u64], all: u64, random: &mut ChaCha8Rng) -> usize {
    let mut left = below(all.max(1), random);
    for (at, weight) in weights.iter().enumerate() {
        if left < *weight {
            return at;
        }
        left -= weight;
    }
    0
}

/// As many room-times as the courses of an average year need with the reserve, by the agreed shares; some are taken by
/// courses that run already.
fn slots(region: &RegionData, setting: &Setting, random: &mut ChaCha8Rng) -> Vec<Slot> {
    let course_weeks = setting.entries.iter().map(|entry| {
        let people = f64::from(setting.arrivals) * f64::from(entry.percent) / 100.0;
        people / (0.85 * f64::from(entry.seats)) * f64::from(entry.weeks)
    });
    let needed = (course_weeks.sum::<f64>() / 52.0 * setting.room_reserve).ceil().max(4.0) as usize;
    let all: u32 = setting.shares.iter().sum::<u32>().max(1);
    let mut slots = Vec::new();
    let mut owed = vec![0.0_f64; setting.shares.len()];
    for at in 0..needed {
        for (owed, share) in owed.iter_mut().zip(&setting.shares) {
            *owed += f64::from(*share) / f64::from(all);
        }
        let provider = (0..owed.len()).fold(0, |best, at| if owed[at] > owed[best] { at } else { best });
        owed[provider] -= 1.0;
        let busy = below(100, random) < 60;
        slots.push(Slot {
            provider,
            site: provider % region.sites.len().max(1),
            time: u8::from(at % 3 == 2),
            care: at % 3 != 1,
            free_from: if busy { 1 + below(29, random) as u32 } else { 1 },
            phase: below(u64::from(setting.rhythm.max(1)), random) as u32,
        });
    }
    slots
}

/// People per week over some weeks, from a seed. The level wanders: `drift` is the usual size of its change over a year, as a
/// part of it.
pub fn history(setting: &Setting, weeks: u32, drift: f64, seed: u64) -> Vec<u32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed ^ 0x4157);
    let mut level = 0.0_f64;
    let mut one = |week: u32| {
        // The sum of twelve even numbers is nearly normal; a year of its steps adds up to the drift.
        let step: f64 =
            (0..12).map(|_| (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64).sum::<f64>() - 6.0;
        level += step * drift / 52.0_f64.sqrt();
        let arrivals = (f64::from(setting.arrivals) * level.exp()).round() as u32;
        draw_count(&Setting { arrivals, ..setting.clone() }, week, &mut random)
    };
    (0..weeks).map(&mut one).collect()
}
