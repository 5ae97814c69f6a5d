//! What a simulated region looks like; everything is data.

use serde::{Deserialize, Serialize};

/// Municipalities and sites of a region, with yearly arrivals; the shape of `bench/simulation-regions.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionData {
    /// Its name.
    pub region: String,
    /// People a year in a year of many, of middling and of few arrivals.
    pub arrivals_high: u32,
    /// See `arrivals_high`.
    pub arrivals_middle: u32,
    /// See `arrivals_high`.
    pub arrivals_low: u32,
    /// Where courses can be held.
    pub sites: Vec<String>,
    /// Where people live.
    pub homes: Vec<Home>,
}

/// A place where people live.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// Its name.
    pub place: String,
    /// Weight in drawing people.
    pub inhabitants: u32,
    /// Minutes one way to each site.
    pub minutes: Vec<u32>,
}

/// How people arrive, what they need, what courses cost and how plans are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// People a year.
    pub arrivals: u32,
    /// Weeks in which people arrive.
    pub weeks: u32,
    /// Weeks after that in which courses may still start; whoever is left then counts as waiting `left_weeks` longer.
    pub weeks_after: u32,
    /// Largest departure of a week's expectation from the mean, as a part of it.
    pub season: f64,
    /// Variance of a week is mean + mean² / this; infinite would be Poisson.
    pub dispersion: f64,
    /// Course types with sections: what people need and how long a course keeps its room.
    pub entries: Vec<Entry>,
    /// Of a hundred people: those who can in the mornings only, in the afternoons only, at both times.
    pub times: [u32; 3],
    /// Of a hundred people, those who need child care.
    pub care: u32,
    /// Of a hundred people seated, those who never come.
    pub no_show: u32,
    /// Agreed shares of the providers, in percent; one provider per site in turn.
    pub shares: Vec<u32>,
    /// Per provider, which of the entries it teaches.
    pub teaches: Vec<Vec<usize>>,
    /// Room-times of all providers together hold so many times the courses that are needed on average.
    pub room_reserve: f64,
    /// A provider offers to start in each room-time every so many weeks.
    pub rhythm: u32,
    /// Weeks between announcing a start and its first day.
    pub lead: u32,
    /// How the rolling plan is made.
    pub policy: Rules,
    /// Ways longer than this are not taken.
    pub longest_way: u32,
    /// Fewest people a course is opened for.
    pub minimum: u32,
    /// Weeks that somebody left at the end is expected to wait beyond it.
    pub left_weeks: u32,
    /// Costs, as in the planning files of the demo.
    pub cost: Costs,
}

/// How the rolling plan is made; the other policies and hindsight heed none of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Weeks ahead that the plan looks beyond the lead.
    pub look_ahead: u32,
    /// Draws of the future that the plan weighs.
    pub scenarios: u32,
    /// A start that must be announced now may have so many people fewer than the minimum in a draw: others will come too, and
    /// most of the draws must want it.
    pub slack: u32,
    /// Points per person by which a provider is ahead of its share, added to the cost of its courses.
    pub share_price: f64,
    /// Counted work per plan, in seconds.
    pub plan_seconds: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { look_ahead: 14, scenarios: 9, slack: 2, share_price: 40.0, plan_seconds: 0.03 }
    }
}

/// A course type and section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Code.
    pub kind: String,
    /// Section.
    pub section: u16,
    /// Of a hundred people.
    pub percent: u32,
    /// Weeks that a course keeps its room and teachers.
    pub weeks: u32,
    /// Seats of a course.
    pub seats: u32,
}

/// What things cost, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// A day of waiting.
    pub per_day: i64,
    /// A minute of the way.
    pub per_minute: i64,
    /// A course.
    pub opening: i64,
    /// The most that a person without a seat counts as.
    pub unseated: i64,
}

impl Default for Setting {
    fn default() -> Self {
        let entry = |kind: &str, section, percent, weeks, seats| Entry {
            kind: kind.to_owned(),
            section,
            percent,
            weeks,
            seats,
        };
        Self {
            arrivals: 500,
            weeks: 52,
            weeks_after: 4,
            season: 0.25,
            dispersion: 8.0,
            entries: vec![
                entry("allg", 1, 50, 32, 22),
                entry("allg", 4, 15, 18, 22),
                entry("alpha", 1, 20, 42, 16),
                entry("zweit", 1, 15, 42, 20),
            ],
            times: [50, 15, 35],
            care: 15,
            no_show: 6,
            shares: vec![40, 30, 20, 10],
            teaches: vec![vec![0, 1, 2], vec![0, 2, 3], vec![0, 1, 3], vec![0, 2]],
            room_reserve: 1.3,
            rhythm: 4,
            lead: 3,
            policy: Rules::default(),
            longest_way: 75,
            minimum: 12,
            left_weeks: 6,
            cost: Costs { per_day: 10, per_minute: 4, opening: 2000, unseated: 5000 },
        }
    }
}
