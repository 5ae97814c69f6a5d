//! What a column may hold: codes, usual headings, and which column of a list is which. Not for reading values.

use domain::list_import::ImportKind;
use sheets::FieldSpec;
use std::collections::BTreeMap;

const fn field(code: &'static str, synonyms: &'static [&'static str]) -> FieldSpec<'static> {
    FieldSpec { code, synonyms, required: false }
}

const PERSON: &[FieldSpec<'static>] = &[
    field(
        "family_name",
        &["Familienname", "Nachname", "Name", "Zuname", "last name", "family name", "surname"],
    ),
    field("given_names", &["Vorname", "Vornamen", "first name", "given name"]),
    field(
        "full_name",
        &[
            "Name, Vorname",
            "Vor- und Nachname",
            "Vor- und Zuname",
            "vollständiger Name",
            "Teilnehmer",
            "Person",
            "full name",
        ],
    ),
    field("birth_date", &["Geburtsdatum", "geboren am", "geb. am", "geb.", "Geburtstag", "date of birth"]),
    field("birth_place", &["Geburtsort", "geboren in", "place of birth"]),
    field("sex", &["Geschlecht", "Anrede", "m/w/d", "sex", "gender"]),
    field("nationality", &["Staatsangehörigkeit", "Nationalität", "Herkunftsland", "Land", "nationality"]),
    field("language", &["Sprache", "Muttersprache", "Briefsprache", "Kommunikationssprache", "language"]),
    field(
        "file_number",
        &[
            "Aktenzeichen",
            "BG-Nummer",
            "Kundennummer",
            "Geschäftszeichen",
            "AZR-Nummer",
            "Fallnummer",
            "Personennummer",
            "file number",
        ],
    ),
    field("address", &["Anschrift", "Adresse", "Wohnanschrift", "address"]),
    field("street", &["Straße", "Straße und Hausnummer", "Straße Hausnr.", "street"]),
    field("house_number", &["Hausnummer", "Hausnr."]),
    field("postcode", &["PLZ", "Postleitzahl", "postcode", "zip"]),
    field("town", &["Ort", "Wohnort", "Stadt", "Gemeinde", "town", "city"]),
    field("phone", &["Telefon", "Telefonnummer", "Handy", "Mobil", "Rufnummer", "phone"]),
    field("email", &["E-Mail", "Mail", "E-Mail-Adresse", "email"]),
    field("residence", &["Aufenthaltstitel", "Aufenthaltsstatus", "Titel", "Status", "residence title"]),
    field("residence_norm", &["Rechtsgrundlage", "Paragraph", "§", "Norm"]),
    field("residence_issued_on", &["Titel erteilt am", "erteilt am", "ausgestellt am"]),
    field("residence_valid_until", &["Titel gültig bis", "gültig bis", "Titel bis", "befristet bis"]),
    field("benefit", &["Leistungsbezug", "Leistung", "Rechtskreis", "Leistungsart", "benefit"]),
    field(
        "act_kind",
        &[
            "Verpflichtung/Berechtigung",
            "Berechtigung",
            "Verpflichtung",
            "Art der Teilnahme",
            "Teilnahmeart",
            "Zugang",
            "Bescheid",
            "act",
        ],
    ),
    field(
        "act_issued_on",
        &[
            "Bescheid vom",
            "verpflichtet am",
            "berechtigt am",
            "Datum Bescheid",
            "Bescheiddatum",
            "Verpflichtung am",
            "Berechtigung vom",
            "issued on",
        ],
    ),
    field("act_valid_until", &["Berechtigung gültig bis", "Bescheid gültig bis", "Verpflichtung gültig bis"]),
    field(
        "children",
        &["Kinder mit Betreuungsbedarf", "Kinder zu betreuen", "Kinderbetreuung", "Kinder", "children"],
    ),
    field("times", &["mögliche Zeiten", "Zeiten", "Tageszeit", "Verfügbarkeit", "times"]),
];

const COURSE: &[FieldSpec<'static>] = &[
    FieldSpec {
        required: true,
        ..field(
            "number",
            &["Kursnummer", "Kursnr.", "Nummer", "Kurs-Nr.", "Kurskennung", "Kurs", "course number"],
        )
    },
    FieldSpec {
        required: true,
        ..field("kind", &["Kursart", "Kurstyp", "Art", "Typ", "Art des Kurses", "course type"])
    },
    FieldSpec {
        required: true,
        ..field("start", &["Beginn", "Kursbeginn", "Start", "Startdatum", "von", "Beginn am", "start date"])
    },
    FieldSpec {
        required: true,
        ..field(
            "lessons",
            &[
                "UE pro Woche",
                "UE/Woche",
                "Wochenstunden",
                "Unterrichtseinheiten pro Woche",
                "Stunden pro Woche",
                "lessons per week",
            ],
        )
    },
    FieldSpec {
        required: true,
        ..field(
            "seats",
            &[
                "Plätze",
                "Platzzahl",
                "max. TN",
                "Teilnehmerplätze",
                "Kapazität",
                "maximale Teilnehmerzahl",
                "seats",
            ],
        )
    },
    field("title", &["Bezeichnung", "Titel", "Kursname", "title"]),
    field("place", &["Kursort", "Unterrichtsort", "Standort", "Gebäude", "place"]),
    field("street", &["Straße", "Adresse", "Anschrift", "street"]),
    field("postcode", &["PLZ", "Postleitzahl"]),
    field("town", &["Ort", "Stadt", "Gemeinde", "town"]),
    field("times", &["Zeiten", "Uhrzeit", "Unterrichtszeiten", "Tageszeit", "times"]),
    field("minimum", &["Mindestteilnehmer", "min. TN", "Mindestzahl", "Mindestteilnehmerzahl", "minimum"]),
    field("child_care", &["Kinderbetreuung", "Betreuungsplätze", "Kinderbetreuungsplätze", "child care"]),
    field("first_section", &["erster Abschnitt", "Beginn mit Modul", "Modul", "Abschnitt", "first section"]),
];

const EXAM: &[FieldSpec<'static>] = &[
    field(
        "case_number",
        &[
            "Fallnummer",
            "Fall",
            "Aktenzeichen",
            "Personennummer",
            "TN-Nummer",
            "Teilnehmernummer",
            "case number",
        ],
    ),
    field("family_name", &["Familienname", "Nachname", "Name", "Zuname", "last name", "surname"]),
    field("given_names", &["Vorname", "Vornamen", "first name", "given name"]),
    field("birth_date", &["Geburtsdatum", "geboren am", "geb. am", "geb.", "date of birth"]),
    field("held_on", &["Prüfungsdatum", "Prüfungstag", "Prüfung am", "Testdatum", "Datum", "exam date"]),
    field("listening_reading", &["Hören/Lesen", "Hören und Lesen", "HL", "listening/reading"]),
    field("writing", &["Schreiben", "S", "writing"]),
    field("speaking", &["Sprechen", "mündlich", "speaking"]),
    field("points", &["Punkte", "Punktzahl", "richtige Antworten", "LiD Punkte", "points"]),
    field("absent", &["Teilnahme", "abwesend", "gefehlt", "nicht erschienen", "anwesend", "absent"]),
];

/// Fields a list of a kind may have.
pub fn fields(kind: ImportKind) -> &'static [FieldSpec<'static>] {
    match kind {
        ImportKind::Persons => PERSON,
        ImportKind::Courses => COURSE,
        ImportKind::ExamResults => EXAM,
    }
}

/// Key of a field's name.
pub fn label_key(kind: ImportKind, code: &str) -> String {
    let topic = match kind {
        ImportKind::Persons => "person",
        ImportKind::Courses => "course",
        ImportKind::ExamResults => "exam",
    };
    format!("imports-field-{topic}-{}", code.replace('_', "-"))
}

/// Fields without which the rows are of no use, as far as no column holds them.
pub fn missing(kind: ImportKind, mapping: &BTreeMap<String, String>) -> Vec<&'static str> {
    let has = |code: &str| mapping.values().any(|held| held == code);
    match kind {
        ImportKind::Persons if has("family_name") || has("full_name") => Vec::new(),
        ImportKind::Persons => vec!["family_name"],
        ImportKind::Courses => {
            COURSE.iter().filter(|field| field.required && !has(field.code)).map(|field| field.code).collect()
        }
        ImportKind::ExamResults => {
            let whom = has("case_number") || (has("family_name") && has("birth_date"));
            let what = has("points") || has("speaking");
            let lacks = [(whom, "case_number"), (what, "speaking")];
            lacks.into_iter().filter(|(there, _)| !there).map(|(_, code)| code).collect()
        }
    }
}

