//! Invented names by language group. Combinations come by chance; nobody real is meant.

/// A group of people who share a language of letters and names.
pub struct Group {
    /// Language of letters.
    pub language: &'static str,
    /// ISO 3166 alpha-3.
    pub nationality: &'static str,
    /// Share of arrivals.
    pub share: f64,
    pub family: &'static [&'static str],
    pub women: &'static [&'static str],
    pub men: &'static [&'static str],
    /// Family names of women end in -a.
    pub gendered: bool,
    /// Legal basis of the usual title; empty for EU citizens.
    pub norm: &'static str,
    /// Share who do not write Latin script.
    pub other_script: f64,
    /// Share who neither read nor write.
    pub no_script: f64,
}

/// The groups.
pub const GROUPS: &[Group] = &[
    Group {
        language: "uk",
        nationality: "UKR",
        share: 0.34,
        family: &["Kovalchenko", "Marchuk", "Hrytsenko", "Polishchuk", "Savchenko", "Bondarchuk", "Lysenko", "Tkachuk", "Melnychenko", "Rudenko", "Panasiuk", "Zinchenko", "Holub", "Yurchenko", "Dovzhenko", "Sydorenko"],
        women: &["Olena", "Iryna", "Natalija", "Oksana", "Kateryna", "Yuliia", "Halyna", "Svitlana", "Daryna", "Mariia", "Tetiana", "Liudmyla"],
        men: &["Oleksandr", "Andrij", "Serhii", "Mykola", "Dmytro", "Volodymyr", "Taras", "Bohdan", "Ivan", "Viktor"],
        gendered: false,
        norm: "§ 24 AufenthG",
        other_script: 0.12,
        no_script: 0.0,
    },
    Group {
        language: "ar",
        nationality: "SYR",
        share: 0.24,
        family: &["Al-Khalil", "Haddadin", "Nasrallah", "Darwish", "Kanaan", "Sabbagh", "Al-Masri", "Qabbani", "Shaheen", "Barakat", "Farouki", "Al-Rashid", "Mansour", "Zeitoun", "Hamwi", "Kassab"],
        women: &["Amira", "Hanan", "Layla", "Nour", "Rima", "Samar", "Fatima", "Yasmin", "Rana", "Dima"],
        men: &["Ahmad", "Mohammed", "Khaled", "Youssef", "Omar", "Tarek", "Bassam", "Hassan", "Ziad", "Firas"],
        gendered: false,
        norm: "§ 25 Abs. 2 AufenthG",
        other_script: 0.35,
        no_script: 0.1,
    },
    Group {
        language: "prs",
        nationality: "AFG",
        share: 0.14,
        family: &["Rahimzai", "Noorzada", "Popalyar", "Haidari", "Sultani", "Ahmadyar", "Karimzai", "Wardaki", "Azizyar", "Stanekzada", "Hotaki", "Qaderi"],
        women: &["Zahra", "Parwin", "Mursal", "Shabnam", "Nilofar", "Farzana", "Roya", "Maryam"],
        men: &["Ahmad Shah", "Reza", "Najib", "Farhad", "Mohammad", "Idris", "Jawad", "Samim", "Nasir"],
        gendered: false,
        norm: "§ 25 Abs. 1 AufenthG",
        other_script: 0.35,
        no_script: 0.3,
    },
    Group {
        language: "tr",
        nationality: "TUR",
        share: 0.09,
        family: &["Yıldırmaz", "Karataşlı", "Demirsoy", "Özbakır", "Çelikel", "Aydınay", "Şahinoğlu", "Kurtbay", "Güneşli", "Akdoğan"],
        women: &["Ayşe", "Elif", "Zeynep", "Hatice", "Büşra", "Gülsüm"],
        men: &["Mehmet", "Mustafa", "Emre", "Hakan", "Yusuf", "Serkan"],
        gendered: false,
        norm: "§ 30 AufenthG",
        other_script: 0.0,
        no_script: 0.03,
    },
    Group {
        language: "en",
        nationality: "ERI",
        share: 0.06,
        family: &["Tesfalem", "Habtegiorgis", "Woldemariam", "Ghirmazion", "Kidanemariam", "Beraki", "Asmelash"],
        women: &["Selam", "Rahwa", "Winta", "Feven", "Semhar"],
        men: &["Yonas", "Filmon", "Robel", "Abel", "Merhawi"],
        gendered: false,
        norm: "§ 25 Abs. 2 AufenthG",
        other_script: 0.4,
        no_script: 0.15,
    },
    Group {
        language: "fr",
        nationality: "CMR",
        share: 0.05,
        family: &["Ngalamou", "Tchakounté", "Mbarga-Ondoua", "Essomba", "Fotsing", "Kamdem"],
        women: &["Chantal", "Mireille", "Solange", "Ornella"],
        men: &["Cédric", "Jean-Paul", "Landry", "Stéphane"],
        gendered: false,
        norm: "§ 28 AufenthG",
        other_script: 0.0,
        no_script: 0.05,
    },
    Group {
        language: "ru",
        nationality: "KAZ",
        share: 0.04,
        family: &["Nowikow", "Astachow", "Jermakow", "Drosdow", "Krylow"],
        women: &["Anastasija", "Jelena", "Ludmila", "Tatjana"],
        men: &["Alexej", "Igor", "Pawel", "Wadim"],
        gendered: true,
        norm: "§ 4 BVFG",
        other_script: 0.1,
        no_script: 0.0,
    },
    Group {
        language: "en",
        nationality: "ROU",
        share: 0.04,
        family: &["Munteanescu", "Dobrogeanu", "Cărpinișan", "Vlăsceanu"],
        women: &["Ioana", "Andreea", "Mihaela"],
        men: &["Ionuț", "Marius", "Cătălin"],
        gendered: false,
        norm: "",
        other_script: 0.0,
        no_script: 0.02,
    },
];

/// Streets that every town may have.
pub const STREETS: &[&str] = &[
    "Bahnhofstraße", "Lindenweg", "Am Mühlbach", "Schulstraße", "Gartenweg", "Ringstraße", "Kirchgasse", "Am Anger", "Bergstraße",
    "Wiesenweg", "Nürnberger Straße", "Am Sportplatz",
];

/// People who work in the bodies.
pub const STAFF: &[&str] = &[
    "Petra Lindner-Voss", "Markus Altenau", "Sabine Hollerich", "Jürgen Weidenthal", "Katrin Sommerau", "Thomas Brandeck",
    "Ulrike Fennhof", "Andreas Kirchwald", "Monika Talbach", "Stefan Rothleiten", "Claudia Eschenried", "Michael Donnersfeld",
];
