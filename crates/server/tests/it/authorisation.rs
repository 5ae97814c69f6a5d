//! The printed access table is what the code grants, and the closed list of § 88a AufenthG holds.

use crate::blessed::compare;
use domain::access::{Action, Actor, FieldGroup, RULES, Resource, Role, grant};
use domain::ids::{AccountId, OrganisationId, RegionId};
use domain::organisation::OrganisationKind;
use std::fmt::Write;

#[test]
fn the_printed_access_table_is_the_one_of_the_code() {
    let mut text = String::from(
        "# Who may do what\n\nGenerated from `crates/domain/src/access/policy.rs` by `make bless`. What has no row is denied.\n\
         Reach *own*: persons the own body is involved with, objects of the own body; *region*: everything of the own region.\n",
    );
    for role in Role::ALL {
        let _ = writeln!(
            text,
            "\n## {}\n\n| resource | actions | reach | fields of a person | legal basis |\n|---|---|---|---|---|",
            role.code()
        );
        for rule in RULES.iter().filter(|rule| rule.role == *role) {
            let actions: Vec<&str> = rule.actions.iter().map(|a| a.code()).collect();
            let fields: Vec<&str> = rule.fields.iter().map(|f| f.code()).collect();
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                rule.resource.code(),
                actions.join(", "),
                rule.reach.code(),
                if fields.is_empty() { "–".to_owned() } else { fields.join(", ") },
                rule.basis
            );
        }
    }
    compare("docs/authorisation.md", &text);
}

fn actor(role: Role, kind: OrganisationKind, commissioned: bool) -> Actor {
    Actor {
        account: AccountId(1),
        organisation: OrganisationId(1),
        organisation_kind: kind,
        region: RegionId(1),
        roles: vec![role],
        commissioned_test_site: commissioned,
    }
}

/// Resources that show people.
const PEOPLE: [Resource; 28] = [
    Resource::Person,
    Resource::Duplicate,
    Resource::Case,
    Resource::Act,
    Resource::Seating,
    Resource::PlacementResult,
    Resource::Assignment,
    Resource::Registration,
    Resource::SeatPlan,
    Resource::WaitingList,
    Resource::Letter,
    Resource::Import,
    Resource::Exam,
    Resource::Authorisation,
    Resource::VocationalPlace,
    Resource::VocationalReport,
    Resource::MeasureRecommendation,
    Resource::RoutePlan,
    Resource::Attendance,
    Resource::AttendanceReport,
    Resource::Counselling,
    Resource::Consent,
    Resource::OwnPath,
    Resource::PathMessage,
    Resource::SectionEnd,
    Resource::Graduate,
    Resource::CareTransfer,
    Resource::VisitDay,
];

#[test]
fn the_coordination_of_the_landkreis_and_the_administration_never_see_people() {
    for (role, kind) in
        [(Role::Koordination, OrganisationKind::Koordination), (Role::Verwaltung, OrganisationKind::Betrieb)]
    {
        for resource in PEOPLE {
            for action in Action::ALL {
                assert!(
                    grant(&actor(role, kind, false), *action, resource).is_err(),
                    "{role} {action} {resource}"
                );
            }
        }
    }
}

#[test]
fn a_commissioned_coordination_works_as_test_site_and_only_then() {
    let asks = |commissioned| {
        grant(
            &actor(Role::Teststelle, OrganisationKind::Koordination, commissioned),
            Action::List,
            Resource::Seating,
        )
    };
    assert!(asks(false).is_err());
    assert!(asks(true).is_ok());
}

#[test]
fn only_bamf_assigns_and_refers_and_accepts_a_plan() {
    for role in Role::ALL {
        for resource in [Resource::Assignment, Resource::SeatPlan] {
            let decides = RULES
                .iter()
                .any(|r| r.role == *role && r.resource == resource && r.actions.contains(&Action::Decide));
            assert_eq!(decides, *role == Role::Regionalkoordination, "{role} {resource}");
        }
    }
}

#[test]
fn a_provider_sees_of_benefits_only_whether_the_fee_is_waived_and_no_residence_title() {
    for rule in RULES.iter().filter(|rule| rule.role == Role::Kurstraeger) {
        for hidden in
            [FieldGroup::Benefit, FieldGroup::Residence, FieldGroup::FileNumbers, FieldGroup::Access]
        {
            assert!(!rule.fields.contains(&hidden), "{} {hidden}", rule.resource);
        }
    }
}

