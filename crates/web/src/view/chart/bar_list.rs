//! Bars below each other, as a table whose last column is drawn: funnel, waiting time classes, data quality.

use askama::Template;

use super::Frame;
use crate::view::Tone;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Its length in the unit of the list; none where the figure is withheld.
    pub value: Option<f64>,
    /// The figure as shown.
    pub figure: String,
    /// Share or change in words.
    pub note: Option<String>,
    /// What it means.
    pub tone: Tone,
    /// The list behind it.
    pub href: Option<String>,
}

impl Bar {
    /// A counted bar.
    pub fn new(label: impl Into<String>, value: f64, figure: impl Into<String>) -> Bar {
        Bar {
            label: label.into(),
            value: Some(value),
            figure: figure.into(),
            note: None,
            tone: Tone::Info,
            href: None,
        }
    }

    /// A bar whose figure is too small to be shown.
    pub fn withheld(label: impl Into<String>, figure: impl Into<String>) -> Bar {
        Bar { value: None, ..Bar::new(label, 0.0, figure) }
    }

    /// Share or change in words.
    pub fn note(mut self, note: impl Into<String>) -> Bar {
        self.note = Some(note.into());
        self
    }

    /// What it means.
    pub fn tone(mut self, tone: Tone) -> Bar {
        self.tone = tone;
        self
    }

    /// The list behind it.
    pub fn href(mut self, href: impl Into<String>) -> Bar {
        self.href = Some(href.into());
        self
    }
}

/// Bars with labels and figures.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart_bar_list.html")]
pub struct BarList {
    frame: Frame,
    /// Headings of label and figure.
    headings: (String, String),
    bars: Vec<Bar>,
    /// A value all bars are measured against, drawn as a line, with its name.
    target: Option<(f64, String)>,
}

impl BarList {
    /// Bars in order; `headings` name label and figure.
    pub fn new(frame: Frame, headings: (impl Into<String>, impl Into<String>), bars: Vec<Bar>) -> BarList {
        BarList { frame, headings: (headings.0.into(), headings.1.into()), bars, target: None }
    }

    /// A value all bars are measured against.
    pub fn target(mut self, value: f64, label: impl Into<String>) -> BarList {
        self.target = Some((value, label.into()));
        self
    }

    /// Length in per cent of the longest.
    fn length(&self, value: &f64) -> String {
        let target = self.target.as_ref().map(|(value, _)| *value).unwrap_or_default();
        let longest = self.bars.iter().filter_map(|bar| bar.value).fold(target, f64::max);
        let share = if longest > 0.0 { (value.max(0.0) / longest) * 100.0 } else { 0.0 };
        format!("{share:.1}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn the_longest_bar_fills_the_column_and_withheld_figures_have_no_length() {
        let frame = Frame::new(Language::De, "Weg", "Die meisten warten auf den Kurs.");
        let bars = vec![
            Bar::new("Test", 40.0, "40"),
            Bar::new("Kurs", 20.0, "20"),
            Bar::withheld("Ende", "unter 3"),
        ];
        let html = BarList::new(frame, ("Stufe", "Personen"), bars).to_string();
        assert!(html.contains("width=\"100.0%\"") && html.contains("width=\"50.0%\""));
        assert_eq!(html.matches("<rect").count(), 2);
        assert!(html.contains("unter 3"));
    }

    #[test]
    fn no_figures_at_all_draw_nothing_and_do_not_divide_by_nothing() {
        let frame = Frame::new(Language::De, "Weg", "Noch nichts.");
        let html = BarList::new(frame, ("Stufe", "Personen"), vec![Bar::new("Test", 0.0, "0")]).to_string();
        assert!(html.contains("width=\"0.0%\""), "{html}");
    }
}
