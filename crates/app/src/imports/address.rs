//! Addresses of lists: one cell taken apart, and the municipality of a postcode. Data:
//! `data/modellregionen_plz.csv` (GeoNames; key of the municipality: OpenStreetMap contributors).

use domain::matching::normalise;
use domain::organisation::Place;
use std::collections::HashMap;
use std::sync::OnceLock;

struct Town {
    name: String,
    written: String,
    keys: Vec<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

fn towns() -> &'static HashMap<String, Vec<Town>> {
    static TOWNS: OnceLock<HashMap<String, Vec<Town>>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let mut all: HashMap<String, Vec<Town>> = HashMap::new();
        for line in include_str!("../../../../data/modellregionen_plz.csv").lines().skip(1) {
            // the place may hold a comma in quotes; the other cells never do
            let Some((postcode, rest)) = line.split_once(',') else { continue };
            let mut back = rest.rsplitn(5, ',');
            let (Some(keys), Some(lon), Some(lat), Some(_), Some(name)) =
                (back.next(), back.next(), back.next(), back.next(), back.next())
            else {
                continue;
            };
            let town = Town {
                name: normalise(name.trim_matches('"')),
                written: name.trim_matches('"').to_owned(),
                keys: keys.split('|').map(str::to_owned).collect(),
                lat: lat.parse().ok(),
                lon: lon.parse().ok(),
            };
            all.entry(postcode.to_owned()).or_default().push(town);
        }
        all
    })
}

/// Municipality and point of postcode and town, where they can mean only one; a missing town is filled in.
pub fn locate(place: &mut Place) {
    let Some(towns) = towns().get(&place.postcode) else { return };
    let wanted = normalise(&place.town);
    let named = towns
        .iter()
        .find(|town| town.name == wanted || (!wanted.is_empty() && town.name.starts_with(&wanted)));
    let Some(town) = named.or(towns.first()) else { return };
    if place.town.is_empty() {
        place.town.clone_from(&town.written);
    }
    (place.lat, place.lon) = (town.lat, town.lon);
    if let [key] = town.keys.as_slice() {
        place.ags.clone_from(key);
    }
}

/// A postcode of five digits; Excel drops the leading zero.
pub fn postcode(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("D-").trim_start_matches("DE-");
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        5 if digits => Some(text.to_owned()),
        4 if digits => Some(format!("0{text}")),
        _ => None,
    }
}

/// Street, postcode and town of one cell such as `Lange Straße 5, 29221 Celle`.
pub fn split(text: &str) -> Option<(String, String, String)> {
    let parts: Vec<&str> =
        text.split([',', ';', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let at = parts.iter().rposition(|part| part.split(' ').next().and_then(postcode).is_some());
    if let Some(at) = at {
        let (code, town) = parts[at].split_once(' ').unwrap_or((parts[at], ""));
        return Some((parts[..at].join(", "), postcode(code)?, town.trim().to_owned()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().rposition(|word| word.len() == 5 && postcode(word).is_some())?;
    Some((words[..at].join(" "), words[at].to_owned(), words[at + 1..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cell_is_taken_apart_at_the_postcode() {
        let split = |text| split(text).map(|(a, b, c)| format!("{a}|{b}|{c}"));
        assert_eq!(split("Lange Straße 5\n29221 Celle").as_deref(), Some("Lange Straße 5|29221|Celle"));
        assert_eq!(
            split("Am Hof 2, 91781 Weißenburg i. Bay.").as_deref(),
            Some("Am Hof 2|91781|Weißenburg i. Bay.")
        );
        assert_eq!(split("Am Hof 2 91781 Weißenburg").as_deref(), Some("Am Hof 2|91781|Weißenburg"));
        assert_eq!(split("bei Verwandten"), None);
    }

    #[test]
    fn a_postcode_of_one_municipality_gives_its_key() {
        let mut place =
            Place { postcode: "91781".into(), town: "Weißenburg in Bayern".into(), ..Place::default() };
        locate(&mut place);
        assert!(place.ags.starts_with("09577"), "{}", place.ags);
        assert!(place.lat.is_some());
        assert_eq!(postcode("1067").as_deref(), Some("01067"));
        assert_eq!(postcode("917811"), None);
    }
}
