//! The work of one's own body today: counts per stage and the next steps, overdue ones first. Not for
//! roles without people; their homes are made of figures and offers.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::queries::figures::StageCount;
use crate::queries::people::{PersonFilter, PersonRow};
use crate::queries::work::lapsing;
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::case::StepCode;

/// What a home shows of the people one works with.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnWork {
    pub stages: Vec<StageCount>,
    /// Next steps that the own body has to take, by day.
    pub next: Vec<PersonRow>,
    /// How many there are in all, and how many of them are overdue.
    pub next_total: i64,
    pub overdue: i64,
    /// Rights that lapse and are watched.
    pub lapsing: i64,
    /// People per step asked for, in the order of the question.
    pub steps: Vec<(StepCode, i64)>,
}

impl OwnWork {
    /// People in a stage.
    pub fn at(&self, stage: &str) -> i64 {
        self.stages.iter().find(|row| row.stage == stage).map_or(0, |row| row.count)
    }

    /// People with a step.
    pub fn with_step(&self, step: StepCode) -> i64 {
        self.steps.iter().find(|(known, _)| *known == step).map_or(0, |(_, count)| *count)
    }
}

/// The own body's work today.
#[derive(Debug, Clone, Default)]
pub struct OwnWorkToday {
    /// Steps to be counted.
    pub steps: Vec<StepCode>,
    /// Next steps shown.
    pub most: i64,
}

#[async_trait]
impl Query for OwnWorkToday {
    type Answer = OwnWork;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Person).filtered("today")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(OwnWork, i64), Error> {
        let today = scene.operation.today;
        let mine = PersonFilter {
            next_organisation: Some(visible.organisation()),
            page_size: Some(self.most),
            ..PersonFilter::default()
        };
        let stages = scene.queries.stages(visible, today).await?;
        let next = scene.queries.person_list(visible, &mine).await?;
        let late = PersonFilter { due_until: today.pred_opt(), page_size: Some(1), ..mine };
        let overdue = scene.queries.person_list(visible, &late).await?.total;
        let mut steps = Vec::new();
        for step in &self.steps {
            let filter = PersonFilter {
                next_step: Some(step.code().to_owned()),
                page_size: Some(1),
                ..PersonFilter::default()
            };
            steps.push((*step, scene.queries.person_list(visible, &filter).await?.total));
        }
        let lapsing = lapsing(scene, visible).await?.len() as i64;
        let count = next.rows.len() as i64;
        Ok((OwnWork { stages, next: next.rows, next_total: next.total, overdue, lapsing, steps }, count))
    }
}
