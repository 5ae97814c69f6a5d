//! The schematic map: coordinates in degrees become millimetres in a frame, labels find free places.
//! Not a map service: no streets, no tiles, nothing is fetched.

use domain::letter::{GeoPoint, SketchMap};

/// Frame of the drawing in millimetres.
pub(crate) const WIDTH: f64 = 84.0;
pub(crate) const HEIGHT: f64 = 38.0;
/// Corner with the outline of the municipality, when stops fill the frame.
const INSET: (f64, f64) = (18.0, 15.0);
/// Stops farther away than this are no help on foot (metres).
const NEAR: f64 = 1500.0;
const MOST_STOPS: usize = 5;
/// At least this many metres are shown to either side of the place.
const LEAST_REACH: f64 = 150.0;
/// Rim in which no stop is put, so that labels have room.
const RIM: (f64, f64) = (16.0, 7.0);
const METRES_PER_DEGREE: f64 = 111_200.0;
/// Width of a letter of the labels, and height of a label.
const LABEL: (f64, f64) = (1.35, 3.2);
const DOT: f64 = 2.2;

/// A point on paper, from the upper left corner of its frame.
pub(crate) type Spot = (f64, f64);

/// Everything the template draws, in millimetres.
pub(crate) struct Drawing {
    pub(crate) place: Spot,
    pub(crate) stops: Vec<Stop>,
    pub(crate) outline: Vec<Vec<Spot>>,
    pub(crate) inset: Option<Inset>,
    pub(crate) scale: Scale,
    /// The nearest stop in words.
    pub(crate) nearest: Option<Nearest>,
}

pub(crate) struct Stop {
    pub(crate) at: Spot,
    pub(crate) name: String,
    /// Upper left corner of the label; absent where no free place was found.
    pub(crate) label: Option<Spot>,
}

pub(crate) struct Inset {
    pub(crate) size: Spot,
    pub(crate) outline: Vec<Vec<Spot>>,
    pub(crate) place: Spot,
}

pub(crate) struct Scale {
    pub(crate) millimetres: f64,
    pub(crate) metres: u32,
}

/// Nearest stop for the text alternative; metres rounded to ten, direction as part of a wording key.
pub(crate) struct Nearest {
    pub(crate) name: String,
    pub(crate) metres: u32,
    pub(crate) direction: &'static str,
}

/// Draws the surroundings; `None` where there is nothing to draw.
pub(crate) fn draw(map: &SketchMap) -> Option<Drawing> {
    if !map.place.is_drawable() {
        return None;
    }
    let ground = Ground { centre: map.place };
    let stops = near_stops(map, &ground);
    let outline: Vec<Vec<Spot>> = map
        .outline
        .iter()
        .map(|ring| ring.iter().filter(|point| point.is_drawable()).map(|p| ground.metres(*p)).collect())
        .filter(|ring: &Vec<Spot>| ring.len() > 2)
        .collect();
    if stops.is_empty() {
        return overview(&outline);
    }
    let reach =
        |pick: fn(&Spot) -> f64| stops.iter().map(|(_, spot)| pick(spot).abs()).fold(LEAST_REACH, f64::max);
    let per_metre = ((WIDTH / 2.0 - RIM.0) / reach(|s| s.0)).min((HEIGHT / 2.0 - RIM.1) / reach(|s| s.1));
    let place = (WIDTH / 2.0, HEIGHT / 2.0);
    let on_paper = |spot: Spot| (place.0 + spot.0 * per_metre, place.1 - spot.1 * per_metre);
    let scale = scale(per_metre);
    let nearest = stops.first().map(|(name, spot)| nearest(name, *spot));
    let dots = stops.into_iter().map(|(name, spot)| (name, on_paper(spot))).collect();
    let inset = inset(&outline);
    let stops = label(dots, place, inset.is_some());
    Some(Drawing { place, stops, outline: Vec::new(), inset, scale, nearest })
}

/// A flat picture of the ground around a centre: fine for a few dozen kilometres.
struct Ground {
    centre: GeoPoint,
}

impl Ground {
    /// East and north of the centre in metres.
    fn metres(&self, point: GeoPoint) -> Spot {
        let shrink = self.centre.lat.to_radians().cos();
        (
            (point.lon - self.centre.lon) * shrink * METRES_PER_DEGREE,
            (point.lat - self.centre.lat) * METRES_PER_DEGREE,
        )
    }
}

/// Stops in walking distance, nearest first, each name once.
fn near_stops(map: &SketchMap, ground: &Ground) -> Vec<(String, Spot)> {
    let mut stops: Vec<(String, Spot)> = map
        .stops
        .iter()
        .filter(|stop| stop.at.is_drawable() && !stop.name.trim().is_empty())
        .map(|stop| (stop.name.trim().to_owned(), ground.metres(stop.at)))
        .filter(|(_, spot)| distance(*spot) <= NEAR)
        .collect();
    stops.sort_by(|a, b| distance(a.1).total_cmp(&distance(b.1)).then_with(|| a.0.cmp(&b.0)));
    let mut seen: Vec<String> = Vec::new();
    stops.retain(|(name, _)| {
        let new = !seen.contains(name);
        seen.push(name.clone());
        new
    });
    stops.truncate(MOST_STOPS);
    stops
}

