//! Where to go and how to get there, as coordinates and legs. Not for finding a way: the caller did that.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// A place with its address, and a sketch of its surroundings where coordinates are known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterPlace {
    pub name: String,
    /// Street and town, one line each.
    pub address_lines: Vec<String>,
    /// Room or floor, in German as on the door.
    pub room: String,
    pub map: Option<SketchMap>,
}

/// Degrees, WGS 84.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct GeoPoint {
    pub lat: f64,
    pub lon: f64,
}

impl GeoPoint {
    /// A point that can be drawn: finite and on the globe.
    pub fn is_drawable(self) -> bool {
        self.lat.is_finite() && self.lon.is_finite() && self.lat.abs() <= 85.0 && self.lon.abs() <= 180.0
    }
}

/// What the schematic map shows. Stops farther than the frame are left out by the drawing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SketchMap {
    pub place: GeoPoint,
    pub stops: Vec<MapStop>,
    /// Closed rings, e.g. the outline of the municipality.
    pub outline: Vec<Vec<GeoPoint>>,
    /// Source line required by the licence of the outline.
    pub attribution: String,
}

/// A stop of public transport near the place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapStop {
    pub name: String,
    pub at: GeoPoint,
}

crate::codes! {
    /// How far a way can be trusted; printed beside it.
    WayBasis {
        /// From a published timetable.
        Timetable = "timetable",
        /// Estimated from distances.
        Estimate = "estimate",
        /// From the invented timetable of the demonstration.
        InventedTimetable = "invented_timetable",
    }
}

impl WayBasis {
    /// The basis' part of a wording key.
    pub fn wording_key(self) -> String {
        self.code().replace('_', "-")
    }
}

/// The way from the recipient's home to the place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    pub basis: WayBasis,
    /// Minutes from door to door.
    pub minutes: Option<u32>,
    /// In order; may be empty when only the minutes are known.
    #[serde(default)]
    pub legs: Vec<WayLeg>,
}

/// One leg of a way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "leg", rename_all = "snake_case")]
pub enum WayLeg {
    /// On foot.
    Walk { minutes: u32, to: String },
    /// With a line of public transport, times local.
    Ride { line: String, from: String, to: String, departs: Option<NaiveTime>, arrives: Option<NaiveTime> },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_that_is_no_number_or_off_the_globe_is_not_drawable() {
        assert!(GeoPoint { lat: 50.9, lon: 11.6 }.is_drawable());
        for (lat, lon) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (90.0, 0.0), (0.0, 181.0)] {
            assert!(!GeoPoint { lat, lon }.is_drawable(), "{lat} {lon}");
        }
    }
}
