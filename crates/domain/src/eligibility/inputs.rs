//! From single facts to the inputs of the tables: each input has a few values, and what is known of a person
//! leaves some of them possible. Which values there are, and every period, stands in the catalogue (data).
//! Not for law: no table row and no length of time is known here.

use super::facts::{FactPath, FactValue, Facts, IssuedObligation};
use super::norm::NormClasses;
use crate::calendar::{Period, completed_years};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// Value of an input for something that does not exist, such as no title.
pub const NONE: &str = "none";

/// One input of the catalogue as written in its file.
#[derive(Debug, Clone, Deserialize)]
pub struct InputFile {
    pub name: String,
    /// Heading for readers, in German.
    pub label: String,
    /// Path of the fact it follows from; `none` for a switch.
    #[serde(default)]
    pub from: Option<String>,
    /// Facts that settle it when the first one is missing.
    #[serde(default)]
    pub via: Vec<String>,
    /// Input whose value it takes when its own fact is missing.
    #[serde(default)]
    pub same_as: Option<String>,
    #[serde(flatten)]
    pub kind: InputKind,
}

/// How an input follows from its fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum InputKind {
    /// Yes or no as stated.
    Flag,
    /// Yes or no as stated, else whether the days between two facts are at least this long.
    FlagOrSpan { at_least: Period },
    /// The code itself; what does not exist is `none`.
    Code { values: Vec<String> },
    /// The group that lists the code, else `otherwise`.
    Group { groups: BTreeMap<String, Vec<String>>, otherwise: String },
    /// The class of a citation; `none` where there is none, `other` where no class fits.
    Norm { classes: BTreeMap<String, Vec<String>> },
    /// Completed years.
    Age,
    /// Whether the period since the day still runs.
    Running { period: Period },
    /// Whether the period since the day is over.
    Elapsed { period: Period },
    /// `none`, or which side of a day it lies on.
    Side { cut: NaiveDate, before: String, from_then: String },
    /// Whether the day exists and has come.
    Happened,
    /// Whether the list names one of these.
    Names { any: Vec<String> },
    /// The class of an obligation issued by this authority, the first that fits; `none` without one.
    Obliged { by: String, classes: Vec<ObligationClass> },
    /// A dated switch of the region or the federation.
    Switch,
}

/// A class of issued obligations, known by its basis.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationClass {
    pub value: String,
    /// Citations; empty for a class that takes every basis.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Words a basis may hold instead of a citation.
    #[serde(default)]
    pub words: Vec<String>,
}

/// The values an input can have.
#[derive(Debug, Clone, PartialEq)]
pub enum Domain {
    /// False is value 0, true is value 1.
    Flag,
    Codes(Vec<String>),
    /// Numbers by ascending cuts: value 0 is below the first, a new value starts at each.
    Numbers(Vec<f64>),
}

impl Domain {
    /// How many values there are.
    pub fn size(&self) -> usize {
        match self {
            Domain::Flag => 2,
            Domain::Codes(codes) => codes.len(),
            Domain::Numbers(cuts) => cuts.len() + 1,
        }
    }
}

/// An input ready for use.
#[derive(Debug, Clone)]
pub struct Input {
    pub name: String,
    pub label: String,
    pub from: Option<FactPath>,
    pub via: Vec<FactPath>,
    /// Position of the input whose value it takes; its own domain then starts with "as there".
    pub same_as: Option<usize>,
    pub domain: Domain,
    kind: InputKind,
    norms: NormClasses,
    obligations: Vec<NormClasses>,
}

/// Everything the tables may ask, in the order in which it is asked.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub inputs: Vec<Input>,
}

