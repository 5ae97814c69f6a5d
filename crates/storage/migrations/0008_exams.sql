-- Days of DTZ and LiD, and who sits them with which result.

CREATE TABLE exam_sitting (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL, exam TEXT NOT NULL, held_on DATE NOT NULL, status TEXT NOT NULL
);
CREATE INDEX exam_sitting_by_day ON exam_sitting (region_id, held_on);

CREATE TABLE exam_entry (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    sitting_id BIGINT NOT NULL REFERENCES exam_sitting (id), case_id BIGINT NOT NULL REFERENCES support_case (id),
    person_id BIGINT NOT NULL REFERENCES person (id), assignment_id BIGINT NOT NULL REFERENCES assignment (id),
    course_id BIGINT NOT NULL REFERENCES course (id), provider_id BIGINT NOT NULL, site_id BIGINT NOT NULL,
    exam TEXT NOT NULL, held_on DATE NOT NULL, status TEXT NOT NULL, holds_seat BIGINT NOT NULL
);
-- nobody has two entries for one exam day
CREATE UNIQUE INDEX exam_entry_once ON exam_entry (sitting_id, case_id);
CREATE INDEX exam_entry_by_person ON exam_entry (person_id);
CREATE INDEX exam_entry_by_case ON exam_entry (case_id);
CREATE INDEX exam_entry_by_provider ON exam_entry (provider_id, exam, held_on);
CREATE INDEX exam_entry_by_site ON exam_entry (site_id, exam, held_on);
CREATE INDEX exam_entry_by_day ON exam_entry (region_id, exam, held_on);
