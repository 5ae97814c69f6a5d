//! Deadlines as data: when the clock starts, how long it runs, whether missing it has a consequence by law.
//! Not for lengths of time themselves: they stand in `rules/deadlines.toml`.

mod clock;
mod periods;
mod regional;
mod running;

pub use clock::{Clock, Clocks, Condition};
pub use periods::Periods;
pub use regional::{Activity, DeadlineChange, RegionalDeadline, RegionalDeadlines, UnusableChange};
pub use running::{InLessons, Running};

use crate::calendar::{Calendar, Period, Unit};
use crate::course::CourseKind;
use crate::eligibility::{Access, Authority, FactPath, FactValue, Facts};
use chrono::{Duration, Months, NaiveDate};
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;

/// How binding a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bindingness {
    Should,
    Must,
}

impl Bindingness {
    /// Code of the wording.
    pub fn code(self) -> &'static str {
        match self {
            Bindingness::Should => "should",
            Bindingness::Must => "must",
        }
    }
}

/// Whether something is due before or after its event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Before,
    #[default]
    After,
}

impl Side {
    /// Last day of a period on this side of an event; `None` where it has no calendar end.
    pub fn end(self, event_on: NaiveDate, length: Period, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Side::After => calendar.end_of(event_on, length),
            Side::Before => before(event_on, length, calendar),
        }
    }

    /// Code of the wording.
    pub fn code(self) -> &'static str {
        match self {
            Side::Before => "before",
            Side::After => "after",
        }
    }
}

fn before(day: NaiveDate, length: Period, calendar: &Calendar) -> Option<NaiveDate> {
    let count = i64::from(length.count);
    match length.unit {
        Unit::Days => day.checked_sub_signed(Duration::days(count)),
        Unit::Weeks => day.checked_sub_signed(Duration::weeks(count)),
        Unit::Months => day.checked_sub_months(Months::new(length.count)),
        Unit::Years => day.checked_sub_months(Months::new(length.count.checked_mul(12)?)),
        Unit::WorkingDays => {
            let mut due = day;
            for _ in 0..length.count {
                due = due.pred_opt()?;
                while !calendar.is_working_day(due) {
                    due = due.pred_opt()?;
                }
            }
            Some(due)
        }
        Unit::Lessons => None,
    }
}

/// Another length under a circumstance; everything that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    #[serde(default)]
    pub when: Option<Condition>,
    /// Only in courses of these types.
    #[serde(default)]
    pub course_kinds: Vec<CourseKind>,
    pub length: Period,
    /// Only for clocks that start on this day or later.
    #[serde(default)]
    pub started_from: Option<NaiveDate>,
}

/// A second deadline that begins where the first one ends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    pub length: Period,
    pub consequence: String,
}

/// One deadline as written in its file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Id such as `D-05`.
    pub id: String,
    /// What starts the clock, in German.
    pub clock: String,
    /// The event that starts the clock in a case; missing where no record will ever hold it.
    #[serde(default)]
    pub event: Option<Clock>,
    /// Events of a case that stop the clock.
    #[serde(default)]
    pub stops: Vec<Clock>,
    /// Whether it ends before or after its event.
    #[serde(default)]
    pub side: Side,
    /// Other lengths under circumstances; the first that holds counts.
    #[serde(default)]
    pub variant: Vec<Variant>,
    /// Deadlines that begin at its end.
    #[serde(default)]
    pub then: Vec<Then>,
    /// A right lapses at its end: somebody is warned in time (process 4.9).
    #[serde(default)]
    pub watched: bool,
    /// Path of the fact that holds the start; missing where no fact of a person does.
    #[serde(default)]
    pub starts_with: Option<String>,
    /// Missing where law sets no length, such as "without culpable delay".
    #[serde(default)]
    pub length: Option<Period>,
    pub kind: Bindingness,
    /// What happens at the end, in German.
    pub consequence: String,
    pub citation: String,
    pub source: String,
    /// First day of validity.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// First day on which it is no longer valid.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// Whether an end on a weekend or holiday moves to the next working day (§ 193 BGB).
    #[serde(default)]
    pub shift_from_weekend: bool,
    /// Runs only for these kinds of access; empty for all.
    #[serde(default)]
    pub access: Vec<String>,
    /// Runs only where this authority issues; empty for all.
    #[serde(default)]
    pub issuer: Vec<String>,
    /// Runs only where the Berufssprachkurs is open to the person.
    #[serde(default)]
    pub only_berufssprachkurs: bool,
    /// Runs only where an obligation was issued.
    #[serde(default)]
    pub only_obliged: bool,
    /// Facts that stop the clock once they have come.
    #[serde(default)]
    pub stops_with: Vec<String>,
    /// Facts that keep the right alive after the end.
    #[serde(default)]
    pub suspended_by: Vec<String>,
    /// Whether the end is the last day of the right.
    #[serde(default)]
    pub ends_right: bool,
    /// Fact whose date ends it earlier.
    #[serde(default)]
    pub not_after: Option<String>,
}

impl Deadline {
    /// Number of lessons, if it runs in lessons.
    fn lessons(length: Period) -> Option<u32> {
        (length.unit == Unit::Lessons).then_some(length.count)
    }
}

/// A deadline that runs for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub id: Arc<str>,
    pub due_on: NaiveDate,
    pub kind: Bindingness,
    pub citation: Arc<str>,
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Due", 4)?;
        fields.serialize_field("id", &*self.id)?;
        fields.serialize_field("due_on", &self.due_on)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("citation", &*self.citation)?;
        fields.end()
    }
}

/// What the answer says about the person, as far as deadlines depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub access: Access,
    pub issuer: Option<Authority>,
    pub berufssprachkurs: bool,
    pub obliged: bool,
}

