-- What was refused before anybody was known, or whoever it came from: by where it came in, and why. Both are words of
-- ours, so no stranger makes rows.
CREATE TABLE refusal (
    door     TEXT    NOT NULL,                  -- connection, claim, attachment, course-file, enrolment, phone, kiosk-code, list, course
    reason   TEXT    NOT NULL,
    count    INTEGER NOT NULL,
    first_at TEXT    NOT NULL,
    last_at  TEXT    NOT NULL,
    PRIMARY KEY (door, reason)
) STRICT, WITHOUT ROWID;
