-- Learning time. Moments are milliseconds since 1970 in UTC, so that they can be reckoned with; days are counted from
-- 1970-01-01 and months are written 202611, both of the site's zone. No foreign keys: a fact about a member or course
-- unknown here is kept.

-- One row per study.learned.
CREATE TABLE study_interval (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    session     TEXT    NOT NULL,
    member      TEXT    NOT NULL,
    course      TEXT,
    edition     INTEGER,
    lesson      TEXT,
    boot        TEXT    NOT NULL,               -- whose monotonic clock the stretch is told by
    mono_from   INTEGER NOT NULL,               -- milliseconds
    mono_until  INTEGER NOT NULL,
    mono_proven INTEGER NOT NULL,
    wall        TEXT    NOT NULL,               -- the record's own clocks
    quality     TEXT    NOT NULL,
    record_boot TEXT    NOT NULL,
    record_mono INTEGER NOT NULL,               -- nanoseconds
    from_at     INTEGER NOT NULL,               -- as dated
    until_at    INTEGER NOT NULL,
    certainty   TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    credential  TEXT    NOT NULL,
    simulated   INTEGER NOT NULL,
    led_by      TEXT,
    shown       TEXT    NOT NULL,               -- JSON
    place       INTEGER,
    parts       INTEGER,
    seen        TEXT,                           -- JSON
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX study_interval_member ON study_interval (member, from_at);
CREATE INDEX study_interval_lesson ON study_interval (member, course, lesson, until_at);
CREATE INDEX study_interval_boot ON study_interval (terminal, boot);

-- The anchor by which all stretches of a boot are dated; NULL: the centre knew none.
CREATE TABLE study_boot (
    terminal    TEXT NOT NULL,
    boot        TEXT NOT NULL,
    mono        INTEGER,                        -- nanoseconds
    server_time TEXT,
    dated_anew  INTEGER NOT NULL DEFAULT 0,     -- how many times
    PRIMARY KEY (terminal, boot)
) STRICT, WITHOUT ROWID;

-- Boots of which the centre has heard a new anchor since.
CREATE TABLE study_boot_due (
    terminal TEXT NOT NULL,
    boot     TEXT NOT NULL,
    PRIMARY KEY (terminal, boot)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER study_anchor_heard AFTER INSERT ON clock_anchor
WHEN EXISTS (SELECT 1 FROM study_boot WHERE terminal = NEW.terminal AND boot = NEW.boot)
BEGIN
    INSERT INTO study_boot_due (terminal, boot) SELECT NEW.terminal, NEW.boot
    WHERE NOT EXISTS (SELECT 1 FROM study_boot_due WHERE terminal = NEW.terminal AND boot = NEW.boot);
END;

CREATE TRIGGER study_anchor_renewed AFTER UPDATE ON clock_anchor
WHEN EXISTS (SELECT 1 FROM study_boot WHERE terminal = NEW.terminal AND boot = NEW.boot)
BEGIN
    INSERT INTO study_boot_due (terminal, boot) SELECT NEW.terminal, NEW.boot
    WHERE NOT EXISTS (SELECT 1 FROM study_boot_due WHERE terminal = NEW.terminal AND boot = NEW.boot);
END;

-- How far members are in lessons: made from study_interval alone.
CREATE TABLE study_lesson (
    member   TEXT    NOT NULL,
    course   TEXT    NOT NULL,
    lesson   TEXT    NOT NULL,
    edition  INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    parts    INTEGER NOT NULL,
    seen     TEXT    NOT NULL,                  -- JSON
    credited INTEGER NOT NULL,                  -- milliseconds
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (member, course, lesson)
) STRICT, WITHOUT ROWID;

-- Presence at meetings whose kind counts as learning: made from attendance, once they are over.
CREATE TABLE study_meeting (
    member    TEXT    NOT NULL,
    meeting   TEXT    NOT NULL,
    from_at   INTEGER NOT NULL,
    until_at  INTEGER NOT NULL,
    certainty TEXT    NOT NULL,                 -- of the arrival; RULED
    left_seen INTEGER NOT NULL,
    PRIMARY KEY (member, meeting)
) STRICT, WITHOUT ROWID;

CREATE INDEX study_meeting_meeting ON study_meeting (meeting);

-- Meetings of which something changed since. Triggers, because arrivals, rulings and plans are written in many places.
CREATE TABLE study_meeting_due (
    meeting TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO study_meeting_due (meeting) SELECT id FROM meeting;

CREATE TRIGGER study_meeting_planned AFTER INSERT ON meeting BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.id);
END;

CREATE TRIGGER study_meeting_changed AFTER UPDATE ON meeting BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.id);
END;

CREATE TRIGGER study_meeting_arrived AFTER INSERT ON arrival BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.meeting);
END;

