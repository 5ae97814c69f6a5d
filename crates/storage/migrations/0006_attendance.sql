-- Attendance lists by course day, the ladder of help, reports to obliging bodies and their answers. A list names
-- seats, not people: it says nothing of somebody whose seat is gone.

CREATE TABLE attendance_day (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    course_id BIGINT NOT NULL REFERENCES course (id), organisation_id BIGINT NOT NULL, held_on DATE NOT NULL
);
-- two people who open an empty list at once do not write two
CREATE UNIQUE INDEX attendance_day_once ON attendance_day (course_id, held_on);
CREATE INDEX attendance_day_by_provider ON attendance_day (organisation_id, held_on);

CREATE TABLE concern (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    assignment_id BIGINT NOT NULL REFERENCES assignment (id), course_id BIGINT NOT NULL REFERENCES course (id),
    provider_id BIGINT NOT NULL, status TEXT NOT NULL, due_on DATE NOT NULL
);
CREATE INDEX concern_by_provider ON concern (provider_id, status, due_on);
CREATE INDEX concern_by_course ON concern (course_id);
CREATE INDEX concern_by_person ON concern (person_id);
-- one ladder at a time for a seat
CREATE UNIQUE INDEX concern_one_living ON concern (assignment_id) WHERE status IN ('open', 'help_agreed', 'reported');

CREATE TABLE attendance_report (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    concern_id BIGINT NOT NULL REFERENCES concern (id), case_id BIGINT NOT NULL REFERENCES support_case (id),
    person_id BIGINT NOT NULL REFERENCES person (id), provider_id BIGINT NOT NULL, recipient_id BIGINT NOT NULL,
    answered BIGINT NOT NULL, answer_due_on DATE NOT NULL
);
CREATE INDEX attendance_report_by_recipient ON attendance_report (recipient_id, answered, answer_due_on);
CREATE INDEX attendance_report_by_provider ON attendance_report (provider_id, answered);
CREATE INDEX attendance_report_by_concern ON attendance_report (concern_id);
CREATE INDEX attendance_report_by_person ON attendance_report (person_id);
