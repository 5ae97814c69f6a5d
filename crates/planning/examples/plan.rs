//! `plan solve PROBLEM.json` and `plan check PROBLEM.json PLAN.json`, as in the file format's description.

use planning::files::{read_plan, read_problem, write_plan};
use planning::{Limits, Plan, check, solve};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "usage: plan solve PROBLEM.json [--time-limit 10] [--gap 0] [--seed 1] [--threads 2] \
                     [--output PLAN.json]\n       plan check PROBLEM.json PLAN.json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("solve") => solve_command(&arguments[1..]),
        Some("check") => check_command(&arguments[1..]),
        _ => Err(USAGE.to_owned()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn open(path: &str) -> Result<impl Read, String> {
    File::open(path).map_err(|error| format!("{path}: {error}"))
}

fn problem_from(path: &str) -> Result<planning::Problem, String> {
    read_problem(path, BufReader::with_capacity(1 << 20, open(path)?)).map_err(|error| error.to_string())
}

fn solve_command(arguments: &[String]) -> Result<ExitCode, String> {
    let mut limits = Limits::default();
    let (mut path, mut output) = (None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value\n{USAGE}"));
        match argument.as_str() {
            "--time-limit" => limits.time_limit = number(argument, value()?)?,
            "--gap" => limits.gap = number(argument, value()?)?,
            "--seed" => limits.seed = number(argument, value()?)?,
            "--threads" => limits.threads = number(argument, value()?)?,
            "--output" => output = Some(value()?.clone()),
            _ if path.is_none() && !argument.starts_with("--") => path = Some(argument.clone()),
            _ => return Err(format!("{argument}: not understood\n{USAGE}")),
        }
    }
    let problem = problem_from(&path.ok_or(USAGE)?)?;
    let begin = Instant::now();
    let plan = solve(&problem, &limits, &mut || begin.elapsed().as_secs_f64());
    write(&plan, output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{name}: {text:?} is not a number that fits"))
}

fn write(plan: &Plan, output: Option<&str>) -> Result<(), String> {
    let mut text = Vec::new();
    write_plan(plan, &mut text).map_err(|error| error.to_string())?;
    match output {
        Some(path) => std::fs::write(path, text).map_err(|error| format!("{path}: {error}")),
        None => std::io::stdout().write_all(&text).map_err(|error| format!("standard output: {error}")),
    }
}

fn check_command(arguments: &[String]) -> Result<ExitCode, String> {
    let [problem, plan] = arguments else { return Err(USAGE.to_owned()) };
    let problem = problem_from(problem)?;
    let plan = read_plan(plan, BufReader::new(open(plan)?)).map_err(|error| error.to_string())?;
    let broken = check(&problem, &plan);
    for broken in &broken {
        println!("{broken}");
    }
    if broken.is_empty() {
        println!("allowed and right");
    }
    Ok(ExitCode::from(u8::from(!broken.is_empty())))
}
