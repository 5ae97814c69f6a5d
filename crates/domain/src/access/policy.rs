//! The access table. One row: a role may take these actions on a resource, within a reach, seeing
//! these field groups, on this legal basis. What has no row is denied. The printed form is
//! `docs/authorisation.md`; a test compares it with this table, another one with the role matrix of
//! the handbook (7.3) and the closed list of § 88a AufenthG.

use super::roles::Action::{Administer, Change, Create, Decide, Export, List, See};
use super::roles::FieldGroup as F;
use super::roles::{Action, FieldGroup, Reach, Resource, Role};

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub role: Role,
    pub actions: &'static [Action],
    pub resource: Resource,
    pub reach: Reach,
    pub fields: &'static [FieldGroup],
    pub basis: &'static str,
}

const fn row(
    role: Role,
    actions: &'static [Action],
    resource: Resource,
    reach: Reach,
    fields: &'static [FieldGroup],
    basis: &'static str,
) -> Rule {
    Rule { role, actions, resource, reach, fields, basis }
}

const AUTHORITY: &[FieldGroup] = &[
    F::Identity,
    F::Contact,
    F::Residence,
    F::Obligation,
    F::Benefit,
    F::Constraints,
    F::Occupation,
    F::Placement,
    F::Seat,
    F::Exam,
    F::Vocational,
    F::FileNumbers,
    F::Access,
    F::FollowUp,
];
const TEST_SITE: &[FieldGroup] =
    &[F::Identity, F::Contact, F::Obligation, F::Constraints, F::Placement, F::Seat];
const PROVIDER: &[FieldGroup] = &[
    F::Identity,
    F::Contact,
    F::Obligation,
    F::BenefitFlag,
    F::Constraints,
    F::Placement,
    F::Seat,
    F::Exam,
    F::Vocational,
];
const BAMF: &[FieldGroup] = &[
    F::Identity,
    F::Contact,
    F::Residence,
    F::Obligation,
    F::BenefitFlag,
    F::Constraints,
    F::Occupation,
    F::Placement,
    F::Seat,
    F::Exam,
    F::Vocational,
    F::FileNumbers,
    F::Access,
];
/// What of a person a counselling body sees with consent (handbook 7.3, column MBE/JMD).
const COUNSELLED: &[FieldGroup] = &[F::Identity, F::Contact, F::Placement, F::Seat];
// role matrix 7.3: no times, child care and ways, and not who saw what
const AGENCY: &[FieldGroup] = &[
    F::Identity,
    F::Contact,
    F::Residence,
    F::Obligation,
    F::Benefit,
    F::Occupation,
    F::Placement,
    F::Seat,
    F::Exam,
    F::Vocational,
    F::FileNumbers,
    F::FollowUp,
];
const BSK: &[FieldGroup] = &[F::Identity, F::Vocational];
const NONE: &[FieldGroup] = &[];

const DATA: &str = "§ 88a Abs. 1 AufenthG, § 8 IntV";
const TEST: &str = "§ 20a Abs. 5, § 11 Abs. 2, § 7 Abs. 3 IntV";
const SEAT: &str = "§ 7 Abs. 3–5 IntV";
const COURSE: &str = "§ 7 Abs. 1, 2, § 8 Abs. 2 IntV";
const CARE: &str = "§ 69 Abs. 1 Nr. 1 SGB X, § 35 SGB I (own statutory task of the receiving office)";
const ONWARD: &str = "§ 3 Abs. 4, § 15 SGB II, § 88a Abs. 1 AufenthG (integration into work)";
const ABSENCE: &str = "§ 8 Abs. 3 IntV, § 88a Abs. 1 Satz 2 AufenthG";
const EXAM: &str = "§ 17, § 20a, § 8 Abs. 2 IntV; §§ 3, 7 IntTestV";
const RESULT: &str = "§ 88a Abs. 1 AufenthG, § 8 Abs. 3 IntV; result only";
const VERMITTLUNG: &str = "§ 88a Abs. 1, 3 AufenthG, § 5 Abs. 1, § 26 DeuFöV";
const DECIDES: &str = "§§ 5, 6, 26 DeuFöV, § 88a Abs. 3 AufenthG";
const DEUFOEV: &str = "§§ 7, 9, 15, 26 DeuFöV, § 88a Abs. 3 AufenthG";
const OFFER: &str = "no personal data";
const LOG: &str = "§ 8 Abs. 4, 5 IntV; Art. 5 Abs. 2 DSGVO";
const HOUSE: &str = "Art. 32 DSGVO";
const OWN_WORK: &str = "own work is arranged; counts and accounts only";
const LAW: &str = "law is public; no personal data";
const ROUND: &str = "agreement of providers and authorities; no personal data";
const AGREED: &str =
    "Art. 6 Abs. 1 Buchst. a, Art. 7 DSGVO, § 67b Abs. 2 SGB X: consent for the recipient group";
