//! Right, admission, obligation, assignment, referral and registration are separate dated acts with
//! their issuers (handbook 1.2). Never collapse them into one status.

use crate::ids::{ActId, CaseId, OrganisationId, PersonId, RegionId};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of act; codes follow the act catalogue of the handbook.
    ActKind {
        /// Confirmation of the right to take part (Berechtigungsschein).
        Teilnahmeberechtigung = "ik_confirm",
        /// Admission by BAMF, § 44 Abs. 4 AufenthG.
        ZulassungBundesamt = "ik_admit_bamf",
        /// Admission by the Jobcenter, § 5a IntV.
        ZulassungJobcenter = "ik_admit_jc",
        /// Obligation found at the issue of a title.
        VerpflichtungTitel = "ik_oblige_abh_title",
        /// Obligation for special need of integration.
        VerpflichtungBedarf = "ik_oblige_abh_need",
        /// Obligation by the Jobcenter, § 15a SGB II.
        VerpflichtungJobcenter = "ik_oblige_jc",
        /// Obligation by the AsylbLG authority, § 5b AsylbLG.
        VerpflichtungAsylblg = "ik_oblige_asylblg",
        /// Course named in the Kooperationsplan (§ 15 SGB II).
        Kooperationsplan = "jc_koop",
        /// Assignment of an obliged person to a provider.
        Zuweisung = "ik_assign",
        /// Referral of an entitled person to a provider.
        Verweisung = "ik_refer",
        /// Registration at the provider.
        Anmeldung = "ik_register",
        /// Notice of the expected start.
        Kursbeginn = "ik_startnotice",
    }
}

impl ActKind {
    /// The act makes taking part a duty.
    pub fn obliges(self) -> bool {
        matches!(
            self,
            Self::VerpflichtungTitel
                | Self::VerpflichtungBedarf
                | Self::VerpflichtungJobcenter
                | Self::VerpflichtungAsylblg
        )
    }

    /// The act alone gives (or confirms) a right to take part.
    pub fn entitles(self) -> bool {
        matches!(self, Self::Teilnahmeberechtigung | Self::ZulassungBundesamt | Self::ZulassungJobcenter)
            || self.obliges()
    }

    /// The act puts a person first in line for seats (§ 7 Abs. 4 Satz 4 IntV).
    pub fn takes_priority(self) -> bool {
        matches!(self, Self::VerpflichtungJobcenter | Self::Kooperationsplan)
    }

    /// Who may issue it (handbook 1.2).
    pub fn issuers(self) -> &'static [OrganisationKind] {
        use OrganisationKind as K;
        match self {
            Self::Teilnahmeberechtigung => &[K::Auslaenderbehoerde, K::Jobcenter, K::Sozialamt],
            Self::ZulassungBundesamt | Self::Zuweisung | Self::Verweisung => &[K::Bundesamt],
            Self::ZulassungJobcenter | Self::VerpflichtungJobcenter | Self::Kooperationsplan => {
                &[K::Jobcenter]
            }
            Self::VerpflichtungTitel | Self::VerpflichtungBedarf => &[K::Auslaenderbehoerde],
            Self::VerpflichtungAsylblg => &[K::Sozialamt],
            Self::Anmeldung | Self::Kursbeginn => &[K::Kurstraeger],
        }
    }
}

/// Acts that a kind of body may issue, in the order of the catalogue.
pub fn issuable_by(issuer: OrganisationKind) -> Vec<ActKind> {
    ActKind::ALL.iter().copied().filter(|kind| kind.issuers().contains(&issuer)).collect()
}

/// One dated act of one issuer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    pub id: ActId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub kind: ActKind,
    pub issuer: OrganisationId,
    pub issued_on: NaiveDate,
    /// Last day on which the act holds, as written on the form.
    pub valid_until: Option<NaiveDate>,
    /// Legal basis as written.
    #[serde(default)]
    pub basis: String,
    pub revoked_on: Option<NaiveDate>,
}

impl Act {
    /// The act is in force on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.issued_on <= day
            && self.valid_until.is_none_or(|last| day <= last)
            && self.revoked_on.is_none_or(|revoked| day < revoked)
    }
}

impl Act {
    /// Takes the act back from a day on; that is possible once and not before it was issued.
    pub fn revoke(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        if let Some(earlier) = self.revoked_on {
            return Err(Refusal::new("act-already-revoked").with("on", earlier));
        }
        if on < self.issued_on {
            return Err(Refusal::new("act-revoked-before-issue")
                .with("issued", self.issued_on)
                .at("revoked_on"));
        }
        self.revoked_on = Some(on);
        Ok(())
    }
}

/// Refuses an act dated in the future: an act is recorded when it has been issued.
pub fn check_issued(issued_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if issued_on > today {
        return Err(Refusal::new("act-in-the-future").with("on", issued_on).at("issued_on"));
    }
    Ok(())
}

/// Refuses an act that the issuer's kind may not issue, or whose end lies before its beginning.
pub fn check(
    kind: ActKind,
    issuer: OrganisationKind,
    issued_on: NaiveDate,
    valid_until: Option<NaiveDate>,
) -> Result<(), Refusal> {
    if !kind.issuers().contains(&issuer) {
        return Err(Refusal::new("act-not-of-this-issuer").with("act", kind.code()).at("act_kind"));
    }
    if valid_until.is_some_and(|last| last < issued_on) {
        return Err(Refusal::new("act-ends-before-it-begins").at("valid_until"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use OrganisationKind as K;

    #[test]
    fn each_authority_issues_only_its_own_acts() {
        assert!(issuable_by(K::Jobcenter).contains(&ActKind::VerpflichtungJobcenter));
        assert!(!issuable_by(K::Jobcenter).contains(&ActKind::VerpflichtungTitel));
        assert!(!issuable_by(K::Auslaenderbehoerde).contains(&ActKind::Zuweisung), "only BAMF assigns");
        assert_eq!(issuable_by(K::Koordination), vec![]);
    }

    #[test]
    fn an_act_of_a_foreign_issuer_or_with_its_end_first_is_refused() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let refused =
            check(ActKind::VerpflichtungTitel, K::Jobcenter, day("2026-11-01"), None).expect_err("refused");
        assert_eq!(refused.code, "act-not-of-this-issuer");
        let refused = check(
            ActKind::VerpflichtungTitel,
            K::Auslaenderbehoerde,
            day("2026-11-02"),
            Some(day("2026-11-01")),
        )
        .expect_err("refused");
        assert_eq!(refused.code, "act-ends-before-it-begins");
    }
}
