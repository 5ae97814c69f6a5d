//! Settings of the region: values the law leaves open.

use super::under;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Entered, Field, Form};
use app::commands::SaveRegion;
use app::queries::administration::OwnRegion;
use domain::region::{Region, Settings};
use domain::vocational::GroupReportRhythm;

/// Whole numbers that may be set: field name, where it stands.
type Number = (&'static str, fn(&mut Settings) -> &mut i64);

const NUMBERS: &[Number] = &[
    ("test_attempts", |s| &mut s.test_attempts),
    ("start_within_days", |s| &mut s.start_within_days),
    ("refill_until_lesson", |s| &mut s.refill_until_lesson),
    ("smallest_count", |s| &mut s.smallest_count),
    ("warn_unexcused_percent", |s| &mut s.attendance.warn_unexcused_percent),
    ("warn_missed_percent", |s| &mut s.attendance.warn_missed_percent),
    ("warn_window_days", |s| &mut s.attendance.warn_window_days),
    ("warn_least_days", |s| &mut s.attendance.warn_least_days),
    ("talk_within_working_days", |s| &mut s.attendance.talk_within_working_days),
    ("review_after_days", |s| &mut s.attendance.review_after_days),
    ("contact_attempts", |s| &mut s.attendance.contact_attempts),
    ("report_within_working_days", |s| &mut s.attendance.report_within_working_days),
    ("answer_within_working_days", |s| &mut s.attendance.answer_within_working_days),
    ("list_within_working_days", |s| &mut s.attendance.list_within_working_days),
];

/// Limits and habits of the plans of test days and course starts.
const PLANNING: &[Number] = &[
    ("planning_weeks", |s| &mut s.planning.weeks),
    ("planning_teacher_lessons", |s| &mut s.planning.teacher_lessons),
    ("planning_lead_days", |s| &mut s.planning.lead_days),
    ("planning_start_every_weeks", |s| &mut s.planning.start_every_weeks),
    ("planning_fewest_for_section", |s| &mut s.planning.fewest_for_section),
    ("planning_longest_gap_weeks", |s| &mut s.planning.longest_gap_weeks),
    ("planning_no_show_percent", |s| &mut s.planning.no_show_percent),
    ("planning_overbooking_risk_percent", |s| &mut s.planning.overbooking_risk_percent),
    ("planning_seats_per_examiner", |s| &mut s.planning.seats_per_examiner),
    ("planning_look_ahead_weeks", |s| &mut s.planning.look_ahead_weeks),
    ("planning_unseated_days", |s| &mut s.planning.unseated_days),
    ("planning_longest_way_minutes", |s| &mut s.planning.longest_way_minutes),
    ("planning_days_after_test", |s| &mut s.planning.days_after_test),
    ("planning_change_budget_percent", |s| &mut s.planning.change_budget_percent),
    ("planning_seconds", |s| &mut s.planning.seconds),
    ("planning_draws", |s| &mut s.planning.draws),
    ("planning_draw_milliseconds", |s| &mut s.planning.draw_milliseconds),
    ("planning_decide_weeks", |s| &mut s.planning.decide_weeks),
    ("planning_again_milliseconds", |s| &mut s.planning.again_milliseconds),
];

/// Local holidays that a municipality may keep, as the holiday rules call them.
const LOCAL_HOLIDAYS: &[&str] = &["mariae_himmelfahrt", "augsburger_friedensfest"];

/// Empty: a seat without the child care a person needs is not given.
const WITHOUT_CARE: &str = "planning_without_care_minutes";

/// The form.
pub(super) async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let region = staff.ask(&OwnRegion).await?;
    Ok(page(&staff, &region, &Entered::default()))
}

fn key(field: &str) -> String {
    format!("administration-setting-{}", field.replace('_', "-"))
}