CREATE TRIGGER study_meeting_voided AFTER INSERT ON voided_arrival BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.meeting);
END;

CREATE TRIGGER study_meeting_ruled AFTER INSERT ON ruling BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.meeting);
END;

CREATE TRIGGER study_meeting_joined AFTER INSERT ON joined_meeting BEGIN
    INSERT INTO study_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.meeting);
    INSERT INTO study_meeting_due (meeting) SELECT NEW.into_meeting
    WHERE NOT EXISTS (SELECT 1 FROM study_meeting_due WHERE meeting = NEW.into_meeting);
END;

-- What people rule, each row beside a record of the centre's own journal.
CREATE TABLE study_correction (
    ordinal  INTEGER PRIMARY KEY,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    member   TEXT    NOT NULL,
    from_at  INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    verdict  TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    note     BLOB    NOT NULL,                  -- SHA-256 of the salted note
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
) STRICT;

CREATE INDEX study_correction_member ON study_correction (member, ordinal);

CREATE TABLE study_off_site (
    epoch      TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    member     TEXT    NOT NULL,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    note       BLOB    NOT NULL,
    asked_by   TEXT    NOT NULL,
    asked_at   TEXT    NOT NULL,
    granted    INTEGER,                         -- NULL: nobody has decided
    decided_by TEXT,
    decided_at TEXT,
    PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX study_off_site_member ON study_off_site (member, from_at);
CREATE INDEX study_off_site_open ON study_off_site (asked_at) WHERE granted IS NULL;

-- Milliseconds of each day and month, each moment once: in the column of what stands first of a meeting, study in a
-- group, study alone, and what somebody vouched for. Made from the tables above; proven is what evidence encloses.
CREATE TABLE study_day (
    member   TEXT    NOT NULL,
    day      INTEGER NOT NULL,
    met      INTEGER NOT NULL,
    grouped  INTEGER NOT NULL,
    alone    INTEGER NOT NULL,
    off_site INTEGER NOT NULL,
    proven   INTEGER NOT NULL,
    PRIMARY KEY (member, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE study_month (
    member   TEXT    NOT NULL,
    month    INTEGER NOT NULL,
    met      INTEGER NOT NULL,
    grouped  INTEGER NOT NULL,
    alone    INTEGER NOT NULL,
    off_site INTEGER NOT NULL,
    proven   INTEGER NOT NULL,
    PRIMARY KEY (member, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX study_month_all ON study_month (month, member, met, grouped, alone, off_site, proven);

-- Rules are data. The pack that the software brings holds where none stands here.
CREATE TABLE study_rule_pack (
    id         INTEGER PRIMARY KEY,
    valid_from TEXT NOT NULL,                   -- a day
    content    TEXT NOT NULL,                   -- JSON
    added_at   TEXT NOT NULL,
    added_by   TEXT NOT NULL
) STRICT;

-- What the year asks of a member; no row: what it asks of every member.
CREATE TABLE study_standing (
    member TEXT NOT NULL PRIMARY KEY,
    role   TEXT NOT NULL,
    exempt TEXT,                                -- why nothing hard is asked of them; NULL: it is
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX study_standing_role ON study_standing (role);

CREATE TABLE study_plan (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    due      TEXT,                              -- the last day
    made_by  TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    ended_at TEXT
) STRICT, WITHOUT ROWID;

-- What a plan asks to be studied, and of whom: course, branch, role, member.
CREATE TABLE study_plan_part (
    plan  TEXT NOT NULL,
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (plan, kind, value)
) STRICT, WITHOUT ROWID;
