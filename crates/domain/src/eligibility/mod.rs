//! Who may and who must join a course, by dated decision tables: facts, tables, exact evaluation under
//! unknown facts, answer. Not for reading files or XML (crate `rules`) and not for decisions of an authority:
//! every answer is a proposal with its source.

mod analyse;
mod answer;
mod case_facts;
mod cell;
mod chain;
mod compare;
mod compile;
mod decide;
mod decision;
mod diagram;
mod explain;
mod facts;
mod facts_file;
mod inputs;
mod norm;
mod reader;
mod record_reading;
mod rule_set;
mod side;
mod side_facts;
mod stated;
mod switches;
mod table;

pub use analyse::Problem;
pub use answer::{
    Access, Answer, Authority, Berufssprachkurs, BerufssprachkursAccess, Integrationskurs, Obligation,
    ObligationRoute, OtherDuty, Reason,
};
pub use case_facts::{CaseFile, facts_of};
pub use cell::{read_test, read_value, texts};
pub use chain::{ChainOutcome, compare_with};
pub use compare::{Change, ChangedField, compare};
pub use decide::{HitRow, Memo, RowStanding};
pub use decision::{Agreement, DecidedFact, RuleDecision, agreement};
pub use explain::{ExplainedRow, Explanation, explain};
pub use facts::{FactKind, FactPath, FactValue, Facts, IssuedObligation, LEVELS};
pub use facts_file::FactsError;
pub use inputs::{Catalogue, Citations, Domain, InputFile, InputKind};
pub use reader::{CheckedRules, RuleReader, Rules, ShownExample};
pub use record_reading::{ActBases, ActBasis, RecordFile, RecordReading};
pub use rule_set::{RuleParts, RuleSet, Version};
pub use side::{SideAnswer, SideInput, SideTables};
pub use side_facts::{Follows, Known};
pub use stated::{FactKey, Kept, StatedFacts, Statement, statement_on};
pub use switches::{ClosedType, CourseType, Setting, Switch, Switches};
pub use table::{
    Bound, Column, EVALUATION_DATE, HitPolicy, Outcome, Output, PlainEvaluator, RULE_OUTPUT, Range, Row,
    Table, TableEvaluator, Test, Value, ValueType,
};
