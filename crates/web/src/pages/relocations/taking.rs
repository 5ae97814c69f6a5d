//! The way in: file and code, a look at what would be taken over and by whom, the decision about possible duplicates,
//! the receipt for the other county.

use super::contents::contents;
use super::grouped;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::intake::{decision, duplicates};
use crate::view::{Action, Choice, Confirmation, Entered, Field, Notice, Tone};
use app::commands::TakeOverRelocation;
use app::queries::duplicates::{Candidate, DuplicateCandidates};
use app::queries::relocations::{RelocationReceipt, TakeOverLook, TakeOverSheet};
use app::relocation_file;
use domain::ids::{OrganisationId, PersonId, RegionId, RelocationId};
use domain::matching::duplicates::{Identity, Verdict};
use domain::organisation::OrganisationKind;
use domain::person::DuplicateDecision;
use domain::relocation::Package;

const PATH: &str = "/relocations/new";

/// Where file and code are handed in.
pub async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(hand_in(&staff, None))
}

fn hand_in(staff: &Staff, entered: Option<&Entered>) -> Answer {
    let mut form = staff
        .form(PATH)
        .upload()
        .field(Field::file("file", staff.t("relocations-package")).required())
        .field(
            Field::text("key", staff.t("relocations-key")).hint(staff.t("relocations-key-hint")).required(),
        )
        .submit(staff.t("relocations-open"))
        .cancel("/people");
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let page = staff.page("relocations-take-title").lead(staff.t("relocations-take-lead"));
    let answer = Answer::page(page.crumb(staff.t("people-list-title"), "/people"), [Markup::of(&form)]);
    if entered.is_some() { answer.status(422) } else { answer }
}

/// A package that was opened, with the file and code it came from.
struct Opened {
    package: Box<Package>,
    sealed: String,
    key: String,
}

/// Opens the file, away from the threads that answer others: making the key takes its time.
async fn opened(sealed: String, key: String) -> Result<Opened, Problem> {
    let (text, code) = (sealed.clone(), key.clone());
    let package = tokio::task::spawn_blocking(move || relocation_file::open(&text, &code))
        .await
        .map_err(|error| Problem::Fault(format!("package: {error}")))??;
    Ok(Opened { package: Box::new(package), sealed, key })
}

/// Takes file and code, and shows what is in it.
pub async fn open(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let Some(upload) = input.file("file") else {
        let entered = input.entered().error("file", staff.t("relocations-file-missing"));
        return Ok(hand_in(&staff, Some(&entered)));
    };
    let longest = relocation_file::LONGEST as u64;
    let text = if upload.size > longest {
        String::new()
    } else {
        let bytes = tokio::fs::read(upload.path()).await;
        let bytes = bytes.map_err(|error| Problem::Fault(format!("package: {error}")))?;
        String::from_utf8(bytes).unwrap_or_default()
    };
    let found = opened(text, input.text("key").to_owned()).await;
    let found = match found {
        Ok(found) => found,
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            return Ok(hand_in(&staff, Some(&entered)));
        }
    };
    look(&staff, &found, (&[], None)).await.or_else(|problem| {
        let entered = problem.at_fields(staff.language(), input.entered())?;
        Ok(hand_in(&staff, Some(&entered)))
    })
}

/// The file as a hidden field carries it: no browser changes its line ends.
fn carried(sealed: &str) -> String {
    form_urlencoded::byte_serialize(sealed.as_bytes()).collect()
}

fn uncarried(field: &str) -> String {
    let pair = format!("sealed={field}");
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, text)| text.into_owned()).unwrap_or_default()
}

type Chosen = (OrganisationKind, OrganisationId);

async fn candidates(staff: &Staff, package: &Package) -> Result<Vec<Candidate>, Problem> {
    let person = package.person.settled_in(PersonId(0), RegionId(0));
    staff.ask(&DuplicateCandidates { identity: Identity::from(&person) }).await
}

