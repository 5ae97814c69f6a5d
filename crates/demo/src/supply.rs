//! What each provider of the demo can offer: enough teachers and rooms for its courses, and a little more.

use crate::World;
use domain::agreement::Agreement;
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::{RegionId, SupplyId};
use domain::person::TimeOfDay;
use domain::record::Record;
use domain::supply::{KindTerms, Supply, Teacher, TeachingRoom};

/// Lessons a week of a full teacher, and of one by the hour.
const FULL: i64 = 25;
const PART: i64 = 12;

/// States the supply of every provider.
pub fn state(world: &mut World, agreement: &Agreement, courses: &[Course]) {
    let providers = world.bodies.providers.clone();
    for (at, (provider, town)) in providers.iter().enumerate() {
        let own: Vec<&Course> = courses
            .iter()
            .filter(|course| course.organisation == *provider && course.state != CourseState::Ended)
            .collect();
        let mut kinds: Vec<CourseKind> =
            agreement.terms.of(*provider).map(|one| one.kinds.clone()).unwrap_or_default();
        kinds.extend(own.iter().map(|course| course.kind));
        kinds.sort_unstable();
        kinds.dedup();
        let supply = Supply {
            id: SupplyId(world.id()),
            region: RegionId(world.bodies.region),
            version: 0,
            organisation: *provider,
            teachers: teachers(&own, &kinds),
            rooms: rooms(&own, &town.name),
            kinds: kinds.iter().map(|kind| terms(*kind, at)).collect(),
            examiners: 1 + at as i64 % 2,
            confirmed_on: world.day(-20 + at as i64),
        };
        world.records.push(Record::Supply(supply));
    }
}

fn terms(kind: CourseKind, at: usize) -> KindTerms {
    let (minimum, lessons_per_week) = match kind {
        CourseKind::Alphabetisierungskurs | CourseKind::Zweitschriftlernerkurs => (8, 20),
        CourseKind::Intensivkurs => (12, 25),
        CourseKind::AllgemeinerIntegrationskurs
        | CourseKind::Foerderkurs
        | CourseKind::Elternkurs
        | CourseKind::Frauenkurs
        | CourseKind::Jugendkurs
        | CourseKind::Wiederholungskurs => (12 + at as i64 % 3, 20),
    };
    KindTerms { kind, minimum, lessons_per_week }
}

/// Teachers for the lessons of all courses at once and one course more; every second one may teach all types.
fn teachers(courses: &[&Course], kinds: &[CourseKind]) -> Vec<Teacher> {
    let lessons: i64 = courses.iter().map(|course| course.lessons_per_week).sum::<i64>() + FULL;
    let teacher = |n: i64, lessons| Teacher {
        label: format!("Lehrkraft {n}"),
        lessons,
        kinds: if n % 2 == 1 { kinds.to_vec() } else { vec![CourseKind::AllgemeinerIntegrationskurs] },
        from: None,
        until: None,
    };
    let full = (lessons + FULL - 1) / FULL;
    let mut all: Vec<Teacher> = (1..=full).map(|n| teacher(n, FULL)).collect();
    all.push(teacher(full + 1, PART));
    all
}

/// A room for every two courses of the morning, and one more.
fn rooms(courses: &[&Course], town: &str) -> Vec<TeachingRoom> {
    let mornings = courses.iter().filter(|course| course.times.contains(&TimeOfDay::Morning)).count() as i64;
    let care = courses.iter().map(|course| course.child_care_seats).max().unwrap_or(0);
    let room = |n: i64| TeachingRoom {
        name: format!("Raum {n}"),
        town: town.to_owned(),
        seats: if n % 2 == 0 { 18 } else { 22 },
        times: vec![TimeOfDay::Morning, TimeOfDay::Afternoon, TimeOfDay::Evening],
        child_care_seats: if n == 1 { care } else { 0 },
    };
    (1..=mornings.max(1) + 1).map(room).collect()
}
