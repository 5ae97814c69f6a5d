//! A planning problem: people, course starts, and the only permitted pairs with their costs.
//!
//! Numbers and identifiers only. Why a pair is permitted and where its cost comes from stays with the caller.
//! This module does not read files (see [`crate::files`]) and does not solve anything.

use std::collections::HashMap;
use thiserror::Error;

/// A row of identical people who want one seat each.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Unique text.
    pub id: Box<str>,
    /// How many identical people the row stands for, at least 1.
    pub count: u32,
    /// Cost of leaving one of them without a seat, finite and not negative.
    pub unassigned_cost: f64,
}

/// A course start that people may be seated in.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// Unique text.
    pub id: Box<str>,
    /// Most people in it, at least 1.
    pub seats: u32,
    /// Fewest people if the planner opens it; ignored when it is already promised.
    pub minimum: u32,
    /// Cost of running it, finite and not negative.
    pub opening_cost: f64,
    /// Who decides whether it runs.
    pub decision: Decision,
}

/// Who decides whether a course start runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The planner decides.
    Optional,
    /// Already promised: it runs, and its minimum is ignored.
    Open,
    /// It does not run.
    Closed,
}

/// A permitted pair of a row of people and a start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Position in [`Problem::persons`].
    pub person: u32,
    /// Position in [`Problem::starts`].
    pub start: u32,
    /// Cost of one seat, finite, may be negative.
    pub cost: f64,
    /// Already promised: at least one of the row's people keeps a seat here.
    pub required: bool,
}

/// A checked problem: unique ids, finite numbers, every pair given once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Problem {
    persons: Vec<Person>,
    starts: Vec<Start>,
    options: Vec<Choice>,
}

/// Which list of a problem a fault was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// `persons`
    Persons,
    /// `starts`
    Starts,
    /// `options`
    Options,
}

impl List {
    /// The name of the list in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Starts => "starts",
            Self::Options => "options",
        }
    }
}

/// What is wrong with a row; `row` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}, row {row}, {field}: {reason}", list.name())]
pub struct ProblemError {
    /// The list the row stands in.
    pub list: List,
    /// Position of the row in its list, from 1.
    pub row: usize,
    /// Name of the field.
    pub field: &'static str,
    /// What is wrong and what is allowed.
    pub reason: String,
}

impl Problem {
    /// Checks the parts and makes a problem of them.
    pub fn new(persons: Vec<Person>, starts: Vec<Start>, options: Vec<Choice>) -> Result<Self, ProblemError> {
        for (position, person) in persons.iter().enumerate() {
            check_person(person).map_err(|(field, reason)| fault(List::Persons, position, field, reason))?;
        }
        for (position, start) in starts.iter().enumerate() {
            check_start(start).map_err(|(field, reason)| fault(List::Starts, position, field, reason))?;
        }
        unique(persons.iter().map(|p| &*p.id), List::Persons)?;
        unique(starts.iter().map(|s| &*s.id), List::Starts)?;
        let problem = Self { persons, starts, options };
        problem.check_options()?;
        Ok(problem)
    }

    /// The rows of people.
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// The course starts.
    pub fn starts(&self) -> &[Start] {
        &self.starts
    }

    /// The permitted pairs.
    pub fn options(&self) -> &[Choice] {
        &self.options
    }

    /// How many people all rows stand for.
    pub fn people(&self) -> u64 {
        self.persons.iter().map(|p| u64::from(p.count)).sum()
    }

    fn check_options(&self) -> Result<(), ProblemError> {
        let (persons, starts) = (self.persons.len(), self.starts.len());
        let mut filled = vec![0_u32; persons + 1];
        for (position, option) in self.options.iter().enumerate() {
            let at = |field, reason: String| Err(fault(List::Options, position, field, reason));
            if option.person as usize >= persons {
                return at("person", format!("there is no person at position {}", option.person));
            }
            if option.start as usize >= starts {
                return at("start", format!("there is no start at position {}", option.start));
            }
            if !option.cost.is_finite() {
                return at("cost", "must be a finite number".to_owned());
            }
            filled[option.person as usize + 1] += 1;
        }
        for person in 0..persons {
            filled[person + 1] += filled[person];
        }
        self.check_pairs(&filled)
    }

