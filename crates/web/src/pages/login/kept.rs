//! What somebody wanted when the login came in between: the page, and every field of the form they had
//! sent. Travels in hidden fields of the login form and nowhere else. Not for files: a browser sends
//! those only from the field they were chosen in.

use crate::http::Input;
use crate::view::CSRF_FIELD;

const FIELD: &str = "kept.";
const TARGET: &str = "target";
const METHOD: &str = "method";
const FILES: &str = "kept_files";

/// A request that waits for a login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    target: String,
    form: bool,
    files: bool,
    pairs: Vec<(String, String)>,
}

/// Whether an address is a page of this installation; browsers read a backslash as a slash.
pub(super) fn is_ours(target: &str) -> bool {
    target.starts_with('/')
        && !target.starts_with("//")
        && !target.contains('\\')
        && !target.chars().any(char::is_control)
}

impl Kept {
    /// Nothing but the start page.
    pub(super) fn start() -> Kept {
        Kept { target: "/".to_owned(), form: false, files: false, pairs: Vec::new() }
    }

    /// What a request without session wanted. Every form of staff pages carries the token field.
    pub(super) fn of_request(input: &Input) -> Kept {
        let form = input.pairs.iter().any(|(name, _)| name == CSRF_FIELD);
        let target = match &input.raw_query {
            Some(query) if !query.is_empty() => format!("{}?{query}", input.path),
            _ => input.path.clone(),
        };
        if input.path == "/logout" {
            return Kept::start();
        }
        let pairs = if form {
            input.pairs.iter().filter(|(name, _)| name != CSRF_FIELD).cloned().collect()
        } else {
            Vec::new()
        };
        Kept { target, form, files: !input.files.is_empty(), pairs }
    }

    /// What the login form carried along.
    pub(super) fn of_login(input: &Input) -> Kept {
        let target = input.text(TARGET);
        if !is_ours(target) {
            return Kept::start();
        }
        let pairs = input
            .pairs
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix(FIELD)?.to_owned(), value.clone())))
            .filter(|(name, _)| name != CSRF_FIELD)
            .collect();
        Kept {
            target: target.to_owned(),
            form: input.text(METHOD) == "post",
            files: !input.text(FILES).is_empty(),
            pairs,
        }
    }

    /// Hidden fields of the login form.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        let mut fields = vec![(TARGET.to_owned(), self.target.clone())];
        if self.form {
            fields.push((METHOD.to_owned(), "post".to_owned()));
        }
        if self.files {
            fields.push((FILES.to_owned(), "1".to_owned()));
        }
        fields.extend(self.pairs.iter().map(|(name, value)| (format!("{FIELD}{name}"), value.clone())));
        fields
    }

    pub(super) fn target(&self) -> &str {
        &self.target
    }

    pub(super) fn is_form(&self) -> bool {
        self.form
    }

    pub(super) fn had_files(&self) -> bool {
        self.files
    }

    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_comes_through_the_login_with_every_field_but_its_old_token() {
        let sent = Input {
            path: "/people/new".to_owned(),
            pairs: pairs(&[
                ("csrf", "old"),
                ("family_name", "Muster"),
                ("days", "mo"),
                ("days", "tu"),
                ("target", "x"),
            ]),
            ..Input::default()
        };
        let kept = Kept::of_request(&sent);
        let carried = Input { pairs: kept.fields(), ..Input::default() };
        let arrived = Kept::of_login(&carried);
        assert_eq!(arrived, kept);
        assert_eq!(
            arrived.pairs(),
            pairs(&[("family_name", "Muster"), ("days", "mo"), ("days", "tu"), ("target", "x")])
        );
        assert!(arrived.is_form());
    }

    #[test]
    fn a_page_of_another_site_is_never_the_target() {
        for foreign in ["//example.org", "https://example.org", "/\\example.org", "example", "", "/a\nb"] {
            assert!(!is_ours(foreign), "{foreign:?}");
            let input =
                Input { pairs: pairs(&[("target", foreign), ("method", "post")]), ..Input::default() };
            assert_eq!(Kept::of_login(&input).target(), "/");
        }
        assert!(is_ours("/people?page=2"));
    }
}
