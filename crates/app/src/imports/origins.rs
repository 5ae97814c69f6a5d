//! Nationalities and languages as lists write them: German name, ISO code, Destatis key; name or code of a
//! language. Data: `data/staatsangehoerigkeit_destatis_2021.csv` and our table of ISO codes beside it.

use domain::matching::normalise;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A state: its ISO codes and the language letters to its people are usually written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub alpha2: String,
    pub alpha3: String,
    /// BCP 47; empty where none is likelier than others.
    pub language: String,
}

/// Spellings beside the official names; adjectives as the column "Staatsangehörigkeit" often has them.
const ALSO: &[(&str, &str)] = &[
    ("afghanisch", "AFG"),
    ("syrisch", "SYR"),
    ("irakisch", "IRQ"),
    ("iranisch", "IRN"),
    ("ukrainisch", "UKR"),
    ("russisch", "RUS"),
    ("russland", "RUS"),
    ("tuerkisch", "TUR"),
    ("turkisch", "TUR"),
    ("turkei", "TUR"),
    ("somalisch", "SOM"),
    ("eritreisch", "ERI"),
    ("athiopisch", "ETH"),
    ("nigerianisch", "NGA"),
    ("kosovarisch", "XKX"),
    ("albanisch", "ALB"),
    ("serbisch", "SRB"),
    ("bosnisch", "BIH"),
    ("kroatisch", "HRV"),
    ("rumanisch", "ROU"),
    ("bulgarisch", "BGR"),
    ("polnisch", "POL"),
    ("ungarisch", "HUN"),
    ("griechisch", "GRC"),
    ("italienisch", "ITA"),
    ("spanisch", "ESP"),
    ("portugiesisch", "PRT"),
    ("franzosisch", "FRA"),
    ("deutsch", "DEU"),
    ("vietnamesisch", "VNM"),
    ("thailandisch", "THA"),
    ("indisch", "IND"),
    ("pakistanisch", "PAK"),
    ("chinesisch", "CHN"),
    ("marokkanisch", "MAR"),
    ("tunesisch", "TUN"),
    ("agyptisch", "EGY"),
    ("libanesisch", "LBN"),
    ("jemenitisch", "YEM"),
    ("kongolesisch", "COD"),
    ("kamerunisch", "CMR"),
    ("belarus", "BLR"),
    ("usa", "USA"),
    ("moldawien", "MDA"),
    ("kirgistan", "KGZ"),
    ("elfenbeinkuste", "CIV"),
    ("burma", "MMR"),
    ("venezolanisch", "VEN"),
    ("kolumbianisch", "COL"),
    ("brasilianisch", "BRA"),
    ("georgisch", "GEO"),
    ("armenisch", "ARM"),
    ("aserbaidschanisch", "AZE"),
    ("mazedonien", "MKD"),
    ("syrien arabische republik", "SYR"),
    ("iran islamische republik", "IRN"),
    ("staatenlos", "XXA"),
    ("ungeklart", "XXX"),
    ("ohne angabe", "XXX"),
];

/// Languages by their German and English names.
const LANGUAGES: &[(&str, &str)] = &[
    ("deutsch", "de"),
    ("german", "de"),
    ("englisch", "en"),
    ("english", "en"),
    ("ukrainisch", "uk"),
    ("ukrainian", "uk"),
    ("arabisch", "ar"),
    ("arabic", "ar"),
    ("dari", "prs"),
    ("persisch", "fa"),
    ("farsi", "fa"),
    ("paschtu", "ps"),
    ("paschto", "ps"),
    ("turkisch", "tr"),
    ("tuerkisch", "tr"),
    ("franzosisch", "fr"),
    ("franzoesisch", "fr"),
    ("russisch", "ru"),
    ("kurdisch", "ku"),
    ("kurmandschi", "kmr"),
    ("sorani", "ckb"),
    ("tigrinya", "ti"),
    ("tigrinisch", "ti"),
    ("amharisch", "am"),
    ("somali", "so"),
    ("albanisch", "sq"),
    ("serbisch", "sr"),
    ("bosnisch", "bs"),
    ("kroatisch", "hr"),
    ("rumanisch", "ro"),
    ("bulgarisch", "bg"),
    ("polnisch", "pl"),
    ("ungarisch", "hu"),
    ("griechisch", "el"),
    ("italienisch", "it"),
    ("spanisch", "es"),
    ("portugiesisch", "pt"),
    ("vietnamesisch", "vi"),
    ("thai", "th"),
    ("thailandisch", "th"),
    ("chinesisch", "zh"),
    ("urdu", "ur"),
    ("hindi", "hi"),
    ("pandschabi", "pa"),
    ("tamil", "ta"),
    ("georgisch", "ka"),
    ("armenisch", "hy"),
    ("aserbaidschanisch", "az"),
    ("usbekisch", "uz"),
    ("romanes", "rom"),
    ("mazedonisch", "mk"),
    ("tschechisch", "cs"),
    ("slowakisch", "sk"),
];