fn distance(spot: Spot) -> f64 {
    spot.0.hypot(spot.1)
}

fn nearest(name: &str, spot: Spot) -> Nearest {
    let direction = match (spot.0.abs() > spot.1.abs(), spot.0 > 0.0, spot.1 > 0.0) {
        (true, true, _) => "east",
        (true, false, _) => "west",
        (false, _, true) => "north",
        (false, _, false) => "south",
    };
    // at most NEAR, so it fits
    let metres = ((distance(spot) / 10.0).round() * 10.0) as u32;
    Nearest { name: name.to_owned(), metres, direction }
}

/// Only the outline with the place in it.
fn overview(outline: &[Vec<Spot>]) -> Option<Drawing> {
    let fit = Fit::of(outline, (WIDTH, HEIGHT), 4.0)?;
    Some(Drawing {
        place: fit.spot((0.0, 0.0)),
        stops: Vec::new(),
        outline: fit.rings(outline),
        inset: None,
        scale: scale(fit.per_metre),
        nearest: None,
    })
}

fn inset(outline: &[Vec<Spot>]) -> Option<Inset> {
    let fit = Fit::of(outline, INSET, 1.5)?;
    Some(Inset { size: INSET, outline: fit.rings(outline), place: fit.spot((0.0, 0.0)) })
}

/// Fits rings and the place (the origin) into a frame.
struct Fit {
    per_metre: f64,
    left: f64,
    top: f64,
}

impl Fit {
    fn of(rings: &[Vec<Spot>], frame: Spot, rim: f64) -> Option<Self> {
        if rings.is_empty() {
            return None;
        }
        let spots = || rings.iter().flatten().copied().chain([(0.0, 0.0)]);
        let bounds = |pick: fn(Spot) -> f64| {
            spots().map(pick).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            })
        };
        let (west, east) = bounds(|s| s.0);
        let (south, north) = bounds(|s| s.1);
        let per_metre = ((frame.0 - 2.0 * rim) / (east - west).max(1.0))
            .min((frame.1 - 2.0 * rim) / (north - south).max(1.0));
        Some(Self {
            per_metre,
            left: frame.0 / 2.0 - (west + east) / 2.0 * per_metre,
            top: frame.1 / 2.0 + (south + north) / 2.0 * per_metre,
        })
    }

    fn spot(&self, ground: Spot) -> Spot {
        (self.left + ground.0 * self.per_metre, self.top - ground.1 * self.per_metre)
    }

    /// Rings on paper, without points that no printer could tell apart.
    fn rings(&self, rings: &[Vec<Spot>]) -> Vec<Vec<Spot>> {
        rings
            .iter()
            .map(|ring| {
                let mut drawn: Vec<Spot> = Vec::new();
                for spot in ring.iter().map(|ground| self.spot(*ground)) {
                    let far = |last: &Spot| distance((spot.0 - last.0, spot.1 - last.1)) > 0.25;
                    if drawn.last().is_none_or(far) {
                        drawn.push(spot);
                    }
                }
                drawn
            })
            .filter(|ring| ring.len() > 2)
            .collect()
    }
}

/// The longest round length that stays under a quarter of the frame.
fn scale(per_metre: f64) -> Scale {
    const LENGTHS: [u32; 10] = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
    let metres = LENGTHS
        .into_iter()
        .rev()
        .find(|metres| f64::from(*metres) * per_metre <= WIDTH / 4.0)
        .unwrap_or(LENGTHS[0]);
    Scale { millimetres: f64::from(metres) * per_metre, metres }
}

/// A rectangle on paper: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// Puts each name beside its dot where it covers nothing.
fn label(dots: Vec<(String, Spot)>, place: Spot, with_inset: bool) -> Vec<Stop> {
    let around = |spot: Spot| (spot.0 - DOT, spot.1 - DOT, spot.0 + DOT, spot.1 + DOT);
    let mut taken: Vec<Area> = dots.iter().map(|(_, spot)| around(*spot)).collect();
    taken.push(around(place));
    // scale bar at the lower left, source and north at the upper left, inset at the upper right
    taken.push((0.0, HEIGHT - 6.0, WIDTH / 4.0 + 4.0, HEIGHT));
    taken.push((0.0, 0.0, 6.0, 8.0));
    if with_inset {
        taken.push((WIDTH - INSET.0, 0.0, WIDTH, INSET.1));
    }
    dots.into_iter()
        .map(|(name, at)| {
            let width = LABEL.0 * name.chars().count() as f64;
            let corners = [
                (at.0 + DOT + 0.4, at.1 - LABEL.1 / 2.0),
                (at.0 - DOT - 0.4 - width, at.1 - LABEL.1 / 2.0),
                (at.0 - width / 2.0, at.1 + DOT),
                (at.0 - width / 2.0, at.1 - DOT - LABEL.1),
            ];
            let free = corners.into_iter().find(|corner| {
                let area = (corner.0, corner.1, corner.0 + width, corner.1 + LABEL.1);
                let inside = area.0 > 0.5 && area.1 > 0.5 && area.2 < WIDTH - 0.5 && area.3 < HEIGHT - 0.5;
                inside && taken.iter().all(|other| !overlap(area, *other))
            });
            if let Some(corner) = free {
                taken.push((corner.0, corner.1, corner.0 + width, corner.1 + LABEL.1));
            }
            Stop { at, name, label: free }
        })
        .collect()
}

