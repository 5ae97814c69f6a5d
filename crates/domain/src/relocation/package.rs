//! The relocation package: everything that goes along when a case moves to another county, complete without the
//! installation that made it. Not for sealing it and for files: see `app::relocation_file`.

use crate::access::FieldGroup;
use crate::act::{Act, ActKind};
use crate::assignment::Outcome;
use crate::case::{Case, Stage};
use crate::course::CourseKind;
use crate::exam::{ExamKind, ExamResult};
use crate::ids::{PersonId, RegionId};
use crate::organisation::{OrganisationKind, Place};
use crate::person::{BirthDate, Constraints, Literacy, Person, Sex};
use crate::placement::Recommendation;
use crate::refusal::Refusal;
use crate::residence::{BenefitPeriod, Residence};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Name and edition of the document; another one is refused.
pub const FORMAT: &str = "foerderkette-relocation/1";

/// Most acts, courses or exams a package can hold: more is no person's way.
const MOST: usize = 60;

/// The body that made the package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    pub name: String,
    pub kind: OrganisationKind,
    /// County or region of the body.
    pub county: String,
}

/// The consent without which there is no package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    pub text_version: String,
    /// BCP 47 code of the language the text was read in.
    pub language: String,
    pub given_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// The person, as far as the sending body may see them. File numbers stay with the bodies they belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingPerson {
    pub family_name: String,
    pub given_names: String,
    pub own_script_name: String,
    pub birth_date: Option<BirthDate>,
    pub birth_place: String,
    pub sex: Option<Sex>,
    pub nationality: Option<String>,
    pub language: String,
    pub phone: String,
    pub email: String,
    pub address: Place,
    pub literacy: Option<Literacy>,
    pub school_years: Option<u8>,
    pub residences: Vec<Residence>,
    pub benefits: Vec<BenefitPeriod>,
    pub constraints: Constraints,
}

impl From<Person> for MovingPerson {
    fn from(person: Person) -> Self {
        MovingPerson {
            family_name: person.family_name,
            given_names: person.given_names,
            own_script_name: person.own_script_name,
            birth_date: person.birth_date,
            birth_place: person.birth_place,
            sex: person.sex,
            nationality: person.nationality,
            language: person.language,
            phone: person.phone,
            email: person.email,
            address: person.address,
            literacy: person.literacy,
            school_years: person.school_years,
            residences: person.residences,
            benefits: person.benefits,
            constraints: person.constraints,
        }
    }
}

impl MovingPerson {
    /// The person as a record of another region. What no record of this installation could hold is left out.
    pub fn settled_in(&self, id: PersonId, region: RegionId) -> Person {
        let country = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let mut constraints = self.constraints.clone();
        constraints.reach_km = constraints.reach_km.filter(|km| km.is_finite() && *km > 0.0);
        Person {
            family_name: self.family_name.clone(),
            given_names: self.given_names.clone(),
            own_script_name: self.own_script_name.clone(),
            birth_date: self.birth_date,
            birth_place: self.birth_place.clone(),
            sex: self.sex,
            nationality: self.nationality.clone().filter(country),
            language: self.language.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            address: self.address.clone(),
            literacy: self.literacy,
            school_years: self.school_years,
            residences: self.residences.clone(),
            benefits: self.benefits.clone(),
            constraints,
            ..Person::blank(id, region)
        }
    }
}

/// Where the case stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Number of the case in the old county: what people say on the phone.
    pub number: String,
    pub stage: Stage,
    pub opened_on: NaiveDate,
    /// Waits for a seat since this day.
    pub waits_since: Option<NaiveDate>,
}

/// An act of a body of the old county.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingAct {
    pub kind: ActKind,
    pub issued_by: String,
    pub issuer_kind: OrganisationKind,
    pub issued_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub basis: String,
}

impl MovingAct {
    /// Acts that go along: rights, duties and the Kooperationsplan, unless they were taken back. Seats and
    /// registrations end with the move.
    pub fn goes_along(act: &Act) -> bool {
        act.revoked_on.is_none() && (act.kind.entitles() || act.kind.takes_priority())
    }
}

/// What the placement test came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingTest {
    pub tested_on: Option<NaiveDate>,
    pub recommendation: Recommendation,
}

/// A course the person sat in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierCourse {
    pub kind: CourseKind,
    pub provider: String,
    /// Section of 100 lessons in which the person began, and the last one they sat in.
    pub first_section: u8,
    pub last_section: u8,
    pub begun_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub outcome: Option<Outcome>,
}

