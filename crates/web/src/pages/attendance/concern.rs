//! One ladder: the days, the talks, the report and how it ends. Help comes first; the report button appears
//! only when the rules let it follow.

use super::{course_path, state_badge, tally_text};
use crate::http::{Answer, Input, Markup, Problem, Staff, sentence};
use crate::pages::courses::button;
use crate::pages::next;
use crate::pages::people::choices;
use crate::view::{
    Choice, Column, DescriptionList, Entered, Field, Form, Language, Notice, Page, Row, Table, Tone, Value,
};
use app::commands::{RecordHelpTalk, ReportAttendance, SettleConcern};
use app::queries::concerns::{ConcernRecord, ConcernView};
use domain::attendance::{
    ConcernState, Finding, FindingCode, Help, HelpTalk, Hindrance, SettlementCode, Warning,
};
use domain::ids::ConcernId;
use domain::refusal::Refusal;

fn path(id: ConcernId, end: &str) -> String {
    format!("/attendance/concerns/{id}{end}")
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&ConcernRecord { concern: input.id("id")? }).await?;
    Ok(page(&staff, &view, None))
}

/// Which form came back, with what was entered.
type Back<'a> = Option<(&'a str, &'a Entered)>;

fn page(staff: &Staff, view: &ConcernView, back: Back<'_>) -> Answer {
    let concern = &view.concern;
    let mut parts = Vec::new();
    if concern.warning == Warning::Missed {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("concern-warning-missed-note"))));
    }
    if let Some(end) = concern.settlement {
        let outcome = staff.code("settlement", end.outcome.code());
        let args = [("on", end.on.into()), ("outcome", (&outcome).into())];
        parts.push(Markup::of(&Notice::new(Tone::Neutral, staff.tn("concern-settled-on", &args))));
    }
    parts.push(Markup::of(&facts(staff, view)));
    parts.push(Markup::section(&staff.t("concern-talks"), [talks(staff, &concern.talks)]));
    if matches!(concern.state, ConcernState::Open | ConcernState::HelpAgreed) {
        let form = filled(talk_form(staff, concern.id, concern.version), "talk", back);
        let intro = Markup::paragraph(&staff.t("concern-talk-intro"));
        parts.push(Markup::section(&staff.t("concern-talk-title"), [intro, Markup::of(&form)]));
    }
    let reporting = reporting(staff, view);
    if !reporting.is_empty() {
        parts.push(Markup::section(&staff.t("concern-report-title"), reporting));
    }
    if concern.is_living() {
        let form = filled(settle_form(staff, concern.id, concern.version), "settle", back);
        parts.push(Markup::section(&staff.t("concern-settle-title"), [Markup::of(&form)]));
    }
    parts.push(Markup::section(&staff.t("concern-days"), [days(staff, view)]));
    Answer::page(head(staff, view), parts).status(if back.is_some() { 422 } else { 200 })
}

fn head(staff: &Staff, view: &ConcernView) -> Page {
    staff
        .titled(view.learner.name())
        .lead(format!("{} · {}", staff.t("concern-title"), view.learner.case_number))
        .badge(state_badge(staff, view.concern.state))
        .crumb(staff.t("attendance-title"), "/attendance")
        .crumb(staff.t("concerns-title"), "/attendance/concerns")
}

fn filled(form: Form, name: &str, back: Back<'_>) -> Form {
    match back {
        Some((which, entered)) if which == name => form.fill(entered),
        _ => form,
    }
}

fn facts(staff: &Staff, view: &ConcernView) -> DescriptionList {
    let concern = &view.concern;
    let language =
        Language::from_code(&view.language).map_or(view.language.clone(), |l| l.native_name().to_owned());
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("concern-warning"), staff.code("concern-warning", concern.warning.code()))
        .item(staff.t("concern-warned-on"), concern.warned_on)
        .item(staff.t("concern-tally"), tally_text(staff, &concern.tally));
    if !concern.talks.is_empty() {
        list = list.item(staff.t("concern-since"), tally_text(staff, &view.since_talk));
    }
    if concern.is_living() {
        list = list.item(staff.t("concern-due"), next::due(staff, Some(concern.due_on)));
    }
    list.item(staff.t("concern-phone"), Value::Foreign(view.phone.clone()))
        .item(staff.t("concern-language"), language)
        .item(staff.t("concern-course"), Value::link(view.course.number.clone(), course_path(view.course.id)))
}

