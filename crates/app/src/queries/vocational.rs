//! Groups of Berufssprachkurse and the waiting list by line over all providers: counts for everybody, names for
//! nobody. Not for people: see `vocational_people`.

use super::vocational_people::{Somebody, named};
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::vocational;
use async_trait::async_trait;
use domain::access::{Action, Reach, Resource, Visible};
use domain::ids::{OrganisationId, VocationalCourseId};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::region::Region;
use domain::vocational::{
    Duty, LineCount, PlaceState, VocationalCourse, VocationalCourseState, VocationalLine, VocationalPlace,
    VocationalRow, count_lines,
};
use std::collections::HashMap;

/// One line of the waiting list as the asker may see it.
#[derive(Debug, Clone)]
pub struct WaitingLine {
    /// Counts below the smallest one that is shown are zero here.
    pub count: LineCount,
    /// So few wait that the number is not said.
    pub few: bool,
    /// The type does not run today.
    pub closed: bool,
    /// Of the asker's own list.
    pub own: i64,
    /// Providers with so few that their number is not said.
    pub hidden_providers: i64,
}

/// The waiting list by line.
#[derive(Debug, Clone)]
pub struct WaitingLines {
    pub lines: Vec<WaitingLine>,
    pub providers: HashMap<OrganisationId, String>,
    /// Counts below this are not said to the asker; 0 where all are.
    pub smallest: i64,
}

/// Asks for the waiting list by line over all providers.
#[derive(Debug, Clone, Default)]
pub struct VocationalWaiting;

#[async_trait]
impl Query for VocationalWaiting {
    type Answer = WaitingLines;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::VocationalCourse)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(WaitingLines, i64), Error> {
        let (region, today) = (visible.region(), scene.operation.today);
        let places = vocational::living(scene.queries, region, None).await?;
        let settings = scene.queries.need::<Region>(region.0).await?.settings;
        let people = also_visible(&scene.operation.actor, Action::List, Resource::VocationalPlace);
        let all = people.is_ok_and(|people| people.reach() == Reach::Region);
        let smallest = if all { 0 } else { settings.smallest_count };
        let closed = scene.law_on(today).await?.set.switches().closed(today);
        let own = visible.organisation();
        let lines: Vec<WaitingLine> = count_lines(vocational::types(), &places, today)
            .into_iter()
            .map(|count| {
                let closed = closed.iter().any(|code| code == count.line.kind.code());
                narrowed(count, (own, smallest), closed)
            })
            .collect();
        let ids: Vec<i64> = lines.iter().flat_map(|l| l.count.by_provider.keys().map(|id| id.0)).collect();
        let bodies: Vec<Organisation> = scene.queries.many(&ids).await?;
        let providers = bodies.into_iter().map(|body| (body.id, body.short_name)).collect();
        Ok((WaitingLines { lines, providers, smallest }, 1))
    }
}

/// A line without counts that are too small to be said; the own ones stay.
fn narrowed(mut count: LineCount, (own, smallest): (OrganisationId, i64), closed: bool) -> WaitingLine {
    let mine = count.by_provider.get(&own).copied().unwrap_or_default();
    let few = count.waiting > 0 && count.waiting < smallest && count.waiting != mine;
    let all = count.by_provider.len();
    count.by_provider.retain(|provider, waiting| *provider == own || *waiting >= smallest);
    if !few {
        hide_one_more(&mut count, own, smallest);
    }
    let hidden_providers = (all - count.by_provider.len()) as i64;
    if few {
        (count.waiting, count.obliged, count.oldest, count.missing) = (0, 0, None, 0);
    }
    if count.obliged < smallest && count.waiting != mine {
        count.obliged = 0;
    }
    WaitingLine { count, few, closed, own: mine, hidden_providers }
}

/// The sum is shown, so too small a rest would give itself away: the smallest counts go with it, the own one last.
fn hide_one_more(count: &mut LineCount, own: OrganisationId, smallest: i64) {
    loop {
        let rest = count.waiting - count.by_provider.values().sum::<i64>();
        let shown = count.by_provider.iter().filter(|(provider, _)| **provider != own);
        match shown.min_by_key(|(_, waiting)| **waiting).map(|(provider, _)| *provider) {
            Some(next) if rest > 0 && rest < smallest => count.by_provider.remove(&next),
            _ => return,
        };
    }
}

/// A group with its people counted.
#[derive(Debug, Clone)]
pub struct GroupRow {
    pub course: VocationalCourse,
    pub provider: String,
    /// Placed or begun.
    pub people: i64,
}

/// Groups of the region, those of one provider, or only those that are not over.
#[derive(Debug, Clone, Default)]
pub struct GroupList {
    pub own: bool,
    pub with_ended: bool,
}

