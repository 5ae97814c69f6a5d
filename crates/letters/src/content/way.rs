//! How to get there: the sketch of the surroundings and the legs of the way, with how far they can be trusted.

use super::{Context, strings};
use crate::sketch::{self, Drawing, Spot};
use domain::letter::{LetterPlace, Way, WayLeg};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use wording::Arg;

/// Map and legs; nothing where neither is known.
pub(crate) fn section(context: &Context) -> Value {
    let facts = &context.letter.facts;
    let map = facts.place.as_ref().and_then(|place| map(context, place));
    let way = facts.way.as_ref();
    if map.is_none() && way.is_none() {
        return Value::None;
    }
    dict! {
        "title" => context.say("way-title"),
        "map" => map.map_or(Value::None, IntoValue::into_value),
        "legs" => strings(way.map(|way| legs(context, way)).unwrap_or_default()),
        "minutes" => way.and_then(|way| way.minutes).map_or(Value::None, |minutes| {
            context.say_with("way-minutes", &[("minutes", Arg::from(minutes))]).into_value()
        }),
        "basis" => way.map_or(Value::None, |way| {
            context.say(&format!("way-basis-{}", way.basis.wording_key())).into_value()
        }),
    }
    .into_value()
}

fn legs(context: &Context, way: &Way) -> Vec<String> {
    way.legs
        .iter()
        .map(|leg| match leg {
            WayLeg::Walk { minutes, to } => {
                let to = context.clean(to);
                context.say_with("way-walk", &[("minutes", Arg::from(*minutes)), ("to", (&to).into())])
            }
            WayLeg::Ride { line, from, to, departs, arrives } => {
                let (line, from, to) = (context.clean(line), context.clean(from), context.clean(to));
                let stops = [("line", (&line).into()), ("from", (&from).into()), ("to", (&to).into())];
                match (departs, arrives) {
                    (Some(departs), Some(arrives)) => {
                        let times = [("departs", Arg::from(*departs)), ("arrives", Arg::from(*arrives))];
                        context.say_with("way-ride-times", &[&stops[..], &times[..]].concat())
                    }
                    _ => context.say_with("way-ride", &stops),
                }
            }
        })
        .collect()
}

fn map(context: &Context, place: &LetterPlace) -> Option<Dict> {
    let data = place.map.as_ref()?;
    let drawing = sketch::draw(data)?;
    let legend = if drawing.stops.is_empty() { "map-legend-outline" } else { "map-legend" };
    Some(dict! {
        "width" => sketch::WIDTH,
        "height" => sketch::HEIGHT,
        "alt" => alternative(context, place, &drawing),
        "legend" => context.say(legend),
        "source" => context.clean(&data.attribution),
        "place" => spot(drawing.place),
        "stops" => drawing.stops.iter().map(|stop| {
            dict! {
                "at" => spot(stop.at),
                "name" => context.clean(&stop.name),
                "label" => stop.label.map_or(Value::None, spot),
            }.into_value()
        }).collect::<Array>(),
        "outline" => rings(&drawing.outline),
        "inset" => drawing.inset.as_ref().map_or(Value::None, |inset| {
            dict! {
                "size" => spot(inset.size),
                "outline" => rings(&inset.outline),
                "place" => spot(inset.place),
            }.into_value()
        }),
        "scale" => dict! {
            "length" => drawing.scale.millimetres,
            "metres" => i64::from(drawing.scale.metres),
        },
    })
}

/// What the picture says, for those who do not see it.
fn alternative(context: &Context, place: &LetterPlace, drawing: &Drawing) -> String {
    let name = context.clean(&place.name);
    match &drawing.nearest {
        Some(nearest) => {
            let direction = context.say(&format!("map-stop-{}", nearest.direction));
            let stop = context.clean(&nearest.name);
            context.say_with(
                "map-alt-stop",
                &[
                    ("place", (&name).into()),
                    ("stop", (&stop).into()),
                    ("metres", Arg::from(nearest.metres)),
                    ("direction", (&direction).into()),
                ],
            )
        }
        None => context.say_with("map-alt", &[("place", (&name).into())]),
    }
}

fn spot(spot: Spot) -> Value {
    Value::Array([spot.0.into_value(), spot.1.into_value()].into_iter().collect())
}

fn rings(rings: &[Vec<Spot>]) -> Array {
    rings.iter().map(|ring| Value::Array(ring.iter().map(|at| spot(*at)).collect())).collect()
}
