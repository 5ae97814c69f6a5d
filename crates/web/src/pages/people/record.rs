//! The record of one person: what is next, the chain, facts, acts, appointments, seats, letters, history
//! and who saw what. Hidden parts say that they are hidden.

use super::step::next_step;
use super::{choices, list};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::counselling;
use crate::view::record::{Chain, Stage as Link, StageState};
use crate::view::{
    Action, Badge, Column, DescriptionList, Notice, Page, Row, Table, Timeline, TimelineEntry, Tone, Value,
};
use app::queries::person_record::{PersonRecord, PersonView, Rights};
use domain::access::{Action as A, FieldGroup, Resource as R};
use domain::case::{Case, Stage};
use domain::ids::PersonId;
use domain::person::{BirthDate, BirthPrecision};

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonRecord { person: id }).await?;
    let page = head(&staff, &view);
    if let Some(kept) = view.person.merged_into {
        return Ok(Answer::page(page, [merged_notice(&staff, id, kept)]));
    }
    let mut parts = Vec::new();
    if let Some(case) = view.case() {
        parts.push(next_step(&staff, &view, case));
        parts.extend(lapse(&staff, case));
        parts.push(Markup::section(&staff.t("record-chain"), [chain(&staff, case)]));
    }
    parts.extend(view.rights.as_ref().map(|found| rights(&staff, id, found)));
    parts.push(Markup::section(&staff.t("record-facts"), [facts(&staff, &view)]));
    parts.push(Markup::section(&staff.t("record-acts"), [acts(&staff, &view)]));
    parts.push(Markup::section(&staff.t("record-appointments"), [appointments(&staff, &view)]));
    parts.push(Markup::section(&staff.t("record-seats"), [seats(&staff, &view)]));
    parts.extend(crate::pages::relocations::person_section(&staff, &view));
    parts.extend(crate::pages::graduates::person_section(&staff, &view));
    parts.extend(crate::pages::measures::person_section(&staff, &view));
    parts.push(crate::pages::exams::person_section(&staff, view.exams.as_ref()));
    parts.extend(crate::pages::vocational::section(&staff, &view));
    parts.push(Markup::section(&staff.t("record-letters"), [letters(&staff, &view)]));
    parts.extend(counselling::on_record(&staff, &view));
    parts.push(Markup::section(&staff.t("record-timeline"), [timeline(&staff, &view)]));
    parts.push(Markup::section(&staff.t("record-seen-by"), [seen_by(&staff, &view)]));
    if let Some(merged) = merged(&staff, &view) {
        parts.push(merged);
    }
    Ok(Answer::page(page, parts))
}

fn head(staff: &Staff, view: &PersonView) -> Page {
    let person = &view.person;
    let id = person.id;
    let mut page = staff
        .titled(format!("{}, {}", person.family_name, person.given_names))
        .crumb(staff.t("people-list-title"), list::PATH);
    if let Some(case) = view.case() {
        let stage = case.stage.code();
        page = page
            .badge(Badge::new(list::stage_tone(stage), staff.code("stage", stage)))
            .lead(case.number.clone());
        if staff.may(A::Change, R::Case) {
            page = page.action(Action::link(staff.t("record-case"), format!("/people/{id}/case")));
        }
    }
    if person.merged_into.is_some() {
        return page;
    }
    if staff.may(A::Change, R::Person) {
        page = page.action(Action::link(staff.t("record-edit"), format!("/people/{id}/edit")).primary());
    }
    if staff.may(A::Create, R::Act)
        && view.case().is_some()
        && !choices::acts(staff.actor.organisation_kind).is_empty()
    {
        page = page.action(Action::link(staff.t("record-new-act"), format!("/people/{id}/acts/new")));
    }
    if staff.may(A::Create, R::Involvement) {
        page = page.action(Action::link(staff.t("agency-title"), format!("/people/{id}/agency")));
    }
    if staff.may(A::Create, R::CareTransfer) && view.case().is_some() && view.shows(FieldGroup::Benefit) {
        page = page.action(Action::link(staff.t("transfers-offer-title"), format!("/people/{id}/transfer")));
    }
    if staff.may(A::See, R::Relocation) && view.case().is_some() {
        page = page.action(Action::link(staff.t("relocations-title"), format!("/people/{id}/relocation")));
    }
    page.action(Action::link(staff.t("record-history"), format!("/people/{id}/history")))
}

fn merged_notice(staff: &Staff, id: PersonId, kept: PersonId) -> Markup {
    let mut notice = Notice::new(Tone::Info, staff.t("record-merged-away"))
        .action(Action::link(staff.t("record-merged-open"), format!("/people/{kept}")));
    if staff.may(A::Decide, R::Duplicate) {
        notice = notice.action(Action::post(
            staff.t("record-split"),
            format!("/people/{id}/split"),
            &staff.shell().csrf,
        ));
    }
    Markup::of(&notice)
}

