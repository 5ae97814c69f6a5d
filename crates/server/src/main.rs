//! The program `foerderkette`: parse, load configuration, wire, run.

mod cli;
mod clock;
mod config;
mod ids;
mod mailroom;
mod wiring;

use clap::Parser;

/// Pages and imports ask for very many small pieces of memory; the allocator of the C library took a fifth of their time.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    let arguments = cli::Arguments::parse();
    match cli::run(arguments) {
        Ok(code) => std::process::ExitCode::from(code),
        Err(error) => {
            eprintln!("foerderkette: {error:#}");
            std::process::ExitCode::from(1)
        }
    }
}
