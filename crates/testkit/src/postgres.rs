//! A real PostgreSQL server for tests, started by the first test that needs it and shared by all test
//! programs of this machine's user; each story gets a database of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const PORT: u16 = 54329;

/// URL of a fresh database on the test server.
pub async fn postgres_url(name: &str) -> String {
    static SERVER: OnceLock<()> = OnceLock::new();
    SERVER.get_or_init(start);
    let made = run(tool("psql").args(connection()).args([
        "-d",
        "postgres",
        "-qc",
        &format!("DROP DATABASE IF EXISTS {name}"),
    ])) && run(tool("createdb").args(connection()).arg(name));
    assert!(made, "the test database {name} could not be created");
    format!("postgres://postgres@127.0.0.1:{PORT}/{name}")
}

fn connection() -> Vec<String> {
    vec!["-h".into(), "127.0.0.1".into(), "-p".into(), PORT.to_string(), "-U".into(), "postgres".into()]
}

/// Folder of Debian's newest PostgreSQL programs.
fn programs() -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|dir| dir.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    versions.pop().unwrap_or_else(|| {
        panic!("PostgreSQL is missing: install the Debian package `postgresql` (or run `make test`)")
    })
}

fn tool(name: &str) -> Command {
    Command::new(programs().join(name))
}

fn run(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn answers() -> bool {
    run(tool("psql").args(connection()).args(["-d", "postgres", "-qc", "SELECT 1"]))
}

fn start() {
    if answers() {
        return;
    }
    let folder = std::env::temp_dir().join("foerderkette-test-postgres");
    // several test programs may start at once: the one that makes the folder of the lock starts the server
    let lock = std::env::temp_dir().join("foerderkette-test-postgres.lock");
    let leads = std::fs::create_dir(&lock).is_ok();
    if leads {
        launch(&folder);
        let _ = std::fs::remove_dir(&lock);
    }
    for _ in 0..300 {
        if answers() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let _ = std::fs::remove_dir(&lock);
    panic!("the PostgreSQL test server did not start; its log is in {}", folder.join("log").display());
}

/// PostgreSQL refuses to run as root, so root lets the system user `postgres` run it. The server outlives the test
/// program, so it must not keep what that program inherited: a lock of its caller would be held for ever.
fn launch(folder: &Path) {
    let root = run(Command::new("sh").args(["-c", "test $(id -u) = 0"]));
    let bin = programs();
    let script = format!(
        "set -e; for fd in 3 4 5 6 7 8 9; do eval \"exec $fd>&-\"; done; test -f {data}/PG_VERSION || {bin}/initdb -D {data} -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null; \
         {bin}/pg_ctl -D {data} -l {folder}/log -w -o '-p {PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
         -c fsync=off -c max_connections=200' start >/dev/null",
        data = folder.join("data").display(),
        bin = bin.display(),
        folder = folder.display(),
    );
    let _ = std::fs::create_dir_all(folder);
    let mut command = if root {
        let owner = format!("chown -R postgres {}", folder.display());
        run(Command::new("sh").args(["-c", &owner]));
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh", "-c", &script]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", &script]);
        command
    };
    run(command.current_dir("/"));
}
