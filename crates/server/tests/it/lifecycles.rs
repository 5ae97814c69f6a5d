//! Diagrams of the lifecycles, drawn by trying every transition on every state.

use crate::blessed::compare;
use domain::agreement::{
    Agreement, AgreementState, Contribution, Customs, Party, PartyRole, Rota, Terms, TestingMode,
};
use domain::assignment::{Assignment, AssignmentKind, AssignmentState, Ending, HandBackReason, Outcome};
use domain::attendance::{
    Concern, ConcernState, Finding, Help, HelpTalk, Hindrance, SettlementCode, Tally, Warning,
};
use domain::counselling::{CounsellingTalk, HelpKind, TalkResult, TalkState};
use domain::exam::{
    DtzLevel, DtzParts, EntryState, ExamEntry, ExamKind, ExamResult, Ground, Payer, Recorded,
};
use domain::ids::{
    AccountId, AgreementId, AssignmentId, AuthorisationId, CaseId, ConcernId, CounsellingSlotId,
    CounsellingTalkId, CourseId, ExamEntryId, ExamSittingId, GraduateId, MeasureRecommendationId,
    OrganisationId, PersonId, RegionId, SeatingId, SessionId, VocationalCourseId, VocationalPlaceId,
};
use domain::measure::{
    Begun, ChangeReason, Choice, MeasureKind, MeasureRecommendation, NotBegunReason, RecommendationState,
    RecommendationVerdict,
};
use domain::moment::Moment;
use domain::placement::{Ended, Level, Performance, PlacementResult, Recommendation, Seating, SeatingState};
use domain::refusal::Refusal;
use domain::region::{Offices, Pace, Settings};
use domain::vocational::{
    BreakOff, Goal, LevelProof, PlaceEnd, PlaceState, VocationalCourse, VocationalCourseState,
    VocationalKind, VocationalLine, VocationalPlace, VocationalResult,
};
use std::collections::BTreeSet;
use std::fmt::Write;
use testkit::day;

