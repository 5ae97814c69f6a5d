//! The five model regions of the founding text.

/// A model region.
#[derive(Debug, Clone, Copy)]
pub struct RegionPlan {
    /// Short code, also of case numbers.
    pub code: &'static str,
    pub name: &'static str,
    /// Key in the data files.
    pub key: &'static str,
    pub kreise: &'static [&'static str],
    /// New participants a year, the middle estimate (2018).
    pub arrivals: i64,
    /// Districts and cities with an Ausländerbehörde of their own.
    pub authorities: &'static [&'static str],
    /// Municipality where test site and most bodies sit.
    pub seat: &'static str,
    /// Invented providers with the town they teach in.
    pub providers: &'static [(&'static str, &'static str, &'static str)],
}

/// All of them.
pub const REGIONS: [RegionPlan; 5] = [
    RegionPlan {
        code: "wug",
        name: "Weißenburg-Gunzenhausen",
        key: "weissenburg-gunzenhausen",
        kreise: &["09577"],
        arrivals: 211,
        authorities: &["Landratsamt Weißenburg-Gunzenhausen"],
        seat: "Weißenburg i.Bay.",
        providers: &[
            ("Lernhaus Altmühlfranken", "Lernhaus", "Gunzenhausen"),
            ("Sprachwerkstatt Weißenburg", "Sprachwerkstatt", "Weißenburg i.Bay."),
            ("Bildungsforum Treuchtlingen", "Bildungsforum", "Treuchtlingen"),
            ("Akademie Brückenschlag", "Brückenschlag", "Pleinfeld"),
        ],
    },
    RegionPlan {
        code: "bam",
        name: "Bamberg (Stadt und Landkreis)",
        key: "bamberg",
        kreise: &["09461", "09471"],
        arrivals: 500,
        authorities: &["Stadt Bamberg", "Landratsamt Bamberg"],
        seat: "Bamberg",
        providers: &[
            ("Sprachschule Regnitz", "Regnitz", "Bamberg"),
            ("Lernhaus Domberg", "Domberg", "Bamberg"),
            ("Bildungswerk Steigerwald", "Steigerwald", "Burgebrach"),
            ("Sprachtor Hallstadt", "Sprachtor", "Hallstadt"),
            ("Akademie Giechburg", "Giechburg", "Scheßlitz"),
        ],
    },
    RegionPlan {
        code: "mue",
        name: "Mühldorf a. Inn",
        key: "muehldorf",
        kreise: &["09183"],
        arrivals: 258,
        authorities: &["Landratsamt Mühldorf a. Inn"],
        seat: "Mühldorf a.Inn",
        providers: &[
            ("Sprachhaus Inntal", "Inntal", "Mühldorf a.Inn"),
            ("Lernforum Waldkraiburg", "Lernforum", "Waldkraiburg"),
            ("Bildungskreis Haag", "Bildungskreis", "Haag i.OB"),
        ],
    },
    RegionPlan {
        code: "oal",
        name: "Ostallgäu",
        key: "ostallgaeu",
        kreise: &["09777"],
        arrivals: 314,
        authorities: &["Landratsamt Ostallgäu"],
        seat: "Marktoberdorf",
        providers: &[
            ("Sprachwerk Wertach", "Wertach", "Marktoberdorf"),
            ("Lernhaus Füssen", "Lernhaus Füssen", "Füssen"),
            ("Bildungszentrum Buchloe", "Buchloe", "Buchloe"),
            ("Akademie Bergblick", "Bergblick", "Obergünzburg"),
        ],
    },
    RegionPlan {
        code: "pas",
        name: "Passau (Stadt und Landkreis)",
        key: "passau",
        kreise: &["09262", "09275"],
        arrivals: 547,
        authorities: &["Stadt Passau", "Landratsamt Passau"],
        seat: "Passau",
        providers: &[
            ("Dreiflüsse Sprachschule", "Dreiflüsse", "Passau"),
            ("Lernhaus Ilz", "Ilz", "Passau"),
            ("Bildungswerk Vilshofen", "Vilshofen", "Vilshofen an der Donau"),
            ("Sprachforum Pocking", "Pocking", "Pocking"),
            ("Akademie Rottal", "Rottal", "Hauzenberg"),
        ],
    },
];
