-- The core of the centre: terminals, what they sent, what is sent to them. Times are UTC text with milliseconds.

CREATE TABLE store (
    id         TEXT    NOT NULL PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT;

CREATE TABLE terminal (
    id              TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    place           TEXT    NOT NULL,
    public_key      BLOB    NOT NULL,           -- SubjectPublicKeyInfo, DER
    claimed_at      TEXT    NOT NULL,
    revoked_at      TEXT,
    software        TEXT    NOT NULL DEFAULT '',
    last_contact_at TEXT,
    online          INTEGER NOT NULL DEFAULT 0,
    session         INTEGER NOT NULL DEFAULT 0, -- of the last state message: a late will is no news
    pending         INTEGER NOT NULL DEFAULT 0,
    clock           TEXT                        -- quality of the last hello's clock
) STRICT;

CREATE TABLE claim_token (
    hash             BLOB NOT NULL PRIMARY KEY, -- of the token; the token itself is never stored
    terminal         TEXT NOT NULL UNIQUE,      -- the id that the claiming machine will get
    name             TEXT NOT NULL,
    place            TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    expires_at       TEXT NOT NULL,
    used_by_terminal TEXT,
    used_key         BLOB
) STRICT;

CREATE TABLE epoch (
    terminal      TEXT    NOT NULL,
    epoch         TEXT    NOT NULL,
    first_seen_at TEXT    NOT NULL,
    up_to         INTEGER NOT NULL,             -- the watermark: all records up to it are committed here
    head          BLOB    NOT NULL,             -- the chain value there
    after_gap     INTEGER NOT NULL DEFAULT 0,   -- 1: records before were lost, the next batch says the chain value
    safe          INTEGER NOT NULL DEFAULT 0,
    quarantined   INTEGER NOT NULL DEFAULT 0,
    parent_epoch  TEXT,
    parent_last   INTEGER,
    parent_head   BLOB,
    PRIMARY KEY (terminal, epoch)
) STRICT, WITHOUT ROWID;

CREATE INDEX epoch_by_parent ON epoch (terminal, parent_epoch);

CREATE TABLE record (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    type        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    known       INTEGER NOT NULL,               -- 0: of a type or version this software does not know
    envelope    BLOB    NOT NULL,
    body        BLOB    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX record_unknown ON record (type, version) WHERE known = 0;

CREATE TABLE quarantine (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    content     BLOB    NOT NULL,               -- SHA-256 of envelope, line break, body
    reason      TEXT    NOT NULL,               -- envelope, sequence, body, projection, fork
    detail      TEXT    NOT NULL,
    envelope    BLOB    NOT NULL,
    body        BLOB    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, seq, content)
) STRICT;

-- Records a terminal has not any more and the centre never had.
CREATE TABLE lost (
    terminal   TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,
    first      INTEGER NOT NULL,
    last       INTEGER NOT NULL,
    noticed_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE clock_anchor (
    terminal    TEXT    NOT NULL,
    boot        TEXT    NOT NULL,
    mono        INTEGER NOT NULL,               -- nanoseconds of the terminal's monotonic clock
    server_time TEXT    NOT NULL,               -- when the centre heard it
    PRIMARY KEY (terminal, boot)
) STRICT, WITHOUT ROWID;

CREATE TABLE refused_message (
    reason   TEXT    NOT NULL,
    terminal TEXT    NOT NULL,
    count    INTEGER NOT NULL,
    last_at  TEXT    NOT NULL,
    PRIMARY KEY (reason, terminal)
) STRICT, WITHOUT ROWID;

CREATE TABLE alarm (
    id        TEXT NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,                    -- lost, fork, rollback, divergence
    terminal  TEXT NOT NULL,
    detail    TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    UNIQUE (kind, terminal, detail)
) STRICT;

CREATE TABLE document (
    name    TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    hash    BLOB    NOT NULL
) STRICT;

CREATE TABLE document_entry (
    document TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    line     BLOB    NOT NULL,
    version  INTEGER NOT NULL,                  -- in which it last changed
    removed  INTEGER NOT NULL,
    PRIMARY KEY (document, id)
) STRICT;

CREATE INDEX document_entry_by_version ON document_entry (document, version);

-- What older versions hashed to: a delta starts only from a state that is known to be ours.
CREATE TABLE document_version (
    document TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    hash     BLOB    NOT NULL,
    PRIMARY KEY (document, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
) STRICT;
