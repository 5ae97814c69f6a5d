//! What a case knows of its acts: right, duty, priority, and which authority leads. Not for the law that
//! decides whether an act may be issued: see the rules.

use super::Case;
use crate::act::Act;
use crate::ids::OrganisationId;
use chrono::NaiveDate;

impl Case {
    /// Reads right, duty and priority anew from all acts of the case, as they stand on a day.
    ///
    /// The Zugangszeit begins with the first act that gave a right, even if a later one replaced it; the
    /// right lasts as long as the last act in force.
    pub fn take_acts(&mut self, acts: &[Act], day: NaiveDate) {
        let entitling = |act: &&Act| act.kind.entitles() && act.revoked_on.is_none();
        self.right_from = acts.iter().filter(entitling).map(|a| a.issued_on).min();
        let holding: Vec<&Act> =
            acts.iter().filter(entitling).filter(|a| a.holds_on(day) || a.issued_on > day).collect();
        let open_ended = holding.iter().any(|a| a.valid_until.is_none());
        self.right_until = if open_ended {
            None
        } else {
            let of_all = acts.iter().filter(entitling).filter_map(|a| a.valid_until).max();
            holding.iter().filter_map(|a| a.valid_until).max().or(of_all)
        };
        let in_force = |act: &&Act| act.holds_on(day);
        self.obliged = acts.iter().filter(in_force).any(|a| a.kind.obliges());
        self.priority = acts.iter().filter(in_force).any(|a| a.kind.takes_priority());
    }
}

/// Which authority leads by the rule of the reference process (1.5): whoever obliges comes before whoever
/// only entitles, the earlier act before the later. `None` without an act in force. [P]
pub fn leading(acts: &[Act], day: NaiveDate) -> Option<OrganisationId> {
    acts.iter()
        .filter(|a| a.holds_on(day) && a.kind.entitles())
        .min_by_key(|a| (!a.kind.obliges(), a.issued_on, a.id.0))
        .map(|a| a.issuer)
}

/// Authorities that oblige on a day; more than one is a double obligation.
pub fn obliging(acts: &[Act], day: NaiveDate) -> Vec<OrganisationId> {
    let mut found: Vec<OrganisationId> = Vec::new();
    for act in acts.iter().filter(|a| a.holds_on(day) && a.kind.obliges()) {
        if !found.contains(&act.issuer) {
            found.push(act.issuer);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::ActKind;
    use crate::case::tests::case;
    use crate::ids::{ActId, CaseId, PersonId, RegionId};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn act(id: i64, kind: ActKind, issuer: i64, on: &str, until: Option<&str>) -> Act {
        Act {
            id: ActId(id),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            kind,
            issuer: OrganisationId(issuer),
            issued_on: day(on),
            valid_until: until.map(day),
            basis: String::new(),
            revoked_on: None,
        }
    }

    #[test]
    fn a_second_authority_that_obliges_makes_a_duty_and_keeps_the_older_right() {
        let mut file = case();
        let mut acts = vec![act(1, ActKind::Teilnahmeberechtigung, 10, "2026-09-01", Some("2027-08-31"))];
        file.take_acts(&acts, day("2026-11-25"));
        assert_eq!((file.obliged, file.priority), (false, false));
        acts.push(act(2, ActKind::VerpflichtungJobcenter, 20, "2026-11-20", None));
        file.take_acts(&acts, day("2026-11-25"));
        assert_eq!((file.obliged, file.priority), (true, true));
        assert_eq!(file.right_from, Some(day("2026-09-01")));
        assert_eq!(file.right_until, None);
        assert_eq!(
            leading(&acts, day("2026-11-25")),
            Some(OrganisationId(20)),
            "the obliging authority leads"
        );
    }

    #[test]
    fn of_two_obliging_authorities_the_first_leads() {
        let acts = vec![
            act(1, ActKind::VerpflichtungJobcenter, 20, "2026-11-20", None),
            act(2, ActKind::VerpflichtungTitel, 10, "2026-11-10", None),
        ];
        assert_eq!(leading(&acts, day("2026-11-25")), Some(OrganisationId(10)));
        assert_eq!(obliging(&acts, day("2026-11-25")), vec![OrganisationId(20), OrganisationId(10)]);
    }

    #[test]
    fn a_revoked_act_gives_nothing() {
        let mut file = case();
        let mut only = act(1, ActKind::VerpflichtungTitel, 10, "2026-11-10", None);
        only.revoked_on = Some(day("2026-11-24"));
        file.take_acts(&[only.clone()], day("2026-11-25"));
        assert_eq!((file.right_from, file.obliged), (None, false));
        assert_eq!(leading(&[only], day("2026-11-25")), None);
    }
}
