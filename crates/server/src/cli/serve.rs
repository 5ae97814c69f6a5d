//! Running the server, migrating, and looking after it.

use super::output::say_line;
use crate::clock::WallClock;
use crate::config::Config;
use crate::mailroom::Mailroom;
use crate::wiring;
use anyhow::Context;
use app::Operation;
use app::ports::Store;
use domain::access::Purpose;
use domain::ids::{OperationId, RegionId};
use std::net::SocketAddr;

/// Serves until the process is asked to stop.
pub async fn serve(config: &Config) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    serve_at(config, database, WallClock::true_time()).await
}

/// Serves an open database with a given clock.
pub async fn serve_at(
    config: &Config,
    database: std::sync::Arc<storage::Database>,
    clock: WallClock,
) -> anyhow::Result<u8> {
    let site = wiring::site(config, database, clock)?;
    tokio::spawn(look_after(site.clone(), Mailroom::open(config)?));
    // the tables are read while the first pages are already answered
    let law = site.gate.law().clone();
    tokio::task::spawn_blocking(move || {
        if let Err(error) = law.delivered() {
            tracing::error!("the decision tables cannot be used: {error}");
        }
    });
    let router = web::router(site, web::routes::routes());
    let listener = tokio::net::TcpListener::bind(&config.listen)
        .await
        .with_context(|| format!("cannot listen on {}: is another program using the port?", config.listen))?;
    say_line!("Förderkette: {}", config.public_url);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    Ok(0)
}

/// Every minute, region by region: frees seats whose reservation is over; with a relay also leaves the daily
/// digest and delivers what waits.
async fn look_after(site: web::Shared, mailroom: Option<Mailroom>) {
    loop {
        if let Err(error) = free_seats(&site).await {
            tracing::error!("reservations were not looked after: {error}");
        }
        if let Some(mailroom) = &mailroom
            && let Err(error) = send_mails(&site, mailroom).await
        {
            tracing::error!("mails were not looked after: {error}");
        }
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
}

/// An operation of the system in a region, now.
async fn operation(site: &web::Shared, region: RegionId) -> Result<Operation, app::Error> {
    let now = site.clock.now();
    Ok(Operation {
        id: OperationId(site.ids.next()),
        actor: app::jobs::coordination(&site.gate, region).await?,
        now,
        today: site.clock.day_of(now),
        purpose: Purpose::SeatAssignment,
        request: "job".to_owned(),
        key: None,
        import: None,
        ids: site.ids.clone(),
        periods: site.tables.periods.clone(),
    })
}

async fn free_seats(site: &web::Shared) -> Result<(), app::Error> {
    for region in site.gate.store().queries().regions().await? {
        let operation = operation(site, region.region()).await?;
        let freed = app::jobs::expire_reservations(&site.gate, &operation).await?;
        if freed > 0 {
            tracing::info!(region = %region.region(), freed, "reservations ran out");
        }
        let listed = app::jobs::open_graduates(&site.gate, &operation).await?;
        if listed > 0 {
            tracing::info!(region = %region.region(), listed, "people came on the list of graduates");
        }
    }
    Ok(())
}

async fn send_mails(site: &web::Shared, mailroom: &Mailroom) -> Result<(), app::Error> {
    let store = site.gate.store();
    for region in store.queries().regions().await? {
        let operation = operation(site, region.region()).await?;
        let time = site.clock.time_of(operation.now);
        app::jobs::queue_digest(&site.gate, &operation, time).await?;
    }
    let sent = mailroom.deliver(store.as_ref(), site.clock.now()).await?;
    if sent > 0 {
        tracing::info!(sent, "mails went out");
    }
    Ok(())
}

async fn asked_to_stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

/// Migrates and stops.
pub async fn migrate(config: &Config) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    say_line!("{}: up to date", database.backend());
    Ok(0)
}

/// Checks what can be checked without a browser.
pub async fn doctor(config: &Config) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    database.healthy().await?;
    say_line!("database ({}): answers", database.backend());
    let broken = database.verify_audit().await?;
    match broken {
        None => say_line!("audit chain: unbroken"),
        Some(position) => say_line!("audit chain: BROKEN at entry {position}"),
    }
    wiring::tables()?;
    wiring::law().delivered()?;
    say_line!("tables: readable");
    Ok(u8::from(broken.is_some()))
}
