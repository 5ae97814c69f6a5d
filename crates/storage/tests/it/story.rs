//! One readable story: what is saved is found, conflicts are noticed, history and audit hold.

use app::commands::SaveOrganisation;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use domain::ids::OrganisationId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordKind;
use testkit::{Backend, Stage, Town};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

#[tokio::test]
async fn a_change_is_kept_with_its_history_and_its_audit_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let clerk = town.actor(OrganisationKind::Betrieb);
        let id = town.organisation(OrganisationKind::Kurstraeger);
        let mut provider: Organisation = queries(&stage).need(id.0).await.expect("provider");

        provider.name = "Sprachschule Muster".to_owned();
        let operation = stage.operation(clerk);
        stage.gate.run(&operation, SaveOrganisation { organisation: provider.clone() }).await.expect("saved");

        let now: Organisation = queries(&stage).need(id.0).await.expect("provider");
        assert_eq!(now.name, "Sprachschule Muster");
        assert_eq!(now.version, provider.version + 1);
        let history = queries(&stage).history_of(RecordKind::Organisation, id.0).await.expect("history");
        assert_eq!(history.len(), 2, "creation and change");
        assert_eq!(stage.database.verify_audit().await.expect("verified"), None);
    }
}

#[tokio::test]
async fn who_saves_an_old_state_gets_both_states_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let clerk = town.actor(OrganisationKind::Betrieb);
        let id = town.organisation(OrganisationKind::Kurstraeger);
        let seen: Organisation = queries(&stage).need(id.0).await.expect("provider");
        for (name, ends_well) in [("Erste", true), ("Zweite", false)] {
            let mut mine = seen.clone();
            mine.name = name.to_owned();
            let result =
                stage.gate.run(&stage.operation(clerk), SaveOrganisation { organisation: mine }).await;
            match result {
                Ok(_) => assert!(ends_well),
                Err(Error::Conflict(conflict)) => {
                    assert!(!ends_well);
                    assert!(conflict.current.is_some(), "the other state is shown");
                }
                Err(other) => panic!("unexpected: {other}"),
            }
        }
    }
}

#[tokio::test]
async fn a_form_sent_twice_changes_nothing_the_second_time() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let mut organisation: Organisation =
            queries(&stage).need(town.organisation(OrganisationKind::Kurstraeger).0).await.expect("provider");
        organisation.id = OrganisationId(0);
        organisation.version = 0;
        let mut answers = Vec::new();
        for _ in 0..2 {
            let mut operation = stage.operation(town.actor(OrganisationKind::Betrieb));
            operation.key = Some("form-1".to_owned());
            let done = stage
                .gate
                .run(&operation, SaveOrganisation { organisation: organisation.clone() })
                .await
                .expect("done");
            answers.push((done.outcome, done.repeated));
        }
        assert_eq!(answers[0].0, answers[1].0);
        assert_eq!((answers[0].1, answers[1].1), (false, true));
    }
}

#[tokio::test]
async fn who_may_not_is_denied_and_the_denial_is_logged() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let id = town.organisation(OrganisationKind::Kurstraeger);
        let organisation: Organisation = queries(&stage).need(id.0).await.expect("provider");
        let provider = town.actor(OrganisationKind::Jobcenter);
        let mut actor = provider.clone();
        actor.roles.retain(|role| *role != domain::access::Role::Verwaltung);
        let result = stage.gate.run(&stage.operation(&actor), SaveOrganisation { organisation }).await;
        assert!(matches!(result, Err(Error::Denied(_))));
        let audit = queries(&stage).audit_of(actor.organisation, 10).await.expect("audit");
        assert_eq!(audit[0].outcome, "denied");
    }
}
