//! Recommended measures on the page of a graduate and on the record of a person: what, who answers until when, the
//! answer, whether it began; with the forms of the office that plans.

use super::fits::{kinds, routes, with_start};
use super::{choice_text, state_badge};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::graduates::{Back, again, settle};
use crate::pages::next;
use crate::pages::people::choices;
use crate::view::{Action, Choice as Option_, Column, Field, Form, Row, Table, Value};
use app::commands::{AnswerRecommendation, NoteMeasureBegun, TakeRecommendationBack};
use app::queries::graduates::GraduateView;
use app::queries::measure_recommendations::Titles;
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};
use domain::graduate::Route;
use domain::ids::{GraduateId, MeasureRecommendationId};
use domain::measure::{
    ChangeReason, Choice, MeasureKind, MeasureRecommendation, NotBegunReason, RecommendationVerdict,
};

/// What the page of a graduate shows; `None` where the asker has no part in it.
pub fn graduate_section(staff: &Staff, view: &GraduateView, plans: bool, back: Back<'_>) -> Option<Markup> {
    if !staff.may(A::List, R::MeasureRecommendation) {
        return None;
    }
    let mut parts = Vec::new();
    if view.recommendations.is_empty() {
        parts.push(Markup::paragraph(&staff.t("recommendations-none")));
    } else {
        parts.push(Markup::of(&table(staff, &view.recommendations, &view.titles)));
    }
    let graduate = view.graduate.id;
    for one in view.recommendations.iter().filter(|one| one.is_live()) {
        if plans && one.is_open() {
            parts.push(Markup::of(&filled(answer_form(staff, graduate, one, &view.titles), "answer", back)));
        }
        if plans && one.is_awaited() {
            parts.push(Markup::of(&filled(begun_form(staff, graduate, one, &view.titles), "measure", back)));
        }
        if one.is_open() && one.by == staff.organisation.id {
            let undo = button(staff, "recommend-take-back", format!("/graduates/{graduate}/take-back"))
                .hidden("recommendation", one.id.to_string())
                .hidden("of", one.version.to_string());
            parts.push(Markup::of(&undo.quiet()));
        }
    }
    let search = Action::link(staff.t("fits-title"), format!("/graduates/{graduate}/measures"));
    parts.push(Markup::of(&search));
    Some(Markup::section(&staff.t("recommendations-section"), parts))
}

fn filled(form: Form, name: &str, back: Back<'_>) -> Form {
    match back {
        Some((which, entered)) if which == name => form.fill(entered),
        _ => form,
    }
}

/// What the record of a person shows.
pub fn person_section(staff: &Staff, view: &PersonView) -> Option<Markup> {
    if view.recommendations.is_empty() {
        return None;
    }
    let list = table(staff, &view.recommendations, &view.titles);
    Some(Markup::section(&staff.t("recommendations-section"), [Markup::of(&list)]))
}

