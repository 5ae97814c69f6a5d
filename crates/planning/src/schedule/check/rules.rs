//! Starts, seats, counts, promises and test days.

use super::{Checker, Finding};
use crate::schedule::{Decision, Id, LevelCode, Person, Reason, Start, Status};
use std::collections::BTreeMap;

impl<'a> Checker<'a> {
    pub(super) fn starts(&mut self) {
        for row in &self.plan.starts {
            let Some(start) = self.start.get(&row.start) else {
                self.found.push(Finding::Unknown { list: "starts".to_owned(), id: row.start.clone() });
                continue;
            };
            let people = self.load.get(&row.start).copied().unwrap_or(0);
            let minimum = if start.decision == Decision::Open { 0 } else { start.minimum };
            let numbers = (u64::from(row.people), row.seats, row.minimum);
            let mut findings = Vec::new();
            if start.decision == Decision::Closed || !self.within_horizon(start.first_day) {
                findings.push(Finding::MayNotRun { start: row.start.clone() });
            }
            if numbers != (people, start.seats, minimum) {
                findings.push(Finding::WrongStart { start: row.start.clone() });
            }
            if people > u64::from(start.seats) {
                let seats = u64::from(start.seats);
                findings.push(Finding::TooMany { start: row.start.clone(), people, seats });
            }
            let fewest = if start.decision == Decision::Free { minimum.max(1) } else { 0 };
            if people < u64::from(fewest) {
                let minimum = u64::from(fewest);
                findings.push(Finding::TooFew { start: row.start.clone(), people, minimum });
            }
            self.found.extend(findings);
        }
        let decided = self.start.values().filter(|start| start.decision == Decision::Open);
        let missing =
            decided.filter(|start| self.within_horizon(start.first_day) && !self.runs.contains(&start.id));
        let missing: Vec<Finding> =
            missing.map(|start| Finding::MustRun { start: start.id.clone() }).collect();
        self.found.extend(missing);
    }

    pub(super) fn seats(&mut self) {
        for seat in &self.plan.seats {
            let unknown = |list: &str, id: &Id| Finding::Unknown { list: list.to_owned(), id: id.clone() };
            let Some(person) = self.person.get(&seat.person).copied() else {
                self.found.push(unknown("seats.person", &seat.person));
                continue;
            };
            let Some(start) = self.start.get(&seat.start).cloned() else {
                self.found.push(unknown("seats.start", &seat.start));
                continue;
            };
            if seat.count == 0 {
                self.found.push(Finding::EmptyRow { list: "seats".to_owned(), id: seat.person.clone() });
            }
            if !self.runs.contains(&seat.start) {
                self.found.push(Finding::NotRunning { start: seat.start.clone() });
            }
            if let Some(reason) = self.forbids(person, &start) {
                let (person, start) = (seat.person.clone(), seat.start.clone());
                self.found.push(Finding::ForbiddenSeat { person, start, reason });
            }
            let wait = (i64::from(start.first_day) - i64::from(person.waiting_since)).max(0);
            let late = wait > i64::from(self.input.terms.late_after_days);
            let minutes = person.travel.get(&start.site).copied().unwrap_or(0);
            if (i64::from(seat.wait_days), seat.late, seat.minutes) != (wait, late, minutes) {
                self.found
                    .push(Finding::WrongSeat { person: seat.person.clone(), start: seat.start.clone() });
            }
        }
        self.readiness();
    }

    /// The limit that forbids a seat, whoever else sits there; days of tests come later.
    fn forbids(&self, person: &Person, start: &Start) -> Option<Reason> {
        let terms = &self.input.terms;
        let minutes = person.travel.get(&start.site);
        let checks = [
            (self.left_out.contains(&person.id), Reason::LeftOut),
            ((&person.kind, person.section) != (&start.kind, start.section), Reason::NoSuchCourse),
            (!self.within_horizon(start.first_day), Reason::NoSuchCourse),
            (start.decision == Decision::Closed || start.seats == 0, Reason::Closed),
            (minutes.is_none_or(|minutes| *minutes > terms.longest_way_minutes), Reason::Unreachable),
            ((person.times >> start.time) & 1 == 0, Reason::NoFittingTime),
            (person.needs_care && !start.care && terms.without_care_minutes.is_none(), Reason::NoChildCare),
            (person.ready_from > start.first_day, Reason::NotReady),
            (self.forbidden.contains(&(&person.id, &start.id)), Reason::Forbidden),
        ];
        checks.into_iter().find_map(|(forbidden, reason)| forbidden.then_some(reason))
    }

