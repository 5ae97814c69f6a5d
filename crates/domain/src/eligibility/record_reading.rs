//! How words of the record are read for the tables: the legal bases an act can have, papers whose norm says more
//! than their kind. Data of `rules/records.toml`; not for the facts themselves (see `case_facts`).

use super::norm::NormClasses;
use crate::act::ActKind;
use chrono::NaiveDate;
use serde::Deserialize;

/// A legal basis that an act of a kind can have.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActBasis {
    pub citation: String,
    /// First day on which it was law.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// First day on which it no longer is.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// The legal bases of one kind of act.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActBases {
    pub kind: ActKind,
    pub basis: Vec<ActBasis>,
}

/// The file as written.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFile {
    #[serde(default)]
    pub continues_title: Vec<String>,
    #[serde(default)]
    pub withdrawal_agreement: Vec<String>,
    #[serde(default, rename = "act")]
    pub acts: Vec<ActBases>,
}

/// The file ready for use.
#[derive(Debug, Clone, Default)]
pub struct RecordReading {
    acts: Vec<ActBases>,
    continues_title: NormClasses,
    withdrawal_agreement: NormClasses,
}

impl RecordReading {
    /// Checks the file; the error names what is no citation.
    pub fn new(file: RecordFile) -> Result<Self, String> {
        let class = |list: &[String]| {
            NormClasses::new(&[(1, list.to_vec())], 0).map_err(|bad| format!("`{bad}` is no citation"))
        };
        Ok(Self {
            continues_title: class(&file.continues_title)?,
            withdrawal_agreement: class(&file.withdrawal_agreement)?,
            acts: file.acts,
        })
    }

    /// Legal bases that an act of this kind can have on a day, in their order.
    pub fn bases(&self, kind: ActKind, on: NaiveDate) -> impl Iterator<Item = &str> {
        self.acts
            .iter()
            .filter(move |known| known.kind == kind)
            .flat_map(|known| &known.basis)
            .filter(move |basis| {
                basis.valid_from.is_none_or(|day| day <= on) && basis.valid_until.is_none_or(|day| on < day)
            })
            .map(|basis| basis.citation.as_str())
    }

    /// The only basis an act of this kind can have on a day.
    pub fn only_basis(&self, kind: ActKind, on: NaiveDate) -> Option<&str> {
        let mut bases = self.bases(kind, on);
        bases.next().filter(|_| bases.next().is_none())
    }

    /// Whether a Fiktionsbescheinigung with this norm keeps the title that was there before.
    pub fn continues_title(&self, norm: &str) -> bool {
        self.continues_title.candidates(norm) == [1]
    }

    /// Whether a paper of free movement with this norm is one of the withdrawal agreement.
    pub fn of_withdrawal_agreement(&self, norm: &str) -> bool {
        self.withdrawal_agreement.candidates(norm) == [1]
    }
}
