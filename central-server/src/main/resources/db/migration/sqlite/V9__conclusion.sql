-- What people rule about attendance and meetings, each row beside a record of the centre's own journal.

CREATE TABLE ruling (
    ordinal INTEGER PRIMARY KEY,
    meeting TEXT NOT NULL,
    member  TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason  TEXT NOT NULL,
    note    BLOB,                               -- SHA-256 of the salted note
    ruled_by TEXT NOT NULL,
    ruled_at TEXT NOT NULL
) STRICT;

CREATE INDEX ruling_meeting ON ruling (meeting, member, ordinal);

-- Notes stand apart from records: erasing a person takes them away and no chain breaks.
CREATE TABLE ruling_note (
    hash BLOB NOT NULL PRIMARY KEY,
    salt BLOB NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE written_off (
    meeting    TEXT NOT NULL,
    terminal   TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
) STRICT, WITHOUT ROWID;

CREATE TABLE joined_meeting (
    meeting   TEXT NOT NULL PRIMARY KEY,
    into_meeting TEXT NOT NULL,
    joined_by TEXT NOT NULL,
    joined_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX joined_into ON joined_meeting (into_meeting);

CREATE TABLE seal (
    meeting   TEXT    NOT NULL,
    edition   INTEGER NOT NULL,
    content   BLOB    NOT NULL,                 -- SHA-256 of the sealed bytes
    sealed_by TEXT    NOT NULL,
    sealed_at TEXT    NOT NULL,
    countersigned_by TEXT,
    countersigned_at TEXT,
    PRIMARY KEY (meeting, edition)
) STRICT, WITHOUT ROWID;

-- The sealed bytes themselves, as they were hashed.
CREATE TABLE sealed_record (
    content BLOB NOT NULL PRIMARY KEY,
    bytes   BLOB NOT NULL
) STRICT;

-- How often a unit holds which kind of meeting. Frequencies are data: a school changes them here.
CREATE TABLE meeting_rule (
    kind        TEXT    NOT NULL,
    branch_kind TEXT    NOT NULL,
    times       INTEGER NOT NULL,
    period      TEXT    NOT NULL,               -- month, quarter, year
    source      TEXT    NOT NULL,
    PRIMARY KEY (kind, branch_kind)
) STRICT, WITHOUT ROWID;

-- 中国共产党支部工作条例(试行), 2018.
INSERT INTO meeting_rule (kind, branch_kind, times, period, source) VALUES
    ('branch-assembly', 'branch', 1, 'quarter', '支部工作条例（试行）第十一条'),
    ('branch-committee', 'branch', 1, 'month', '支部工作条例（试行）第十二条'),
    ('group-meeting', 'group', 1, 'month', '支部工作条例（试行）第十三条'),
    ('themed-day', 'branch', 1, 'month', '支部工作条例（试行）第十六条'),
    ('organisation-life', 'branch', 1, 'year', '支部工作条例（试行）第十七条');
