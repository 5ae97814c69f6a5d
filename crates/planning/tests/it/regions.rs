//! Invented regions: people, starts, rooms, teachers and test days from a seed.

use crate::invented::Dice;
use planning::schedule::{
    Decision, Input, Person, Pin, Published, Rota, Share, Start, TeacherPool, Terms, TestDay,
};
use std::collections::BTreeMap;

/// How large and how strange.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub people: i64,
    pub starts: i64,
    pub kinds: i64,
    pub sections: i64,
    pub sites: i64,
    pub providers: i64,
    pub most_seats: i64,
    pub untested: i64,
    pub promises: bool,
    pub published: bool,
}

pub const TINY: Size = Size {
    people: 5,
    starts: 4,
    kinds: 1,
    sections: 2,
    sites: 2,
    providers: 2,
    most_seats: 3,
    untested: 0,
    promises: true,
    published: true,
};

pub const REGION: Size = Size {
    people: 300,
    starts: 100,
    kinds: 3,
    sections: 2,
    sites: 6,
    providers: 5,
    most_seats: 25,
    untested: 15,
    promises: false,
    published: false,
};

fn id(letter: char, number: i64) -> Box<str> {
    format!("{letter}{number:03}").into()
}

pub fn region(seed: u64, size: Size) -> Input {
    let mut dice = Dice(seed * 7919 + 13);
    let tiny = size.people < 20;
    let exact = |dice: &mut Dice, most: i64| if tiny { dice.range(0, most) } else { most };
    let (people, starts) = (exact(&mut dice, size.people), exact(&mut dice, size.starts));
    let starts: Vec<Start> = (0..starts).map(|at| start(&mut dice, at, size, tiny)).collect();
    let people: Vec<Person> = (0..people).map(|at| person(&mut dice, at, size, &starts)).collect();
    let mut input = Input {
        today: 0,
        horizon_days: 182,
        teachers: teachers(&mut dice, size, tiny),
        test_days: test_days(&mut dice, size, tiny),
        rota: Some(Rota {
            first_day: 0,
            every_days: 7,
            hosts: (0..size.providers).map(|at| id('v', at)).collect(),
            reserve: vec![id('v', 1)],
            days_per_turn: 1,
        }),
        shares: shares(&mut dice, size),
        terms: Terms { without_care_minutes: dice.chance(30).then_some(40), ..Terms::default() },
        people,
        starts,
        ..Input::default()
    };
    if size.published {
        input.published = published(&mut dice, &input);
    }
    if tiny && size.promises && !input.starts.is_empty() {
        pins(&mut dice, &mut input);
    }
    input
}

fn start(dice: &mut Dice, at: i64, size: Size, tiny: bool) -> Start {
    let first_day = if tiny { 10 * dice.range(0, 6) } else { 7 * dice.range(1, 24) } as i32;
    let seats =
        if tiny { dice.range(0, size.most_seats) } else { [18, 20, 22, 25][dice.range(0, 3) as usize] };
    let minimum = if tiny { dice.range(0, seats.max(1)) } else { 10 };
    let provider = dice.range(0, size.providers - 1);
    Start {
        id: id('s', at),
        provider: id('v', provider),
        site: id('o', if tiny { dice.range(0, size.sites - 1) } else { provider % size.sites }),
        room: (tiny || dice.chance(90)).then(|| id('r', dice.range(0, 1))),
        kind: id('k', dice.range(0, size.kinds - 1)),
        section: dice.range(1, size.sections) as u16,
        first_day,
        last_day: first_day + if tiny { dice.range(5, 40) } else { 196 } as i32,
        time: dice.range(0, 1) as u8,
        weekdays: if tiny { dice.range(1, 3) as u8 } else { 31 },
        lessons_per_week: dice.range(20, 25) as u32,
        care: dice.chance(50),
        seats: seats as u32,
        minimum: minimum as u32,
        decision: match dice.range(0, 11) {
            0 if tiny => Decision::Open,
            1 if tiny => Decision::Closed,
            _ => Decision::Free,
        },
    }
}

