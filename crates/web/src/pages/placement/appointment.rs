//! The appointment page without login: code from the letter and year of birth open date, place and what
//! to bring, in the person's language, without a name. Not for the door itself: see `code_door`.

use crate::http::{Answer, Input, Markup, Problem, Visitor};
use crate::pages::code_door::{self, CodeDoor};
use crate::view::{Choice, DescriptionList, Field, Notice, Tone, Value};
use app::Operation;
use app::commands::ReplyToAppointment;
use app::placement::appointment::{self, Opened, Standing, TEST_MINUTES};
use chrono::{DateTime, NaiveDate};
use domain::ids::OperationId;
use domain::letter::{BringItem, CalendarEntry, CalendarOccasion, CalendarTime};
use domain::placement::{Obstacle, Reply};

/// Its door.
const DOOR: CodeDoor = CodeDoor { path: "/appointment", words: "appointment" };

type Inside = code_door::Inside<Opened>;

/// What to bring to the test (process 2.3).
const BRING: &[BringItem] = &[
    BringItem::ThisLetter,
    BringItem::IdentityDocument,
    BringItem::Berechtigungsschein,
    BringItem::LanguageCertificates,
    BringItem::BenefitProof,
    BringItem::Glasses,
];

/// The two fields.
pub async fn ask(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    Ok(DOOR.ask(&visitor, &input))
}

/// Opens an appointment, or gives the page that says why not.
async fn enter(visitor: &Visitor, input: &Input) -> Result<Result<Inside, Answer>, Problem> {
    let gate = visitor.site.gate.clone();
    let open = async move |template: Operation, code: String, born: i32| {
        appointment::open(&gate, &template, &code, born).await
    };
    DOOR.enter(visitor, input, open).await
}

/// Shows what the code opens.
pub async fn open(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    match enter(&visitor, &input).await? {
        Ok(inside) => Ok(shown(&visitor, &inside, None)),
        Err(door) => Ok(door),
    }
}

fn shown(visitor: &Visitor, inside: &Inside, thanks: Option<&str>) -> Answer {
    let t = |key: &str| wording::text(visitor.language, key);
    let mut parts = Vec::new();
    if let Some(key) = thanks {
        parts.push(Markup::of(&Notice::done(t(key))));
    }
    let (title, standing) = match &inside.opened {
        Opened::Test { standing, .. } => ("appointment-test-title", *standing),
        Opened::Start { standing, .. } => ("appointment-start-title", *standing),
    };
    match standing {
        Standing::Cancelled => {
            parts.push(Markup::of(&Notice::new(Tone::Warning, t("appointment-cancelled"))))
        }
        Standing::Over => parts.push(Markup::of(&Notice::new(Tone::Neutral, t("appointment-over")))),
        Standing::Open => {}
    }
    if standing != Standing::Cancelled {
        parts.push(Markup::of(&facts(visitor, &inside.opened)));
    }
    if standing == Standing::Open {
        if let Opened::Test { reply, .. } = &inside.opened {
            parts.push(bring(visitor));
            parts.extend(answers(visitor, inside, *reply, thanks.is_some()));
        }
        parts.push(Markup::of(&DOOR.carried(visitor, inside, "/calendar").submit(t("appointment-calendar"))));
    }
    Answer::public(DOOR.page(visitor, title), parts)
}

fn facts(visitor: &Visitor, opened: &Opened) -> DescriptionList {
    let language = visitor.language;
    let t = |key: &str| wording::text(language, key);
    let mut list = DescriptionList::new(language);
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            list = std::mem::replace(&mut list, DescriptionList::new(language))
                .item(t(key), Value::Foreign(value));
        }
    };
    match opened {
        Opened::Test { on, at, place, room, phone, .. } => {
            add("appointment-day", wording::date_long(language, *on));
            add("appointment-time", wording::time(language, *at));
            add("appointment-where", one_line(place));
            add("appointment-room", room.clone());
            add("appointment-phone", phone.clone());
        }
        Opened::Start { on, place, provider, phone, report_by, .. } => {
            add("appointment-day", wording::date_long(language, *on));
            add("appointment-where", one_line(place));
            add("appointment-provider", provider.clone());
            add("appointment-phone", phone.clone());
            add(
                "appointment-report-by",
                report_by.map(|day| wording::date_long(language, day)).unwrap_or_default(),
            );
        }
    }
    list
}

