//! Roles, actions, resources and field groups: the words of the access table.

use crate::organisation::OrganisationKind;

codes! {
    /// What an account is entrusted with inside its organisation.
    Role {
        /// Case work of a referring authority.
        Zusteuerung = "zusteuerung",
        /// Central test site.
        Teststelle = "teststelle",
        /// Course provider office.
        Kurstraeger = "kurstraeger",
        /// BAMF regional coordination.
        Regionalkoordination = "regionalkoordination",
        /// Integration coordination of the Landkreis: figures, offers.
        Koordination = "koordination",
        /// Counselling body: own slots, and people with their consent only.
        Beratung = "beratung",
        /// The person themself at the page of their own path. No account holds it: see `Actor::holds`.
        BetroffenePerson = "betroffene",
        /// Case work of the employment agency (SGB III, DeuFöV).
        Vermittlung = "vermittlung",
        /// Accounts, organisations, settings; no people.
        Verwaltung = "verwaltung",
        /// Decision tables and policy switches: proposes, releases, takes back; no people.
        Rechtsaufsicht = "rechtsaufsicht",
    }
}

impl Role {
    /// A role holds only in the kind of body it belongs to.
    pub fn fits(self, kind: OrganisationKind, commissioned_test_site: bool) -> bool {
        use OrganisationKind as K;
        match self {
            Role::Zusteuerung => kind.refers(),
            Role::Teststelle => kind == K::Teststelle || (kind == K::Koordination && commissioned_test_site),
            Role::Kurstraeger => kind == K::Kurstraeger,
            Role::Regionalkoordination => kind == K::Bundesamt,
            Role::Koordination => kind == K::Koordination,
            Role::Beratung => kind == K::Beratungsstelle,
            // nobody is employed as it
            Role::BetroffenePerson => false,
            Role::Vermittlung => kind == K::Arbeitsagentur,
            Role::Verwaltung => true,
            Role::Rechtsaufsicht => {
                kind.refers() || matches!(kind, K::Bundesamt | K::Koordination | K::Betrieb)
            }
        }
    }
}

codes! {
    /// Few, uniform actions.
    Action {
        See = "see",
        List = "list",
        Create = "create",
        Change = "change",
        Decide = "decide",
        Export = "export",
        Administer = "administer",
    }
}

codes! {
    /// Kinds of things the table speaks about.
    Resource {
        Person = "person",
        Duplicate = "duplicate",
        Case = "case",
        /// The order of the steps of a case: skipping, repeating, entering.
        Step = "step",
        Act = "act",
        Session = "session",
        Seating = "seating",
        PlacementResult = "placement_result",
        Course = "course",
        CourseDraft = "course_draft",
        Assignment = "assignment",
        Registration = "registration",
        /// Attendance lists, early warnings and the help that follows.
        Attendance = "attendance",
        /// Reports of irregular attendance and their answers.
        AttendanceReport = "attendance_report",
        /// The review of a section: up, down, another type, a pause.
        SectionEnd = "section_end",
        /// Graduates: talk, sheet, decision, what follows.
        Graduate = "graduate",
        /// Changes of the benefit system from one office to another.
        CareTransfer = "care_transfer",
        /// Packages of cases that go to another county.
        Relocation = "relocation",
        /// Visiting days in class.
        VisitDay = "visit_day",
        /// Days of DTZ and LiD: when, where, how many seats.
        ExamSitting = "exam_sitting",
        /// Who sits an exam, and results.
        Exam = "exam",
        /// Rights and duties to take part in a Berufssprachkurs.
        Authorisation = "authorisation",
        /// Who waits for, sits in or left a Berufssprachkurs.
        VocationalPlace = "vocational_place",
        /// Groups of Berufssprachkurse and how many wait; no people.
        VocationalCourse = "vocational_course",
        /// Reports of §§ 7, 9, 15 DeuFöV.
        VocationalReport = "vocational_report",
        /// What bodies offer of measures; no people.
        MeasureOffer = "measure_offer",
        /// Recommendations of measures and their answers.
        MeasureRecommendation = "measure_recommendation",
        /// Milestones, permit, recognition, offers of employers and the ticks before day one.
        RoutePlan = "route_plan",
        SeatPlan = "seat_plan",
        /// Proposals of test days and course starts for the whole region.
        StartPlan = "start_plan",
        WaitingList = "waiting_list",
        Letter = "letter",
        Import = "import",
        Figures = "figures",
        Account = "account",
        OwnAccount = "own_account",
        Organisation = "organisation",
        Region = "region",
        Audit = "audit",
        /// Agreement of providers and authorities.
        Agreement = "agreement",
        /// Bringing the employment agency into a person's chain.
        Involvement = "involvement",
        /// What a provider can offer: teachers, rooms, licences.
        Supply = "supply",
        View = "view",
        Operation = "operation",
        /// What the rules say about a person, and the facts stated for it.
        Eligibility = "eligibility",
        /// Decision tables, switches and their changes.
        RuleSet = "rule_set",
        /// How a body arranges its work: teams, who is away.
        Team = "team",
        /// The daily digest.
        Digest = "digest",
        /// Appointments a counselling body offers; nobody stands in them.
        CounsellingSlot = "counselling_slot",
        /// Talks of people at a counselling body, and their results.
        Counselling = "counselling",
        /// What a person agreed to.
        Consent = "consent",
        /// A person's own way, opened by the code they were given.
        OwnPath = "own_path",
        /// What people said at the page of their own path.
        PathMessage = "path_message",
    }
}

