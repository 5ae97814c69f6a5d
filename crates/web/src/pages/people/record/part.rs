//! Parts of the record below the chain. What is empty or hidden takes a line together and not a heading each.

use crate::http::{Markup, Staff};

/// One part.
pub enum Part {
    Shown(Markup),
    /// Nothing there yet; its name.
    Empty(String),
    /// Not for this role; its name.
    Hidden(String),
    /// Nothing to say, not even that it is empty.
    Silent,
}

impl Part {
    /// A part that says nothing where there is nothing.
    pub fn some(section: Option<Markup>) -> Part {
        section.map_or(Part::Silent, Part::Shown)
    }
}

/// All parts in order, and one line each about those that are empty and hidden.
pub fn shown(staff: &Staff, parts: Vec<Part>) -> Vec<Markup> {
    let (mut sections, mut empty, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Shown(section) => sections.push(section),
            Part::Empty(name) => empty.push(name),
            Part::Hidden(name) => hidden.push(name),
            Part::Silent => {}
        }
    }
    for (key, names) in [("record-parts-empty", empty), ("record-parts-hidden", hidden)] {
        if !names.is_empty() {
            let said = staff.tn(key, &[("parts", names.join(", ").as_str().into())]);
            sections.push(Markup::paragraph(&said));
        }
    }
    sections
}
