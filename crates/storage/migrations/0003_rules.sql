-- What was stated about people for the rules, what decisions were based on, changes of the tables and of policy.

CREATE TABLE stated_facts (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id)
);
CREATE INDEX stated_facts_by_person ON stated_facts (person_id);

CREATE TABLE rule_decision (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), act_id BIGINT NOT NULL REFERENCES act (id)
);
CREATE INDEX rule_decision_by_person ON rule_decision (person_id);
CREATE INDEX rule_decision_by_act ON rule_decision (act_id);

CREATE TABLE rule_release (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    status TEXT NOT NULL, effective_from DATE NOT NULL
);
CREATE INDEX rule_release_by_region ON rule_release (region_id, status, effective_from);

-- apart from the release, so that looking for releases stays light
CREATE TABLE rule_text (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    path TEXT NOT NULL
);
CREATE INDEX rule_text_by_region ON rule_text (region_id);

CREATE TABLE policy_setting (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    code TEXT NOT NULL, in_force BIGINT NOT NULL
);
CREATE INDEX policy_setting_by_region ON policy_setting (region_id, in_force);
