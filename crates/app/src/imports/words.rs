//! Words that lists use for closed lists: sex, titles, benefits, acts, times of day, course types. What is
//! not known stays unknown; nothing is guessed from single letters beyond the usual ones.

use domain::act::ActKind;
use domain::course::CourseKind;
use domain::organisation::OrganisationKind;
use domain::person::{Sex, TimeOfDay};
use domain::residence::{BenefitSystem, ResidenceKind};

/// Small letters, umlauts without dots, one space between words; unlike names, words keep every letter.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match c {
            'ä' => plain.push('a'),
            'ö' => plain.push('o'),
            'ü' => plain.push('u'),
            'ß' => plain.push_str("ss"),
            c if c.is_alphanumeric() => plain.push(c),
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    plain.trim_end().to_owned()
}

/// Sex from a word or the usual letter.
pub fn sex(text: &str) -> Option<Sex> {
    match plain(text).as_str() {
        "w" | "f" | "weiblich" | "frau" | "female" => Some(Sex::Female),
        "m" | "maennlich" | "mann" | "herr" | "male" | "mannlich" => Some(Sex::Male),
        "d" | "x" | "divers" | "diverse" => Some(Sex::Diverse),
        _ => None,
    }
}

/// Kind of residence document, from its name or its usual short form.
pub fn residence(text: &str) -> Option<ResidenceKind> {
    let text = plain(text);
    let has = |part: &str| text.contains(part);
    let word = |word: &str| text.split(' ').any(|part| part == word);
    if has("fiktion") {
        Some(ResidenceKind::Fiktionsbescheinigung)
    } else if has("gestattung") {
        Some(ResidenceKind::Aufenthaltsgestattung)
    } else if has("duldung") || has("geduldet") {
        Some(ResidenceKind::Duldung)
    } else if has("niederlassung") || word("ne") {
        Some(ResidenceKind::Niederlassungserlaubnis)
    } else if has("aufenthaltserlaubnis") || word("ae") || has("aufenthg") {
        Some(ResidenceKind::Aufenthaltserlaubnis)
    } else if has("freizug") || has("freizueg") || word("eu") {
        Some(ResidenceKind::Freizuegigkeit)
    } else if has("visum") || word("visa") {
        Some(ResidenceKind::Visum)
    } else {
        None
    }
}

/// Benefit system, from its law or everyday name.
pub fn benefit(text: &str) -> Option<BenefitSystem> {
    let text = plain(text);
    let dense: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    match dense.as_str() {
        "nein" | "keine" | "kein" | "ohne" | "none" | "keineleistungen" => Some(BenefitSystem::None),
        _ if dense.contains("asylblg") => Some(BenefitSystem::Asylblg),
        _ if dense.contains("sgbiii") || dense.contains("sgb3") || dense == "alg" || dense == "algi" => {
            Some(BenefitSystem::Sgb3)
        }
        _ if dense.contains("sgbii")
            || dense.contains("sgb2")
            || dense.contains("burgergeld")
            || dense.contains("buergergeld") =>
        {
            Some(BenefitSystem::Sgb2)
        }
        _ if dense.contains("grundsicherung") || dense == "jobcenter" || dense == "algii" => {
            Some(BenefitSystem::Sgb2)
        }
        _ => None,
    }
}

/// Act named in a list of an authority: a duty or a right, as that authority issues it.
pub fn act(text: &str, issuer: OrganisationKind) -> Option<ActKind> {
    if let Some(kind) = ActKind::from_code(text.trim()) {
        return Some(kind);
    }
    let text = plain(text);
    let has = |part: &str| text.contains(part);
    if has("kooperationsplan") {
        return Some(ActKind::Kooperationsplan);
    }
    if has("zulassung") || has("zugelassen") {
        return match issuer {
            OrganisationKind::Jobcenter => Some(ActKind::ZulassungJobcenter),
            _ => Some(ActKind::ZulassungBundesamt),
        };
    }
    if has("verpflicht") || has("pflicht") || text == "v" {
        return match issuer {
            OrganisationKind::Jobcenter => Some(ActKind::VerpflichtungJobcenter),
            OrganisationKind::Sozialamt => Some(ActKind::VerpflichtungAsylblg),
            OrganisationKind::Auslaenderbehoerde if has("bedarf") || has("besonder") => {
                Some(ActKind::VerpflichtungBedarf)
            }
            OrganisationKind::Auslaenderbehoerde => Some(ActKind::VerpflichtungTitel),
            _ => None,
        };
    }
    (has("berechtig") || has("anspruch") || text == "b").then_some(ActKind::Teilnahmeberechtigung)
}

/// The cell says that there is neither right nor duty.
pub fn says_no(text: &str) -> bool {
    matches!(plain(text).as_str(), "" | "nein" | "keine" | "kein" | "ohne" | "offen" | "noch nicht" | "no")
}

