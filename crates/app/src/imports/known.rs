//! Rows of persons against what is known: new, changed, unchanged, or to be asked. The same person is
//! taken for granted only by the own office's file number, or by equal name and birth date within the own
//! organisation; whatever merely looks alike waits for a human being. Not for saving.

use super::note::Note;
use super::person_row::{ActDraft, PersonDraft};
use super::report::RowReport;
use super::source::{Line, person_identity};
use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::act::Act;
use domain::case::{Case, Stage};
use domain::ids::{OrganisationId, PersonId, RegionId};
use domain::list_import::RowOutcome;
use domain::matching::duplicates::{Identity, Likeness, Prepared, Verdict, duplicate_keys};
use domain::matching::{self, phonetic};
use domain::person::Person;
use domain::record::RecordKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a person decided about a doubtful row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// Take it as it was read; a person that looks like others is somebody else.
    Take,
    /// It means this known person.
    Same(PersonId),
}

/// Decisions by row number.
pub type Decisions = BTreeMap<u64, Decision>;

/// For whom and when the rows are judged.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    pub region: RegionId,
    pub organisation: OrganisationId,
    pub today: NaiveDate,
}

/// What becomes of one row.
#[derive(Debug, Clone)]
pub struct JudgedPerson {
    pub report: RowReport,
    /// The person as they should be; id 0 for a new one. `None` if nothing is to be written about them.
    pub person: Option<Person>,
    /// The known person, for whom an act may be new even if nothing else is.
    pub known: Option<PersonId>,
    /// An act that is not recorded yet.
    pub act: Option<ActDraft>,
    /// The open case of the known person.
    pub case: Option<Case>,
    /// Likely candidates that a person has seen and held to be somebody else.
    pub seen: Vec<PersonId>,
}

struct Known {
    person: Person,
    prepared: Prepared,
}

/// Everything that is known about the rows of one part.
#[derive(Default)]
struct Lore {
    by_number: HashMap<String, i64>,
    /// Row index → candidates.
    candidates: HashMap<usize, BTreeSet<i64>>,
    people: HashMap<i64, Known>,
    cases: HashMap<i64, Vec<Case>>,
    acts: HashMap<i64, Vec<Act>>,
}

fn identity(draft: &PersonDraft, organisation: OrganisationId) -> Identity {
    let mut person = Person::blank(PersonId(0), RegionId(0));
    draft.write_into(&mut person, organisation, NaiveDate::MIN);
    Identity::from(&person)
}

/// Judges rows in their order.
pub async fn judge_persons(
    queries: &dyn Queries,
    scope: &Scope,
    lines: &[Line<PersonDraft>],
    decisions: &Decisions,
) -> Result<Vec<JudgedPerson>, Error> {
    let identities: Vec<Identity> =
        lines.iter().map(|line| identity(&line.draft, scope.organisation)).collect();
    let keys: Vec<Vec<String>> = identities.iter().map(duplicate_keys).collect();
    let lore = gather(queries, scope, lines, &keys).await?;
    let mut fellows = Fellows::default();
    let mut judged = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let typed = Prepared::new(&identities[index]);
        let mut row = judge(scope, &lore, index, &line.draft, &typed, decisions);
        if row.report.outcome == RowOutcome::New {
            let decided = decisions.contains_key(&line.row.number);
            fellows.meet(&mut row, &line.draft, typed, &keys[index], decided);
        }
        judged.push(row);
    }
    Ok(judged)
}

async fn gather(
    queries: &dyn Queries,
    scope: &Scope,
    lines: &[Line<PersonDraft>],
    keys: &[Vec<String>],
) -> Result<Lore, Error> {
    let mut lore = Lore::default();
    let numbers: Vec<String> = lines
        .iter()
        .map(|line| matching::file_number(&line.draft.file_number))
        .filter(|number| !number.is_empty())
        .collect();
    for (number, person) in queries.persons_of_file_numbers(scope.organisation, &numbers).await? {
        lore.by_number.insert(number, person.0);
    }
    let mut wanted: BTreeSet<i64> = lore.by_number.values().copied().collect();
    let open: Vec<usize> = (0..lines.len())
        .filter(|index| {
            !lore.by_number.contains_key(&matching::file_number(&lines[*index].draft.file_number))
        })
        .collect();
    let asked: BTreeSet<&String> =
        open.iter().flat_map(|index| &keys[*index]).filter(|key| !key.starts_with("y:")).collect();
    let asked: Vec<String> = asked.into_iter().cloned().collect();
    let mut hits: HashMap<String, Vec<(i64, String)>> = HashMap::new();
    for hit in queries.persons_of_keys(scope.region, &asked).await? {
        hits.entry(hit.key).or_default().push((hit.person.0, hit.name));
    }
    if !hits.is_empty() {
        for index in open {
            let draft = &lines[index].draft;
            let found = candidates(draft, &keys[index], &hits);
            wanted.extend(found.iter().copied());
            lore.candidates.insert(index, found);
        }
    }
    let ids: Vec<i64> = wanted.into_iter().collect();
    for person in
        queries.many::<Person>(&ids).await?.into_iter().filter(|person| person.merged_into.is_none())
    {
        let prepared = Prepared::new(&Identity::from(&person));
        lore.people.insert(person.id.0, Known { person, prepared });
    }
    let matched: Vec<i64> = lore.people.keys().copied().collect();
    for part in matched.chunks(400) {
        let of = |kind| Find::new(kind, scope.region).when(Where::one_of("person_id", part.iter().copied()));
        for case in queries.all::<Case>(of(RecordKind::Case)).await? {
            lore.cases.entry(case.person.0).or_default().push(case);
        }
        for act in queries.all::<Act>(of(RecordKind::Act)).await? {
            lore.acts.entry(act.person.0).or_default().push(act);
        }
    }
    Ok(lore)
}