impl Catalogue {
    /// Checks the catalogue; errors name the input and what is wrong with it.
    pub fn new(files: Vec<InputFile>) -> Result<Self, Vec<String>> {
        let mut inputs: Vec<Input> = Vec::new();
        let mut problems = Vec::new();
        if files.len() > super::diagram::MAX_VARIABLES {
            problems.push(format!("{} inputs are more than {}", files.len(), super::diagram::MAX_VARIABLES));
        }
        for file in files {
            let name = file.name.clone();
            if inputs.iter().any(|known| known.name == name) {
                problems.push(format!("input {name} is given twice"));
                continue;
            }
            match prepare(file, &inputs) {
                Ok(input) if input.domain.size() > super::diagram::MAX_VALUES => {
                    problems
                        .push(format!("input {name} has more than {} values", super::diagram::MAX_VALUES));
                }
                Ok(input) => inputs.push(input),
                Err(why) => problems.push(format!("input {name}: {why}")),
            }
        }
        if problems.is_empty() { Ok(Self { inputs }) } else { Err(problems) }
    }

    /// Position of an input by its name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.inputs.iter().position(|input| input.name == name)
    }

    /// For every input the mask of values it can still have on that day; `switches` says which are open, in
    /// the order of `switches()`. Citations already taken apart are kept in `citations`.
    pub fn masks(
        &self,
        facts: &Facts,
        on: NaiveDate,
        switches: &[bool],
        citations: &mut Citations,
    ) -> Vec<u32> {
        let residence = Residence::of(facts, on);
        let mut switch = switches.iter();
        self.inputs
            .iter()
            .enumerate()
            .map(|(index, input)| match input.kind {
                InputKind::Switch => flag(*switch.next().unwrap_or(&false)),
                InputKind::Norm { .. } => input.norm(facts, &residence, citations.of(index)),
                _ => input.mask(facts, on, &residence),
            })
            .collect()
    }

    /// Names of the switches, in the order in which `masks` takes them.
    pub fn switches(&self) -> impl Iterator<Item = &str> {
        self.inputs
            .iter()
            .filter(|input| matches!(input.kind, InputKind::Switch))
            .map(|input| input.name.as_str())
    }

    /// The facts that would have to be known for an undecided input: its own, and those that settle it instead.
    pub fn facts_behind(&self, input: usize, facts: &Facts) -> Vec<FactPath> {
        let input = &self.inputs[input];
        let missing = |path: &FactPath| !matches!(facts.get(*path), FactValue::Flag(_) | FactValue::Date(_));
        let mut found: Vec<FactPath> = input.from.into_iter().collect();
        match input.kind {
            InputKind::FlagOrSpan { .. } => found.extend(input.via.iter().copied().filter(missing)),
            InputKind::Elapsed { .. } if !input.via.is_empty() => found.clone_from(&input.via),
            _ => {}
        }
        found
    }
}

fn prepare(file: InputFile, known: &[Input]) -> Result<Input, String> {
    let path = |code: &String| FactPath::from_code(code).ok_or_else(|| format!("there is no fact `{code}`"));
    let from = file.from.as_ref().map(path).transpose()?;
    let via = file.via.iter().map(path).collect::<Result<Vec<_>, _>>()?;
    if from.is_none() && !matches!(file.kind, InputKind::Switch) {
        return Err("it names no fact".to_owned());
    }
    let same_as = match &file.same_as {
        None => None,
        Some(name) => Some(
            known
                .iter()
                .position(|input| input.name == *name)
                .ok_or_else(|| format!("no input {name} before it"))?,
        ),
    };
    let (norms, obligations) = citations_of(&file.kind).map_err(|bad| format!("`{bad}` is no citation"))?;
    let domain = domain_of_kind(&file.kind);
    let domain = match (domain, same_as) {
        (Domain::Codes(codes), Some(_)) => Domain::Codes([String::new()].into_iter().chain(codes).collect()),
        (_, Some(_)) => return Err("only codes can be the same as another input".to_owned()),
        (domain, None) => domain,
    };
    Ok(Input {
        name: file.name,
        label: file.label,
        from,
        via,
        same_as,
        domain,
        kind: file.kind,
        norms,
        obligations,
    })
}

