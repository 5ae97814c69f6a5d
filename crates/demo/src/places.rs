//! True municipalities, postcodes and stops of the model regions, out of `data/` (attribution there).

/// A municipality with inhabitants.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    pub ags: String,
    pub name: String,
    pub region: String,
    pub inhabitants: f64,
    pub postcode: String,
    pub lat: f64,
    pub lon: f64,
}

/// A stop of bus or rail.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    pub id: String,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    pub ags: String,
}

fn read<T>(text: &str, line: impl Fn(&csv::StringRecord) -> Option<T>) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().filter_map(Result::ok).filter_map(|record| line(&record)).collect()
}

/// Every municipality of the five regions that has inhabitants.
pub fn municipalities() -> Vec<Municipality> {
    read(include_str!("../../../data/modellregionen_gemeinden.csv"), |r| {
        let inhabitants: f64 = r.get(8)?.parse().ok()?;
        (inhabitants > 0.0).then_some(())?;
        Some(Municipality {
            ags: r.get(0)?.to_owned(),
            // the list says the kind behind a comma: "Gunzenhausen, St"
            name: r.get(2)?.split(", ").next()?.to_owned(),
            region: r.get(7)?.to_owned(),
            inhabitants,
            postcode: r.get(10)?.to_owned(),
            lon: r.get(11)?.parse().ok()?,
            lat: r.get(12)?.parse().ok()?,
        })
    })
}

/// Municipalities of a region by its short code.
pub fn municipalities_of(code: &str) -> Vec<Municipality> {
    let key = crate::REGIONS.iter().find(|plan| plan.code == code).map(|plan| plan.key).unwrap_or_default();
    municipalities().into_iter().filter(|m| m.region == key).collect()
}

/// Every stop of the five regions.
pub fn stops() -> Vec<Stop> {
    read(include_str!("../../../data/modellregionen_haltestellen.csv"), |r| {
        Some(Stop {
            id: r.get(0)?.to_owned(),
            name: r.get(1)?.to_owned(),
            lat: r.get(2)?.parse().ok()?,
            lon: r.get(3)?.parse().ok()?,
            ags: r.get(4)?.to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_its_true_municipalities_and_its_seat() {
        assert_eq!(municipalities().iter().filter(|m| !m.region.contains("Nachbar")).count(), 179);
        for plan in crate::REGIONS {
            let places = municipalities_of(plan.code);
            assert!(places.len() >= 20, "{}", plan.code);
            assert!(places.iter().any(|m| m.name == plan.seat), "{}", plan.seat);
            for (_, _, town) in plan.providers {
                assert!(places.iter().any(|m| m.name == *town), "{town}");
            }
        }
    }
}
