//! Proposes which column of a list holds which field, from the headings alone.
//!
//! Meant for the first list of an organisation; the caller keeps what a person confirmed. It does
//! not look at the cells and never decides alone: every proposal carries its confidence.

use serde::{Deserialize, Serialize};

/// The least confidence worth proposing.
const LEAST: u8 = 60;

/// Tokens written short, with their long form; applied to headings and synonyms alike.
const SHORT: [(&str, &str); 42] = [
    ("adr", "adresse"),
    ("anschr", "anschrift"),
    ("ansprechp", "ansprechpartner"),
    ("az", "aktenzeichen"),
    ("bem", "bemerkung"),
    ("dat", "datum"),
    ("fam", "familien"),
    ("famname", "familienname"),
    ("fax", "telefax"),
    ("geb", "geburts"),
    ("gebdat", "geburtsdatum"),
    ("gebdatum", "geburtsdatum"),
    ("gebjahr", "geburtsjahr"),
    ("gebland", "geburtsland"),
    ("gebname", "geburtsname"),
    ("gebort", "geburtsort"),
    ("gebtag", "geburtstag"),
    ("geschl", "geschlecht"),
    ("hausnr", "hausnummer"),
    ("hnr", "hausnummer"),
    ("kurznr", "kursnummer"),
    ("kursnr", "kursnummer"),
    ("lfd", "laufende"),
    ("lfdnr", "laufendenummer"),
    ("mob", "mobil"),
    ("mobiltel", "mobiltelefon"),
    ("nat", "nationalitaet"),
    ("nn", "nachname"),
    ("no", "nummer"),
    ("nr", "nummer"),
    ("plz", "postleitzahl"),
    ("staatsang", "staatsangehoerigkeit"),
    ("sta", "staatsangehoerigkeit"),
    ("str", "strasse"),
    ("straße", "strasse"),
    ("tel", "telefon"),
    ("telnr", "telefonnummer"),
    ("tn", "teilnehmer"),
    ("ue", "unterrichtseinheiten"),
    ("vn", "vorname"),
    ("vorn", "vorname"),
    ("wohns", "wohnsitz"),
];

/// A field a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec<'a> {
    /// The caller's code for it.
    pub code: &'a str,
    /// Headings it goes by, the usual one first.
    pub synonyms: &'a [&'a str],
    /// Whether a list without it is of no use.
    pub required: bool,
}

/// The proposal for one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMatch {
    /// Index in the heading.
    pub column: usize,
    /// The heading as found.
    pub heading: String,
    /// The code of the proposed field; none if nothing comes close.
    pub field: Option<String>,
    /// How sure the proposal is, 60 to 100; 0 without a field.
    pub confidence: u8,
}

/// The proposal for a whole heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One entry per column, in the order of the heading. No field occurs twice.
    pub columns: Vec<ColumnMatch>,
    /// Codes of required fields that no column was proposed for.
    pub missing: Vec<String>,
}

impl Mapping {
    /// The column proposed for a field.
    pub fn column_of(&self, code: &str) -> Option<usize> {
        self.columns.iter().find(|column| column.field.as_deref() == Some(code)).map(|column| column.column)
    }
}

