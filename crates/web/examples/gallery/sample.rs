//! Sample data for every component: invented people, invented courses. Used by the gallery and by the test
//! that renders it; not for demos of the product.

use askama::Template;
use chrono::NaiveDate;
use web::view::chart::{
    Bar, BarList, Flow, FlowLink, FlowNode, Frame, Gantt, GanttBar, GanttRow, HeatRow, HeatTable, Series,
    Trend,
};
use web::view::field::Width;
use web::view::notice::ConflictField;
use web::view::*;

#[derive(Template)]
#[template(path = "gallery/staff.html")]
struct StaffGallery {
    page: Page,
    counters: Counters,
    chain: Chain,
    facts: DescriptionList,
    timeline: Timeline,
    badges: Vec<Badge>,
    notices: Vec<Notice>,
    empty: EmptyState,
    list: ListView,
    form: Form,
    conflict: Conflict,
    confirmation: Confirmation,
    flow: Flow,
    bars: BarList,
    trend: Trend,
    heat: HeatTable,
    gantt: Gantt,
}

#[derive(Template)]
#[template(path = "gallery/public.html")]
struct PublicGallery {
    page: PublicPage,
    ways: Vec<(String, String)>,
    chain: Chain,
    notice: Notice,
    facts: DescriptionList,
    form: Form,
    day: NaiveDate,
}