fn page(staff: &Staff, region: &Region, entered: &Entered) -> Answer {
    let mut settings = region.settings.clone();
    let mut form = staff.form("/administration/region").version(region.version);
    for (name, at) in NUMBERS {
        let value = at(&mut settings).to_string();
        form = form.field(
            Field::number(*name, staff.t(&key(name)))
                .hint(staff.t(&format!("{}-hint", key(name))))
                .value(value)
                .required(),
        );
    }
    let rhythms = GroupReportRhythm::ALL.iter().map(|rhythm| rhythm.code());
    form = form.field(
        Field::radios(
            "group_report",
            staff.t(&key("group_report")),
            crate::pages::people::choices::codes(staff, "group-report", rhythms),
        )
        .hint(staff.t("administration-setting-group-report-hint"))
        .value(region.settings.vocational.group_report.code())
        .required(),
    );
    for code in LOCAL_HOLIDAYS {
        let places = region.settings.local_holidays.get(*code).map(|places| places.join(", "));
        form = form.field(
            Field::text(*code, staff.t(&key(code)))
                .hint(staff.t("administration-setting-local-holiday-hint"))
                .value(places.unwrap_or_default()),
        );
    }
    form = planning(staff, &region.settings, form);
    let reach = region.settings.reachable_km.to_string().replace('.', ",");
    form = form
        .field(
            Field::text("reachable_km", staff.t(&key("reachable_km")))
                .hint(staff.t("administration-setting-reachable-km-hint"))
                .value(reach),
        )
        .field(
            Field::check("coordination_is_test_site", staff.t(&key("coordination_is_test_site")))
                .hint(staff.t("administration-setting-coordination-is-test-site-hint"))
                .ticked(region.settings.coordination_is_test_site),
        )
        .cancel("/administration");
    let form = if entered.pairs.is_empty() && entered.is_sound() { form } else { form.fill(entered) };
    let page = under(staff, "administration-region").lead(staff.t("administration-region-lead"));
    Answer::page(page, [Markup::of(&form)]).status(if entered.is_sound() { 200 } else { 422 })
}

/// The part about plans; every value stands on each plan as well.
fn planning(staff: &Staff, settings: &Settings, mut form: Form) -> Form {
    let mut settings = settings.clone();
    let key =
        |name: &str| format!("start-plan-setting-{}", name.trim_start_matches("planning_").replace('_', "-"));
    form = form.section(staff.t("start-plan-settings"));
    for (name, at) in PLANNING {
        let value = at(&mut settings).to_string();
        form = form.field(Field::number(*name, staff.t(&key(name))).value(value).required());
    }
    let care = settings.planning.without_care_minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    form.field(
        Field::number(WITHOUT_CARE, staff.t("start-plan-setting-without-care-minutes"))
            .hint(staff.t("start-plan-setting-without-care-hint"))
            .value(care),
    )
    .section(staff.t("administration-region-ways"))
}

/// Changes the settings.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let region = staff.ask(&OwnRegion).await?;
    let mut settings = region.settings.clone();
    let mut read = input.read(staff.language());
    for (name, at) in NUMBERS {
        *at(&mut settings) = read.required_number(name);
    }
    for (name, at) in PLANNING {
        *at(&mut settings) = read.required_number(name);
    }
    settings.planning.without_care_minutes = read.number(WITHOUT_CARE);
    // a form of before says nothing of it: what is set stays
    if let Some(rhythm) = read.code("group_report", GroupReportRhythm::from_code) {
        settings.vocational.group_report = rhythm;
    }
    for code in LOCAL_HOLIDAYS {
        let places: Vec<String> = input
            .text(code)
            .split([',', ' ', ';'])
            .filter(|key| !key.is_empty())
            .map(str::to_owned)
            .collect();
        if places.iter().any(|key| key.len() != 8 || !key.bytes().all(|b| b.is_ascii_digit())) {
            read.wrong(code, "administration-municipality-key-wrong");
        }
        settings.local_holidays.remove(*code);
        if !places.is_empty() {
            settings.local_holidays.insert((*code).to_owned(), places);
        }
    }
    settings.reachable_km = match read.decimal("reachable_km") {
        Some(km) if (1.0..=500.0).contains(&km) => km,
        Some(_) => {
            read.wrong("reachable_km", "administration-reachable-km-wrong");
            settings.reachable_km
        }
        None => settings.reachable_km,
    };
    settings.coordination_is_test_site = read.tick("coordination_is_test_site");
    let version = read.number("version").unwrap_or(0);
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &region, &entered));
    }
    match staff.run(&input, SaveRegion { version, settings }).await {
        Ok(done) => Ok(Answer::see("/administration/region").done("administration-saved", &done)),
        Err(problem) => Ok(page(&staff, &region, &problem.at_fields(staff.language(), input.entered())?)),
    }
}