/// A right that lapses is named once its watch has begun.
fn lapse(staff: &Staff, case: &Case) -> Option<Markup> {
    let lapse = case.lapse.as_ref().filter(|lapse| lapse.warn_on <= staff.today)?;
    let over = lapse.on < staff.today;
    let text = staff.tn(
        if over { "record-lapsed" } else { "record-lapse" },
        &[("deadline", lapse.deadline.as_str().into()), ("on", wording::Arg::Date(lapse.on))],
    );
    Some(Markup::of(&Notice::new(if over { Tone::Danger } else { Tone::Warning }, text)))
}

/// What the tables say in one line, with the way to the whole answer.
fn rights(staff: &Staff, id: PersonId, found: &Rights) -> Markup {
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("rules-access"), Value::Badge(super::rules::access(staff, found.access)))
        .item(staff.t("rules-obligation"), staff.code("obligation", found.obligation.code()))
        .item(staff.t("rules-expires"), Value::date(found.expires_on));
    if found.needed > 0 {
        let said = staff.tn("rules-missing-count", &[("count", found.needed.into())]);
        list = list.item(staff.t("rules-missing"), said);
    }
    let more = Action::link(staff.t("rules-person-open"), format!("/people/{id}/rules"));
    let note = Markup::paragraph(&staff.t("rules-proposal"));
    Markup::section(&staff.t("rules-person-title"), [Markup::of(&list), note, Markup::of(&more)])
}

fn chain(staff: &Staff, case: &Case) -> Markup {
    let order = [
        (Stage::Opened, case.right_from.or(Some(case.opened_on))),
        (Stage::Invited, None),
        (Stage::AwaitingSeat, case.awaiting_since),
        (Stage::Reserved, None),
        (Stage::Registered, case.registered_on),
        (Stage::InCourse, case.started_on),
        (Stage::Interrupted, None),
        (Stage::AfterCourse, None),
        (Stage::Onward, None),
    ];
    let order = order.into_iter().filter(|(stage, _)| *stage != Stage::Interrupted || case.stage == *stage);
    let overdue = case.next.as_ref().is_some_and(|next| next.due_on < staff.today);
    let stages = order.map(|(stage, on)| {
        let state = match stage.cmp(&case.stage) {
            _ if case.stage == Stage::Closed => StageState::Done,
            std::cmp::Ordering::Less => StageState::Done,
            std::cmp::Ordering::Equal if overdue => StageState::Stuck,
            std::cmp::Ordering::Equal => StageState::Current,
            std::cmp::Ordering::Greater => StageState::Ahead,
        };
        let link = Link::new(staff.code("stage", stage.code()), state);
        match on {
            Some(on) => link.note(wording::date(staff.language(), on)),
            None => link,
        }
    });
    Markup::of(&Chain::new(staff.language(), staff.t("record-chain"), stages.collect()))
}

/// A birth date with the part that is known.
pub fn birth(staff: &Staff, birth: Option<BirthDate>) -> String {
    match birth {
        None => String::new(),
        Some(BirthDate { date, precision: BirthPrecision::Day }) => wording::date(staff.language(), date),
        Some(BirthDate { date, precision: BirthPrecision::Month }) => date.format("%m/%Y").to_string(),
        Some(BirthDate { date, precision: BirthPrecision::Year }) => date.format("%Y").to_string(),
    }
}

