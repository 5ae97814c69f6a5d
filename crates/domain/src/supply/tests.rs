//! Stories of a provider's means.

use super::*;
use CourseKind::{AllgemeinerIntegrationskurs as General, Alphabetisierungskurs as Literacy};

fn day() -> NaiveDate {
    "2026-11-25".parse().expect("a date")
}

fn supply(teacher_lines: &str, room_lines: &str) -> Supply {
    let terms = |kind| KindTerms { kind, minimum: 12, lessons_per_week: 20 };
    Supply {
        id: SupplyId(1),
        region: RegionId(1),
        version: 1,
        organisation: OrganisationId(1),
        teachers: teachers(teacher_lines).expect("readable"),
        rooms: rooms(room_lines).expect("readable"),
        kinds: vec![terms(General), terms(Literacy)],
        examiners: 1,
        confirmed_on: day(),
    }
}

/// Whether courses of these types can run beside each other.
fn can_teach(supply: &Supply, courses: &[(CourseKind, i64)]) -> bool {
    let needs: Vec<Need> = courses
        .iter()
        .map(|(kind, seats)| Need {
            kind: *kind,
            lessons_per_week: 20,
            town: "Gunzenhausen".to_owned(),
            time: TimeOfDay::Morning,
            seats: *seats,
        })
        .collect();
    let sizes: Vec<i64> = courses.iter().map(|(_, seats)| *seats).collect();
    pools(supply, "Gunzenhausen", &sizes).iter().all(|pool| {
        needs.iter().map(|need| pool.taken_by(need)).sum::<i64>()
            <= pool.holds(supply, "Gunzenhausen", day(), 29)
    })
}

#[test]
fn hours_of_teachers_count_only_for_the_types_they_may_teach() {
    let supply = supply("A; 25; ALLG\nB; 20; ALLG, ALPHA", "R1; 20; V\nR2; 20; V\nR3; 20; V");
    assert!(can_teach(&supply, &[(General, 20), (General, 20)]));
    assert!(can_teach(&supply, &[(General, 20), (Literacy, 16)]));
    assert!(!can_teach(&supply, &[(Literacy, 16), (Literacy, 16)]), "only one may teach literacy");
    assert!(!can_teach(&supply, &[(General, 20), (General, 20), (General, 20)]), "no lessons left");
}

#[test]
fn nobody_counts_with_more_lessons_than_the_region_allows() {
    let supply = supply("A; 29; ALLG", "R1; 20; V");
    assert_eq!(supply.lessons_for(&[General], day(), 29), 29);
    assert_eq!(supply.lessons_for(&[General], day(), 25), 25);
    assert_eq!(supply.check(29), Ok(()));
    assert_eq!(supply.check(25).expect_err("above").code, "supply-teacher-lessons-out-of-range");
}

#[test]
fn a_teacher_who_is_not_there_yet_gives_no_lessons() {
    let mut supply = supply("A; 20; ALLG", "R1; 20; V");
    supply.teachers[0].from = day().succ_opt();
    assert_eq!(supply.lessons_for(&[General], day(), 29), 0);
}

#[test]
fn large_courses_need_large_rooms_and_small_ones_may_take_them() {
    let supply = supply("A; 29; ALLG, ALPHA\nB; 29; ALLG, ALPHA", "klein; 14; V\ngroß; 22; V");
    assert!(can_teach(&supply, &[(General, 22), (Literacy, 14)]));
    assert!(!can_teach(&supply, &[(General, 22), (General, 22)]), "one room is too small");
    assert!(can_teach(&supply, &[(Literacy, 14), (Literacy, 14)]));
    assert!(!can_teach(&supply, &[(Literacy, 16), (Literacy, 16)]), "both need the large one");
}

#[test]
fn lines_say_what_is_wrong_with_them_and_read_what_they_wrote() {
    for bad in ["Anna", "Anna; viel; ALLG", "Anna; 20; XYZ", "; 20; ALLG", "a;b;c;d;e"] {
        assert_eq!(teachers(bad).expect_err(bad).code, "supply-teacher-line-unreadable");
    }
    for bad in
        ["A; 20; ALLG; morgen", "A; 20; ALLG; 31.02.2027 –", "A; 20; ALLG; 01.02.2027", "A; 20; ALLG; ; x"]
    {
        assert_eq!(teachers(bad).expect_err(bad).code, "supply-teacher-line-unreadable");
    }
    for bad in ["Raum", "Raum; 20", "Raum; 20; Q", "Raum; x; V", "; 20; V", "a;1;V;x"] {
        assert_eq!(rooms(bad).expect_err(bad).code, "supply-room-line-unreadable");
    }
    let supply = supply("Lehrkraft 1; 24; ALLG, ALPHA", "Raum 1; 20; V, N; 6; Gunzenhausen");
    assert_eq!(teachers(&supply.teacher_lines()).as_ref(), Ok(&supply.teachers));
    let lines = "A; 20; ALLG; 01.02.2027 – 31.07.2027\nB; 20; ALLG; 01.02.2027 –\nC; 20; ALLG; – 31.07.2027";
    let dated = self::supply(lines, "R1; 20; V");
    assert_eq!(dated.teacher_lines(), lines);
    let other =
        "A; 20; ALLG; 2027-02-01 - 2027-07-31\nB; 20; ALLG; ab 01.02.2027\nC; 20; ALLG; until 2027-07-31";
    assert_eq!(teachers(other).as_ref(), Ok(&dated.teachers));
    assert_eq!(rooms(&supply.room_lines()).as_ref(), Ok(&supply.rooms));
}
