-- Meetings whose presence is being taken into learning time: as personal_meeting_taken.
CREATE TABLE study_meeting_taken (
    meeting TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- When that was done last: each at most once a minute.
CREATE TABLE study_meeting_settled (
    meeting    TEXT NOT NULL PRIMARY KEY,
    settled_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When an attempt began is dated anew once the centre has heard a clock, and where that moved by more than a second.
CREATE INDEX quiz_begun_boot ON quiz_begun (terminal, boot);

CREATE TRIGGER quiz_anchor_heard AFTER INSERT ON clock_anchor BEGIN
    INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)
    SELECT DISTINCT one.terminal, one.attempt, one.member, NEW.server_time FROM quiz_begun AS one
    WHERE one.terminal = NEW.terminal AND one.boot = NEW.boot
    AND NOT EXISTS (SELECT 1 FROM quiz_attempt_due AS due
        WHERE due.terminal = one.terminal AND due.attempt = one.attempt AND due.member = one.member);
END;

CREATE TRIGGER quiz_anchor_moved AFTER UPDATE ON clock_anchor
WHEN abs((julianday(NEW.server_time) - julianday(OLD.server_time)) * 86400.0 - (NEW.mono - OLD.mono) / 1e9) > 1
BEGIN
    INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)
    SELECT DISTINCT one.terminal, one.attempt, one.member, NEW.server_time FROM quiz_begun AS one
    WHERE one.terminal = NEW.terminal AND one.boot = NEW.boot
    AND NOT EXISTS (SELECT 1 FROM quiz_attempt_due AS due
        WHERE due.terminal = one.terminal AND due.attempt = one.attempt AND due.member = one.member);
END;

-- A draw says how many prizes it has: what is announced later is none of them.
DROP TRIGGER draw_once;
DROP TRIGGER draw_prize_late;

ALTER TABLE draw ADD COLUMN prizes INTEGER NOT NULL DEFAULT 0;

UPDATE draw SET prizes = (SELECT count(*) FROM draw_prize WHERE draw_prize.draw = draw.id);

-- REPLACE deletes without asking: a row of the same name or place is refused before.
CREATE TRIGGER draw_announced_once BEFORE INSERT ON draw
WHEN EXISTS (SELECT 1 FROM draw WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    SELECT RAISE(ABORT, 'a draw stays');
END;

-- What was announced never changes, and what belongs to a step is written with it and not later.
CREATE TRIGGER draw_once BEFORE UPDATE ON draw
WHEN (OLD.rowid, OLD.id, OLD.title, OLD.secret, OLD.commitment, OLD.prizes, OLD.announced_at, OLD.announced_by, OLD.announced_as)
    IS NOT (NEW.rowid, NEW.id, NEW.title, NEW.secret, NEW.commitment, NEW.prizes, NEW.announced_at, NEW.announced_by, NEW.announced_as)
    OR (OLD.tickets IS NOT NULL AND OLD.tickets IS NOT NEW.tickets)
    OR (OLD.tickets IS NEW.tickets
        AND (OLD.entrants, OLD.closed_at, OLD.closed_by, OLD.closed_as)
        IS NOT (NEW.entrants, NEW.closed_at, NEW.closed_by, NEW.closed_as))
    OR (OLD.call IS NEW.call
        AND (OLD.revealed_at, OLD.revealed_by, OLD.revealed_as)
        IS NOT (NEW.revealed_at, NEW.revealed_by, NEW.revealed_as))
    OR (OLD.cancelled_at IS NEW.cancelled_at
        AND (OLD.cancelled_by, OLD.cancelled_for, OLD.cancelled_as)
        IS NOT (NEW.cancelled_by, NEW.cancelled_for, NEW.cancelled_as))
    OR OLD.call IS NOT NULL OR OLD.cancelled_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a step of a draw is taken once');
END;

CREATE TRIGGER draw_prize_late BEFORE INSERT ON draw_prize
WHEN NOT EXISTS (SELECT 1 FROM draw WHERE id = NEW.draw AND NEW.place BETWEEN 1 AND prizes)
    OR EXISTS (SELECT 1 FROM draw_prize WHERE draw = NEW.draw AND place = NEW.place)
BEGIN
    SELECT RAISE(ABORT, 'prizes stay as they were announced');
END;
