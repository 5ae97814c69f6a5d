-- Records: one sealed payload (state) with a version; beside it only the columns that the database
-- itself needs for keys, uniqueness and filters (docs/decisions/0003). Dates are DATE, instants BIGINT ms.

CREATE TABLE region (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL, version BIGINT NOT NULL, state TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE
);

CREATE TABLE organisation (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    kind TEXT NOT NULL, active BIGINT NOT NULL
);
CREATE INDEX organisation_by_region ON organisation (region_id, kind);

CREATE TABLE account (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), login TEXT NOT NULL UNIQUE, active BIGINT NOT NULL
);
CREATE INDEX account_by_organisation ON account (organisation_id);

CREATE TABLE person (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    merged_into BIGINT
);
CREATE INDEX person_by_region ON person (region_id);

CREATE TABLE support_case (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), number TEXT NOT NULL, stage TEXT NOT NULL,
    lead_id BIGINT NOT NULL, due_on DATE, priority BIGINT NOT NULL
);
CREATE UNIQUE INDEX support_case_number ON support_case (region_id, number);
CREATE INDEX support_case_by_person ON support_case (person_id);
CREATE INDEX support_case_by_stage ON support_case (region_id, stage);

CREATE TABLE act (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL, issuer_id BIGINT NOT NULL, issued_on DATE NOT NULL
);
CREATE INDEX act_by_case ON act (case_id);
CREATE INDEX act_by_person ON act (person_id);

CREATE TABLE placement_session (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), held_on DATE NOT NULL, status TEXT NOT NULL
);
CREATE INDEX placement_session_by_day ON placement_session (region_id, held_on);

CREATE TABLE seating (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES placement_session (id), case_id BIGINT NOT NULL REFERENCES support_case (id),
    person_id BIGINT NOT NULL REFERENCES person (id), status TEXT NOT NULL, lives BIGINT NOT NULL, code TEXT NOT NULL UNIQUE
);
CREATE INDEX seating_by_session ON seating (session_id, status);
CREATE INDEX seating_by_case ON seating (case_id);
CREATE INDEX seating_by_person ON seating (person_id);
-- nobody has two open test appointments in one case
CREATE UNIQUE INDEX seating_one_open ON seating (case_id) WHERE status IN ('booked', 'present');

CREATE TABLE course (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id), kind TEXT NOT NULL, number TEXT NOT NULL,
    planned_start_on DATE NOT NULL, status TEXT NOT NULL, seats BIGINT NOT NULL
);
CREATE UNIQUE INDEX course_number ON course (organisation_id, number);
CREATE INDEX course_by_start ON course (region_id, status, planned_start_on);

CREATE TABLE seat_plan (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    session_id BIGINT, status TEXT NOT NULL, proposed_on DATE NOT NULL
);
CREATE INDEX seat_plan_by_region ON seat_plan (region_id, status, proposed_on);

CREATE TABLE assignment (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES support_case (id), person_id BIGINT NOT NULL REFERENCES person (id),
    course_id BIGINT NOT NULL REFERENCES course (id), provider_id BIGINT NOT NULL, status TEXT NOT NULL,
    holds_seat BIGINT NOT NULL, reserved_until DATE NOT NULL, code TEXT NOT NULL UNIQUE
);
CREATE INDEX assignment_by_course ON assignment (course_id, holds_seat);
CREATE INDEX assignment_by_case ON assignment (case_id);
CREATE INDEX assignment_by_person ON assignment (person_id);
CREATE INDEX assignment_by_provider ON assignment (provider_id, status);
CREATE INDEX assignment_by_expiry ON assignment (region_id, status, reserved_until);
-- nobody holds two seats in one case
CREATE UNIQUE INDEX assignment_one_seat ON assignment (case_id) WHERE status IN ('reserved', 'registered', 'started');

CREATE TABLE letter (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
    issued_on DATE NOT NULL, printed BIGINT NOT NULL
);
CREATE INDEX letter_by_person ON letter (person_id);
CREATE INDEX letter_by_organisation ON letter (organisation_id, printed, issued_on);

CREATE TABLE consent (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), given BIGINT NOT NULL
);
CREATE INDEX consent_by_person ON consent (person_id);

-- two records, one human being or two: what somebody decided
CREATE TABLE pair_decision (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id), other_id BIGINT NOT NULL REFERENCES person (id), decision TEXT NOT NULL
);
CREATE INDEX pair_decision_by_person ON pair_decision (person_id);
CREATE INDEX pair_decision_by_other ON pair_decision (other_id);

CREATE TABLE import_run (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, status TEXT NOT NULL
);
CREATE INDEX import_run_by_organisation ON import_run (organisation_id, kind);

CREATE TABLE import_mapping (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    organisation_id BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL
);
CREATE UNIQUE INDEX import_mapping_name ON import_mapping (organisation_id, kind, name);

CREATE TABLE saved_view (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL REFERENCES region (id), version BIGINT NOT NULL, state TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id), name TEXT NOT NULL
);
CREATE INDEX saved_view_by_account ON saved_view (account_id);

