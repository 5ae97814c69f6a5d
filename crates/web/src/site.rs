//! What all requests share: the gate, the clock, ids, printer and a few settings.

use app::{Clock, Gate, Ids};
use std::sync::Arc;

/// The shared parts, built once by the server's wiring.
pub struct Site {
    pub gate: Gate,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub letters: Arc<dyn app::ports::LetterPrinter>,
    /// Address under which people reach the installation, for links and codes in letters.
    pub public_url: String,
    /// Demo data only: one click takes a role.
    pub demo: bool,
    /// Cookies only over TLS; off for a demo on the own machine.
    pub secure_cookies: bool,
    pub throttle: crate::http::Throttle,
    /// Regional tables that are read at the start.
    pub tables: app::tables::Tables,
}

/// How handlers hold it.
pub type Shared = Arc<Site>;