/// A deadline with its facts resolved.
#[derive(Debug, Clone)]
struct Prepared {
    id: Arc<str>,
    citation: Arc<str>,
    starts_with: Option<FactPath>,
    access: Vec<Access>,
    issuer: Vec<Authority>,
    stops_with: Vec<FactPath>,
    suspended_by: Vec<FactPath>,
    not_after: Option<FactPath>,
    text: Deadline,
}

/// All deadlines of the law, ready for use.
#[derive(Debug, Clone)]
pub struct Deadlines {
    list: Vec<Prepared>,
}

impl Deadlines {
    /// Checks the deadlines; errors name the deadline and what is wrong with it.
    pub fn new(list: Vec<Deadline>) -> Result<Self, Vec<String>> {
        let mut prepared: Vec<Prepared> = Vec::new();
        let mut problems = Vec::new();
        for deadline in list {
            let id = deadline.id.clone();
            if prepared.iter().any(|known| *known.id == *id) {
                problems.push(format!("deadline {id} is given twice"));
            }
            match prepare(deadline) {
                Ok(deadline) => prepared.push(deadline),
                Err(why) => problems.push(format!("deadline {id}: {why}")),
            }
        }
        if problems.is_empty() { Ok(Self { list: prepared }) } else { Err(problems) }
    }

    /// All deadlines as written.
    pub fn all(&self) -> impl Iterator<Item = &Deadline> {
        self.list.iter().map(|deadline| &deadline.text)
    }

    /// Days on which a deadline begins or ceases to be law.
    pub fn changes(&self) -> impl Iterator<Item = NaiveDate> {
        self.list.iter().flat_map(|known| [known.text.valid_from, known.text.valid_until]).flatten()
    }

    /// Deadlines that run for the person on that day, soonest first.
    pub fn running(&self, facts: &Facts, on: NaiveDate, standing: Standing, calendar: &Calendar) -> Vec<Due> {
        let mut due: Vec<Due> = self
            .list
            .iter()
            .filter(|known| known.is_law(on) && known.concerns(standing) && !known.stopped(facts, on))
            .filter_map(|known| {
                let due_on = known.end(facts, on, calendar)?;
                Some(Due {
                    id: known.id.clone(),
                    due_on,
                    kind: known.text.kind,
                    citation: known.citation.clone(),
                })
            })
            .filter(|due| due.due_on >= on)
            .collect();
        due.sort_by_key(|due| due.due_on);
        due
    }

    /// Last day of the person's right, where a date follows.
    pub fn right_ends(
        &self,
        facts: &Facts,
        on: NaiveDate,
        standing: Standing,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        let known = self
            .list
            .iter()
            .find(|known| known.text.ends_right && known.is_law(on) && known.concerns(standing))?;
        let end = known.end(facts, on, calendar);
        let kept = known.suspended_by.iter().any(|path| *facts.get(*path) == FactValue::Flag(true));
        let end = end.filter(|day| *day >= on || !kept);
        [end, known.not_after.and_then(|path| facts.date(path))].into_iter().flatten().min()
    }
}

impl Prepared {
    fn is_law(&self, on: NaiveDate) -> bool {
        self.text.valid_from.is_none_or(|day| day <= on) && self.text.valid_until.is_none_or(|day| on < day)
    }

    fn concerns(&self, standing: Standing) -> bool {
        (self.access.is_empty() || self.access.contains(&standing.access))
            && (self.issuer.is_empty() || standing.issuer.is_some_and(|issuer| self.issuer.contains(&issuer)))
            && (!self.text.only_berufssprachkurs || standing.berufssprachkurs)
            && (!self.text.only_obliged || standing.obliged)
    }

    fn stopped(&self, facts: &Facts, on: NaiveDate) -> bool {
        self.stops_with.iter().any(|path| facts.date(*path).is_some_and(|day| day <= on))
    }

    /// Last day of the deadline; `None` while its clock has not started.
    fn end(&self, facts: &Facts, on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let start = match facts.get(self.starts_with?) {
            FactValue::Date(day) => Some(*day),
            FactValue::Obligations(issued) => {
                issued.iter().filter_map(|act| act.on).filter(|day| *day <= on).max()
            }
            _ => None,
        };
        let start = start.filter(|day| *day <= on)?;
        let end = calendar.end_of(start, self.text.length?)?;
        Some(if self.text.shift_from_weekend { calendar.next_working_day(end) } else { end })
    }
}

fn prepare(text: Deadline) -> Result<Prepared, String> {
    let path = |code: &String| FactPath::from_code(code).ok_or_else(|| format!("there is no fact `{code}`"));
    let paths = |codes: &[String]| codes.iter().map(path).collect::<Result<Vec<_>, _>>();
    if text.citation.trim().is_empty() {
        return Err("it has no citation".to_owned());
    }
    let access = text
        .access
        .iter()
        .map(|code| Access::from_code(code).ok_or_else(|| format!("there is no access `{code}`")))
        .collect::<Result<_, _>>()?;
    let issuer = text
        .issuer
        .iter()
        .map(|code| Authority::from_code(code).ok_or_else(|| format!("there is no issuer `{code}`")))
        .collect::<Result<_, _>>()?;
    Ok(Prepared {
        id: text.id.as_str().into(),
        citation: text.citation.as_str().into(),
        starts_with: text.starts_with.as_ref().map(path).transpose()?,
        access,
        issuer,
        stops_with: paths(&text.stops_with)?,
        suspended_by: paths(&text.suspended_by)?,
        not_after: text.not_after.as_ref().map(path).transpose()?,
        text,
    })
}
