-- How terminals say they are, when each run of their program began, and when they were there and away.
CREATE TABLE terminal_health (
    terminal     TEXT    NOT NULL PRIMARY KEY REFERENCES terminal (id),
    run          TEXT    NOT NULL,
    number       INTEGER NOT NULL,                  -- of the last message of that run
    previous_run TEXT    NOT NULL,                  -- what comes late of it is no news; empty at first
    vitals       TEXT    NOT NULL,                  -- JSON, put together of what was said
    heard_at     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terminal_run (
    terminal TEXT NOT NULL REFERENCES terminal (id),
    run      TEXT NOT NULL,
    begun    TEXT NOT NULL,                         -- why, in the terminal's word
    heard_at TEXT NOT NULL,                         -- the first time
    ending   TEXT,                                  -- how it ended, where it said so
    ended_at TEXT,
    PRIMARY KEY (terminal, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX terminal_run_by_time ON terminal_run (heard_at);

CREATE TABLE terminal_line (
    terminal TEXT    NOT NULL REFERENCES terminal (id),
    at       TEXT    NOT NULL,
    online   INTEGER NOT NULL,                      -- from then on
    PRIMARY KEY (terminal, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX terminal_line_by_time ON terminal_line (at);
