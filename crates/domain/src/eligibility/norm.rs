//! Citations such as `§ 25 Abs. 2 Satz 1 AufenthG` taken apart, so that a looser or stricter spelling of the
//! same norm is recognised. Not for quoting: the text of a citation is kept as written.

/// One level of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Section,
    Absatz,
    Satz,
    Nummer,
    Buchstabe,
    Alternative,
}

/// A citation by its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    parts: Vec<(Part, String)>,
    law: String,
}

impl Norm {
    /// Takes a citation apart; `None` where no section sign with a number is found.
    pub fn parse(text: &str) -> Option<Self> {
        let from = text.find('§')?;
        let spaced = text[from..].replace('§', " § ").replace([',', ';', '(', ')'], " ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut parts: Vec<(Part, String)> = Vec::new();
        let mut law = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let (word, next) = (words[index], words.get(index + 1));
            let named = part_named(word);
            match (named, next) {
                (Some(part), Some(value)) if value.chars().next().is_some_and(char::is_alphanumeric) => {
                    if !parts.iter().any(|(known, _)| *known == part) {
                        parts.push((part, value.trim_end_matches('.').to_lowercase()));
                    }
                    index += 1;
                }
                (Some(_), _) => {}
                (None, Some(&"Alt." | &"Alternative")) if word.ends_with('.') => {
                    parts.push((Part::Alternative, word.trim_end_matches('.').to_owned()));
                    index += 1;
                }
                (None, _) => law.push(word),
            }
            index += 1;
        }
        (parts.first()?.0 == Part::Section).then(|| Self { parts, law: law.join(" ").to_lowercase() })
    }

    fn value(&self, part: Part) -> Option<&str> {
        self.parts.iter().find(|(known, _)| *known == part).map(|(_, value)| value.as_str())
    }

    fn same_law(&self, other: &Norm) -> bool {
        self.law.is_empty() || other.law.is_empty() || self.law == other.law
    }

    /// Whether everything this citation says is also said by `given`.
    fn covers(&self, given: &Norm) -> bool {
        self.same_law(given) && self.parts.iter().all(|(part, value)| given.value(*part) == Some(value))
    }

    /// Whether `given`, said more exactly, could still become this citation.
    fn could_be(&self, given: &Norm) -> bool {
        self.same_law(given)
            && self.value(Part::Section) == given.value(Part::Section)
            && self.parts.iter().all(|(part, value)| given.value(*part).is_none_or(|said| said == value))
    }
}

fn part_named(word: &str) -> Option<Part> {
    Some(match word.trim_end_matches('.') {
        "§" => Part::Section,
        "Abs" | "Absatz" => Part::Absatz,
        "S" | "Satz" => Part::Satz,
        "Nr" | "Nummer" => Part::Nummer,
        "Buchst" | "Buchstabe" | "lit" => Part::Buchstabe,
        "Alt" | "Alternative" => Part::Alternative,
        _ => return None,
    })
}

/// Classes of norms that rules tell apart, each with the citations that belong to it.
#[derive(Debug, Clone, Default)]
pub struct NormClasses {
    entries: Vec<Entry>,
    otherwise: usize,
}

/// One spelling of a norm of a class.
#[derive(Debug, Clone)]
struct Entry {
    class: usize,
    norm: Norm,
    /// The class lists the same norm said more exactly: this spelling only recognises it.
    loose: bool,
}

impl NormClasses {
    /// Classes by index with their citations; `otherwise` is the class of every other norm.
    /// The error is the first citation that cannot be read.
    pub fn new(classes: &[(usize, Vec<String>)], otherwise: usize) -> Result<Self, String> {
        let mut entries: Vec<Entry> = Vec::new();
        for (class, citations) in classes {
            for citation in citations {
                let norm = Norm::parse(citation).ok_or_else(|| citation.clone())?;
                entries.push(Entry { class: *class, norm, loose: false });
            }
        }
        let loose: Vec<bool> = entries
            .iter()
            .map(|entry| {
                let mut same = entries.iter().filter(|other| other.class == entry.class);
                same.any(|other| other.norm != entry.norm && entry.norm.covers(&other.norm))
            })
            .collect();
        entries.iter_mut().zip(loose).for_each(|(entry, loose)| entry.loose = loose);
        Ok(Self { entries, otherwise })
    }

