//! Lists of offices and providers: looked at, imported, repeated, cut off, taken back.

use app::commands::{SaveMapping, UndoImport};
use app::imports::{
    Apply, Decision, Decisions, Failure, ImportFault, Plan, Report, RowReport, Voice, apply, prepare, preview,
};
use app::ports::{Find, Queries, Store, TypedQueries};
use app::queries::imports::{ImportList, Mappings};
use app::queries::people::PersonList;
use domain::act::Act;
use domain::case::{Case, Stage as CaseStage, StepCode};
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::ImportId;
use domain::list_import::{Counts, ImportKind, ImportState, RowOutcome};
use domain::organisation::OrganisationKind;
use domain::person::Person;
use domain::record::RecordKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::{Backend, Stage, Town};

static FILES: AtomicUsize = AtomicUsize::new(0);

const HEADING: &str = "Name;Vorname;Geburtsdatum;Geschlecht;Staatsangehörigkeit;BG-Nummer;Straße;PLZ;Ort;Telefon;Leistungsbezug;Verpflichtung;Bescheid vom";

fn file(bytes: &[u8], name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!(
        "import-{}-{}-{name}",
        std::process::id(),
        FILES.fetch_add(1, Ordering::Relaxed)
    ));
    std::fs::write(&path, bytes).expect("written");
    path
}

fn list(rows: &[&str]) -> PathBuf {
    file(format!("{HEADING}\n{}\n", rows.join("\n")).as_bytes(), "liste.csv")
}

const THREE: [&str; 3] = [
    "Ahmadi;Laila;02.03.1990;w;afghanisch;815 BG 1;Am Hof 2;91781;Weißenburg in Bayern;09141 1;SGB II;Verpflichtung;12.10.2026",
    "Özgür;Deniz;24.12.1985;m;Türkei;815 BG 2;Am Hof 3;91781;Weißenburg in Bayern;;SGB II;Berechtigung;13.10.2026",
    "Kowalska;Ewa;01.01.1978;w;PL;815 BG 3;;;;;keine;;",
];

fn voice() -> Voice {
    Voice {
        heading: "Grund".to_owned(),
        say: Arc::new(|notes| notes.iter().map(|note| note.code().to_owned()).collect::<Vec<_>>().join("; ")),
    }
}

struct Office<'a> {
    stage: &'a Stage,
    town: &'a Town,
    kind: OrganisationKind,
}

impl Office<'_> {
    fn plan(&self, kind: ImportKind, path: PathBuf) -> Plan {
        let file_name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mapping = match prepare(kind, &path, &file_name) {
            Ok(found) => {
                found.proposal.columns.into_iter().filter_map(|c| Some((c.heading, c.field?))).collect()
            }
            Err(_) => Default::default(),
        };
        Plan { kind, path, file_name, mapping, today: testkit::day("2026-11-25"), issuer: self.kind }
    }

    async fn apply(&self, plan: Plan, decisions: Decisions) -> Result<(ImportId, Report), Failure> {
        use app::Ids;
        let operation = || self.stage.operation(self.town.actor(self.kind));
        let import = ImportId(self.stage.ids.next());
        let order = Apply {
            gate: &self.stage.gate,
            operation: &operation,
            plan,
            decisions,
            import,
            voice: voice(),
            progress: &|_, _| {},
        };
        apply(order).await
    }

    async fn import(&self, path: PathBuf) -> (ImportId, Report) {
        self.apply(self.plan(ImportKind::Persons, path), Decisions::new()).await.expect("imported")
    }

    async fn look(&self, path: PathBuf) -> Report {
        let operation = || self.stage.operation(self.town.actor(self.kind));
        let plan = self.plan(ImportKind::Persons, path);
        preview(&self.stage.gate, &operation, &plan, &Decisions::new(), &voice()).await.expect("looked at")
    }

    fn queries(&self) -> &dyn Queries {
        self.stage.database.queries()
    }

    async fn persons(&self) -> Vec<Person> {
        self.queries()
            .all(Find::new(RecordKind::Person, self.town.region).limit(100_000))
            .await
            .expect("persons")
    }
}