    /// The untested sit only in starts after their test: counted from the earliest start on, there are always enough.
    fn readiness(&mut self) {
        let mut seats: BTreeMap<&Id, Vec<(i64, u64, &Id)>> = BTreeMap::new();
        for seat in &self.plan.seats {
            if let Some(start) = self.start.get(&seat.start) {
                let entry = seats.entry(&seat.person).or_default();
                entry.push((i64::from(start.first_day), u64::from(seat.count), &seat.start));
            }
        }
        let mut findings = Vec::new();
        for (person, mut seats) in seats {
            if self.person.get(person).is_none_or(|row| row.tested) {
                continue;
            }
            seats.sort_unstable();
            let tests = self.tested.get(person).map_or(&[][..], |tests| tests);
            let mut seated = 0;
            for (day, count, start) in seats {
                seated += count;
                let ready: u64 =
                    tests.iter().filter(|(ready, _)| *ready <= day).map(|(_, count)| count).sum();
                if seated > ready {
                    let reason = if tests.is_empty() { Reason::NoTest } else { Reason::NotReady };
                    let (person, start) = (person.clone(), start.clone());
                    findings.push(Finding::ForbiddenSeat { person, start, reason });
                }
            }
        }
        self.found.extend(findings);
    }

    pub(super) fn counts(&mut self) {
        let mut found: BTreeMap<&Id, u64> = BTreeMap::new();
        for seat in &self.plan.seats {
            *found.entry(&seat.person).or_default() += u64::from(seat.count);
        }
        for row in &self.plan.unassigned {
            if !self.person.contains_key(&row.person) {
                self.found.push(Finding::Unknown { list: "unassigned".to_owned(), id: row.person.clone() });
            }
            if row.count == 0 {
                self.found.push(Finding::EmptyRow { list: "unassigned".to_owned(), id: row.person.clone() });
            }
            *found.entry(&row.person).or_default() += u64::from(row.count);
        }
        for person in &self.input.people {
            let (found, expected) = (found.get(&person.id).copied().unwrap_or(0), u64::from(person.count));
            if found != expected {
                self.found.push(Finding::WrongCount { person: person.id.clone(), found, expected });
            }
        }
        self.reasons();
    }

    /// A stated reason must not be contradicted: "full" needs a full start that fits, and so on.
    fn reasons(&mut self) {
        let mut findings = Vec::new();
        for row in &self.plan.unassigned {
            let Some(person) = self.person.get(&row.person).copied() else { continue };
            let fitting: Vec<&Start> =
                self.start.values().filter(|start| self.forbids(person, start).is_none()).collect();
            let running = || fitting.iter().filter(|start| self.runs.contains(&start.id));
            let full =
                |start: &&&Start| self.load.get(&start.id).copied().unwrap_or(0) >= u64::from(start.seats);
            let right = match row.reason {
                Reason::LeftOut => self.left_out.contains(&row.person),
                Reason::Full => {
                    running().count() > 0 && (!person.tested || running().all(|start| full(&start)))
                }
                Reason::NoStartRuns => !fitting.is_empty() && (!person.tested || running().count() == 0),
                _ => fitting.is_empty() || !person.tested,
            };
            if !right {
                findings.push(Finding::WrongReason { person: row.person.clone(), reason: row.reason });
            }
        }
        self.found.extend(findings);
    }

    pub(super) fn promises(&mut self) {
        let seated: Vec<(&Id, &Id)> =
            self.plan.seats.iter().map(|seat| (&seat.person, &seat.start)).collect();
        for (person, start) in &self.kept {
            if !seated.contains(&(*person, *start)) {
                self.found
                    .push(Finding::PromiseBroken { person: (*person).clone(), start: (*start).clone() });
            }
        }
    }

    pub(super) fn tests(&mut self) {
        let plan = self.plan;
        let mut booked: BTreeMap<&Id, u64> = BTreeMap::new();
        for held in &plan.test_days {
            let id = || held.test_day.clone();
            let Some(day) = self.test_day.get(&held.test_day).copied() else {
                self.found.push(Finding::Unknown { list: "test_days".to_owned(), id: id() });
                continue;
            };
            let staffed = day.decision == Decision::Open || day.examiners_needed <= day.examiners_available;
            if day.decision == Decision::Closed || !self.within_horizon(day.day) || !staffed {
                self.found.push(Finding::WrongTestDay { test_day: id() });
            }
            let people: u64 = held.booked.iter().map(|booking| u64::from(booking.count)).sum();
            if people > u64::from(day.seats) && self.risk(people, day.seats, day.no_show_per_mille) {
                let seats = u64::from(day.seats);
                self.found.push(Finding::Overbooked { test_day: id(), booked: people, seats });
            }
            let rota = self.input.rota.as_ref().filter(|_| !day.outside_rota);
            let rank = rota.map(|rota| self.rank_in(rota, &day.provider, day.day));
            let most = u64::from(held.bookable);
            let bookable_wrong = most < people
                || most < u64::from(day.seats)
                || (most > u64::from(day.seats) && self.risk(most, day.seats, day.no_show_per_mille));
            if held.seats != day.seats || held.turn_rank != rank || bookable_wrong {
                self.found.push(Finding::WrongTestNumbers { test_day: id() });
            }
            for booking in &held.booked {
                *booked.entry(&booking.person).or_default() += u64::from(booking.count);
                let person = self.person.get(&booking.person).copied();
                let can = person.is_some_and(|person| {
                    let way = person.travel.get(&day.site);
                    !person.tested
                        && booking.count > 0
                        && way.is_some_and(|way| *way <= self.input.terms.longest_way_minutes)
                        && day.time.is_none_or(|time| (person.times >> time) & 1 == 1)
                        && person.ready_from <= day.day
                });
                let Some(person) = person.filter(|_| can) else {
                    let person = booking.person.clone();
                    self.found.push(Finding::ForbiddenBooking { person, test_day: id() });
                    continue;
                };
                let ready = i64::from(day.day) + i64::from(self.input.terms.days_after_test);
                self.tested.entry(&person.id).or_default().push((ready, u64::from(booking.count)));
            }
        }
        for day in self.input.test_days.iter().filter(|day| day.decision == Decision::Open) {
            let held = plan.test_days.iter().any(|held| held.test_day == day.id);
            if !held && day.seats > 0 && self.within_horizon(day.day) {
                self.found.push(Finding::WrongTestDay { test_day: day.id.clone() });
            }
        }
        for row in &plan.untested {
            *booked.entry(&row.person).or_default() += u64::from(row.count);
        }
        for person in &self.input.people {
            let expected = if person.tested { 0 } else { u64::from(person.count) };
            if booked.get(&person.id).copied().unwrap_or(0) != expected {
                self.found.push(Finding::WrongTestCount { person: person.id.clone() });
            }
        }
        if plan.status == Status::Infeasible {
            self.test_resources();
        }
    }

