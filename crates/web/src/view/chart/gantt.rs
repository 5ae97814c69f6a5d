//! Courses over time: a bar from start to end, a strip for seats taken, hatched where full, a line for today.

use askama::Template;
use chrono::{Datelike, Months, NaiveDate};

use super::gantt_days::{GanttDay, by_day};
use super::{Frame, shortened};
use crate::view::{Column, Row, Table, Value};

const LABELS: f64 = 220.0;
const WIDTH: f64 = 1000.0;
const HEAD: f64 = 34.0;
const LINE: f64 = 38.0;

/// One course run.
#[derive(Debug, Clone)]
pub struct GanttBar {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What stands in the bar.
    pub label: String,
    /// Seats taken and seats in all.
    pub seats: (u32, u32),
    /// Planned, not fixed: drawn with a broken edge.
    pub planned: bool,
    /// Id of the form that takes it when it is moved, and its name there (`start`; the day goes into `to`).
    pub handle: Option<(String, String)>,
}

/// A single day, such as a test day.
#[derive(Debug, Clone)]
pub struct GanttMark {
    /// The day.
    pub on: NaiveDate,
    /// What it is, in words; shown when pointed at and in the table.
    pub label: String,
    /// Nothing free.
    pub full: bool,
}

/// One line of the plan: a provider, a room or a course type.
#[derive(Debug, Clone)]
pub struct GanttRow {
    /// Its name.
    pub label: String,
    /// Its courses.
    pub bars: Vec<GanttBar>,
    /// Its single days.
    pub marks: Vec<GanttMark>,
}

/// Courses over time.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart_gantt.html")]
pub struct Gantt {
    frame: Frame,
    rows: Vec<GanttRow>,
    from: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
}

/// A bar in drawing units.
struct Drawn {
    x: String,
    y: String,
    width: String,
    taken: String,
    strip_y: String,
    text_x: String,
    text_y: String,
    text: String,
    full: bool,
    planned: bool,
    handle: Option<(String, String)>,
    from: NaiveDate,
    spoken: String,
}

/// A diamond in drawing units.
struct Diamond<'a> {
    points: String,
    label: &'a str,
    full: bool,
}

/// A month line.
struct Month {
    x: String,
    label: String,
}

impl Gantt {
    /// A plan from one day to another; a window that ends before it begins shows one month.
    pub fn new(
        frame: Frame,
        (from, until): (NaiveDate, NaiveDate),
        today: NaiveDate,
        rows: Vec<GanttRow>,
    ) -> Gantt {
        let until =
            if until > from { until } else { from.checked_add_months(Months::new(1)).unwrap_or(from) };
        Gantt { frame, rows, from, until, today }
    }

    fn x(&self, day: NaiveDate) -> f64 {
        let whole = (self.until - self.from).num_days().max(1) as f64;
        let part = (day - self.from).num_days() as f64;
        LABELS + (WIDTH - LABELS) * (part / whole).clamp(0.0, 1.0)
    }

    fn height(&self) -> f64 {
        HEAD + LINE * self.rows.len() as f64 + 6.0
    }

