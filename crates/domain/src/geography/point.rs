//! A place on earth and the straight distance between two.

use serde::{Deserialize, Serialize};

/// Mean radius of the earth in metres (IUGG).
const EARTH_RADIUS: f64 = 6_371_008.8;

/// A place in degrees (WGS 84); always within range, so distances are always finite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Point {
    lat: f64,
    lon: f64,
}

#[derive(Serialize, Deserialize)]
struct Degrees {
    lat: f64,
    lon: f64,
}

/// A latitude outside -90 to 90 or a longitude outside -180 to 180, or not a number.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("latitude {lat} must lie within -90 to 90 and longitude {lon} within -180 to 180 degrees")]
pub struct OutsideEarth {
    lat: f64,
    lon: f64,
}

impl Point {
    /// A place from latitude and longitude in degrees.
    pub fn new(lat: f64, lon: f64) -> Result<Self, OutsideEarth> {
        let within = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if within { Ok(Self { lat, lon }) } else { Err(OutsideEarth { lat, lon }) }
    }

    /// Latitude in degrees, north positive.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude in degrees, east positive.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Length of the great circle to another place in metres (haversine; off by at most about 0.5 %).
    pub fn metres_to(self, other: Self) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let chord = half(other.lat - self.lat) + from.cos() * to.cos() * half(other.lon - self.lon);
        2.0 * EARTH_RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
    }

    /// The same in kilometres.
    pub fn kilometres_to(self, other: Self) -> f64 {
        self.metres_to(other) / 1000.0
    }
}

impl TryFrom<Degrees> for Point {
    type Error = OutsideEarth;

    fn try_from(degrees: Degrees) -> Result<Self, OutsideEarth> {
        Self::new(degrees.lat, degrees.lon)
    }
}

impl From<Point> for Degrees {
    fn from(point: Point) -> Self {
        Self { lat: point.lat, lon: point.lon }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).expect("a place on earth")
    }

    #[test]
    fn one_degree_of_latitude_is_about_111_kilometres() {
        assert!((point(50.0, 10.0).kilometres_to(point(51.0, 10.0)) - 111.195).abs() < 0.001);
    }

    #[test]
    fn a_degree_of_longitude_shrinks_with_latitude() {
        let at_60 = point(60.0, 10.0).metres_to(point(60.0, 11.0));
        let at_0 = point(0.0, 10.0).metres_to(point(0.0, 11.0));
        assert!((at_60 / at_0 - 0.5).abs() < 0.001);
    }

    #[test]
    fn distance_is_symmetric_zero_to_itself_and_finite_at_the_extremes() {
        let places = [(50.93, 11.59), (-90.0, 0.0), (90.0, 180.0), (0.0, -180.0), (0.0, 0.0), (-0.0, 180.0)];
        for (lat, lon) in places {
            let one = point(lat, lon);
            assert!(one.metres_to(one) == 0.0);
            for (lat, lon) in places {
                let other = point(lat, lon);
                let metres = one.metres_to(other);
                assert!(metres.is_finite() && metres <= 20_016_000.0, "{one:?} {other:?} {metres}");
                assert!((metres - other.metres_to(one)).abs() < 0.001);
            }
        }
        assert!((point(0.0, 0.0).kilometres_to(point(0.0, 180.0)) - 20_015.115).abs() < 0.01);
        assert!(point(10.0, 179.9).kilometres_to(point(10.0, -179.9)) < 25.0);
    }

    #[test]
    fn places_outside_earth_are_refused_with_a_sentence_also_when_read() {
        for (lat, lon) in [(90.1, 0.0), (0.0, -180.5), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Point::new(lat, lon).is_err(), "{lat} {lon}");
        }
        let refused = serde_json::from_str::<Point>(r#"{"lat":1190,"lon":50}"#).expect_err("out of range");
        assert!(refused.to_string().contains("latitude 1190 must lie within -90 to 90"), "{refused}");
        let read: Point = serde_json::from_str(r#"{"lat":50.5,"lon":11.25}"#).expect("a place");
        assert_eq!(read, point(50.5, 11.25));
    }
}
