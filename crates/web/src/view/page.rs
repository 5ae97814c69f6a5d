//! The frame of every page: who is looking, where they are, what just happened. The layouts in
//! `templates/layout` read these structs; not for the content.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use wording::Arg;

use super::{Action, Badge, Density, Language, Notice, Preferences, Theme};
use crate::assets::asset_url;

/// A link in a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Link {
        Link { label: label.into(), href: href.into() }
    }
}

/// Entries that fit one row at 1280 pixels; what goes beyond is behind "more".
const NAV_IN_ROW: usize = 8;

/// An entry of the navigation row, only what the role may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// What it says.
    pub label: String,
    /// Where it leads; pages below this path belong to it.
    pub href: String,
    /// Open tasks behind it, if it counts.
    pub count: Option<usize>,
}

impl NavItem {
    /// An entry without a count.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> NavItem {
        NavItem { label: label.into(), href: href.into(), count: None }
    }
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The person's name.
    pub name: String,
    /// The role in words.
    pub role: String,
    /// Further entries of the account menu (own settings, sessions); logout is always there.
    pub menu: Vec<Link>,
}

/// What all pages of one request share; built once by the request extractor.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Language of the page.
    pub language: Language,
    /// Bright or dark.
    pub theme: Theme,
    /// Row height.
    pub density: Density,
    /// Whether single keys are shortcuts.
    pub keys: bool,
    /// Name of the region.
    pub region: String,
    /// Name of the organisation the account acts for.
    pub organisation: Option<String>,
    /// Who is logged in; none on the login page.
    pub account: Option<Account>,
    /// The navigation row.
    pub nav: Vec<NavItem>,
    /// The session's token against forged requests.
    pub csrf: String,
    /// Path and query of this request, to come back to after changing language or brightness.
    pub path: String,
    /// Announced downtime or read-only mode.
    pub announcement: Option<String>,
}

impl Shell {
    /// A shell without account and navigation.
    pub fn new(preferences: Preferences, region: impl Into<String>, path: impl Into<String>) -> Shell {
        Shell {
            language: preferences.language,
            theme: preferences.theme,
            density: preferences.density,
            keys: preferences.keys,
            region: region.into(),
            organisation: None,
            account: None,
            nav: Vec::new(),
            csrf: String::new(),
            path: path.into(),
            announcement: None,
        }
    }

    /// Entries shown in the row: the first ones, and where we are.
    pub fn nav_shown(&self) -> Vec<&NavItem> {
        self.nav.iter().enumerate().filter(|(n, item)| self.in_row(*n, item)).map(|(_, item)| item).collect()
    }

    /// Entries behind "more".
    pub fn nav_more(&self) -> Vec<&NavItem> {
        self.nav.iter().enumerate().filter(|(n, item)| !self.in_row(*n, item)).map(|(_, item)| item).collect()
    }

    fn in_row(&self, n: usize, item: &NavItem) -> bool {
        // a menu for one single entry would only cost a click
        n < NAV_IN_ROW || self.nav.len() <= NAV_IN_ROW + 1 || self.is_current(item)
    }

    /// Whether the navigation entry is where we are.
    pub fn is_current(&self, item: &NavItem) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path == item.href || (item.href != "/" && path.starts_with(&format!("{}/", item.href)))
    }
}

/// A message about what just happened, shown once under the title.
pub type Flash = Notice;

/// Everything the staff layout needs.
#[derive(Debug, Clone)]
pub struct Page {
    /// What all pages of this request share.
    pub shell: Shell,
    /// The heading, also the window's title.
    pub title: String,
    /// One sentence under the heading.
    pub lead: Option<String>,
    /// State of the record, right of the heading.
    pub badge: Option<Badge>,
    /// Way to this page, without the page itself.
    pub breadcrumb: Vec<Link>,
    /// Buttons right of the heading, the primary one first.
    pub actions: Vec<Action>,
    /// What just happened.
    pub flashes: Vec<Flash>,
    /// What was typed into the search box, shown again on the result page.
    pub search: String,
    /// Address of the help for this page.
    pub help: String,
    /// Whether the content needs the full width (boards, wide tables).
    pub wide: bool,
}

impl Page {
    /// A page with a heading.
    pub fn new(shell: &Shell, title: impl Into<String>) -> Page {
        Page {
            shell: shell.clone(),
            title: title.into(),
            lead: None,
            badge: None,
            breadcrumb: Vec::new(),
            actions: Vec::new(),
            flashes: Vec::new(),
            search: String::new(),
            help: "/help".to_owned(),
            wide: false,
        }
    }

