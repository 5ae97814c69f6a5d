//! One visiting day: when, where, who comes, and who sits in which slot.

use super::{PATH, VISITS};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::people::choices;
use crate::view::field::Width;
use crate::view::{
    Action, Badge, Choice, Column, DescriptionList, EmptyState, Entered, Field, Form, Notice, Row, Table,
    Tone, Value,
};
use app::commands::{ChangeVisitDay, PlanVisitDay, VisitChange};
use app::queries::graduates::GraduateEntry;
use app::queries::visits::{VisitRecord, VisitView};
use chrono::{Duration, NaiveTime};
use domain::access::{Action as A, Resource as R};
use domain::deadline::Activity;
use domain::graduate::{Booking, VisitDay, VisitDayState};
use domain::ids::{CourseId, GraduateId, OrganisationId, VisitDayId};

fn path(id: VisitDayId, end: &str) -> String {
    format!("{VISITS}/{id}{end}")
}

/// The form of a new day.
pub async fn new(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.text("course").parse().map_err(|_| Problem::NotFound)?;
    let view = staff.ask(&VisitRecord::NewOf(course)).await?;
    Ok(form_page(&staff, &view, None))
}

/// The form of a planned day.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&VisitRecord::Day(input.id("id")?)).await?;
    Ok(form_page(&staff, &view, None))
}

fn form_page(staff: &Staff, view: &VisitView, entered: Option<&Entered>) -> Answer {
    let form = match entered {
        Some(entered) => form(staff, view).fill(entered),
        None => form(staff, view),
    };
    let page = staff
        .page("visits-form-title")
        .lead(view.course.number.clone())
        .crumb(staff.t("graduates-title"), PATH)
        .crumb(staff.t("visits-title"), VISITS);
    Answer::page(page, [Markup::of(&form)]).status(if entered.is_some() { 422 } else { 200 })
}

fn time(hours: u32, minutes: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hours, minutes, 0).unwrap_or_default()
}

fn form(staff: &Staff, view: &VisitView) -> Form {
    let (day, course) = (view.day.as_ref(), &view.course);
    let action = day.map_or_else(|| VISITS.to_owned(), |day| path(day.id, "/edit"));
    let offices: Vec<Choice> =
        view.offices.iter().map(|office| Choice::new(office.id.to_string(), office.name.clone())).collect();
    // the day itself lies between two deadlines of the region; the first of them is proposed
    let proposed =
        staff.pace().due(Activity::VisitDay, course.language_ends_on(), course.organisation).max(staff.today);
    let coming: Vec<String> = match day {
        Some(day) => day.offices.iter().map(ToString::to_string).collect(),
        None => view.offices.iter().map(|office| office.id.to_string()).collect(),
    };
    let people = i64::try_from(view.graduates.len()).unwrap_or(1).clamp(1, 60);
    let form = staff
        .form(action)
        .hidden("course", course.id.to_string())
        .row(vec![
            Field::date("held_on", staff.t("visits-column-day"))
                .date_value(Some(day.map_or(proposed, |day| day.held_on)))
                .hint(staff.tn("visits-day-hint", &[("on", proposed.into())]))
                .required(),
            Field::text("room", staff.t("visits-column-room"))
                .value(day.map_or_else(|| course.place.name.clone(), |day| day.room.clone())),
        ])
        .row(vec![
            Field::time("group_from", staff.t("visits-group-from"))
                .time_value(Some(day.map_or(time(9, 0), |day| day.group_from)))
                .required(),
            Field::time("talks_from", staff.t("visits-talks-from"))
                .time_value(Some(day.map_or(time(10, 0), |day| day.talks_from)))
                .required(),
        ])
        .row(vec![
            Field::number("slot_minutes", staff.t("visits-minutes"))
                .value(day.map_or(20, |day| day.slot_minutes).to_string())
                .width(Width::Short)
                .required(),
            Field::number("slots", staff.t("visits-slots"))
                .value(day.map_or(people, |day| day.slots).to_string())
                .hint(staff.tn("visits-slots-hint", &[("count", people.into())]))
                .width(Width::Short)
                .required(),
        ])
        .field(Field::checks("office", staff.t("visits-offices"), offices).values(coming).required())
        .field(
            Field::text("interpreted", staff.t("visits-interpreted"))
                .value(day.map_or_else(|| languages_of(view).join(" "), |day| day.interpreted.join(" ")))
                .hint(staff.t("visits-interpreted-hint")),
        )
        .submit(staff.t("visits-save"));
    match day {
        Some(day) => form.version(day.version),
        None => form,
    }
}

