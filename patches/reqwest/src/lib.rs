//! Stands in for the HTTP client that the decision-table library names for "external functions".
//! Decision tables of law must never reach a network, so every request is refused here; see
//! `docs/decisions/0006-rules-reach-no-network.md`. Not for making requests: there is no code that could.

/// Why there is no answer: requests are refused, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("decision tables have no access to a network")
    }
}

impl std::error::Error for Refused {}

/// The part of the client's interface that the library uses.
pub mod blocking {
    use super::Refused;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    /// A client that sends nothing.
    #[derive(Debug, Default)]
    pub struct Client;

    /// A request that is never sent.
    #[derive(Debug)]
    pub struct Request;

    /// An answer that never comes.
    #[derive(Debug)]
    pub enum Response {}

    impl Client {
        /// A client that sends nothing.
        pub fn new() -> Self {
            Client
        }

        /// A request that is never sent; the address is not looked at.
        pub fn post(&self, _address: &str) -> Request {
            Request
        }
    }

    impl Request {
        /// The same request; its content is not looked at.
        pub fn json<T: Serialize + ?Sized>(self, _content: &T) -> Self {
            self
        }

        /// Always refused.
        pub fn send(self) -> Result<Response, Refused> {
            Err(Refused)
        }
    }

    impl Response {
        /// Cannot be reached: there is no answer.
        pub fn json<T: DeserializeOwned>(self) -> Result<T, Refused> {
            match self {}
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_request_is_refused() {
        let sent = super::blocking::Client::new().post("http://127.0.0.1:1/").json(&1).send();
        assert_eq!(sent.expect_err("refused").to_string(), "decision tables have no access to a network");
    }
}