fn outcomes(report: &Report) -> Vec<RowOutcome> {
    report.rows.iter().map(|row| row.outcome).collect()
}

fn codes(row: &RowReport) -> Vec<&str> {
    row.notes.iter().map(|note| note.code()).collect()
}

#[tokio::test]
async fn a_list_becomes_persons_with_acts_cases_and_next_steps_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
        let looked = office.look(list(&THREE)).await;
        assert_eq!(outcomes(&looked), vec![RowOutcome::New; 3]);
        assert!(office.persons().await.is_empty(), "a look changes nothing");

        let (import, report) = office.import(list(&THREE)).await;
        assert_eq!(report.counts, Counts { read: 3, new: 3, ..Counts::default() });
        let people = office.persons().await;
        let laila = people.iter().find(|p| p.given_names == "Laila").expect("Laila");
        assert_eq!((laila.nationality.as_deref(), laila.language.as_str()), (Some("AFG"), "prs"));
        assert!(laila.address.ags.starts_with("09577"));
        let cases: Vec<Case> =
            office.queries().all(Find::new(RecordKind::Case, town.region)).await.expect("cases");
        assert_eq!(cases.len(), 2, "who has neither right nor duty gets no case");
        let case = cases.iter().find(|case| case.person == laila.id).expect("a case");
        assert_eq!((case.stage, case.obliged, case.priority), (CaseStage::Opened, true, true));
        assert_eq!(case.next.as_ref().map(|next| next.what), Some(StepCode::BookTest));
        let acts: Vec<Act> =
            office.queries().all(Find::new(RecordKind::Act, town.region)).await.expect("acts");
        assert_eq!(acts.len(), 2);
        let operations = office.queries().operations_of_import(import.0).await.expect("operations");
        assert_eq!(operations.len(), 1);
        let history = office.queries().history_of_operation(operations[0]).await.expect("history");
        assert_eq!(history.len(), 3 + 2 + 2 + 1, "persons, cases, acts and the import itself");
        let journal = office.queries().journal_of(laila.id.0, 10).await.expect("journal");
        assert_eq!(journal.len(), 3);
        assert_eq!(stage.database.verify_audit().await.expect("verified"), None);
        let page = stage
            .gate
            .ask(&stage.operation(town.actor(OrganisationKind::Jobcenter)), &PersonList::default())
            .await
            .expect("list");
        assert_eq!(page.total, 3);
        let runs = stage
            .gate
            .ask(&stage.operation(town.actor(OrganisationKind::Jobcenter)), &ImportList)
            .await
            .expect("imports");
        assert_eq!((runs.len(), runs[0].state), (1, ImportState::Finished));
    }
}

#[tokio::test]
async fn the_same_list_again_writes_nothing_even_in_another_order() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
        office.import(list(&THREE)).await;
        let before = office.persons().await;
        let again = [THREE[2], THREE[0], THREE[1], THREE[0]];
        let (_, report) = office.import(list(&again)).await;
        assert_eq!(outcomes(&report), vec![RowOutcome::Unchanged; 4]);
        assert_eq!(office.persons().await, before, "versions too");
        let cases: Vec<Case> =
            office.queries().all(Find::new(RecordKind::Case, town.region)).await.expect("cases");
        assert_eq!(cases.len(), 2);
    }
}

#[tokio::test]
async fn what_the_list_says_new_is_changed_and_what_it_leaves_out_stays() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
    office.import(list(&THREE)).await;
    let moved = THREE[0].replace("Am Hof 2", "Neue Gasse 9").replace("09141 1", "");
    let (_, report) = office.import(list(&[&moved])).await;
    assert_eq!(outcomes(&report), vec![RowOutcome::Changed]);
    let people = office.persons().await;
    let laila = people.iter().find(|p| p.given_names == "Laila").expect("Laila");
    assert_eq!((laila.address.street.as_str(), laila.phone.as_str()), ("Neue Gasse 9", "09141 1"));
    assert_eq!(people.len(), 3);
}

