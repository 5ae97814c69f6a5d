//! One appointment with its person: what the counselling body sees by consent, the result, calling it off.

use super::{kind_words, kinds, language_words, state_badge, where_words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices::language as language_name;
use crate::view::{Action, Choice, DescriptionList, Entered, Field, Notice, Tone, Value};
use app::commands::{CancelCounselling, RecordCounselling, TalkOutcome};
use app::queries::counselling::{CounselledWay, TalkRecord, TalkView};
use domain::access::{Action as A, Resource as R};
use domain::counselling::{Agreed, HelpKind, Sight, TalkResult, TalkState};
use domain::ids::CounsellingTalkId;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&TalkRecord { talk: input.id("id")? }).await?;
    Ok(page(&staff, &view, None))
}

fn page(staff: &Staff, view: &TalkView, back: Option<&Entered>) -> Answer {
    let talk = &view.talk;
    let counsels = staff.may(A::Change, R::Counselling);
    let mut page = staff.titled(view.name.clone()).badge(state_badge(staff, talk.state));
    page = if counsels {
        page.crumb(staff.t("counselling-appointments"), "/counselling/appointments")
    } else {
        page.crumb(view.name.clone(), format!("/people/{}", talk.person))
    };
    let mut parts = vec![Markup::of(&facts(staff, view))];
    parts.extend(view.way.as_ref().map(|way| way_facts(staff, way)));
    if let Some(result) = &talk.result {
        parts.push(Markup::section(&staff.t("counselling-result"), [result_facts(staff, result)]));
    } else if view.sight == Sight::Booking && talk.held_on < staff.today {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("counselling-result-hidden"))));
    }
    if counsels && talk.state != TalkState::Cancelled {
        page = page
            .action(Action::link(
                staff.t("counselling-book-again"),
                format!("/people/{}/counselling", talk.person),
            ))
            .action(Action::link(staff.t("consents-title"), format!("/people/{}/consents", talk.person)));
        if talk.held_on <= staff.today {
            parts.push(Markup::section(&staff.t("counselling-note"), note(staff, view, back)));
        }
    }
    if talk.state == TalkState::Booked && talk.held_on >= staff.today {
        let form = staff
            .form(format!("/counselling/talks/{}/cancel", talk.id))
            .version(talk.version)
            .submit(staff.t("counselling-cancel"));
        parts.push(Markup::of(&form));
    }
    Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 })
}

fn facts(staff: &Staff, view: &TalkView) -> DescriptionList {
    let (talk, slot) = (&view.talk, &view.slot);
    let agreed: Vec<String> =
        view.agreed.iter().map(|group| staff.code("recipient-group", group.code())).collect();
    DescriptionList::new(staff.language())
        .item(staff.t("counselling-day"), talk.held_on)
        .item(staff.t("counselling-time"), Value::text(wording::time(staff.language(), slot.starts_at)))
        .item(staff.t("counselling-minutes"), Value::Number(slot.minutes))
        .item(staff.t("counselling-where"), Value::Foreign(where_words(staff, slot)))
        .item(staff.t("counselling-languages"), language_words(&slot.languages))
        .item(staff.t("counselling-body"), Value::Foreign(view.body.clone()))
        .item(staff.t("counselling-booked-by"), Value::Foreign(view.booked_by.clone()))
        .item(staff.t("counselling-wanted"), kind_words(staff, &talk.kinds))
        .item(staff.t("counselling-language"), language_name(&view.language))
        .item(staff.t("counselling-phone"), view.phone.clone())
        .item(staff.t("field-town"), Value::Foreign(view.town.clone()))
        .item(staff.t("counselling-agreed-groups"), agreed.join(", "))
}

fn way_facts(staff: &Staff, way: &CounselledWay) -> Markup {
    let mut list = DescriptionList::new(staff.language())
        .item(
            staff.t("counselling-stage"),
            way.stage.map(|s| staff.code("stage", s.code())).unwrap_or_default(),
        )
        .item(staff.t("counselling-tested-on"), Value::date(way.tested_on));
    if let Some((number, town, from, until)) = &way.course {
        let words = staff.tn(
            "counselling-course-text",
            &[
                ("number", number.as_str().into()),
                ("town", town.as_str().into()),
                ("from", (*from).into()),
                ("until", (*until).into()),
            ],
        );
        list = list.item(staff.t("counselling-course"), words);
    }
    Markup::section(&staff.t("counselling-way"), [Markup::of(&list)])
}

