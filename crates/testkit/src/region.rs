//! An invented region with one body of each kind.

use crate::Stage;
use app::ports::Store;
use chrono::NaiveDate;
use domain::access::{Actor, Role};
use domain::ids::{AccountId, OrganisationId, RegionId};
use domain::organisation::{Account, Organisation, OrganisationKind, Place};
use domain::record::Record;
use domain::region::{Region, Settings};
use std::collections::HashMap;

/// A date written as in a test's sentence: `day("2026-11-25")`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in the form 2026-11-25")
}

/// A region with one body per kind and an actor in each.
pub struct Town {
    pub region: RegionId,
    pub actors: HashMap<OrganisationKind, Actor>,
}

impl Town {
    /// Builds it in a stage; `code` must be new.
    pub async fn build(stage: &Stage, code: &str) -> Town {
        use app::Ids;
        let region = RegionId(stage.ids.next());
        let mut records = vec![Record::Region(Region {
            id: region,
            version: 0,
            code: code.to_owned(),
            name: format!("Landkreis {code}"),
            kreise: vec!["09577".to_owned()],
            demo: true,
            settings: Settings::default(),
        })];
        let mut actors = HashMap::new();
        for kind in OrganisationKind::ALL {
            let (organisation, account) = (OrganisationId(stage.ids.next()), AccountId(stage.ids.next()));
            records.push(Record::Organisation(body(organisation, region, *kind)));
            let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.fits(*kind, false)).collect();
            records.push(Record::Account(Account {
                id: account,
                region,
                version: 0,
                organisation,
                login: format!("{code}-{}", kind.code()),
                display_name: format!("Muster {}", kind.code()),
                roles: roles.clone(),
                password_hash: None,
                totp_secret: None,
                totp_last_step: None,
                active: true,
                language: "de".to_owned(),
            }));
            actors.insert(
                *kind,
                Actor {
                    account,
                    organisation,
                    organisation_kind: *kind,
                    region,
                    roles,
                    commissioned_test_site: false,
                },
            );
        }
        let town = Town { region, actors };
        let operation = stage.operation(town.actor(OrganisationKind::Betrieb));
        let mut work = stage.database.begin(&operation).await.expect("a transaction");
        work.save(records).await.expect("the region is saved");
        work.commit().await.expect("committed");
        town
    }

    /// The actor in the body of a kind.
    pub fn actor(&self, kind: OrganisationKind) -> &Actor {
        &self.actors[&kind]
    }

    /// The body of a kind.
    pub fn organisation(&self, kind: OrganisationKind) -> OrganisationId {
        self.actors[&kind].organisation
    }
}

fn body(id: OrganisationId, region: RegionId, kind: OrganisationKind) -> Organisation {
    Organisation {
        id,
        region,
        version: 0,
        kind,
        name: format!("Muster-{}", kind.code()),
        short_name: kind.code().to_owned(),
        seat: Place {
            name: "Haus am Markt".to_owned(),
            street: "Marktplatz 1".to_owned(),
            postcode: "91781".to_owned(),
            town: "Weißenburg i. Bay.".to_owned(),
            ags: "09577177".to_owned(),
            lat: Some(49.031),
            lon: Some(10.972),
        },
        phone: "09141 000".to_owned(),
        email: "info@example.org".to_owned(),
        colour: None,
        active: true,
    }
}
