//! `plan solve` and `plan check`: files in, files out. The planner itself is pure; file and clock are here.

use super::output::say_line;
use clap::Subcommand;
use planning::files::{read_plan, read_problem, write_plan};
use planning::{Limits, Plan as SolvedPlan, Problem, check, solve};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Planning commands.
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Solve a problem; exit code 2 if the file cannot be read.
    Solve {
        problem: PathBuf,
        /// Seconds after which the best plan so far is given.
        #[arg(long, default_value_t = 10.0)]
        time_limit: f64,
        /// Relative gap that is good enough; 0 asks for a proof.
        #[arg(long, default_value_t = 0.0)]
        gap: f64,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// File for the plan; without it standard output.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Check a plan; exit code 0 only if it is allowed and its objective right, 1 if not, 2 if unreadable.
    Check { problem: PathBuf, plan: PathBuf },
}

/// Runs a planning command; the exit code.
pub fn run(command: Plan) -> u8 {
    let result = match command {
        Plan::Solve { problem, time_limit, gap, seed, threads, output } => {
            let limits = Limits { time_limit, gap, seed, threads };
            run_solve(&problem, &limits, output.as_deref())
        }
        Plan::Check { problem, plan } => run_check(&problem, &plan),
    };
    result.unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        2
    })
}

fn open(path: &Path) -> Result<BufReader<File>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(BufReader::with_capacity(1 << 20, file))
}

fn problem_of(path: &Path) -> Result<Problem, String> {
    read_problem(&path.display().to_string(), open(path)?).map_err(|error| error.to_string())
}

fn run_solve(path: &Path, limits: &Limits, output: Option<&Path>) -> Result<u8, String> {
    let problem = problem_of(path)?;
    let begin = Instant::now();
    let plan = solve(&problem, limits, &mut || begin.elapsed().as_secs_f64());
    write(&plan, output)?;
    Ok(0)
}

fn write(plan: &SolvedPlan, output: Option<&Path>) -> Result<(), String> {
    let mut text = Vec::new();
    write_plan(plan, &mut text).map_err(|error| error.to_string())?;
    match output {
        Some(path) => std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display())),
        None => std::io::stdout().write_all(&text).map_err(|error| format!("standard output: {error}")),
    }
}

fn run_check(problem: &Path, plan: &Path) -> Result<u8, String> {
    let problem = problem_of(problem)?;
    let plan = read_plan(&plan.display().to_string(), open(plan)?).map_err(|error| error.to_string())?;
    let broken = check(&problem, &plan);
    for broken in &broken {
        say_line!("{broken}");
    }
    if broken.is_empty() {
        say_line!("allowed and right");
    }
    Ok(u8::from(!broken.is_empty()))
}
