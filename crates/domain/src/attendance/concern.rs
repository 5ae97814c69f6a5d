//! The ladder: warned, talked to, help agreed, and only where that was in vain reported (process 4.5, 4.7).
//!
//! What keeps a person away ("cannot") and a person who does not want to come ("will not") are different
//! findings by type: a hindrance cannot be noted with any finding but the first.
//!
//! The ladder is the provider's own until a report: it is no step of the case file, which other bodies read.

use super::{AttendanceSettings, Tally, Warning};
use crate::ids::{AssignmentId, CaseId, ConcernId, CourseId, OrganisationId, PersonId, RegionId};
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Where the ladder stands.
    ConcernState {
        /// Somebody has to talk to the person.
        Open = "open",
        /// Help or a promise is agreed and looked at on a day.
        HelpAgreed = "help_agreed",
        /// The obliging bodies were told.
        Reported = "reported",
        Settled = "settled",
    }
}

codes! {
    /// What a talk came to.
    FindingCode {
        /// Something keeps the person away.
        Cannot = "cannot",
        /// The person comes again without further help.
        Willing = "willing",
        /// The person does not want to come.
        WillNot = "will_not",
        /// Nobody could be spoken to.
        NotReached = "not_reached",
    }
}

codes! {
    /// What keeps somebody away. Nothing is written down beside the code.
    Hindrance {
        ChildCare = "child_care",
        Bus = "bus",
        Shift = "shift",
        Illness = "illness",
        Level = "level",
        Housing = "housing",
        Other = "other",
    }
}

codes! {
    /// Help that is agreed.
    Help {
        ChildCareFound = "child_care_found",
        TravelArranged = "travel_arranged",
        OtherTimes = "other_times",
        OtherCourse = "other_course",
        ExtraSupport = "extra_support",
        EmployerAsked = "employer_asked",
        Counselling = "counselling",
        Pause = "pause",
        Other = "other",
    }
}

codes! {
    /// How a concern ends.
    SettlementCode {
        ComesAgain = "comes_again",
        GoodReason = "good_reason",
        OtherCourse = "other_course",
        LeftCourse = "left_course",
        ListCorrected = "list_corrected",
    }
}

/// What a talk came to, with the hindrances where there are some and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Cannot(Vec<Hindrance>),
    Willing,
    WillNot,
    NotReached,
}

impl Finding {
    /// Puts code and hindrances together; refuses to mix "cannot" with anything else.
    pub fn of(code: FindingCode, hindrances: Vec<Hindrance>) -> Result<Self, Refusal> {
        if code == FindingCode::Cannot {
            if hindrances.is_empty() {
                return Err(Refusal::new("hindrance-missing").at("hindrance"));
            }
            return Ok(Finding::Cannot(hindrances));
        }
        if !hindrances.is_empty() {
            return Err(Refusal::new("hindrance-only-with-cannot").at("finding"));
        }
        Ok(match code {
            FindingCode::Cannot => Finding::Cannot(hindrances),
            FindingCode::Willing => Finding::Willing,
            FindingCode::WillNot => Finding::WillNot,
            FindingCode::NotReached => Finding::NotReached,
        })
    }

    /// Its code, all that leaves the provider.
    pub fn code(&self) -> FindingCode {
        match self {
            Finding::Cannot(_) => FindingCode::Cannot,
            Finding::Willing => FindingCode::Willing,
            Finding::WillNot => FindingCode::WillNot,
            Finding::NotReached => FindingCode::NotReached,
        }
    }
}

/// A talk, or the attempt at one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpTalk {
    pub held_on: NaiveDate,
    pub finding: Finding,
    /// Help that was agreed.
    pub help: Vec<Help>,
    /// Day on which it is looked at again.
    pub review_on: Option<NaiveDate>,
}

/// End of a concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    pub on: NaiveDate,
    pub outcome: SettlementCode,
}

/// Somebody who is missing too often, and what is done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    pub id: ConcernId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub assignment: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
    pub warning: Warning,
    pub warned_on: NaiveDate,
    /// Days at the warning.
    pub tally: Tally,
    pub state: ConcernState,
    /// Last day for what the provider has to do next.
    pub due_on: NaiveDate,
    pub talks: Vec<HelpTalk>,
    pub settlement: Option<Settlement>,
}

impl Concern {
    /// Nobody has ended it.
    pub fn is_living(&self) -> bool {
        self.state != ConcernState::Settled
    }

    /// The newest talk.
    pub fn last_talk(&self) -> Option<&HelpTalk> {
        self.talks.last()
    }

    /// Attempts in vain since somebody was last reached.
    pub fn vain_attempts(&self) -> i64 {
        let vain = self.talks.iter().rev().take_while(|talk| talk.finding == Finding::NotReached);
        i64::try_from(vain.count()).unwrap_or(i64::MAX)
    }

