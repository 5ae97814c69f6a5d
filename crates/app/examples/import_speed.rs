//! How fast a list becomes durable: `cargo run --release -p app --example import_speed -- [rows] [database URL]`.
//! Writes a list of invented persons, imports it into a fresh region and prints rows per second and memory.

use app::Ids;
use app::imports::{Apply, Decisions, Plan, Voice, apply, prepare};
use domain::ids::ImportId;
use domain::list_import::ImportKind;
use domain::organisation::OrganisationKind;
use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;
use testkit::{Backend, Stage, Town};

/// An invented name of syllables; about 8,000 different ones of three.
fn name(mut n: usize) -> String {
    const PARTS: [&str; 20] = [
        "ba", "ri", "mo", "sul", "ka", "ne", "tar", "li", "vo", "shi", "da", "ger", "pu", "am", "ol", "fe",
        "zan", "hu", "yi", "cor",
    ];
    let mut text = String::new();
    for _ in 0..3 {
        text.push_str(PARTS[n % 20]);
        n /= 20;
    }
    text[..1].to_uppercase() + &text[1..]
}

fn list(rows: usize) -> std::path::PathBuf {
    let mut text = String::from(
        "Name;Vorname;Geburtsdatum;Geschlecht;Staatsangehörigkeit;BG-Nummer;Straße;PLZ;Ort;Telefon;Leistungsbezug;Verpflichtung;Bescheid vom\n",
    );
    for n in 0..rows {
        let mixed = n.wrapping_mul(2_654_435_761) >> 7;
        let (day, month, year) = (mixed % 28 + 1, mixed / 28 % 12 + 1, 1950 + mixed / 336 % 55);
        let act = if n % 2 == 0 { "Verpflichtung;01.10.2026" } else { ";" };
        let (family, given) = (name(mixed % 7_919), name(mixed / 7_919 % 4_001));
        let _ = writeln!(
            text,
            "{family};{given};{day:02}.{month:02}.{year};w;AFG;815 BG {n};Weg {};91781;Weißenburg in Bayern;09141 {n};SGB II;{act}",
            n % 90
        );
    }
    let path = std::env::temp_dir().join(format!("import-speed-{rows}.csv"));
    std::fs::write(&path, text).expect("the list is written");
    path
}

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(150_000);
    let backend =
        if arguments.next().as_deref() == Some("postgres") { Backend::Postgres } else { Backend::Sqlite };
    let stage = Stage::open(backend).await;
    let town = Town::build(&stage, "wug").await;
    let path = list(rows);
    let prepared = prepare(ImportKind::Persons, &path, "speed.csv").expect("a list");
    let mapping = prepared.proposal.columns.into_iter().filter_map(|c| Some((c.heading, c.field?))).collect();
    let today = stage.operation(town.actor(OrganisationKind::Jobcenter)).today;
    for round in ["first", "again"] {
        let (plan, before) = (
            Plan {
                kind: ImportKind::Persons,
                path: path.clone(),
                file_name: "speed.csv".into(),
                mapping: Clone::clone(&mapping),
                today,
                issuer: OrganisationKind::Jobcenter,
            },
            memory(),
        );
        let operation = || stage.operation(town.actor(OrganisationKind::Jobcenter));
        let begun = Instant::now();
        let progress = |done: u64, _: u64| {
            if done.is_multiple_of(25_000) {
                println!("  {done} rows, {:.1} s, {} MB", begun.elapsed().as_secs_f64(), memory());
            }
        };
        let voice = Voice { heading: "Grund".into(), say: Arc::new(|_| String::new()) };
        let import = ImportId(stage.ids.next());
        let order = Apply {
            gate: &stage.gate,
            operation: &operation,
            plan,
            decisions: Decisions::new(),
            import,
            voice,
            progress: &progress,
        };
        let (_, report) = apply(order).await.expect("imported");
        let seconds = begun.elapsed().as_secs_f64();
        println!("{round} {backend:?}: {:?}", report.counts);
        println!(
            "{rows} rows in {seconds:.1} s = {:.0} rows/s, memory {before} → {} MB",
            rows as f64 / seconds,
            memory()
        );
    }
}