fn person(dice: &mut Dice, at: i64, size: Size, starts: &[Start]) -> Person {
    let since = -(dice.range(0, 70) as i32);
    let travel: BTreeMap<Box<str>, u32> = (0..size.sites)
        .map(|site| (dice.chance(75), id('o', site), dice.range(5, 70) as u32))
        .filter(|(reached, ..)| *reached)
        .map(|(_, site, minutes)| (site, minutes))
        .collect();
    let promised = size.promises && !starts.is_empty() && dice.chance(6);
    Person {
        id: id('p', at),
        count: 1,
        class: u8::from(!dice.chance(40)),
        waiting_since: since,
        ready_from: if dice.chance(80) { 0 } else { dice.range(0, 50) as i32 },
        kind: id('k', dice.range(0, size.kinds - 1)),
        section: dice.range(1, size.sections) as u16,
        times: dice.range(1, 3) as u8,
        needs_care: dice.chance(20),
        travel,
        promised: promised.then(|| starts[dice.range(0, starts.len() as i64 - 1) as usize].id.clone()),
        tested: !dice.chance(size.untested),
    }
}

fn teachers(dice: &mut Dice, size: Size, tiny: bool) -> Vec<TeacherPool> {
    let pools = (0..size.providers).map(|at| {
        let teachers = if tiny { dice.range(0, 3) } else { dice.range(4, 7) };
        TeacherPool {
            id: id('t', at),
            provider: id('v', at),
            kinds: Vec::new(),
            lessons: (0..teachers).map(|_| dice.range(15, 35) as u32).collect(),
            from_day: dice.chance(20).then_some(20),
            until_day: None,
        }
    });
    pools.collect()
}

fn test_days(dice: &mut Dice, size: Size, tiny: bool) -> Vec<TestDay> {
    let days = if tiny { dice.range(0, 3) } else { 26 };
    let test_days = (0..days).map(|at| TestDay {
        id: id('e', at),
        provider: id('v', dice.range(0, size.providers - 1)),
        site: id('o', dice.range(0, size.sites - 1)),
        day: if tiny { dice.range(0, 30) } else { 7 * at + 2 } as i32,
        time: None,
        seats: if tiny { dice.range(0, 2) } else { 12 } as u32,
        examiners_needed: 1,
        examiners_available: dice.range(0, 2) as u32,
        no_show_per_mille: dice.range(0, 300) as u32,
        outside_rota: dice.chance(20),
        decision: if tiny && dice.chance(10) { Decision::Open } else { Decision::Free },
    });
    test_days.collect()
}

fn shares(dice: &mut Dice, size: Size) -> Vec<Share> {
    let percent = 100 / size.providers as u32;
    let shares = (0..size.providers).map(|at| Share {
        provider: id('v', at),
        percent,
        seated: dice.range(0, 2) as u32,
    });
    shares.collect()
}

fn published(dice: &mut Dice, input: &Input) -> Published {
    let mut published = Published::default();
    for start in input.starts.iter().filter(|_| dice.chance(40)) {
        published.starts.push(start.id.clone());
    }
    for person in input.people.iter().filter(|_| !input.starts.is_empty()) {
        if dice.chance(40) {
            let start = &input.starts[dice.range(0, input.starts.len() as i64 - 1) as usize];
            published.seats.insert(person.id.clone(), start.id.clone());
        }
    }
    published
}

fn pins(dice: &mut Dice, input: &mut Input) {
    let start =
        |dice: &mut Dice| input.starts[dice.range(0, input.starts.len() as i64 - 1) as usize].id.clone();
    for person in &input.people {
        let (person, start) = (person.id.clone(), start(dice));
        match dice.range(0, 19) {
            0 => input.pins.push(Pin::KeepSeat { person, start }),
            1 => input.pins.push(Pin::ForbidSeat { person, start }),
            2 => input.pins.push(Pin::LeaveOut { person }),
            3 => input.pins.push(Pin::CloseStart { start }),
            4 => input.pins.push(Pin::MoveStart { start, first_day: 33, last_day: 50 }),
            5 => input.pins.push(Pin::OpenStart { start }),
            _ => {}
        }
    }
}
