-- What people do about records that could not be taken, about copied disks, and what is known to be missing.

-- A record in quarantine that was tried again stays with the newer reason; one that was given up stays as it came,
-- because the chain of its epoch runs through it.
ALTER TABLE quarantine ADD COLUMN tried_at TEXT;
ALTER TABLE quarantine ADD COLUMN discarded_at TEXT;
ALTER TABLE quarantine ADD COLUMN discarded_by TEXT;
ALTER TABLE quarantine ADD COLUMN discard_note TEXT;
ALTER TABLE quarantine ADD COLUMN branch TEXT;  -- of a second history: its name in fork_branch

-- A second history of an epoch, as it was found: the first record that differs has the chain value behind it in its
-- name. Taken in, it is an epoch of that name.
CREATE TABLE fork_branch (
    terminal   TEXT    NOT NULL,
    branch     TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,
    common     BIGINT NOT NULL,                 -- the last record that both have
    common_head BYTEA    NOT NULL,                 -- the chain value there
    up_to      BIGINT NOT NULL,                 -- the last record of it that came
    head       BYTEA    NOT NULL,
    found_at   TEXT    NOT NULL,
    PRIMARY KEY (terminal, branch)
);

-- What somebody decided about the second of two branches.
CREATE TABLE fork_decision (
    terminal   TEXT NOT NULL,
    branch     TEXT NOT NULL,                   -- an epoch, or a row in fork_branch
    verdict    TEXT NOT NULL,                   -- keep-both, set-aside
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (terminal, branch)
);

ALTER TABLE epoch ADD COLUMN set_aside BIGINT NOT NULL DEFAULT 0; -- 1: what comes of it goes to quarantine

-- What terminals said they have and the centre has not. Told is whether the latest hello still named it.
CREATE TABLE told_epoch (
    terminal TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    newest   BIGINT NOT NULL,
    told     BIGINT NOT NULL,
    told_at  TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch)
);

-- Which count of guests is the latest is seen from the record, not from when it came.
ALTER TABLE counted_guest ADD COLUMN epoch TEXT NOT NULL DEFAULT '';
ALTER TABLE counted_guest ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counted_guest ADD COLUMN counted_at TEXT NOT NULL DEFAULT '';