/// An exam the person sat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierExam {
    pub exam: ExamKind,
    pub held_on: NaiveDate,
    /// `None`: the result was awaited when the package was made.
    pub result: Option<ExamResult>,
}

/// The package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub format: String,
    /// Names the package in both installations; chance, and nothing else.
    pub code: String,
    /// The new county gives this back when it has taken the case over.
    pub receipt: String,
    pub made_on: NaiveDate,
    pub sender: Sender,
    pub agreed: Agreed,
    pub person: MovingPerson,
    pub standing: Standing,
    pub acts: Vec<MovingAct>,
    pub test: Option<MovingTest>,
    pub courses: Vec<EarlierCourse>,
    pub exams: Vec<EarlierExam>,
}

impl Package {
    /// Refuses a document that no installation can have made.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let unreadable = || Refusal::new("relocation-unreadable").at("file");
        if self.format != FORMAT {
            return Err(Refusal::new("relocation-other-format")
                .with("format", self.format.as_str())
                .at("file"));
        }
        // one day of grace: the two clocks need not agree
        if self.made_on > today.succ_opt().unwrap_or(today) {
            return Err(Refusal::new("relocation-from-the-future").with("on", self.made_on).at("file"));
        }
        let agreed = &self.agreed;
        let ended = agreed.valid_until.is_some_and(|end| end <= self.made_on);
        if agreed.given_on > self.made_on || ended {
            return Err(Refusal::new("relocation-without-consent").with("on", self.made_on).at("file"));
        }
        let long = [self.acts.len(), self.courses.len(), self.exams.len(), self.person.residences.len()];
        let blank = self.code.trim().is_empty() || self.receipt.trim().is_empty();
        if blank || long.into_iter().any(|length| length > MOST) || self.person.benefits.len() > MOST {
            return Err(unreadable());
        }
        let backwards = |from: NaiveDate, until: Option<NaiveDate>| until.is_some_and(|until| until < from);
        let acts = self.acts.iter().any(|act| {
            act.issued_on > self.made_on
                || backwards(act.issued_on, act.valid_until)
                || !act.kind.issuers().contains(&act.issuer_kind)
        });
        let courses = self.courses.iter().any(|course| {
            backwards(course.begun_on, course.ended_on) || course.last_section < course.first_section
        });
        let exams = self.exams.iter().any(|exam| exam.held_on > self.made_on);
        if acts || courses || exams { Err(unreadable()) } else { Ok(()) }
    }

    /// Course and section to look for a seat in: what the test recommended, or the section in which a course was
    /// left, which is taken again because it was not finished. `None` without a test.
    pub fn recommendation(&self) -> Option<Recommendation> {
        let mut found = self.test.as_ref()?.recommendation.clone();
        let newest = self.courses.iter().max_by_key(|course| course.begun_on);
        if let Some(course) = newest.filter(|course| course.kind != CourseKind::Wiederholungskurs) {
            found.course_kind = course.kind;
            found.section = course.last_section.max(1);
        }
        Some(found)
    }

    /// The course was over when the person moved: what comes next is a decision, not a seat.
    pub fn course_is_over(&self) -> bool {
        match self.standing.stage {
            Stage::AfterCourse | Stage::Onward | Stage::Closed => {
                let newest = self.courses.iter().max_by_key(|course| course.begun_on);
                newest.is_some_and(|course| course.outcome == Some(Outcome::Completed))
            }
            Stage::Opened
            | Stage::Invited
            | Stage::AwaitingSeat
            | Stage::Reserved
            | Stage::Registered
            | Stage::InCourse
            | Stage::Interrupted => false,
        }
    }

    /// The way as somebody may see it: without the person, whose record stands beside it, and without the groups that
    /// are not shown.
    pub fn way(mut self, shows: impl Fn(FieldGroup) -> bool) -> Self {
        self.person = Person::blank(PersonId(0), RegionId(0)).into();
        if !shows(FieldGroup::Obligation) {
            self.acts.clear();
        }
        if !shows(FieldGroup::Placement) {
            self.test = None;
        }
        if !shows(FieldGroup::Seat) {
            self.courses.clear();
        }
        if !shows(FieldGroup::Exam) {
            self.exams.clear();
        }
        self
    }

    /// Lets a new case know what was known in the old county: the acts come separately, because bodies issue them.
    pub fn tell(&self, case: &mut Case) {
        if self.course_is_over() || case.recommendation.is_some() {
            return;
        }
        if let Some(recommendation) = self.recommendation() {
            case.recommendation = Some(recommendation);
            case.awaiting_since.get_or_insert(self.standing.waits_since.unwrap_or(self.made_on));
        }
    }
}