/// Proposes a field for each column; of several columns for one field the likeliest gets it.
pub fn propose(heading: &[String], fields: &[FieldSpec<'_>]) -> Mapping {
    let known: Vec<Vec<Vec<String>>> =
        fields.iter().map(|field| field.synonyms.iter().map(|synonym| tokens(synonym)).collect()).collect();
    let mut candidates = Vec::new();
    for (column, text) in heading.iter().enumerate() {
        let variants = variants(text);
        for (index, synonyms) in known.iter().enumerate() {
            let best = variants
                .iter()
                .flat_map(|(variant, loss)| {
                    let scores = synonyms.iter().map(|synonym| score(variant, synonym).saturating_sub(*loss));
                    scores.collect::<Vec<u8>>()
                })
                .max()
                .unwrap_or(0);
            if best >= LEAST {
                candidates.push((best, column, index));
            }
        }
    }
    candidates.sort_by_key(|&(confidence, column, index)| (std::cmp::Reverse(confidence), column, index));
    let mut columns: Vec<ColumnMatch> = heading
        .iter()
        .enumerate()
        .map(|(column, text)| ColumnMatch { column, heading: text.clone(), field: None, confidence: 0 })
        .collect();
    let mut taken = vec![false; fields.len()];
    for (confidence, column, index) in candidates {
        if columns[column].field.is_none() && !taken[index] {
            taken[index] = true;
            columns[column].field = Some(fields[index].code.to_owned());
            columns[column].confidence = confidence;
        }
    }
    let missing = fields.iter().zip(&taken).filter(|(field, taken)| field.required && !**taken);
    let missing = missing.map(|(field, _)| field.code.to_owned()).collect();
    Mapping { columns, missing }
}

/// A heading in the forms worth comparing, each with the confidence it costs: as it stands,
/// without what is in brackets, and only the lower line of a heading of two lines.
fn variants(text: &str) -> Vec<(Vec<Token>, u8)> {
    let mut all = vec![(marked_tokens(text), 0)];
    if let Some((before, rest)) = text.split_once(['(', '[']) {
        let after = rest.split_once([')', ']']).map_or("", |(_, after)| after);
        all.push((marked_tokens(&format!("{before} {after}")), 2));
    }
    if let Some((_, lower)) = text.rsplit_once(" / ") {
        all.push((marked_tokens(lower), 5));
    }
    all.retain(|(tokens, _)| !tokens.is_empty());
    all
}

/// A word of a heading and whether a full stop marks it as cut short.
struct Token {
    word: String,
    cut: bool,
}

fn tokens(text: &str) -> Vec<String> {
    marked_tokens(text).into_iter().map(|token| token.word).collect()
}

fn marked_tokens(text: &str) -> Vec<Token> {
    let text = folded(text);
    let mut all: Vec<Token> = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
        } else if !word.is_empty() {
            let long = SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| (*long).to_owned());
            let cut = c == '.' && long.is_none();
            all.push(Token { word: long.unwrap_or_else(|| std::mem::take(&mut word)), cut });
            word.clear();
        }
    }
    all
}

/// Lower case without umlauts and other accents that lists write now so, now so.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in crate::values::clean(text).chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'é' | 'è' | 'ê' => folded.push('e'),
            other => folded.push(other),
        }
    }
    folded
}

/// How well a heading fits a synonym, 0 to 100.
fn score(heading: &[Token], synonym: &[String]) -> u8 {
    let words: Vec<&str> = heading.iter().map(|token| token.word.as_str()).collect();
    let (found, wanted) = (words.concat(), synonym.concat());
    if wanted.is_empty() || found.is_empty() {
        return 0;
    }
    if found == wanted {
        return 100;
    }
    let mut best = 0;
    let cut = heading.iter().any(|token| token.cut);
    // A short whole word is not an abbreviation: "Kurs" is not "Kursbeginn".
    let short_enough = found.len() >= 3 && (cut || words.len() > 1 || found.len() >= 7);
    if short_enough && abbreviates(&words, &wanted) {
        best = if cut { 88 } else { 70 };
    }
    let runs = words.windows(synonym.len()).any(|run| run.iter().eq(synonym.iter()));
    if runs || words.contains(&wanted.as_str()) {
        best = best.max(if words.len() <= synonym.len() + 2 { 78 } else { 66 });
    }
    match distance(&found, &wanted) {
        1 if wanted.len() >= 6 => best.max(84),
        2 if wanted.len() >= 9 => best.max(72),
        _ => best,
    }
}