/// Languages of the people on the list besides German, each once.
fn languages_of(view: &VisitView) -> Vec<String> {
    let mut languages: Vec<String> = view
        .languages
        .values()
        .filter(|language| !language.is_empty() && *language != "de")
        .cloned()
        .collect();
    languages.sort();
    languages.dedup();
    languages
}

/// Plans a new day, or changes a planned one.
pub async fn plan(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let known: Option<VisitDayId> = input.id("id").ok();
    let course: CourseId = input.text("course").parse().map_err(|_| Problem::NotFound)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let held_on = read.required_day("held_on");
    for field in ["group_from", "talks_from"] {
        read.required(field);
    }
    let (group_from, talks_from) = (read.time("group_from"), read.time("talks_from"));
    let (slot_minutes, slots) = (read.required_number("slot_minutes"), read.required_number("slots"));
    let errors = read.errors();
    let entered = match (held_on, group_from, talks_from, errors) {
        (Some(held_on), Some(group_from), Some(talks_from), None) => {
            let version = input.text("version").parse().unwrap_or_default();
            let command = PlanVisitDay {
                day: known.map(|id| (id, version)),
                course,
                held_on,
                room: input.text("room").to_owned(),
                group_from,
                talks_from,
                slot_minutes,
                slots,
                offices: input.texts("office").filter_map(|id| id.parse().ok()).collect(),
                interpreted: input.text("interpreted").split_whitespace().map(str::to_owned).collect(),
            };
            match staff.run(&input, command).await {
                Ok(done) => return Ok(Answer::see(path(done.outcome, "")).done("visits-saved", &done)),
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        (.., errors) => errors.unwrap_or_else(|| input.entered()),
    };
    let record = known.map_or(VisitRecord::NewOf(course), VisitRecord::Day);
    let view = staff.ask(&record).await?;
    Ok(form_page(&staff, &view, Some(&entered)))
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&VisitRecord::Day(input.id("id")?)).await?;
    let Some(day) = &view.day else { return Err(Problem::NotFound) };
    let tone = match day.state {
        VisitDayState::Planned => Tone::Info,
        VisitDayState::Held => Tone::Success,
        VisitDayState::Cancelled => Tone::Neutral,
    };
    let on = wording::date_with_weekday(staff.language(), day.held_on);
    let mut page = staff
        .titled(staff.tn("visits-record-title", &[("on", (&on).into())]))
        .lead(view.course.number.clone())
        .badge(Badge::new(tone, staff.code("visit-state", day.state.code())))
        .crumb(staff.t("graduates-title"), PATH)
        .crumb(staff.t("visits-title"), VISITS);
    let planned = day.state == VisitDayState::Planned;
    if planned && staff.may(A::Change, R::VisitDay) {
        page = page.action(change_button(&staff, day, "visits-fill", "fill").primary());
        if day.held_on <= staff.today {
            page = page.action(change_button(&staff, day, "visits-hold", "hold"));
        }
    }
    if planned && view.own {
        page = page.action(Action::link(staff.t("visits-edit"), path(day.id, "/edit")));
        page = page.action(change_button(&staff, day, "visits-cancel", "cancel").quiet());
    }
    let mut parts = Vec::new();
    if planned {
        parts.extend(warnings(&staff, &view, day));
    }
    parts.push(Markup::of(&facts(&staff, &view, day)));
    for office in view.offices.iter().filter(|office| day.offices.contains(&office.id)) {
        let table = slots(&staff, &view, day, office.id);
        parts.push(Markup::section(&office.name, [Markup::of(&table)]));
    }
    if planned && staff.may(A::Change, R::VisitDay) {
        parts.push(Markup::section(&staff.t("visits-book"), [booking_form(&staff, &view, day)]));
    }
    Ok(Answer::page(page, parts))
}

/// Talks nobody interprets, and people who still have no time: what has to be mended before the day.
fn warnings(staff: &Staff, view: &VisitView, day: &VisitDay) -> Vec<Markup> {
    let booked = |entry: &&GraduateEntry| day.bookings.iter().any(|held| held.graduate == entry.graduate.id);
    let silent: Vec<String> = view
        .graduates
        .iter()
        .filter(booked)
        .filter(|entry| lacks_interpreter(view, day, entry))
        .map(|entry| format!("{} ({})", entry.name(), choices::language(&language_of(view, entry))))
        .collect();
    let waiting =
        view.graduates.iter().filter(|entry| entry.graduate.talk.is_none() && !booked(entry)).count();
    let mut found = Vec::new();
    if !silent.is_empty() {
        let title = staff.tn("visits-no-interpreter", &[("count", silent.len().into())]);
        found.push(Markup::of(&Notice::new(Tone::Warning, title).text(silent.join("; "))));
    }
    if waiting > 0 {
        let title = staff.tn("visits-without-time", &[("count", waiting.into())]);
        found.push(Markup::of(&Notice::new(Tone::Info, title).text(staff.t("visits-without-time-help"))));
    }
    found
}

fn language_of(view: &VisitView, entry: &GraduateEntry) -> String {
    view.languages.get(&entry.graduate.person).cloned().unwrap_or_default()
}

/// The person speaks a language nobody interprets on the day; whose language is not known is not warned of.
fn lacks_interpreter(view: &VisitView, day: &VisitDay, entry: &GraduateEntry) -> bool {
    let language = language_of(view, entry);
    !language.is_empty() && language != "de" && !day.interpreted.contains(&language)
}

fn change_button(staff: &Staff, day: &VisitDay, key: &str, what: &str) -> Action {
    button(staff, key, path(day.id, "/slots"))
        .hidden("version", day.version.to_string())
        .hidden("what", what.to_owned())
}

fn clock(staff: &Staff, at: NaiveTime) -> String {
    wording::time(staff.language(), at)
}

fn facts(staff: &Staff, view: &VisitView, day: &VisitDay) -> DescriptionList {
    let languages: Vec<String> = day.interpreted.iter().map(|code| choices::language(code)).collect();
    let end = day.talks_from + Duration::minutes(day.slot_minutes.saturating_mul(day.slots));
    let talks = format!("{} – {}", clock(staff, day.talks_from), clock(staff, end));
    DescriptionList::new(staff.language())
        .item(
            staff.t("graduates-column-course"),
            Value::link(view.course.number.clone(), format!("{PATH}/people?course={}", view.course.id)),
        )
        .item(staff.t("visits-column-room"), Value::Foreign(day.room.clone()))
        .item(staff.t("visits-group-from"), clock(staff, day.group_from))
        .item(staff.t("visits-column-talks"), talks)
        .item(staff.t("visits-interpreted"), languages.join(", "))
}

fn slots(staff: &Staff, view: &VisitView, day: &VisitDay, office: OrganisationId) -> Table {
    let columns =
        ["visits-column-slot", "graduates-column-name", "visits-column-language", "visits-column-result"];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("visits-release")));
    let rows = (0..day.slots).map(|slot| {
        let at = clock(staff, day.slot_begins(slot));
        let held = day.bookings.iter().find(|held| held.slot == slot && held.office == office);
        let entry =
            held.and_then(|held| view.graduates.iter().find(|entry| entry.graduate.id == held.graduate));
        let values = match (held, entry) {
            (Some(held), Some(entry)) => {
                let language = choices::language(&language_of(view, entry));
                let language = match lacks_interpreter(view, day, entry) {
                    true => Value::Lines(language, staff.t("visits-not-interpreted")),
                    false => Value::text(language),
                };
                let release = change_button(staff, day, "visits-release", "release")
                    .hidden("graduate", held.graduate.to_string())
                    .about(entry.name())
                    .quiet();
                let planned = day.state == VisitDayState::Planned && staff.may(A::Change, R::VisitDay);
                vec![
                    Value::text(at.clone()),
                    Value::link(entry.name(), format!("{PATH}/{}", entry.graduate.id)),
                    language,
                    Value::Badge(super::done_badge(staff, entry.graduate.talk.is_some())),
                    if planned { Value::Actions(vec![release]) } else { Value::Missing },
                ]
            }
            (Some(_), None) => {
                let hidden = Value::text(staff.t("visits-hidden"));
                vec![Value::text(at.clone()), hidden, Value::Missing, Value::Missing, Value::Missing]
            }
            (None, _) => {
                let free = Value::text(staff.t("visits-free"));
                vec![Value::text(at.clone()), free, Value::Missing, Value::Missing, Value::Missing]
            }
        };
        Row::new(slot, at, values)
    });
    Table::new(staff.language(), staff.t("visits-column-talks"), columns).rows(rows).quiet_caption()
}