fn talks(staff: &Staff, talks: &[HelpTalk]) -> Markup {
    if talks.is_empty() {
        return Markup::paragraph(&staff.t("concern-talks-empty"));
    }
    let columns = [
        "concern-talks-column-on",
        "concern-talks-column-finding",
        "concern-talks-column-help",
        "concern-talks-column-review",
    ];
    let rows = talks.iter().enumerate().map(|(n, talk)| {
        let finding = staff.code("finding", talk.finding.code().code());
        let hindrances = match &talk.finding {
            Finding::Cannot(hindrances) => {
                let words: Vec<String> =
                    hindrances.iter().map(|h| staff.code("hindrance", h.code())).collect();
                words.join(", ")
            }
            Finding::Willing | Finding::WillNot | Finding::NotReached => String::new(),
        };
        let help: Vec<String> = talk.help.iter().map(|h| staff.code("help-kind", h.code())).collect();
        let on = wording::date(staff.language(), talk.held_on);
        let values = vec![
            Value::Date(talk.held_on),
            Value::Lines(finding, hindrances),
            Value::text(help.join(", ")),
            Value::date(talk.review_on),
        ];
        Row::new(n, on, values)
    });
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    Markup::of(&Table::new(staff.language(), staff.t("concern-talks"), columns).rows(rows).quiet_caption())
}

fn talk_form(staff: &Staff, id: ConcernId, version: i64) -> Form {
    let findings = FindingCode::ALL
        .iter()
        .map(|code| {
            let hint = staff.t(&format!("finding-{}-hint", code.code().replace('_', "-")));
            Choice::new(code.code(), staff.code("finding", code.code())).hint(hint)
        })
        .collect();
    let hindrances = choices::codes(staff, "hindrance", Hindrance::ALL.iter().map(|one| one.code()));
    let help = choices::codes(staff, "help-kind", Help::ALL.iter().map(|one| one.code()));
    staff
        .form(path(id, "/talk"))
        .version(version)
        .field(Field::date("held_on", staff.t("concern-talk-on")).date_value(Some(staff.today)).required())
        .field(Field::radios("finding", staff.t("concern-talk-finding"), findings).required())
        .field(
            Field::checks("hindrance", staff.t("concern-talk-hindrance"), hindrances)
                .hint(staff.t("concern-talk-hindrance-hint")),
        )
        .field(Field::checks("help", staff.t("concern-talk-help"), help))
        .field(
            Field::date("review_on", staff.t("concern-talk-review"))
                .hint(staff.t("concern-talk-review-hint")),
        )
        .submit(staff.t("concern-talk-save"))
}

fn settle_form(staff: &Staff, id: ConcernId, version: i64) -> Form {
    let outcomes: Vec<SettlementCode> = SettlementCode::ALL
        .iter()
        .copied()
        .filter(|outcome| *outcome != SettlementCode::ListCorrected)
        .collect();
    let outcomes = choices::codes(staff, "settlement", outcomes.iter().map(|one| one.code()));
    staff
        .form(path(id, "/settle"))
        .version(version)
        .field(Field::radios("outcome", staff.t("concern-settle-outcome"), outcomes).required())
        .submit(staff.t("concern-settle-button"))
}

fn reporting(staff: &Staff, view: &ConcernView) -> Vec<Markup> {
    let mut parts = Vec::new();
    if !view.reports.is_empty() {
        parts.push(sent(staff, view));
    }
    let before = matches!(view.concern.state, ConcernState::Open | ConcernState::HelpAgreed);
    if !before || view.concern.warning == Warning::Missed {
        return parts;
    }
    if view.recipients.is_empty() {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("concern-report-nobody"))));
        return parts;
    }
    let bodies = view.recipients.join(", ");
    parts.push(Markup::paragraph(&staff.tn("concern-report-to", &[("bodies", (&bodies).into())])));
    parts.push(Markup::paragraph(&staff.t("concern-report-says")));
    parts.push(match &view.report {
        Ok(_) => Markup::of(
            &button(staff, "concern-report-button", path(view.concern.id, "/report"))
                .hidden("version", view.concern.version.to_string()),
        ),
        Err(refusal) => Markup::of(&Notice::new(Tone::Neutral, sentence(staff.language(), refusal))),
    });
    parts
}

