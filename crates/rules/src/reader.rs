//! Reading rule sets for the rest of the program, behind the trait of `domain`.

use crate::batch;
use crate::check::check_files;
use crate::dmn::read_table;
use crate::example::shown_examples;
use crate::files::RuleFiles;
use crate::load::{load, load_side};
use chrono::NaiveDate;
use domain::eligibility::{
    Answer, CheckedRules, Facts, Problem, RuleReader, RuleSet, Rules, ShownExample, Table,
};
use domain::release::RuleTexts;
use serde::Serialize;

/// Rule sets in DMN and TOML.
#[derive(Debug, Clone, Copy, Default)]
pub struct DmnRules;

/// File of the version table.
const VERSIONS: &str = "versions.toml";

#[derive(Serialize)]
struct VersionList<'a> {
    version: [VersionEntry<'a>; 1],
}

#[derive(Serialize)]
struct VersionEntry<'a> {
    on: String,
    change: &'a str,
    source: &'a str,
}

impl RuleReader for DmnRules {
    fn delivered(&self) -> RuleTexts {
        RuleFiles::built_in().into_texts()
    }

    fn load(&self, texts: &RuleTexts) -> Result<Rules, Vec<Problem>> {
        let files = RuleFiles::from_texts(texts.clone());
        Ok(Rules { set: load(&files)?, side: load_side(&files)? })
    }

    fn check(&self, texts: &RuleTexts) -> Result<CheckedRules, Vec<Problem>> {
        let checked = check_files(&RuleFiles::from_texts(texts.clone()))?;
        Ok(CheckedRules { rules: Rules { set: checked.set, side: checked.side }, examples: checked.examples })
    }

    fn table(&self, path: &str, text: &str) -> Result<Table, Vec<Problem>> {
        read_table(path, text)
    }

    fn examples(&self, texts: &RuleTexts, table: &Table) -> Vec<ShownExample> {
        shown_examples(texts, table)
    }

    fn add_version(&self, texts: &mut RuleTexts, on: NaiveDate, change: &str, source: &str) {
        let entry = VersionList { version: [VersionEntry { on: on.to_string(), change, source }] };
        let known = texts.entry(VERSIONS.to_owned()).or_default();
        // a list of plain texts can always be written
        if let Ok(text) = toml::to_string(&entry) {
            known.push('\n');
            known.push_str(&text);
        }
    }

    fn decide(&self, set: &RuleSet, cases: &[Facts], on: NaiveDate) -> Vec<Answer> {
        batch::decide(set, cases, on)
    }
}
