-- Releases that lie here, and how they go out. The files lie below the data folder, named by their hashes.

CREATE TABLE release_staged (
    release_name  TEXT    NOT NULL PRIMARY KEY, -- the hash of the manifest's bytes
    version       TEXT    NOT NULL,
    signature     BYTEA   NOT NULL,
    architectures TEXT    NOT NULL,             -- a blank between them
    size          BIGINT  NOT NULL,             -- bytes of all files
    key_id        TEXT    NOT NULL,             -- whose signature it is
    built_at      TEXT    NOT NULL,
    staged_at     TEXT    NOT NULL,
    staged_by     TEXT    NOT NULL
);

CREATE TABLE release_file (
    release_name TEXT NOT NULL REFERENCES release_staged (release_name),
    hash         TEXT NOT NULL,
    PRIMARY KEY (release_name, hash)
);

CREATE INDEX release_file_hash ON release_file (hash);

CREATE TABLE rollout (
    id           TEXT    NOT NULL PRIMARY KEY,
    release_name TEXT    NOT NULL REFERENCES release_staged (release_name),
    standing     TEXT    NOT NULL, -- running, paused, stopped, aborted, finished
    stage        BIGINT  NOT NULL,
    attempt      BIGINT  NOT NULL, -- which time terminals are asked for this release
    daily_from   TEXT,
    daily_until  TEXT,
    made_by      TEXT    NOT NULL,
    made_at      TEXT    NOT NULL
);

CREATE TABLE rollout_stage (
    rollout          TEXT    NOT NULL REFERENCES rollout (id),
    number           BIGINT  NOT NULL,
    fail_percent     BIGINT  NOT NULL,
    patience_minutes BIGINT  NOT NULL,
    least_working    BIGINT  NOT NULL,
    at_once          BIGINT  NOT NULL,
    waits            BIGINT  NOT NULL, -- 1: people decide that the next one begins
    PRIMARY KEY (rollout, number)
);

CREATE TABLE rollout_place (
    rollout     TEXT    NOT NULL REFERENCES rollout (id),
    terminal    TEXT    NOT NULL,
    place_order BIGINT  NOT NULL,
    stage       BIGINT  NOT NULL,
    progress    TEXT    NOT NULL, -- waiting, told, done, failed, silent
    since       TEXT    NOT NULL,
    PRIMARY KEY (rollout, terminal)
);

-- What each terminal said last of a release.
CREATE TABLE release_reported (
    terminal     TEXT    NOT NULL PRIMARY KEY,
    release_name TEXT    NOT NULL,
    version      TEXT    NOT NULL,
    attempt      BIGINT  NOT NULL,
    word         TEXT    NOT NULL, -- ready, refused, tried, kept, returned
    obstacle     TEXT,
    said_at      TEXT    NOT NULL
);
