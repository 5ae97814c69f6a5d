//! Courses of a region: some running, one that starts on the Wednesday, several to come.

use crate::World;
use crate::bodies::place;
use crate::places::Municipality;
use chrono::NaiveDate;
use domain::course::{Course, CourseKind, CourseState, sections};
use domain::ids::{CourseId, OrganisationId, RegionId};
use domain::person::TimeOfDay;

/// What is planned: kind, first section, first day relative to the Wednesday, lessons a week, child care.
type Line = (CourseKind, u8, i64, i64, i64);

/// Starts over the year; the first entries begin on or near the Wednesday.
const LINES: &[Line] = &[
    (CourseKind::AllgemeinerIntegrationskurs, 1, 0, 25, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 1, 12, 20, 6),
    (CourseKind::Alphabetisierungskurs, 1, 19, 20, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 4, 26, 25, 0),
    (CourseKind::Zweitschriftlernerkurs, 1, 40, 20, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 1, 54, 12, 0),
    (CourseKind::Intensivkurs, 1, 33, 25, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 1, -35, 25, 0),
    (CourseKind::Alphabetisierungskurs, 1, -77, 20, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 1, -112, 20, 6),
    (CourseKind::AllgemeinerIntegrationskurs, 1, -161, 25, 0),
    (CourseKind::AllgemeinerIntegrationskurs, 1, -14, 20, 0),
    // over for some weeks
    (CourseKind::AllgemeinerIntegrationskurs, 1, -231, 25, 0),
];

/// A course with how many learners the demo puts into it.
pub struct Offered {
    pub course: Course,
    /// Learners who registered or sit in it.
    pub learners: i64,
}

/// Plans the courses; they are recorded once their learners are known.
pub fn offer(world: &mut World) -> Vec<Offered> {
    let providers = world.bodies.providers.clone();
    let rounds = (world.plan.arrivals as usize).div_ceil(220);
    let mut offered = Vec::new();
    for round in 0..rounds {
        for (n, line) in LINES.iter().enumerate() {
            let (provider, town) = &providers[(n + round) % providers.len()];
            let shifted = line.2 + 7 * round as i64 * if line.2 < 0 { -1 } else { 1 };
            let number = offered.len() as i64 + 1;
            offered.push(course(world, *provider, town, (line.0, line.1, shifted, line.3, line.4), number));
        }
    }
    offered
}

fn last_section(kind: CourseKind) -> u8 {
    match kind {
        CourseKind::Intensivkurs => 5,
        CourseKind::AllgemeinerIntegrationskurs => 7,
        _ => 10,
    }
}

fn course(
    world: &mut World,
    provider: OrganisationId,
    town: &Municipality,
    line: Line,
    number: i64,
) -> Offered {
    let (kind, first, offset, weekly, child_care) = line;
    let first_day: NaiveDate = world.day(offset);
    let seats = match kind {
        CourseKind::Alphabetisierungskurs | CourseKind::Zweitschriftlernerkurs => 16,
        CourseKind::Intensivkurs => 20,
        _ => 22,
    };
    let running = offset < 0;
    let times = if weekly <= 12 { vec![TimeOfDay::Evening] } else { vec![TimeOfDay::Morning] };
    let weeks_of_section = (100 + weekly - 1) / weekly;
    let lessons_held = if running { ((-offset / 7) % weeks_of_section) * weekly } else { 0 };
    let sections = sections(first, last_section(kind), first_day, weekly);
    let over = sections.last().is_some_and(|section| section.ends_on < world.start.day);
    let course = Course {
        id: CourseId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        organisation: provider,
        offered_on: None,
        number: format!("{}-{number:03}", world.plan.code.to_uppercase()),
        kind,
        title: String::new(),
        place: place("Kursraum", "Am Lernweg 3", town),
        planned_start_on: first_day,
        started_on: running.then_some(first_day),
        first_section: first,
        sections,
        lessons_per_week: weekly,
        times,
        seats,
        minimum: 12.min(seats),
        child_care_seats: child_care,
        online: false,
        lessons_held,
        state: match (running, over) {
            (_, true) => CourseState::Ended,
            (true, false) => CourseState::Running,
            (false, false) => CourseState::Published,
        },
    };
    let learners = if running {
        seats - world.chance.between(1, 5)
    } else if offset == 0 {
        seats - 5
    } else {
        world.chance.between(2, 9)
    };
    Offered { course, learners }
}
