//! Something fixed by hand about the seat of one person: it stays, it is another one, this one not, or the plan leaves the
//! person out. The result is a new plan that says whom it costs what.

use super::acts::search;
use super::words::{alternative, seat, start_of};
use super::{PATH, search_again, wishes};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::queries::start_plan_draft::SearchStartPlan;
use app::queries::start_plan_people::{Names, PersonOfPlan, StartPlanPerson};
use app::queries::start_plans::{StartPlanRecord, StartPlanSheet};
use domain::ids::{CaseId, StartPlanId};
use domain::start_plan::{SeatByHand, SeatHandCode, Wish};

/// What can be fixed about the person, each with what the field holds for it.
fn possible(person: &PersonOfPlan) -> Vec<(String, SeatByHand)> {
    let explained = &person.explained;
    let own = explained.start.as_ref().map(|start| (SeatHandCode::Kept, Some(&**start)));
    let not = explained.start.as_ref().map(|start| (SeatHandCode::Refused, Some(&**start)));
    let others = explained.alternatives.iter().map(|other| (SeatHandCode::Kept, Some(&*other.start)));
    let all = own.into_iter().chain(others).chain(not).chain([(SeatHandCode::LeftOut, None)]);
    let wish = |(code, start): (SeatHandCode, Option<&str>)| {
        let value = format!("{code}.{}", start.unwrap_or_default());
        (value, SeatByHand { case: person.case.id, code, start: start.map(str::to_owned) })
    };
    all.map(wish).collect()
}

fn choice(
    staff: &Staff,
    sheet: &StartPlanSheet,
    person: &PersonOfPlan,
    (value, wish): (String, SeatByHand),
) -> Choice {
    let start = wish.start.as_deref();
    let label = |key: &str| {
        let start = start.map(|start| start_of(staff, sheet, start)).unwrap_or_default();
        staff.tn(key, &[("start", start.as_str().into())])
    };
    match wish.code {
        SeatHandCode::LeftOut => Choice::new(value, staff.t("start-plan-fix-left-out")),
        SeatHandCode::Refused => Choice::new(value, label("start-plan-fix-refused")),
        SeatHandCode::Kept if person.explained.start.as_deref() == start => {
            Choice::new(value, label("start-plan-fix-kept")).hint(seat(staff, &person.explained))
        }
        SeatHandCode::Kept => {
            let mut others = person.explained.alternatives.iter();
            let why = others.find(|other| Some(&*other.start) == start);
            let why = why.map(|other| alternative(staff, sheet, other)).unwrap_or_default();
            Choice::new(value, label("start-plan-fix-other")).hint(why)
        }
    }
}

fn page(staff: &Staff, sheet: &StartPlanSheet, person: &PersonOfPlan, back: Option<&Entered>) -> Answer {
    let (plan, case) = (&sheet.plan, person.case.id);
    let choices = possible(person).into_iter().map(|one| choice(staff, sheet, person, one)).collect();
    let mut form = staff
        .form(format!("{PATH}/{}/people/{case}", plan.id))
        .field(
            Field::radios("what", staff.t("start-plan-change-what"), choices)
                .hint(staff.t("start-plan-fix-hint"))
                .required(),
        )
        .submit(staff.t("start-plan-change-save"))
        .slow(search_again(staff))
        .cancel(format!("{PATH}/{}/people", plan.id));
    if let Some(entered) = back {
        form = form.fill(entered);
    }
    let page = staff
        .titled(staff.tn("start-plan-fix-title", &[("person", person.name.as_str().into())]))
        .lead(staff.t("start-plan-change-lead"))
        .crumb(staff.t("start-plans-title"), PATH)
        .crumb(
            staff.tn("start-plan-title", &[("on", plan.proposed_on.into())]),
            format!("{PATH}/{}", plan.id),
        )
        .crumb(staff.t("start-plan-people"), format!("{PATH}/{}/people", plan.id));
    let fixed: Vec<&SeatByHand> = plan.seats_by_hand.iter().filter(|wish| wish.case == case).collect();
    let mut parts = vec![Markup::of(&form)];
    if !fixed.is_empty() {
        let names = Names::from([(case, (person.case.person, person.name.clone()))]);
        parts.push(wishes::of_person(staff, sheet, &names, &fixed));
    }
    Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 })
}

async fn of_path(staff: &Staff, input: &Input) -> Result<(StartPlanSheet, PersonOfPlan), Problem> {
    let (plan, case): (StartPlanId, CaseId) = (input.id("id")?, input.id("case")?);
    let sheet = staff.ask(&StartPlanRecord { plan }).await?;
    Ok((sheet, staff.ask(&StartPlanPerson { plan, case }).await?))
}

/// The form.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (sheet, person) = of_path(&staff, &input).await?;
    Ok(page(&staff, &sheet, &person, None))
}

/// Plans anew around the wish.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (sheet, person) = of_path(&staff, &input).await?;
    let mut read = input.read(staff.language());
    let chosen = read.required("what");
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &sheet, &person, Some(&entered)));
    }
    let wish = possible(&person).into_iter().find(|(value, _)| *value == chosen);
    let wish = Wish::Seat(wish.ok_or(Problem::Unreadable)?.1);
    match search(&staff, &input, SearchStartPlan { parent: Some(sheet.plan.id), wish: Some(wish) }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("start-plan-changed", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &sheet, &person, Some(&entered)))
        }
    }
}
