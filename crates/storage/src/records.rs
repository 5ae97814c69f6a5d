//! Columns that stand beside the payload of each record kind. This is the only list of them; the
//! schema has the same names.

use app::Error;
use domain::record::{Record, RecordKind};
use sea_orm::Value;

use crate::sql::day;

type Columns = Vec<(&'static str, Value)>;

/// Columns beside `id, region_id, version, state`, in a fixed order per kind.
pub fn columns(record: &Record) -> Columns {
    match record {
        Record::Region(r) => vec![("code", r.code.as_str().into())],
        Record::Organisation(r) => vec![("kind", r.kind.code().into()), ("active", flag(r.active))],
        Record::Account(r) => {
            vec![
                ("organisation_id", r.organisation.0.into()),
                ("login", r.login.as_str().into()),
                ("active", flag(r.active)),
            ]
        }
        Record::Person(r) => vec![("merged_into", Value::BigInt(r.merged_into.map(|p| p.0)))],
        Record::Case(r) => vec![
            ("person_id", r.person.0.into()),
            ("number", r.number.as_str().into()),
            ("stage", r.stage.code().into()),
            ("lead_id", r.lead.0.into()),
            ("due_on", day(r.next.as_ref().map(|n| n.due_on))),
            ("lapse_warn_on", day(r.lapse.as_ref().map(|lapse| lapse.warn_on))),
            ("priority", flag(r.priority)),
        ],
        Record::Act(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("kind", r.kind.code().into()),
            ("issuer_id", r.issuer.0.into()),
            ("issued_on", r.issued_on.into()),
        ],
        Record::Session(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
        ],
        Record::Seating(r) => vec![
            ("session_id", r.session.0.into()),
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("status", r.state.code().into()),
            ("lives", flag(r.lives())),
            ("code", r.code.as_str().into()),
        ],
        Record::Course(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("kind", r.kind.code().into()),
            ("number", r.number.as_str().into()),
            ("planned_start_on", r.planned_start_on.into()),
            ("status", r.state.code().into()),
            ("seats", r.seats.into()),
        ],
        Record::Assignment(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("course_id", r.course.0.into()),
            ("provider_id", r.provider.0.into()),
            ("status", r.state.code().into()),
            ("holds_seat", flag(r.holds_seat())),
            ("reserved_until", r.reserved_until.into()),
            ("code", r.code.as_str().into()),
        ],
        Record::SeatPlan(r) => vec![
            ("session_id", Value::BigInt(r.session.map(|s| s.0))),
            ("status", r.state.code().into()),
            ("proposed_on", r.proposed_on.into()),
        ],
        Record::LetterRecord(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("person_id", r.person.0.into()),
            ("kind", r.kind.as_str().into()),
            ("issued_on", r.issued_on.into()),
            ("printed", flag(r.printed_at.is_some())),
        ],
        Record::Consent(r) => {
            vec![("person_id", r.person.0.into()), ("given", flag(r.withdrawn_on.is_none()))]
        }
        Record::PairDecision(r) => vec![
            ("person_id", r.person.0.into()),
            ("other_id", r.other.0.into()),
            ("decision", r.decision.code().into()),
        ],
        Record::ImportRun(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("kind", r.kind.code().into()),
            ("fingerprint", r.fingerprint.as_str().into()),
            ("status", r.state.code().into()),
        ],
        Record::ImportMapping(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("kind", r.kind.code().into()),
            ("name", r.name.as_str().into()),
        ],
        Record::Agreement(r) => vec![
            ("edition", r.edition.into()),
            ("status", r.state.code().into()),
            ("valid_from", r.terms.valid_from.into()),
        ],
        Record::StartPlan(r) => {
            vec![("status", r.state.code().into()), ("proposed_on", r.proposed_on.into())]
        }
        Record::Supply(r) => vec![("organisation_id", r.organisation.0.into())],
        Record::SavedView(r) => vec![("account_id", r.account.0.into()), ("name", r.name.as_str().into())],
        Record::StatedFacts(r) => vec![("person_id", r.person.0.into())],
        Record::RuleDecision(r) => vec![("person_id", r.person.0.into()), ("act_id", r.act.0.into())],
        Record::RuleRelease(r) => {
            vec![("status", r.state.code().into()), ("effective_from", r.effective_from.into())]
        }
        Record::RuleText(r) => vec![("path", r.path.as_str().into())],
        Record::PolicySetting(r) => {
            vec![("code", r.code.as_str().into()), ("in_force", flag(r.withdrawn_on.is_none()))]
        }
        Record::Team(r) => vec![("organisation_id", r.organisation.0.into())],
        Record::Absence(r) => {
            vec![("organisation_id", r.organisation.0.into()), ("last_day", r.until.into())]
        }
        Record::Holding(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
        ],
        Record::AttendanceDay(r) => vec![
            ("course_id", r.course.0.into()),
            ("organisation_id", r.organisation.0.into()),
            ("held_on", r.held_on.into()),
        ],
        Record::Concern(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("assignment_id", r.assignment.0.into()),
            ("course_id", r.course.0.into()),
            ("provider_id", r.provider.0.into()),
            ("status", r.state.code().into()),
            ("due_on", r.due_on.into()),
        ],
        Record::AttendanceReport(r) => vec![
            ("concern_id", r.concern.0.into()),
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("provider_id", r.provider.0.into()),
            ("recipient_id", r.to.0.into()),
            ("answered", flag(r.answer.is_some())),
            ("answer_due_on", r.answer_due_on.into()),
        ],
        Record::SectionEnd(r) => vec![
            ("course_id", r.course.0.into()),
            ("organisation_id", r.organisation.0.into()),
            ("section", i64::from(r.section).into()),
        ],
        Record::Graduate(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("assignment_id", r.assignment.0.into()),
            ("course_id", r.course.0.into()),
            ("provider_id", r.provider.0.into()),
            ("last_day", r.last_day.into()),
            ("talked", flag(r.talk.is_some())),
            ("advised", flag(r.sheet.is_some())),
            ("route", r.decision().map(|decision| decision.route.code()).into()),
            ("followed_on", r.first_follow_on().map(|first| first.on).into()),
        ],
        Record::CareTransfer(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("from_id", r.from.0.into()),
            ("to_id", r.to.0.into()),
            ("open", flag(r.is_open())),
            ("due_on", r.due_on.into()),
        ],
        Record::Relocation(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("organisation_id", r.organisation.0.into()),
            ("direction", r.direction.code().into()),
            ("code", r.package.code.as_str().into()),
            ("open", flag(r.is_open())),
        ],
        Record::VisitDay(r) => vec![
            ("course_id", r.course.0.into()),
            ("provider_id", r.provider.0.into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
        ],
        Record::CounsellingSlot(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
        ],
        Record::CounsellingTalk(r) => vec![
            ("slot_id", r.slot.0.into()),
            ("organisation_id", r.organisation.0.into()),
            ("person_id", r.person.0.into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
        ],
        Record::PathCode(r) => vec![
            ("person_id", r.person.0.into()),
            ("code", r.code.as_str().into()),
            ("ended", flag(r.ended_on.is_some())),
        ],
        Record::PathMessage(r) => vec![
            ("person_id", r.person.0.into()),
            ("case_id", r.case.0.into()),
            ("recipient_id", r.to.0.into()),
            ("answered", flag(r.answer.is_some())),
        ],
        Record::ExamSitting(r) => vec![
            ("organisation_id", r.organisation.0.into()),
            ("exam", r.kind.code().into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
        ],
        Record::ExamEntry(r) => vec![
            ("sitting_id", r.sitting.0.into()),
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("assignment_id", r.assignment.0.into()),
            ("course_id", r.course.0.into()),
            ("provider_id", r.provider.0.into()),
            ("site_id", r.site.0.into()),
            ("exam", r.exam.code().into()),
            ("held_on", r.held_on.into()),
            ("status", r.state.code().into()),
            ("holds_seat", flag(r.holds_seat())),
        ],
        Record::Authorisation(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("issuer_id", r.issuer.0.into()),
            ("code", r.code.as_str().into()),
            ("valid_until", r.valid_until.into()),
            ("open", flag(r.registered_on.is_none() && r.revoked_on.is_none())),
        ],
        Record::VocationalCourse(r) => vec![
            ("provider_id", r.provider.0.into()),
            ("status", r.state.code().into()),
            ("planned_start_on", r.planned_start_on.into()),
        ],
        Record::VocationalPlace(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("issuer_id", r.issuer.0.into()),
            ("provider_id", r.provider.0.into()),
            ("course_id", Value::BigInt(r.course.map(|course| course.0))),
            ("status", r.state.code().into()),
            ("registered_on", r.registered_on.into()),
        ],
        Record::VocationalReport(r) => vec![
            ("person_id", Value::BigInt(r.about.map(|about| about.person.0))),
            ("provider_id", r.provider.0.into()),
            ("recipient_id", r.to.0.into()),
            ("what", r.what.code().into()),
            ("taken", flag(r.taken_on.is_some())),
            ("sent_on", r.sent_on.into()),
        ],
        Record::MeasureOffer(r) => vec![
            ("owner_id", r.owner.0.into()),
            ("kind", r.kind.code().into()),
            ("status", r.state.code().into()),
        ],
        Record::MeasureRecommendation(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("graduate_id", r.graduate.0.into()),
            ("offer_id", Value::BigInt(r.choice.offer.map(|offer| offer.0))),
            ("recommender_id", r.by.0.into()),
            ("decider_id", r.decider.0.into()),
            ("status", r.state.code().into()),
            ("live", flag(r.is_live())),
        ],
        Record::RoutePlan(r) => vec![
            ("case_id", r.case.0.into()),
            ("person_id", r.person.0.into()),
            ("graduate_id", r.graduate.0.into()),
            ("office_id", r.office.0.into()),
            ("due_on", day(r.due_on)),
        ],
    }
}

fn flag(value: bool) -> Value {
    i64::from(value).into()
}

/// A record from its payload and version.
pub fn from_state(kind: RecordKind, version: i64, state: &str) -> Result<Record, Error> {
    Record::from_json(kind, state).map(|record| record.with_version(version)).map_err(Error::fault)
}
