//! Configuration: one TOML file, then environment variables `FOERDERKETTE_…`. A sample with every
//! setting stands in `docs/foerderkette.sample.toml`; a test holds it against this struct.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Every setting with its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite://data.db?mode=rwc` or `postgres://user:password@host/name`.
    pub database: String,
    /// Address and port to listen on.
    pub listen: String,
    /// Address under which people reach the installation.
    pub public_url: String,
    /// Send cookies over TLS only; switch off for trials without TLS.
    pub secure_cookies: bool,
    /// Show the demo's doors; works on demo regions only.
    pub demo: bool,
    /// Relay for mails, such as `smtps://user:password@relay.example:465`; empty: no mail goes out.
    pub smtp: String,
    /// Address mails come from.
    pub mail_from: String,
    /// Log filter, e.g. `info` or `web=debug`.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            database: "sqlite://foerderkette.db?mode=rwc".to_owned(),
            listen: "127.0.0.1:8080".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            secure_cookies: true,
            demo: false,
            smtp: String::new(),
            mail_from: "Förderkette <foerderkette@localhost>".to_owned(),
            log: "info".to_owned(),
        }
    }
}

impl Config {
    /// Reads file and environment over the defaults.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Config> {
        let mut figment = Figment::from(Serialized::defaults(Config::default()));
        if let Some(file) = file {
            anyhow::ensure!(file.is_file(), "the configuration file {} does not exist", file.display());
            figment = figment.merge(Toml::file(file));
        }
        let config = figment.merge(Env::prefixed("FOERDERKETTE_").ignore(&["config"])).extract();
        config.map_err(|error| anyhow::anyhow!("the configuration cannot be read: {error}"))
    }
}