fn table(staff: &Staff, all: &[MeasureRecommendation], titles: &Titles) -> Table {
    let columns = [
        "recommendations-column-what",
        "recommendations-column-by",
        "recommendations-column-decider",
        "recommendations-column-due",
        "recommendations-column-state",
        "recommendations-column-answer",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = all.iter().map(|one| {
        let name = choice_text(staff, &one.choice, &titles.of(&one.choice));
        let on = wording::date(staff.language(), one.on);
        let due = if one.is_open() { Some(one.due_on) } else { one.choice.starts_on };
        let values = vec![
            with_start(staff, &one.choice, &titles.of(&one.choice)),
            Value::Lines(titles.office(one.by), on),
            Value::Foreign(titles.office(one.decider)),
            next::due(staff, due.filter(|_| one.is_live())),
            Value::Badge(state_badge(staff, one)),
            answer_value(staff, one, titles),
        ];
        Row::new(one.id, name, values)
    });
    Table::new(staff.language(), staff.t("recommendations-section"), columns).rows(rows).quiet_caption()
}

/// The answer in words: when, why otherwise, what was recommended first, whether it began.
fn answer_value(staff: &Staff, one: &MeasureRecommendation, titles: &Titles) -> Value {
    let mut all = Vec::new();
    if let Some(answer) = one.answer {
        let on = wording::date(staff.language(), answer.on);
        let reason = answer.reason.map(|reason| staff.code("change-reason", reason.code()));
        all.push(Value::Lines(on, reason.unwrap_or_default()));
        if one.choice != one.recommended {
            let first = choice_text(staff, &one.recommended, &titles.of(&one.recommended));
            all.push(Value::text(staff.tn("recommendations-instead-of", &[("what", (&first).into())])));
        }
    }
    if let Some(begun) = one.begun {
        let on = wording::date(staff.language(), begun.on);
        let (key, reason) = match begun.reason {
            None => ("recommendations-begun-on", String::new()),
            Some(reason) => ("recommendations-not-begun-on", staff.code("not-begun-reason", reason.code())),
        };
        all.push(Value::Lines(staff.tn(key, &[("on", (&on).into())]), reason));
    }
    if all.is_empty() { Value::Missing } else { Value::List(all) }
}

fn answer_form(staff: &Staff, graduate: GraduateId, one: &MeasureRecommendation, titles: &Titles) -> Form {
    let name = choice_text(staff, &one.recommended, &titles.of(&one.recommended));
    let verdicts = vec![
        Option_::new("accept", staff.t("answer-accept")),
        Option_::new("change", staff.t("answer-change")),
        Option_::new("decline", staff.t("answer-decline")),
    ];
    let reasons = choices::codes(staff, "change-reason", ChangeReason::ALL.iter().map(|one| one.code()));
    staff
        .form(format!("/graduates/{graduate}/answer"))
        .scope("answer")
        .hidden("recommendation", one.id.to_string())
        .hidden("of", one.version.to_string())
        .section_with(staff.tn("answer-title", &[("what", (&name).into())]), staff.t("answer-intro"))
        .field(Field::radios("verdict", staff.t("answer-verdict"), verdicts).required())
        .field(Field::select("reason", staff.t("answer-reason"), reasons).hint(staff.t("answer-reason-hint")))
        .row(vec![
            Field::select("instead", staff.t("answer-instead"), kinds(staff)),
            Field::select("route", staff.t("graduates-decision-route"), routes(staff))
                .value(one.recommended.route.code()),
        ])
        .field(Field::date("starts_on", staff.t("recommend-starts")).date_value(one.recommended.starts_on))
        .field(Field::check("with_person", staff.t("graduates-decision-with-person")))
        .submit(staff.t("answer-save"))
}

fn begun_form(staff: &Staff, graduate: GraduateId, one: &MeasureRecommendation, titles: &Titles) -> Form {
    let name = choice_text(staff, &one.choice, &titles.of(&one.choice));
    let reasons = choices::codes(staff, "not-begun-reason", NotBegunReason::ALL.iter().map(|one| one.code()));
    let how = vec![Option_::new("begun", staff.t("begun-yes")), Option_::new("not", staff.t("begun-no"))];
    staff
        .form(format!("/graduates/{graduate}/measure"))
        .scope("measure")
        .hidden("recommendation", one.id.to_string())
        .hidden("of", one.version.to_string())
        .section(staff.tn("begun-title", &[("what", (&name).into())]))
        .field(Field::radios("begun", staff.t("begun-question"), how).required())
        .field(Field::date("on", staff.t("begun-on")).date_value(Some(staff.today)).required())
        .field(Field::select("reason", staff.t("begun-reason"), reasons))
        .submit(staff.t("begun-save"))
}

fn which(input: &Input) -> Result<(GraduateId, MeasureRecommendationId, i64), Problem> {
    let recommendation = input.text("recommendation").parse().map_err(|_| Problem::NotFound)?;
    Ok((input.id("id")?, recommendation, input.text("of").parse().unwrap_or_default()))
}

/// The office answers.
pub async fn answer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (graduate, recommendation, version) = which(&input)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("verdict");
    let reason = read.code("reason", ChangeReason::from_code);
    let kind = read.code("instead", |text| text.strip_prefix("kind.").and_then(MeasureKind::from_code));
    let (route, starts_on) = (read.code("route", Route::from_code), read.day("starts_on"));
    let with_person = read.tick("with_person");
    let verdict = input.text("verdict");
    if matches!(verdict, "change" | "decline") && input.text("reason").is_empty() {
        read.wrong("reason", "answer-reason-missing");
    }
    if verdict == "change" && input.text("instead").is_empty() {
        read.wrong("instead", "answer-instead-missing");
    }
    let said = match (verdict, reason, kind, route) {
        ("accept", ..) => Some(RecommendationVerdict::Accept),
        ("decline", Some(reason), ..) => Some(RecommendationVerdict::Decline(reason)),
        ("change", Some(reason), Some(kind), Some(route)) => {
            let choice = Choice { kind, route, offer: None, course: None, starts_on };
            Some(RecommendationVerdict::Change(reason, choice))
        }
        _ => None,
    };
    if said.is_none() && read.errors().is_none() {
        read.wrong("verdict", "read-not-in-list");
    }
    let (Some(verdict), None) = (said, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, graduate, "answer", &entered).await;
    };
    let command = AnswerRecommendation { recommendation, version, verdict, with_person };
    settle(&staff, &input, (graduate, "answer", "answer-done"), command).await
}

/// It began, or it did not.
pub async fn begun(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (graduate, recommendation, version) = which(&input)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("begun");
    let on = read.required_day("on");
    let reason = read.code("reason", NotBegunReason::from_code);
    let not = input.text("begun") == "not";
    if not && input.text("reason").is_empty() {
        read.wrong("reason", "begun-reason-missing");
    }
    let (Some(on), None) = (on, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, graduate, "measure", &entered).await;
    };
    let command = NoteMeasureBegun { recommendation, version, on, reason: reason.filter(|_| not) };
    let key = if not { "begun-not-done" } else { "begun-done" };
    settle(&staff, &input, (graduate, "measure", key), command).await
}

/// Whoever recommended takes it back.
pub async fn take_back(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (graduate, recommendation, version) = which(&input)?;
    let done = staff.run(&input, TakeRecommendationBack { recommendation, version }).await?;
    Ok(Answer::see(format!("/graduates/{graduate}")).done("recommend-taken-back", &done))
}
