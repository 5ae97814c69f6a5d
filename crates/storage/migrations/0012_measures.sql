-- Measures: what bodies offer, recommendations to the office that decides, plans of the way into training or work.

CREATE TABLE measure_offer (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    owner_id BIGINT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL
);
CREATE INDEX measure_offer_by_region ON measure_offer (region_id, status, kind);
CREATE INDEX measure_offer_by_owner ON measure_offer (owner_id, status);

CREATE TABLE measure_recommendation (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    graduate_id BIGINT NOT NULL REFERENCES graduate (id), offer_id BIGINT REFERENCES measure_offer (id),
    recommender_id BIGINT NOT NULL, decider_id BIGINT NOT NULL, status TEXT NOT NULL, live BIGINT NOT NULL
);
CREATE INDEX measure_recommendation_by_case ON measure_recommendation (case_id);
CREATE INDEX measure_recommendation_by_person ON measure_recommendation (person_id);
CREATE INDEX measure_recommendation_by_decider ON measure_recommendation (decider_id, live);
CREATE INDEX measure_recommendation_by_recommender ON measure_recommendation (recommender_id, live);
CREATE INDEX measure_recommendation_by_offer ON measure_recommendation (offer_id);
-- one at a time waits for an answer
CREATE UNIQUE INDEX measure_recommendation_one_open ON measure_recommendation (graduate_id) WHERE status = 'open';

CREATE TABLE route_plan (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    graduate_id BIGINT NOT NULL UNIQUE REFERENCES graduate (id), office_id BIGINT NOT NULL, due_on DATE
);
CREATE INDEX route_plan_by_office ON route_plan (office_id, due_on);
CREATE INDEX route_plan_by_case ON route_plan (case_id);
CREATE INDEX route_plan_by_person ON route_plan (person_id);
CREATE INDEX route_plan_by_region ON route_plan (region_id, due_on);
