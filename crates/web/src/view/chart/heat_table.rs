//! A table of signed numbers in five shades: seats against people, by course type and month. The number
//! with its sign says it; the shade only helps the eye.

use askama::Template;

use super::Frame;
use crate::view::Language;

/// One row of numbers.
#[derive(Debug, Clone)]
pub struct HeatRow {
    /// What the row is about.
    pub label: String,
    /// One number per column; none where there is nothing to say.
    pub cells: Vec<Option<i64>>,
}

/// A shaded table.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart_heat_table.html")]
pub struct HeatTable {
    frame: Frame,
    /// Heading of the row labels.
    corner: String,
    columns: Vec<String>,
    rows: Vec<HeatRow>,
    /// Whether numbers carry a sign; plain counts do not.
    signed: bool,
    /// Says what plus and minus (or dark and light) mean.
    legend: String,
}

impl HeatTable {
    /// A table of differences; `legend` says what plus and minus mean.
    pub fn signed(
        frame: Frame,
        corner: impl Into<String>,
        columns: Vec<String>,
        rows: Vec<HeatRow>,
        legend: impl Into<String>,
    ) -> HeatTable {
        HeatTable { frame, corner: corner.into(), columns, rows, signed: true, legend: legend.into() }
    }

    /// A table of counts; `legend` says what dark means.
    pub fn counted(
        frame: Frame,
        corner: impl Into<String>,
        columns: Vec<String>,
        rows: Vec<HeatRow>,
        legend: impl Into<String>,
    ) -> HeatTable {
        HeatTable { signed: false, ..HeatTable::signed(frame, corner, columns, rows, legend) }
    }

    fn shown(&self, number: &i64) -> String {
        let plain = wording::number(self.frame.language, number.saturating_abs());
        match (self.signed, *number) {
            (true, 1..) => format!("+{plain}"),
            (_, ..=-1) => format!("\u{2212}{plain}"),
            _ => plain,
        }
    }

    /// Class of one of five shades: far below, below, level, above, far above.
    fn shade(&self, number: &i64) -> &'static str {
        let largest = self.rows.iter().flat_map(|row| &row.cells).flatten().map(|n| n.saturating_abs()).max();
        let half = largest.unwrap_or(0) / 2;
        match *number {
            0 => "fk-heat--level",
            n if n < -half => "fk-heat--far-below",
            n if n < 0 => "fk-heat--below",
            n if n > half => "fk-heat--far-above",
            _ => "fk-heat--above",
        }
    }

    fn language(&self) -> Language {
        self.frame.language
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_carries_its_sign() {
        let frame = Frame::new(Language::De, "Plätze", "Im März fehlen Plätze.");
        let rows = vec![HeatRow { label: "Alpha".into(), cells: vec![Some(-12), Some(0), Some(5), None] }];
        let columns = ["Jan", "Feb", "Mrz", "Apr"].map(str::to_owned).to_vec();
        let html = HeatTable::signed(frame, "Kursart", columns, rows, "Minus: es fehlen Plätze.").to_string();
        assert!(html.contains("\u{2212}12") && html.contains("+5"));
        assert!(html.contains("fk-heat--far-below") && html.contains("fk-heat--above"));
    }
}
