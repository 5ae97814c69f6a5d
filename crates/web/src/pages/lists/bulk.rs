//! Doing one thing with many rows: what was chosen, a page that says beforehand what happens to whom, one
//! command for each, and one button that takes all of them back. Not for what is done: pages bring a command.

use super::arrange;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Column, EmptyState, Entered, ListView, Notice, Query, Row, Table, Tone, Value};
use app::{Command, Done};
use domain::ids::OperationId;

/// Rows that somebody chose in a list: the ticked ones, or all that its filter finds.
pub struct Chosen {
    /// Address of the list as it was shown.
    pub query: Query,
    /// Whether all that is found was taken.
    pub all: bool,
    keys: Vec<String>,
}

impl Chosen {
    /// Reads the form under a list at `path` whose boxes are called `name`.
    pub fn of(input: &Input, path: &str, name: &str) -> Chosen {
        Chosen {
            query: Query::parse(path, Some(input.text("query"))),
            all: input.text("all_found") == "1",
            keys: input.texts(name).map(str::to_owned).collect(),
        }
    }

    /// Whether a row with this key goes along, as far as its list knows the row.
    pub fn takes(&self, key: &impl ToString) -> bool {
        self.all || self.keys.contains(&key.to_string())
    }

    /// The chosen rows of a list whose rows are all there; "all" are those that the filter finds.
    pub fn rows(&self, staff: &Staff, view: ListView) -> Vec<Row> {
        let mut rows = arrange::found(staff, &self.query, view).table.rows;
        rows.retain(|row| self.takes(&row.key));
        rows
    }
}

/// One row of a preview.
pub struct Candidate {
    /// What is posted for it.
    pub key: String,
    /// Who or what it is.
    pub name: String,
    /// Its number.
    pub number: String,
    /// What happens; with why not, if it is left out.
    pub what: Result<String, String>,
}

/// A page that says what would happen to the chosen rows.
pub struct Preview {
    /// Wording key of the title.
    pub title: &'static str,
    /// The list one came from: label and address.
    pub list: (String, String),
    /// Where the confirmed rows are posted to, under which name.
    pub path: String,
    pub field: &'static str,
    /// What the button says.
    pub submit: String,
    pub candidates: Vec<Candidate>,
}

impl Preview {
    /// The page.
    pub fn answer(mut self, staff: &Staff) -> Answer {
        // what happens comes before what does not
        self.candidates.sort_by_key(|one| one.what.is_err());
        let (label, href) = self.list;
        let page = staff.page(self.title).crumb(label.clone(), href.clone());
        if self.candidates.is_empty() {
            let notice = Notice::new(Tone::Warning, staff.t("lists-bulk-none"));
            return Answer::page(page, [Markup::of(&notice.action(Action::link(label, href)))]);
        }
        let going = self.candidates.iter().filter(|one| one.what.is_ok()).count();
        let left_out = self.candidates.len() - going;
        let counts = [("count", going.into()), ("left_out", left_out.into())];
        let page = page.lead(staff.tn("lists-bulk-preview", &counts));
        let mut form = staff.form(self.path).hidden("back", href.clone());
        for one in self.candidates.iter().filter(|one| one.what.is_ok()) {
            form = form.hidden(self.field, one.key.clone());
        }
        let mut parts = vec![table(staff, self.title, &self.candidates)];
        if going > 0 {
            parts.push(Markup::of(&form.submit(self.submit).cancel(href)));
        } else {
            parts.push(Markup::of(&Action::link(label, href)));
        }
        Answer::page(page, parts)
    }
}

fn table(staff: &Staff, title: &str, candidates: &[Candidate]) -> Markup {
    let columns =
        ["lists-bulk-who", "lists-bulk-number", "lists-bulk-what"].map(|key| Column::new(staff.t(key)));
    let lines = candidates.iter().map(|one| {
        let what = match &one.what {
            Ok(text) => Value::badge(Tone::Success, text.clone()),
            Err(text) => Value::badge(Tone::Neutral, text.clone()),
        };
        let values = vec![Value::Foreign(one.name.clone()), Value::code(one.number.clone()), what];
        Row::new(&one.key, one.name.clone(), values)
    });
    let table = Table::new(staff.language(), staff.t(title), columns.into()).rows(lines).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("lists-bulk-none"))))
}

/// What came of one command for each row.
pub struct Outcome<T> {
    pub done: Vec<Done<T>>,
    /// Sentences of refusals, each once.
    pub refused: Vec<String>,
}

/// Runs a command for each posted row, each under a key of its own, so that a double click does it once.
/// A refusal becomes its sentence and the next row goes on; every other problem ends it.
pub async fn each<C: Command>(
    staff: &Staff,
    input: &Input,
    field: &str,
    command: impl Fn(&str) -> Option<C>,
) -> Result<Outcome<C::Outcome>, Problem> {
    let mut outcome = Outcome { done: Vec::new(), refused: Vec::new() };
    for key in input.texts(field) {
        let command = command(key).ok_or(Problem::Unreadable)?;
        let mut one = Input::default();
        one.pairs.push(("form_key".to_owned(), format!("{}:{key}", input.text("form_key"))));
        match staff.run(&one, command).await {
            Ok(done) => outcome.done.push(done),
            Err(problem) => {
                let sentences = problem.at_fields(staff.language(), Entered::default())?.errors;
                outcome.refused.extend(sentences.into_iter().map(|(_, sentence)| sentence));
            }
        }
    }
    outcome.refused.sort();
    outcome.refused.dedup();
    Ok(outcome)
}

/// The page after it: how many, the next thing to do, one button that takes all of it back, and the
/// sentences of those for whom it did not work.
pub fn result<T>(
    staff: &Staff,
    title: &str,
    (label, href): (String, String),
    (sentence, next): (&str, Option<Action>),
    outcome: &Outcome<T>,
) -> Answer {
    let count = outcome.done.len();
    let said = staff.tn(sentence, &[("count", count.into())]);
    let mut notice = if count > 0 { Notice::done(said) } else { Notice::new(Tone::Neutral, said) };
    if let Some(next) = next.filter(|_| count > 0) {
        notice = notice.action(next.primary());
    }
    notice = notice.action(Action::link(label.clone(), href.clone()));
    let operations: Vec<OperationId> =
        outcome.done.iter().filter(|done| done.undoable).map(|done| done.operation).collect();
    if !operations.is_empty() {
        let undo = Action::post(staff.t("lists-bulk-undo"), "/undo", &staff.shell().csrf);
        let undo = undo.hidden("back", href.clone());
        notice =
            notice.action(operations.iter().fold(undo, |undo, id| undo.hidden("operation", id.to_string())));
    }
    let mut parts = vec![Markup::of(&notice)];
    parts.extend(outcome.refused.iter().map(|text| Markup::of(&Notice::new(Tone::Warning, text.clone()))));
    Answer::page(staff.page(title).crumb(label, href), parts)
}
