//! Rooms, teachers, examiners and turns: looked at on every day on which something begins.

use super::{Checker, Finding};
use crate::schedule::{Decision, Id, Resource, Start};
use std::collections::{BTreeMap, BTreeSet};

impl Checker<'_> {
    pub(super) fn resources(&mut self) {
        self.rooms();
        self.teachers();
        self.test_resources();
    }

    /// Starts that take room and teachers: those that run, and those decided outside the horizon.
    fn busy(&self) -> Vec<&Start> {
        let outside =
            |start: &Start| start.decision == Decision::Open && !self.within_horizon(start.first_day);
        self.start.values().filter(|start| self.runs.contains(&start.id) || outside(start)).collect()
    }

    /// What is overfull through the planner's own choice: something decided beforehand may overfill it alone.
    fn rooms(&mut self) {
        let busy = self.busy();
        let days: BTreeSet<i32> = busy.iter().map(|start| start.first_day).collect();
        let mut findings = BTreeSet::new();
        for day in days {
            let mut in_room: BTreeMap<(&Id, &Id, u8, u8), Vec<&Start>> = BTreeMap::new();
            for start in busy.iter().filter(|start| start.first_day <= day && day <= start.last_day) {
                let Some(room) = &start.room else { continue };
                for weekday in (0..7).filter(|weekday| (start.weekdays >> weekday) & 1 == 1) {
                    in_room.entry((&start.site, room, start.time, weekday)).or_default().push(start);
                }
            }
            for ((site, room, time, _), starts) in in_room {
                if starts.len() > 1 && starts.iter().any(|start| start.decision == Decision::Free) {
                    let resource = Resource::Room { site: site.clone(), room: room.clone(), time, day };
                    let needed = starts.len() as u64;
                    findings.insert(Finding::Overfull { resource, needed, available: 1 });
                }
            }
        }
        self.found.extend(findings);
    }

    fn teachers(&mut self) {
        let busy = self.busy();
        let cap = self.input.terms.teacher_cap;
        let mut findings = Vec::new();
        for pool in &self.input.teachers {
            let available: u64 = pool.lessons.iter().map(|lessons| u64::from(*lessons.min(&cap))).sum();
            let theirs = |start: &&&Start| {
                start.provider == pool.provider && (pool.kinds.is_empty() || pool.kinds.contains(&start.kind))
            };
            let courses: Vec<&Start> = busy.iter().filter(theirs).copied().collect();
            let mut days: BTreeSet<i32> = courses.iter().map(|start| start.first_day).collect();
            days.extend(pool.from_day);
            for day in days {
                let limits = pool.from_day.is_none_or(|from| day >= from)
                    && pool.until_day.is_none_or(|until| day <= until);
                let now = courses.iter().filter(|start| start.first_day <= day && day <= start.last_day);
                let now: Vec<&&Start> = now.collect();
                let needed: u64 = now.iter().map(|start| u64::from(start.lessons_per_week)).sum();
                let chosen = |start: &&&Start| start.decision == Decision::Free && start.lessons_per_week > 0;
                if limits && needed > available && now.iter().any(chosen) {
                    let resource = Resource::Teachers { pool: pool.id.clone(), day };
                    findings.push(Finding::Overfull { resource, needed, available });
                }
            }
        }
        self.found.extend(findings);
    }

    pub(super) fn test_resources(&mut self) {
        let mut examiners: BTreeMap<(&Id, i32), (u64, bool)> = BTreeMap::new();
        let mut turns: BTreeMap<i64, (u64, bool)> = BTreeMap::new();
        for held in &self.plan.test_days {
            let Some(day) = self.test_day.get(&held.test_day) else { continue };
            let chosen = day.decision == Decision::Free;
            let entry = examiners.entry((&day.provider, day.day)).or_default();
            entry.0 += u64::from(day.examiners_needed);
            entry.1 |= chosen && day.examiners_needed > 0;
            if let Some(rota) = self.input.rota.as_ref().filter(|_| !day.outside_rota) {
                let since = i64::from(day.day) - i64::from(rota.first_day);
                if since >= 0 {
                    let entry = turns.entry(since / i64::from(rota.every_days)).or_default();
                    entry.0 += 1;
                    entry.1 |= chosen;
                }
            }
        }
        for ((provider, day), (needed, chosen)) in examiners {
            let there = self.input.test_days.iter().filter(|row| row.provider == *provider && row.day == day);
            let available = there.map(|row| u64::from(row.examiners_available)).max().unwrap_or(0);
            if needed > available && chosen {
                let resource = Resource::Examiners { provider: provider.clone(), day };
                self.found.push(Finding::Overfull { resource, needed, available });
            }
        }
        let Some(rota) = &self.input.rota else { return };
        for (turn, (needed, chosen)) in turns {
            let available = u64::from(rota.days_per_turn);
            if needed > available && chosen {
                let first_day = (i64::from(rota.first_day) + turn * i64::from(rota.every_days)) as i32;
                let resource = Resource::Turn { first_day };
                self.found.push(Finding::Overfull { resource, needed, available });
            }
        }
    }
}
