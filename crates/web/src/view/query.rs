//! The address of a list: path and query pairs, changed one at a time for sort, page and filter links.
//! Not for reading typed filters: pages do that with their own query struct.

use std::fmt;

/// A path with its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Takes path and raw query (without `?`) of a request.
    pub fn parse(path: &str, raw: Option<&str>) -> Query {
        let pairs = form_urlencoded::parse(raw.unwrap_or_default().as_bytes())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Query { path: path.to_owned(), pairs }
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same address with this value instead of all values of the name.
    pub fn with(&self, name: &str, value: impl fmt::Display) -> Query {
        let mut changed = self.without(name);
        changed.pairs.push((name.to_owned(), value.to_string()));
        changed
    }

    /// The same address without the name.
    pub fn without(&self, name: &str) -> Query {
        let pairs = self.pairs.iter().filter(|(known, _)| known != name).cloned().collect();
        Query { path: self.path.clone(), pairs }
    }

    /// The same query at another path, for downloads of what is filtered.
    pub fn at(&self, path: &str) -> Query {
        Query { path: path.to_owned(), pairs: self.pairs.clone() }
    }

    /// The encoded query without `?`; empty if there is none.
    pub fn raw(&self) -> String {
        let mut encoder = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.pairs {
            encoder.append_pair(name, value);
        }
        encoder.finish()
    }

    /// The address for a link.
    pub fn href(&self) -> String {
        if self.pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.raw()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn a_list_address_changes_one_pair_and_keeps_the_rest() {
        let query = Query::parse("/cases", Some("q=M%C3%BCller+A&status=open&page=3&empty="));
        assert_eq!(query.get("q"), Some("Müller A"));
        assert_eq!(
            query.without("page").with("sort", "-name").href(),
            "/cases?q=M%C3%BCller+A&status=open&sort=-name"
        );
        assert_eq!(Query::parse("/cases", None).href(), "/cases");
    }

    #[test]
    fn repeated_names_are_all_found() {
        let query = Query::parse("/cases", Some("kind=a&kind=b"));
        assert_eq!(query.all("kind").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(query.at("/cases.csv").href(), "/cases.csv?kind=a&kind=b");
    }
}