/// Times of the day in words or as hours; `None` if a word is not known.
pub fn times(text: &str) -> Option<Vec<TimeOfDay>> {
    use chrono::Timelike;
    let words = plain(text);
    let mut found = Vec::new();
    let pairs = [
        (["vormittag", "morgen", "morning"], TimeOfDay::Morning),
        (["nachmittag", "nach mittag", "afternoon"], TimeOfDay::Afternoon),
        (["abend", "evening", "abends"], TimeOfDay::Evening),
        (["wochenende", "samstag", "weekend"], TimeOfDay::Weekend),
    ];
    for (parts, time) in pairs {
        if parts.iter().any(|part| words.contains(part)) {
            found.push(time);
        }
    }
    if !found.is_empty() {
        return Some(found);
    }
    if matches!(words.as_str(), "egal" | "alle" | "immer" | "ganztags" | "flexibel" | "any") {
        return Some(TimeOfDay::ALL.to_vec());
    }
    for slot in sheets::values::week_times(text).into_value()? {
        let time = match (slot.day, slot.from.hour()) {
            (Some(chrono::Weekday::Sat | chrono::Weekday::Sun), _) => TimeOfDay::Weekend,
            (_, 0..12) => TimeOfDay::Morning,
            (_, 12..17) => TimeOfDay::Afternoon,
            _ => TimeOfDay::Evening,
        };
        if !found.contains(&time) {
            found.push(time);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Course type, from its many spellings.
pub fn course_kind(text: &str) -> Option<CourseKind> {
    if let Some(kind) = CourseKind::from_code(text.trim().to_uppercase().as_str()) {
        return Some(kind);
    }
    let text = plain(text);
    let has = |part: &str| text.contains(part);
    let word = |word: &str| text.split(' ').any(|part| part == word);
    let kinds = [
        (has("wiederhol") || word("wdh"), CourseKind::Wiederholungskurs),
        (has("zweitschrift") || word("zsl"), CourseKind::Zweitschriftlernerkurs),
        (has("alpha"), CourseKind::Alphabetisierungskurs),
        (has("intensiv"), CourseKind::Intensivkurs),
        (has("forder") || has("foerder"), CourseKind::Foerderkurs),
        (has("eltern"), CourseKind::Elternkurs),
        (has("frauen"), CourseKind::Frauenkurs),
        (has("jugend") || has("junge erwachsene"), CourseKind::Jugendkurs),
        (
            has("allgemein") || has("integrationskurs") || word("aik") || word("ik"),
            CourseKind::AllgemeinerIntegrationskurs,
        ),
    ];
    kinds.into_iter().find(|(fits, _)| *fits).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_names_of_benefits_mean_their_law() {
        for (text, system) in [
            ("SGB II", BenefitSystem::Sgb2),
            ("Bürgergeld", BenefitSystem::Sgb2),
            ("SGB III", BenefitSystem::Sgb3),
            ("AsylbLG", BenefitSystem::Asylblg),
            ("keine", BenefitSystem::None),
        ] {
            assert_eq!(benefit(text), Some(system), "{text}");
        }
        assert_eq!(benefit("siehe Akte"), None);
    }

    #[test]
    fn a_duty_is_the_duty_of_the_authority_that_keeps_the_list() {
        assert_eq!(act("verpflichtet", OrganisationKind::Jobcenter), Some(ActKind::VerpflichtungJobcenter));
        assert_eq!(
            act("Verpflichtung", OrganisationKind::Auslaenderbehoerde),
            Some(ActKind::VerpflichtungTitel)
        );
        assert_eq!(act("Berechtigung", OrganisationKind::Sozialamt), Some(ActKind::Teilnahmeberechtigung));
        assert_eq!(act("vielleicht", OrganisationKind::Jobcenter), None);
        assert!(says_no("nein") && says_no(" "));
    }

    #[test]
    fn course_types_have_many_spellings() {
        for (text, kind) in [
            ("Allg. Integrationskurs", CourseKind::AllgemeinerIntegrationskurs),
            ("Alpha", CourseKind::Alphabetisierungskurs),
            ("IK mit Alphabetisierung", CourseKind::Alphabetisierungskurs),
            ("Förderkurs", CourseKind::Foerderkurs),
            ("INT", CourseKind::Intensivkurs),
            ("Frauenintegrationskurs", CourseKind::Frauenkurs),
        ] {
            assert_eq!(course_kind(text), Some(kind), "{text}");
        }
        assert_eq!(course_kind("Yoga"), None);
    }

    #[test]
    fn times_come_as_words_or_hours() {
        assert_eq!(times("vormittags"), Some(vec![TimeOfDay::Morning]));
        assert_eq!(times("Mo-Fr 8:30-12:00"), Some(vec![TimeOfDay::Morning]));
        assert_eq!(times("18:00-20:30"), Some(vec![TimeOfDay::Evening]));
        assert_eq!(times("nach Absprache"), None);
    }
}
