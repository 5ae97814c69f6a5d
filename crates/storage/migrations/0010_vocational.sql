-- Berufssprachkurse: rights and duties to take part, groups, who waits or sits in one, reports of the DeuFöV.

CREATE TABLE authorisation (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    issuer_id BIGINT NOT NULL, code TEXT NOT NULL, valid_until DATE NOT NULL, open BIGINT NOT NULL
);
-- the code on the paper leads to one authorisation
CREATE UNIQUE INDEX authorisation_code ON authorisation (code);
CREATE INDEX authorisation_by_issuer ON authorisation (issuer_id, open, valid_until);
CREATE INDEX authorisation_by_person ON authorisation (person_id);
CREATE INDEX authorisation_by_case ON authorisation (case_id);

CREATE TABLE vocational_course (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    provider_id BIGINT NOT NULL, status TEXT NOT NULL, planned_start_on DATE NOT NULL
);
CREATE INDEX vocational_course_by_provider ON vocational_course (provider_id, status);

CREATE TABLE vocational_place (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    issuer_id BIGINT NOT NULL, provider_id BIGINT NOT NULL, course_id BIGINT REFERENCES vocational_course (id),
    status TEXT NOT NULL, registered_on DATE NOT NULL
);
CREATE INDEX vocational_place_by_region ON vocational_place (region_id, status, registered_on);
CREATE INDEX vocational_place_by_provider ON vocational_place (provider_id, status);
CREATE INDEX vocational_place_by_course ON vocational_place (course_id);
CREATE INDEX vocational_place_by_person ON vocational_place (person_id);

CREATE TABLE vocational_report (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT REFERENCES person (id), provider_id BIGINT NOT NULL, recipient_id BIGINT NOT NULL,
    what TEXT NOT NULL, taken BIGINT NOT NULL, sent_on DATE NOT NULL
);
CREATE INDEX vocational_report_by_recipient ON vocational_report (recipient_id, taken, sent_on);
CREATE INDEX vocational_report_by_provider ON vocational_report (provider_id, what, sent_on);
CREATE INDEX vocational_report_by_person ON vocational_report (person_id);
