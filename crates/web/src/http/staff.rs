//! Who asks: a logged-in account with everything a page needs, or a visitor without login.

use super::answer::FlashNote;
use super::{Input, Problem};
use crate::site::Shared;
use crate::view::{Form, Language, Notice, Page, Shell, Tone};
use app::{Command, Done, Operation, Query};
use chrono::NaiveDate;
use domain::access::{Action, Actor, Purpose, Resource};
use domain::ids::{AccountId, OperationId};
use domain::organisation::Organisation;
use domain::region::{Offices, Pace, Region};

/// A logged-in account during one request.
pub struct Staff {
    pub site: Shared,
    pub actor: Actor,
    pub organisation: Organisation,
    pub region: Region,
    pub today: NaiveDate,
    pub request: String,
    pub(super) shell: Shell,
    pub(super) flash: Option<FlashNote>,
    pub(super) session: String,
}

impl Staff {
    /// Language of the page.
    pub fn language(&self) -> Language {
        self.shell.language
    }

    /// How periods run in the region; working days by the holidays of the whole state.
    pub fn pace(&self) -> Pace {
        Pace::new(self.region.settings.clone(), self.site.tables.periods.clone(), Offices::default())
    }

    /// Frame of the page.
    pub fn shell(&self) -> &Shell {
        &self.shell
    }

    /// Account that asks.
    pub fn account(&self) -> AccountId {
        self.actor.account
    }

    /// Hash of the session's token.
    pub fn session_hash(&self) -> &str {
        &self.session
    }

    /// A text of the page.
    pub fn t(&self, key: &str) -> String {
        wording::text(self.language(), key)
    }

    /// A text of the page with arguments.
    pub fn tn(&self, key: &str, args: &[(&str, wording::Arg)]) -> String {
        wording::text_with(self.language(), key, args)
    }

    /// The text of a stored code: key `<list>-<code>`, with `_` as `-` and in lower case.
    pub fn code(&self, list: &str, code: &str) -> String {
        if code.is_empty() {
            return String::new();
        }
        self.t(&format!("{list}-{}", code.replace('_', "-").to_lowercase()))
    }

    /// A page with its title from the wording, and the message of what just happened.
    pub fn page(&self, title_key: &str) -> Page {
        self.titled(self.t(title_key))
    }

    /// A page with a title made of data.
    pub fn titled(&self, title: impl Into<String>) -> Page {
        let page = Page::new(&self.shell, title);
        match &self.flash {
            None => page,
            Some(flash) => {
                let notice = if flash.key.starts_with("problem-") || flash.key.starts_with("refusal-") {
                    Notice::new(Tone::Warning, self.t(&flash.key))
                } else {
                    Notice::done(self.t(&flash.key))
                };
                page.flash(match flash.undo {
                    Some(operation) => notice.undo(&self.shell, format!("/undo/{operation}")),
                    None => notice,
                })
            }
        }
    }

    /// A form with CSRF token and a key that makes it take effect once.
    pub fn form(&self, action: impl Into<String>) -> Form {
        Form::new(self.language(), action, &self.shell.csrf).hidden("form_key", self.site.ids.token())
    }

    /// An operation of this account, now, for a purpose that follows from the role.
    pub fn operation(&self) -> Operation {
        Operation {
            id: OperationId(self.site.ids.next()),
            actor: self.actor.clone(),
            now: self.site.clock.now(),
            today: self.today,
            purpose: self.purpose(),
            request: self.request.clone(),
            key: None,
            import: None,
            ids: self.site.ids.clone(),
            periods: self.site.tables.periods.clone(),
        }
    }

    fn purpose(&self) -> Purpose {
        use domain::access::Role;
        match self.actor.roles.first() {
            Some(Role::Teststelle) => Purpose::Placement,
            Some(Role::Kurstraeger) => Purpose::CourseWork,
            Some(Role::Regionalkoordination) => Purpose::SeatAssignment,
            Some(Role::Koordination) => Purpose::Steering,
            Some(Role::Verwaltung | Role::Rechtsaufsicht) => Purpose::Supervision,
            Some(Role::Beratung) => Purpose::Counselling,
            Some(Role::BetroffenePerson) => Purpose::SubjectAccess,
            Some(Role::Zusteuerung | Role::Vermittlung) | None => Purpose::CaseWork,
        }
    }

    /// Asks through the gate.
    pub async fn ask<Q: Query>(&self, query: &Q) -> Result<Q::Answer, Problem> {
        Ok(self.site.gate.ask(&self.operation(), query).await?)
    }

    /// Runs a command through the gate; a form sent twice takes effect once.
    pub async fn run<C: Command>(&self, input: &Input, command: C) -> Result<Done<C::Outcome>, Problem> {
        Ok(self.site.gate.run(&self.keyed::<C>(input), command).await?)
    }

    /// What an earlier sending of the same form came to, for pages that look before they save.
    pub async fn earlier<C: Command>(&self, input: &Input) -> Result<Option<Done<C::Outcome>>, Problem> {
        Ok(self.site.gate.earlier::<C>(&self.keyed::<C>(input)).await?)
    }

    fn keyed<C: Command>(&self, input: &Input) -> Operation {
        let mut operation = self.operation();
        let key = input.text("form_key");
        if !key.is_empty() {
            operation.key = Some(format!("{}:{}:{}", self.actor.account, C::NAME, key));
        }
        operation
    }

    /// Whether to show a button.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        domain::access::grant(&self.actor, action, resource).is_ok()
    }
}

/// Somebody without login.
pub struct Visitor {
    pub site: Shared,
    /// Language of the path (`/ar/…`), else of the preference cookie.
    pub language: Language,
    /// Preferences and frame for pages in the staff layout (login).
    pub shell: Shell,
    pub today: NaiveDate,
    pub request: String,
    /// Address the request came from, for throttling only.
    pub address: String,
    /// Hash of the session cookie that came along, if any.
    pub session: Option<String>,
}