    /// Classes the citation can belong to: the most exact one that covers it, and those it could be
    /// if it were said more exactly (`§ 28 Abs. 1` may or may not be `§ 28 Abs. 1 Satz 1 Nr. 1`).
    pub fn candidates(&self, citation: &str) -> Vec<usize> {
        let Some(given) = Norm::parse(citation) else { return vec![self.otherwise] };
        let covering = self
            .entries
            .iter()
            .filter(|entry| entry.norm.covers(&given))
            .max_by_key(|entry| entry.norm.parts.len());
        let exact = covering.map_or(self.otherwise, |entry| entry.class);
        let depth = covering.map_or(0, |entry| entry.norm.parts.len());
        let mut found = vec![exact];
        for Entry { class, norm, loose } in &self.entries {
            if !loose && norm.parts.len() > depth && norm.could_be(&given) && !found.contains(class) {
                found.push(*class);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes() -> NormClasses {
        let list = [
            (1, vec!["§ 28 AufenthG".to_owned()]),
            (
                2,
                vec!["§ 28 Abs. 1 Satz 1 Nr. 1 AufenthG".to_owned(), "§ 28 Abs. 1 Nr. 1 AufenthG".to_owned()],
            ),
            (3, vec!["§ 25 Abs. 2 AufenthG".to_owned()]),
            (4, vec!["§ 36a Abs. 1 Satz 1 Alt. 1 AufenthG".to_owned()]),
        ];
        NormClasses::new(&list, 0).expect("readable citations")
    }

    #[test]
    fn spellings_of_one_norm_meet_in_one_class() {
        for text in [
            "§ 25 Abs. 2 AufenthG",
            "§25 Absatz 2 Satz 1 Alt. 2",
            "Aufenthaltserlaubnis nach § 25 Abs. 2 S. 1 AufenthG",
        ] {
            let expected = [3];
            assert_eq!(classes().candidates(text), expected, "{text}");
        }
        assert_eq!(classes().candidates("§ 36a Abs. 1 Satz 1 1. Alt. AufenthG"), [4]);
    }

    #[test]
    fn a_citation_that_says_too_little_keeps_all_classes_it_could_be() {
        assert_eq!(classes().candidates("§ 28 Abs. 1 AufenthG"), [1, 2]);
        assert_eq!(classes().candidates("§ 28 Abs. 1 Satz 1 Nr. 1 AufenthG"), [2]);
        assert_eq!(classes().candidates("§ 28 Abs. 1 Satz 1 Nr. 3 AufenthG"), [1]);
        assert_eq!(classes().candidates("§ 25 AufenthG"), [0, 3]);
    }

    #[test]
    fn a_shorter_spelling_recognises_a_norm_but_opens_no_door_to_another_sentence() {
        assert_eq!(classes().candidates("§ 28 Abs. 1 Nr. 1 AufenthG"), [2]);
        assert_eq!(classes().candidates("§ 28 Abs. 1 Satz 2 AufenthG"), [1]);
        assert_eq!(classes().candidates("§ 28 Abs. 1 Satz 1 AufenthG"), [1, 2]);
    }

    #[test]
    fn another_law_or_no_citation_at_all_is_the_remaining_class() {
        for text in ["§ 25 Abs. 2 AsylG", "Fiktionsbescheinigung", "", "§", "§ Abs.", "§ 25a AufenthG"] {
            assert_eq!(classes().candidates(text), [0], "{text}");
        }
    }
}
