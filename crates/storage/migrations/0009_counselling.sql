-- Slots of counselling bodies, talks of people in them, the codes of people's own paths and what they say there.

CREATE TABLE counselling_slot (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), held_on DATE NOT NULL, status TEXT NOT NULL
);
CREATE INDEX counselling_slot_by_day ON counselling_slot (region_id, status, held_on);
CREATE INDEX counselling_slot_by_body ON counselling_slot (organisation_id, held_on);

CREATE TABLE counselling_talk (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    slot_id BIGINT NOT NULL REFERENCES counselling_slot (id), organisation_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), held_on DATE NOT NULL, status TEXT NOT NULL
);
CREATE INDEX counselling_talk_by_body ON counselling_talk (organisation_id, held_on);
CREATE INDEX counselling_talk_by_person ON counselling_talk (person_id);
-- nobody sits in a slot beside somebody else
CREATE UNIQUE INDEX counselling_talk_one_each ON counselling_talk (slot_id) WHERE status <> 'cancelled';

CREATE TABLE path_code (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), code TEXT NOT NULL UNIQUE, ended BIGINT NOT NULL
);
CREATE INDEX path_code_by_person ON path_code (person_id);

CREATE TABLE path_message (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), case_id BIGINT NOT NULL REFERENCES support_case (id),
    recipient_id BIGINT NOT NULL, answered BIGINT NOT NULL
);
CREATE INDEX path_message_by_recipient ON path_message (recipient_id, answered);
CREATE INDEX path_message_by_person ON path_message (person_id);