/// Index of the column of each field.
#[derive(Debug, Clone, Default)]
pub struct Columns(BTreeMap<&'static str, usize>);

impl Columns {
    /// Places of the mapped fields in a heading; of equal headings the first counts.
    pub fn new(kind: ImportKind, heading: &[String], mapping: &BTreeMap<String, String>) -> Self {
        let mut found = BTreeMap::new();
        for (index, text) in heading.iter().enumerate() {
            let Some(code) = mapping.get(text) else { continue };
            if let Some(field) = fields(kind).iter().find(|field| field.code == code) {
                found.entry(field.code).or_insert(index);
            }
        }
        Columns(found)
    }

    /// Cell of a field, trimmed; empty where the list has none.
    pub fn text<'a>(&self, row: &'a sheets::Row, code: &str) -> &'a str {
        self.0.get(code).map(|index| row.text(*index).trim()).unwrap_or_default()
    }

    /// The list has a column for the field.
    pub fn has(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headings_of_offices_are_found_without_help() {
        let heading: Vec<String> =
            ["Name", "Vorname", "Geb.-Dat.", "Staatsang.", "PLZ", "Ort", "Tel.", "BG-Nummer", "Bescheid vom"]
                .map(str::to_owned)
                .to_vec();
        let proposal = sheets::columns::propose(&heading, fields(ImportKind::Persons));
        let found: Vec<Option<&str>> =
            proposal.columns.iter().map(|column| column.field.as_deref()).collect();
        let wanted = [
            "family_name",
            "given_names",
            "birth_date",
            "nationality",
            "postcode",
            "town",
            "phone",
            "file_number",
            "act_issued_on",
        ];
        assert_eq!(found, wanted.map(Some).to_vec());
    }

    #[test]
    fn a_list_without_any_name_cannot_be_used() {
        assert_eq!(missing(ImportKind::Persons, &BTreeMap::new()), vec!["family_name"]);
        let mapping = BTreeMap::from([("Kunde".to_owned(), "full_name".to_owned())]);
        assert!(missing(ImportKind::Persons, &mapping).is_empty());
    }
}
