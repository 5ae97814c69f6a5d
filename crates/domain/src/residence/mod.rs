//! Residence titles and benefit systems as dated facts. They say nothing about rights: that is the rules'.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of residence document.
    ResidenceKind {
        Aufenthaltserlaubnis = "aufenthaltserlaubnis",
        Niederlassungserlaubnis = "niederlassungserlaubnis",
        Aufenthaltsgestattung = "aufenthaltsgestattung",
        Duldung = "duldung",
        Fiktionsbescheinigung = "fiktionsbescheinigung",
        Freizuegigkeit = "freizuegigkeit",
        Visum = "visum",
    }
}

codes! {
    /// Benefit system at a date (handbook 0, item 2).
    BenefitSystem { Sgb2 = "sgb2", Sgb3 = "sgb3", Asylblg = "asylblg", None = "none" }
}

/// One residence document, valid over a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Residence {
    pub kind: ResidenceKind,
    /// Legal basis as written, e.g. `§ 25 Abs. 2 AufenthG`.
    pub norm: String,
    pub issued_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub first_issue: Option<bool>,
}

/// Which benefit system paid from when; the last one that began counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BenefitPeriod {
    pub system: BenefitSystem,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// The benefit system that holds on a day.
pub fn benefit_on(periods: &[BenefitPeriod], day: NaiveDate) -> Option<BenefitSystem> {
    periods
        .iter()
        .filter(|p| p.from <= day && p.until.is_none_or(|until| day < until))
        .max_by_key(|p| p.from)
        .map(|p| p.system)
}
