-- Terminals that were taken off a meeting and had heard of it: what they took in until then still comes.

CREATE TABLE meeting_former_station (
    meeting      TEXT NOT NULL REFERENCES meeting (id),
    terminal     TEXT NOT NULL,
    taken_off_at TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
) STRICT, WITHOUT ROWID;

-- When the centre first had the meeting; NULL: before this came, or it was opened at a terminal.
ALTER TABLE meeting ADD COLUMN planned_at TEXT;

-- A student number is the same however it is written.
CREATE INDEX member_number_as_typed ON member (replace(upper(student_number), '-', ''));
