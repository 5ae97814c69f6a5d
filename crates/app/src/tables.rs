//! Regional and dated tables that are read once at the start, out of `rules/`. Not for decision tables of
//! law: see the rules crate.

use domain::placement::RecommendationTable;

/// The tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Which course type and section fit a test result (`rules/placement.toml`).
    pub recommendation: RecommendationTable,
}

impl Default for Tables {
    fn default() -> Self {
        Tables { recommendation: RecommendationTable { row: Vec::new() } }
    }
}