struct Table {
    states: Vec<Origin>,
    /// Key, code or normalised name to the place in `states`.
    names: HashMap<String, usize>,
    languages: HashMap<String, &'static str>,
}

/// Fields of a line of a CSV without line breaks inside fields.
fn cells(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            c => all.last_mut().expect("one cell at least").push(c),
        }
    }
    all
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut states = Vec::new();
        let mut names = HashMap::new();
        for line in include_str!("../../../../data/staatsangehoerigkeit_iso.csv").lines().skip(1) {
            let cells = cells(line);
            let [key, alpha2, alpha3, language] = cells.as_slice() else { continue };
            let place =
                states.iter().position(|known: &Origin| known.alpha3 == *alpha3).unwrap_or_else(|| {
                    states.push(Origin {
                        alpha2: alpha2.clone(),
                        alpha3: alpha3.clone(),
                        language: language.clone(),
                    });
                    states.len() - 1
                });
            for name in [key.clone(), alpha2.to_lowercase(), alpha3.to_lowercase()] {
                names.entry(name).or_insert(place);
            }
        }
        for code in ["XXA", "XXX"] {
            states.push(Origin { alpha2: String::new(), alpha3: code.to_owned(), language: String::new() });
            names.insert(code.to_lowercase(), states.len() - 1);
        }
        names.insert("997".to_owned(), states.len() - 2);
        names.extend([("998".to_owned(), states.len() - 1), ("999".to_owned(), states.len() - 1)]);
        for line in include_str!("../../../../data/staatsangehoerigkeit_destatis_2021.csv").lines().skip(1) {
            let cells = cells(line);
            let [key, name] = cells.as_slice() else { continue };
            if let Some(place) = names.get(key).copied() {
                names.entry(normalise(name)).or_insert(place);
            }
        }
        for (name, code) in ALSO {
            if let Some(place) = names.get(&code.to_lowercase()).copied() {
                names.entry(normalise(name)).or_insert(place);
            }
        }
        let languages = LANGUAGES.iter().map(|(name, code)| (normalise(name), *code)).collect();
        Table { states, names, languages }
    })
}

/// State of a nationality as written; 997 and its like mean stateless, 998 and 999 unknown (codes XXA, XXX
/// of ICAO 9303).
pub fn nationality(text: &str) -> Option<&'static Origin> {
    let table = table();
    let text = text.trim();
    let found = table.names.get(&text.to_lowercase()).or_else(|| table.names.get(&normalise(text)));
    // Excel drops the zeros of a key
    let padded = || text.parse::<u16>().ok().and_then(|key| table.names.get(&format!("{key:03}")));
    found.or_else(padded).map(|place| &table.states[*place])
}

/// State of an alpha-3 code.
pub fn origin_of(alpha3: &str) -> Option<&'static Origin> {
    table().states.iter().find(|state| state.alpha3 == alpha3)
}

/// Code of a language by its name or code.
pub fn language(text: &str) -> Option<String> {
    let found = table().languages.get(&normalise(text)).map(|code| (*code).to_owned());
    found.or_else(|| {
        let code = text.trim().to_lowercase();
        let known = LANGUAGES.iter().any(|(_, known)| *known == code)
            || table().states.iter().any(|s| s.language == code);
        (known && !code.is_empty()).then_some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_key_has_an_iso_code_and_only_states_of_the_past_have_none() {
        let mut without = Vec::new();
        for line in include_str!("../../../../data/staatsangehoerigkeit_destatis_2021.csv").lines().skip(1) {
            let cells = cells(line);
            match nationality(&cells[0]) {
                Some(state) => {
                    assert_eq!(nationality(&cells[1]).map(|s| &s.alpha3), Some(&state.alpha3), "{}", cells[1])
                }
                None => without.push(cells[0].clone()),
            }
        }
        assert_eq!(without, ["120", "132", "138", "159", "162", "185", "910"]);
    }

    #[test]
    fn a_nationality_is_found_by_name_code_key_and_adjective() {
        for (text, code) in [
            ("Afghanistan", "AFG"),
            ("AF", "AFG"),
            ("afg", "AFG"),
            ("423", "AFG"),
            ("afghanisch", "AFG"),
            ("Türkei", "TUR"),
            ("0", "DEU"),
            ("Russische Föderation", "RUS"),
            ("Kongo, Demokratische Republik", "COD"),
            ("staatenlos", "XXA"),
        ] {
            assert_eq!(nationality(text).map(|s| s.alpha3.as_str()), Some(code), "{text}");
        }
        assert_eq!(nationality("Atlantis"), None);
    }

    #[test]
    fn languages_have_names_and_codes_and_follow_from_the_nationality() {
        assert_eq!(language("Dari").as_deref(), Some("prs"));
        assert_eq!(language("TR").as_deref(), Some("tr"));
        assert_eq!(language("Klingonisch"), None);
        assert_eq!(nationality("UKR").map(|s| s.language.as_str()), Some("uk"));
    }
}
