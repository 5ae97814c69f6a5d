//! A figure over months: one line per series, told apart by stroke as well as colour, with a target line.

use askama::Template;

use super::{Frame, shortened};
use crate::view::{Column, Row, Table, Value};

const LEFT: f64 = 44.0;
const RIGHT: f64 = 490.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 240.0;
/// Characters a name at a line end may have.
const NAME: usize = 19;

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

    /// Distance of the height lines: the smallest round number of which five reach the highest value.
    fn step(&self) -> f64 {
        let target = self.target.as_ref().map_or(0.0, |(value, _)| *value);
        let highest =
            self.series.iter().flat_map(|line| &line.values).flatten().copied().fold(target, f64::max);
        let mut unit = 1.0;
        while highest.is_finite() && unit * 50.0 < highest {
            unit *= 10.0;
        }
        [1.0, 2.0, 5.0, 10.0]
            .map(|round| round * unit)
            .into_iter()
            .find(|step| step * 5.0 >= highest)
            .unwrap_or(unit)
    }

    /// The top of the scale.
    fn ceiling(&self) -> f64 {
        self.step() * 5.0
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + (RIGHT - LEFT) * place as f64 / (self.labels.len().max(2) - 1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (value / self.ceiling()).clamp(0.0, 1.0)
    }

    fn ticks(&self) -> Vec<Tick> {
        (0..=5)
            .map(|place| self.step() * f64::from(place))
            .map(|value| Tick { y: format!("{:.1}", self.y(value)), label: self.frame.number(value) })
            .collect()
    }

    fn months(&self) -> Vec<Month> {
        let every = self.labels.len().div_ceil(9).max(1);
        let shown = self.labels.iter().enumerate().filter(|(place, _)| place % every == 0);
        shown
            .map(|(place, label)| Month { x: format!("{:.1}", self.x(place)), label: shortened(label, 8) })
            .collect()
    }

    fn target_y(&self) -> Option<String> {
        self.target.as_ref().map(|(value, _)| format!("{:.1}", self.y(*value)))
    }

    fn lines(&self) -> Vec<Line> {
        self.series.iter().enumerate().map(|(place, line)| self.line(place, line)).collect()
    }

    /// The names at the line ends, moved apart so that they can be read.
    fn names(&self) -> Vec<Tick> {
        let mut names: Vec<(f64, String)> = self.series.iter().filter_map(|line| self.name(line)).collect();
        if let Some((value, label)) = &self.target {
            names.push((self.y(*value), shortened(label, NAME)));
        }
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lowest = f64::NEG_INFINITY;
        let mut apart = Vec::new();
        for (y, label) in names {
            lowest = (y + 5.0).max(lowest + 17.0);
            apart.push(Tick { y: format!("{lowest:.1}"), label });
        }
        apart
    }

    /// Height and name of a line's end; a line without values has none.
    fn name(&self, line: &Series) -> Option<(f64, String)> {
        let last = line.values.iter().take(self.labels.len()).flatten().next_back()?;
        Some((self.y(*last), format!("{} {}", shortened(&line.label, NAME - 5), self.frame.number(*last))))
    }

    fn line(&self, place: usize, line: &Series) -> Line {
        let mut path = String::new();
        let mut dots = Vec::new();
        let mut pen = 'M';
        for (month, value) in line.values.iter().enumerate().take(self.labels.len()) {
            let Some(value) = value else {
                pen = 'M';
                continue;
            };
            let (x, y) = (format!("{:.1}", self.x(month)), format!("{:.1}", self.y(*value)));
            path.push_str(&format!("{pen}{x} {y}"));
            pen = 'L';
            dots.push((x, y));
        }
        Line { place, path, dots }
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
        assert_eq!(trend(vec![Some(37.0)]).ceiling(), 50.0);
        assert_eq!(trend(vec![Some(91.0)]).ceiling(), 100.0);
        assert_eq!(trend(vec![Some(0.0)]).ceiling(), 5.0);
        assert_eq!(trend(vec![Some(3.0)]).target(1234.0, "Ziel").ceiling(), 2500.0);
        assert!(trend(vec![Some(f64::INFINITY)]).ceiling() > 0.0, "nonsense ends too");
    }

    #[test]
    fn a_gap_in_the_data_is_a_gap_in_the_line() {
        let html = trend(vec![Some(1.0), None, Some(3.0), Some(2.5)]).to_string();
        let line = html.split(" d=\"").nth(1).unwrap();
        assert_eq!(line.split('"').next().unwrap().matches('M').count(), 2);
        assert!(html.contains("2,5"));
    }
}