/// File names and pages: staff pages in both languages, each brightness, and public pages in all languages.
pub fn pages() -> Result<Vec<(String, String)>, askama::Error> {
    let mut pages = Vec::new();
    for language in [Language::De, Language::En, Language::Ar] {
        for theme in [Theme::Light, Theme::Dark] {
            let name = format!("staff-{}-{}.html", language.code(), theme.code());
            pages.push((name, staff(language, theme).render()?));
        }
    }
    for language in Language::ALL {
        pages.push((format!("public-{}.html", language.code()), public(language).render()?));
    }
    Ok(pages)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn staff(language: Language, theme: Theme) -> StaffGallery {
    let shell = shell(language, theme);
    let page = Page::new(&shell, "Personen")
        .crumb("Heute", "/")
        .crumb("Landkreis", "/region")
        .badge(Badge::new(Tone::Info, "Entwurf"))
        .lead("Alle Menschen, für die Ihre Stelle zuständig ist.")
        .action(Action::link("Neue Zusteuerung", "/cases/new").primary().icon(Icon::Add))
        .action(Action::link("Sammel-Import", "/imports"))
        .flash(
            Notice::done("Zwei Einladungen sind vorgemerkt.")
                .text("Sie gehen heute Abend in den Druck.")
                .undo(&shell, "/undo/17"),
        );
    StaffGallery {
        page,
        counters: counters(),
        chain: chain(language),
        facts: facts(language),
        timeline: timeline(language),
        badges: badges(),
        notices: notices(),
        empty: EmptyState::new("Noch keine Testtage angelegt.")
            .action(Action::link("Testtag anlegen", "/sessions/new").primary()),
        list: list(language),
        form: form(language),
        conflict: conflict(language),
        confirmation: confirmation(language),
        flow: flow(language),
        bars: bars(language),
        trend: trend(language),
        heat: heat(language),
        gantt: gantt(language),
    }
}

fn shell(language: Language, theme: Theme) -> Shell {
    let preferences = Preferences { language, theme, ..Preferences::default() };
    let mut shell = Shell::new(preferences, "Landkreis Musterau", "/cases?status=open");
    shell.organisation = Some("Jobcenter Musterau".into());
    shell.csrf = "token".into();
    shell.account = Some(Account {
        name: "Petra Beispiel".into(),
        role: "Fallmanagement".into(),
        menu: vec![Link::new("Meine Einstellungen", "/account")],
    });
    shell.nav = vec![
        NavItem { count: Some(7), ..NavItem::new("Heute", "/") },
        NavItem::new("Personen", "/cases"),
        NavItem::new("Tests", "/sessions"),
        NavItem::new("Kurse", "/courses"),
        NavItem::new("Steuerung", "/steering"),
        NavItem::new("Jour Fixe", "/meetings"),
    ];
    shell
}

fn counters() -> Counters {
    Counters::new(vec![
        Counter::new("überfällig", 3).href("/cases?due=over").tone(Tone::Danger),
        Counter::new("ohne Testtermin", 12)
            .href("/cases?test=none")
            .tone(Tone::Warning)
            .note("4 mehr als letzte Woche"),
        Counter::new("ohne Kurs", 28).href("/cases?course=none").tone(Tone::Info),
        Counter::new("Rückmeldung erbeten", "unter 3").tone(Tone::Success),
    ])
}

fn chain(language: Language) -> Chain {
    Chain::new(
        language,
        "Weg durch die Förderkette",
        vec![
            Stage::new("Zusteuerung", StageState::Done).on(Some(day(3, 2))).wait(wait("10 Tage", false)),
            Stage::new("Test", StageState::Done).on(Some(day(3, 12))).line("A1").wait(wait("48 Tage", true)),
            Stage::new("Kurs", StageState::Late).here(true).line("kein Platz vor Juni"),
            Stage::new("Abschluss", StageState::Ahead),
            Stage::new("Anschluss", StageState::Hidden),
        ],
    )
}

fn wait(length: &str, late: bool) -> Option<Wait> {
    Some(Wait { length: length.into(), open: late, late })
}

fn facts(language: Language) -> DescriptionList {
    DescriptionList::new(language)
        .item("Name", Value::Foreign("Zahra Ahmadi".into()))
        .item("Aktenzeichen", "FK-2026-00417")
        .item("Geboren", Value::Date(day(5, 4)))
        .item("Telefon", "")
        .item("Gesundheit", Value::Hidden)
        .item("Sprachen", Value::List(vec!["Dari".into(), "Englisch".into()]))
        .item(
            "Nächster Schritt",
            Value::DateNote { date: day(11, 26), note: "in 4 Tagen".into(), tone: Tone::Warning },
        )
}

fn timeline(language: Language) -> Timeline {
    Timeline::new(
        language,
        "Verlauf",
        vec![
            TimelineEntry::new(day(3, 20), "Kein Platz gefunden")
                .tone(Tone::Warning)
                .at("10:42")
                .who("Volkshochschule Musterau")
                .text("Der Kurs in Nordheim ist voll; der nächste beginnt im Juni."),
            TimelineEntry::new(day(3, 12), "Test abgelegt")
                .tone(Tone::Success)
                .who("Teststelle")
                .action(Action::link("Ergebnis", "/placement/9").about("vom 12.03.2026")),
            TimelineEntry::new(day(3, 2), "Zugesteuert").who("Jobcenter Musterau").icon(Icon::Account),
        ],
    )
}

fn badges() -> Vec<Badge> {
    vec![
        Badge::new(Tone::Neutral, "Angelegt"),
        Badge::new(Tone::Info, "Eingeladen"),
        Badge::new(Tone::Success, "Im Kurs"),
        Badge::new(Tone::Warning, "Wartet lange"),
        Badge::new(Tone::Danger, "Überfällig"),
    ]
}

fn notices() -> Vec<Notice> {
    vec![
        Notice::new(Tone::Info, "Diese Person hat einen Termin am selben Tag."),
        Notice::new(Tone::Warning, "Möglicherweise schon erfasst")
            .text("Zahra Ahmady, geboren 1994, Sozialamt."),
        Notice::new(Tone::Danger, "Das Schreiben konnte nicht erzeugt werden."),
    ]
}

fn list(language: Language) -> ListView {
    let query = Query::parse("/cases", Some("status=open&sort=-due"));
    let columns = vec![
        Column::new("Name").sort("name"),
        Column::new("Stand").sort("status"),
        Column::new("Sprache"),
        Column::number("Wartet (Tage)").sort("waiting"),
        Column::new("Nächster Schritt").sort("due"),
        Column::silent("Handlung"),
    ];
    let people = [
        ("Ahmadi, Zahra", Tone::Warning, "Wartet auf Kurs", "Dari", 41),
        ("Kovalenko, Oksana", Tone::Info, "Eingeladen", "Ukrainisch", 9),
        ("الحسن، محمد", Tone::Danger, "Nicht erschienen", "Arabisch", 63),
        ("Yılmaz, Deniz", Tone::Success, "Im Kurs", "Türkisch", 0),
        ("Tesfay, Selam", Tone::Neutral, "Angelegt", "Tigrinya", 2),
    ];
    let rows = people.into_iter().enumerate().map(|(place, (name, tone, state, speaks, days))| {
        let number = format!("FK-2026-0041{place}");
        let due =
            Value::DateNote {
                date: day(11, 20), note: "seit 3 Tagen überfällig".into(), tone: Tone::Danger
            };
        let step = if place == 2 { due } else { Value::Date(day(11, 26)) };
        let invite = Action::link("Einladen", "/sessions").about(name).quiet();
        let values = vec![
            Value::link(name, format!("/cases/{place}")),
            Value::badge(tone, state),
            Value::text(speaks),
            Value::number(days),
            step,
            Value::Actions(vec![invite]),
        ];
        Row::new(number, name, values).tone(if place == 2 { Tone::Danger } else { Tone::Neutral })
    });
    let table = Table::new(language, "Personen", columns)
        .quiet_caption()
        .sortable(&query)
        .selectable("case")
        .rows(rows);
    let filter = FilterBar::new(language, &query)
        .field(Field::search("q", "Name oder Nummer"))
        .field(Field::select(
            "status",
            "Stand",
            vec![Choice::new("open", "offen"), Choice::new("done", "erledigt")],
        ))
        .field(Field::select("language", "Sprache", vec![Choice::new("prs", "Dari")]))
        .more(Field::suggest(
            "place",
            "Wohnort",
            vec![Choice::new("1", "Nordheim"), Choice::new("2", "Südau")],
        ))
        .saved("Meine Überfälligen", "/cases?due=over&mine=1")
        .set("status", "Stand: offen");
    let bulk = Bulk::new(language, "token", &query, 237)
        .action("Zum Test einladen", "/invitations/preview")
        .action("Schreiben drucken", "/letters/preview");
    ListView::new(table, EmptyState::new("Noch keine Personen."))
        .filter(filter)
        .pager(Pager::new(language, &query, 237, 2))
        .bulk(bulk)
        .download(Action::link("CSV", query.at("/cases.csv").href()).icon(Icon::Download))
        .download(Action::link("Excel", query.at("/cases.xlsx").href()).icon(Icon::Download))
}

fn form(language: Language) -> Form {
    let entered = Entered::new(vec![
        ("family_name".into(), "Ahmadi".into()),
        ("born_on".into(), "31.2.1994".into()),
        ("sex".into(), "f".into()),
        ("days".into(), "mo".into()),
        ("days".into(), "we".into()),
        ("country".into(), "Afghanistan".into()),
        ("note".into(), "Kommt mit dem Bus.\nBraucht Kinderbetreuung.".into()),
    ])
    .error("born_on", "Den 31. Februar gibt es nicht. Bitte prüfen Sie das Geburtsdatum.")
    .error("given_name", "Der Vorname fehlt. Bitte schreiben Sie ihn wie im Ausweis.")
    .error("childcare", "Bitte sagen Sie, ob Kinderbetreuung gebraucht wird.");
    Form::new(language, "/cases", "token")
        .section_with("Person", "Schreiben Sie alles so, wie es im Ausweis steht.")
        .row(vec![
            Field::text("given_name", "Vorname").required(),
            Field::text("family_name", "Familienname").required(),
            Field::date("born_on", "Geburtsdatum").required(),
        ])
        .field(Field::text("own_script", "Name in eigener Schrift").content_language(Language::Ar))
        .field(
            Field::radios(
                "sex",
                "Geschlecht",
                vec![Choice::new("f", "weiblich"), Choice::new("m", "männlich"), Choice::new("d", "divers")],
            )
            .required(),
        )
        .section("Alltag")
        .field(Field::suggest("country", "Staatsangehörigkeit", vec![Choice::new("423", "Afghanistan")]))
        .field(Field::select("level", "Sprachniveau", vec![Choice::new("A1", "A1"), Choice::new("A2", "A2")]))
        .field(Field::checks(
            "days",
            "Wann möglich?",
            vec![
                Choice::new("mo", "Montag"),
                Choice::new("tu", "Dienstag").hint("nur vormittags"),
                Choice::new("we", "Mittwoch"),
            ],
        ))
        .field(Field::check("childcare", "Braucht Kinderbetreuung"))
        .row(vec![
            Field::number("children", "Zahl der Kinder"),
            Field::time("from", "Frühestens").width(Width::Short),
        ])
        .field(Field::area("note", "Bemerkung", 3).hint("Die Person kann diese Bemerkung auf Antrag lesen."))
        .field(Field::text("number", "Nummer").value("FK-2026-00417").read_only())
        .submit("Speichern")
        .submit_as("next", "1", "Speichern und nächste Person")
        .cancel("/cases")
        .fill(&entered)
}

fn conflict(language: Language) -> Conflict {
    let field = |name: &str, label: &str, before: &str, mine: &str, theirs: &str| ConflictField {
        name: name.into(),
        label: label.into(),
        before: before.into(),
        mine: mine.into(),
        mine_raw: mine.into(),
        theirs: theirs.into(),
    };
    Conflict::new(language, ("/cases/17", "token", 8), "Petra Beispiel", "22.11.2026")
        .field(field("phone", "Telefon", "", "0151 000111", "0151 000222"))
        .field(field("town", "Wohnort", "Nordheim", "Südau", "Nordheim-Ost"))
        .cancel("/cases/17")
}

fn confirmation(language: Language) -> Confirmation {
    Confirmation::new(language, "Die Zusteuerung ist gespeichert")
        .number("Aktenzeichen", "FK-2026-00418")
        .text("Das Schreiben liegt zum Druck bereit.")
        .next("Die Teststelle lädt bis 30.11.2026 ein.")
        .next("Sie sehen die Rückmeldung unter „Heute“.")
        .action(Action::link("Schreiben drucken", "/letters/9").primary())
        .action(Action::link("Nächste Person", "/cases/new"))
        .link("Zur Person", "/cases/18")
        .link("Zur Liste", "/cases")
}

fn flow(language: Language) -> Flow {
    let node = |label: &str, column, tone| FlowNode { label: label.into(), column, tone };
    let link = |from, to, people| FlowLink { from, to, people };
    let frame = Frame::new(
        language,
        "Weg durch die Kette",
        "Von 240 zugesteuerten Menschen warten 52 auf einen Kurs.",
    )
    .as_of(day(11, 22))
    .csv("/steering/flow.csv")
    .definition("/help#flow");
    let nodes = vec![
        node("Zusteuerung", 0, Tone::Info),
        node("Getestet", 1, Tone::Info),
        node("Wartet auf Test", 1, Tone::Warning),
        node("Nicht erschienen", 1, Tone::Danger),
        node("Im Kurs", 2, Tone::Info),
        node("Wartet auf Kurs", 2, Tone::Warning),
        node("Abgeschlossen", 3, Tone::Success),
        node("Abgebrochen", 3, Tone::Danger),
    ];
    let links = vec![
        link(0, 1, 180),
        link(0, 2, 38),
        link(0, 3, 22),
        link(1, 4, 128),
        link(1, 5, 52),
        link(4, 6, 61),
        link(4, 7, 14),
    ];
    Flow::new(frame, nodes, links)
}

fn bars(language: Language) -> BarList {
    let frame = Frame::new(language, "Wartezeit bis zum Test", "Die Hälfte wartet höchstens 18 Tage.")
        .list("/cases?test=none");
    let bars = vec![
        Bar::new("bis 14 Tage", 64.0, "64").tone(Tone::Success),
        Bar::new("15 bis 28 Tage", 41.0, "41"),
        Bar::new("29 bis 56 Tage", 17.0, "17").tone(Tone::Warning).note("mehr als im Sommer"),
        Bar::withheld("länger", "unter 3"),
    ];
    BarList::new(frame, ("Wartezeit", "Personen"), bars).target(50.0, "Ziel: 50 je Klasse")
}

fn trend(language: Language) -> Trend {
    let labels = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug"].map(str::to_owned).to_vec();
    let series =
        |label: &str, values: [f64; 8]| Series { label: label.into(), values: values.map(Some).to_vec() };
    let frame =
        Frame::new(language, "Tage bis zum Kursbeginn", "Im Sommer sank die Wartezeit um ein Drittel.");
    let lines = vec![
        series("Alpha", [88.0, 91.0, 84.0, 80.0, 71.0, 66.0, 60.0, 59.0]),
        series("Allgemein", [52.0, 55.0, 50.0, 47.0, 41.0, 38.0, 37.0, 35.5]),
    ];
    Trend::new(frame, labels, lines).target(42.0, "Ziel: 42 Tage")
}

fn heat(language: Language) -> HeatTable {
    let frame =
        Frame::new(language, "Plätze und Bedarf", "Im Januar fehlen 14 Plätze in Alphabetisierungskursen.");
    let columns = ["Dez", "Jan", "Feb", "Mrz", "Apr"].map(str::to_owned).to_vec();
    let row = |label: &str, cells: [i64; 5]| HeatRow { label: label.into(), cells: cells.map(Some).to_vec() };
    let rows = vec![
        row("Alphabetisierungskurs", [-4, -14, -9, 2, 6]),
        row("Allgemeiner Integrationskurs", [3, 0, 8, 12, 4]),
        row("Berufssprachkurs B2", [0, -3, -2, 1, 0]),
    ];
    HeatTable::signed(frame, "Kursart", columns, rows, "Plus: freie Plätze. Minus: Menschen ohne Platz.")
}

fn gantt(language: Language) -> Gantt {
    let bar = |from, until, label: &str, seats, planned| GanttBar {
        from,
        until,
        label: label.into(),
        seats,
        planned,
        handle: None,
    };
    let rows = vec![
        GanttRow {
            label: "Volkshochschule Musterau".into(),
            bars: vec![
                bar(day(1, 12), day(5, 29), "A1", (20, 20), false),
                bar(day(6, 8), day(11, 20), "A2", (13, 20), false),
            ],
            marks: Vec::new(),
        },
        GanttRow {
            label: "Sprachschule Nordheim, Haus am Markt".into(),
            bars: vec![
                bar(day(2, 2), day(8, 28), "Alpha", (11, 12), false),
                bar(day(9, 7), day(12, 18), "Alpha", (5, 12), true),
            ],
            marks: Vec::new(),
        },
        GanttRow {
            label: "Kolleg Südau".into(),
            bars: vec![bar(day(4, 1), day(4, 20), "B1", (9, 15), false)],
            marks: Vec::new(),
        },
    ];
    let frame = Frame::new(language, "Kurse des Jahres", "Sechs Kurse, zwei davon voll oder fast voll.")
        .as_of(day(11, 22));
    Gantt::new(frame, (day(1, 1), day(12, 31)), day(7, 14), rows)
}

fn public(language: Language) -> PublicGallery {
    let page = PublicPage::new(language, "Landkreis Musterau", "/courses", "Deutsch lernen. Arbeit finden.");
    let way = |title: &str, text: &str| (title.to_owned(), text.to_owned());
    PublicGallery {
        page,
        ways: vec![
            way("Ich suche einen Deutsch-Kurs", "Sagen Sie uns, wo Sie wohnen und wann Sie Zeit haben."),
            way("Ich habe einen Brief bekommen", "Mit der Nummer auf dem Brief sehen Sie Ihren Termin."),
            way("Ich brauche Hilfe", "Menschen in Ihrer Nähe beraten Sie kostenlos."),
        ],
        chain: Chain::new(
            language,
            "Ihr Weg",
            vec![
                Stage::new("Test", StageState::Done),
                Stage::new("Kurs", StageState::Current).line("Beginn am 01.12.2026"),
                Stage::new("Arbeit", StageState::Ahead),
            ],
        ),
        notice: Notice::new(Tone::Info, "Der Test kostet nichts. Bitte bringen Sie Ihren Ausweis mit."),
        facts: DescriptionList::new(language)
            .item("Ort", "Markt 1, Musterau")
            .item("Telefon", Value::Foreign("09999 1234".into())),
        form: Form::new(language, "/public/letter", "token")
            .field(Field::text("code", "Nummer auf dem Brief").required())
            .field(Field::number("year", "Geburtsjahr").required())
            .field(Field::radios(
                "answer",
                "Kommen Sie?",
                vec![Choice::new("yes", "Ich komme"), Choice::new("no", "Ich kann nicht")],
            ))
            .submit("Weiter")
            .fill(
                &Entered::new(vec![("code".into(), "12".into())])
                    .error("code", "Die Nummer hat acht Zeichen."),
            ),
        day: day(11, 26),
    }
}