#[tokio::test]
async fn an_import_is_taken_back_as_a_whole() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
        office.import(list(&THREE[..1])).await;
        let before = office.persons().await;
        let moved = THREE[0].replace("Am Hof 2", "Neue Gasse 9");
        let (import, _) = office.import(list(&[&moved, THREE[1], THREE[2]])).await;
        assert_eq!(office.persons().await.len(), 3);
        let operation = stage.operation(town.actor(OrganisationKind::Jobcenter));
        let done =
            stage.gate.run(&operation, UndoImport { import, most: 50 }).await.expect("taken back").outcome;
        assert_eq!((done.undone, done.left), (1, 0));
        let after = office.persons().await;
        assert_eq!(after.len(), 1);
        assert_eq!(after[0].address, before[0].address);
        let cases: Vec<Case> =
            office.queries().all(Find::new(RecordKind::Case, town.region)).await.expect("cases");
        assert_eq!(cases.len(), 1);
        // and the list can come again
        let (_, report) = office.import(list(&[&moved, THREE[1], THREE[2]])).await;
        assert_eq!((report.counts.new, report.counts.changed), (2, 1));
    }
}

fn many(count: usize) -> PathBuf {
    let names = [
        "Ahmadi",
        "Bakir",
        "Celik",
        "Danilenko",
        "Elmi",
        "Fofana",
        "Gashi",
        "Haddad",
        "Ivanova",
        "Jovanović",
        "Kaya",
        "Lungu",
    ];
    let given = [
        "Amal", "Boris", "Cem", "Dilnoza", "Esra", "Farid", "Goran", "Hiba", "Igor", "Jana", "Kofi", "Leyla",
        "Mirjeta",
    ];
    let mut text = format!("{HEADING}\n");
    for n in 0..count {
        let (family, first) = (names[n % 12], given[(n / 12) % 13]);
        let (day, month, year) = (n % 28 + 1, (n / 28) % 12 + 1, 1950 + (n / 7) % 55);
        let sign: String = n.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect();
        text.push_str(&format!("{family}{sign};{first}{sign};{day:02}.{month:02}.{year};w;AFG;BG {n};Weg {n};91781;Ort;;SGB II;Verpflichtung;01.10.2026\n"));
    }
    file(text.as_bytes(), "viele.csv")
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_after_its_last_chunk() {
    for backend in Backend::BOTH {
        let stage = Arc::new(Stage::open(backend).await);
        let town = Arc::new(Town::build(&stage, "wug").await);
        let path = many(2_500);
        let reached = Arc::new(tokio::sync::Notify::new());
        let (inner, inner_town, signal, first) = (stage.clone(), town.clone(), reached.clone(), path.clone());
        let task = tokio::spawn(async move {
            use app::Ids;
            let office = Office { stage: &inner, town: &inner_town, kind: OrganisationKind::Jobcenter };
            let plan = office.plan(ImportKind::Persons, first);
            let operation = || inner.operation(inner_town.actor(OrganisationKind::Jobcenter));
            let progress = move |_, _| signal.notify_one();
            let import = ImportId(inner.ids.next());
            let order = Apply {
                gate: &inner.gate,
                operation: &operation,
                plan,
                decisions: Decisions::new(),
                import,
                voice: voice(),
                progress: &progress,
            };
            let _ = apply(order).await;
        });
        reached.notified().await;
        task.abort();
        let _ = task.await;
        let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
        let done = office.persons().await.len();
        assert!(done > 0, "the first chunk is durable");
        let (_, report) = office.import(path.clone()).await;
        assert_eq!(report.counts.read, 2_500);
        let counts = report.counts;
        assert_eq!(counts.new + counts.doubtful, 2_500);
        assert!(counts.doubtful < 50, "a few rows look alike: {counts:?}");
        assert_eq!(office.persons().await.len() as i64, counts.new, "nobody twice, nobody lost");
        let (_, again) = office.import(path).await;
        assert_eq!(
            (again.counts.unchanged, again.counts.doubtful, again.counts.new),
            (counts.new, counts.doubtful, 0)
        );
    }
}

#[tokio::test]
async fn fifty_who_look_like_known_persons_are_asked_and_never_merged() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let abh = Office { stage: &stage, town: &town, kind: OrganisationKind::Auslaenderbehoerde };
        let given = ["Amal", "Boris", "Cem", "Dilnoza", "Esra", "Farid", "Goran", "Hiba", "Igor", "Jana"];
        let born = ["03.02.1951", "14.07.1963", "25.11.1978", "08.05.1989", "17.09.2002"];
        let row =
            |n: usize, family: &str| format!("{family};{};{};;SYR;;;;;;;;", given[n % 10], born[n / 10]);
        let known: Vec<String> = (0..50).map(|n| row(n, "Alhussein")).collect();
        let texts: Vec<&str> = known.iter().map(String::as_str).collect();
        let everyone = abh.import(list(&texts)).await.1.counts.new;
        let before = abh.persons().await;
        assert_eq!((before.len(), everyone), (50, 50));
        let jobcenter = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
        let alike: Vec<String> = (0..50).map(|n| row(n, "Al-Hussain")).collect();
        let texts: Vec<&str> = alike.iter().map(String::as_str).collect();
        let (_, report) = jobcenter.import(list(&texts)).await;
        assert_eq!(report.counts.doubtful, 50);
        assert!(
            report.rows.iter().all(|row| codes(row).iter().all(|code| matches!(*code, "like-known-person")))
        );
        assert_eq!(jobcenter.persons().await, before);

        let candidate = report.rows[0].notes[0].candidate.expect("a candidate");
        let decisions = Decisions::from([
            (report.rows[0].number, Decision::Same(candidate)),
            (report.rows[1].number, Decision::Take),
        ]);
        let (_, decided) = jobcenter
            .apply(jobcenter.plan(ImportKind::Persons, list(&texts)), decisions)
            .await
            .expect("imported");
        assert_eq!((decided.counts.changed, decided.counts.new, decided.counts.doubtful), (1, 1, 48));
    }
}

