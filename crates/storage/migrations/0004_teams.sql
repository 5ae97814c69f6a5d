-- Who in a body does the work: teams, absences with a substitute, who holds a case.

CREATE TABLE team (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id)
);
CREATE INDEX team_by_organisation ON team (organisation_id);

CREATE TABLE absence (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), last_day DATE NOT NULL
);
CREATE INDEX absence_by_organisation ON absence (organisation_id, last_day);

CREATE TABLE holding (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), case_id BIGINT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id)
);
CREATE UNIQUE INDEX holding_by_case ON holding (organisation_id, case_id);
CREATE INDEX holding_by_person ON holding (person_id);

-- when somebody has to know that a right lapses
ALTER TABLE support_case ADD COLUMN lapse_warn_on DATE;
CREATE INDEX support_case_by_lapse ON support_case (region_id, lapse_warn_on);

-- a message that could not be delivered waits
ALTER TABLE outbox ADD COLUMN next_try_at BIGINT NOT NULL DEFAULT 0;