    /// Adds a step to the way here.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Page {
        self.breadcrumb.push(Link::new(label, href));
        self
    }

    /// Adds one sentence under the heading.
    pub fn lead(mut self, lead: impl Into<String>) -> Page {
        self.lead = Some(lead.into());
        self
    }

    /// Shows the record's state beside the heading.
    pub fn badge(mut self, badge: Badge) -> Page {
        self.badge = Some(badge);
        self
    }

    /// Adds a button right of the heading.
    pub fn action(mut self, action: Action) -> Page {
        self.actions.push(action);
        self
    }

    /// Adds a message.
    pub fn flash(mut self, flash: Flash) -> Page {
        self.flashes.push(flash);
        self
    }

    /// Leads the question mark to the help on this topic: `/help#topic`.
    pub fn help(mut self, topic: &str) -> Page {
        self.help = format!("/help#{topic}");
        self
    }

    /// Lets the content use the whole window.
    pub fn wide(mut self) -> Page {
        self.wide = true;
        self
    }

    /// The page's language.
    pub fn language(&self) -> Language {
        self.shell.language
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        wording::text(self.shell.language, key)
    }

    /// The text of a key with one value.
    pub fn t1<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        wording::text_with(self.shell.language, key, &[(name, value.into())])
    }

    /// The text of a key with several values.
    pub fn tn(&self, key: &str, args: &[(&str, Arg)]) -> String {
        wording::text_with(self.shell.language, key, args)
    }

    /// The text of a key made of a beginning and a code: `page.t_of("cases-state-", "open")`.
    pub fn t_of(&self, beginning: &str, code: &str) -> String {
        self.t(&format!("{beginning}{code}"))
    }

    /// A date in the page's language.
    pub fn date(&self, date: &NaiveDate) -> String {
        wording::date(self.shell.language, *date)
    }

    /// A date with its weekday, long.
    pub fn date_long(&self, date: &NaiveDate) -> String {
        wording::date_long(self.shell.language, *date)
    }

    /// A time of day.
    pub fn time(&self, time: &NaiveTime) -> String {
        wording::time(self.shell.language, *time)
    }

    /// Address of the style sheet for the page's direction.
    pub fn stylesheet(&self) -> String {
        sheet("app", self.shell.language)
    }

    /// Address of an asset.
    pub fn asset(&self, name: &str) -> String {
        asset_url(name).to_owned()
    }

    /// The languages of staff pages.
    pub fn staff_languages(&self) -> [Language; 2] {
        [Language::De, Language::En]
    }
}

/// Everything the public layout needs.
#[derive(Debug, Clone)]
pub struct PublicPage {
    /// Language of the page.
    pub language: Language,
    /// Name of the region.
    pub region: String,
    /// The heading, also the window's title.
    pub title: String,
    /// One sentence under the heading.
    pub lead: Option<String>,
    /// This page's path behind the language: `/courses` of `/ar/courses`.
    pub path: String,
    /// Whether the page may be found by search engines; not for pages behind a code from a letter.
    pub indexed: bool,
}

impl PublicPage {
    /// A page; `path` is what follows the language, empty for the home page.
    pub fn new(
        language: Language,
        region: impl Into<String>,
        path: impl Into<String>,
        title: impl Into<String>,
    ) -> PublicPage {
        PublicPage {
            language,
            region: region.into(),
            title: title.into(),
            lead: None,
            path: path.into(),
            indexed: true,
        }
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    /// The text of a key with one value.
    pub fn t1<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        wording::text_with(self.language, key, &[(name, value.into())])
    }

    /// The text of a key with several values.
    pub fn tn(&self, key: &str, args: &[(&str, Arg)]) -> String {
        wording::text_with(self.language, key, args)
    }

    /// A date in the page's language.
    pub fn date(&self, date: &NaiveDate) -> String {
        wording::date(self.language, *date)
    }

    /// A date with its weekday, long.
    pub fn date_long(&self, date: &NaiveDate) -> String {
        wording::date_long(self.language, *date)
    }

    /// A time of day.
    pub fn time(&self, time: &NaiveTime) -> String {
        wording::time(self.language, *time)
    }

    /// A path in the page's language.
    pub fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.language.code())
    }

    /// This page in another language.
    pub fn in_language(&self, language: &Language) -> String {
        format!("/{}{}", language.code(), self.path)
    }

    /// All languages with public pages.
    pub fn languages(&self) -> [Language; 8] {
        Language::ALL
    }

    /// Address of the style sheet for the page's direction.
    pub fn stylesheet(&self) -> String {
        sheet("public", self.language)
    }

    /// Address of an asset.
    pub fn asset(&self, name: &str) -> String {
        asset_url(name).to_owned()
    }
}

fn sheet(name: impl fmt::Display, language: Language) -> String {
    let direction = if language.direction() == "rtl" { ".rtl" } else { "" };
    asset_url(&format!("{name}{direction}.css")).to_owned()
}