/// What was talked about and agreed, in words.
pub(super) fn result_facts(staff: &Staff, result: &TalkResult) -> Markup {
    let agreed: Vec<String> = result.agreed.iter().map(|one| staff.code("talk-agreed", one.code())).collect();
    Markup::of(
        &DescriptionList::new(staff.language())
            .item(staff.t("counselling-discussed"), kind_words(staff, &result.discussed))
            .item(staff.t("counselling-agreed"), agreed.join(", "))
            .item(staff.t("counselling-next-contact"), Value::date(result.next_contact_on)),
    )
}

fn note(staff: &Staff, view: &TalkView, back: Option<&Entered>) -> Vec<Markup> {
    let talk = &view.talk;
    let known = talk.result.as_ref();
    let agreed = Agreed::ALL
        .iter()
        .map(|one| Choice::new(one.code(), staff.code("talk-agreed", one.code())))
        .collect();
    let discussed = known.map_or(&talk.kinds, |result| &result.discussed);
    let before = known.map(|result| result.agreed.clone()).unwrap_or_default();
    let form = staff
        .form(format!("/counselling/talks/{}/result", talk.id))
        .version(talk.version)
        .field(
            Field::checks("discussed", staff.t("counselling-discussed"), kinds(staff))
                .values(discussed.iter().map(|kind| kind.code())),
        )
        .field(
            Field::checks("agreed", staff.t("counselling-agreed"), agreed)
                .values(before.iter().map(|one| one.code())),
        )
        .field(
            Field::date("next_contact_on", staff.t("counselling-next-contact"))
                .date_value(known.and_then(|result| result.next_contact_on)),
        )
        .submit(staff.t("counselling-save-result"));
    let form = back.map_or_else(|| form.clone(), |entered| form.clone().fill(entered));
    let mut parts = vec![Markup::paragraph(&staff.t("counselling-note-lead")), Markup::of(&form)];
    if talk.state == TalkState::Booked {
        let missed = staff
            .form(format!("/counselling/talks/{}/missed", talk.id))
            .version(talk.version)
            .submit(staff.t("counselling-missed"));
        parts.push(Markup::of(&missed));
    }
    parts
}

fn named(input: &Input) -> Result<(CounsellingTalkId, i64), Problem> {
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    Ok((input.id("id")?, version))
}

/// Takes the result.
pub async fn result(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (talk, version) = named(&input)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let next_contact_on = read.day("next_contact_on");
    let entered = match read.errors() {
        Some(entered) => entered,
        None => {
            let outcome = TalkOutcome::Held {
                discussed: input.texts("discussed").filter_map(HelpKind::from_code).collect(),
                agreed: input.texts("agreed").filter_map(Agreed::from_code).collect(),
                next_contact_on,
            };
            match staff.run(&input, RecordCounselling { talk, version, outcome }).await {
                Ok(done) => {
                    let path = format!("/counselling/talks/{talk}");
                    return Ok(Answer::see(path).done("counselling-result-saved", &done));
                }
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
    };
    let view = staff.ask(&TalkRecord { talk }).await?;
    Ok(page(&staff, &view, Some(&entered)))
}

/// Notes that nobody came.
pub async fn missed(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (talk, version) = named(&input)?;
    let done = staff.run(&input, RecordCounselling { talk, version, outcome: TalkOutcome::Missed }).await?;
    Ok(Answer::see(format!("/counselling/talks/{talk}")).done("counselling-missed-noted", &done))
}

/// Calls it off.
pub async fn cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (talk, version) = named(&input)?;
    let person = staff.ask(&TalkRecord { talk }).await?.talk.person;
    let done = staff.run(&input, CancelCounselling { talk, version }).await?;
    let back = if staff.may(A::Change, R::Counselling) {
        "/counselling/appointments".to_owned()
    } else {
        format!("/people/{person}")
    };
    Ok(Answer::see(back).done("counselling-cancelled", &done))
}
