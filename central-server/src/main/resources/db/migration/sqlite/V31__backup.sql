-- Backups that were verified. What the newest one holds of every epoch stands in epoch.safe.
CREATE TABLE backup (
    folder      TEXT    NOT NULL,
    file        TEXT    NOT NULL,
    store       TEXT    NOT NULL,
    generation  INTEGER NOT NULL,
    taken_at    TEXT    NOT NULL,               -- everything committed before is in it
    verified_at TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    hash        BLOB    NOT NULL,               -- SHA-256 of the file
    epochs      INTEGER NOT NULL,
    records     INTEGER NOT NULL,
    counts      INTEGER NOT NULL,               -- 1: the folder was named, what is in it may be pruned elsewhere
    PRIMARY KEY (folder, file)
) STRICT;