#[test]
fn days_are_the_providers_and_only_bodies_that_refer_answer_reports() {
    let holders = |resource: Resource, action: Action| -> Vec<Role> {
        let rows = RULES.iter().filter(|rule| rule.resource == resource && rule.actions.contains(&action));
        rows.map(|rule| rule.role).collect()
    };
    for action in [Action::See, Action::List, Action::Change] {
        assert_eq!(holders(Resource::Attendance, action), vec![Role::Kurstraeger], "{action}");
    }
    assert_eq!(holders(Resource::AttendanceReport, Action::Create), vec![Role::Kurstraeger]);
    assert_eq!(holders(Resource::AttendanceReport, Action::Change), vec![Role::Zusteuerung]);
    let near = [Resource::Attendance, Resource::AttendanceReport, Resource::SectionEnd, Resource::VisitDay];
    let own = RULES.iter().filter(|rule| near.contains(&rule.resource));
    assert!(own.into_iter().all(|rule| rule.reach == domain::access::Reach::Own));
}

#[test]
fn counselling_is_not_on_the_closed_list_so_it_reaches_nobody_without_consent() {
    for rule in RULES.iter().filter(|rule| rule.role == Role::Beratung) {
        let people = PEOPLE.contains(&rule.resource);
        assert!(
            !people || matches!(rule.resource, Resource::Counselling | Resource::Consent),
            "{} is open to counselling",
            rule.resource
        );
        for hidden in [
            FieldGroup::Residence,
            FieldGroup::Benefit,
            FieldGroup::BenefitFlag,
            FieldGroup::FileNumbers,
            FieldGroup::Access,
        ] {
            assert!(!rule.fields.contains(&hidden), "{} {hidden}", rule.resource);
        }
    }
    let writers = RULES
        .iter()
        .filter(|rule| rule.resource == Resource::Counselling && rule.actions.contains(&Action::Change));
    assert_eq!(writers.map(|rule| rule.role).collect::<Vec<_>>(), vec![Role::Beratung]);
}

#[test]
fn the_role_of_the_person_themself_is_nobodys_job() {
    for kind in OrganisationKind::ALL {
        assert!(!Role::BetroffenePerson.fits(*kind, true), "{kind}");
        let employed = actor(Role::BetroffenePerson, *kind, true);
        assert!(grant(&employed, Action::See, Resource::OwnPath).is_err(), "{kind}");
    }
    let visitor =
        Actor { account: AccountId(0), ..actor(Role::BetroffenePerson, OrganisationKind::Jobcenter, false) };
    assert!(grant(&visitor, Action::See, Resource::OwnPath).is_ok());
    let seen = Resource::ALL.iter().filter(|resource| grant(&visitor, Action::See, **resource).is_ok());
    assert_eq!(seen.collect::<Vec<_>>(), vec![&Resource::OwnPath], "and nothing else");
}

#[test]
fn exams_are_entered_by_providers_and_referring_authorities_see_results_of_their_own_people_only() {
    for rule in RULES.iter().filter(|rule| rule.resource == Resource::Exam) {
        let actions: &[Action] = match rule.role {
            Role::Kurstraeger => &[Action::See, Action::List, Action::Create, Action::Change],
            Role::Regionalkoordination => &[Action::See, Action::List, Action::Export],
            Role::Zusteuerung | Role::Vermittlung => &[Action::See],
            other => panic!("{other} has nothing to do with exams"),
        };
        assert_eq!(rule.actions, actions, "{}", rule.role);
        let whole = rule.reach == domain::access::Reach::Region;
        assert_eq!(whole, rule.role == Role::Regionalkoordination, "{}", rule.role);
    }
}

#[test]
fn the_employment_agency_sees_its_own_clients_and_of_them_what_the_role_matrix_names() {
    let agency = actor(Role::Vermittlung, OrganisationKind::Arbeitsagentur, false);
    for rule in RULES.iter().filter(|rule| rule.role == Role::Vermittlung && PEOPLE.contains(&rule.resource))
    {
        assert_eq!(rule.reach, domain::access::Reach::Own, "{}", rule.resource);
    }
    let person = grant(&agency, Action::See, Resource::Person).expect("its clients");
    for shown in [FieldGroup::Identity, FieldGroup::Residence, FieldGroup::Obligation, FieldGroup::Benefit] {
        assert!(person.fields.contains(&shown), "{shown}");
    }
    assert!(
        !person.fields.contains(&FieldGroup::Constraints) && !person.fields.contains(&FieldGroup::Access)
    );
    let stranger = actor(Role::Vermittlung, OrganisationKind::Jobcenter, false);
    assert!(grant(&stranger, Action::See, Resource::Person).is_err());
    let brings: Vec<Role> =
        RULES.iter().filter(|rule| rule.resource == Resource::Involvement).map(|rule| rule.role).collect();
    assert_eq!(brings, vec![Role::Zusteuerung, Role::Regionalkoordination]);
}

#[test]
fn every_row_names_its_basis_and_a_role_holds_in_its_own_kind_of_body_only() {
    for rule in RULES {
        assert!(!rule.basis.is_empty(), "{} {}", rule.role, rule.resource);
    }
    let stranger = actor(Role::Regionalkoordination, OrganisationKind::Kurstraeger, false);
    assert!(grant(&stranger, Action::List, Resource::Person).is_err());
}
