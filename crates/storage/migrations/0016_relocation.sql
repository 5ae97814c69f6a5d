-- Cases that go to another county, or came from one; a package is kept once in each direction.

CREATE TABLE relocation (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    organisation_id BIGINT NOT NULL, direction TEXT NOT NULL, code TEXT NOT NULL, open BIGINT NOT NULL
);
CREATE INDEX relocation_by_person ON relocation (person_id);
CREATE UNIQUE INDEX relocation_once ON relocation (region_id, direction, code);
-- one package at a time
CREATE UNIQUE INDEX relocation_one_open ON relocation (case_id) WHERE open = 1;
