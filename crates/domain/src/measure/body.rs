//! Who sees to something on the way into training or work. Some are no bodies of this installation: then the office
//! that plans with the person notes for them.

use crate::organisation::OrganisationKind;

codes! {
    /// Bodies that decide, pay or see to something (practice (b), routes A and B; handbook 5).
    ResponsibleBody {
        Jobcenter = "jobcenter",
        Arbeitsagentur = "arbeitsagentur",
        Sozialamt = "sozialamt",
        Auslaenderbehoerde = "auslaenderbehoerde",
        Bundesamt = "bundesamt",
        Kurstraeger = "kurstraeger",
        Beratungsstelle = "beratungsstelle",
        /// Jobcenter or Arbeitsagentur, whichever plans with the person.
        Office = "office",
        /// Employer service of Jobcenter and Arbeitsagentur.
        EmployerService = "employer_service",
        JobGuide = "job_guide",
        Chamber = "chamber",
        School = "school",
        Employer = "employer",
        /// Body that recognises a foreign qualification.
        RecognitionBody = "recognition_body",
    }
}

impl ResponsibleBody {
    /// The kind of body that can act for itself in this installation; `None`: the planning office notes for it.
    pub fn kind(self) -> Option<OrganisationKind> {
        use OrganisationKind as K;
        match self {
            Self::Jobcenter => Some(K::Jobcenter),
            Self::Arbeitsagentur => Some(K::Arbeitsagentur),
            Self::Sozialamt => Some(K::Sozialamt),
            Self::Auslaenderbehoerde => Some(K::Auslaenderbehoerde),
            Self::Bundesamt => Some(K::Bundesamt),
            Self::Kurstraeger => Some(K::Kurstraeger),
            // counselling hangs on consent, so its body never acts on a plan itself
            Self::Beratungsstelle
            | Self::Office
            | Self::EmployerService
            | Self::JobGuide
            | Self::Chamber
            | Self::School
            | Self::Employer
            | Self::RecognitionBody => None,
        }
    }
}
