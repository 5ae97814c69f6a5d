//! Checks a rule set as a whole: files, tables, the DMN library's own reading, examples.
//! A set with a problem is refused; the one in force stays.

use crate::evaluator::DmnEvaluator;
use crate::example::{ExampleFailure, run_examples};
use crate::files::RuleFiles;
use crate::load::{load, load_regional, load_side};
use domain::eligibility::{Problem, RuleSet, SideTables};
use std::path::Path;

/// A set that passed the checks.
#[derive(Debug)]
pub struct Checked {
    pub set: RuleSet,
    pub side: SideTables,
    pub tables: usize,
    pub rows: usize,
    pub examples: usize,
}

/// Checks the set in a directory.
pub fn check(dir: &Path) -> Result<Checked, Vec<Problem>> {
    let files =
        RuleFiles::from_dir(dir).map_err(|why| vec![Problem::in_file(dir.display().to_string(), why)])?;
    check_files(&files)
}

/// Checks a set given as texts, such as the set in force with one uploaded table.
pub fn check_files(files: &RuleFiles) -> Result<Checked, Vec<Problem>> {
    let set = load(files)?;
    let side = load_side(files)?;
    load_regional(files)?;
    let tables = [set.tables(), side.tables()].concat();
    let library = DmnEvaluator::new(files, &tables)
        .map_err(|why| vec![Problem::in_file("rules", format!("the DMN library refuses it: {why}"))])?;
    let (examples, failures) = run_examples(files, &set, &tables, Some(&library))?;
    if !failures.is_empty() {
        return Err(failures.into_iter().map(as_problem).collect());
    }
    let rows = tables.iter().map(|table| table.rows.len()).sum();
    Ok(Checked { tables: tables.len(), rows, examples, set, side })
}

fn as_problem(failure: ExampleFailure) -> Problem {
    Problem::in_file(failure.file, format!("example \"{}\": {}", failure.name, failure.reason))
}