#[tokio::test]
async fn every_row_that_cannot_be_taken_says_why_and_comes_back_as_a_file() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
    let path = list(&[
        "=cmd|' /C calc'!A0;Vera;31.02.1990;;;1;;;;;;;",
        ";;02.03.1990;;;2;;;;;;;",
        "Ahmadi;Laila;02.03.1990;;Atlantis;3;;;;;;;",
        "Ahmadi;Laila;02.03.1990;;;4;;;;;;Verpflichtung;",
        "Sorin;Ion;05.06.1991;;;5;;;;;;;",
        "Sorin;Jon;05.06.1991;;;5;;;;;;;",
    ]);
    let (_, report) = office.import(path).await;
    let told: Vec<Vec<&str>> = report.rows.iter().map(codes).collect();
    assert_eq!(told[0], ["no-such-day"]);
    assert_eq!(told[1], ["name-missing"]);
    assert_eq!(told[2], ["nationality-unknown"]);
    assert_eq!(told[3], ["act-date-missing"]);
    assert_eq!((told[4][0], told[5][0]), ("twice-in-list", "twice-in-list"));
    let (kind, bytes) = report.left_over.expect("a file");
    assert_eq!(kind, sheets::FileKind::Csv);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("Grund") && text.contains("no-such-day"), "{text}");
    assert!(
        !text.lines().any(|line| line.starts_with('=') || line.starts_with("\"=")),
        "no formula at the beginning of a cell: {text}"
    );
    assert!(office.persons().await.is_empty());
}

