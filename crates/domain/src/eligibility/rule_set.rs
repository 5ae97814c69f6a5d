//! A whole set of rules: tables, inputs, switches, deadlines, versions. Checked when it is made; a set that
//! exists can be used. Not for reading files (crate `rules`).

use super::analyse::{Problem, check_table, number_cuts};
use super::answer::{Access, Authority, BerufssprachkursAccess, Obligation, OtherDuty};
use super::compile::{Epoch, Roles, compile, domain_of, in_order, origins, route_of};
use super::inputs::{Catalogue, Domain};
use super::record_reading::RecordReading;
use super::switches::{Setting, Switches};
use super::table::{Table, Value};
use crate::calendar::Calendar;
use crate::deadline::Deadlines;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::{Arc, OnceLock};

/// One change of law or policy, as the version table lists it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    pub on: NaiveDate,
    /// What changed, in German.
    pub change: String,
    pub source: String,
}

/// Everything a rule set is made of.
#[derive(Debug, Clone)]
pub struct RuleParts {
    pub tables: Vec<Table>,
    pub catalogue: Catalogue,
    pub switches: Switches,
    pub deadlines: Deadlines,
    pub versions: Vec<Version>,
    pub calendar: Calendar,
    /// First day for which the tables speak.
    pub valid_from: NaiveDate,
    /// How words of the record are read.
    pub reading: RecordReading,
}

/// A checked set of rules. Copies share what was compiled, so that a region can use the law of all with
/// switches and holidays of its own.
#[derive(Debug, Clone)]
pub struct RuleSet {
    core: Arc<Core>,
    switches: Switches,
    calendar: Calendar,
}

/// What no region changes.
#[derive(Debug)]
struct Core {
    parts: RuleParts,
    order: Vec<usize>,
    roles: Roles,
    /// Stretches of days without a change, each with its first day.
    epochs: Vec<(NaiveDate, OnceLock<Epoch>)>,
}

const SET: &str = "rules";

impl RuleSet {
    /// Checks the parts; every problem names table, row and reason.
    pub fn new(mut parts: RuleParts) -> Result<Self, Vec<Problem>> {
        take_cuts(&mut parts);
        let mut problems = Vec::new();
        for (index, table) in parts.tables.iter().enumerate() {
            if parts.tables[..index].iter().any(|other| other.name == table.name) {
                problems.push(Problem::in_table(table, "", "another table has the same name"));
            }
            let own = |name: &str| domain_of(name, &parts.tables, &parts.catalogue);
            problems.extend(check_table(table, &own));
            problems.extend(codes(table));
        }
        problems.extend(names(&parts));
        problems.extend(versions(&parts));
        if !problems.is_empty() {
            problems.sort();
            return Err(problems);
        }
        let roles = Roles::find(&parts.tables)
            .map_err(|name| vec![Problem::in_file(SET, format!("no table has the output `{name}`"))])?;
        let order = in_order(&parts.tables, &parts.catalogue).map_err(|circle| {
            vec![Problem::in_file(
                SET,
                format!("these tables ask each other in a circle: {}", circle.join(", ")),
            )]
        })?;
        parts.versions.sort_by_key(|version| version.on);
        let mut days: Vec<NaiveDate> = parts.tables.iter().flat_map(Table::changes).collect();
        days.push(NaiveDate::MIN);
        days.sort_unstable();
        days.dedup();
        let epochs = days.into_iter().map(|day| (day, OnceLock::new())).collect();
        let (switches, calendar) = (parts.switches.clone(), parts.calendar.clone());
        Ok(Self { core: Arc::new(Core { parts, order, roles, epochs }), switches, calendar })
    }

    /// The tables, in the order of their files.
    pub fn tables(&self) -> &[Table] {
        &self.core.parts.tables
    }

    /// Positions of the tables in an order in which each stands after those it asks.
    pub fn order(&self) -> &[usize] {
        &self.core.order
    }

    /// The inputs of the tables.
    pub fn catalogue(&self) -> &Catalogue {
        &self.core.parts.catalogue
    }

    /// Policy switches and closed course types.
    pub fn switches(&self) -> &Switches {
        &self.switches
    }

    /// The deadlines of the law.
    pub fn deadlines(&self) -> &Deadlines {
        &self.core.parts.deadlines
    }

