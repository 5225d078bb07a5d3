-- Named sets of terminals. A terminal is in one at most.
CREATE TABLE terminal_group (
    id      TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE terminal_grouped (
    terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
    group_id TEXT NOT NULL REFERENCES terminal_group (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX terminal_grouped_by_group ON terminal_grouped (group_id);

-- What was set for the site, a group or a terminal: every save is a version that stays.
CREATE TABLE configuration_edition (
    scope    TEXT NOT NULL,                         -- site, group/…, terminal/…
    version  INTEGER NOT NULL,
    content  TEXT NOT NULL,                         -- JSON: values by keys
    hash     TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (scope, version)
) STRICT, WITHOUT ROWID;

-- What follows from it for each terminal, and since when.
CREATE TABLE configuration_desired (
    terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
    version  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    content  TEXT NOT NULL,
    since    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What each terminal said last: what is in force, and what became of the one that it was told.
CREATE TABLE configuration_reported (
    terminal     TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    tried        INTEGER NOT NULL,
    obstacle     TEXT,
    blamed       TEXT NOT NULL,                     -- JSON, as are the next two
    unknown_keys TEXT NOT NULL,
    local_keys   TEXT NOT NULL,
    said_at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