#[tokio::test]
async fn lists_of_every_kind_and_encoding_are_read() {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../sheets/tests/fixtures");
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
    let mut known: Option<Counts> = None;
    for name in
        ["komma-utf8.csv", "semikolon-utf8-bom.csv", "semikolon-windows-1252.csv", "tabulator-utf16.csv"]
    {
        let report = office.look(fixtures.join(name)).await;
        assert!(report.counts.read >= 3, "{name}: {:?}", report.counts);
        assert_eq!(known.get_or_insert(report.counts.clone()), &report.counts, "{name}");
    }
    for name in ["anwesenheit.xlsx", "warteliste.xls", "kopf-verbunden.xlsx"] {
        let report = office.look(fixtures.join(name)).await;
        assert!(report.counts.read > 0, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_before_anything_is_written() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Jobcenter };
    for (bytes, code) in [
        (&b""[..], "file-empty"),
        (&b"%PDF-1.7 nothing"[..], "not-a-table"),
        (&b"PK\x03\x04 broken"[..], "damaged"),
    ] {
        match prepare(ImportKind::Persons, &file(bytes, "kaputt.xlsx"), "kaputt.xlsx") {
            Err(ImportFault::Sheet(fault)) => assert_eq!(fault.code.code(), code),
            other => panic!("{other:?}"),
        }
    }
    let plan = Plan { mapping: Default::default(), ..office.plan(ImportKind::Persons, list(&THREE)) };
    assert!(matches!(
        office.apply(plan, Decisions::new()).await,
        Err(Failure::File(ImportFault::Columns(_)))
    ));
    assert!(office.persons().await.is_empty());
}

#[tokio::test]
async fn a_provider_imports_its_own_courses_and_no_persons() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let office = Office { stage: &stage, town: &town, kind: OrganisationKind::Kurstraeger };
        let text = "Kursnummer;Kursart;Kursbeginn;UE pro Woche;Plätze;Ort;PLZ;Zeiten;Kinderbetreuung\n\
                    IK-1;Allg. Integrationskurs;07.01.2027;20;20;Weißenburg;91781;vormittags;nein\n\
                    IK-2;Alpha;11.01.2027;16;14;Gunzenhausen;91710;Mo-Do 17:30-20:45;4\n\
                    IK-3;Yoga;11.01.2027;16;14;;;;\n";
        let path = file(text.as_bytes(), "kurse.csv");
        let (_, report) = office
            .apply(office.plan(ImportKind::Courses, path.clone()), Decisions::new())
            .await
            .expect("imported");
        assert_eq!((report.counts.new, report.counts.refused), (2, 1));
        let courses: Vec<Course> =
            office.queries().all(Find::new(RecordKind::Course, town.region)).await.expect("courses");
        assert!(
            courses.iter().all(|course| course.state == CourseState::Draft && !course.sections.is_empty())
        );
        assert!(
            courses.iter().any(
                |course| course.kind == CourseKind::Alphabetisierungskurs && course.child_care_seats == 4
            )
        );
        let (_, again) =
            office.apply(office.plan(ImportKind::Courses, path), Decisions::new()).await.expect("imported");
        assert_eq!(again.counts.unchanged, 2);
        let persons = office.apply(office.plan(ImportKind::Persons, list(&THREE)), Decisions::new()).await;
        assert!(matches!(persons, Err(Failure::App(app::Error::Denied(_)))), "{persons:?}");
    }
}

#[tokio::test]
async fn columns_are_remembered_under_a_name() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let clerk = town.actor(OrganisationKind::Jobcenter);
    for field in ["family_name", "full_name"] {
        let columns = [("Kunde".to_owned(), field.to_owned())].into();
        let save = SaveMapping { kind: ImportKind::Persons, name: "Monatsliste".to_owned(), columns };
        stage.gate.run(&stage.operation(clerk), save).await.expect("saved");
    }
    let known = stage
        .gate
        .ask(&stage.operation(clerk), &Mappings { kind: ImportKind::Persons })
        .await
        .expect("known");
    assert_eq!((known.len(), known[0].columns["Kunde"].as_str()), (1, "full_name"));
}
