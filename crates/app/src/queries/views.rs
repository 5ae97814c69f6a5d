//! Saved filters of the asking account, by list. Not for their meaning: the page reads its own query.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::list_import::SavedView;
use domain::record::RecordKind;

/// Saved filters of one list.
#[derive(Debug, Clone)]
pub struct SavedViews {
    /// Path of the list, e.g. `/people`.
    pub path: String,
}

#[async_trait]
impl Query for SavedViews {
    type Answer = Vec<SavedView>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::View)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SavedView>, i64), Error> {
        let account = scene.operation.actor.account;
        let find = Find::new(RecordKind::SavedView, visible.region())
            .when(Where::is("account_id", account.0))
            .by("name")
            .limit(100);
        let mut views: Vec<SavedView> = scene.queries.all(find).await?;
        views.retain(|view| view.path == self.path);
        let count = views.len() as i64;
        Ok((views, count))
    }
}