/// What is in the package, who takes its acts over, and who might be known already.
async fn look(
    staff: &Staff,
    found: &Opened,
    (chosen, entered): (&[Chosen], Option<&Entered>),
) -> Result<Answer, Problem> {
    let look = TakeOverLook { package: found.package.clone(), chosen: chosen.to_vec() };
    let sheet = staff.ask(&look).await?;
    let candidates = candidates(staff, &found.package).await?;
    let mut form = duplicates(staff, staff.form("/relocations/take-over"), &candidates)
        .hidden("sealed", carried(&found.sealed))
        .hidden("key", found.key.clone());
    for field in bodies(staff, &found.package, &sheet) {
        form = form.field(field);
    }
    form = form.submit(staff.t("relocations-take-over")).cancel(PATH);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let sender = &found.package.sender;
    let args = [
        ("body", sender.name.as_str().into()),
        ("county", sender.county.as_str().into()),
        ("on", found.package.made_on.into()),
    ];
    let mut parts = Vec::new();
    if let Some(person) = sheet.known {
        let notice = Notice::new(Tone::Info, staff.t("relocations-known"));
        let open = Action::link(staff.t("relocations-to-record"), format!("/people/{person}"));
        parts.push(Markup::of(&notice.action(open)));
    }
    parts.push(Markup::of(&form));
    let named = names(staff, &sheet);
    parts.push(Markup::section(
        &staff.t("relocations-inside"),
        [contents(staff, &found.package, Some(&named))],
    ));
    let page = staff
        .page("relocations-take-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(staff.t("relocations-take-title"), PATH)
        .lead(staff.tn("relocations-from", &args));
    let answer = Answer::page(page, parts);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

fn names(staff: &Staff, sheet: &TakeOverSheet) -> Vec<String> {
    let name =
        |id: &OrganisationId| sheet.bodies.iter().find(|body| body.id == *id).map(|body| body.name.clone());
    let words = |to: &Option<OrganisationId>| {
        to.as_ref().and_then(name).unwrap_or_else(|| staff.t("relocations-no-body"))
    };
    sheet.acts.iter().map(words).collect()
}

fn field_of(kind: OrganisationKind) -> String {
    format!("body_{}", kind.code())
}

/// A choice per kind of body that takes acts over and of which the region has several.
fn bodies(staff: &Staff, package: &Package, sheet: &TakeOverSheet) -> Vec<Field> {
    let takes = |kind: &OrganisationKind| {
        let named = sheet.acts.iter().flatten();
        *kind != staff.actor.organisation_kind
            && named.clone().any(|id| sheet.bodies.iter().any(|body| body.id == *id && body.kind == *kind))
    };
    let kinds = OrganisationKind::ALL.iter().filter(|kind| takes(kind) && !package.acts.is_empty());
    kinds
        .filter_map(|kind| {
            let of_kind: Vec<Choice> = sheet
                .bodies
                .iter()
                .filter(|body| body.kind == *kind)
                .map(|body| Choice::new(body.id.to_string(), body.name.clone()))
                .collect();
            let first = of_kind.first()?.value.clone();
            let label = staff.code("organisation-kind", kind.code());
            (of_kind.len() > 1).then(|| {
                Field::select(
                    field_of(*kind),
                    staff.tn("relocations-which-body", &[("kind", label.as_str().into())]),
                    of_kind,
                )
                .required()
                .value(first)
            })
        })
        .collect()
}

/// Takes the case over.
pub async fn take_over(staff: Staff, input: Input) -> Result<Answer, Problem> {
    if let Some(done) = staff.earlier::<TakeOverRelocation>(&input).await? {
        return Ok(Answer::see(format!("/relocations/{}/receipt", done.outcome.relocation)));
    }
    let found = opened(uncarried(input.text("sealed")), input.text("key").to_owned()).await?;
    let bodies: Vec<Chosen> = OrganisationKind::ALL
        .iter()
        .filter_map(|kind| Some((*kind, input.text(&field_of(*kind)).parse().ok()?)))
        .collect();
    let decided = decision(&input);
    let open = candidates(&staff, &found.package).await?;
    if decided.is_none() && open.iter().any(|one| one.likeness.verdict >= Verdict::Likely) {
        let entered = input.entered().error("decided", staff.t("intake-decide-first"));
        return look(&staff, &found, (&bodies, Some(&entered))).await;
    }
    let decided = decided.unwrap_or(DuplicateDecision::NewPerson { seen: Vec::new() });
    let command = TakeOverRelocation { package: found.package.clone(), bodies: bodies.clone(), decided };
    match staff.run(&input, command).await {
        Ok(done) => {
            let path = format!("/relocations/{}/receipt", done.outcome.relocation);
            let key = if done.outcome.again { "relocations-again" } else { "relocations-taken-over" };
            Ok(Answer::see(path).done(key, &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            look(&staff, &found, (&bodies, Some(&entered))).await
        }
    }
}

/// What was taken over, under which number, what comes next, and the receipt for the other county.
pub async fn receipt(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let relocation: RelocationId = input.id("relocation")?;
    let sheet = staff.ask(&RelocationReceipt { relocation }).await?;
    let one = &sheet.relocation;
    let sender = &one.package.sender;
    let args = [("body", sender.name.as_str().into()), ("county", sender.county.as_str().into())];
    let mut result = Confirmation::new(staff.language(), staff.t("relocations-taken-over"))
        .number(staff.t("relocations-receipt"), grouped(&one.package.receipt))
        .text(staff.tn("relocations-tell-receipt", &args));
    if let Some(next) = &sheet.case.next {
        let step = staff.code("step-code", next.what.code());
        let args = [
            ("step", step.as_str().into()),
            ("who", sheet.next_body.as_str().into()),
            ("until", wording::Arg::Date(next.due_on)),
        ];
        result = result.next(staff.tn("people-next-step", &args));
    }
    result = result
        .action(Action::link(staff.t("relocations-to-record"), format!("/people/{}", one.person)).primary())
        .link(staff.t("relocations-another"), PATH);
    let number = staff.tn("relocations-new-number", &[("number", sheet.case.number.as_str().into())]);
    let page = staff.page("relocations-take-title").crumb(staff.t("people-list-title"), "/people");
    Ok(Answer::page(page.lead(number), [Markup::of(&result)]))
}
