//! Measures (handbook 5): the catalogue of instruments, what is offered in a region with first days and places, which
//! of it fits somebody after a course, and the recommendation of one with its answer. Not for the law on who may
//! enter: the rule tables decide that (`rules/side/60-massnahmen.dmn`, `rules/vocational`).

mod body;
mod catalogue;
mod entry;
mod fit;
mod offer;
mod recommendation;

pub use body::ResponsibleBody;
pub use catalogue::{Catalogue, Measure};
pub use entry::{Entry, EntryState, entry_of};
pub use fit::{ChildCareFit, Fit, LevelFit, Offered, Seeker, fit};
pub use offer::{MeasureOffer, OfferState};
pub use recommendation::{
    Begun, ChangeReason, Choice, MeasureRecommendation, NotBegunReason, RecommendationAnswer,
    RecommendationState, RecommendationVerdict,
};

codes! {
    /// Instruments of handbook 5; what is known of each stands in `rules/measures.toml`.
    MeasureKind {
        Vermittlungsbudget = "vb",
        /// Activation and integration, with voucher or directly awarded.
        Aktivierung = "mat",
        /// Private placement with a voucher.
        Vermittlungsgutschein = "avgs_mpav",
        Berufsorientierungspraktikum = "bop",
        BerufsvorbereitendeBildungsmassnahme = "bvb",
        Einstiegsqualifizierung = "eq",
        AssistierteAusbildung = "asa",
        AusserbetrieblicheAusbildung = "bae",
        Berufsausbildungsbeihilfe = "bab",
        BeruflicheWeiterbildung = "fbw",
        QualifizierungBeschaeftigter = "q_besch",
        Eingliederungszuschuss = "egz",
        Einstiegsgeld = "esg",
        /// Wage subsidies for people who have long received benefits.
        Lohnkostenzuschuss = "16e_16i",
        GanzheitlicheBetreuung = "16k",
        Arbeitsgelegenheit = "agh",
        Berufsintegrationsklasse = "bik",
        JobTurbo = "job_turbo",
        Ausbildung = "ausbildung",
        Ausbildungsduldung = "60c",
        Beschaeftigungsduldung = "60d",
        Anerkennung = "anerkennung",
        /// Vocational language course.
        Berufssprachkurs = "bsk",
    }
}

impl MeasureKind {
    /// Somebody is employed in it, so that the gate before work has to be open (§ 2 Abs. 2, § 4a AufenthG).
    pub fn is_employment(self) -> bool {
        matches!(
            self,
            Self::Einstiegsqualifizierung
                | Self::AusserbetrieblicheAusbildung
                | Self::Ausbildung
                | Self::Eingliederungszuschuss
                | Self::Lohnkostenzuschuss
        )
    }
}
