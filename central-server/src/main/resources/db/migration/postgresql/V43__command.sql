-- What people ask terminals to do. The outcome is the terminal's own word; how far a command is, follows from the rest.
CREATE TABLE command (
    id           TEXT NOT NULL PRIMARY KEY,
    terminal     TEXT NOT NULL REFERENCES terminal (id),
    action       TEXT NOT NULL,                     -- its word on the wire
    arguments    TEXT NOT NULL,                     -- JSON
    reason       TEXT NOT NULL,
    asked_by     TEXT NOT NULL,
    asked_at     TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    sent_at      TEXT,                              -- the first time; it is sent again until there is an outcome
    cancelled_by TEXT,
    cancelled_at TEXT,
    outcome      TEXT,
    obstacle     TEXT,
    ended_at     TEXT                               -- when the outcome came in
);
CREATE INDEX command_by_terminal ON command (terminal, asked_at);
