//! The letters of the own body: what is still to be printed, and what was.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::ids::LetterId;
use domain::letter::Letter;
use domain::letter_record::LetterRecord;
use domain::record::RecordKind;

/// Letters of the own body, newest first.
#[derive(Debug, Clone, Default)]
pub struct LetterList {
    /// Only those that were not printed yet.
    pub open_only: bool,
}

#[async_trait]
impl Query for LetterList {
    type Answer = Vec<LetterRecord>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Letter).filtered(if self.open_only { "open" } else { "all" })
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<LetterRecord>, i64), Error> {
        let mut find = Find::new(RecordKind::LetterRecord, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .by("issued_on")
            .backwards()
            .limit(500);
        if self.open_only {
            find = find.when(Where::is("printed", 0));
        }
        let letters: Vec<LetterRecord> = scene.queries.all(find).await?;
        let count = letters.len() as i64;
        Ok((letters, count))
    }
}

/// One letter as it was written.
#[derive(Debug, Clone)]
pub struct LetterContent {
    pub letter: LetterId,
}

#[async_trait]
impl Query for LetterContent {
    type Answer = (LetterRecord, Letter);

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Letter).of(RecordKind::LetterRecord, self.letter.0)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<((LetterRecord, Letter), i64), Error> {
        let record: LetterRecord = scene.queries.need(self.letter.0).await?;
        if !visible.reaches(record.region, record.organisation) {
            return Err(Error::Absent(RecordKind::LetterRecord));
        }
        let letter = serde_json::from_value(record.content.clone()).map_err(Error::fault)?;
        Ok(((record, letter), 1))
    }
}
