//! What the track is made of: phases, where they stand, what is known of them, the days between. Codes only; `way`
//! has the words.

use chrono::NaiveDate;
use domain::act::ActKind;
use domain::assignment::AssignmentState;
use domain::case::ClosingReason;
use domain::exam::{EntryState, ExamKind};
use domain::graduate::{CheckState, Loss, Route};
use domain::ids::CourseId;
use domain::measure::MeasureKind;
use domain::placement::Level;
use domain::vocational::{PlaceState, VocationalLine};

/// The phases in the order of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    Zusteuerung,
    Test,
    Seat,
    Course,
    Exam,
    Decision,
    FollowOn,
    FollowUp,
    /// Only where the case is closed, or is to be closed or handed over.
    Closing,
}

impl Phase {
    pub(super) const OPEN: [Phase; 8] = [
        Phase::Zusteuerung,
        Phase::Test,
        Phase::Seat,
        Phase::Course,
        Phase::Exam,
        Phase::Decision,
        Phase::FollowOn,
        Phase::FollowUp,
    ];

    /// Code of the wording.
    pub fn code(self) -> &'static str {
        match self {
            Phase::Zusteuerung => "zusteuerung",
            Phase::Test => "test",
            Phase::Seat => "seat",
            Phase::Course => "course",
            Phase::Exam => "exam",
            Phase::Decision => "decision",
            Phase::FollowOn => "follow_on",
            Phase::FollowUp => "follow_up",
            Phase::Closing => "closing",
        }
    }
}

/// Where a phase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Done,
    /// Here the person is, or here is the next step.
    Current,
    /// Here is the next step, and its day is over.
    Late,
    Ahead,
    /// The person is beyond it, and nothing is on record.
    Blank,
    /// The person is beyond it; what was does not belong to the asker.
    Hidden,
}

/// Days from one phase to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub days: i64,
    pub open: bool,
    pub late: bool,
}

/// One thing known of a phase.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    Act(ActKind),
    Since(NaiveDate),
    /// An appointment for the test.
    Appointment(NaiveDate),
    /// By when the next step is due.
    Due(NaiveDate),
    Place(String),
    Level(Level),
    /// The person did not come to the test.
    Missed(NaiveDate),
    /// The day of what is still now, so that nobody takes it for a day that is due.
    Was(NaiveDate),
    /// How many times somebody was invited.
    Attempts(i64),
    Course(CourseId, String),
    SeatState(AssignmentState),
    ReservedUntil(NaiveDate),
    /// Seats before this one.
    EarlierSeats(i64),
    Begins(NaiveDate),
    Ends(NaiveDate),
    EndsAsPlanned(NaiveDate),
    Returns(NaiveDate),
    Exam(ExamKind, EntryState, Option<&'static str>),
    ExamOn(ExamKind, NaiveDate),
    Talked(NaiveDate),
    Route(Route),
    Measure(MeasureKind),
    Vocational(VocationalLine, PlaceState),
    Ended(NaiveDate, Loss),
    Asked(u8, NaiveDate, CheckState),
    /// It is to be asked; the day may be over.
    AskOn(u8, NaiveDate),
    Closed(ClosingReason),
}

impl Detail {
    /// The day ahead that it names: nobody has to read it twice.
    pub(super) fn ahead(&self) -> Option<NaiveDate> {
        match self {
            Detail::Appointment(day)
            | Detail::Due(day)
            | Detail::ReservedUntil(day)
            | Detail::Begins(day)
            | Detail::EndsAsPlanned(day)
            | Detail::Returns(day)
            | Detail::ExamOn(_, day)
            | Detail::AskOn(_, day) => Some(*day),
            Detail::Act(_)
            | Detail::Since(_)
            | Detail::Place(_)
            | Detail::Level(_)
            | Detail::Missed(_)
            | Detail::Was(_)
            | Detail::Attempts(_)
            | Detail::Course(..)
            | Detail::SeatState(_)
            | Detail::EarlierSeats(_)
            | Detail::Ends(_)
            | Detail::Exam(..)
            | Detail::Talked(_)
            | Detail::Route(_)
            | Detail::Measure(_)
            | Detail::Vocational(..)
            | Detail::Ended(..)
            | Detail::Asked(..)
            | Detail::Closed(_) => None,
        }
    }
}

/// A phase on the track.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    pub phase: Phase,
    pub standing: Standing,
    /// Here the person is.
    pub here: bool,
    pub on: Option<NaiveDate>,
    pub details: Vec<Detail>,
    /// From here to the next phase that has a day.
    pub wait: Option<Wait>,
}
