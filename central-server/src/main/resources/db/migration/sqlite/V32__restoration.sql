-- Times at which a backup took the place of a lost or damaged store. While one is not confirmed, no document goes out.
CREATE TABLE restoration (
    restored_at       TEXT    NOT NULL PRIMARY KEY,
    file              TEXT    NOT NULL,
    former_store      TEXT    NOT NULL,
    former_generation INTEGER NOT NULL,
    records           INTEGER NOT NULL,         -- that the backup held
    confirmed_at      TEXT,
    confirmed_by      TEXT
) STRICT;

-- States of documents that terminals hold and this store has never had, heard of since the restore.
CREATE TABLE unknown_document (
    terminal TEXT    NOT NULL,
    document TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    heard_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, document)
) STRICT;
