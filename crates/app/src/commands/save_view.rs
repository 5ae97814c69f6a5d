//! A list's filter under a name of one's own, and forgetting it. Not for shared lists.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::ViewId;
use domain::journal::{Event, EventName};
use domain::list_import::SavedView;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Keeps the filter of a list.
#[derive(Debug, Clone)]
pub struct SaveView {
    pub name: String,
    /// Path of the list, e.g. `/people`.
    pub path: String,
    /// Query of the list as in the address.
    pub query: String,
}

impl Demand for SaveView {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::View)
    }
}

#[async_trait]
impl Command for SaveView {
    type Outcome = ViewId;
    const NAME: &'static str = "save_view";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ViewId, Error> {
        let command = authorised.command();
        let name = command.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Refusal::new("view-name").with("most", 60).at("name").into());
        }
        let actor = authorised.actor();
        let view = SavedView {
            id: ViewId(context.next_id()),
            region: actor.region,
            version: 0,
            organisation: actor.organisation,
            account: actor.account,
            name: name.to_owned(),
            path: command.path.clone(),
            query: command.query.clone(),
        };
        let id = view.id;
        context.save(view).await?;
        context.emit(Event::new(EventName::ViewSaved, context.operation.today).with("view", id));
        Ok(id)
    }
}

/// Forgets an own saved filter.
#[derive(Debug, Clone)]
pub struct ForgetView {
    pub view: ViewId,
}

impl Demand for ForgetView {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::View)
    }
}

#[async_trait]
impl Command for ForgetView {
    type Outcome = ViewId;
    const NAME: &'static str = "forget_view";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ViewId, Error> {
        let id = authorised.command().view;
        let view: SavedView = context.need(id.0).await?;
        if view.account != authorised.actor().account {
            return Err(Error::Absent(RecordKind::SavedView));
        }
        context.work.remove(RecordKind::SavedView, id.0).await?;
        Ok(id)
    }
}
