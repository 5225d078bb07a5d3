-- Backups that were verified. What the newest one holds of every epoch stands in epoch.safe.
CREATE TABLE backup (
    folder      TEXT    NOT NULL,
    file        TEXT    NOT NULL,
    store       TEXT    NOT NULL,
    generation  BIGINT  NOT NULL,
    taken_at    TEXT    NOT NULL,               -- everything committed before is in it
    verified_at TEXT    NOT NULL,
    size        BIGINT  NOT NULL,
    hash        BYTEA   NOT NULL,               -- SHA-256 of the file
    epochs      BIGINT  NOT NULL,
    records     BIGINT  NOT NULL,
    counts      BIGINT  NOT NULL,               -- 1: the folder was named, what is in it may be pruned elsewhere
    PRIMARY KEY (folder, file)
);
