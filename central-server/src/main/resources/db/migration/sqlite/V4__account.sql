-- Who may sign in. Times are UTC text with milliseconds.

CREATE TABLE account (
    name             TEXT PRIMARY KEY,
    password_hash    TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    password_set_at  TEXT NOT NULL,
    must_change      INTEGER NOT NULL,
    disabled_at      TEXT
) STRICT;
