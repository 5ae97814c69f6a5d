-- The agreement of providers and authorities, and what each provider can offer.

CREATE TABLE agreement (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    edition BIGINT NOT NULL, status TEXT NOT NULL, valid_from DATE NOT NULL
);
-- an edition has one text; two people who begin the next one at the same time do not get the same number
CREATE UNIQUE INDEX agreement_edition ON agreement (region_id, edition);

CREATE TABLE provider_supply (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL UNIQUE REFERENCES organisation (id)
);
CREATE INDEX provider_supply_by_region ON provider_supply (region_id);
