-- People who were erased: ids that name nobody any more, kept so that what still comes of them is known and so that
-- terminals are told. Nothing here is ever deleted.
CREATE TABLE erasure (
    member    TEXT    NOT NULL PRIMARY KEY,
    erased_at TEXT    NOT NULL,
    erased_by TEXT    NOT NULL,                 -- an account
    reason    TEXT    NOT NULL,                 -- a word of ours
    went      TEXT    NOT NULL,                 -- JSON: how much of what
    version   INTEGER NOT NULL,                 -- of the document erase/site that names them
    late      INTEGER NOT NULL DEFAULT 0,       -- records about them that came since and were stored as tombstones
    late_at   TEXT,
    swept_at  TEXT                              -- since when no log and no dead row of the store holds them; NULL: not yet
) STRICT, WITHOUT ROWID;

-- Which state of erase/site a terminal said it holds, and so has done.
CREATE TABLE erasure_held (
    terminal   TEXT    NOT NULL PRIMARY KEY,
    store      TEXT    NOT NULL,
    generation INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    hash       BLOB    NOT NULL,
    said_at    TEXT    NOT NULL,
    tombstones INTEGER NOT NULL DEFAULT 0       -- records that it sent without their bodies
) STRICT, WITHOUT ROWID;