fn one_line(place: &domain::organisation::Place) -> String {
    let town = format!("{} {}", place.postcode, place.town);
    let parts = [place.name.as_str(), place.street.as_str(), town.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn bring(visitor: &Visitor) -> Markup {
    let t = |key: &str| wording::text(visitor.language, key);
    let items = BRING
        .iter()
        .map(|item| Markup::paragraph(&format!("• {}", t(&format!("letters-bring-{}", item.wording_key())))));
    Markup::section(&t("appointment-bring"), items)
}

fn answers(visitor: &Visitor, inside: &Inside, reply: Option<Reply>, just_said: bool) -> Vec<Markup> {
    let t = |key: &str| wording::text(visitor.language, key);
    let mut parts = Vec::new();
    if let Some(reply) = reply.filter(|_| !just_said) {
        let key = if reply == Reply::Coming { "appointment-said-coming" } else { "appointment-said-cannot" };
        parts.push(Markup::of(&Notice::new(Tone::Info, t(key))));
    }
    let title = if reply.is_some() { "appointment-change" } else { "appointment-question" };
    let coming = DOOR
        .carried(visitor, inside, "/reply")
        .hidden("reply", Reply::Coming.code())
        .submit(t("appointment-coming"));
    let reasons = Obstacle::ALL
        .iter()
        .map(|code| Choice::new(code.code(), t(&format!("obstacle-{}", code.code().replace('_', "-")))))
        .collect();
    let cannot = DOOR
        .carried(visitor, inside, "/reply")
        .hidden("reply", Reply::CannotCome.code())
        .field(Field::select("obstacle", t("appointment-reason"), reasons).hint(t("appointment-reason-hint")))
        .submit(t("appointment-cannot-come"));
    parts.push(Markup::section(&t(title), [Markup::of(&coming), Markup::of(&cannot)]));
    parts
}

/// Takes "I come" or "I can't".
pub async fn reply(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let inside = match enter(&visitor, &input).await? {
        Ok(inside) => inside,
        Err(door) => return Ok(door),
    };
    let (Opened::Test { seating, .. }, Some(reply)) = (&inside.opened, Reply::from_code(input.text("reply")))
    else {
        return Ok(shown(&visitor, &inside, None));
    };
    let obstacle = Obstacle::from_code(input.text("obstacle"));
    let command = ReplyToAppointment { seating: *seating, code: inside.code.clone(), reply, obstacle };
    let operation = Operation { id: OperationId(visitor.site.ids.next()), ..inside.operation.clone() };
    let thanks = match visitor.site.gate.run(&operation, command).await {
        Ok(_) if reply == Reply::Coming => Some("appointment-thanks-coming"),
        Ok(_) => Some("appointment-thanks-cannot"),
        // over or cancelled in between: the page as it stands now says so
        Err(app::Error::Refused(_)) => None,
        Err(other) => return Err(other.into()),
    };
    match enter(&visitor, &input).await? {
        Ok(inside) => Ok(shown(&visitor, &inside, thanks)),
        Err(door) => Ok(door),
    }
}

/// The appointment for the phone's calendar.
pub async fn calendar(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let inside = match enter(&visitor, &input).await? {
        Ok(inside) => inside,
        Err(door) => return Ok(door),
    };
    let file = visitor.site.letters.calendar(&entry(&visitor, &inside));
    Ok(Answer::file(file.into_bytes(), "text/calendar; charset=utf-8", "termin.ics"))
}

fn entry(visitor: &Visitor, inside: &Inside) -> CalendarEntry {
    let (occasion, id, revision, time, place) = match &inside.opened {
        Opened::Test { seating, revision, on, at, place, .. } => {
            let time = CalendarTime::Span { on: *on, at: *at, minutes: TEST_MINUTES };
            (CalendarOccasion::PlacementTest, format!("seating-{seating}"), *revision, time, place)
        }
        Opened::Start { id, revision, on, place, .. } => (
            CalendarOccasion::CourseStart,
            format!("seat-{}", domain::ids::encode(*id)),
            *revision,
            CalendarTime::Day(*on),
            place,
        ),
    };
    let url = &visitor.site.public_url;
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let now = visitor.site.clock.now();
    CalendarEntry {
        id,
        host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
        revision: u32::try_from(revision).unwrap_or_default(),
        written_at: DateTime::from_timestamp_millis(now.0)
            .map_or_else(|| midnight(visitor.today), |at| at.naive_utc()),
        occasion,
        language: visitor.language.code().to_owned(),
        time,
        place: one_line(place),
        url: format!("{url}{}", DOOR.address(visitor, "")),
    }
}

fn midnight(day: NaiveDate) -> chrono::NaiveDateTime {
    day.and_time(chrono::NaiveTime::MIN)
}
