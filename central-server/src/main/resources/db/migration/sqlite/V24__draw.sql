-- Lucky draws: a commitment first, then the list, then the call. Nothing here is ever deleted.

CREATE TABLE draw (
    id            TEXT    NOT NULL PRIMARY KEY,
    title         TEXT    NOT NULL,
    secret        TEXT    NOT NULL, -- 64 hexadecimal digits; leaves this file only once the draw is revealed
    commitment    TEXT    NOT NULL, -- the secret's hash, published first
    announced_at  TEXT    NOT NULL,
    announced_by  TEXT    NOT NULL,
    announced_as  TEXT    NOT NULL, -- the record that says so, epoch and sequence with a stroke between
    tickets       TEXT,             -- the list's hash; NULL: not closed yet
    entrants      INTEGER,
    closed_at     TEXT,
    closed_by     TEXT,
    closed_as     TEXT,
    call          TEXT,             -- what the hall said; NULL: not revealed yet
    revealed_at   TEXT,
    revealed_by   TEXT,
    revealed_as   TEXT,
    cancelled_at  TEXT,             -- NULL: it was not
    cancelled_by  TEXT,
    cancelled_for TEXT,             -- why
    CHECK (call IS NULL OR tickets IS NOT NULL),
    CHECK (call IS NULL OR cancelled_at IS NULL)
) STRICT;

CREATE TABLE draw_prize (
    draw  TEXT    NOT NULL REFERENCES draw (id),
    place INTEGER NOT NULL, -- from 1
    name  TEXT    NOT NULL,
    PRIMARY KEY (draw, place)
) STRICT, WITHOUT ROWID;

-- Whose ticket is whose; what is published names nobody.
CREATE TABLE draw_ticket (
    draw   TEXT NOT NULL REFERENCES draw (id),
    ticket TEXT NOT NULL, -- 32 hexadecimal digits
    member TEXT NOT NULL,
    PRIMARY KEY (draw, ticket),
    UNIQUE (draw, member)
) STRICT, WITHOUT ROWID;

-- A step that was taken stays as it was taken.
CREATE TRIGGER draw_once BEFORE UPDATE ON draw
WHEN OLD.secret <> NEW.secret OR OLD.commitment <> NEW.commitment
    OR (OLD.tickets IS NOT NULL AND OLD.tickets IS NOT NEW.tickets)
    OR OLD.call IS NOT NULL OR OLD.cancelled_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a step of a draw is taken once');
END;

CREATE TRIGGER draw_stays BEFORE DELETE ON draw
BEGIN
    SELECT RAISE(ABORT, 'a draw stays');
END;

CREATE TRIGGER draw_prize_once BEFORE UPDATE ON draw_prize
BEGIN
    SELECT RAISE(ABORT, 'prizes stay as they were announced');
END;

CREATE TRIGGER draw_prize_stays BEFORE DELETE ON draw_prize
BEGIN
    SELECT RAISE(ABORT, 'prizes stay as they were announced');
END;

CREATE TRIGGER draw_prize_late BEFORE INSERT ON draw_prize
WHEN EXISTS (SELECT 1 FROM draw WHERE id = NEW.draw AND tickets IS NOT NULL)
    OR EXISTS (SELECT 1 FROM draw_prize WHERE draw = NEW.draw AND place = NEW.place)
BEGIN
    SELECT RAISE(ABORT, 'prizes stay as they were announced');
END;

CREATE TRIGGER draw_ticket_once BEFORE UPDATE ON draw_ticket
BEGIN
    SELECT RAISE(ABORT, 'a list stays as it was closed');
END;

CREATE TRIGGER draw_ticket_stays BEFORE DELETE ON draw_ticket
BEGIN
    SELECT RAISE(ABORT, 'a list stays as it was closed');
END;

-- The tickets come first and then the hash over them.
CREATE TRIGGER draw_ticket_late BEFORE INSERT ON draw_ticket
WHEN EXISTS (SELECT 1 FROM draw WHERE id = NEW.draw AND tickets IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'a list stays as it was closed');
END;
