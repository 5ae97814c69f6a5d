//! Giving cases into other hands: first to whom, then all of them in one step that can be taken back.

use super::{PATH, code_of, holder_of};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Choice, Entered, Field, Notice, Query, Tone};
use app::commands::HandOver;
use app::queries::people::PersonFilter;
use app::queries::work::{OwnArrangement, WorkList};
use domain::ids::CaseId;
use domain::team::Holder;

/// The ticked cases, or all that the list's filter finds.
async fn chosen(staff: &Staff, input: &Input) -> Result<Vec<CaseId>, Problem> {
    if input.text("all_found") != "1" {
        return Ok(cases(input));
    }
    let query = Query::parse(PATH, Some(input.text("query")));
    let filter = PersonFilter { page: 0, page_size: Some(MOST), ..super::list::filter(&query) };
    let found = staff.ask(&WorkList { whose: super::list::whose(&query), filter }).await?;
    Ok(found.rows.into_iter().filter_map(|work| work.row.case).collect())
}

/// Most cases of one hand-over.
const MOST: i64 = 1_000;

fn cases(input: &Input) -> Vec<CaseId> {
    let mut cases: Vec<CaseId> = input.texts("case").filter_map(|id| id.parse().ok()).collect();
    cases.sort_unstable();
    cases.dedup();
    cases
}

/// Where to go back to: the list as it was.
fn back(input: &Input) -> String {
    let query = input.text("query");
    if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{query}") }
}

/// Asks to whom.
pub(super) async fn choose(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, &chosen(&staff, &input).await?, &back(&input), None).await
}

async fn page(
    staff: &Staff,
    cases: &[CaseId],
    back: &str,
    entered: Option<&Entered>,
) -> Result<Answer, Problem> {
    let page = staff.page("work-hand-over").crumb(staff.t("work-title"), PATH);
    if cases.is_empty() {
        let notice = Notice::new(Tone::Warning, staff.t("work-none-chosen"))
            .action(Action::link(staff.t("work-title"), back));
        return Ok(Answer::page(page, [Markup::of(&notice)]));
    }
    let arrangement = staff.ask(&OwnArrangement).await?;
    let teams = arrangement.teams.iter().filter(|team| team.active);
    let accounts = arrangement.accounts.iter().filter(|account| account.active);
    let choices = teams
        .map(|team| Choice::new(code_of(Holder::Team(team.id)), team.name.clone()))
        .chain(accounts.map(|one| Choice::new(code_of(Holder::Account(one.id)), one.display_name.clone())))
        .chain([Choice::new("nobody", staff.t("work-give-back"))])
        .collect();
    let mut form = staff
        .form("/worklist/hand-over/do")
        .hidden("back", back)
        .field(Field::select("to", staff.t("work-to"), choices).required())
        .submit(staff.t("work-hand-over"))
        .cancel(back);
    for case in cases {
        form = form.hidden("case", case.to_string());
    }
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let lead = staff.tn("work-hand-over-lead", &[("count", (cases.len() as i64).into())]);
    let answer = Answer::page(page.lead(lead), [Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// Hands over.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let cases = cases(&input);
    let back = input.own_path("back").unwrap_or(PATH).to_owned();
    let mut read = input.read(staff.language());
    let to = match read.required("to").as_str() {
        "" | "nobody" => None,
        code => {
            let holder = holder_of(code);
            if holder.is_none() {
                read.wrong("to", "read-not-in-list");
            }
            holder
        }
    };
    if let Some(entered) = read.errors() {
        return page(&staff, &cases, &back, Some(&entered)).await;
    }
    match staff.run(&input, HandOver { cases: cases.clone(), to }).await {
        Ok(done) => Ok(Answer::see(back).done("work-handed-over", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &cases, &back, Some(&entered)).await
        }
    }
}
