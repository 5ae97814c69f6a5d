-- Proposals of test days and course starts for a whole region.

CREATE TABLE start_plan (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    status TEXT NOT NULL, proposed_on DATE NOT NULL
);
CREATE INDEX start_plan_by_region ON start_plan (region_id, proposed_on);
