//! A document that is printed and is no letter to a person: title, sections with text and tables, lines to sign on.
//! Its words are finished; whoever composes it took them from the wording. Not for letters: see `letter`.

/// The document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Language code of its words.
    pub language: String,
    pub title: String,
    pub subtitle: String,
    /// Body that answers for it.
    pub author: String,
    /// Where it goes out as a letter to another body; its parts then have no numbers.
    pub addressed: Option<Addressed>,
    /// A remark in a box under the title, such as "translation".
    pub note: Option<String>,
    pub sections: Vec<Section>,
}

/// Who writes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// Name first, then the address; neither may be empty.
    pub sender: Vec<String>,
    /// Lines of the address window.
    pub receiver: Vec<String>,
    /// Date, contact and the like beside the window: what it is, and its value.
    pub info: Vec<(String, String)>,
}

/// A part with its heading; parts are numbered in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// What stands in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Text(String),
    Table(Grid),
    Signatures(Vec<Signature>),
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A line to sign on, or what says that it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub role: String,
    pub signed: Option<String>,
}