fn sent(staff: &Staff, view: &ConcernView) -> Markup {
    let columns = ["reports-column-to", "reports-column-on", "reports-column-due", "reports-column-answer"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.reports.iter().map(|(report, to)| {
        let values = vec![
            Value::link(to.clone(), format!("/reports/{}", report.id)),
            Value::Date(report.reported_on),
            Value::Date(report.answer_due_on),
            super::reports::answer_value(staff, report),
        ];
        Row::new(report.id, to.clone(), values)
    });
    Markup::of(&Table::new(staff.language(), staff.t("reports-title"), columns).rows(rows).quiet_caption())
}

fn days(staff: &Staff, view: &ConcernView) -> Markup {
    let columns = ["concern-days-column-day", "concern-days-column-mark"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.days.iter().rev().map(|(day, mark)| {
        let on = wording::date_with_weekday(staff.language(), *day);
        let word = mark.map_or(Value::Missing, |mark| {
            Value::text(format!("{} · {}", mark.code(), staff.code("attendance-mark", mark.code())))
        });
        let link = Value::link(on.clone(), format!("{}/{day}", course_path(view.course.id)));
        Row::new(day, on, vec![link, word])
    });
    Markup::of(&Table::new(staff.language(), staff.t("concern-days"), columns).rows(rows).quiet_caption())
}

async fn again(staff: &Staff, id: ConcernId, which: &str, entered: &Entered) -> Result<Answer, Problem> {
    let view = staff.ask(&ConcernRecord { concern: id }).await?;
    Ok(page(staff, &view, Some((which, entered))))
}

fn version(input: &Input) -> i64 {
    input.text("version").parse().unwrap_or_default()
}

fn codes<T>(input: &Input, field: &str, from: impl Fn(&str) -> Option<T>) -> Vec<T> {
    input.texts(field).filter_map(from).collect()
}

/// Notes a talk.
pub async fn talk(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: ConcernId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let held_on = read.required_day("held_on");
    read.required("finding");
    let code = read.code("finding", FindingCode::from_code);
    let review_on = read.day("review_on");
    let (Some(held_on), Some(code), None) = (held_on, code, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "talk", &entered).await;
    };
    let outcome = match Finding::of(code, codes(&input, "hindrance", Hindrance::from_code)) {
        Ok(finding) => {
            let help = codes(&input, "help", Help::from_code);
            let command =
                RecordHelpTalk { concern: id, version: version(&input), held_on, finding, help, review_on };
            staff.run(&input, command).await
        }
        Err(refusal) => Err(refusal_of(refusal)),
    };
    match outcome {
        Ok(done) => Ok(Answer::see(path(id, "")).done("concern-talked", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            again(&staff, id, "talk", &entered).await
        }
    }
}

fn refusal_of(refusal: Refusal) -> Problem {
    Problem::Refused(refusal)
}

/// Ends the ladder.
pub async fn settle(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: ConcernId = input.id("id")?;
    let mut read = input.read(staff.language());
    read.required("outcome");
    let outcome = read.code("outcome", SettlementCode::from_code);
    let Some(outcome) = outcome else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "settle", &entered).await;
    };
    match staff.run(&input, SettleConcern { concern: id, version: version(&input), outcome }).await {
        Ok(done) => Ok(Answer::see("/attendance/concerns").done("concern-settled", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            again(&staff, id, "settle", &entered).await
        }
    }
}

/// Reports to the obliging bodies.
pub async fn report(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: ConcernId = input.id("id")?;
    let done = staff.run(&input, ReportAttendance { concern: id, version: version(&input) }).await?;
    Ok(Answer::see(path(id, "")).done("concern-reported", &done))
}
