//! The parts of the public page, in the person's language and plain words.

use super::DOOR;
use super::own::Inside;
use crate::http::{Markup, Visitor};
use crate::view::{Choice, Form};
use crate::view::{Column, DescriptionList, Field, Notice, Row, Table, Tone, Value};
use app::queries::consents::ConsentRow;
use app::queries::own_path::{Ahead, PathView, by_day};
use domain::case::Stage;
use domain::counselling::SlotMode;
use domain::measure::MeasureKind;
use domain::organisation::Place;
use domain::own_path::{MessageKind, PathMessage};

fn t(visitor: &Visitor, key: &str) -> String {
    wording::text(visitor.language, key)
}

fn tn(visitor: &Visitor, key: &str, args: &[(&str, wording::Arg)]) -> String {
    wording::text_with(visitor.language, key, args)
}

fn code(visitor: &Visitor, list: &str, code: &str) -> String {
    t(visitor, &format!("{list}-{}", code.replace('_', "-")))
}

/// A sentence of a stage; a stage that has none yet gets a general one.
fn of_stage(visitor: &Visitor, list: &str, stage: Stage) -> String {
    let key = format!("{list}-{}", stage.code().replace('_', "-"));
    let said = t(visitor, &key);
    if said == key { t(visitor, &format!("{list}-other")) } else { said }
}

/// Where the person is and what comes next.
pub fn place(visitor: &Visitor, view: &PathView) -> Markup {
    let Some(stage) = view.stage else {
        return Markup::section(&t(visitor, "path-where"), [Markup::paragraph(&t(visitor, "path-no-case"))]);
    };
    let mut parts = vec![
        Markup::of(&Notice::new(Tone::Info, of_stage(visitor, "path-stage", stage))),
        Markup::paragraph(&of_stage(visitor, "path-next", stage)),
    ];
    if let Some(body) = view.next_by.and_then(|body| view.bodies.get(&body)) {
        let contact = DescriptionList::new(visitor.language)
            .item(t(visitor, "path-who-helps"), Value::Foreign(body.name.clone()))
            .item(t(visitor, "appointment-phone"), Value::Foreign(body.phone.clone()));
        parts.push(Markup::of(&contact));
    }
    Markup::section(&t(visitor, "path-where"), parts)
}

/// Appointments ahead.
pub fn ahead(visitor: &Visitor, view: &PathView) -> Markup {
    let title = t(visitor, "path-ahead");
    if view.ahead.is_empty() {
        return Markup::section(&title, [Markup::paragraph(&t(visitor, "path-ahead-none"))]);
    }
    Markup::section(&title, view.ahead.iter().map(|one| Markup::of(&appointment(visitor, view, one))))
}

fn appointment(visitor: &Visitor, view: &PathView, one: &Ahead) -> DescriptionList {
    let mut list = DescriptionList::new(visitor.language);
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            let before = std::mem::replace(&mut list, DescriptionList::new(visitor.language));
            list = before.item(t(visitor, key), Value::Foreign(value));
        }
    };
    let day = |on| wording::date_long(visitor.language, on);
    match one {
        Ahead::Test { on, at, place } => {
            add("path-what", t(visitor, "appointment-test-title"));
            add("appointment-day", day(*on));
            add("appointment-time", wording::time(visitor.language, *at));
            add("appointment-where", one_line(place));
        }
        Ahead::Register { until, provider } => {
            add("path-what", t(visitor, "path-register"));
            add("appointment-report-by", day(*until));
            add("appointment-provider", view.body(*provider).to_owned());
        }
        Ahead::Course { from, until, place, provider } => {
            add("path-what", t(visitor, "path-course"));
            add("path-from", day(*from));
            add("path-until", day(*until));
            add("appointment-where", one_line(place));
            add("appointment-provider", view.body(*provider).to_owned());
        }
        Ahead::Measure { from, title, kind, place, body } => {
            add("path-what", measure(visitor, *kind));
            // the title of an offer stays as its owner wrote it
            add("path-measure-name", title.clone());
            add("path-from", from.map(day).unwrap_or_default());
            add("appointment-where", one_line(place));
            add("path-body", view.body(*body).to_owned());
        }
        Ahead::Counselling { on, at, mode, place, body } => {
            add("path-what", t(visitor, "path-counselling"));
            add("appointment-day", day(*on));
            add("appointment-time", wording::time(visitor.language, *at));
            let here = if *mode == SlotMode::Place {
                one_line(place)
            } else {
                code(visitor, "slot-mode", mode.code())
            };
            add("appointment-where", here);
            add("path-body", view.body(*body).to_owned());
        }
    }
    list
}

/// What kind of thing begins, in plain words.
fn measure(visitor: &Visitor, kind: MeasureKind) -> String {
    let training = [
        MeasureKind::Ausbildung,
        MeasureKind::Einstiegsqualifizierung,
        MeasureKind::AusserbetrieblicheAusbildung,
    ];
    let key = if kind == MeasureKind::Berufssprachkurs {
        "path-measure-language"
    } else if training.contains(&kind) {
        "path-measure-training"
    } else {
        "path-measure"
    };
    t(visitor, key)
}