-- one line per person and view (region or organisation): every list of people reads this and nothing else
CREATE TABLE person_entry (
    scope_id BIGINT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id), region_id BIGINT NOT NULL,
    case_id BIGINT, case_number TEXT NOT NULL, sort_name TEXT NOT NULL, family_name TEXT NOT NULL, given_names TEXT NOT NULL,
    birth_year BIGINT, town TEXT NOT NULL, ags TEXT NOT NULL, language TEXT NOT NULL, stage TEXT NOT NULL, lead_id BIGINT,
    obliged BIGINT NOT NULL, priority BIGINT NOT NULL, course_kind TEXT NOT NULL, section BIGINT, right_from DATE,
    awaiting_since DATE, registered_on DATE, next_step TEXT NOT NULL, next_organisation_id BIGINT, due_on DATE,
    PRIMARY KEY (scope_id, person_id)
);
CREATE INDEX person_entry_by_due ON person_entry (scope_id, due_on, person_id);
CREATE INDEX person_entry_by_name ON person_entry (scope_id, sort_name, person_id);
CREATE INDEX person_entry_by_stage ON person_entry (scope_id, stage, due_on, person_id);
CREATE INDEX person_entry_by_waiting ON person_entry (scope_id, awaiting_since, person_id);
CREATE INDEX person_entry_by_person ON person_entry (person_id);
-- counts of lists hold as long as the version of their view
CREATE TABLE view_version (scope_id BIGINT PRIMARY KEY, version BIGINT NOT NULL);

-- search reads these, never the identity columns
CREATE TABLE search_key (
    kind TEXT NOT NULL, key TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (kind, key, person_id)
);
CREATE TABLE search_token (token TEXT PRIMARY KEY);
CREATE TABLE search_token_key (key TEXT NOT NULL, token TEXT NOT NULL REFERENCES search_token (token), PRIMARY KEY (key, token));
CREATE TABLE duplicate_key (
    region_id BIGINT NOT NULL, key TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (region_id, key, person_id)
);
CREATE TABLE file_number (
    organisation_id BIGINT NOT NULL, number TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (organisation_id, number, person_id)
);

-- old states of records: undo, history, side by side; erased with the person
CREATE TABLE history (
    operation_id BIGINT NOT NULL, position BIGINT NOT NULL, region_id BIGINT NOT NULL, kind TEXT NOT NULL,
    record_id BIGINT NOT NULL, person_id BIGINT, before TEXT, after_version BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (operation_id, position)
);
CREATE INDEX history_by_record ON history (kind, record_id);
CREATE INDEX history_by_person ON history (person_id);

CREATE TABLE operation (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL, organisation_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
    name TEXT NOT NULL, at BIGINT NOT NULL, form_key TEXT UNIQUE, import_id BIGINT, outcome TEXT NOT NULL,
    undoable BIGINT NOT NULL, undone_by BIGINT
);
CREATE INDEX operation_by_import ON operation (import_id);

CREATE TABLE journal_event (
    operation_id BIGINT NOT NULL, position BIGINT NOT NULL, region_id BIGINT NOT NULL, case_id BIGINT, person_id BIGINT,
    name TEXT NOT NULL, happened_on DATE NOT NULL, recorded_at BIGINT NOT NULL, organisation_id BIGINT, account_id BIGINT,
    data TEXT NOT NULL,
    PRIMARY KEY (operation_id, position)
);
CREATE INDEX journal_event_by_person ON journal_event (person_id, recorded_at);
CREATE INDEX journal_event_by_name ON journal_event (region_id, name, happened_on);

-- hash-linked in sealed segments per region, so that expired segments can go
CREATE TABLE audit_segment (
    region_id BIGINT NOT NULL, number BIGINT NOT NULL, period TEXT NOT NULL, entries BIGINT NOT NULL,
    previous_hash TEXT NOT NULL, head_hash TEXT NOT NULL, sealed_at BIGINT,
    PRIMARY KEY (region_id, number)
);
CREATE TABLE audit_entry (
    region_id BIGINT NOT NULL, segment BIGINT NOT NULL, position BIGINT NOT NULL, at BIGINT NOT NULL,
    account_id BIGINT NOT NULL, organisation_id BIGINT NOT NULL, action TEXT NOT NULL, resource TEXT NOT NULL,
    subject_kind TEXT, subject_id BIGINT, person_id BIGINT, purpose TEXT NOT NULL, filter TEXT NOT NULL,
    row_count BIGINT, outcome TEXT NOT NULL, operation_id BIGINT NOT NULL, request TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (region_id, segment, position)
);
CREATE INDEX audit_entry_by_person ON audit_entry (person_id, at);
CREATE INDEX audit_entry_by_organisation ON audit_entry (organisation_id, at);

CREATE TABLE outbox (
    id BIGINT PRIMARY KEY, region_id BIGINT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, queued_at BIGINT NOT NULL,
    delivered_at BIGINT, attempts BIGINT NOT NULL, last_error TEXT
);
CREATE INDEX outbox_open ON outbox (delivered_at, id);

CREATE TABLE number_series (
    region_id BIGINT NOT NULL, series TEXT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (region_id, series)
);

CREATE TABLE login_session (
    token_hash TEXT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account (id), role TEXT, csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
