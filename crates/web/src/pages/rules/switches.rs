//! Switches of policy and course types that run: what holds today, what was set, from when, by whose word.

use super::under;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Badge, Choice, Column, Entered, Field, Language, Row, Table, Tone, Value};
use app::commands::{SetPolicy, WithdrawPolicy};
use app::law::RegionLaw;
use app::queries::rules::LawInUse;
use domain::access::{Action as A, Resource as R};
use domain::release::PolicySubject;

const PATH: &str = "/rules/switches";

/// The page.
pub(super) async fn list(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let law = staff.ask(&LawInUse::default()).await?;
    Ok(page(&staff, &law, None))
}

fn page(staff: &Staff, law: &RegionLaw, entered: Option<&Entered>) -> Answer {
    let mut parts = vec![
        Markup::paragraph(&staff.t("rules-switches-lead")),
        today(staff, law),
        Markup::section(&staff.t("rules-settings"), [settings(staff, law)]),
    ];
    if staff.may(A::Change, R::RuleSet) {
        parts.push(Markup::section(&staff.t("rules-setting-new"), [form(staff, law, entered)]));
    }
    let answer = Answer::page(under(staff, "rules-switches"), parts);
    if entered.is_some() { answer.status(422) } else { answer }
}

fn state(staff: &Staff, open: bool) -> Value {
    let (tone, key) = if open { (Tone::Success, "rules-open") } else { (Tone::Warning, "rules-closed") };
    Value::Badge(Badge::new(tone, staff.t(key)))
}

/// Code, what it means, and whether it is open today.
fn today(staff: &Staff, law: &RegionLaw) -> Markup {
    let switches = law.set.switches();
    let closed = switches.closed(staff.today);
    let line = |code: &str, label: &str, open: bool| {
        let values = vec![Value::text(code), Value::text(label), state(staff, open)];
        Row::new(code, label, values)
    };
    let rows = switches
        .switches
        .iter()
        .map(|one| line(&one.code, &one.description, switches.is_open(&one.name, staff.today)))
        .chain(
            switches
                .course_types
                .iter()
                .map(|kind| line(&kind.code, &kind.label, !closed.contains(&kind.code))),
        );
    let columns = ["rules-column-switch", "rules-column-says", "rules-column-today"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("rules-switches"), columns).rows(rows).quiet_caption();
    Markup::of(&table.content_language(Language::De))
}

fn settings(staff: &Staff, law: &RegionLaw) -> Markup {
    let delivered = law
        .loaded
        .rules
        .set
        .switches()
        .switches
        .iter()
        .flat_map(|switch| switch.settings.iter().map(|setting| (switch.code.clone(), setting.clone())));
    let mut rows: Vec<(chrono::NaiveDate, Row)> = delivered
        .map(|(code, setting)| {
            let values = vec![
                Value::text(code.clone()),
                Value::date(Some(setting.from)),
                state(staff, setting.open),
                Value::text(setting.source.clone()),
                Value::text(staff.t("rules-delivered")),
            ];
            (setting.from, Row::new(format!("{code}-{}", setting.from), code, values))
        })
        .collect();
    let may = staff.may(A::Change, R::RuleSet);
    rows.extend(law.settings.iter().map(|setting| {
        let said = staff.t(if setting.federal { "rules-federal" } else { "rules-regional" });
        let last = match setting.withdrawn_on {
            Some(on) => Value::DateNote { date: on, note: staff.t("rules-withdrawn"), tone: Tone::Neutral },
            None if may => {
                let button =
                    Action::post(staff.t("rules-withdraw"), format!("{PATH}/withdraw"), &staff.shell().csrf);
                let button = button
                    .hidden("setting", setting.id.to_string())
                    .hidden("version", setting.version.to_string())
                    .about(setting.code.clone());
                Value::List(vec![Value::text(said), Value::Actions(vec![button.quiet()])])
            }
            None => Value::text(said),
        };
        let values = vec![
            Value::text(setting.code.clone()),
            Value::date(Some(setting.from)),
            state(staff, setting.open),
            Value::text(setting.source.clone()),
            last,
        ];
        (setting.from, Row::new(setting.id, setting.code.clone(), values))
    }));
    rows.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
    let columns = [
        "rules-column-switch",
        "rules-column-from",
        "rules-column-state",
        "rules-column-source",
        "rules-column-set-by",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("rules-settings"), columns);
    Markup::of(&table.rows(rows.into_iter().map(|(_, row)| row)).quiet_caption())
}

fn form(staff: &Staff, law: &RegionLaw, entered: Option<&Entered>) -> Markup {
    let switches = law.set.switches();
    let subject = |subject: PolicySubject, code: &str| format!("{}:{code}", subject.code());
    let choices = switches
        .switches
        .iter()
        .map(|one| Choice::new(subject(PolicySubject::Switch, &one.code), one.code.clone()))
        .chain(switches.course_types.iter().map(|kind| {
            Choice::new(
                subject(PolicySubject::CourseType, &kind.code),
                format!("{} – {}", kind.code, kind.label),
            )
        }))
        .collect();
    let states =
        vec![Choice::new("open", staff.t("rules-open")), Choice::new("closed", staff.t("rules-closed"))];
    let form = staff
        .form(PATH)
        .row(vec![
            Field::select("policy", staff.t("rules-column-switch"), choices).required(),
            Field::select("open", staff.t("rules-column-state"), states).required(),
            Field::date("from", staff.t("rules-column-from")).required(),
        ])
        .field(
            Field::text("source", staff.t("rules-column-source"))
                .hint(staff.t("rules-source-hint"))
                .required(),
        )
        .field(Field::check("federal", staff.t("rules-federal-tick")))
        .submit(staff.t("rules-set"));
    Markup::of(&match entered {
        Some(entered) => form.fill(entered),
        None => form,
    })
}

/// Sets a switch.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let law = staff.ask(&LawInUse::default()).await?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let policy = read.required("policy");
    let open = read.required("open");
    let from = read.required_day("from");
    let source = read.required("source");
    let federal = read.tick("federal");
    let subject = policy
        .split_once(':')
        .and_then(|(subject, code)| Some((PolicySubject::from_code(subject)?, code.to_owned())));
    if !policy.is_empty() && subject.is_none() {
        read.wrong("policy", "read-not-in-list");
    }
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &law, Some(&entered)));
    }
    let (Some((subject, code)), Some(from)) = (subject, from) else { return Err(Problem::Unreadable) };
    let command = SetPolicy { subject, code, from, open: open == "open", source, federal };
    match staff.run(&input, command).await {
        Ok(done) => Ok(Answer::see(PATH).done("rules-setting-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &law, Some(&entered)))
        }
    }
}

/// Takes a setting back.
pub(super) async fn withdraw(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let setting = input.text("setting").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, WithdrawPolicy { setting, version }).await?;
    Ok(Answer::see(PATH).done("rules-setting-withdrawn", &done))
}
