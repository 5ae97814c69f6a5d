//! The work list of a body: next steps, overdue ones first, as they fall to an account, a team, or nobody yet; and
//! how the work is arranged.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::people::{PersonFilter, PersonRow};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::case::{Case, Lapse};
use domain::ids::{AccountId, CaseId, OrganisationId, RegionId, TeamId};
use domain::organisation::Account;
use domain::record::RecordKind;
use domain::team::{Absence, Holder, Holding, Team, acting, falls_to};
use std::collections::HashMap;

/// How the own body arranges its work.
#[derive(Debug, Clone, Default)]
pub struct Arrangement {
    pub teams: Vec<Team>,
    /// Absences that are not over, soonest first.
    pub absences: Vec<Absence>,
    /// Accounts of the body, by name; inactive ones too, for names.
    pub accounts: Vec<Account>,
}

impl Arrangement {
    /// Of a body on a day.
    pub async fn of(
        queries: &dyn Queries,
        region: RegionId,
        organisation: OrganisationId,
        day: NaiveDate,
    ) -> Result<Self, Error> {
        let own = |kind| Find::new(kind, region).when(Where::is("organisation_id", organisation.0));
        let teams = queries.all(own(RecordKind::Team)).await?;
        let ending = own(RecordKind::Absence).when(Where::AtLeast("last_day", day.into()));
        let mut absences: Vec<Absence> = queries.all(ending).await?;
        absences.retain(|absence| absence.ended_on.is_none_or(|ended| day < ended));
        absences.sort_by_key(|absence| (absence.from, absence.id));
        let mut accounts: Vec<Account> = queries.all(own(RecordKind::Account)).await?;
        accounts.sort_by(|a, b| a.display_name.cmp(&b.display_name));
        Ok(Arrangement { teams, absences, accounts })
    }

    /// Name of an account of the body.
    pub fn account(&self, id: AccountId) -> &str {
        self.accounts.iter().find(|known| known.id == id).map_or("", |known| known.display_name.as_str())
    }

    /// A team of the body.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.iter().find(|known| known.id == id)
    }

    /// Teams of an account.
    pub fn teams_of(&self, account: AccountId) -> Vec<TeamId> {
        let mine = self.teams.iter().filter(|team| team.active && team.members.contains(&account));
        mine.map(|team| team.id).collect()
    }
}

/// How the own body arranges its work today.
#[derive(Debug, Clone, Copy)]
pub struct OwnArrangement;

#[async_trait]
impl Query for OwnArrangement {
    type Answer = Arrangement;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Team)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Arrangement, i64), Error> {
        let today = scene.operation.today;
        let found = Arrangement::of(scene.queries, visible.region(), visible.organisation(), today).await?;
        let count = found.teams.len() as i64;
        Ok((found, count))
    }
}

/// Whose work is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// The asker's own, that of those the asker stands in for, and that of the asker's teams.
    #[default]
    Mine,
    Team(TeamId),
    /// Held by nobody.
    Nobody,
    /// All of the body.
    All,
}

/// One next step.
#[derive(Debug, Clone)]
pub struct WorkRow {
    pub row: PersonRow,
    pub holder: Option<Holder>,
    /// Who acts for the holder today, if that is somebody else.
    pub stands_in: Option<AccountId>,
}

/// A page of work.
#[derive(Debug, Clone)]
pub struct WorkView {
    pub arrangement: Arrangement,
    pub rows: Vec<WorkRow>,
    pub total: i64,
    pub overdue: i64,
}

/// Asks for the work.
#[derive(Debug, Clone, Default)]
pub struct WorkList {
    pub whose: Whose,
    pub filter: PersonFilter,
}

