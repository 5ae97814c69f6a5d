//! State in one word with a picture: never by colour alone. The same tone means the same in lists, records
//! and charts.

use askama::Template;

use super::html;

/// What a state means for the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to do, nothing to celebrate.
    #[default]
    Neutral,
    /// Good to know; under way.
    Info,
    /// Done, fine.
    Success,
    /// Will go wrong unless somebody acts.
    Warning,
    /// Has gone wrong or is overdue.
    Danger,
}

impl Tone {
    /// The word used in class names.
    pub fn code(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Info => "info",
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }

    /// The picture that goes with the tone.
    pub fn icon(self) -> Icon {
        match self {
            Tone::Neutral => Icon::MoreVert,
            Tone::Info => Icon::Info,
            Tone::Success => Icon::Success,
            Tone::Warning => Icon::Warning,
            Tone::Danger => Icon::Danger,
        }
    }
}

/// The pictures of the design system that we use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says what the picture shows")]
pub enum Icon {
    Account,
    Add,
    ArrowBack,
    ArrowForward,
    Calendar,
    Check,
    Checklist,
    Close,
    Copy,
    Danger,
    Delete,
    Download,
    Draft,
    Edit,
    Help,
    Home,
    Info,
    Language,
    Logout,
    Mail,
    MoreVert,
    Repeat,
    Search,
    Success,
    Upload,
    Visibility,
    VisibilityOff,
    Warning,
}

impl Icon {
    /// The picture's name in the design system.
    pub fn code(self) -> &'static str {
        match self {
            Icon::Account => "account-circle",
            Icon::Add => "add",
            Icon::ArrowBack => "arrow-back",
            Icon::ArrowForward => "arrow-forward",
            Icon::Calendar => "calendar-today",
            Icon::Check => "check",
            Icon::Checklist => "checklist",
            Icon::Close => "close",
            Icon::Copy => "content-copy",
            Icon::Danger => "danger",
            Icon::Delete => "delete",
            Icon::Download => "download",
            Icon::Draft => "draft",
            Icon::Edit => "edit",
            Icon::Help => "help",
            Icon::Home => "home",
            Icon::Info => "info",
            Icon::Language => "language",
            Icon::Logout => "logout",
            Icon::Mail => "mail",
            Icon::MoreVert => "more-vert",
            Icon::Repeat => "autorenew",
            Icon::Search => "search",
            Icon::Success => "success",
            Icon::Upload => "drive-folder-upload",
            Icon::Visibility => "visibility",
            Icon::VisibilityOff => "visibility-off",
            Icon::Warning => "warning",
        }
    }
}

/// A state: picture and word.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "components/badge.html")]
pub struct Badge {
    /// The word.
    pub label: String,
    /// What it means.
    pub tone: Tone,
    /// Another picture than the tone's own.
    pub icon: Option<Icon>,
}

html!(Badge);

impl Badge {
    /// A badge with the tone's own picture; neutral badges have none.
    pub fn new(tone: Tone, label: impl Into<String>) -> Badge {
        Badge { label: label.into(), tone, icon: None }
    }

    /// Another picture than the tone's own.
    pub fn icon(mut self, icon: Icon) -> Badge {
        self.icon = Some(icon);
        self
    }

    /// The picture to show.
    pub fn picture(&self) -> Option<&'static str> {
        match (self.icon, self.tone) {
            (Some(icon), _) => Some(icon.code()),
            (None, Tone::Neutral) => None,
            (None, tone) => Some(tone.icon().code()),
        }
    }
}
