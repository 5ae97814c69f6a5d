//! Legally separate bodies and the logins of their staff. Not for what they may do: see `access`.

use crate::access::Role;
use crate::ids::{AccountId, OrganisationId, RegionId};
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of body, as in the actor table of the handbook (1.1).
    OrganisationKind {
        /// Foreigners' authority.
        Auslaenderbehoerde = "auslaenderbehoerde",
        /// SGB II authority.
        Jobcenter = "jobcenter",
        /// AsylbLG authority (Sozialamt).
        Sozialamt = "sozialamt",
        /// Employment agency (SGB III).
        Arbeitsagentur = "arbeitsagentur",
        /// BAMF regional coordination.
        Bundesamt = "bundesamt",
        /// Central test and registration site.
        Teststelle = "teststelle",
        /// Course provider.
        Kurstraeger = "kurstraeger",
        /// Integration coordination of the Landkreis or city.
        Koordination = "koordination",
        /// Counselling for migrants: MBE, JMD, welfare bodies. Not on the closed list of § 88a AufenthG.
        Beratungsstelle = "beratungsstelle",
        /// Operator of the installation.
        Betrieb = "betrieb",
    }
}

impl OrganisationKind {
    /// Takes steps of cases (handbook 7.3); the Landkreis coordination only where it is commissioned.
    pub fn works_with_people(self) -> bool {
        match self {
            Self::Auslaenderbehoerde
            | Self::Jobcenter
            | Self::Sozialamt
            | Self::Arbeitsagentur
            | Self::Bundesamt
            | Self::Teststelle
            | Self::Kurstraeger => true,
            Self::Koordination | Self::Beratungsstelle | Self::Betrieb => false,
        }
    }

    /// Plans the way after a course with the person (handbook 7.3, follow-up plan).
    pub fn plans_onward(self) -> bool {
        matches!(self, Self::Jobcenter | Self::Arbeitsagentur)
    }

    /// May steer people into the chain (handbook 1.1: Auslaenderbehoerde, Jobcenter, AsylbLG authority).
    pub fn refers(self) -> bool {
        matches!(self, Self::Auslaenderbehoerde | Self::Jobcenter | Self::Sozialamt)
    }
}

/// A place with an address; coordinates in degrees (WGS 84).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    pub name: String,
    pub street: String,
    pub postcode: String,
    pub town: String,
    /// Eight-digit municipality key.
    pub ags: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// A legally separate body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub region: RegionId,
    pub version: i64,
    pub kind: OrganisationKind,
    pub name: String,
    pub short_name: String,
    pub seat: Place,
    pub phone: String,
    pub email: String,
    /// Colour of the letterhead as `#rrggbb`.
    pub colour: Option<String>,
    pub active: bool,
}

/// A login.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    /// Name used at login; unique in the installation.
    pub login: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    /// Argon2id hash in PHC form; `None` until a password is set (demo accounts never have one).
    pub password_hash: Option<String>,
    /// Base 32 secret of the second factor.
    pub totp_secret: Option<String>,
    /// Last time step whose code was used, so that no code works twice.
    pub totp_last_step: Option<i64>,
    pub active: bool,
    pub language: String,
}
