//! What an appointment at the counselling body came to: a short result of codes, or that nobody came.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{consents, counselling};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::counselling::{Agreed, HelpKind, Sight, TalkResult};
use domain::ids::CounsellingTalkId;
use domain::journal::EventName;
use domain::record::RecordKind;

/// What is noted.
#[derive(Debug, Clone)]
pub enum TalkOutcome {
    Held { discussed: Vec<HelpKind>, agreed: Vec<Agreed>, next_contact_on: Option<NaiveDate> },
    Missed,
}

/// Which talk, in the version the person saw.
#[derive(Debug, Clone)]
pub struct RecordCounselling {
    pub talk: CounsellingTalkId,
    pub version: i64,
    pub outcome: TalkOutcome,
}

impl Demand for RecordCounselling {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Counselling)
    }
}

#[async_trait]
impl Command for RecordCounselling {
    type Outcome = ();
    const NAME: &'static str = "record_counselling";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::CounsellingTalk, self.talk.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let wanted = (command.talk, command.version);
        let visible = authorised.visible();
        let mut talk = counselling::reached_talk(context, &visible, wanted, Sight::Result).await?;
        let name = match &command.outcome {
            TalkOutcome::Held { discussed, agreed, next_contact_on } => {
                talk.note(TalkResult {
                    noted_on: today,
                    discussed: discussed.clone(),
                    agreed: agreed.clone(),
                    next_contact_on: *next_contact_on,
                })?;
                EventName::CounsellingHeld
            }
            TalkOutcome::Missed => {
                talk.miss(today)?;
                EventName::CounsellingMissed
            }
        };
        context.emit(consents::counselling_event(name, &talk, today));
        context.save(talk).await
    }
}
