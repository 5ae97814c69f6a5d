//! The commands of the rules crate on the command line, as the program offers them:
//! `decide --facts FILE [--on DATE] [--json]`, `explain --facts FILE --id CASE [--on DATE]`,
//! `check [--dir DIR]`, `diff --from DATE --to DATE --facts FILE`. Without `--dir` the built-in set is used.

use chrono::NaiveDate;
use rules::command::{self, CommandOutput};
use rules::{RuleFiles, load};
use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let mut options: HashMap<String, String> = HashMap::new();
    while let Some(word) = words.next() {
        let value = if word == "--json" { String::new() } else { words.next().unwrap_or_default() };
        options.insert(word.trim_start_matches("--").to_owned(), value);
    }
    match run(&name, &options) {
        Ok(output) => {
            print!("{}", output.text);
            ExitCode::from(output.exit_code)
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(name: &str, options: &HashMap<String, String>) -> Result<CommandOutput, String> {
    let day = |option: &str| -> Result<NaiveDate, String> {
        let text = options.get(option).ok_or_else(|| format!("--{option} DATE is needed"))?;
        text.parse().map_err(|_| format!("--{option}: `{text}` is no date such as 2026-11-23"))
    };
    let file = || -> Result<String, String> {
        let path = options.get("facts").ok_or("--facts FILE is needed")?;
        std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
    };
    if name == "check" {
        return Ok(command::check_dir(Path::new(options.get("dir").map_or("rules", String::as_str))));
    }
    let files = match options.get("dir") {
        Some(dir) => RuleFiles::from_dir(Path::new(dir))?,
        None => RuleFiles::built_in(),
    };
    let problems = |found: Vec<domain::eligibility::Problem>| {
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let set = load(&files).map_err(problems)?;
    let json = options.contains_key("json");
    match name {
        "decide" => Ok(command::decide(&set, &file()?, day("on")?, json)),
        "explain" => Ok(command::explain(
            &set,
            &file()?,
            options.get("id").ok_or("--id CASE is needed")?,
            day("on")?,
            json,
        )),
        "diff" => Ok(command::diff(&set, &file()?, day("from")?, day("to")?, json)),
        _ => Err("commands: decide, explain, check, diff".to_owned()),
    }
}
