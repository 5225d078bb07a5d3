-- Terminals that are to bring everything they have and then forget who they were; and when they were let go.
CREATE TABLE farewell (
    terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
    asked_by TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    backup   INTEGER NOT NULL -- 1: not before everything is in a verified backup too
) STRICT, WITHOUT ROWID;
ALTER TABLE terminal ADD COLUMN released_at TEXT;