#[async_trait]
impl Query for WorkList {
    type Answer = WorkView;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Person).filtered(format!("work {}", self.filter.codes()))
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(WorkView, i64), Error> {
        let (today, own) = (scene.operation.today, visible.organisation());
        let arrangement = Arrangement::of(scene.queries, visible.region(), own, today).await?;
        let holdings = holdings(scene.queries, visible.region(), own).await?;
        let mut filter = self.filter.clone();
        filter.next_organisation = Some(own);
        match self.whose {
            Whose::All => {}
            Whose::Nobody => filter.not_cases = holdings.keys().copied().collect(),
            Whose::Mine => {
                let me = scene.operation.actor.account;
                let accounts = falls_to(me, &arrangement.absences, today);
                let teams = arrangement.teams_of(me);
                let mine = |holder: &Holder| match holder {
                    Holder::Account(account) => accounts.contains(account),
                    Holder::Team(team) => teams.contains(team),
                };
                filter.cases = Some(held(&holdings, mine));
            }
            Whose::Team(wanted) => {
                let members: &[AccountId] =
                    arrangement.team(wanted).map_or(&[], |team| team.members.as_slice());
                let theirs = |holder: &Holder| match holder {
                    Holder::Account(account) => members.contains(account),
                    Holder::Team(team) => *team == wanted,
                };
                filter.cases = Some(held(&holdings, theirs));
            }
        }
        let page = scene.queries.person_list(visible, &filter).await?;
        let late = PersonFilter { due_until: today.pred_opt(), page: 0, page_size: Some(1), ..filter };
        let overdue = scene.queries.person_list(visible, &late).await?.total;
        let rows: Vec<WorkRow> =
            page.rows
                .into_iter()
                .map(|row| {
                    let holder = row.case.and_then(|case| holdings.get(&case).copied());
                    let stands_in = match holder {
                        Some(Holder::Account(account)) => Some(acting(account, &arrangement.absences, today))
                            .filter(|acts| *acts != account),
                        Some(Holder::Team(_)) | None => None,
                    };
                    WorkRow { row, holder, stands_in }
                })
                .collect();
        let count = rows.len() as i64;
        Ok((WorkView { arrangement, rows, total: page.total, overdue }, count))
    }
}

fn held(holdings: &HashMap<CaseId, Holder>, wanted: impl Fn(&Holder) -> bool) -> Vec<CaseId> {
    let mut cases: Vec<CaseId> =
        holdings.iter().filter(|(_, holder)| wanted(holder)).map(|(case, _)| *case).collect();
    cases.sort_unstable();
    cases
}

/// Who holds which case of a body.
pub async fn holdings(
    queries: &dyn Queries,
    region: RegionId,
    organisation: OrganisationId,
) -> Result<HashMap<CaseId, Holder>, Error> {
    let find = Find::new(RecordKind::Holding, region)
        .when(Where::is("organisation_id", organisation.0))
        .limit(i64::MAX);
    let all: Vec<Holding> = queries.all(find).await?;
    Ok(all.into_iter().filter_map(|one| Some((one.case, one.holder?))).collect())
}

/// A right that lapses, with the person's line.
#[derive(Debug, Clone)]
pub struct LapseRow {
    pub row: PersonRow,
    pub lapse: Lapse,
}

/// Rights of the people the asker sees whose watch has begun (process 4.9), the soonest end first.
#[derive(Debug, Clone, Copy)]
pub struct LapseWatch;

#[async_trait]
impl Query for LapseWatch {
    type Answer = Vec<LapseRow>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Person).filtered("lapse")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<LapseRow>, i64), Error> {
        let rows = lapsing(scene, visible).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// The same within another look.
pub async fn lapsing(scene: &Scene<'_>, visible: &Visible) -> Result<Vec<LapseRow>, Error> {
    let today = scene.operation.today;
    let find = Find::new(RecordKind::Case, visible.region())
        .when(Where::AtMost("lapse_warn_on", today.into()))
        .limit(i64::MAX);
    let cases: Vec<Case> = scene.queries.all(find).await?;
    let lapses: HashMap<CaseId, Lapse> = cases
        .into_iter()
        .filter_map(|case| Some((case.id, case.lapse.filter(|lapse| lapse.on >= today)?)))
        .collect();
    let mut ids: Vec<CaseId> = lapses.keys().copied().collect();
    ids.sort_unstable();
    let filter = PersonFilter { cases: Some(ids), page_size: Some(i64::MAX), ..PersonFilter::default() };
    let page = scene.queries.person_list(visible, &filter).await?;
    let mut rows: Vec<LapseRow> = page
        .rows
        .into_iter()
        .filter_map(|row| {
            let lapse = lapses.get(&row.case?)?.clone();
            Some(LapseRow { row, lapse })
        })
        .collect();
    rows.sort_by_key(|one| (one.lapse.on, one.row.person));
    Ok(rows)
}
