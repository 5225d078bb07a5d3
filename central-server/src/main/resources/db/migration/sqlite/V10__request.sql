-- What members ask about meetings from their phones, and what became of it.

-- One row per question; answered rows stay as they are.
CREATE TABLE attendance_request (
    id          INTEGER PRIMARY KEY,
    meeting     TEXT    NOT NULL REFERENCES meeting (id),
    member      TEXT    NOT NULL REFERENCES member (id),
    kind        TEXT    NOT NULL,            -- leave, late-check-in
    reason      TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    asked_at    TEXT    NOT NULL,
    state       TEXT    NOT NULL,            -- asked, granted, refused, withdrawn
    answered_at TEXT,
    answered_by TEXT,
    answer      TEXT
) STRICT;

CREATE UNIQUE INDEX attendance_request_open ON attendance_request (meeting, member) WHERE state = 'asked';
CREATE INDEX attendance_request_member ON attendance_request (member, asked_at);
CREATE INDEX attendance_request_state ON attendance_request (state, asked_at);

-- When each phone asked last, by the time it signed: what was asked once is not taken again.
CREATE TABLE phone_asked (
    phone INTEGER PRIMARY KEY REFERENCES phone (id),
    at    INTEGER NOT NULL                   -- milliseconds since 1970
) STRICT;
