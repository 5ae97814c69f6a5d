//! Makes a checked rule set from its files. Not for finding the files (see `files`).

use crate::dmn::read_table;
use crate::files::RuleFiles;
use chrono::NaiveDate;
use domain::calendar::{Calendar, HolidayRule, HolidayRules, LocalHolidays};
use domain::deadline::{Deadline, Deadlines, Periods, RegionalDeadline, RegionalDeadlines};
use domain::eligibility::{
    Catalogue, InputFile, Problem, RecordFile, RecordReading, RuleParts, RuleSet, SideInput, SideTables,
    Switches, Table, Version,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inputs {
    input: Vec<InputFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Versions {
    valid_from: NaiveDate,
    version: Vec<Version>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineList {
    deadline: Vec<Deadline>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    holiday: Vec<HolidayRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SideInputs {
    input: Vec<SideInput>,
}

/// Folder of the tables that stand alone.
const SIDE: &str = "side/";

/// Reads and checks the tables that stand alone: course types, fees, consequences, measures.
pub fn load_side(files: &RuleFiles) -> Result<SideTables, Vec<Problem>> {
    let mut problems = Vec::new();
    let inputs = part::<SideInputs>(files, "side/inputs.toml", &mut problems);
    let tables = read_tables(files, true, &mut problems);
    match (inputs, problems.is_empty()) {
        (Some(inputs), true) => SideTables::new(tables, inputs.input),
        _ => Err(problems),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionalList {
    deadline: Vec<RegionalDeadline>,
}

/// Reads the deadlines that a region sets itself.
pub fn load_regional(files: &RuleFiles) -> Result<RegionalDeadlines, Vec<Problem>> {
    let mut problems = Vec::new();
    let list = part::<RegionalList>(files, REGIONAL, &mut problems).ok_or(problems)?;
    RegionalDeadlines::new(list.deadline).map_err(|found| in_file(REGIONAL, found))
}

/// Reads everything that decides how long a deadline runs.
pub fn load_periods(files: &RuleFiles) -> Result<Periods, Vec<Problem>> {
    let mut problems = Vec::new();
    let list = part::<DeadlineList>(files, "deadlines.toml", &mut problems).ok_or(problems)?;
    let law = Deadlines::new(list.deadline).map_err(|found| in_file("deadlines.toml", found))?;
    let holidays = load_calendar(files, LocalHolidays::default())?.rules().clone();
    Ok(Periods { holidays, law, regional: load_regional(files)? })
}

fn in_file(file: &str, found: Vec<String>) -> Vec<Problem> {
    found.into_iter().map(|why| Problem::in_file(file, why)).collect()
}

const RECORDS: &str = "records.toml";
const REGIONAL: &str = "regional-deadlines.toml";

/// The holidays of the state for a municipality with these local ones, such as `mariae_himmelfahrt`.
pub fn load_calendar(files: &RuleFiles, local: LocalHolidays) -> Result<Calendar, Vec<Problem>> {
    let mut problems = Vec::new();
    let list = part::<Holidays>(files, "holidays.toml", &mut problems);
    let rules = list.ok_or(problems)?.holiday;
    let refused =
        |code| vec![Problem::in_file("holidays.toml", format!("holiday {code} names no day, or two"))];
    Ok(Calendar::new(HolidayRules::new(rules).map_err(refused)?, local))
}

/// Reads and checks a rule set; every problem names file, table, row and reason.
pub fn load(files: &RuleFiles) -> Result<RuleSet, Vec<Problem>> {
    let mut problems = Vec::new();
    let inputs = part::<Inputs>(files, "facts.toml", &mut problems);
    let versions = part::<Versions>(files, "versions.toml", &mut problems);
    let switches = part::<Switches>(files, "switches.toml", &mut problems);
    let deadlines = part::<DeadlineList>(files, "deadlines.toml", &mut problems);
    let calendar =
        load_calendar(files, LocalHolidays::default()).map_err(|found| problems.extend(found)).ok();
    let mut several = |file: &str, found: Vec<String>| {
        problems.extend(found.into_iter().map(|reason| Problem::in_file(file, reason)));
    };
    let catalogue =
        inputs.and_then(|list| Catalogue::new(list.input).map_err(|found| several("facts.toml", found)).ok());
    let deadlines = deadlines.and_then(|list| {
        Deadlines::new(list.deadline).map_err(|found| several("deadlines.toml", found)).ok()
    });
    let reading = part::<RecordFile>(files, RECORDS, &mut problems).and_then(|file| {
        RecordReading::new(file).map_err(|why| problems.push(Problem::in_file(RECORDS, why))).ok()
    });
    let tables = read_tables(files, false, &mut problems);
    let (
        Some(catalogue),
        Some(versions),
        Some(switches),
        Some(deadlines),
        Some(calendar),
        Some(reading),
        true,
    ) = (catalogue, versions, switches, deadlines, calendar, reading, problems.is_empty())
    else {
        return Err(problems);
    };
    RuleSet::new(RuleParts {
        tables,
        catalogue,
        switches,
        deadlines,
        versions: versions.version,
        calendar,
        valid_from: versions.valid_from,
        reading,
    })
}

fn read_tables(files: &RuleFiles, beside: bool, problems: &mut Vec<Problem>) -> Vec<Table> {
    let mut tables = Vec::new();
    for (path, text) in files.ending(".dmn").filter(|(path, _)| path.starts_with(SIDE) == beside) {
        match read_table(path, text) {
            Ok(table) => tables.push(table),
            Err(found) => problems.extend(found),
        }
    }
    tables
}

fn part<T: DeserializeOwned>(files: &RuleFiles, path: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let Some(text) = files.get(path) else {
        problems.push(Problem::in_file(path, "this file is missing"));
        return None;
    };
    toml::from_str(text)
        .map_err(|error| problems.push(Problem::in_file(path, error.to_string().trim().to_owned())))
        .ok()
}
