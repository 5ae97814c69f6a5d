//! What a provider can offer in stories about plans: one room, one examiner, general courses from five people.

use app::commands::SaveSupply;
use domain::course::CourseKind;
use domain::person::TimeOfDay;
use domain::supply::{KindTerms, TeachingRoom, teachers};

/// The means with teachers as a provider writes them, for example `A; 25; ALLG`.
pub fn means(version: i64, teacher_lines: &str) -> SaveSupply {
    SaveSupply {
        version,
        teachers: teachers(teacher_lines).expect("readable lines"),
        rooms: vec![TeachingRoom {
            name: "R1".into(),
            town: String::new(),
            seats: 20,
            times: vec![TimeOfDay::Morning],
            child_care_seats: 0,
        }],
        kinds: vec![KindTerms {
            kind: CourseKind::AllgemeinerIntegrationskurs,
            minimum: 5,
            lessons_per_week: 25,
        }],
        examiners: 1,
    }
}