    /// A picture, or a group of things that can be moved; a picture may hold nothing to operate.
    fn role(&self) -> &'static str {
        let movable = self.rows.iter().flat_map(|row| &row.bars).any(|bar| bar.handle.is_some());
        if movable { "group" } else { "img" }
    }

    /// Days from the left to the right edge of the plan, and its width in drawing units.
    fn days(&self) -> i64 {
        (self.until - self.from).num_days().max(1)
    }

    fn width(&self) -> f64 {
        WIDTH - LABELS
    }

    fn row_y(&self, place: &usize) -> String {
        format!("{:.1}", HEAD + LINE * *place as f64)
    }

    fn label_y(&self, place: &usize) -> String {
        format!("{:.1}", HEAD + LINE * *place as f64 + 23.0)
    }

    fn row_label(&self, row: &GanttRow) -> String {
        shortened(&row.label, 28)
    }

    fn months(&self) -> Vec<Month> {
        let mut months = Vec::new();
        let mut first = self.from.with_day(1).unwrap_or(self.from);
        while first < self.until && months.len() < 36 {
            if first >= self.from {
                let name = wording::text(self.frame.language, &format!("calendar-month-{}", first.month()));
                let year = if first.month() == 1 || months.is_empty() {
                    first.format(" %Y").to_string()
                } else {
                    String::new()
                };
                let label = format!("{}{year}", name.chars().take(3).collect::<String>());
                months.push(Month { x: format!("{:.1}", self.x(first)), label });
            }
            let Some(next) = first.checked_add_months(Months::new(1)) else { break };
            first = next;
        }
        months
    }

    fn today_x(&self) -> Option<String> {
        (self.today >= self.from && self.today <= self.until).then(|| format!("{:.1}", self.x(self.today)))
    }

    fn bars(&self) -> Vec<Drawn> {
        let mut drawn = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let top = HEAD + LINE * place as f64 + 5.0;
            for bar in row.bars.iter().filter(|bar| bar.until >= self.from && bar.from <= self.until) {
                drawn.push(self.draw(bar, top));
            }
        }
        drawn
    }

    fn diamonds(&self) -> Vec<Diamond<'_>> {
        let mut drawn = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let y = HEAD + LINE * place as f64 + 19.0;
            for mark in row.marks.iter().filter(|mark| mark.on >= self.from && mark.on <= self.until) {
                let x = self.x(mark.on);
                let points = [(x, y - 8.0), (x + 8.0, y), (x, y + 8.0), (x - 8.0, y)];
                let points = points.map(|(x, y)| format!("{x:.1},{y:.1}")).join(" ");
                drawn.push(Diamond { points, label: &mark.label, full: mark.full });
            }
        }
        drawn
    }

    /// The plan as a list by day, for narrow screens.
    fn by_day(&self) -> Vec<GanttDay> {
        by_day(&self.rows, (self.from, self.until))
    }

    fn day(&self, on: &NaiveDate) -> String {
        wording::date(self.frame.language, *on)
    }

    fn draw(&self, bar: &GanttBar, top: f64) -> Drawn {
        let (taken, seats) = bar.seats;
        let left = self.x(bar.from);
        let width = (self.x(bar.until) - left).max(4.0);
        let share = if seats > 0 { (f64::from(taken) / f64::from(seats)).min(1.0) } else { 0.0 };
        let text = format!("{} {taken}/{seats}", bar.label);
        let fits = (width / 7.6) as usize;
        Drawn {
            x: format!("{left:.1}"),
            y: format!("{top:.1}"),
            width: format!("{width:.1}"),
            taken: format!("{:.1}", width * share),
            strip_y: format!("{:.1}", top + 22.0),
            text_x: format!("{:.1}", left + 6.0),
            text_y: format!("{:.1}", top + 16.0),
            text: if fits < 5 { String::new() } else { shortened(&text, fits) },
            full: taken >= seats,
            planned: bar.planned,
            handle: bar.handle.clone(),
            from: bar.from,
            spoken: format!("{text}, {}", wording::date(self.frame.language, bar.from)),
        }
    }

    fn table(&self) -> Table {
        let t = |key: &str| self.frame.t(key);
        let columns = vec![
            Column::new(t("kit-gantt-course")),
            Column::new(t("kit-gantt-place")),
            Column::new(t("kit-gantt-start")),
            Column::new(t("kit-gantt-end")),
            Column::number(t("kit-gantt-taken")),
            Column::number(t("kit-gantt-seats")),
        ];
        // a row without a name goes on with the one above it, which a table has to say
        let mut named = "";
        let rows = self.rows.iter().flat_map(move |row| {
            named = if row.label.is_empty() { named } else { &row.label };
            row.bars.iter().map(move |bar| {
                let values = vec![
                    Value::text(bar.label.clone()),
                    Value::text(named.to_owned()),
                    Value::Date(bar.from),
                    Value::Date(bar.until),
                    Value::number(bar.seats.0),
                    Value::number(bar.seats.1),
                ];
                Row::new(&bar.label, &bar.label, values)
            })
        });
        Table::new(self.frame.language, self.frame.title.clone(), columns).quiet_caption().rows(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn plan(seats: (u32, u32)) -> String {
        let bar = GanttBar {
            from: day(2, 1),
            until: day(7, 31),
            label: "A1".into(),
            seats,
            planned: false,
            handle: None,
        };
        let rows = vec![GanttRow { label: "Volkshochschule".into(), bars: vec![bar], marks: Vec::new() }];
        let frame = Frame::new(Language::De, "Kurse", "Ein Kurs läuft.");
        Gantt::new(frame, (day(1, 1), day(12, 31)), day(3, 3), rows).to_string()
    }

    #[test]
    fn a_full_course_is_hatched_and_the_numbers_stand_in_a_table() {
        assert!(plan((20, 20)).contains("fk-gantt__bar--full"));
        let open = plan((11, 20));
        assert!(!open.contains("fk-gantt__bar--full"));
        assert!(open.contains("A1 11/20") && open.contains("<table") && open.contains("01.02.2026"));
    }

    #[test]
    fn strange_windows_and_courses_without_seats_are_drawn_all_the_same() {
        let frame = Frame::new(Language::De, "Kurse", "Nichts.");
        let bar = GanttBar {
            from: day(9, 1),
            until: day(2, 1),
            label: "?".into(),
            seats: (0, 0),
            planned: true,
            handle: None,
        };
        let rows = vec![GanttRow { label: String::new(), bars: vec![bar], marks: Vec::new() }];
        let html = Gantt::new(frame, (day(5, 1), day(1, 1)), NaiveDate::MAX, rows).to_string();
        assert!(html.contains("<svg") && !html.contains("NaN"));
    }

    #[test]
    fn a_plan_with_bars_to_move_is_a_group_and_otherwise_a_picture() {
        assert!(plan((11, 20)).contains("role=\"img\""));
        let handle = Some(("move".to_owned(), "start".to_owned()));
        let bar = GanttBar {
            from: day(2, 1),
            until: day(7, 1),
            label: "A".into(),
            seats: (1, 2),
            planned: true,
            handle,
        };
        let rows = vec![GanttRow { label: "X".into(), bars: vec![bar], marks: Vec::new() }];
        let frame = Frame::new(Language::De, "Kurse", "Ein Kurs.");
        let html = Gantt::new(frame, (day(1, 1), day(12, 31)), day(3, 3), rows).to_string();
        assert!(html.contains("role=\"group\"") && html.contains("data-fk-move=\"move\""));
    }

    #[test]
    fn the_table_names_the_provider_of_every_course() {
        let bar = |label: &str| GanttBar {
            from: day(2, 1),
            until: day(7, 1),
            label: label.into(),
            seats: (1, 2),
            planned: false,
            handle: None,
        };
        let row = |label: &str, bar| GanttRow { label: label.into(), bars: vec![bar], marks: Vec::new() };
        let rows = vec![row("Lernhaus", bar("A")), row("", bar("B"))];
        let frame = Frame::new(Language::De, "Kurse", "Zwei Kurse.");
        let html = Gantt::new(frame, (day(1, 1), day(12, 31)), day(3, 3), rows).to_string();
        let table = html.split("<table").nth(1).expect("a table");
        assert_eq!(table.matches("Lernhaus").count(), 2);
    }

    #[test]
    fn single_days_are_diamonds_with_their_words_and_those_outside_are_left_out() {
        let mark = |on, label: &str| GanttMark { on, label: label.into(), full: false };
        let marks = vec![mark(day(3, 4), "Testtag 7/12"), mark(NaiveDate::MAX, "fern")];
        let rows = vec![GanttRow { label: "Tests".into(), bars: Vec::new(), marks }];
        let frame = Frame::new(Language::De, "Kurse", "Ein Tag.");
        let html = Gantt::new(frame, (day(1, 1), day(12, 31)), day(3, 3), rows).to_string();
        assert_eq!(html.matches("<polygon").count(), 1);
        assert!(html.contains("Testtag 7/12") && !html.contains("fern"));
    }
}