    /// Changes of law and policy, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.core.parts.versions
    }

    /// The calendar by which deadlines in working days and weekend shifts are counted.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// How words of the record are read for the facts.
    pub fn reading(&self) -> &RecordReading {
        &self.core.parts.reading
    }

    /// First day for which the tables speak.
    pub fn valid_from(&self) -> NaiveDate {
        self.core.parts.valid_from
    }

    /// Day of the newest change in force on that day.
    pub fn version_on(&self, on: NaiveDate) -> NaiveDate {
        let after = self.core.parts.versions.partition_point(|version| version.on <= on);
        after.checked_sub(1).map_or(self.core.parts.valid_from, |index| self.core.parts.versions[index].on)
    }

    /// Sets a switch for the region; the error names a switch that does not exist.
    pub fn set_switch(&mut self, name: &str, setting: Setting) -> Result<(), String> {
        self.switches.set(name, setting)
    }

    /// The same law under other switches, such as those of a region.
    pub fn with_switches(&self, switches: Switches) -> Self {
        Self { switches, ..self.clone() }
    }

    /// Uses the calendar of a municipality.
    pub fn set_calendar(&mut self, calendar: Calendar) {
        self.calendar = calendar;
    }

    pub(super) fn roles(&self) -> &Roles {
        &self.core.roles
    }

    /// Number of the stretch of days without change that the day belongs to.
    pub(super) fn epoch_number(&self, on: NaiveDate) -> usize {
        self.core.epochs.partition_point(|(first, _)| *first <= on).saturating_sub(1)
    }

    /// The compiled tables of that stretch; compiled at the first use.
    pub(super) fn epoch(&self, number: usize) -> &Epoch {
        let core = &self.core;
        let (first, cell) = &core.epochs[number];
        cell.get_or_init(|| {
            compile(&core.parts.tables, &core.order, &core.parts.catalogue, &core.roles, *first)
        })
    }

    /// Which switches are open on that day, in the order of the catalogue.
    pub(super) fn open_switches(&self, on: NaiveDate) -> Vec<bool> {
        self.core.parts.catalogue.switches().map(|name| self.switches.is_open(name, on)).collect()
    }

    /// Codes of closed course types on that day.
    pub(super) fn closed_types(&self, on: NaiveDate) -> Arc<[String]> {
        self.switches.closed(on)
    }
}

/// Gives number inputs the cuts that the tables ask for.
fn take_cuts(parts: &mut RuleParts) {
    for input in &mut parts.catalogue.inputs {
        if let Domain::Numbers(cuts) = &mut input.domain {
            for table in &parts.tables {
                if let Some(column) = table.columns.iter().position(|column| column.name == input.name) {
                    cuts.extend(number_cuts(table, column));
                }
            }
            cuts.sort_by(f64::total_cmp);
            cuts.dedup();
        }
    }
}

/// Names that stand for two things, columns nobody fills, switches nobody sets.
fn names(parts: &RuleParts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut given: Vec<&str> = parts.catalogue.inputs.iter().map(|input| input.name.as_str()).collect();
    for table in &parts.tables {
        for output in table.outputs.iter().filter(|output| output.name != super::table::RULE_OUTPUT) {
            if given.contains(&output.name.as_str()) {
                let reason = format!("output `{}` is already the name of something else", output.name);
                problems.push(Problem::in_table(table, "", reason));
            }
            given.push(&output.name);
        }
        if let Err(name) = origins(table, &parts.tables, &parts.catalogue) {
            let reason = format!("column `{name}` is no known fact and no result of another table");
            problems.push(Problem::in_table(table, "", reason));
        }
    }
    for name in parts.catalogue.switches() {
        if !parts.switches.switches.iter().any(|switch| switch.name == name) {
            problems.push(Problem::in_file("switches.toml", format!("switch `{name}` has no settings")));
        }
    }
    problems
}

/// Days on which something changes must stand in the version table.
fn versions(parts: &RuleParts) -> Vec<Problem> {
    let listed = |day: NaiveDate| parts.versions.iter().any(|version| version.on == day);
    let mut problems = Vec::new();
    for table in &parts.tables {
        for day in table.changes().into_iter().filter(|day| !listed(*day)) {
            let row = table.rows.iter().find(|row| {
                table.validity(row).iter().any(|range| format!("{range:?}").contains(&day.to_string()))
            });
            let reason = format!("{day} is no day of a change in versions.toml");
            problems.push(Problem::in_table(table, row.map_or("", |row| row.id.as_str()), reason));
        }
    }
    for day in parts.deadlines.changes().filter(|day| !listed(*day)) {
        problems.push(Problem::in_file(
            "deadlines.toml",
            format!("{day} is no day of a change in versions.toml"),
        ));
    }
    problems.dedup();
    problems
}

type KnownCode = fn(&str) -> bool;

/// Outputs that become part of the answer must be codes the answer knows.
fn codes(table: &Table) -> Vec<Problem> {
    let known: &[(&str, KnownCode)] = &[
        ("access", |code| Access::from_code(code).is_some()),
        ("issuer", |code| code == "none" || Authority::from_code(code).is_some()),
        ("other_duty", |code| code == "none" || OtherDuty::from_code(code).is_some()),
        ("berufssprachkurs_access", |code| BerufssprachkursAccess::from_code(code).is_some()),
        ("berufssprachkurs_issuer", |code| code == "none" || Authority::from_code(code).is_some()),
        ("berufssprachkurs_obligation", |code| Obligation::from_code(code).is_some()),
    ];
    let mut problems = Vec::new();
    for (name, is_code) in known {
        let Some(output) = table.output(name) else { continue };
        for row in &table.rows {
            let value = row.outputs[output].to_string();
            if !is_code(&value) {
                problems.push(Problem::in_table(table, &row.id, format!("`{value}` is no code of `{name}`")));
            }
        }
    }
    if table.output("route_obligation").is_some() {
        for row in table.rows.iter().filter(|row| route_of(table, &row.outputs).is_none()) {
            problems.push(Problem::in_table(table, &row.id, "its outputs are no obligation and authority"));
        }
    }
    for output in &table.outputs {
        if matches!(&output.default, Some(Value::Text(text)) if !output.allowed.is_empty() && !output.allowed.contains(text))
        {
            let reason = format!("the default of `{}` is not among its values", output.name);
            problems.push(Problem::in_table(table, "", reason));
        }
    }
    problems
}
