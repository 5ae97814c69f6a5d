//! People of the coming weeks as rows for the planner: the future in the middle, and drawn ones. How many by the forecast,
//! type and section as tests found them so far, ways, times and child care as of people who are waiting today.

use crate::start_plans::forecast;
use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::number;
use planning::arrivals::{draw_alike, draw_weighted, spread_alike};
use planning::schedule as plan;

/// The future in the middle: the means of the forecast in whole people.
pub fn middle(inputs: &Inputs, known: &[plan::Person]) -> Vec<plan::Person> {
    let mix = &inputs.arrivals.mix;
    let mut carried = vec![0.0; mix.len()];
    let mut arriving = Vec::new();
    for (week, expected) in inputs.arrivals.weeks.iter().enumerate() {
        for (at, (_, _, share)) in mix.iter().enumerate() {
            carried[at] += expected.mean * share;
            let people = carried[at].floor().max(0.0);
            carried[at] -= people;
            arriving.extend(std::iter::repeat_n((week, at), people as usize));
        }
    }
    let alike = spread_alike(arriving.len(), known.len());
    rows(inputs, known, "expected", &arriving, &alike)
}

/// One drawn future; the same number draws the same people.
pub fn drawn(inputs: &Inputs, known: &[plan::Person], draw: u64) -> Vec<plan::Person> {
    let counts = forecast::draw(&inputs.arrivals.weeks, draw);
    let weeks =
        counts.iter().enumerate().flat_map(|(week, count)| std::iter::repeat_n(week, *count as usize));
    let weeks: Vec<usize> = weeks.collect();
    let shares: Vec<f64> = inputs.arrivals.mix.iter().map(|(_, _, share)| *share).collect();
    let entries = draw_weighted(weeks.len(), &shares, draw);
    let arriving: Vec<(usize, usize)> = weeks.into_iter().zip(entries).collect();
    let alike = draw_alike(arriving.len(), known.len(), draw);
    rows(inputs, known, &format!("drawn-{draw}"), &arriving, &alike)
}

/// A row for each person: week and entry, and the position of the person who lends ways and times.
fn rows(
    inputs: &Inputs,
    known: &[plan::Person],
    name: &str,
    arriving: &[(usize, usize)],
    alike: &[usize],
) -> Vec<plan::Person> {
    let person = |(at, (week, entry)): (usize, &(usize, usize))| {
        let expected = inputs.arrivals.weeks.get(*week)?;
        let (kind, section, _) = inputs.arrivals.mix.get(*entry)?;
        let first_day = number(expected.first_day);
        let lender = alike.get(at).and_then(|at| known.get(*at));
        let everywhere = || inputs.places.keys().map(|town| (town.as_str().into(), 0)).collect();
        Some(plan::Person {
            id: format!("{name}-{at}").into(),
            count: 1,
            class: 1,
            waiting_since: first_day,
            ready_from: first_day,
            kind: kind.code().into(),
            section: u16::from(*section),
            times: lender.map_or(u8::MAX, |one| one.times),
            needs_care: lender.is_some_and(|one| one.needs_care),
            travel: lender.map_or_else(everywhere, |one| one.travel.clone()),
            promised: None,
            tested: false,
        })
    };
    arriving.iter().enumerate().filter_map(person).collect()
}