    /// Help or a talk that took place was offered before.
    pub fn help_was_offered(&self) -> bool {
        self.talks.iter().any(|talk| talk.finding != Finding::NotReached)
    }

    fn must_be_before_report(&self) -> Result<(), Refusal> {
        match self.state {
            ConcernState::Open | ConcernState::HelpAgreed => Ok(()),
            ConcernState::Reported | ConcernState::Settled => {
                Err(Refusal::new("concern-not-open").with("state", self.state.code()))
            }
        }
    }

    /// A talk took place, or was tried. Help is agreed where something keeps the person away; what was
    /// agreed is looked at on a day. Otherwise the next attempt or the report becomes due.
    pub fn note_talk(
        &mut self,
        held_on: NaiveDate,
        finding: Finding,
        help: Vec<Help>,
        review_on: Option<NaiveDate>,
        (today, pace): (NaiveDate, &Pace),
    ) -> Result<(), Refusal> {
        self.must_be_before_report()?;
        let settings = &pace.settings.attendance;
        if held_on > today {
            return Err(Refusal::new("talk-in-the-future").with("on", held_on).at("held_on"));
        }
        let agrees = matches!(finding, Finding::Cannot(_) | Finding::Willing);
        if matches!(finding, Finding::Cannot(_)) && help.is_empty() {
            return Err(Refusal::new("help-missing").at("help"));
        }
        let review_on = if agrees {
            let days = Days::new(u64::try_from(settings.review_after_days).unwrap_or(0));
            let usual = held_on.checked_add_days(days).unwrap_or(held_on);
            let agreed = review_on.unwrap_or(usual);
            if agreed <= held_on {
                return Err(Refusal::new("review-before-talk").with("on", held_on).at("review_on"));
            }
            Some(agreed)
        } else {
            None
        };
        self.talks.push(HelpTalk {
            held_on,
            finding,
            help: if agrees { help } else { Vec::new() },
            review_on,
        });
        let (state, due_on) = match review_on {
            Some(review_on) => (ConcernState::HelpAgreed, review_on),
            None => {
                let try_again = (1..settings.contact_attempts).contains(&self.vain_attempts());
                let days = if try_again {
                    settings.talk_within_working_days
                } else {
                    settings.report_within_working_days
                };
                (ConcernState::Open, pace.working_days_after(held_on, days, self.provider))
            }
        };
        (self.state, self.due_on) = (state, due_on);
        Ok(())
    }

    /// Whether a report may follow: help came first, and it was in vain. `since` counts the days after the
    /// last talk. What the report may say of the talk is returned.
    pub fn may_be_reported(
        &self,
        today: NaiveDate,
        since: &Tally,
        settings: &AttendanceSettings,
    ) -> Result<FindingCode, Refusal> {
        self.must_be_before_report()?;
        if self.warning == Warning::Missed {
            return Err(Refusal::new("report-of-excused-days"));
        }
        let Some(talk) = self.last_talk() else { return Err(Refusal::new("report-before-help")) };
        if talk.finding == Finding::NotReached && self.vain_attempts() < settings.contact_attempts {
            return Err(Refusal::new("report-before-attempts").with("attempts", settings.contact_attempts));
        }
        if let Some(review_on) = talk.review_on.filter(|review_on| today < *review_on) {
            return Err(Refusal::new("report-before-review").with("on", review_on));
        }
        if since.is_regular(settings) {
            return Err(Refusal::new("report-after-improvement"));
        }
        Ok(talk.finding.code())
    }

    /// The obliging bodies were told; they answer by a day.
    pub fn report(&mut self, answer_due_on: NaiveDate) {
        self.state = ConcernState::Reported;
        self.due_on = answer_due_on;
    }

    /// Every body has answered: the provider looks what came of it.
    pub fn take_answers(&mut self, today: NaiveDate, settings: &AttendanceSettings) {
        let days = Days::new(u64::try_from(settings.review_after_days).unwrap_or(0));
        self.due_on = today.checked_add_days(days).unwrap_or(today);
    }

    /// The days turn out worse than those that warned; help that was offered counts on.
    pub fn worsen(&mut self, tally: Tally) -> bool {
        let before_report = matches!(self.state, ConcernState::Open | ConcernState::HelpAgreed);
        let worse = self.warning == Warning::Missed && before_report;
        if worse {
            (self.warning, self.tally) = (Warning::Unexcused, tally);
        }
        worse
    }