/// The norms a kind tells apart: those of a title or Duldung, and those of each class of obligations.
fn citations_of(kind: &InputKind) -> Result<(NormClasses, Vec<NormClasses>), String> {
    match kind {
        InputKind::Norm { classes } => {
            let listed: Vec<_> =
                classes.values().zip(FIRST_NORM..).map(|(list, at)| (at, list.clone())).collect();
            Ok((NormClasses::new(&listed, FIRST_NORM - 1)?, Vec::new()))
        }
        InputKind::Obliged { classes, .. } => {
            let each = classes.iter().map(|class| NormClasses::new(&[(1, class.basis.clone())], 0));
            Ok((NormClasses::default(), each.collect::<Result<_, _>>()?))
        }
        _ => Ok((NormClasses::default(), Vec::new())),
    }
}

/// Number of the first listed norm: `none` and `other` come before.
const FIRST_NORM: usize = 2;

fn domain_of_kind(kind: &InputKind) -> Domain {
    let none = [NONE.to_owned()];
    match kind {
        InputKind::Flag
        | InputKind::FlagOrSpan { .. }
        | InputKind::Running { .. }
        | InputKind::Elapsed { .. }
        | InputKind::Happened
        | InputKind::Names { .. }
        | InputKind::Switch => Domain::Flag,
        InputKind::Age => Domain::Numbers(Vec::new()),
        InputKind::Code { values } => Domain::Codes(values.clone()),
        InputKind::Group { groups, otherwise } => {
            Domain::Codes(groups.keys().chain([otherwise]).cloned().collect())
        }
        InputKind::Norm { classes } => Domain::Codes(
            none.into_iter().chain(["other".to_owned()]).chain(classes.keys().cloned()).collect(),
        ),
        InputKind::Side { before, from_then, .. } => {
            Domain::Codes(none.into_iter().chain([before.clone(), from_then.clone()]).collect())
        }
        InputKind::Obliged { classes, .. } => {
            Domain::Codes(none.into_iter().chain(classes.iter().map(|class| class.value.clone())).collect())
        }
    }
}

/// Citations of a batch that were already taken apart, by input.
#[derive(Debug, Default)]
pub struct Citations(HashMap<usize, HashMap<String, u32>>);

impl Citations {
    fn of(&mut self, input: usize) -> &mut HashMap<String, u32> {
        self.0.entry(input).or_default()
    }
}

/// Which of title, Aufenthaltsgestattung and Duldung the person has; they exclude each other.
struct Residence {
    title: Option<bool>,
    gestattung: Option<bool>,
    duldung: Option<bool>,
}

impl Residence {
    /// The three as far as known on that day. Whoever has one has no other unless it is given.
    fn of(facts: &Facts, on: NaiveDate) -> Self {
        let begun = |path| facts.date(path).is_none_or(|day| day <= on);
        let ended = facts.date(FactPath::TitleValidUntil).is_some_and(|day| day < on);
        let title =
            exists(facts.get(FactPath::TitleNorm)).map(|has| has && begun(FactPath::TitleIssuedOn) && !ended);
        let gestattung = exists(facts.get(FactPath::AufenthaltsgestattungSince))
            .map(|has| has && begun(FactPath::AufenthaltsgestattungSince));
        let duldung =
            exists(facts.get(FactPath::DuldungNorm)).map(|has| has && begun(FactPath::DuldungSince));
        let any = [title, gestattung, duldung].contains(&Some(true));
        let settled = |known: Option<bool>| if any { Some(known.unwrap_or(false)) } else { known };
        Self { title: settled(title), gestattung: settled(gestattung), duldung: settled(duldung) }
    }
}

fn exists(value: &FactValue) -> Option<bool> {
    match value {
        FactValue::Unknown => None,
        FactValue::Absent => Some(false),
        _ => Some(true),
    }
}