    /// Finds a pair that is given twice, with a counting sort by person.
    fn check_pairs(&self, from: &[u32]) -> Result<(), ProblemError> {
        let mut next = from.to_vec();
        let mut sorted = vec![(0_u32, 0_u32); self.options.len()];
        for (position, option) in self.options.iter().enumerate() {
            let slot = &mut next[option.person as usize];
            sorted[*slot as usize] = (option.start, position as u32);
            *slot += 1;
        }
        let mut repeated: Option<u32> = None;
        for bounds in from.windows(2) {
            let pairs = &mut sorted[bounds[0] as usize..bounds[1] as usize];
            pairs.sort_unstable();
            for two in pairs.windows(2).filter(|two| two[0].0 == two[1].0) {
                repeated = Some(repeated.map_or(two[1].1, |known| known.min(two[1].1)));
            }
        }
        let Some(position) = repeated else { return Ok(()) };
        let option = self.options[position as usize];
        let person = &self.persons[option.person as usize].id;
        let start = &self.starts[option.start as usize].id;
        let reason = format!("the pair of {person:?} and {start:?} is given twice");
        Err(fault(List::Options, position as usize, "person", reason))
    }
}

fn fault(list: List, position: usize, field: &'static str, reason: String) -> ProblemError {
    ProblemError { list, row: position + 1, field, reason }
}

type Fault = (&'static str, String);

/// Checks one row of people: the field at fault and the reason.
pub(crate) fn check_person(person: &Person) -> Result<(), Fault> {
    if person.count == 0 {
        return Err(("count", "must be at least 1".to_owned()));
    }
    not_negative("unassigned_cost", person.unassigned_cost)
}

/// Checks one start: the field at fault and the reason.
pub(crate) fn check_start(start: &Start) -> Result<(), Fault> {
    if start.seats == 0 {
        return Err(("seats", "must be at least 1".to_owned()));
    }
    not_negative("opening_cost", start.opening_cost)
}

fn not_negative(field: &'static str, value: f64) -> Result<(), Fault> {
    if value.is_finite() && value >= 0.0 {
        return Ok(());
    }
    Err((field, format!("must be a finite number of at least 0, found {value}")))
}

fn unique<'a>(ids: impl Iterator<Item = &'a str>, list: List) -> Result<(), ProblemError> {
    let mut seen = std::collections::HashSet::new();
    for (position, id) in ids.enumerate() {
        if !seen.insert(id) {
            return Err(fault(list, position, "id", format!("{id:?} is given twice")));
        }
    }
    Ok(())
}

/// Puts a problem together row by row, by position or by id.
#[derive(Debug, Clone, Default)]
pub struct ProblemBuilder {
    persons: Vec<Person>,
    starts: Vec<Start>,
    options: Vec<Choice>,
    person_by_id: HashMap<Box<str>, u32>,
    start_by_id: HashMap<Box<str>, u32>,
}

impl ProblemBuilder {
    /// An empty problem.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row of people and returns its position.
    pub fn person(&mut self, id: &str, count: u32, unassigned_cost: f64) -> u32 {
        let position = self.persons.len() as u32;
        self.persons.push(Person { id: id.into(), count, unassigned_cost });
        self.person_by_id.entry(id.into()).or_insert(position);
        position
    }

    /// Adds a start and returns its position.
    pub fn start(&mut self, start: Start) -> u32 {
        let position = self.starts.len() as u32;
        self.start_by_id.entry(start.id.clone()).or_insert(position);
        self.starts.push(start);
        position
    }

    /// Permits a pair, by positions.
    pub fn option(&mut self, option: Choice) -> &mut Self {
        self.options.push(option);
        self
    }

    /// Permits a pair, by ids; an id that was not added yet makes [`Self::build`] fail.
    pub fn option_by_id(&mut self, person: &str, start: &str, cost: f64, required: bool) -> &mut Self {
        let person = self.person_by_id.get(person).copied().unwrap_or(u32::MAX);
        let start = self.start_by_id.get(start).copied().unwrap_or(u32::MAX);
        self.option(Choice { person, start, cost, required })
    }

    /// Checks everything and hands out the problem.
    pub fn build(self) -> Result<Problem, ProblemError> {
        Problem::new(self.persons, self.starts, self.options)
    }
}
