//! The public page: open, withdraw a consent, say that something does not fit. No name stands on it.

use super::{DOOR, parts};
use crate::http::{Answer, Input, Markup, Problem, Visitor};
use crate::pages::code_door;
use crate::view::Notice;
use app::Operation;
use app::commands::{SayOnPath, WithdrawOwnConsent};
use app::queries::own_path::PathView;
use domain::ids::OperationId;
use domain::own_path::MessageKind;
use domain::person::RecipientGroup;

/// Somebody who has passed the door.
pub(super) type Inside = code_door::Inside<PathView>;

/// The two fields.
pub async fn ask(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    Ok(DOOR.ask(&visitor, &input))
}

async fn enter(visitor: &Visitor, input: &Input) -> Result<Result<Inside, Answer>, Problem> {
    let gate = visitor.site.gate.clone();
    let open = async move |template: Operation, code: String, born: i32| {
        app::own_path::open(&gate, &template, &code, born).await
    };
    DOOR.enter(visitor, input, open).await
}

/// Shows the path.
pub async fn open(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    match enter(&visitor, &input).await? {
        Ok(inside) => Ok(shown(&visitor, &inside, None)),
        Err(door) => Ok(door),
    }
}

fn shown(visitor: &Visitor, inside: &Inside, done: Option<&str>) -> Answer {
    let t = |key: &str| wording::text(visitor.language, key);
    let mut all: Vec<Markup> = Vec::new();
    all.extend(done.map(|key| Markup::of(&Notice::done(t(key)))));
    all.push(parts::place(visitor, &inside.opened));
    all.push(parts::ahead(visitor, &inside.opened));
    all.push(parts::messages(visitor, inside));
    all.push(parts::consents(visitor, inside));
    all.push(parts::looks(visitor, &inside.opened));
    all.push(Markup::paragraph(&t("path-print-hint")));
    Answer::public(DOOR.page(visitor, "path-title"), all)
}

/// The operation of a change, with an id of its own.
fn operation(visitor: &Visitor, inside: &Inside) -> Operation {
    Operation { id: OperationId(visitor.site.ids.next()), ..inside.operation.clone() }
}

async fn again(
    visitor: &Visitor,
    input: &Input,
    result: Result<(), app::Error>,
    done: &str,
) -> Result<Answer, Problem> {
    let done = match result {
        Ok(()) => Some(done),
        // changed in between: the page as it stands now says so
        Err(app::Error::Refused(_)) => None,
        Err(other) => return Err(other.into()),
    };
    match enter(visitor, input).await? {
        Ok(inside) => Ok(shown(visitor, &inside, done)),
        Err(door) => Ok(door),
    }
}

/// Takes a consent back.
pub async fn withdraw(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let inside = match enter(&visitor, &input).await? {
        Ok(inside) => inside,
        Err(door) => return Ok(door),
    };
    let Some(recipients) = RecipientGroup::from_code(input.text("recipients")) else {
        return Ok(shown(&visitor, &inside, None));
    };
    let command = WithdrawOwnConsent { person: inside.opened.person, code: inside.code.clone(), recipients };
    let result = visitor.site.gate.run(&operation(&visitor, &inside), command).await.map(|_| ());
    again(&visitor, &input, result, "path-withdrawn").await
}

/// Takes a message.
pub async fn say(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let inside = match enter(&visitor, &input).await? {
        Ok(inside) => inside,
        Err(door) => return Ok(door),
    };
    let Some(kind) = MessageKind::from_code(input.text("kind")) else {
        return Ok(shown(&visitor, &inside, None));
    };
    let command = SayOnPath { person: inside.opened.person, code: inside.code.clone(), kind };
    let result = visitor.site.gate.run(&operation(&visitor, &inside), command).await.map(|_| ());
    again(&visitor, &input, result, "path-said").await
}