codes! {
    /// Fields of the person record that go together (rows of the role matrix, handbook 7.3).
    FieldGroup {
        Identity = "identity",
        Contact = "contact",
        Residence = "residence",
        Obligation = "obligation",
        Benefit = "benefit",
        /// Only whether the fee is waived.
        BenefitFlag = "benefit_flag",
        Constraints = "constraints",
        /// Work, school and training: needed for § 44a Abs. 1 Satz 5, Abs. 2 AufenthG and § 4 DeuFöV.
        Occupation = "occupation",
        Placement = "placement",
        Seat = "seat",
        /// Results of DTZ and LiD.
        Exam = "exam",
        /// Authorisation, place and result of a Berufssprachkurs (§ 26 DeuFöV).
        Vocational = "vocational",
        FileNumbers = "file_numbers",
        Access = "access",
        /// The follow-up plan: decision, what follows, how it goes.
        FollowUp = "follow_up",
    }
}

impl OrganisationKind {
    /// A group of fields that bodies of this kind do not see although their role does: foreigners'
    /// authorities have no access to benefit data, the follow-up plan is a matter of Jobcenter and Arbeitsagentur
    /// (handbook 7.3), and the AsylbLG authority has no access to Berufssprachkurse, because § 26 DeuFöV does not
    /// name it.
    pub fn withholds(self, group: FieldGroup) -> bool {
        match group {
            FieldGroup::Benefit => self == OrganisationKind::Auslaenderbehoerde,
            FieldGroup::FollowUp => {
                matches!(self, OrganisationKind::Auslaenderbehoerde | OrganisationKind::Sozialamt)
            }
            FieldGroup::Vocational => self == OrganisationKind::Sozialamt,
            _ => false,
        }
    }
}

codes! {
    /// Why somebody looks a person up; every look-up names one and is logged (§ 8 Abs. 4, 5 IntV).
    Purpose {
        /// Work on the case (steering in, control of the duty).
        CaseWork = "case_work",
        /// Placement test.
        Placement = "placement",
        /// Assignment or referral to a provider.
        SeatAssignment = "seat_assignment",
        /// Registration and course.
        CourseWork = "course_work",
        /// Finding out whether a person is known already.
        DuplicateCheck = "duplicate_check",
        /// Request of the person about their own data.
        SubjectAccess = "subject_access",
        /// Operation and supervision of the installation.
        Supervision = "supervision",
        /// Figures without people.
        Steering = "steering",
        /// Counselling the person agreed to.
        Counselling = "counselling",
    }
}

/// Which rows: the own ones or all of the region. The order is by width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Persons the own organisation is involved with; objects of the own organisation.
    Own,
    /// Everything of the own region.
    Region,
}

impl Reach {
    /// Code of the printed table.
    pub fn code(self) -> &'static str {
        match self {
            Reach::Own => "own",
            Reach::Region => "region",
        }
    }
}
