//! Delivers what waits in the outbox as mails through the relay of the operator. A mail says that there is
//! something to do and where; it names nobody. What cannot be delivered is tried again later and later.

use crate::config::Config;
use app::commands::{DIGEST, DigestFor};
use app::ports::{OutboxEntry, OutboxMessage, Queries, Store, TypedQueries};
use domain::ids::OrganisationId;
use domain::moment::Moment;
use domain::organisation::Organisation;
use domain::team::Team;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use wording::{Arg, Language};

/// Messages that are delivered in one go.
const TOGETHER: i64 = 50;
/// First pause after a failure, doubled with each further one, in milliseconds.
const PAUSE: i64 = 60_000;
/// Longest pause, in milliseconds.
const LONGEST_PAUSE: i64 = 6 * 60 * 60 * 1000;

/// The relay and the address mails come from.
pub struct Mailroom {
    relay: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
}

/// Why a message was not delivered, as a code for the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// The message names no body, or nothing that can be read.
    Unreadable,
    /// The body has no usable mailbox.
    NoMailbox,
    /// The relay did not take it.
    Relay,
}

impl Undelivered {
    fn code(self) -> &'static str {
        match self {
            Undelivered::Unreadable => "unreadable",
            Undelivered::NoMailbox => "no_mailbox",
            Undelivered::Relay => "relay",
        }
    }
}

impl Mailroom {
    /// The mailroom of an installation; `None` where no relay is set.
    pub fn open(config: &Config) -> anyhow::Result<Option<Self>> {
        if config.smtp.is_empty() {
            return Ok(None);
        }
        let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp)
            .map_err(|error| anyhow::anyhow!("the setting smtp cannot be used: {error}"))?
            .build();
        let from = config
            .mail_from
            .parse()
            .map_err(|error| anyhow::anyhow!("the setting mail_from is no address: {error}"))?;
        Ok(Some(Mailroom { relay, from, public_url: config.public_url.trim_end_matches('/').to_owned() }))
    }

    /// Delivers what waits; the number of mails sent.
    pub async fn deliver(&self, store: &dyn Store, now: Moment) -> Result<i64, app::Error> {
        let mut sent = 0;
        for entry in store.outbox_waiting(now, TOGETHER).await? {
            match self.one(store.queries(), &entry).await? {
                Ok(()) => {
                    store.outbox_delivered(entry.message.id, now).await?;
                    sent += 1;
                }
                Err(why) => {
                    tracing::warn!(
                        message = entry.message.id,
                        why = why.code(),
                        "a message was not delivered"
                    );
                    let pause = PAUSE.saturating_mul(1 << entry.attempts.clamp(0, 12)).min(LONGEST_PAUSE);
                    store.outbox_put_off(entry.message.id, why.code(), Moment(now.0 + pause)).await?;
                }
            }
        }
        Ok(sent)
    }

    async fn one(
        &self,
        queries: &dyn Queries,
        entry: &OutboxEntry,
    ) -> Result<Result<(), Undelivered>, app::Error> {
        let Some((organisation, team)) = receiver(&entry.message) else {
            return Ok(Err(Undelivered::Unreadable));
        };
        let Some(body) = queries.one::<Organisation>(organisation.0).await? else {
            return Ok(Err(Undelivered::Unreadable));
        };
        let team = match team {
            Some(team) => queries.one::<Team>(team).await?,
            None => None,
        };
        let address = team.as_ref().map(|team| team.email.as_str()).filter(|email| !email.is_empty());
        let Ok(to) = address.unwrap_or(&body.email).parse::<Mailbox>() else {
            return Ok(Err(Undelivered::NoMailbox));
        };
        let (subject, text) = self.words(&entry.message, team.as_ref());
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text);
        let Ok(mail) = mail else { return Ok(Err(Undelivered::NoMailbox)) };
        Ok(self.relay.send(mail).await.map(|_| ()).map_err(|_| Undelivered::Relay))
    }

    /// Subject and text of a message.
    fn words(&self, message: &OutboxMessage, team: Option<&Team>) -> (String, String) {
        let language = Language::De;
        let digest =
            (message.kind == DIGEST).then(|| serde_json::from_str::<DigestFor>(&message.payload).ok());
        let link = format!("{}/worklist", self.public_url);
        match digest.flatten() {
            // a body without people has no work list
            Some(digest) if digest.overdue + digest.today + digest.lapsing == 0 => {
                let link = format!("{}/today", self.public_url);
                let args = [("duties", Arg::Number(digest.duties)), ("link", Arg::Text(&link))];
                (
                    wording::text_with(language, "mail-duties-subject", &args),
                    wording::text_with(language, "mail-duties", &args),
                )
            }
            Some(digest) => {
                let args = [
                    ("overdue", Arg::Number(digest.overdue)),
                    ("today", Arg::Number(digest.today)),
                    ("lapsing", Arg::Number(digest.lapsing)),
                    ("duties", Arg::Number(digest.duties)),
                    ("team", Arg::Text(team.map_or("", |team| team.name.as_str()))),
                    ("link", Arg::Text(&link)),
                ];
                let key = if team.is_some() { "mail-digest-team" } else { "mail-digest" };
                (
                    wording::text_with(language, "mail-digest-subject", &args),
                    wording::text_with(language, key, &args),
                )
            }
            None => {
                let args = [("link", Arg::Text(&link))];
                (
                    wording::text(language, "mail-news-subject"),
                    wording::text_with(language, "mail-news", &args),
                )
            }
        }
    }
}

/// The body a message is for, and the team if it names one.
fn receiver(message: &OutboxMessage) -> Option<(OrganisationId, Option<i64>)> {
    let payload: serde_json::Value = serde_json::from_str(&message.payload).ok()?;
    let id = |name: &str| match payload.get(name)? {
        serde_json::Value::String(text) => text.parse::<OrganisationId>().ok(),
        other => serde_json::from_value(other.clone()).ok(),
    };
    // a digest names its body, a report the authority it is for, a letter the office or its sender
    let body = ["organisation", "authority", "to", "sender"].into_iter().find_map(id)?;
    let team =
        payload.get("team").and_then(|team| serde_json::from_value::<domain::ids::TeamId>(team.clone()).ok());
    Some((body, team.map(|team| team.0)))
}

#[cfg(test)]
#[path = "mailroom_tests.rs"]
mod tests;
