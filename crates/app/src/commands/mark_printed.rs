//! Notes that letters of the own body were printed. The paper itself is made by the letter press.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::LetterId;
use domain::journal::{Event, EventName};
use domain::letter::Letter;
use domain::letter_record::LetterRecord;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Letters that go to the printer.
#[derive(Debug, Clone)]
pub struct MarkPrinted {
    pub letters: Vec<LetterId>,
}

impl Demand for MarkPrinted {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Letter)
    }
}

#[async_trait]
impl Command for MarkPrinted {
    /// Contents of the letters in the order asked for.
    type Outcome = Vec<Letter>;
    const NAME: &'static str = "mark_printed";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Vec<Letter>, Error> {
        if authorised.command().letters.is_empty() {
            return Err(Refusal::new("no-letters-chosen").into());
        }
        let mut contents = Vec::new();
        for id in &authorised.command().letters {
            let mut record: LetterRecord = context.need(id.0).await?;
            if !authorised.visible().reaches(record.region, record.organisation) {
                return Err(Error::Absent(RecordKind::LetterRecord));
            }
            contents.push(serde_json::from_value(record.content.clone()).map_err(Error::fault)?);
            if record.printed_at.is_none() {
                record.printed_at = Some(context.operation.now);
                let event = Event::new(EventName::LetterPrinted, context.operation.today)
                    .about(record.case, record.person)
                    .with("letter", record.id);
                context.emit(event);
                context.save(record).await?;
            }
        }
        Ok(contents)
    }
}