fn one_line(place: &Place) -> String {
    let town = format!("{} {}", place.postcode, place.town);
    let parts = [place.name.as_str(), place.street.as_str(), town.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What does not fit, and what came of it.
pub fn messages(visitor: &Visitor, inside: &Inside) -> Markup {
    let view = &inside.opened;
    let mut parts: Vec<Markup> = view.messages.iter().map(|one| said(visitor, one)).collect();
    if view.may_say() {
        let open = |kind: &MessageKind| view.messages.iter().any(|one| one.kind == *kind && one.is_open());
        let kinds: Vec<Choice> = MessageKind::ALL
            .iter()
            .filter(|kind| !open(kind))
            .map(|kind| Choice::new(kind.code(), code(visitor, "message-kind", kind.code())))
            .collect();
        parts.push(Markup::paragraph(&t(visitor, "path-say-lead")));
        if !kinds.is_empty() {
            let form: Form = DOOR
                .carried(visitor, inside, "/say")
                .field(Field::radios("kind", t(visitor, "path-say-what"), kinds))
                .submit(t(visitor, "path-say"));
            parts.push(Markup::of(&form));
        }
    }
    Markup::section(&t(visitor, "path-say-title"), parts)
}

fn said(visitor: &Visitor, message: &PathMessage) -> Markup {
    let what = code(visitor, "message-kind", message.kind.code());
    let text = match message.answer {
        None => {
            tn(visitor, "path-said-waits", &[("what", what.as_str().into()), ("on", message.said_on.into())])
        }
        Some(answer) => {
            let done = code(visitor, "message-answer", answer.what.code());
            let args =
                [("what", what.as_str().into()), ("answer", done.as_str().into()), ("on", answer.on.into())];
            tn(visitor, "path-said-answered", &args)
        }
    };
    Markup::of(&Notice::new(if message.is_open() { Tone::Info } else { Tone::Success }, text))
}

/// What was agreed to, each with its way back.
pub fn consents(visitor: &Visitor, inside: &Inside) -> Markup {
    let rows = &inside.opened.consents;
    let mut parts = vec![Markup::paragraph(&t(visitor, "path-consents-lead"))];
    if rows.is_empty() {
        parts.push(Markup::paragraph(&t(visitor, "path-consents-none")));
    }
    for row in rows {
        parts.push(Markup::of(&consent(visitor, row)));
        if row.consent.holds_on(visitor.today) {
            let form = DOOR
                .carried(visitor, inside, "/withdraw")
                .hidden("recipients", row.consent.recipients.code())
                .submit(t(visitor, "path-withdraw"));
            parts.push(Markup::of(&form));
        }
    }
    Markup::section(&t(visitor, "path-consents"), parts)
}

fn consent(visitor: &Visitor, row: &ConsentRow) -> DescriptionList {
    let one = &row.consent;
    let mut list = DescriptionList::new(visitor.language)
        .item(t(visitor, "path-consent-who"), code(visitor, "recipient-group", one.recipients.code()));
    if let Some(text) = &row.text {
        let data: Vec<String> =
            text.data.iter().map(|data| code(visitor, "consent-data", data.code())).collect();
        list = list
            .item(t(visitor, "path-consent-why"), code(visitor, "consent-purpose", text.purpose.code()))
            .item(t(visitor, "path-consent-what"), data.join(", "));
    }
    list = list
        .item(t(visitor, "path-consent-asked-by"), Value::Foreign(row.asked_by.clone()))
        .item(t(visitor, "path-consent-since"), wording::date(visitor.language, one.given_on));
    match (one.withdrawn_on, one.valid_until) {
        (Some(on), _) => list.item(t(visitor, "path-consent-withdrawn"), wording::date(visitor.language, on)),
        (None, Some(until)) => {
            list.item(t(visitor, "path-consent-until"), wording::date(visitor.language, until))
        }
        (None, None) => list,
    }
}

/// Days, bodies and purposes shown; the rest is counted in one line.
const SHOWN: usize = 60;

/// Who looked at the person's data.
pub fn looks(visitor: &Visitor, view: &PathView) -> Markup {
    let title = t(visitor, "path-looks");
    let days = by_day(&view.looks, |at| visitor.site.clock.day_of(at));
    if days.is_empty() {
        return Markup::section(&title, [Markup::paragraph(&t(visitor, "path-looks-none"))]);
    }
    let rows = days.iter().take(SHOWN).enumerate().map(|(n, (on, body, purpose, times))| {
        let values = vec![
            Value::text(wording::date(visitor.language, *on)),
            Value::Foreign(view.body(*body).to_owned()),
            Value::text(code(visitor, "path-purpose", purpose.code())),
            Value::Number(*times),
        ];
        Row::new(n, view.body(*body).to_owned(), values)
    });
    let columns = vec![
        Column::new(t(visitor, "appointment-day")),
        Column::new(t(visitor, "path-look-who")),
        Column::new(t(visitor, "path-look-why")),
        Column::number(t(visitor, "path-look-times")),
    ];
    let table = Table::new(visitor.language, title.clone(), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::paragraph(&t(visitor, "path-looks-lead")), Markup::of(&table)];
    if days.len() > SHOWN {
        let rest = (days.len() - SHOWN) as i64;
        parts.push(Markup::paragraph(&tn(visitor, "path-looks-more", &[("count", rest.into())])));
    }
    Markup::section(&title, parts)
}
