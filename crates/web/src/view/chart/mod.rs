//! Pictures of figures, drawn by the server: each with one sentence that says what is to be seen, the
//! numbers as a table, and where they come from. No script, no colour as the only sign, readable in print.
//! Not for counting or hiding small numbers: that is done before figures come here.

mod bar_list;
mod flow;
mod gantt;
mod gantt_days;
mod heat_table;
mod trend;

use chrono::NaiveDate;

use super::{Language, html};

pub use bar_list::{Bar, BarList};
pub use flow::{Flow, FlowLink, FlowNode};
pub use gantt::{Gantt, GanttBar, GanttMark, GanttRow};
pub use heat_table::{HeatRow, HeatTable};
pub use trend::{Series, Trend};

html!(BarList, Flow, Gantt, HeatTable, Trend);

/// What stands around every picture.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Page language.
    pub language: Language,
    /// What is shown.
    pub title: String,
    /// What is to be seen, in one sentence; also what screen readers hear.
    pub finding: String,
    /// Day of the data.
    pub as_of: Option<NaiveDate>,
    /// Where the numbers can be downloaded.
    pub csv: Option<String>,
    /// Where it says what counts here.
    pub definition: Option<String>,
    /// The list behind the figures.
    pub list: Option<String>,
}

impl Frame {
    /// Title and finding.
    pub fn new(language: Language, title: impl Into<String>, finding: impl Into<String>) -> Frame {
        Frame {
            language,
            title: title.into(),
            finding: finding.into(),
            as_of: None,
            csv: None,
            definition: None,
            list: None,
        }
    }

    /// Day of the data.
    pub fn as_of(mut self, day: NaiveDate) -> Frame {
        self.as_of = Some(day);
        self
    }

    /// Where the numbers can be downloaded.
    pub fn csv(mut self, href: impl Into<String>) -> Frame {
        self.csv = Some(href.into());
        self
    }

    /// Where it says what counts here.
    pub fn definition(mut self, href: impl Into<String>) -> Frame {
        self.definition = Some(href.into());
        self
    }

    /// The list behind the figures.
    pub fn list(mut self, href: impl Into<String>) -> Frame {
        self.list = Some(href.into());
        self
    }

    /// A text of the kit.
    pub fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    /// The line that says from when the data are.
    pub fn dated(&self) -> Option<String> {
        let day = self.as_of?;
        Some(wording::text_with(self.language, "kit-chart-as-of", &[("date", day.into())]))
    }

    fn number(&self, number: f64) -> String {
        if number.fract() == 0.0 {
            wording::number(self.language, number as i64)
        } else {
            let shown = format!("{number:.1}");
            if self.language == Language::En { shown } else { shown.replace('.', ",") }
        }
    }
}

/// Cuts a label that would run into its neighbour; the table below has it whole.
fn shortened(label: &str, characters: usize) -> String {
    if label.chars().count() <= characters {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(characters.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
