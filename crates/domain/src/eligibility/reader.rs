//! What reads and checks rule sets, as the rest of the program sees it; the crate `rules` is it. Not for
//! evaluating: whatever was read is evaluated here in `domain`.

use super::analyse::Problem;
use super::answer::Answer;
use super::facts::Facts;
use super::rule_set::RuleSet;
use super::side::SideTables;
use super::table::Table;
use crate::release::RuleTexts;
use chrono::NaiveDate;

/// A rule set that can be used.
#[derive(Debug, Clone)]
pub struct Rules {
    pub set: RuleSet,
    pub side: SideTables,
}

impl Rules {
    /// A table of either kind by its name; `true` beside it for one that stands alone.
    pub fn table(&self, name: &str) -> Option<(&Table, bool)> {
        let chained = self.set.tables().iter().find(|table| table.name == name);
        chained.map(|table| (table, false)).or_else(|| self.side.table(name).map(|table| (table, true)))
    }
}

/// A rule set that passed every check, with the number of examples that ran.
#[derive(Debug, Clone)]
pub struct CheckedRules {
    pub rules: Rules,
    pub examples: usize,
}

/// An example of a table, for readers: values in the order of columns and outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownExample {
    pub name: String,
    pub inputs: Vec<String>,
    pub outputs: Vec<Vec<String>>,
}

/// Reads rule sets from texts.
pub trait RuleReader: Send + Sync {
    /// The texts that came with the program.
    fn delivered(&self) -> RuleTexts;
    /// Reads a set; every problem names file, table, row and reason.
    fn load(&self, texts: &RuleTexts) -> Result<Rules, Vec<Problem>>;
    /// Reads a set and runs all its examples, also through the library of the standard.
    fn check(&self, texts: &RuleTexts) -> Result<CheckedRules, Vec<Problem>>;
    /// Reads the table of one file.
    fn table(&self, path: &str, text: &str) -> Result<Table, Vec<Problem>>;
    /// The examples beside a table.
    fn examples(&self, texts: &RuleTexts, table: &Table) -> Vec<ShownExample>;
    /// Adds a day to the version table of a set.
    fn add_version(&self, texts: &mut RuleTexts, on: NaiveDate, change: &str, source: &str);
    /// One answer a case, on all cores.
    fn decide(&self, set: &RuleSet, cases: &[Facts], on: NaiveDate) -> Vec<Answer>;
}
