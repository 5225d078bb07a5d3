-- Courses: the edition that terminals are to hold, where and how it goes, and how far they are. The files lie below the
-- data folder, named by their hashes.

CREATE TABLE course_edition (
    manifest  TEXT    NOT NULL PRIMARY KEY, -- the hash of the manifest's bytes: the name of the edition
    course    TEXT    NOT NULL,
    edition   INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    language  TEXT    NOT NULL,
    lessons   INTEGER NOT NULL,
    size      INTEGER NOT NULL,             -- bytes of all files
    expires   TEXT,                         -- the last day; NULL: never ends
    signature BLOB    NOT NULL,
    added_at  TEXT    NOT NULL,
    added_by  TEXT    NOT NULL
) STRICT;

CREATE TABLE course_file (
    manifest TEXT NOT NULL REFERENCES course_edition (manifest),
    hash     TEXT NOT NULL,
    PRIMARY KEY (manifest, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX course_file_hash ON course_file (hash);

CREATE TABLE course (
    id               TEXT    NOT NULL PRIMARY KEY,
    manifest         TEXT    NOT NULL REFERENCES course_edition (manifest),
    withdrawn_at     TEXT,    -- NULL: terminals are to hold it
    from_at          TEXT,    -- not fetched before; NULL: at once
    daily_from       TEXT,    -- hours of the day by the terminal's clock; NULL: all day
    daily_until      TEXT,
    bytes_per_second INTEGER  -- NULL: as fast as the network goes
) STRICT;

-- Where a course goes that does not go everywhere; no row: to every terminal.
CREATE TABLE course_terminal (
    course   TEXT NOT NULL REFERENCES course (id),
    terminal TEXT NOT NULL,
    PRIMARY KEY (course, terminal)
) STRICT, WITHOUT ROWID;

-- What terminals reported last.
CREATE TABLE course_delivery (
    terminal TEXT    NOT NULL,
    course   TEXT    NOT NULL,
    manifest TEXT    NOT NULL,
    here     INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    whole    INTEGER NOT NULL,
    problem  TEXT,
    told_at  TEXT    NOT NULL,
    PRIMARY KEY (terminal, course)
) STRICT, WITHOUT ROWID;