/// Who is worth comparing: equal names or numbers; equal birth dates only with a name that sounds alike.
fn candidates(
    draft: &PersonDraft,
    keys: &[String],
    hits: &HashMap<String, Vec<(i64, String)>>,
) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    let mut sounds: Option<HashSet<String>> = None;
    for key in keys {
        for (person, name) in hits.get(key).into_iter().flatten() {
            if !key.starts_with("b:") || found.contains(person) {
                found.insert(*person);
                continue;
            }
            let own = sounds
                .get_or_insert_with(|| sounds_of(&format!("{} {}", draft.family_name, draft.given_names)));
            if !own.is_disjoint(&sounds_of(name)) {
                found.insert(*person);
            }
        }
    }
    found
}

fn sounds_of(name: &str) -> HashSet<String> {
    matching::normalise(name).split(' ').map(phonetic).filter(|sound| !sound.is_empty()).collect()
}

fn judge(
    scope: &Scope,
    lore: &Lore,
    index: usize,
    draft: &PersonDraft,
    typed: &Prepared,
    decisions: &Decisions,
) -> JudgedPerson {
    if !draft.refusals.is_empty() {
        return nothing(draft, RowOutcome::Refused, draft.refusals.clone(), None);
    }
    let decision = decisions.get(&draft.number).copied();
    let mut doubts = draft.doubts.clone();
    let likely = likely(lore, index, typed);
    let certain = certain(scope, lore, index, draft, typed, &mut doubts);
    let known = match decision {
        Some(Decision::Same(id))
            if likely.iter().any(|(candidate, _)| *candidate == id) || certain == Some(id) =>
        {
            Some(id)
        }
        Some(Decision::Same(_)) => {
            return nothing(draft, RowOutcome::Refused, vec![Note::new("not-a-candidate", "", "")], None);
        }
        _ => certain,
    };
    if known.is_none() {
        doubts.extend(likely.iter().take(3).map(|(id, likeness)| resembles(*id, likeness)));
    }
    if decision.is_none() && !doubts.is_empty() {
        return nothing(draft, RowOutcome::Doubtful, doubts, known);
    }
    let seen = if known.is_none() { likely.iter().map(|(id, _)| *id).collect() } else { Vec::new() };
    write(scope, lore, draft, known, seen)
}

fn nothing(
    draft: &PersonDraft,
    outcome: RowOutcome,
    notes: Vec<Note>,
    known: Option<PersonId>,
) -> JudgedPerson {
    JudgedPerson {
        report: RowReport { number: draft.number, outcome, record: known.map(|id| id.0), notes },
        person: None,
        known: None,
        act: None,
        case: None,
        seen: Vec::new(),
    }
}

fn resembles(id: PersonId, likeness: &Likeness) -> Note {
    Note {
        candidate: Some(id),
        reasons: likeness.reasons.iter().map(|reason| reason.wording_key()).collect(),
        ..Note::new("like-known-person", "", "")
    }
}

fn likely(lore: &Lore, index: usize, typed: &Prepared) -> Vec<(PersonId, Likeness)> {
    let mut found: Vec<(PersonId, Likeness)> = lore
        .candidates
        .get(&index)
        .into_iter()
        .flatten()
        .filter_map(|id| lore.people.get(id))
        .map(|known| (known.person.id, typed.compare(&known.prepared)))
        .filter(|(_, likeness)| likeness.verdict >= Verdict::Likely)
        .collect();
    found.sort_by_key(|(id, likeness)| (std::cmp::Reverse(likeness.score), *id));
    found
}