fn facts(staff: &Staff, view: &PersonView) -> Markup {
    let person = &view.person;
    let or_hidden = |group, text: String| if view.shows(group) { Value::text(text) } else { Value::Hidden };
    let address = format!("{}, {} {}", person.address.street, person.address.postcode, person.address.town);
    let numbers: Vec<String> = person
        .file_numbers
        .iter()
        .map(|held| format!("{} ({})", held.number, view.office(held.organisation)))
        .collect();
    let titles: Vec<String> = person
        .residences
        .iter()
        .map(|r| format!("{} {}", staff.code("residence-kind", r.kind.code()), r.norm))
        .collect();
    let benefits: Vec<String> = person
        .benefits
        .iter()
        .map(|b| {
            format!(
                "{} ({})",
                staff.code("benefit-system", b.system.code()),
                wording::date(staff.language(), b.from)
            )
        })
        .collect();
    let fee = match view.fee_waived {
        None => Value::Hidden,
        Some(waived) => Value::text(staff.t(if waived { "record-fee-waived" } else { "record-fee-due" })),
    };
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("field-birth-date"), birth(staff, person.birth_date))
        .item(staff.t("field-sex"), staff.code("sex", person.sex.map_or("", |sex| sex.code())))
        .item(
            staff.t("field-nationality"),
            choices::country(staff, person.nationality.as_deref().unwrap_or_default()),
        )
        .item(staff.t("field-language"), choices::language(&person.language))
        .item(
            staff.t("field-address"),
            or_hidden(FieldGroup::Contact, address.trim_matches([',', ' ']).to_owned()),
        )
        .item(staff.t("field-phone"), or_hidden(FieldGroup::Contact, person.phone.clone()))
        .item(staff.t("field-file-number"), or_hidden(FieldGroup::FileNumbers, numbers.join(", ")))
        .item(staff.t("field-residence"), or_hidden(FieldGroup::Residence, titles.join("; ")))
        .item(staff.t("field-benefit"), or_hidden(FieldGroup::Benefit, benefits.join("; ")))
        .item(staff.t("record-fee"), fee)
        .item(staff.t("intake-constraints"), or_hidden(FieldGroup::Constraints, constraints(staff, view)));
    if let Some(case) = view.case() {
        let clocks = case.clocks(staff.today);
        let days = |days: Option<i64>| {
            days.map_or(Value::Missing, |n| Value::text(staff.tn("people-days", &[("count", n.into())])))
        };
        list = list
            .item(staff.t("record-lead"), view.office(case.lead))
            .item(staff.t("record-zugangszeit"), days(clocks.zugangszeit))
            .item(staff.t("record-wartezeit"), days(clocks.wartezeit));
    }
    let mut parts = vec![Markup::of(&list)];
    if !view.hidden.is_empty() {
        let groups: Vec<String> =
            view.hidden.iter().map(|group| staff.code("field-group", group.code())).collect();
        parts.push(Markup::paragraph(
            &staff.tn("record-hidden", &[("groups", groups.join(", ").as_str().into())]),
        ));
    }
    Markup::all(parts)
}

fn constraints(staff: &Staff, view: &PersonView) -> String {
    let held = &view.person.constraints;
    let mut parts = Vec::new();
    if let Some(children) = held.children_in_care.filter(|count| *count > 0) {
        parts.push(staff.tn("record-children", &[("count", i64::from(children).into())]));
    }
    parts.extend(held.times.iter().map(|time| staff.code("time-of-day", time.code())));
    if let Some(km) = held.reach_km {
        parts.push(format!("{km} km"));
    }
    if held.step_free {
        parts.push(staff.t("field-step-free"));
    }
    parts.extend(choices::wish_words(staff, &held.wishes));
    if let Some(literacy) = view.person.literacy {
        parts.push(staff.code("literacy", literacy.code()));
    }
    parts.join(", ")
}

/// A section of rows, or the sentence that it is hidden or empty.
fn table(staff: &Staff, title: &str, columns: &[&str], rows: Option<Vec<Row>>) -> Markup {
    let Some(rows) = rows else {
        return Markup::paragraph(&staff.t("record-part-hidden"));
    };
    if rows.is_empty() {
        return Markup::paragraph(&staff.t("record-none"));
    }
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    Markup::of(&Table::new(staff.language(), staff.t(title), columns).rows(rows).quiet_caption())
}

fn acts(staff: &Staff, view: &PersonView) -> Markup {
    let rows = view.acts.as_ref().map(|acts| {
        acts.iter()
            .map(|act| {
                let kind = staff.code("act-kind", act.kind.code());
                let mine = act.issuer == staff.actor.organisation && act.revoked_on.is_none();
                let state = match act.revoked_on {
                    Some(on) => {
                        Value::DateNote { date: on, note: staff.t("record-revoked"), tone: Tone::Danger }
                    }
                    None if mine && staff.may(A::Change, R::Act) => {
                        let path = format!("/people/{}/acts/revoke", view.person.id);
                        let button = Action::post(staff.t("record-revoke"), path, &staff.shell().csrf)
                            .hidden("act", act.id.to_string())
                            .hidden("version", act.version.to_string())
                            .about(kind.clone());
                        Value::Actions(vec![button.quiet()])
                    }
                    None => Value::Missing,
                };
                let named = match act.kind.entitles() && staff.may(A::See, R::Eligibility) {
                    true => {
                        Value::link(kind.clone(), format!("/people/{}/acts/{}/basis", view.person.id, act.id))
                    }
                    false => Value::text(kind.clone()),
                };
                let values = vec![
                    named,
                    Value::text(view.office(act.issuer)),
                    Value::date(Some(act.issued_on)),
                    Value::date(act.valid_until),
                    state,
                ];
                Row::new(act.id, kind, values)
            })
            .collect()
    });
    let columns = ["field-act-kind", "record-issuer", "field-issued-on", "field-valid-until", "record-state"];
    table(staff, "record-acts", &columns, rows)
}

