//! The port for ways between two places, and the estimate that works without any service.

use serde::{Deserialize, Serialize};

use super::Point;

codes! {
    /// Where a way comes from; shown beside every distance and time.
    Basis {
        /// Straight line with a detour factor: an estimate, to be labelled as one.
        Estimate = "estimate",
        /// Looked up on roads or in timetables.
        Route = "route",
    }
}

/// A way between two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Length in metres.
    pub metres: u32,
    /// Time in minutes, door to door.
    pub minutes: u32,
    /// Estimated or looked up.
    pub basis: Basis,
}

impl Way {
    /// True if pages must mark length and time as estimates.
    pub fn is_estimate(self) -> bool {
        self.basis == Basis::Estimate
    }
}

/// The port: who knows ways. `None` if the way is unknown (never zero).
pub trait Ways {
    /// The way from one place to another.
    fn way(&self, from: Point, to: Point) -> Option<Way>;
}

/// What the estimate assumes; a setting of the region, not a constant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StraightLineSettings {
    /// Length of the way divided by the straight line, 1 to 5.
    pub detour_factor: f64,
    /// Average speed in km/h, 1 to 200.
    pub kilometres_per_hour: f64,
    /// Minutes for walking to the stop and waiting, 0 to 240.
    pub access_minutes: f64,
    /// Up to this many metres of way people walk instead, without access time.
    pub walking_metres: f64,
}

/// Assumptions of ours for a region that has not set its own.
impl Default for StraightLineSettings {
    fn default() -> Self {
        Self { detour_factor: 1.3, kilometres_per_hour: 30.0, access_minutes: 12.0, walking_metres: 1500.0 }
    }
}

/// A setting outside its range.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{setting} is {value}; it must lie within {least} to {most}")]
pub struct UnusableSetting {
    /// Name of the setting.
    pub setting: &'static str,
    /// What was given.
    pub value: f64,
    /// Least usable value.
    pub least: f64,
    /// Greatest usable value.
    pub most: f64,
}

/// Straight line times detour factor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StraightLine {
    settings: StraightLineSettings,
}

/// Walking speed in metres per minute (4.5 km/h).
const WALKING: f64 = 75.0;

impl StraightLine {
    /// An estimate with checked settings.
    pub fn new(settings: StraightLineSettings) -> Result<Self, UnusableSetting> {
        let ranges = [
            ("detour_factor", settings.detour_factor, 1.0, 5.0),
            ("kilometres_per_hour", settings.kilometres_per_hour, 1.0, 200.0),
            ("access_minutes", settings.access_minutes, 0.0, 240.0),
            ("walking_metres", settings.walking_metres, 0.0, 20_000.0),
        ];
        for (setting, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                return Err(UnusableSetting { setting, value, least, most });
            }
        }
        Ok(Self { settings })
    }
}

impl Ways for StraightLine {
    fn way(&self, from: Point, to: Point) -> Option<Way> {
        let assumed = &self.settings;
        let metres = from.metres_to(to) * assumed.detour_factor;
        let walking = metres / WALKING;
        let riding = assumed.access_minutes + metres / 1000.0 / assumed.kilometres_per_hour * 60.0;
        let minutes = if metres <= assumed.walking_metres { walking } else { riding };
        // at most some 100,000 km and as many hours: both fit
        Some(Way { metres: metres.round() as u32, minutes: minutes.ceil() as u32, basis: Basis::Estimate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).expect("a place on earth")
    }

    #[test]
    fn the_estimate_is_the_straight_line_times_the_factor_and_is_labelled() {
        let (from, to) = (point(50.0, 11.0), point(50.2, 11.0));
        let way = StraightLine::default().way(from, to).expect("always known");
        assert_eq!(way, Way { metres: 28_911, minutes: 70, basis: Basis::Estimate });
        assert!(way.is_estimate());
    }

    #[test]
    fn short_ways_are_walked_and_no_way_takes_no_time() {
        let here = point(50.0, 11.0);
        let near = StraightLine::default().way(here, point(50.005, 11.0)).expect("always known");
        assert_eq!((near.metres, near.minutes), (723, 10));
        let none = StraightLine::default().way(here, here).expect("always known");
        assert_eq!((none.metres, none.minutes), (0, 0));
    }

    #[test]
    fn unusable_settings_are_refused_by_name() {
        let given = StraightLineSettings::default();
        for (settings, name) in [
            (StraightLineSettings { detour_factor: 0.9, ..given }, "detour_factor"),
            (StraightLineSettings { kilometres_per_hour: 0.0, ..given }, "kilometres_per_hour"),
            (StraightLineSettings { access_minutes: f64::NAN, ..given }, "access_minutes"),
            (StraightLineSettings { walking_metres: -1.0, ..given }, "walking_metres"),
        ] {
            let refused = StraightLine::new(settings).expect_err(name);
            assert_eq!(refused.setting, name);
        }
        assert!(StraightLine::new(given).is_ok());
    }
}