#[async_trait]
impl Query for GroupList {
    type Answer = Vec<GroupRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::VocationalCourse)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<GroupRow>, i64), Error> {
        let mut find = Find::new(RecordKind::VocationalCourse, visible.region()).by("planned_start_on");
        if self.own {
            find = find.when(Where::is("provider_id", visible.organisation().0));
        }
        let mut courses: Vec<VocationalCourse> = scene.queries.all(find).await?;
        let open = [VocationalCourseState::Planned, VocationalCourseState::Running];
        courses.retain(|course| self.with_ended || open.contains(&course.state));
        let places = vocational::living(scene.queries, visible.region(), None).await?;
        let ids: Vec<i64> = courses.iter().map(|course| course.provider.0).collect();
        let bodies: Vec<Organisation> = scene.queries.many(&ids).await?;
        let names: HashMap<_, _> = bodies.into_iter().map(|body| (body.id, body.name)).collect();
        let row = |course: VocationalCourse| GroupRow {
            people: places.iter().filter(|place| place.course == Some(course.id)).count() as i64,
            provider: names.get(&course.provider).cloned().unwrap_or_default(),
            course,
        };
        let rows: Vec<GroupRow> = courses.into_iter().map(row).collect();
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One line of a provider's own list.
#[derive(Debug, Clone)]
pub struct OwnLine {
    pub line: VocationalLine,
    pub row: Option<VocationalRow>,
    pub waiting: i64,
    /// Over all providers, where it may be said.
    pub everywhere: Option<i64>,
    pub oldest: Option<chrono::NaiveDate>,
    /// What is owed to BAMF about this line.
    pub report: Option<Duty>,
}

/// What a provider collects: its lines with somebody on them.
#[derive(Debug, Clone, Default)]
pub struct OwnLines;

#[async_trait]
impl Query for OwnLines {
    type Answer = Vec<OwnLine>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::VocationalCourse)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<OwnLine>, i64), Error> {
        let (region, own, today) = (visible.region(), visible.organisation(), scene.operation.today);
        let (all, _) = VocationalWaiting.answer(visible, scene).await?;
        let places = vocational::living(scene.queries, region, Some(own)).await?;
        let reports = vocational::group_reports(scene.queries, region, own).await?;
        let pace = crate::steps::pace(scene.queries, region, scene.operation.periods.clone()).await?;
        let lines: Vec<OwnLine> = count_lines(vocational::types(), &places, today)
            .into_iter()
            .filter(|count| count.waiting > 0)
            .map(|count| {
                let line = count.line;
                let shown = all.lines.iter().find(|shown| shown.count.line == line && !shown.few);
                OwnLine {
                    line,
                    row: vocational::types().of(line.kind, today).cloned(),
                    waiting: count.waiting,
                    everywhere: shown.map(|shown| shown.count.waiting),
                    oldest: count.oldest,
                    report: vocational::duty_of_group(&places, &reports, (own, line), &pace),
                }
            })
            .collect();
        let count = lines.len() as i64;
        Ok((lines, count))
    }
}

/// One group; its people for those who may see them.
#[derive(Debug, Clone)]
pub struct GroupView {
    pub course: VocationalCourse,
    pub provider: String,
    pub row: Option<VocationalRow>,
    /// Number of people placed or begun.
    pub people: i64,
    /// Who sits in it; `None`: hidden.
    pub members: Option<Vec<(VocationalPlace, Somebody)>>,
    /// Who waits at the provider for this line, obliged people first; only for the provider.
    pub waiting: Vec<(VocationalPlace, Somebody)>,
}

/// Asks for one group.
#[derive(Debug, Clone)]
pub struct GroupRecord {
    pub course: VocationalCourseId,
}

#[async_trait]
impl Query for GroupRecord {
    type Answer = GroupView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::VocationalCourse)
            .of(RecordKind::VocationalCourse, self.course.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(GroupView, i64), Error> {
        let course: VocationalCourse = scene.queries.need(self.course.0).await?;
        let published = visible.reaches(course.region, course.provider);
        if !published {
            return Err(Error::Absent(RecordKind::VocationalCourse));
        }
        let provider: Option<Organisation> = scene.queries.one(course.provider.0).await?;
        let mut places = vocational::of_course(scene.queries, &course).await?;
        places.retain(|place| place.course == Some(course.id));
        let people = places.len() as i64;
        let may = also_visible(&scene.operation.actor, Action::List, Resource::VocationalPlace);
        let sees = may.is_ok_and(|may| may.reaches(course.region, course.provider));
        let own = course.provider == visible.organisation();
        let mut waiting = Vec::new();
        if sees && own && course.state == VocationalCourseState::Planned {
            waiting = vocational::living(scene.queries, course.region, Some(course.provider)).await?;
            waiting.retain(|place| place.state == PlaceState::Waiting && place.line == course.line);
            waiting.sort_by_key(|place| (!place.obliged, place.registered_on, place.id));
        }
        let view = GroupView {
            row: vocational::types().of(course.line.kind, course.planned_start_on).cloned(),
            provider: provider.map(|body| body.name).unwrap_or_default(),
            people,
            members: if sees { Some(named(scene, places).await?) } else { None },
            waiting: named(scene, waiting).await?,
            course,
        };
        Ok((view, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::placement::Level;
    use domain::vocational::{Goal, VocationalKind};

    fn line(waiting: &[(i64, i64)]) -> LineCount {
        let line = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };
        LineCount {
            line,
            waiting: waiting.iter().map(|(_, count)| count).sum(),
            obliged: 0,
            oldest: None,
            by_provider: waiting.iter().map(|(id, count)| (OrganisationId(*id), *count)).collect(),
            start_at: 15,
            missing: 0,
        }
    }

    #[test]
    fn a_small_count_of_one_provider_does_not_follow_from_the_sum() {
        let nobody = OrganisationId(0);
        let seen = narrowed(line(&[(1, 7), (2, 4), (3, 1)]), (nobody, 3), false);
        let shown: Vec<i64> = seen.count.by_provider.values().copied().collect();
        assert_eq!((seen.count.waiting, shown, seen.hidden_providers), (12, vec![7], 2));
        let seen = narrowed(line(&[(1, 7), (2, 2), (3, 2)]), (nobody, 3), false);
        assert_eq!(seen.hidden_providers, 2, "two small ones together are not small");
        let own = narrowed(line(&[(1, 7), (2, 4), (3, 1)]), (OrganisationId(2), 3), false);
        assert_eq!(own.count.by_provider.get(&OrganisationId(2)), Some(&4), "the own list is known anyway");
        let all = narrowed(line(&[(1, 7), (2, 1)]), (nobody, 0), false);
        assert_eq!(all.hidden_providers, 0, "BAMF sees every count");
    }
}