fn appointments(staff: &Staff, view: &PersonView) -> Markup {
    let rows = view.appointments.as_ref().map(|all| {
        all.iter()
            .map(|(seating, session)| {
                let state = staff.code("seating-state", seating.state.code());
                let values = vec![
                    Value::date(session.as_ref().map(|session| session.held_on)),
                    Value::text(
                        session
                            .as_ref()
                            .map(|s| wording::time(staff.language(), s.starts_at))
                            .unwrap_or_default(),
                    ),
                    Value::text(session.as_ref().map(|s| s.place.town.clone()).unwrap_or_default()),
                    Value::text(state.clone()),
                ];
                Row::new(seating.id, state, values)
            })
            .collect()
    });
    table(staff, "record-appointments", &["record-day", "record-time", "field-town", "record-state"], rows)
}

fn seats(staff: &Staff, view: &PersonView) -> Markup {
    let rows = view.seats.as_ref().map(|all| {
        all.iter()
            .map(|(seat, course)| {
                let number = course.as_ref().map(|course| course.number.clone()).unwrap_or_default();
                let values = vec![
                    Value::link(number.clone(), format!("/courses/{}", seat.course)),
                    Value::text(view.office(seat.provider)),
                    Value::date(Some(seat.entry_on)),
                    Value::text(staff.code("assignment-state", seat.state.code())),
                    Value::date(Some(seat.reserved_until)),
                    Value::text(choices::wish_words(staff, &seat.wishes).join(", ")),
                ];
                Row::new(seat.id, number, values)
            })
            .collect()
    });
    let columns = [
        "record-course",
        "record-provider",
        "record-begins",
        "record-state",
        "record-reserved-until",
        "field-wishes",
    ];
    table(staff, "record-seats", &columns, rows)
}

fn letters(staff: &Staff, view: &PersonView) -> Markup {
    let rows = view.letters.as_ref().map(|all| {
        all.iter()
            .map(|letter| {
                let values = vec![
                    Value::link(letter.number.clone(), format!("/letters/{}", letter.id)),
                    Value::text(staff.code("letter-kind", &letter.kind)),
                    Value::date(Some(letter.issued_on)),
                ];
                Row::new(letter.id, letter.number.clone(), values)
            })
            .collect()
    });
    table(staff, "record-letters", &["people-column-number", "record-kind", "record-day"], rows)
}

fn timeline(staff: &Staff, view: &PersonView) -> Markup {
    if view.timeline.is_empty() {
        return Markup::paragraph(&staff.t("record-none"));
    }
    let entries = view.timeline.iter().map(|entry| {
        let line = TimelineEntry::new(entry.event.on, staff.code("event-name", entry.event.name.code()));
        match entry.organisation {
            Some(office) => line.who(view.office(office)),
            None => line,
        }
    });
    Markup::of(&Timeline::new(staff.language(), staff.t("record-timeline"), entries.collect()))
}

fn seen_by(staff: &Staff, view: &PersonView) -> Markup {
    let rows = view.seen_by.as_ref().map(|all| {
        all.iter()
            .map(|sight| {
                let day = chrono::DateTime::from_timestamp_millis(sight.at.0)
                    .map(|_| staff.site.clock.day_of(sight.at));
                let who = sight
                    .account
                    .and_then(|account| view.colleagues.get(&account))
                    .cloned()
                    .unwrap_or_default();
                let office = view.office(sight.organisation).to_owned();
                let what = format!(
                    "{}: {}",
                    staff.code("resource", sight.resource.code()),
                    staff.code("action", sight.action.code())
                );
                let values = vec![
                    Value::date(day),
                    Value::text(wording::time(staff.language(), staff.site.clock.time_of(sight.at))),
                    Value::text(office.clone()),
                    Value::text(who),
                    Value::text(what),
                    Value::text(staff.code("purpose", sight.purpose.code())),
                ];
                Row::new(sight.at.0, office, values)
            })
            .collect()
    });
    let columns =
        ["record-day", "record-time", "record-office", "record-who", "record-what", "record-purpose"];
    table(staff, "record-seen-by", &columns, rows)
}

fn merged(staff: &Staff, view: &PersonView) -> Option<Markup> {
    if view.merged.is_empty() || !staff.may(A::Decide, R::Duplicate) {
        return None;
    }
    let parts = view.merged.iter().map(|other| {
        let notice = Notice::new(Tone::Info, staff.t("record-absorbed"));
        Markup::of(&notice.action(Action::post(
            staff.t("record-split"),
            format!("/people/{other}/split"),
            &staff.shell().csrf,
        )))
    });
    Some(Markup::section(&staff.t("record-merged"), parts))
}
