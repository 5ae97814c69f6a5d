//! Counselling: slots of counselling bodies, appointments of people with their results, booking from the person's
//! record, the home of a counselling body. What is shown of a person follows from consents.

mod appointments;
mod book;
mod day;
mod home;
mod offer;
mod section;
mod slots;
mod talk;

pub use home::home;
pub use section::on_record;

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Choice, Language, Tone};
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::counselling::{CounsellingSlot, HelpKind, SlotMode, TalkState};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/counselling", needs(List, R::CounsellingSlot), slots::list),
        Route::get("/counselling/new", needs(Create, R::CounsellingSlot), offer::form),
        Route::post("/counselling/new", needs(Create, R::CounsellingSlot), offer::save),
        Route::get("/counselling/slots/{id}", needs(See, R::CounsellingSlot), slots::show),
        Route::post("/counselling/slots/{id}/withdraw", needs(Change, R::CounsellingSlot), slots::withdraw),
        Route::get("/counselling/appointments", needs(List, R::Counselling), appointments::list),
        Route::get("/counselling/days/{day}/print", needs(List, R::Counselling), day::print),
        Route::get("/counselling/talks/{id}", needs(See, R::Counselling), talk::show),
        Route::post("/counselling/talks/{id}/result", needs(Change, R::Counselling), talk::result),
        Route::post("/counselling/talks/{id}/missed", needs(Change, R::Counselling), talk::missed),
        Route::post("/counselling/talks/{id}/cancel", needs(Create, R::Counselling), talk::cancel),
        Route::get("/people/{id}/counselling", needs(Create, R::Counselling), book::form),
        Route::post("/people/{id}/counselling", needs(Create, R::Counselling), book::save),
    ]
}

/// Tick boxes of all kinds of help.
fn kinds(staff: &Staff) -> Vec<Choice> {
    HelpKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), staff.code("counselling-kind", kind.code())))
        .collect()
}

/// Kinds of help in words.
fn kind_words(staff: &Staff, kinds: &[HelpKind]) -> String {
    let words: Vec<String> = kinds.iter().map(|kind| staff.code("counselling-kind", kind.code())).collect();
    words.join(", ")
}

/// Languages in their own names.
fn language_words(codes: &[String]) -> String {
    let name = |code: &String| {
        Language::from_code(code).map_or_else(|| code.clone(), |language| language.native_name().to_owned())
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Where one meets: the place, or telephone or video.
fn where_words(staff: &Staff, slot: &CounsellingSlot) -> String {
    if slot.mode != SlotMode::Place {
        return staff.code("slot-mode", slot.mode.code());
    }
    let place = &slot.place;
    let parts = [place.name.as_str(), place.street.as_str(), place.town.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// State of a talk as icon and word. Missed is neutral: nothing follows from it.
fn state_badge(staff: &Staff, state: TalkState) -> Badge {
    let tone = match state {
        TalkState::Booked => Tone::Info,
        TalkState::Held => Tone::Success,
        TalkState::Missed | TalkState::Cancelled => Tone::Neutral,
    };
    Badge::new(tone, staff.code("talk-state", state.code()))
}
