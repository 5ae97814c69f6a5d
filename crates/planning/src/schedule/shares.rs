//! How far providers are from their agreed shares of the people seated.
//!
//! The distance is a sum of absolute values, so no sum over seats; with a sign per provider it is one from below, exact
//! where the signs are those of the plan at hand. That gives moves a direction and the proof a bound.

use super::ladder::Layered;

/// Providers with a share, and which start belongs to which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShareModel {
    /// Per start.
    pub provider: Vec<Option<usize>>,
    /// Agreed, in percent.
    pub percent: Vec<i64>,
    /// People already seated this year.
    pub seated: Vec<i64>,
}

impl ShareModel {
    /// People per provider, those of a plan included.
    pub fn people(&self, seats: &[(u32, u32, u32)]) -> Vec<i64> {
        let mut people = self.seated.clone();
        for (_, start, count) in seats {
            if let Some(provider) = self.provider[*start as usize] {
                people[provider] += i64::from(*count);
            }
        }
        people
    }

    /// By how many hundredths of people each provider is above its share.
    fn above(&self, seats: &[(u32, u32, u32)]) -> Vec<i64> {
        let people = self.people(seats);
        let all: i64 = people.iter().sum();
        people.iter().zip(&self.percent).map(|(people, percent)| 100 * people - percent * all).collect()
    }

    /// Hundredths of people by which the providers differ from their shares, in all.
    pub fn value(&self, seats: &[(u32, u32, u32)]) -> i64 {
        self.above(seats).iter().map(|above| above.abs()).sum()
    }

    fn signs(&self, seats: &[(u32, u32, u32)]) -> Vec<i64> {
        self.above(seats).iter().map(|above| above.signum()).collect()
    }

    /// The distance as a sum over seats, with the signs of a plan.
    pub fn tilt(&self, layered: &Layered, seats: &[(u32, u32, u32)]) -> Layered {
        let signs = self.signs(seats);
        let shared: i64 = signs.iter().zip(&self.percent).map(|(sign, percent)| sign * percent).sum();
        let mut tilted = layered.clone();
        for (option, cost) in layered.problem.options().iter().zip(&mut tilted.option) {
            let provider = self.provider[option.start as usize];
            cost[layered.share_level] = provider.map_or(0, |provider| 100 * signs[provider] - shared);
        }
        tilted.shares = None;
        tilted
    }

    /// What the people already seated add to the tilted distance.
    pub fn offset(&self, seats: &[(u32, u32, u32)]) -> i64 {
        let (signs, all) = (self.signs(seats), self.seated.iter().sum::<i64>());
        let each = signs.iter().zip(&self.seated).zip(&self.percent);
        each.map(|((sign, seated), percent)| sign * (100 * seated - percent * all)).sum()
    }
}