    /// More than the room holds come with more than the allowed risk: the binomial sum, in logarithms.
    fn risk(&self, booked: u64, seats: u32, no_show_per_mille: u32) -> bool {
        let stays = f64::from(no_show_per_mille) / 1000.0;
        let risk = f64::from(self.input.terms.overbooking_risk_per_mille) / 1000.0;
        if stays <= 0.0 {
            return risk < 1.0;
        }
        if stays >= 1.0 {
            return false;
        }
        let mut log_choose = 0.0;
        let mut tail = 0.0;
        // From the largest number of people who come downwards; the term counts those who stay away.
        for away in 0..booked - u64::from(seats) {
            if away > 0 {
                log_choose += ((booked - away + 1) as f64).ln() - (away as f64).ln();
            }
            tail +=
                (log_choose + away as f64 * stays.ln() + (booked - away) as f64 * (1.0 - stays).ln()).exp();
        }
        tail > risk + 1e-9
    }

    fn rank_in(&self, rota: &crate::schedule::Rota, provider: &Id, day: i32) -> u32 {
        let since = i64::from(day) - i64::from(rota.first_day);
        if since < 0 {
            return 0;
        }
        let turn = (since / i64::from(rota.every_days)) as usize;
        if rota.hosts[turn % rota.hosts.len()] == *provider {
            return 0;
        }
        let behind = rota.reserve.iter().take_while(|reserve| *reserve != provider).count();
        1 + behind as u32
    }

    pub(super) fn test_levels(&self) -> [i64; 9] {
        let mut sums = [0_i64; 9];
        let mut add = |level: LevelCode, amount: i64| sums[level as usize] += amount;
        let published = &self.input.published;
        for held in &self.plan.test_days {
            let Some(day) = self.test_day.get(&held.test_day) else { continue };
            add(LevelCode::EmptySeats, 1);
            let rota = self.input.rota.as_ref().filter(|_| !day.outside_rota);
            let rank = rota.map_or(0, |rota| self.rank_in(rota, &day.provider, day.day));
            add(LevelCode::Shares, i64::from(rank));
            add(
                LevelCode::Changes,
                i64::from(!published.test_days.is_empty() && !published.test_days.contains(&day.id)),
            );
            for booking in &held.booked {
                let Some(person) = self.person.get(&booking.person) else { continue };
                let count = i64::from(booking.count);
                let wait = (i64::from(day.day) - i64::from(person.waiting_since)).max(0);
                let level = if person.class == 0 { LevelCode::PriorityWaiting } else { LevelCode::Waiting };
                add(level, wait * count);
                add(LevelCode::Reach, person.travel.get(&day.site).copied().map_or(0, i64::from) * count);
                let announced = published.bookings.get(&person.id);
                add(LevelCode::Changes, i64::from(announced.is_some_and(|other| *other != day.id)) * count);
            }
        }
        let held = |id: &Id| self.plan.test_days.iter().any(|held| held.test_day == *id);
        let gone = published.test_days.iter().filter(|id| self.test_day.contains_key(id) && !held(id));
        add(LevelCode::Changes, gone.count() as i64);
        for row in &self.plan.untested {
            let Some(person) = self.person.get(&row.person) else { continue };
            let count = i64::from(row.count);
            let days = (self.last_day() - i64::from(person.waiting_since)).max(0);
            let wait = days + i64::from(self.input.terms.unseated_days);
            let first = person.class == 0;
            add(if first { LevelCode::PriorityUnseated } else { LevelCode::Late }, count);
            add(if first { LevelCode::PriorityWaiting } else { LevelCode::Waiting }, wait * count);
            add(LevelCode::Changes, i64::from(published.bookings.contains_key(&person.id)) * count);
        }
        sums
    }
}
