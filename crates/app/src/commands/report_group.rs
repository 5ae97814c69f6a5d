//! The provider tells BAMF how many have registered for a line, where the region reports by its rhythm (§ 9 DeuFöV,
//! process 6.C3).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::vocational;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::refusal::Refusal;
use domain::vocational::{VocationalFacts, VocationalLine, VocationalReportKind};

/// Which line.
#[derive(Debug, Clone)]
pub struct ReportGroup {
    pub line: VocationalLine,
}

impl Demand for ReportGroup {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::VocationalReport)
    }
}

#[async_trait]
impl Command for ReportGroup {
    type Outcome = ();
    const NAME: &'static str = "report_group";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (line, provider) = (authorised.command().line, authorised.actor().organisation);
        let people = vocational::waiting_for(context, provider, line).await?;
        if people == 0 {
            return Err(Refusal::new("vocational-nobody-waits").into());
        }
        let due = vocational::group_due(context, provider, line).await?;
        let due_on = due.unwrap_or(context.operation.today);
        let facts = VocationalFacts { people: Some(people), ..VocationalFacts::default() };
        let group = (provider, line, None);
        vocational::tell_of_group(context, VocationalReportKind::Group, group, (facts, due_on)).await
    }
}
