//! Something that takes seconds: said before it is sent, shown while it runs. Without the script the sentence beforehand is
//! all there is. Not for how far the work is: nobody knows that, only how long it takes at most.

use askama::Template;

use super::{Language, html};

/// What a slow form or button says.
#[derive(Debug, Clone, Template)]
#[template(path = "components/busy.html")]
pub struct Busy {
    language: Language,
    /// Seconds it takes at most; `None`: nobody can tell.
    pub seconds: Option<i64>,
    /// The page says elsewhere how long it takes.
    said: bool,
}

html!(Busy);

impl Busy {
    /// It takes at most so many seconds.
    pub fn seconds(language: Language, seconds: i64) -> Busy {
        Busy { language, seconds: Some(seconds), said: false }
    }

    /// Nobody can tell how long it takes.
    pub fn open(language: Language) -> Busy {
        Busy { language, seconds: None, said: false }
    }

    /// The page says elsewhere how long it takes.
    pub fn said(mut self) -> Busy {
        self.said = true;
        self
    }

    /// How long it takes, for a page to say it beforehand.
    pub fn before(&self) -> String {
        self.sentence("kit-busy-before", "kit-busy-before-open")
    }

    fn during(&self) -> String {
        self.sentence("kit-busy-during", "kit-busy-during-open")
    }

    fn late(&self) -> String {
        wording::text(self.language, "kit-busy-late")
    }

    fn sentence(&self, limited: &str, open: &str) -> String {
        match self.seconds {
            Some(seconds) => wording::text_with(self.language, limited, &[("seconds", seconds.into())]),
            None => wording::text(self.language, open),
        }
    }

    /// For the script: seconds at most, 0 where nobody can tell.
    pub fn limit(&self) -> i64 {
        self.seconds.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_takes_is_said_before_and_held_ready_for_the_script() {
        let html = Busy::seconds(Language::De, 9).to_string();
        assert!(html.contains("höchstens 9 Sekunden") && html.contains("role=\"status\""), "{html}");
        let quiet = Busy::seconds(Language::En, 1).said().to_string();
        assert!(!quiet.contains("fk-hint") && quiet.contains("at most one second"), "{quiet}");
        assert!(!Busy::open(Language::De).to_string().contains("höchstens"));
    }
}