/// Whether the words are beginnings of the parts of one long word, in order.
fn abbreviates(words: &[&str], wanted: &str) -> bool {
    let mut rest = wanted;
    for (index, word) in words.iter().enumerate() {
        let Some(at) = rest.find(word).filter(|&at| index > 0 || at == 0) else { return false };
        rest = &rest[at + word.len()..];
    }
    true
}

/// Slips of the pen between two words: letters changed, added, dropped or swapped. Words that
/// differ by more than two letters in length are told as 3.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 || a.len() > 60 {
        return 3;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut line = vec![i + 1];
        for j in 0..b.len() {
            let change = last[j] + usize::from(a[i] != b[j]);
            let mut least = change.min(last[j + 1] + 1).min(line[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut last, line);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [FieldSpec<'static>; 8] = [
        FieldSpec { code: "family_name", synonyms: &["Nachname", "Familienname", "Name"], required: true },
        FieldSpec { code: "given_name", synonyms: &["Vorname", "Rufname"], required: true },
        FieldSpec {
            code: "born_on",
            synonyms: &["Geburtsdatum", "Geburtstag", "geboren am"],
            required: true,
        },
        FieldSpec {
            code: "nationality",
            synonyms: &["Staatsangehörigkeit", "Nationalität"],
            required: false,
        },
        FieldSpec { code: "phone", synonyms: &["Telefon", "Telefonnummer", "Mobil"], required: false },
        FieldSpec { code: "postcode", synonyms: &["Postleitzahl", "PLZ"], required: false },
        FieldSpec { code: "starts_on", synonyms: &["Kursbeginn", "Beginn"], required: false },
        FieldSpec { code: "street", synonyms: &["Straße", "Straße und Hausnummer"], required: false },
    ];

    fn fields(heading: &[&str]) -> Vec<Option<String>> {
        let heading: Vec<String> = heading.iter().map(|&text| text.to_owned()).collect();
        propose(&heading, &FIELDS).columns.into_iter().map(|column| column.field).collect()
    }

    fn field(heading: &str) -> Option<String> {
        fields(&[heading]).remove(0)
    }

    #[test]
    fn abbreviations_and_other_spellings_are_understood() {
        for (heading, code) in [
            ("Geb.-Dat.", "born_on"),
            ("GEBURTSDATUM (TT.MM.JJJJ)", "born_on"),
            ("geb. am", "born_on"),
            ("Geburtsdaum", "born_on"),
            ("Vorn.", "given_name"),
            ("Staatsang.", "nationality"),
            ("Staatsangehoerigkeit", "nationality"),
            ("Nationalitaet", "nationality"),
            ("Tel.", "phone"),
            ("Tel.-Nr.", "phone"),
            ("Tel. mobil", "phone"),
            ("PLZ", "postcode"),
            ("Kurs / Beginn", "starts_on"),
            ("Person / Nachname", "family_name"),
            ("Str. u. Hausnr.", "street"),
            ("Strasse", "street"),
            ("Nachname des Teilnehmers", "family_name"),
        ] {
            assert_eq!(field(heading).as_deref(), Some(code), "{heading}");
        }
    }

    #[test]
    fn unrelated_headings_get_no_field() {
        for heading in ["Bemerkung", "Kurs", "lfd. Nr.", "", "x", "Aktenzeichen"] {
            assert_eq!(field(heading), None, "{heading}");
        }
    }

    #[test]
    fn the_likeliest_column_gets_the_field_and_no_field_occurs_twice() {
        let found = fields(&["Name", "Nachname", "Vorname", "Vorname 2"]);
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, [Some("family_name"), None, Some("given_name"), None]);
    }

    #[test]
    fn required_fields_without_a_column_are_named() {
        let mapping = propose(&["Vorname".to_owned(), "PLZ".to_owned()], &FIELDS);
        assert_eq!(mapping.missing, ["family_name", "born_on"]);
        assert_eq!(mapping.column_of("postcode"), Some(1));
        assert_eq!(mapping.columns[0].confidence, 100);
    }
}
