//! `plan solve` and `plan check` as somebody at a command line meets them: exit codes, one line per mistake, the plan on
//! standard output or in a file.

use std::path::PathBuf;
use std::process::{Command, Output};

const PROBLEM: &str = r#"{"format": "foerderkette.planning-problem/1",
"persons": [{"id": "p1", "unassigned_cost": 50}, {"id": "p2", "unassigned_cost": 50}],
"starts": [{"id": "c1", "seats": 2, "minimum": 2, "opening_cost": 10, "decision": "optional"}],
"options": [{"person": "p1", "start": "c1", "cost": 3}, {"person": "p2", "start": "c1", "cost": 4}]}"#;

fn plan(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_foerderkette");
    Command::new(program).arg("plan").args(arguments).output().expect("the program starts")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("plan-commands-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path: PathBuf = self.0.join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn a_problem_is_solved_and_its_plan_is_allowed_and_right() {
    let folder = Folder::new("solved");
    let problem = folder.file("problem.json", PROBLEM);
    let solved = plan(&["solve", &problem, "--time-limit", "5"]);
    assert_eq!(solved.status.code(), Some(0), "{}", said(&solved.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&solved.stdout).expect("a plan");
    assert_eq!((answer["status"].as_str(), answer["objective"].as_f64()), (Some("optimal"), Some(17.0)));
    let kept = folder.file("plan.json", "");
    let again = plan(&["solve", &problem, "--seed", "1", "--threads", "1", "--output", &kept]);
    assert_eq!((again.status.code(), again.stdout.len()), (Some(0), 0));
    assert_eq!(plan(&["check", &problem, &kept]).status.code(), Some(0));
}

#[test]
fn a_plan_that_cannot_be_is_told_and_counts_as_solved() {
    let folder = Folder::new("impossible");
    let text = PROBLEM.replace("\"cost\": 3}", "\"cost\": 3, \"required\": true}");
    let problem = folder.file("problem.json", &text.replace("optional", "closed"));
    let solved = plan(&["solve", &problem]);
    assert_eq!(solved.status.code(), Some(0));
    let answer: serde_json::Value = serde_json::from_slice(&solved.stdout).expect("a plan");
    assert_eq!(answer["status"], "infeasible");
    assert!(answer["conflict"].as_array().is_some_and(|conflict| !conflict.is_empty()), "{answer}");
}

#[test]
fn a_wrong_plan_ends_with_one_and_says_what_is_wrong() {
    let folder = Folder::new("wrong");
    let problem = folder.file("problem.json", PROBLEM);
    let kept = folder.file("plan.json", "");
    plan(&["solve", &problem, "--output", &kept]);
    let dear = std::fs::read_to_string(&kept).expect("a plan").replacen("17", "16", 2);
    let wrong = plan(&["check", &problem, &folder.file("wrong.json", &dear)]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(!wrong.stdout.is_empty());
}

#[test]
fn what_cannot_be_read_ends_with_two_and_one_line_that_names_file_field_and_row() {
    let folder = Folder::new("unreadable");
    let problem = folder.file("typo.json", &PROBLEM.replace("\"seats\"", "\"saets\""));
    for arguments in
        [["solve", &problem].as_slice(), &["check", &problem, &problem], &["solve", "nowhere.json"]]
    {
        let failed = plan(arguments);
        let line = said(&failed.stderr);
        assert_eq!(failed.status.code(), Some(2), "{arguments:?}");
        assert_eq!(line.trim_end().lines().count(), 1, "{line}");
        assert!(
            line.contains("starts, row 1") && line.contains("saets") || line.contains("nowhere.json"),
            "{line}"
        );
    }
}