const MOVED: &str = "Art. 6 Abs. 1 Buchst. a, Art. 7 DSGVO, § 67b Abs. 2 SGB X: consent for the authorities of the new county";
const CONSENT: &str = "Art. 7 Abs. 1, 3 DSGVO, § 67b Abs. 2 SGB X";
const SUBJECT: &str = "Art. 12, 15, Art. 7 Abs. 3 DSGVO; § 8 Abs. 4, 5 IntV";
const VOLUNTARY: &str = "message of the person's own; nothing follows from it";
const STEER: &str = "aggregates, handbook 7.6";

use Reach::{Own, Region};
use Resource as R;
use Role::{
    Beratung, BetroffenePerson, Koordination, Kurstraeger, Rechtsaufsicht, Regionalkoordination, Teststelle,
    Vermittlung, Verwaltung, Zusteuerung,
};

/// The whole table.
pub const RULES: &[Rule] = &[
    // referring authorities
    row(Zusteuerung, &[See, List, Create, Change, Export], R::Person, Own, AUTHORITY, DATA),
    row(Zusteuerung, &[See, List, Decide], R::Duplicate, Own, &[F::Identity], "§ 8 Abs. 1 Satz 2 IntV"),
    row(Zusteuerung, &[See, List, Create, Change], R::Case, Own, AUTHORITY, DATA),
    row(Zusteuerung, &[See, Change], R::Step, Own, AUTHORITY, DATA),
    row(Zusteuerung, &[See, List, Create, Change], R::Act, Own, NONE, "§ 44a AufenthG, §§ 5a, 6 IntV"),
    row(Zusteuerung, &[See, List], R::Session, Region, NONE, OFFER),
    row(Zusteuerung, &[See, List, Create, Change], R::Seating, Own, AUTHORITY, "§ 7 Abs. 3 Satz 5 IntV"),
    row(Zusteuerung, &[See], R::PlacementResult, Own, NONE, DATA),
    row(Zusteuerung, &[See, List], R::Course, Region, NONE, OFFER),
    row(Zusteuerung, &[See, List], R::Assignment, Own, NONE, DATA),
    row(Zusteuerung, &[See, List], R::WaitingList, Own, AUTHORITY, DATA),
    row(Zusteuerung, &[See, List, Create], R::Letter, Own, NONE, DATA),
    row(Zusteuerung, &[See, List, Create, Change], R::Import, Own, NONE, DATA),
    row(Zusteuerung, &[See], R::Figures, Region, NONE, STEER),
    row(Zusteuerung, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Zusteuerung, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Zusteuerung, &[Change], R::Operation, Own, NONE, DATA),
    row(
        Zusteuerung,
        &[See, Change],
        R::Eligibility,
        Own,
        AUTHORITY,
        "§ 88a Abs. 1 AufenthG, § 6 Abs. 1 IntV",
    ),
    row(Zusteuerung, &[See, List, Change], R::AttendanceReport, Own, NONE, ABSENCE),
    row(Zusteuerung, &[See, List, Change, Decide], R::Graduate, Own, AUTHORITY, ONWARD),
    row(Zusteuerung, &[See, List, Create, Change], R::CareTransfer, Own, NONE, CARE),
    row(Zusteuerung, &[See, Create, Change, Export], R::Relocation, Own, AUTHORITY, MOVED),
    row(Zusteuerung, &[See, List, Change], R::VisitDay, Own, NONE, ONWARD),
    // central test site
    row(Teststelle, &[See, List, Change, Export], R::Person, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, List, Change], R::Case, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, Change], R::Step, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, List], R::Act, Own, NONE, TEST),
    row(Teststelle, &[See, List, Create, Change], R::Session, Region, NONE, TEST),
    row(Teststelle, &[See, List, Create, Change], R::Seating, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, Create, Change], R::PlacementResult, Own, NONE, "§ 11 Abs. 2 IntV"),
    row(Teststelle, &[See, List], R::Course, Region, NONE, OFFER),
    row(Teststelle, &[See, List], R::Assignment, Own, NONE, TEST),
    row(Teststelle, &[See, List, Create], R::SeatPlan, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, List], R::WaitingList, Own, TEST_SITE, TEST),
    row(Teststelle, &[See, List, Create], R::Letter, Own, NONE, TEST),
    row(Teststelle, &[See], R::Figures, Region, NONE, STEER),
    row(Teststelle, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Teststelle, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Teststelle, &[Change], R::Operation, Own, NONE, TEST),
    // course provider
    row(Kurstraeger, &[See, List, Change, Export], R::Person, Own, PROVIDER, COURSE),
    row(Kurstraeger, &[See, List], R::Case, Own, PROVIDER, COURSE),
    row(Kurstraeger, &[See, Change], R::Step, Own, PROVIDER, COURSE),
    row(Kurstraeger, &[See, List], R::Session, Region, NONE, OFFER),
    row(Kurstraeger, &[See, List], R::Course, Region, NONE, OFFER),
    row(Kurstraeger, &[See, List, Create, Change], R::CourseDraft, Own, NONE, "own courses"),
    row(Kurstraeger, &[See, List], R::Assignment, Own, NONE, COURSE),
    row(Kurstraeger, &[See, List, Create, Change], R::Registration, Own, NONE, COURSE),
    row(Kurstraeger, &[See, List, Create, Change], R::Attendance, Own, NONE, "§ 8 Abs. 2, § 14 Abs. 6 IntV"),
    row(Kurstraeger, &[See, List, Create], R::AttendanceReport, Own, NONE, ABSENCE),
    row(Kurstraeger, &[See, Change], R::SectionEnd, Own, NONE, "§ 8 Abs. 2, § 14 Abs. 2 IntV"),
    row(Kurstraeger, &[See, List, Create], R::Graduate, Own, PROVIDER, COURSE),
    row(Kurstraeger, &[See, List, Create, Change], R::VisitDay, Own, NONE, COURSE),
    row(Kurstraeger, &[See, List, Create], R::Letter, Own, NONE, COURSE),
    row(Kurstraeger, &[See, List, Create, Change], R::Import, Own, NONE, "own courses"),
    row(Kurstraeger, &[See], R::Figures, Region, NONE, STEER),
    row(Kurstraeger, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Kurstraeger, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Kurstraeger, &[Change], R::Operation, Own, NONE, COURSE),
    // BAMF regional coordination
    row(Regionalkoordination, &[See, List, Change, Export], R::Person, Region, BAMF, DATA),
    row(Regionalkoordination, &[See, List, Decide], R::Duplicate, Region, &[F::Identity], DATA),
    row(Regionalkoordination, &[See, List, Change], R::Case, Region, BAMF, DATA),
    row(Regionalkoordination, &[See, Change], R::Step, Region, BAMF, SEAT),
    row(
        Regionalkoordination,
        &[See, List, Create],
        R::Act,
        Region,
        NONE,
        "§ 44 Abs. 4 AufenthG, §§ 5, 7 IntV",
    ),
    row(Regionalkoordination, &[See, List], R::Session, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, List], R::Seating, Region, BAMF, "§ 8 Abs. 1 Satz 3 IntV"),
    row(Regionalkoordination, &[See], R::PlacementResult, Region, NONE, DATA),
    row(Regionalkoordination, &[See, List], R::Course, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, List, Create, Change, Decide], R::Assignment, Region, NONE, SEAT),
    row(Regionalkoordination, &[See, List, Create, Decide], R::SeatPlan, Region, BAMF, SEAT),
    row(Regionalkoordination, &[See, List, Export], R::WaitingList, Region, BAMF, SEAT),
    row(Regionalkoordination, &[See, List, Create], R::Letter, Region, NONE, SEAT),
    row(Regionalkoordination, &[See], R::Figures, Region, NONE, STEER),
    row(
        Regionalkoordination,
        &[Create],
        R::Graduate,
        Region,
        NONE,
        "keeps the list of graduates; own work of the system",
    ),
    row(Regionalkoordination, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Regionalkoordination, &[Change], R::Operation, Own, NONE, SEAT),
    row(
        Regionalkoordination,
        &[See, Change],
        R::Eligibility,
        Region,
        BAMF,
        "§ 88a Abs. 1 AufenthG, § 5 IntV",
    ),
    // employment agency: its own clients, once they were brought into the chain
    row(Vermittlung, &[See, List, Export], R::Person, Own, AGENCY, VERMITTLUNG),
    row(Vermittlung, &[See, List], R::Case, Own, AGENCY, VERMITTLUNG),
    row(Vermittlung, &[See, Change], R::Step, Own, AGENCY, VERMITTLUNG),
    row(Vermittlung, &[See, List], R::Act, Own, NONE, VERMITTLUNG),
    row(Vermittlung, &[See], R::PlacementResult, Own, NONE, VERMITTLUNG),
    row(Vermittlung, &[See, List], R::Assignment, Own, NONE, VERMITTLUNG),
    row(Vermittlung, &[See, Change], R::Eligibility, Own, AGENCY, "§§ 4, 5 Abs. 1 DeuFöV"),
    row(Vermittlung, &[See, List], R::Session, Region, NONE, OFFER),
    row(Vermittlung, &[See, List], R::Course, Region, NONE, OFFER),
    row(Vermittlung, &[See], R::Figures, Region, NONE, STEER),
    row(Vermittlung, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Vermittlung, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Vermittlung, &[Change], R::Operation, Own, NONE, VERMITTLUNG),
    // who may bring the employment agency in: bodies § 88a Abs. 1 AufenthG names as senders
    row(Zusteuerung, &[Create], R::Involvement, Own, NONE, VERMITTLUNG),
    row(Regionalkoordination, &[Create], R::Involvement, Region, NONE, VERMITTLUNG),
    // Berufssprachkurse: the body that decides, the provider, BAMF; counts for everybody
    row(Zusteuerung, &[See, List, Create, Change], R::Authorisation, Own, BSK, DECIDES),
    row(Vermittlung, &[See, List, Create, Change], R::Authorisation, Own, BSK, DECIDES),
    row(Regionalkoordination, &[See, List, Create, Change], R::Authorisation, Region, BSK, DECIDES),
    row(Zusteuerung, &[See, List], R::VocationalPlace, Own, BSK, DEUFOEV),
    row(Vermittlung, &[See, List], R::VocationalPlace, Own, BSK, DEUFOEV),
    row(Kurstraeger, &[See, List, Create, Change], R::VocationalPlace, Own, BSK, DEUFOEV),
    row(Regionalkoordination, &[See, List, Change], R::VocationalPlace, Region, BSK, DEUFOEV),
    row(Zusteuerung, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Vermittlung, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Teststelle, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Koordination, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Kurstraeger, &[See, List], R::VocationalCourse, Region, NONE, OFFER),
    row(Kurstraeger, &[Create, Change], R::VocationalCourse, Own, NONE, "own courses"),
    row(Kurstraeger, &[See, List, Create], R::VocationalReport, Own, BSK, DEUFOEV),
    row(Zusteuerung, &[See, List, Change], R::VocationalReport, Own, BSK, DEUFOEV),
    row(Vermittlung, &[See, List, Change], R::VocationalReport, Own, BSK, DEUFOEV),
    row(Regionalkoordination, &[See, List, Change], R::VocationalReport, Own, BSK, DEUFOEV),
    // measures: offers are public within the region, each body writes its own; the office answers recommendations
    row(Zusteuerung, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Zusteuerung, &[Create, Change], R::MeasureOffer, Own, NONE, "own offers"),
    row(Vermittlung, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Vermittlung, &[Create, Change], R::MeasureOffer, Own, NONE, "own offers"),
    row(Kurstraeger, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Kurstraeger, &[Create, Change], R::MeasureOffer, Own, NONE, "own offers"),
    row(Koordination, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Koordination, &[Create, Change], R::MeasureOffer, Own, NONE, "own offers"),
    row(Teststelle, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Beratung, &[See, List], R::MeasureOffer, Region, NONE, OFFER),
    row(Zusteuerung, &[See, List, Create, Change, Decide], R::MeasureRecommendation, Own, AUTHORITY, ONWARD),
    row(Vermittlung, &[See, List, Create, Change, Decide], R::MeasureRecommendation, Own, AGENCY, ONWARD),
    row(Kurstraeger, &[See, List, Create, Change], R::MeasureRecommendation, Own, PROVIDER, COURSE),
    row(Zusteuerung, &[See, List, Change], R::RoutePlan, Own, AUTHORITY, ONWARD),
    row(Vermittlung, &[See, List, Change], R::RoutePlan, Own, AGENCY, ONWARD),
    // Landkreis coordination: offers and figures, never people
    row(Koordination, &[See, List], R::Session, Region, NONE, OFFER),
    row(Koordination, &[See, List], R::Course, Region, NONE, OFFER),
    row(Koordination, &[See, Export], R::Figures, Region, NONE, STEER),
    row(Koordination, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Koordination, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Koordination, &[Change], R::Operation, Own, NONE, "own changes taken back"),
    // administration: accounts, bodies, settings, log; no people
    row(Verwaltung, &[See, List, Create, Change, Administer], R::Account, Region, NONE, HOUSE),
    row(Verwaltung, &[See, List, Create, Change], R::Organisation, Region, NONE, HOUSE),
    row(Verwaltung, &[See, Change], R::Region, Region, NONE, HOUSE),
    row(Verwaltung, &[See, List, Export], R::Audit, Own, NONE, LOG),
    row(Verwaltung, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Verwaltung, &[Change], R::Operation, Own, NONE, "own changes taken back"),
    // legal supervision: tables and switches; no people
    row(Rechtsaufsicht, &[See, List, Create, Change, Decide], R::RuleSet, Region, NONE, LAW),
    row(Rechtsaufsicht, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Rechtsaufsicht, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Rechtsaufsicht, &[Change], R::Operation, Own, NONE, "own changes taken back"),
    // final tests: days are offers, entries belong to provider and exam site, others see results of their people
    row(Kurstraeger, &[See, List], R::ExamSitting, Region, NONE, OFFER),
    row(Kurstraeger, &[Create, Change], R::ExamSitting, Own, NONE, "own exam days"),
    row(Kurstraeger, &[See, List, Create, Change], R::Exam, Own, NONE, EXAM),
    row(Regionalkoordination, &[See, List], R::ExamSitting, Region, NONE, OFFER),
    row(Regionalkoordination, &[See, List, Export], R::Exam, Region, NONE, DATA),
    row(Zusteuerung, &[See, List], R::ExamSitting, Region, NONE, OFFER),
    row(Zusteuerung, &[See], R::Exam, Own, NONE, RESULT),
    row(Teststelle, &[See, List], R::ExamSitting, Region, NONE, OFFER),
    row(Koordination, &[See, List], R::ExamSitting, Region, NONE, OFFER),
    // the agreement: everybody reads it, the chair writes it, each body declares for itself
    row(Zusteuerung, &[See, List], R::Agreement, Region, NONE, ROUND),
    row(Zusteuerung, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Teststelle, &[See, List], R::Agreement, Region, NONE, ROUND),
    row(Teststelle, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Kurstraeger, &[See, List], R::Agreement, Region, NONE, ROUND),
    row(Kurstraeger, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Regionalkoordination, &[See, List, Create, Change], R::Agreement, Region, NONE, ROUND),
    row(Regionalkoordination, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Vermittlung, &[See, List, Change, Decide], R::Graduate, Own, AGENCY, ONWARD),
    row(Vermittlung, &[See, List, Create, Change], R::CareTransfer, Own, NONE, CARE),
    row(Vermittlung, &[See, List, Change], R::VisitDay, Own, NONE, ONWARD),
    row(Vermittlung, &[See], R::Exam, Own, NONE, RESULT),
    row(Vermittlung, &[See, List], R::Agreement, Region, NONE, ROUND),
    row(Vermittlung, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Koordination, &[See, List, Create, Change], R::Agreement, Region, NONE, ROUND),
    row(Koordination, &[Decide], R::Agreement, Own, NONE, ROUND),
    // what providers can offer, and plans of test days and starts made from it: offers and counts; people only for BAMF
    row(Kurstraeger, &[See, List, Create, Change], R::Supply, Own, NONE, "own rooms and teachers"),
    row(Regionalkoordination, &[See, List], R::Supply, Region, NONE, ROUND),
    row(Koordination, &[See, List], R::Supply, Region, NONE, ROUND),
    row(Regionalkoordination, &[See, List, Create, Change, Decide], R::StartPlan, Region, BAMF, SEAT),
    row(Kurstraeger, &[See, List], R::StartPlan, Region, NONE, ROUND),
    row(Teststelle, &[See, List], R::StartPlan, Region, NONE, ROUND),
    row(Zusteuerung, &[See, List], R::StartPlan, Region, NONE, ROUND),
    row(Koordination, &[See, List], R::StartPlan, Region, NONE, ROUND),
    // every body with people arranges its own work; the digest holds counts only
    row(Zusteuerung, &[See, List, Create, Change], R::Team, Own, NONE, OWN_WORK),
    row(Teststelle, &[See, List, Create, Change], R::Team, Own, NONE, OWN_WORK),
    row(Kurstraeger, &[See, List, Create, Change], R::Team, Own, NONE, OWN_WORK),
    row(Regionalkoordination, &[See, List, Create, Change], R::Team, Own, NONE, OWN_WORK),
    row(Vermittlung, &[See, List, Create, Change], R::Team, Own, NONE, OWN_WORK),
    row(Regionalkoordination, &[Create], R::Digest, Region, NONE, OWN_WORK),
    // everybody: the law as it is used, and the own account
    row(Zusteuerung, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Teststelle, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Kurstraeger, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Regionalkoordination, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Vermittlung, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Koordination, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Verwaltung, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Rechtsaufsicht, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Zusteuerung, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Teststelle, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Kurstraeger, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Regionalkoordination, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Vermittlung, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Koordination, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Verwaltung, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    // counselling: not on the closed list of § 88a AufenthG, so everything hangs on consent; no row on people
    row(Beratung, &[See, List, Create, Change], R::CounsellingSlot, Own, NONE, OFFER),
    row(Beratung, &[See, List, Create, Change], R::Counselling, Own, COUNSELLED, AGREED),
    row(Beratung, &[See, Change], R::Consent, Own, NONE, CONSENT),
    row(Beratung, &[See, List], R::Course, Region, NONE, OFFER),
    row(Beratung, &[See, List], R::Organisation, Region, NONE, OFFER),
    row(Beratung, &[See, List], R::RuleSet, Region, NONE, LAW),
    row(Beratung, &[See, List], R::Agreement, Region, NONE, ROUND),
    row(Beratung, &[Decide], R::Agreement, Own, NONE, ROUND),
    row(Beratung, &[See, Create, Change], R::View, Own, NONE, OFFER),
    row(Beratung, &[Change], R::Operation, Own, NONE, AGREED),
    row(Beratung, &[See, Change], R::OwnAccount, Own, NONE, HOUSE),
    row(Zusteuerung, &[See, List], R::CounsellingSlot, Region, NONE, OFFER),
    row(Kurstraeger, &[See, List], R::CounsellingSlot, Region, NONE, OFFER),
    row(Zusteuerung, &[See, Create], R::Counselling, Own, NONE, AGREED),
    row(Kurstraeger, &[See, Create], R::Counselling, Own, NONE, AGREED),
    row(Regionalkoordination, &[See], R::Counselling, Region, NONE, AGREED),
    row(Zusteuerung, &[See, Change], R::Consent, Own, NONE, CONSENT),
    row(Teststelle, &[See, Change], R::Consent, Own, NONE, CONSENT),
    row(Kurstraeger, &[See, Change], R::Consent, Own, NONE, CONSENT),
    row(Regionalkoordination, &[See, Change], R::Consent, Region, NONE, CONSENT),
    // the person themself: their own way, what they agreed to, who looked; and handing out the code for it
    row(BetroffenePerson, &[See, Change], R::OwnPath, Own, NONE, SUBJECT),
    row(Zusteuerung, &[Create], R::OwnPath, Own, NONE, SUBJECT),
    row(Teststelle, &[Create], R::OwnPath, Own, NONE, SUBJECT),
    row(Kurstraeger, &[Create], R::OwnPath, Own, NONE, SUBJECT),
    row(BetroffenePerson, &[Create], R::PathMessage, Own, NONE, VOLUNTARY),
    row(Zusteuerung, &[See, List, Change], R::PathMessage, Own, NONE, VOLUNTARY),
    row(Teststelle, &[See, List, Change], R::PathMessage, Own, NONE, VOLUNTARY),
    row(Kurstraeger, &[See, List, Change], R::PathMessage, Own, NONE, VOLUNTARY),
    row(Regionalkoordination, &[See, List, Change], R::PathMessage, Region, NONE, VOLUNTARY),
];