    /// Ends it.
    pub fn settle(&mut self, on: NaiveDate, outcome: SettlementCode) -> Result<(), Refusal> {
        if !self.is_living() {
            return Err(Refusal::new("concern-not-open").with("state", self.state.code()));
        }
        self.state = ConcernState::Settled;
        self.settlement = Some(Settlement { on, outcome });
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::region::pace;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn tally(present: i64, unexcused: i64) -> Tally {
        Tally { present, unexcused, ..Tally::new(day("2026-11-02"), day("2026-11-25")) }
    }

    /// A concern of nobody in particular.
    pub(crate) fn concern() -> Concern {
        Concern {
            id: ConcernId(1),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            assignment: AssignmentId(1),
            course: CourseId(1),
            provider: OrganisationId(2),
            warning: Warning::Unexcused,
            warned_on: day("2026-11-25"),
            tally: tally(12, 4),
            state: ConcernState::Open,
            due_on: day("2026-12-02"),
            talks: Vec::new(),
            settlement: None,
        }
    }

    fn talk(concern: &mut Concern, on: &str, finding: Finding, help: Vec<Help>) -> Result<(), Refusal> {
        concern.note_talk(day(on), finding, help, None, (day("2026-12-31"), &pace()))
    }

    fn refusal(concern: &Concern, today: &str, since: Tally) -> String {
        let settings = AttendanceSettings::default();
        concern.may_be_reported(day(today), &since, &settings).expect_err("refused").code
    }

    #[test]
    fn a_hindrance_is_never_noted_with_somebody_who_does_not_want_to_come() {
        let mixed = Finding::of(FindingCode::WillNot, vec![Hindrance::Bus]);
        assert_eq!(mixed.expect_err("mixed").code, "hindrance-only-with-cannot");
        assert_eq!(Finding::of(FindingCode::Cannot, vec![]).expect_err("which").code, "hindrance-missing");
        for code in FindingCode::ALL {
            let hindrances = if *code == FindingCode::Cannot { vec![Hindrance::Bus] } else { vec![] };
            assert_eq!(Finding::of(*code, hindrances).map(|finding| finding.code()), Ok(*code));
        }
    }

    #[test]
    fn no_report_without_a_talk_before_it() {
        assert_eq!(refusal(&concern(), "2026-12-03", tally(0, 4)), "report-before-help");
    }

    #[test]
    fn who_cannot_come_gets_help_first_and_time_for_it() {
        let mut open = concern();
        let bus = || Finding::Cannot(vec![Hindrance::Bus]);
        assert_eq!(talk(&mut open, "2026-11-26", bus(), vec![]).expect_err("refused").code, "help-missing");
        talk(&mut open, "2026-11-26", bus(), vec![Help::TravelArranged]).expect("agreed");
        assert_eq!((open.state, open.due_on), (ConcernState::HelpAgreed, day("2026-12-10")));
        assert_eq!(refusal(&open, "2026-12-09", tally(0, 5)), "report-before-review");
        assert_eq!(refusal(&open, "2026-12-10", tally(5, 1)), "report-after-improvement");
        let settings = AttendanceSettings::default();
        let told = open.may_be_reported(day("2026-12-10"), &tally(4, 4), &settings);
        assert_eq!(told, Ok(FindingCode::Cannot));
    }

    #[test]
    fn who_does_not_want_to_come_is_reported_after_the_talk_and_not_before() {
        let mut open = concern();
        talk(&mut open, "2026-11-26", Finding::WillNot, vec![Help::Other]).expect("noted");
        assert_eq!(open.last_talk().map(|talk| talk.help.len()), Some(0), "nothing was agreed");
        assert_eq!((open.state, open.due_on), (ConcernState::Open, day("2026-12-03")));
        let settings = AttendanceSettings::default();
        assert_eq!(
            open.may_be_reported(day("2026-11-26"), &tally(0, 0), &settings),
            Ok(FindingCode::WillNot)
        );
    }

    #[test]
    fn one_vain_attempt_is_not_enough() {
        let mut open = concern();
        talk(&mut open, "2026-11-26", Finding::NotReached, vec![]).expect("noted");
        assert_eq!(refusal(&open, "2026-12-03", tally(0, 3)), "report-before-attempts");
        talk(&mut open, "2026-11-30", Finding::NotReached, vec![]).expect("noted");
        let settings = AttendanceSettings::default();
        assert_eq!(
            open.may_be_reported(day("2026-12-03"), &tally(0, 3), &settings),
            Ok(FindingCode::NotReached)
        );
    }

    #[test]
    fn excused_days_are_never_reported() {
        let mut excused = Concern { warning: Warning::Missed, ..concern() };
        talk(&mut excused, "2026-11-26", Finding::WillNot, vec![]).expect("noted");
        assert_eq!(refusal(&excused, "2026-12-10", tally(0, 5)), "report-of-excused-days");
    }

    #[test]
    fn a_concern_ends_once_and_takes_no_talk_after_the_report() {
        let mut open = concern();
        open.report(day("2026-12-15"));
        let late = talk(&mut open, "2026-12-01", Finding::Willing, vec![]);
        assert_eq!(late.expect_err("reported").code, "concern-not-open");
        open.settle(day("2026-12-20"), SettlementCode::ComesAgain).expect("ends");
        assert!(open.settle(day("2026-12-20"), SettlementCode::ComesAgain).is_err());
    }
}
