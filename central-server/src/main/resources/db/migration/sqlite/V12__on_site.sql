-- What somebody in charge did about meetings at a kiosk. No foreign keys: what names a unit, meeting or member unknown
-- here is kept.

CREATE TABLE opened_meeting (
    meeting   TEXT PRIMARY KEY,
    terminal  TEXT NOT NULL,
    unit      TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL, -- dated by the centre
    certainty TEXT NOT NULL, -- of that date
    doubt     TEXT           -- unit, opener, charge: what the centre could not confirm; NULL: nothing
) STRICT, WITHOUT ROWID;

-- The first closing that nobody doubts counts.
CREATE TABLE closed_meeting (
    meeting   TEXT PRIMARY KEY,
    terminal  TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    closed_at TEXT NOT NULL,
    doubt     TEXT           -- charge, terminal, opener: why the others are not told; NULL: nothing
) STRICT, WITHOUT ROWID;

-- Guests on no roster. The latest number of each terminal stands.
CREATE TABLE counted_guest (
    meeting    TEXT    NOT NULL,
    terminal   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    count      INTEGER NOT NULL,
    counted_by TEXT    NOT NULL,
    PRIMARY KEY (meeting, terminal, kind)
) STRICT, WITHOUT ROWID;
