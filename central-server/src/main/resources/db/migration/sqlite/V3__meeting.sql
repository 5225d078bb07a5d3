-- Meetings and what arrived for them. Times are UTC text with milliseconds.

CREATE TABLE meeting (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    host        TEXT NOT NULL REFERENCES branch (id),
    place       TEXT NOT NULL,
    starts_at   TEXT NOT NULL,
    ends_at     TEXT NOT NULL,
    opens_at    TEXT NOT NULL,
    late_from   TEXT NOT NULL,
    closes_at   TEXT NOT NULL,
    cancelled_at TEXT,
    UNIQUE (title, starts_at, host)
) STRICT;

CREATE INDEX meeting_time ON meeting (starts_at);

-- Expected are the members of these branches and of all below them, and those named one by one.
CREATE TABLE meeting_branch (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    branch  TEXT NOT NULL REFERENCES branch (id),
    PRIMARY KEY (meeting, branch)
) STRICT;

CREATE TABLE meeting_member (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    member  TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (meeting, member)
) STRICT;

-- No row: every terminal serves the meeting.
CREATE TABLE meeting_station (
    meeting  TEXT NOT NULL REFERENCES meeting (id),
    terminal TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
) STRICT;

-- What terminals reported, one row per fact. No foreign keys: a fact about a meeting or member unknown here is kept.
CREATE TABLE arrival (
    terminal   TEXT NOT NULL,
    epoch      TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    meeting    TEXT NOT NULL,
    member     TEXT NOT NULL,
    repeated   INTEGER NOT NULL,
    credential TEXT NOT NULL,
    device     TEXT NOT NULL,
    simulated  INTEGER NOT NULL,
    boot       TEXT NOT NULL,
    mono       INTEGER NOT NULL,
    wall       TEXT NOT NULL,
    quality    TEXT NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX arrival_meeting ON arrival (meeting, member);
