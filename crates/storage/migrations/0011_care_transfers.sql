-- Changes of the benefit system: one office offers, the other answers.

CREATE TABLE care_transfer (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    from_id BIGINT NOT NULL, to_id BIGINT NOT NULL, open BIGINT NOT NULL, due_on DATE NOT NULL
);
CREATE INDEX care_transfer_by_recipient ON care_transfer (to_id, open, due_on);
CREATE INDEX care_transfer_by_sender ON care_transfer (from_id, open, due_on);
CREATE INDEX care_transfer_by_person ON care_transfer (person_id);
-- one change at a time
CREATE UNIQUE INDEX care_transfer_one_open ON care_transfer (case_id) WHERE open = 1;
