-- Every closing of a meeting at a kiosk stands by itself, so that each can be taken back by its record.

CREATE TABLE meeting_closing (
    ordinal   INTEGER PRIMARY KEY,              -- in the order in which they were heard
    terminal  TEXT    NOT NULL,
    epoch     TEXT    NOT NULL,                 -- the record
    seq       INTEGER NOT NULL,
    meeting   TEXT    NOT NULL,
    closed_by TEXT    NOT NULL,
    closed_at TEXT    NOT NULL,                 -- dated by the centre
    doubt     TEXT,                             -- opener, charge, terminal: why the others are not told; NULL: nothing
    taken_back_at TEXT,
    taken_back_by TEXT,                         -- an account
    note      BLOB,                             -- why: SHA-256 of the salted note
    UNIQUE (terminal, epoch, seq)
) STRICT;

CREATE INDEX meeting_closing_meeting ON meeting_closing (meeting, ordinal);

INSERT INTO meeting_closing (terminal, epoch, seq, meeting, closed_by, closed_at, doubt)
SELECT record.terminal, record.epoch, record.seq, closed.meeting, closed.closed_by, closed.closed_at, closed.doubt
FROM closed_meeting AS closed JOIN record ON record.terminal = closed.terminal AND record.type = 'meeting.closed'
    AND instr(CAST(record.body AS TEXT), '"meeting":"' || closed.meeting || '"') > 0;

DROP TABLE closed_meeting;

-- What the centre could not confirm of a record: charge, opener, terminal.
ALTER TABLE meeting_minutes ADD COLUMN doubt TEXT;