fn booking_form(staff: &Staff, view: &VisitView, day: &VisitDay) -> Markup {
    if view.graduates.is_empty() {
        return Markup::of(&EmptyState::new(staff.t("visits-nobody")));
    }
    let people =
        view.graduates.iter().map(|entry| Choice::new(entry.graduate.id.to_string(), entry.name())).collect();
    let slots = (0..day.slots)
        .map(|slot| Choice::new(slot.to_string(), clock(staff, day.slot_begins(slot))))
        .collect();
    let coming = view.offices.iter().filter(|office| day.offices.contains(&office.id));
    let offices: Vec<Choice> =
        coming.map(|office| Choice::new(office.id.to_string(), office.name.clone())).collect();
    let own = offices.iter().find(|one| one.value == staff.organisation.id.to_string());
    let chosen = own.or(offices.first()).map(|one| one.value.clone()).unwrap_or_default();
    let form = staff
        .form(path(day.id, "/slots"))
        .version(day.version)
        .hidden("what", "book")
        .row(vec![
            Field::select("graduate", staff.t("graduates-column-name"), people).required(),
            Field::select("slot", staff.t("visits-column-slot"), slots).required(),
            Field::select("office", staff.t("visits-offices"), offices).value(chosen).required(),
        ])
        .submit(staff.t("visits-book-save"));
    Markup::of(&form)
}

fn wanted(input: &Input) -> Option<VisitChange> {
    let graduate = || input.text("graduate").parse::<GraduateId>().ok();
    match input.text("what") {
        "fill" => Some(VisitChange::Fill),
        "hold" => Some(VisitChange::Hold),
        "cancel" => Some(VisitChange::Cancel),
        "release" => Some(VisitChange::Release(graduate()?)),
        "book" => Some(VisitChange::Book(Booking {
            slot: input.text("slot").parse().ok()?,
            graduate: graduate()?,
            office: input.text("office").parse().ok()?,
        })),
        _ => None,
    }
}

/// Changes slots or the state of a day.
pub async fn change(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let day: VisitDayId = input.id("id")?;
    let Some(change) = wanted(&input) else {
        return Ok(Answer::see(path(day, "")).note("visits-incomplete", None));
    };
    let key = match change {
        VisitChange::Book(_) => "visits-booked",
        VisitChange::Release(_) => "visits-released",
        VisitChange::Fill => "visits-filled",
        VisitChange::Hold => "visits-held",
        VisitChange::Cancel => "visits-cancelled",
    };
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(&input, ChangeVisitDay { day, version, change }).await?;
    Ok(Answer::see(path(day, "")).done(key, &done))
}
