//! The answer for one person: what they may and must do, from when to when, and by which rule.
//! A proposal with its source, never a decision. Not for how it is found (see `rule_set`).

use crate::deadline::Due;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::sync::Arc;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// All variants, in the order of their numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Stored code.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            /// The variant with this stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

codes! {
    /// Whether and how the person may join the Integrationskurs.
    Access {
        Claim "claim",
        ByObligation "by_obligation",
        AdmissionByJobcenter "admission_by_jobcenter",
        AdmissionPossible "admission_possible",
        OrientationOnly "orientation_only",
        RefusedByPolicy "refused_by_policy",
        None "none",
        Undetermined "undetermined",
    }
}

codes! {
    /// Who issues a right or an obligation.
    Authority {
        Auslaenderbehoerde "auslaenderbehoerde",
        Jobcenter "jobcenter",
        Asylblg "asylblg",
        Bamf "bamf",
        Bva "bva",
        Arbeitsagentur "arbeitsagentur",
    }
}

codes! {
    /// Whether the person must join.
    Obligation {
        Obliged "obliged",
        GreyZone "grey_zone",
        MayOblige "may_oblige",
        None "none",
        Undetermined "undetermined",
    }
}

codes! {
    /// Whether the person may join a Berufssprachkurs; `Open` leaves it to the concept of the course.
    BerufssprachkursAccess {
        Yes "yes",
        Open "open",
        None "none",
        Undetermined "undetermined",
    }
}

codes! {
    /// A duty outside § 44a.
    OtherDuty {
        Sgb2 "sgb2",
    }
}

/// One way by which an authority obliges or may oblige.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObligationRoute {
    pub rule: String,
    pub authority: Authority,
    pub obligation: Obligation,
}

/// A rule that was hit, with its source in law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub rule: String,
    pub citation: String,
}

/// The part of the answer on the Integrationskurs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Integrationskurs {
    pub access: Access,
    pub issuer: Option<Authority>,
    /// Last day on which the right holds.
    pub expires_on: Option<NaiveDate>,
    pub obligation: Obligation,
    pub obliging_authority: Option<Authority>,
    pub other_duty: Option<OtherDuty>,
    /// Ids such as `E-01`.
    #[serde(serialize_with = "shared")]
    pub exemptions: Arc<[String]>,
    #[serde(serialize_with = "shared")]
    pub obligation_routes: Arc<[ObligationRoute]>,
}

/// The part of the answer on the Berufssprachkurs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Berufssprachkurs {
    pub access: BerufssprachkursAccess,
    pub issuer: Option<Authority>,
    pub obligation: Obligation,
    /// Codes of course types that do not run on that day.
    #[serde(serialize_with = "shared")]
    pub closed_types: Arc<[String]>,
}

/// The answer for one person on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    pub id: String,
    pub on: NaiveDate,
    /// Day of the newest change of law or policy in force.
    pub rule_set: NaiveDate,
    pub integrationskurs: Integrationskurs,
    pub berufssprachkurs: Berufssprachkurs,
    /// Deadlines that run on that day, soonest first.
    pub deadlines: Vec<Due>,
    #[serde(serialize_with = "shared")]
    pub reasons: Arc<[Reason]>,
    /// Paths of the facts that could change the answer.
    pub needs: Vec<&'static str>,
    /// Paths of the facts that took their default.
    pub assumed: Vec<&'static str>,
}

impl Answer {
    /// Whether both courses are settled: no part is undetermined.
    pub fn is_determined(&self) -> bool {
        self.integrationskurs.access != Access::Undetermined
            && self.integrationskurs.obligation != Obligation::Undetermined
            && self.berufssprachkurs.access != BerufssprachkursAccess::Undetermined
            && self.berufssprachkurs.obligation != Obligation::Undetermined
    }
}

fn shared<T: Serialize, S: Serializer>(list: &Arc<[T]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(list.iter())
}
