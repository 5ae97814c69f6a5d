//! A figure over months: one line per series, told apart by stroke as well as colour, with a target line.

use askama::Template;

use super::{Frame, shortened};
use crate::view::{Column, Row, Table, Value};

const LEFT: f64 = 52.0;
const RIGHT: f64 = 860.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 240.0;

/// One line.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name.
    pub label: String,
    /// One value per month; none where there is none.
    pub values: Vec<Option<f64>>,
}

/// Lines over months.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart_trend.html")]
pub struct Trend {
    frame: Frame,
    /// Names of the months.
    labels: Vec<String>,
    series: Vec<Series>,
    /// A value to reach, with its name.
    target: Option<(f64, String)>,
}

/// A line in drawing units.
struct Line {
    place: usize,
    path: String,
    dots: Vec<(String, String)>,
    end_y: String,
    end: String,
}

/// A height with its number.
struct Tick {
    y: String,
    label: String,
}

/// A month with its place.
struct Month {
    x: String,
    label: String,
}

impl Trend {
    /// Lines over the named months; at most three are told apart well.
    pub fn new(frame: Frame, labels: Vec<String>, series: Vec<Series>) -> Trend {
        Trend { frame, labels, series, target: None }
    }

    /// A value to reach.
    pub fn target(mut self, value: f64, label: impl Into<String>) -> Trend {
        self.target = Some((value, label.into()));
        self
    }

    /// The top of the scale: the next round number.
    fn ceiling(&self) -> f64 {
        let target = self.target.as_ref().map_or(0.0, |(value, _)| *value);
        let highest =
            self.series.iter().flat_map(|line| &line.values).flatten().copied().fold(target, f64::max);
        let mut step = 1.0_f64;
        while step * 4.0 < highest {
            let digits = 10_f64.powf(step.log10().floor());
            step = match (step / digits).round() as i64 {
                1 => digits * 2.0,
                2 => digits * 5.0,
                _ => digits * 10.0,
            };
        }
        step * 4.0
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + (RIGHT - LEFT) * place as f64 / (self.labels.len().max(2) - 1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (value / self.ceiling()).clamp(0.0, 1.0)
    }

    fn ticks(&self) -> Vec<Tick> {
        let top = self.ceiling();
        (0..=4)
            .map(|quarter| top * f64::from(quarter) / 4.0)
            .map(|value| Tick { y: format!("{:.1}", self.y(value)), label: self.frame.number(value) })
            .collect()
    }

    fn months(&self) -> Vec<Month> {
        let every = self.labels.len().div_ceil(12).max(1);
        let shown = self.labels.iter().enumerate().filter(|(place, _)| place % every == 0);
        shown
            .map(|(place, label)| Month { x: format!("{:.1}", self.x(place)), label: shortened(label, 8) })
            .collect()
    }

    fn target_line(&self) -> Option<Tick> {
        let (value, label) = self.target.as_ref()?;
        Some(Tick { y: format!("{:.1}", self.y(*value)), label: label.clone() })
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> =
            self.series.iter().enumerate().map(|(place, line)| self.line(place, line)).collect();
        keep_apart(&mut lines);
        lines
    }

    fn line(&self, place: usize, line: &Series) -> Line {
        let mut path = String::new();
        let mut dots = Vec::new();
        let mut pen = 'M';
        let mut end = (self.y(0.0), String::new());
        for (month, value) in line.values.iter().enumerate().take(self.labels.len()) {
            let Some(value) = value else {
                pen = 'M';
                continue;
            };
            let (x, y) = (self.x(month), self.y(*value));
            path.push_str(&format!("{pen}{x:.1} {y:.1}"));
            pen = 'L';
            dots.push((format!("{x:.1}"), format!("{y:.1}")));
            end = (y + 5.0, format!("{} {}", shortened(&line.label, 14), self.frame.number(*value)));
        }
        Line { place, path, dots, end_y: format!("{:.1}", end.0), end: end.1 }
    }

    fn table(&self) -> Table {
        let mut columns = vec![Column::new(self.frame.t("kit-chart-month"))];
        columns.extend(self.series.iter().map(|line| Column::number(line.label.clone())));
        let rows = self.labels.iter().enumerate().map(|(place, label)| {
            let mut values = vec![Value::text(label.clone())];
            values.extend(self.series.iter().map(|line| match line.values.get(place).copied().flatten() {
                Some(value) => Value::text(self.frame.number(value)),
                None => Value::Missing,
            }));
            Row::new(place, label, values)
        });
        Table::new(self.frame.language, self.frame.title.clone(), columns).quiet_caption().rows(rows)
    }
}

/// Moves the names at the line ends apart so that they can be read.
fn keep_apart(lines: &mut [Line]) {
    let mut places: Vec<(f64, usize)> =
        lines.iter().enumerate().map(|(place, line)| (line.end_y.parse().unwrap_or(BOTTOM), place)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lowest = f64::NEG_INFINITY;
    for (y, place) in places {
        let y = y.max(lowest + 17.0);
        lines[place].end_y = format!("{y:.1}");
        lowest = y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    fn trend(values: Vec<Option<f64>>) -> Trend {
        let labels = (1..=values.len()).map(|month| format!("M{month}")).collect();
        let frame = Frame::new(Language::De, "Wartezeit", "Sie sinkt.");
        Trend::new(frame, labels, vec![Series { label: "Tage".into(), values }])
    }

    #[test]
    fn the_scale_ends_at_a_round_number_above_all_values() {
        assert_eq!(trend(vec![Some(37.0)]).ceiling(), 40.0);
        assert_eq!(trend(vec![Some(41.0)]).ceiling(), 80.0);
        assert_eq!(trend(vec![Some(0.0)]).ceiling(), 4.0);
        assert_eq!(trend(vec![Some(3.0)]).target(1234.0, "Ziel").ceiling(), 2000.0);
    }

    #[test]
    fn a_gap_in_the_data_is_a_gap_in_the_line() {
        let html = trend(vec![Some(1.0), None, Some(3.0), Some(2.5)]).to_string();
        let line = html.split(" d=\"").nth(1).unwrap();
        assert_eq!(line.split('"').next().unwrap().matches('M').count(), 2);
        assert!(html.contains("2,5"));
    }
}