fn overlap(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::letter::MapStop;

    const CENTRE: GeoPoint = GeoPoint { lat: 50.9, lon: 11.6 };

    fn stop(name: &str, north: f64, east: f64) -> MapStop {
        let lat = CENTRE.lat + north / METRES_PER_DEGREE;
        let lon = CENTRE.lon + east / METRES_PER_DEGREE / CENTRE.lat.to_radians().cos();
        MapStop { name: name.into(), at: GeoPoint { lat, lon } }
    }

    fn map(stops: Vec<MapStop>) -> SketchMap {
        SketchMap { place: CENTRE, stops, ..SketchMap::default() }
    }

    #[test]
    fn a_stop_to_the_north_stands_above_the_place_and_is_named_with_its_distance() {
        let drawing = draw(&map(vec![stop("Markt", 200.0, 10.0)])).expect("one stop is drawn");
        assert!(drawing.stops[0].at.1 < drawing.place.1);
        let nearest = drawing.nearest.expect("there is a stop");
        assert_eq!((nearest.name.as_str(), nearest.metres, nearest.direction), ("Markt", 200, "north"));
    }

    #[test]
    fn everything_stays_inside_the_frame_and_labels_do_not_overlap() {
        let stops = (0..12)
            .map(|n| {
                stop(&format!("Haltestelle {n}"), f64::from(n) * 97.0 - 600.0, f64::from(n) * 31.0 - 150.0)
            })
            .collect();
        let drawing = draw(&map(stops)).expect("stops are drawn");
        assert_eq!(drawing.stops.len(), MOST_STOPS);
        let labels: Vec<Area> = drawing
            .stops
            .iter()
            .filter_map(|stop| {
                let corner = stop.label?;
                let width = LABEL.0 * stop.name.chars().count() as f64;
                Some((corner.0, corner.1, corner.0 + width, corner.1 + LABEL.1))
            })
            .collect();
        assert!(labels.len() > 1);
        for (at, area) in labels.iter().enumerate() {
            assert!(area.0 >= 0.0 && area.2 <= WIDTH && area.1 >= 0.0 && area.3 <= HEIGHT);
            assert!(labels[at + 1..].iter().all(|other| !overlap(*area, *other)));
        }
        assert!(
            drawing.stops.iter().all(|s| s.at.0 > 0.0 && s.at.0 < WIDTH && s.at.1 > 0.0 && s.at.1 < HEIGHT)
        );
    }

    #[test]
    fn coordinates_that_are_no_numbers_far_away_or_missing_draw_nothing() {
        assert!(draw(&map(vec![])).is_none());
        assert!(draw(&map(vec![stop("Weit weg", 9000.0, 0.0)])).is_none());
        let nowhere = GeoPoint { lat: f64::NAN, lon: 11.0 };
        assert!(draw(&SketchMap { place: nowhere, ..map(vec![stop("Markt", 10.0, 0.0)]) }).is_none());
        assert!(draw(&map(vec![MapStop { name: "Markt".into(), at: nowhere }])).is_none());
    }

    #[test]
    fn an_outline_alone_fills_the_frame_and_beside_stops_goes_into_the_corner() {
        let ring: Vec<GeoPoint> =
            [(-4000.0, -9000.0), (5000.0, -7000.0), (6000.0, 8000.0), (-3000.0, 7000.0)]
                .into_iter()
                .map(|(north, east)| stop("", north, east).at)
                .collect();
        let alone = draw(&SketchMap { outline: vec![ring.clone()], ..map(vec![]) }).expect("an outline");
        assert_eq!(alone.outline.len(), 1);
        assert!(alone.outline[0].iter().all(|s| s.0 > 0.0 && s.0 < WIDTH && s.1 > 0.0 && s.1 < HEIGHT));
        let both = draw(&SketchMap { outline: vec![ring], ..map(vec![stop("Markt", 50.0, 50.0)]) });
        let both = both.expect("a stop and an outline");
        assert!(both.outline.is_empty() && both.inset.is_some());
    }
}
