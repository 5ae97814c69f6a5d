//! Which column of a list is which field: proposed, confirmed, remembered.

use super::{PATH, device, fault_sentence, staged};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::commands::SaveMapping;
use app::imports::{ImportFault, Prepared, Staged, Staging, fields, label_key, missing, prepare};
use std::collections::BTreeMap;

async fn opened(staged: &Staged) -> Result<Result<Prepared, ImportFault>, Problem> {
    let (kind, path, name) = (staged.kind, Staging::default().list(staged.import), staged.file_name.clone());
    tokio::task::spawn_blocking(move || prepare(kind, &path, &name)).await.map_err(device)
}

fn page(staff: &Staff, staged: &Staged, prepared: &Prepared, entered: Option<&Entered>) -> Answer {
    let choices: Vec<Choice> = std::iter::once(Choice::new("-", staff.t("imports-columns-none")))
        .chain(
            fields(staged.kind)
                .iter()
                .map(|field| Choice::new(field.code, staff.t(&label_key(staged.kind, field.code)))),
        )
        .collect();
    let mut form = staff.form(format!("{PATH}/{}/columns", staged.import));
    for (index, heading) in prepared.table.heading.iter().enumerate() {
        let samples: Vec<&str> = prepared
            .samples
            .iter()
            .map(|row| row.text(index).trim())
            .filter(|text| !text.is_empty())
            .take(3)
            .collect();
        let chosen = staged.mapping.get(heading).map_or("-", String::as_str);
        let mut field = Field::select(format!("column-{index}"), heading.clone(), choices.clone())
            .value(chosen)
            .required();
        if !samples.is_empty() {
            field =
                field.hint(staff.tn("imports-columns-sample", &[("found", (&samples.join(" · ")).into())]));
        }
        form = form.field(field);
    }
    let name = Field::text("mapping_name", staff.t("imports-columns-name"))
        .hint(staff.t("imports-columns-name-hint"));
    let mut form = form
        .field(name.value(staff.t("imports-columns-default")))
        .submit(staff.t("imports-columns-next"))
        .cancel(PATH);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let page = staff.page("imports-columns-title").lead(staff.t("imports-columns-intro"));
    Answer::page(page.crumb(staff.t("imports-title"), PATH), [Markup::of(&form)])
}

fn unreadable(staff: &Staff, fault: &ImportFault) -> Answer {
    let notice =
        crate::view::Notice::new(crate::view::Tone::Warning, fault_sentence(staff.language(), fault));
    Answer::page(
        staff.page("imports-columns-title").crumb(staff.t("imports-title"), PATH),
        [Markup::of(&notice)],
    )
    .status(422)
}

/// The columns with samples and a proposal.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let staged = staged(&staff, &input)?;
    Ok(match opened(&staged).await? {
        Ok(prepared) => page(&staff, &staged, &prepared, None),
        Err(fault) => unreadable(&staff, &fault),
    })
}

/// Keeps the columns and goes on to what would happen.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut staged = staged(&staff, &input)?;
    let prepared = match opened(&staged).await? {
        Ok(prepared) => prepared,
        Err(fault) => return Ok(unreadable(&staff, &fault)),
    };
    let mut mapping = BTreeMap::new();
    for (index, heading) in prepared.table.heading.iter().enumerate() {
        let code = input.text(&format!("column-{index}"));
        if fields(staged.kind).iter().any(|field| field.code == code) {
            mapping.insert(heading.clone(), code.to_owned());
        }
    }
    staged.mapping.clone_from(&mapping);
    let lacking = missing(staged.kind, &mapping);
    if !lacking.is_empty() {
        let sentence = fault_sentence(staff.language(), &ImportFault::Columns(lacking));
        let entered = input.entered().error("column-0", sentence);
        return Ok(page(&staff, &staged, &prepared, Some(&entered)).status(422));
    }
    let name = input.text("mapping_name");
    if !name.is_empty() {
        let command = SaveMapping { kind: staged.kind, name: name.to_owned(), columns: mapping };
        staff.site.gate.run(&staff.operation(), command).await?;
    }
    Staging::default().keep(&staged).map_err(device)?;
    Ok(Answer::see(format!("{PATH}/{}/look", staged.import)))
}
