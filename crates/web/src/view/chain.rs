//! The way of one person through the chain on one line: stages with days and details, the time between them, and
//! "you are here". Not for what happened in single: `events` and `record::Timeline`.

use askama::Template;
use chrono::NaiveDate;

use super::{Language, Value, html};

/// Where a stage of the chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageState {
    /// Finished.
    Done,
    /// Something is to be done here now.
    Current,
    /// Something should have been done here.
    Late,
    /// Still to come.
    Ahead,
    /// The person is beyond it, and nothing is on record.
    Blank,
    /// The person is beyond it; the role does not see it.
    Hidden,
}

impl StageState {
    fn code(self) -> &'static str {
        match self {
            StageState::Done => "done",
            StageState::Current => "current",
            StageState::Late => "late",
            StageState::Ahead => "ahead",
            StageState::Blank => "blank",
            StageState::Hidden => "hidden",
        }
    }

    /// The word is seen, and not only heard: sign and place do not say it.
    fn speaks(self) -> bool {
        match self {
            StageState::Current | StageState::Late | StageState::Blank | StageState::Hidden => true,
            StageState::Done | StageState::Ahead => false,
        }
    }
}

/// The time from one stage to the next.
#[derive(Debug, Clone)]
pub struct Wait {
    /// How long it is.
    pub length: String,
    /// It still runs.
    pub open: bool,
    /// It is longer than it should be.
    pub late: bool,
}

/// One stage of the chain.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Name of the stage.
    label: String,
    /// Where it stands.
    state: StageState,
    /// Here the person is.
    here: bool,
    /// Day on which it happened.
    on: Option<NaiveDate>,
    /// What else is known of it, line by line.
    lines: Vec<Value>,
    /// From here to the next stage.
    wait: Option<Wait>,
}

impl Stage {
    /// A stage.
    pub fn new(label: impl Into<String>, state: StageState) -> Stage {
        Stage { label: label.into(), state, here: false, on: None, lines: Vec::new(), wait: None }
    }

    /// Whether the person is here.
    pub fn here(mut self, here: bool) -> Stage {
        self.here = here;
        self
    }

    /// Day on which it happened.
    pub fn on(mut self, on: Option<NaiveDate>) -> Stage {
        self.on = on;
        self
    }

    /// One more line.
    pub fn line(mut self, line: impl Into<Value>) -> Stage {
        self.lines.push(line.into());
        self
    }

    /// From here to the next stage.
    pub fn wait(mut self, wait: Option<Wait>) -> Stage {
        self.wait = wait;
        self
    }
}

/// The chain as a list of stages.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chain.html")]
pub struct Chain {
    language: Language,
    label: String,
    stages: Vec<Stage>,
}

html!(Chain);

impl Chain {
    /// A chain in order.
    pub fn new(language: Language, label: impl Into<String>, stages: Vec<Stage>) -> Chain {
        Chain { language, label: label.into(), stages }
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn state_word(&self, stage: &Stage) -> String {
        self.t(&format!("kit-stage-{}", stage.state.code()))
    }

    fn short(&self, date: &NaiveDate) -> String {
        wording::date(self.language, *date)
    }

    fn iso(&self, date: &NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(state: &str) -> String {
        wording::text(Language::De, &format!("kit-stage-{state}"))
    }

    #[test]
    fn the_chain_says_in_words_where_the_person_is() {
        let stages =
            vec![Stage::new("Test", StageState::Done), Stage::new("Kurs", StageState::Late).here(true)];
        let html = Chain::new(Language::De, "Weg", stages).to_string();
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        assert!(html.contains(&word("late")));
        assert!(html.contains(&format!("<span class=\"fk-silent\">{}</span>", word("done"))), "{html}");
    }

    #[test]
    fn a_wait_that_is_too_long_says_so_in_words_and_not_only_in_red() {
        let wait = |late| Wait { length: "40 Tage".into(), open: true, late };
        let html = |late| {
            let stages = vec![Stage::new("Test", StageState::Done).wait(Some(wait(late)))];
            Chain::new(Language::De, "Weg", stages).to_string()
        };
        let said = wording::text(Language::De, "kit-wait-late");
        assert!(html(true).contains(&said) && !html(false).contains(&said));
    }
}
