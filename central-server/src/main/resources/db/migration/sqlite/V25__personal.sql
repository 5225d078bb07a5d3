-- What meetings that are over and were held came to for each member: made from attendance, and can be made again.
CREATE TABLE personal_meeting (
    member    TEXT    NOT NULL,
    starts_at TEXT    NOT NULL,
    meeting   TEXT    NOT NULL,
    expected  INTEGER NOT NULL,
    state     TEXT    NOT NULL,                 -- as long as some terminal may still know: missing instead of absent
    PRIMARY KEY (member, starts_at, meeting)
) STRICT, WITHOUT ROWID;

CREATE INDEX personal_meeting_meeting ON personal_meeting (meeting);

-- The meetings that stand above, and whether all their terminals had reported when that was looked at last.
CREATE TABLE personal_settled (
    meeting    TEXT    NOT NULL PRIMARY KEY,
    settled_at TEXT    NOT NULL,
    complete   INTEGER NOT NULL,
    looked_at  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX personal_settled_open ON personal_settled (looked_at) WHERE complete = 0;

-- First digits of members of whom terminals are to be told anew.
CREATE TABLE personal_due (
    digit TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER personal_member_left AFTER UPDATE ON member WHEN NEW.status <> OLD.status BEGIN
    INSERT INTO personal_due (digit) SELECT substr(NEW.id, 1, 1)
    WHERE NOT EXISTS (SELECT 1 FROM personal_due WHERE digit = substr(NEW.id, 1, 1));
END;

-- Meetings of which something changed since. Triggers, because arrivals, rulings and plans are written in many places.
CREATE TABLE personal_meeting_due (
    meeting TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO personal_meeting_due (meeting) SELECT id FROM meeting;

CREATE TRIGGER personal_meeting_planned AFTER INSERT ON meeting BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = NEW.id);
END;

CREATE TRIGGER personal_meeting_changed AFTER UPDATE ON meeting BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = NEW.id);
END;

CREATE TRIGGER personal_meeting_arrived AFTER INSERT ON arrival BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = NEW.meeting), NEW.meeting) AS one
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = one);
END;

CREATE TRIGGER personal_meeting_voided AFTER INSERT ON voided_arrival BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = NEW.meeting), NEW.meeting) AS one
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = one);
END;

CREATE TRIGGER personal_meeting_ruled AFTER INSERT ON ruling BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = NEW.meeting), NEW.meeting) AS one
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = one);
END;

CREATE TRIGGER personal_meeting_joined AFTER INSERT ON joined_meeting BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = NEW.meeting);
    INSERT INTO personal_meeting_due (meeting) SELECT NEW.into_meeting
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = NEW.into_meeting);
END;

CREATE TRIGGER personal_meeting_sealed AFTER INSERT ON seal BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT NEW.meeting
    WHERE NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = NEW.meeting);
END;

-- What a terminal's clock says is dated anew once the centre has heard it, and where that moved by more than a second.
CREATE INDEX arrival_boot ON arrival (terminal, boot);

CREATE TRIGGER personal_anchor_heard AFTER INSERT ON clock_anchor BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT DISTINCT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = arrival.meeting), arrival.meeting) AS one
    FROM arrival WHERE terminal = NEW.terminal AND boot = NEW.boot
    AND NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = one);
END;

CREATE TRIGGER personal_anchor_moved AFTER UPDATE ON clock_anchor
WHEN abs((julianday(NEW.server_time) - julianday(OLD.server_time)) * 86400.0 - (NEW.mono - OLD.mono) / 1e9) > 1
BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT DISTINCT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = arrival.meeting), arrival.meeting) AS one
    FROM arrival WHERE terminal = NEW.terminal AND boot = NEW.boot
    AND NOT EXISTS (SELECT 1 FROM personal_meeting_due WHERE meeting = one);
END;