type Step<T> = (&'static str, fn(&mut T) -> Result<(), Refusal>);

/// A Mermaid state diagram of all transitions that succeed.
fn draw<T: Clone>(
    title: &str,
    states: &[(&'static str, T)],
    code: impl Fn(&T) -> &'static str,
    steps: &[Step<T>],
) -> String {
    let mut edges = BTreeSet::new();
    for (from, start) in states {
        for (name, step) in steps {
            let mut next = start.clone();
            if step(&mut next).is_ok() {
                edges.insert(format!("    {from} --> {}: {name}", code(&next)));
            }
        }
    }
    let mut text = format!(
        "# {title}\n\nDrawn from the code by `make bless`: every transition was tried on every state.\n\n```mermaid\nstateDiagram-v2\n"
    );
    for edge in edges {
        let _ = writeln!(text, "{edge}");
    }
    text.push_str("```\n");
    text
}

fn assignment(state: AssignmentState) -> Assignment {
    Assignment {
        id: AssignmentId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        course: CourseId(1),
        provider: OrganisationId(1),
        section: 1,
        entry_on: day("2026-12-01"),
        kind: AssignmentKind::Zuweisung,
        state,
        assigned_on: day("2026-11-25"),
        reserved_until: day("2026-12-02"),
        registered_on: None,
        arrived_on: None,
        arrival_noted_at: None,
        hand_back: None,
        plan: None,
        code: "muster".to_owned(),
        reasons: Vec::new(),
        wishes: Vec::new(),
        clarified: None,
        ending: None,
        lost_on: None,
        moved_on: None,
    }
}

fn left(seat: &mut Assignment, outcome: Outcome) -> Result<(), Refusal> {
    seat.end(Ending::new(day("2027-02-01"), outcome), day("2027-02-01"))
}

fn pause(seat: &mut Assignment) -> Result<(), Refusal> {
    seat.end(Ending::interrupted(day("2027-02-01"), day("2027-03-01")), day("2027-02-01"))
}

#[test]
fn the_life_of_a_course_seat_is_drawn_from_the_code() {
    let states: Vec<_> = AssignmentState::ALL.iter().map(|s| (s.code(), assignment(*s))).collect();
    let steps: [Step<Assignment>; 11] = [
        ("register", |a| a.register(day("2026-11-26"))),
        ("arrive", |a| a.arrive(day("2026-12-01"), Moment(1))),
        ("stay away", |a| a.stay_away(day("2026-12-01"))),
        ("hand back", |a| a.hand_back(HandBackReason::Other, day("2026-11-26"))),
        ("expire", |a| a.expire(day("2026-12-03"))),
        ("withdraw", |a| a.withdraw(day("2026-11-26"))),
        ("complete", |a| left(a, Outcome::Completed)),
        ("leave", |a| left(a, Outcome::Down)),
        ("pause", pause),
        ("come back", |a| a.resume(day("2027-03-01"))),
        ("ask for another seat", |a| a.return_elsewhere(day("2027-03-01"))),
    ];
    compare("docs/lifecycles/assignment.md", &draw("Seat in a course", &states, |a| a.state.code(), &steps));
}

fn seating(state: SeatingState) -> Seating {
    Seating {
        id: SeatingId(1),
        region: RegionId(1),
        version: 1,
        session: SessionId(1),
        case: CaseId(1),
        person: PersonId(1),
        invited_by: OrganisationId(1),
        attempt: 1,
        state,
        code: "muster".to_owned(),
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    }
}

fn ended() -> Ended {
    Ended { on: day("2026-11-25"), by: OrganisationId(1) }
}

fn result() -> PlacementResult {
    PlacementResult {
        performance: Performance {
            written: Level::A1,
            oral: Level::A1,
            literacy: domain::person::Literacy::Latin,
            learns_fast: false,
        },
        recommendation: Recommendation {
            course_kind: domain::course::CourseKind::AllgemeinerIntegrationskurs,
            section: 3,
            level: Level::A1,
            deviation: None,
        },
        examiner_licence: "MUSTER-1".to_owned(),
        recorded_on: day("2026-11-25"),
    }
}

#[test]
fn the_life_of_a_test_seat_is_drawn_from_the_code() {
    let states: Vec<_> = SeatingState::ALL.iter().map(|s| (s.code(), seating(*s))).collect();
    let steps: [Step<Seating>; 4] = [
        ("check in", |s| s.check_in(Moment(1))),
        ("miss", |s| s.miss(ended())),
        ("record result", |s| s.record(result())),
        ("cancel", |s| s.cancel(None, ended())),
    ];
    compare("docs/lifecycles/seating.md", &draw("Seat at a test day", &states, |s| s.state.code(), &steps));
}

fn concern(state: ConcernState) -> Concern {
    let days = Tally { present: 4, unexcused: 4, ..Tally::new(day("2026-11-02"), day("2026-11-25")) };
    let talk =
        HelpTalk { held_on: day("2026-11-26"), finding: Finding::WillNot, help: Vec::new(), review_on: None };
    Concern {
        id: ConcernId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        assignment: AssignmentId(1),
        course: CourseId(1),
        provider: OrganisationId(1),
        warning: Warning::Unexcused,
        warned_on: day("2026-11-25"),
        tally: days,
        state,
        due_on: day("2026-12-02"),
        talks: vec![talk],
        settlement: None,
    }
}

fn talk(concern: &mut Concern, finding: Finding, help: Vec<Help>) -> Result<(), Refusal> {
    let periods =
        rules::load_periods(&rules::RuleFiles::built_in()).map_err(|_| Refusal::new("no-periods"))?;
    let pace = Pace::new(Settings::default(), std::sync::Arc::new(periods), Offices::default());
    concern.note_talk(day("2026-11-27"), finding, help, None, (day("2026-11-27"), &pace))
}

fn tell(concern: &mut Concern) -> Result<(), Refusal> {
    let settings = Settings::default().attendance;
    concern.may_be_reported(day("2026-12-20"), &concern.tally, &settings)?;
    concern.report(day("2027-01-08"));
    Ok(())
}

fn counselled(state: TalkState) -> CounsellingTalk {
    CounsellingTalk {
        id: CounsellingTalkId(1),
        region: RegionId(1),
        version: 1,
        slot: CounsellingSlotId(1),
        organisation: OrganisationId(1),
        person: PersonId(1),
        booked_by: OrganisationId(2),
        booked_on: day("2026-11-20"),
        held_on: day("2026-11-25"),
        kinds: Vec::new(),
        state,
        result: None,
    }
}

#[test]
fn the_life_of_a_counselling_talk_is_drawn_from_the_code() {
    let states: Vec<_> = TalkState::ALL.iter().map(|state| (state.code(), counselled(*state))).collect();
    let steps: [Step<CounsellingTalk>; 3] = [
        ("note result", |talk| {
            talk.note(TalkResult {
                noted_on: day("2026-11-25"),
                discussed: vec![HelpKind::Travel],
                agreed: Vec::new(),
                next_contact_on: None,
            })
        }),
        ("miss", |talk| talk.miss(day("2026-11-25"))),
        ("call off", CounsellingTalk::cancel),
    ];
    let diagram = draw("Talk at a counselling body", &states, |talk| talk.state.code(), &steps);
    compare("docs/lifecycles/counselling.md", &diagram);
}

#[test]
fn the_ladder_of_help_is_drawn_from_the_code() {
    let states: Vec<_> = ConcernState::ALL.iter().map(|s| (s.code(), concern(*s))).collect();
    let steps: [Step<Concern>; 4] = [
        ("talk, help agreed", |c| talk(c, Finding::Cannot(vec![Hindrance::Bus]), vec![Help::TravelArranged])),
        ("talk in vain", |c| talk(c, Finding::WillNot, Vec::new())),
        ("report", tell),
        ("settle", |c| c.settle(day("2026-12-20"), SettlementCode::ComesAgain)),
    ];
    compare("docs/lifecycles/concern.md", &draw("Help before a report", &states, |c| c.state.code(), &steps));
}

fn vocational_place(state: PlaceState) -> VocationalPlace {
    let begun = matches!(state, PlaceState::Started | PlaceState::Ended);
    let over = matches!(state, PlaceState::Ended | PlaceState::Left);
    VocationalPlace {
        id: VocationalPlaceId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        authorisation: AuthorisationId(1),
        issuer: OrganisationId(1),
        provider: OrganisationId(2),
        line: B2,
        obliged: false,
        proof: LevelProof::Certificate,
        proven_on: day("2026-11-01"),
        registered_on: day("2026-11-02"),
        state,
        course: (begun || state == PlaceState::Placed).then_some(VocationalCourseId(1)),
        no_start_told_on: Some(day("2026-11-20")),
        no_place_told_on: None,
        end: over.then_some(PlaceEnd { on: day("2026-12-20"), broke_off: None }),
        result: None,
    }
}

const B2: VocationalLine = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };

fn vocational_course() -> VocationalCourse {
    VocationalCourse {
        id: VocationalCourseId(1),
        region: RegionId(1),
        version: 1,
        provider: OrganisationId(2),
        line: B2,
        number: "B2-1".into(),
        town: String::new(),
        planned_start_on: day("2026-12-07"),
        started_on: None,
        ends_on: day("2027-04-16"),
        seats: 25,
        state: VocationalCourseState::Planned,
    }
}

#[test]
fn the_life_of_a_place_in_a_vocational_course_is_drawn_from_the_code() {
    let states: Vec<_> = PlaceState::ALL.iter().map(|s| (s.code(), vocational_place(*s))).collect();
    let steps: [Step<VocationalPlace>; 8] = [
        ("get a place", |p| p.place(&vocational_course(), 0)),
        ("course cancelled", |p| p.unplace()),
        ("course begins", |p| p.start()),
        ("course ends", |p| p.end(PlaceEnd { on: day("2026-12-20"), broke_off: None })),
        ("break off", |p| p.end(PlaceEnd { on: day("2026-12-20"), broke_off: Some(BreakOff::Work) })),
        ("leave the list", |p| p.leave(PlaceEnd { on: day("2026-12-20"), broke_off: Some(BreakOff::Moved) })),
        ("other provider", |p| p.refer(OrganisationId(3))),
        ("result", |p| p.take_result(VocationalResult { on: day("2026-12-21"), reached: true })),
    ];
    let drawn = draw("Place in a vocational language course", &states, |p| p.state.code(), &steps);
    compare("docs/lifecycles/vocational_place.md", &drawn);
}

fn agreement(state: AgreementState) -> Agreement {
    let provider = OrganisationId(1);
    Agreement {
        id: AgreementId(1),
        region: RegionId(1),
        version: 1,
        edition: 1,
        parent: None,
        state,
        parties: vec![Party { organisation: provider, role: PartyRole::Provider, signed: None }],
        terms: Terms {
            title: "Muster".to_owned(),
            valid_from: day("2026-12-01"),
            valid_until: None,
            notice_weeks: 4,
            rota: Rota {
                weekday: chrono::Weekday::Wed,
                every_weeks: 1,
                hosts: vec![provider],
                reserve: Vec::new(),
            },
            contributions: vec![Contribution {
                provider,
                kinds: vec![domain::course::CourseKind::AllgemeinerIntegrationskurs],
                towns: Vec::new(),
                share: 100,
            }],
            reservation_days: 7,
            longest_gap_weeks: 4,
            reports: Vec::new(),
            customs: Customs::default(),
        },
        testing: Vec::new(),
        notice: None,
        noted: Vec::new(),
        handed_over: Vec::new(),
        laid: 1,
        replaced_from: None,
    }
}

#[test]
fn the_life_of_an_edition_of_the_agreement_is_drawn_from_the_code() {
    let states: Vec<_> = AgreementState::ALL.iter().map(|s| (s.code(), agreement(*s))).collect();
    let steps: [Step<Agreement>; 7] = [
        ("rewrite", |a| a.rewrite(a.parties.clone(), a.terms.clone(), TestingMode::Central)),
        ("lay before the parties", |a| a.lay_before()),
        ("take back", |a| a.take_back()),
        ("last signature", |a| a.sign(OrganisationId(1), AccountId(1), day("2026-11-26"))),
        ("give notice", |a| a.give_notice(OrganisationId(1), day("2026-12-02"))),
        ("change testing", |a| a.test_from(day("2027-01-01"), TestingMode::Decentral)),
        ("replace by a later edition", |a| a.replace(day("2027-01-01"))),
    ];
    let drawn = draw("Edition of the agreement", &states, |a| a.state.code(), &steps);
    compare("docs/lifecycles/agreement.md", &drawn);
}

fn exam_result() -> ExamResult {
    let level = DtzLevel::B1;
    ExamResult::Dtz { parts: DtzParts { listening_reading: level, writing: level, speaking: level }, level }
}

fn exam_entry(state: EntryState) -> ExamEntry {
    let recorded = Recorded { result: exam_result(), on: day("2026-12-01") };
    ExamEntry {
        id: ExamEntryId(1),
        region: RegionId(1),
        version: 1,
        sitting: ExamSittingId(1),
        exam: ExamKind::Dtz,
        held_on: day("2026-11-25"),
        case: CaseId(1),
        person: PersonId(1),
        course: CourseId(1),
        course_kind: domain::course::CourseKind::AllgemeinerIntegrationskurs,
        assignment: AssignmentId(1),
        provider: OrganisationId(1),
        site: OrganisationId(1),
        attempt: 1,
        ground: Ground::LikelyB1,
        payer: Payer::FirstFree,
        hours_used_up: false,
        state,
        registered_on: day("2026-11-02"),
        result: (state == EntryState::Marked).then_some(recorded),
    }
}

#[test]
fn the_life_of_an_exam_entry_is_drawn_from_the_code() {
    let states: Vec<_> = EntryState::ALL.iter().map(|s| (s.code(), exam_entry(*s))).collect();
    let held = day("2026-11-25");
    let steps: [Step<ExamEntry>; 4] = [
        ("sit", |e| e.sit(day("2026-11-25"))),
        ("miss", |e| e.miss(day("2026-11-25"))),
        ("result", |e| e.record(exam_result(), day("2026-12-20"))),
        ("withdraw", |e| e.withdraw(day("2026-11-24"))),
    ];
    assert!(exam_entry(EntryState::Registered).sit(held.pred_opt().expect("a day")).is_err());
    compare("docs/lifecycles/exam_entry.md", &draw("Entry for an exam", &states, |e| e.state.code(), &steps));
}

fn recommendation(state: RecommendationState) -> MeasureRecommendation {
    let recommended = Choice {
        kind: MeasureKind::Aktivierung,
        route: domain::graduate::Route::Work,
        offer: None,
        course: None,
        starts_on: None,
    };
    MeasureRecommendation {
        id: MeasureRecommendationId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        graduate: GraduateId(1),
        by: OrganisationId(2),
        on: day("2026-11-25"),
        decider: OrganisationId(1),
        due_on: day("2026-12-09"),
        recommended,
        state,
        choice: recommended,
        answer: None,
        begun: None,
    }
}

#[test]
fn the_life_of_a_recommended_measure_is_drawn_from_the_code() {
    let states: Vec<_> = RecommendationState::ALL.iter().map(|s| (s.code(), recommendation(*s))).collect();
    fn answer(one: &mut MeasureRecommendation, verdict: RecommendationVerdict) -> Result<(), Refusal> {
        one.answer(verdict, OrganisationId(1), day("2026-11-26"))
    }
    fn begun(one: &mut MeasureRecommendation, reason: Option<NotBegunReason>) -> Result<(), Refusal> {
        let begun = Begun { on: day("2026-11-27"), by: OrganisationId(1), reason, decisions: 1 };
        one.note_begun(begun, day("2026-11-27"))
    }
    let steps: [Step<MeasureRecommendation>; 6] = [
        ("accept", |r| answer(r, RecommendationVerdict::Accept)),
        ("change", |r| {
            let other = Choice { kind: MeasureKind::BeruflicheWeiterbildung, ..r.recommended };
            answer(r, RecommendationVerdict::Change(ChangeReason::BetterFit, other))
        }),
        ("decline", |r| answer(r, RecommendationVerdict::Decline(ChangeReason::NoPlace))),
        ("begin", |r| begun(r, None)),
        ("not begin", |r| begun(r, Some(NotBegunReason::OfferFellThrough))),
        ("take back", |r| r.take_back()),
    ];
    let drawn = draw("Recommended measure", &states, |r| r.state.code(), &steps);
    compare("docs/lifecycles/recommendation.md", &drawn);
}