const UNKNOWN_FLAG: u32 = 0b11;

fn flag(known: bool) -> u32 {
    if known { 0b10 } else { 0b01 }
}

impl Input {
    /// Mask of all values.
    pub fn all(&self) -> u32 {
        let size = self.domain.size();
        if size >= 32 { u32::MAX } else { (1 << size) - 1 }
    }

    fn mask(&self, facts: &Facts, on: NaiveDate, residence: &Residence) -> u32 {
        let Some(path) = self.from else { return UNKNOWN_FLAG };
        let value = facts.get(path);
        match &self.kind {
            // Both are answered by the catalogue, which has what they need.
            InputKind::Switch | InputKind::Norm { .. } => self.all(),
            InputKind::Flag => match value {
                FactValue::Flag(known) => flag(*known),
                FactValue::Absent => flag(false),
                _ if path.is_assumption() => flag(false),
                _ => UNKNOWN_FLAG,
            },
            InputKind::FlagOrSpan { at_least } => self.flag_or_span(facts, value, *at_least),
            InputKind::Code { .. } => self.code(path, value),
            InputKind::Group { groups, otherwise } => match value {
                FactValue::Text(code) => {
                    let group = groups.iter().find(|(_, codes)| codes.contains(code));
                    self.bit(group.map_or(otherwise.as_str(), |(name, _)| name.as_str()))
                }
                FactValue::Absent => self.bit(otherwise),
                _ => self.all(),
            },
            InputKind::Age => match value {
                FactValue::Date(born) => self.ages(*born, *born, on),
                FactValue::Between(first, last) => self.ages(*first, *last, on),
                _ => self.all(),
            },
            InputKind::Running { period } => match value {
                FactValue::Date(day) => flag(period.end_from(*day).is_none_or(|end| on <= end)),
                _ => UNKNOWN_FLAG,
            },
            InputKind::Elapsed { period } => match self.first_date(facts) {
                Some(day) => flag(period.end_from(day).is_some_and(|end| on >= end)),
                None => UNKNOWN_FLAG,
            },
            InputKind::Side { cut, before, from_then } => match (residence.gestattung, value) {
                (Some(false), _) => self.bit(NONE),
                (_, FactValue::Date(day)) => self.bit(if day < cut { before } else { from_then }),
                (Some(true), _) => self.all() & !self.bit(NONE),
                (None, _) => self.all(),
            },
            InputKind::Happened => match value {
                FactValue::Date(day) => flag(*day <= on),
                _ if path.is_assumption() || *value == FactValue::Absent => flag(false),
                _ => UNKNOWN_FLAG,
            },
            InputKind::Names { any } => match value {
                FactValue::Codes(codes) => flag(codes.iter().any(|code| any.contains(code))),
                FactValue::Absent => flag(false),
                _ => UNKNOWN_FLAG,
            },
            InputKind::Obliged { by, classes } => match value {
                FactValue::Obligations(issued) => self.obliged(issued, on, by, classes),
                FactValue::Absent => self.bit(NONE),
                _ => self.all(),
            },
        }
    }

    fn bit(&self, code: &str) -> u32 {
        match &self.domain {
            Domain::Codes(codes) => {
                codes.iter().position(|known| known == code).map_or(self.all(), |at| 1 << at)
            }
            _ => self.all(),
        }
    }

    fn number(&self, number: f64) -> u32 {
        match &self.domain {
            Domain::Numbers(cuts) => 1 << cuts.partition_point(|cut| *cut <= number),
            _ => self.all(),
        }
    }

    /// Ages of somebody born on one of the days between two.
    fn ages(&self, first: NaiveDate, last: NaiveDate, on: NaiveDate) -> u32 {
        let years = |born| completed_years(born, on).map_or(0.0, f64::from);
        let (youngest, oldest) = (self.number(years(last)), self.number(years(first)));
        // all bits from the class of the youngest to that of the oldest
        (oldest | (oldest - 1)) & !(youngest - 1)
    }

