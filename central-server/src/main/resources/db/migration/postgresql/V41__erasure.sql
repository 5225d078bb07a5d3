-- People who were erased: ids that name nobody any more, kept so that what still comes of them is known and so that
-- terminals are told. Nothing here is ever deleted.
CREATE TABLE erasure (
    member    TEXT    NOT NULL PRIMARY KEY,
    erased_at TEXT    NOT NULL,
    erased_by TEXT    NOT NULL,                 -- an account
    reason    TEXT    NOT NULL,                 -- a word of ours
    went      TEXT    NOT NULL,                 -- JSON: how much of what
    version   BIGINT  NOT NULL,                 -- of the document erase/site that names them
    late      BIGINT  NOT NULL DEFAULT 0,       -- records about them that came since and were stored as tombstones
    late_at   TEXT,
    swept_at  TEXT                              -- since when no log and no dead row of the store holds them; NULL: not yet
);

-- Which state of erase/site a terminal said it holds, and so has done.
CREATE TABLE erasure_held (
    terminal   TEXT    NOT NULL PRIMARY KEY,
    store      TEXT    NOT NULL,
    generation BIGINT  NOT NULL,
    version    BIGINT  NOT NULL,
    hash       BYTEA   NOT NULL,
    said_at    TEXT    NOT NULL,
    tombstones BIGINT  NOT NULL DEFAULT 0       -- records that it sent without their bodies
);

-- As SQLite has it for bytes.
CREATE FUNCTION instr(whole BYTEA, part BYTEA) RETURNS INTEGER LANGUAGE sql IMMUTABLE AS
$$ SELECT position(part IN whole) $$;
