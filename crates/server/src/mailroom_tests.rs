//! Stories of the mailroom with a relay that only listens.

use super::*;
use app::ports::OutboxMessage;
use domain::ids::TeamId;
use domain::organisation::OrganisationKind as K;
use std::sync::{Arc, Mutex};
use testkit::{Backend, Stage, Town};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

type Mails = Arc<Mutex<Vec<String>>>;

/// A relay that takes every mail; the port and what it took.
async fn relay() -> (u16, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let mails = Mails::default();
    let taken = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut mail: Option<String> = None;
            stream.get_mut().write_all(b"220 relay\r\n").await.expect("written");
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                    break;
                }
                let answer: &[u8] = match (&mut mail, line.trim_end()) {
                    (Some(text), ".") => {
                        taken.lock().expect("unpoisoned").push(std::mem::take(text));
                        mail = None;
                        b"250 taken\r\n"
                    }
                    (Some(text), _) => {
                        text.push_str(&line);
                        continue;
                    }
                    (None, "DATA") => {
                        mail = Some(String::new());
                        b"354 go on\r\n"
                    }
                    (None, "QUIT") => b"221 bye\r\n",
                    (None, _) => b"250 relay\r\n",
                };
                stream.get_mut().write_all(answer).await.expect("written");
            }
        }
    });
    (port, mails)
}

fn mailroom(port: u16) -> Mailroom {
    let config = Config {
        smtp: format!("smtp://127.0.0.1:{port}"),
        public_url: "https://kette.example.org/".to_owned(),
        ..Config::default()
    };
    Mailroom::open(&config).expect("usable").expect("a relay is set")
}

async fn queue(stage: &Stage, town: &Town, kind: &str, payload: String) {
    let operation = stage.operation(town.actor(K::Jobcenter));
    let store = stage.gate.store();
    let mut work = store.begin(&operation).await.expect("begun");
    let id = operation.ids.next();
    work.queue(OutboxMessage { id, kind: kind.to_owned(), payload }).await.expect("queued");
    work.commit().await.expect("durable");
}

#[tokio::test]
async fn a_digest_goes_to_the_mailbox_of_the_body_once_and_names_nobody() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let organisation = town.actor(K::Jobcenter).organisation;
        let digest =
            DigestFor { organisation, team: Some(TeamId(1)), overdue: 3, today: 5, lapsing: 1, duties: 0 };
        queue(&stage, &town, DIGEST, serde_json::to_string(&digest).expect("JSON")).await;
        let (port, mails) = relay().await;
        let room = mailroom(port);
        let now = stage.operation(town.actor(K::Jobcenter)).now;
        assert_eq!(room.deliver(stage.gate.store().as_ref(), now).await.expect("delivered"), 1);
        assert_eq!(room.deliver(stage.gate.store().as_ref(), now).await.expect("nothing left"), 0);
        let mails = mails.lock().expect("unpoisoned").clone();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: "), "{}", mails[0]);
        assert!(mails[0].contains("kette.example.org/worklist"), "{}", mails[0]);
    }
}

#[tokio::test]
async fn a_body_that_only_owes_duties_is_led_to_its_home() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let organisation = town.actor(K::Jobcenter).organisation;
    let digest = DigestFor { organisation, team: None, overdue: 0, today: 0, lapsing: 0, duties: 2 };
    queue(&stage, &town, DIGEST, serde_json::to_string(&digest).expect("JSON")).await;
    let (port, mails) = relay().await;
    let now = stage.operation(town.actor(K::Jobcenter)).now;
    assert_eq!(mailroom(port).deliver(stage.gate.store().as_ref(), now).await.expect("delivered"), 1);
    let mails = mails.lock().expect("unpoisoned").clone();
    assert!(mails[0].contains("kette.example.org/today"), "{}", mails[0]);
}

#[tokio::test]
async fn what_the_relay_does_not_take_is_tried_again_later() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let organisation = town.actor(K::Jobcenter).organisation;
    let payload = serde_json::json!({ "authority": organisation.to_string() }).to_string();
    queue(&stage, &town, "noshow_report", payload).await;
    queue(&stage, &town, "noshow_report", "no JSON".to_owned()).await;
    let now = stage.operation(town.actor(K::Jobcenter)).now;
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = silent.local_addr().expect("an address").port();
    drop(silent);
    let nobody = mailroom(port);
    assert_eq!(nobody.deliver(stage.gate.store().as_ref(), now).await.expect("tried"), 0);
    let (port, mails) = relay().await;
    let room = mailroom(port);
    assert_eq!(room.deliver(stage.gate.store().as_ref(), now).await.expect("too early"), 0);
    let later = Moment(now.0 + PAUSE);
    assert_eq!(
        room.deliver(stage.gate.store().as_ref(), later).await.expect("delivered"),
        1,
        "the unreadable one stays"
    );
    assert_eq!(mails.lock().expect("unpoisoned").len(), 1);
}