    fn first_date(&self, facts: &Facts) -> Option<NaiveDate> {
        self.from.iter().chain(&self.via).find_map(|path| facts.date(*path))
    }

    fn code(&self, path: FactPath, value: &FactValue) -> u32 {
        match value {
            FactValue::Text(code) => self.bit(code),
            FactValue::Absent => self.bit(NONE),
            // The first value of such an input says "as there".
            _ if self.same_as.is_some() && path.is_assumption() => 1,
            _ => self.all(),
        }
    }

    fn flag_or_span(&self, facts: &Facts, value: &FactValue, at_least: Period) -> u32 {
        let [from, until] = self.via.as_slice() else { return UNKNOWN_FLAG };
        match (value, facts.get(*from), facts.get(*until)) {
            (FactValue::Flag(known), ..) => flag(*known),
            (_, FactValue::Date(start), FactValue::Date(end)) => {
                flag(at_least.end_from(*start).is_some_and(|least| *end >= least))
            }
            // Known to have no end: as long as can be, unless the title itself does not exist.
            (FactValue::Unknown, _, FactValue::Absent) => flag(true),
            (FactValue::Absent, ..) => flag(false),
            _ => UNKNOWN_FLAG,
        }
    }

    fn norm(&self, facts: &Facts, residence: &Residence, known: &mut HashMap<String, u32>) -> u32 {
        let Some(path) = self.from else { return self.all() };
        let held = if path == FactPath::TitleNorm { residence.title } else { residence.duldung };
        let none = self.bit(NONE);
        match (held, facts.get(path)) {
            (Some(false), _) => none,
            (_, FactValue::Text(citation)) => match known.get(citation) {
                Some(mask) => *mask,
                None => {
                    let classes = self.norms.candidates(citation);
                    let mask = classes.iter().fold(0, |mask, class| mask | 1 << class);
                    known.insert(citation.clone(), mask);
                    mask
                }
            },
            (Some(true), _) => self.all() & !none,
            _ => self.all(),
        }
    }

    fn obliged(
        &self,
        issued: &[IssuedObligation],
        on: NaiveDate,
        by: &str,
        classes: &[ObligationClass],
    ) -> u32 {
        let all_but_none = self.all() & !self.bit(NONE);
        let each: Vec<u32> = issued
            .iter()
            .filter(|act| act.by == by && act.on.is_none_or(|day| day <= on))
            .map(|act| {
                act.basis.as_ref().map_or(all_but_none, |basis| self.basis(basis, classes, all_but_none))
            })
            .collect();
        if each.is_empty() || all_but_none == 0 {
            return self.bit(NONE);
        }
        // The class listed first wins where several acts were issued: it can be any class of one act that no
        // other act is sure to come before.
        let last = each.iter().map(|mask| mask.ilog2()).min().unwrap_or(u32::BITS - 1);
        let possible = each.iter().fold(0, |all, mask| all | mask);
        possible & (u32::MAX >> (u32::BITS - 1 - last))
    }

    /// Classes the basis of an act can belong to: up to the first that it certainly is.
    fn basis(&self, basis: &str, classes: &[ObligationClass], unclear: u32) -> u32 {
        let mut possible = 0;
        for (index, (class, norms)) in classes.iter().zip(&self.obligations).enumerate() {
            let bit = 1 << (index + 1);
            let takes_all = class.basis.is_empty() && class.words.is_empty();
            let lower = basis.to_lowercase();
            let named = class.words.iter().any(|word| lower.contains(&word.to_lowercase()));
            match norms.candidates(basis).as_slice() {
                [1] => return possible | bit,
                _ if takes_all || named => return possible | bit,
                found if found.contains(&1) => possible |= bit,
                _ => {}
            }
        }
        if possible == 0 { unclear } else { possible }
    }
}
