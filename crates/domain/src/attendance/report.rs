//! The report of irregular attendance and what the obliging body answers. Facts only: counted days, that
//! help was offered, and whether the person cannot or does not want to come; never which hindrance.

use super::{FindingCode, Tally};
use crate::act::{Act, ActKind};
use crate::ids::{
    AssignmentId, AttendanceReportId, CaseId, ConcernId, CourseId, OrganisationId, PersonId, RegionId,
};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What the obliging body did. No sanction is noted here: that is its own procedure.
    AnswerCode {
        TalkHeld = "talk_held",
        HelpArranged = "help_arranged",
        GoodReason = "good_reason",
        OtherCourse = "other_course",
        DutyEnded = "duty_ended",
        OwnProcedure = "own_procedure",
        NotResponsible = "not_responsible",
    }
}

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    pub tally: Tally,
    /// Days on which somebody talked to the person or tried to.
    pub talked_on: Vec<NaiveDate>,
    pub help_offered: bool,
    pub finding: FindingCode,
}

/// What the body did, and when it said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAnswer {
    pub on: NaiveDate,
    pub what: AnswerCode,
}

/// A report to one obliging body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceReport {
    pub id: AttendanceReportId,
    pub region: RegionId,
    pub version: i64,
    pub concern: ConcernId,
    pub case: CaseId,
    pub person: PersonId,
    pub assignment: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
    /// Body that obliged the person or named the course in its plan.
    pub to: OrganisationId,
    pub reported_on: NaiveDate,
    pub facts: ReportFacts,
    pub answer_due_on: NaiveDate,
    pub answer: Option<ReportAnswer>,
}

impl AttendanceReport {
    /// The body should have answered by now.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.answer.is_none() && self.answer_due_on < today
    }

    /// The body says what it did; once.
    pub fn take_answer(&mut self, on: NaiveDate, what: AnswerCode) -> Result<(), Refusal> {
        if let Some(earlier) = self.answer {
            return Err(Refusal::new("report-already-answered").with("on", earlier.on));
        }
        self.answer = Some(ReportAnswer { on, what });
        Ok(())
    }
}

impl ActKind {
    /// Its issuer is told of irregular attendance: obligations and the Kooperationsplan, nobody else
    /// (§ 8 Abs. 3 IntV).
    pub fn is_told_of_absence(self) -> bool {
        self.obliges() || self == ActKind::Kooperationsplan
    }
}

/// Bodies that are told of a person's irregular attendance on a day, each once, the earliest act first.
/// Nobody where the person only has a right.
pub fn recipients(acts: &[Act], day: NaiveDate) -> Vec<OrganisationId> {
    let mut telling: Vec<&Act> =
        acts.iter().filter(|act| act.kind.is_told_of_absence() && act.holds_on(day)).collect();
    telling.sort_by_key(|act| (act.issued_on, act.id.0));
    let mut found: Vec<OrganisationId> = Vec::new();
    for act in telling {
        if !found.contains(&act.issuer) {
            found.push(act.issuer);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ActId;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn act(kind: ActKind, issuer: i64, on: &str) -> Act {
        Act {
            id: ActId(issuer),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            kind,
            issuer: OrganisationId(issuer),
            issued_on: day(on),
            valid_until: None,
            basis: String::new(),
            revoked_on: None,
        }
    }

    #[test]
    fn only_bodies_that_oblige_or_name_the_course_in_their_plan_are_told() {
        let today = day("2026-11-25");
        let entitled = [
            act(ActKind::Teilnahmeberechtigung, 10, "2026-09-01"),
            act(ActKind::ZulassungJobcenter, 20, "2026-09-01"),
            act(ActKind::Verweisung, 30, "2026-10-01"),
        ];
        assert_eq!(recipients(&entitled, today), vec![]);
        let mut acts = entitled.to_vec();
        acts.push(act(ActKind::VerpflichtungTitel, 10, "2026-10-02"));
        acts.push(act(ActKind::Kooperationsplan, 20, "2026-10-01"));
        acts.push(act(ActKind::VerpflichtungJobcenter, 20, "2026-10-05"));
        assert_eq!(recipients(&acts, today), vec![OrganisationId(20), OrganisationId(10)]);
        acts.iter_mut().for_each(|act| act.revoked_on = Some(today));
        assert_eq!(recipients(&acts, today), vec![]);
    }

    #[test]
    fn every_obligation_of_the_catalogue_is_told_and_no_other_act() {
        for kind in ActKind::ALL {
            let told = kind.obliges() || *kind == ActKind::Kooperationsplan;
            assert_eq!(
                !recipients(&[act(*kind, 1, "2026-11-01")], day("2026-11-25")).is_empty(),
                told,
                "{kind}"
            );
        }
    }

    #[test]
    fn an_unanswered_report_is_overdue_the_day_after_and_is_answered_once() {
        let facts = ReportFacts {
            tally: Tally::new(day("2026-10-29"), day("2026-11-25")),
            talked_on: vec![day("2026-11-20")],
            help_offered: true,
            finding: FindingCode::WillNot,
        };
        let mut report = AttendanceReport {
            id: AttendanceReportId(1),
            region: RegionId(1),
            version: 1,
            concern: ConcernId(1),
            case: CaseId(1),
            person: PersonId(1),
            assignment: AssignmentId(1),
            course: CourseId(1),
            provider: OrganisationId(2),
            to: OrganisationId(20),
            reported_on: day("2026-11-25"),
            facts,
            answer_due_on: day("2026-12-09"),
            answer: None,
        };
        assert!(!report.is_overdue(day("2026-12-09")));
        assert!(report.is_overdue(day("2026-12-10")));
        report.take_answer(day("2026-12-10"), AnswerCode::TalkHeld).expect("answered");
        assert!(!report.is_overdue(day("2026-12-11")));
        let twice = report.take_answer(day("2026-12-11"), AnswerCode::HelpArranged);
        assert_eq!(twice.expect_err("twice").code, "report-already-answered");
    }
}
