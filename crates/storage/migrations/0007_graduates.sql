-- Ends of sections, graduates with what follows, and visiting days in class. The review of a section names seats,
-- not people; so do the slots of a visiting day, through the graduate.

CREATE TABLE section_end (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    course_id BIGINT NOT NULL REFERENCES course (id), organisation_id BIGINT NOT NULL, section BIGINT NOT NULL
);
CREATE UNIQUE INDEX section_end_once ON section_end (course_id, section);
CREATE INDEX section_end_by_provider ON section_end (organisation_id);

CREATE TABLE graduate (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    assignment_id BIGINT NOT NULL REFERENCES assignment (id), course_id BIGINT NOT NULL REFERENCES course (id),
    provider_id BIGINT NOT NULL, last_day DATE NOT NULL, talked BIGINT NOT NULL, advised BIGINT NOT NULL, route TEXT, followed_on DATE
);
-- nobody graduates twice from one seat
CREATE UNIQUE INDEX graduate_once ON graduate (assignment_id);
CREATE INDEX graduate_by_course ON graduate (course_id);
CREATE INDEX graduate_by_last_day ON graduate (region_id, last_day);
CREATE INDEX graduate_by_provider ON graduate (provider_id);
CREATE INDEX graduate_by_case ON graduate (case_id);
CREATE INDEX graduate_by_person ON graduate (person_id);

CREATE TABLE visit_day (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    course_id BIGINT NOT NULL REFERENCES course (id), provider_id BIGINT NOT NULL, held_on DATE NOT NULL, status TEXT NOT NULL
);
CREATE INDEX visit_day_by_course ON visit_day (course_id);
CREATE INDEX visit_day_by_provider ON visit_day (provider_id, held_on);
