-- Who belongs where. Times are UTC text with milliseconds.

CREATE TABLE branch (
    id     TEXT PRIMARY KEY,
    parent TEXT REFERENCES branch (id),
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL
) STRICT;

-- Siblings differ in name; NULL parents count as one family.
CREATE UNIQUE INDEX branch_name ON branch (coalesce(parent, ''), name);

CREATE TABLE member (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    student_number TEXT NOT NULL UNIQUE,
    branch         TEXT NOT NULL REFERENCES branch (id),
    status         TEXT NOT NULL,
    shown_in_full  INTEGER NOT NULL,
    badge_from     INTEGER NOT NULL,
    added_at       TEXT NOT NULL
) STRICT;

CREATE INDEX member_branch ON member (branch, student_number);

-- The identifier itself is sealed; the index finds it again without telling it.
CREATE TABLE card (
    blind_index TEXT PRIMARY KEY,
    member      TEXT NOT NULL REFERENCES member (id),
    sealed      BLOB NOT NULL,
    added_at    TEXT NOT NULL
) STRICT;

CREATE INDEX card_member ON card (member);

CREATE TABLE badge (
    member     TEXT NOT NULL REFERENCES member (id),
    serial     INTEGER NOT NULL,
    last_day   TEXT NOT NULL,
    issued_at  TEXT NOT NULL,
    issued_by  TEXT NOT NULL,
    revoked_at TEXT,
    revoked_by TEXT,
    PRIMARY KEY (member, serial)
) STRICT;

-- Documents that no longer say what the tables say. The stamp tells a mark that came while publishing from the one
-- that was being served.
CREATE TABLE publication_due (
    document TEXT PRIMARY KEY,
    stamp    INTEGER NOT NULL
) STRICT;
