-- Who is told of alerts, and what is still to be told. What waits here survives a restart.
CREATE TABLE notice_target (
    id       TEXT NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    address  TEXT NOT NULL,
    secret   TEXT NOT NULL,                         -- signs what goes to a webhook; empty for mail
    language TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
    id         TEXT    NOT NULL PRIMARY KEY,
    target     TEXT    NOT NULL REFERENCES notice_target (id) ON DELETE CASCADE,
    body       TEXT    NOT NULL,                    -- JSON: what fired and what cleared
    created_at TEXT    NOT NULL,
    due_at     TEXT    NOT NULL,
    tries      INTEGER NOT NULL,
    sent_at    TEXT,
    given_up_at TEXT,
    problem    TEXT    NOT NULL                     -- why the last try failed
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_due ON notice (due_at);