/// The person the row means without any doubt.
fn certain(
    scope: &Scope,
    lore: &Lore,
    index: usize,
    draft: &PersonDraft,
    typed: &Prepared,
    doubts: &mut Vec<Note>,
) -> Option<PersonId> {
    let number = matching::file_number(&draft.file_number);
    if let Some(known) = lore.by_number.get(&number).and_then(|id| lore.people.get(id)) {
        let likeness = typed.compare(&known.prepared);
        let other_name = likeness
            .reasons
            .iter()
            .any(|reason| matches!(reason.code(), "family_name_differs" | "given_name_differs"));
        if likeness.verdict < Verdict::Possible
            || (other_name && draft.birth_date.is_some() && draft.birth_date != known.person.birth_date)
        {
            doubts.push(Note {
                candidate: Some(known.person.id),
                ..Note::new("number-of-another", "file_number", &draft.file_number)
            });
        }
        return Some(known.person.id);
    }
    let birth = draft.birth_date?;
    let name = |family: &str, given: &str| matching::normalise(&format!("{family}\u{1f}{given}"));
    let own = name(&draft.family_name, &draft.given_names);
    let mut equal =
        lore.candidates.get(&index).into_iter().flatten().filter_map(|id| lore.people.get(id)).filter(
            |known| {
                let person = &known.person;
                let held = person.number_at(scope.organisation);
                person.birth_date == Some(birth)
                    && person.involved_on(scope.today).any(|body| body == scope.organisation)
                    && (draft.file_number.is_empty() || held.is_none())
                    && name(&person.family_name, &person.given_names) == own
            },
        );
    match (equal.next(), equal.next()) {
        (Some(one), None) => Some(one.person.id),
        _ => None,
    }
}

fn write(
    scope: &Scope,
    lore: &Lore,
    draft: &PersonDraft,
    known: Option<PersonId>,
    seen: Vec<PersonId>,
) -> JudgedPerson {
    let before = known.and_then(|id| lore.people.get(&id.0)).map(|known| known.person.clone());
    let mut person = before.clone().unwrap_or_else(|| Person::blank(PersonId(0), scope.region));
    draft.write_into(&mut person, scope.organisation, scope.today);
    person.involve(scope.organisation, scope.today);
    if let Err(refusal) = person.settle(scope.today) {
        return nothing(draft, RowOutcome::Refused, vec![Note::refusal(&refusal)], known);
    }
    let raw = known.map(|id| id.0).unwrap_or_default();
    let acts = lore.acts.get(&raw).map_or(&[][..], Vec::as_slice);
    let act = draft.act.clone().filter(|new| {
        !acts.iter().any(|held| {
            held.issuer == scope.organisation && held.kind == new.kind && held.issued_on == new.issued_on
        })
    });
    let changed = before.as_ref() != Some(&person);
    let outcome = match (&before, changed || act.is_some()) {
        (None, _) => RowOutcome::New,
        (Some(_), true) => RowOutcome::Changed,
        (Some(_), false) => RowOutcome::Unchanged,
    };
    let case = lore
        .cases
        .get(&raw)
        .and_then(|cases| cases.iter().rev().find(|case| case.stage != Stage::Closed))
        .cloned();
    JudgedPerson {
        report: RowReport { number: draft.number, outcome, record: known.map(|id| id.0), notes: Vec::new() },
        person: changed.then_some(person),
        known,
        act,
        case,
        seen,
    }
}

/// New persons of the same part, who are not in the database yet.
#[derive(Default)]
struct Fellows {
    identities: HashMap<u64, u64>,
    rows: Vec<(u64, Prepared)>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Fellows {
    /// Compares a new row with those before it: an equal row is taken once, one that looks alike is asked.
    fn meet(
        &mut self,
        row: &mut JudgedPerson,
        draft: &PersonDraft,
        typed: Prepared,
        keys: &[String],
        decided: bool,
    ) {
        let identity = person_identity(draft);
        if self.identities.contains_key(&identity) && !decided {
            *row = nothing(draft, RowOutcome::Unchanged, Vec::new(), None);
            return;
        }
        let near: BTreeSet<usize> = keys
            .iter()
            .filter(|key| !key.starts_with("y:"))
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        let likely =
            near.into_iter().find(|index| typed.compare(&self.rows[*index].1).verdict >= Verdict::Likely);
        if let Some(index) = likely.filter(|_| !decided) {
            let note = Note::new("like-row", "", "").with_row(self.rows[index].0);
            *row = nothing(draft, RowOutcome::Doubtful, vec![note], None);
            return;
        }
        self.identities.insert(identity, draft.number);
        for key in keys {
            self.by_key.entry(key.clone()).or_default().push(self.rows.len());
        }
        self.rows.push((draft.number, typed));
    }
}
