-- Quizzes and contests. Facts stand in quiz_begun, quiz_answer and quiz_ended as they were told; quiz_attempt and
-- quiz_mark are made from them, from the bank and from what people ruled, and can be made again. No foreign keys: a
-- fact about a quiz, bank or member unknown here is kept.

-- Banks by which something was or will be marked. They stay when the course goes on to another edition.
CREATE TABLE question_bank (
    digest  TEXT NOT NULL PRIMARY KEY,          -- SHA-256 of the content
    content BLOB NOT NULL,                      -- the bank's file as it was
    kept_at TEXT NOT NULL
) STRICT;

CREATE TABLE quiz (
    id       TEXT    NOT NULL PRIMARY KEY,
    title    TEXT    NOT NULL,
    kind     TEXT    NOT NULL,                  -- TEST, DAILY, CONTEST
    mode     TEXT    NOT NULL,                  -- PERSON, BRANCH, TEAM
    course   TEXT    NOT NULL,
    bank     TEXT    NOT NULL,                  -- of question_bank
    paper    TEXT    NOT NULL,                  -- JSON
    seed     TEXT    NOT NULL,
    part     INTEGER NOT NULL,
    seconds  INTEGER,                           -- for one paper; NULL: no limit
    opens    TEXT,                              -- NULL: at once
    closes   TEXT,                              -- NULL: stays open
    attempts INTEGER,                           -- NULL: as often as one likes
    pass     INTEGER,                           -- per cent; NULL: nobody passes or fails
    best     INTEGER NOT NULL,                  -- people of a branch or team whose results are its own
    made_by  TEXT    NOT NULL,
    made_at  TEXT    NOT NULL,
    ended_at TEXT                               -- by hand
) STRICT, WITHOUT ROWID;

-- Units whose people are asked; none: everybody.
CREATE TABLE quiz_branch (
    quiz   TEXT NOT NULL,
    branch TEXT NOT NULL,
    PRIMARY KEY (quiz, branch)
) STRICT, WITHOUT ROWID;

CREATE TABLE quiz_team (
    quiz TEXT NOT NULL,
    id   TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (quiz, id),
    UNIQUE (quiz, name)
) STRICT, WITHOUT ROWID;

-- A member is in one team of a quiz.
CREATE TABLE quiz_team_member (
    quiz   TEXT NOT NULL,
    member TEXT NOT NULL,
    team   TEXT NOT NULL,
    PRIMARY KEY (quiz, member)
) STRICT, WITHOUT ROWID;

-- One row per quiz.begun, quiz.answered and quiz.ended. An attempt is one member's at one terminal: whoever tells of it
-- from elsewhere, or for somebody else, tells of another one.
CREATE TABLE quiz_begun (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    attempt     TEXT    NOT NULL,
    member      TEXT    NOT NULL,
    course      TEXT    NOT NULL,
    bank        TEXT    NOT NULL,
    quiz        TEXT,                           -- NULL: practice
    round       TEXT    NOT NULL,
    paper       TEXT    NOT NULL,
    asked       INTEGER NOT NULL,
    credential  TEXT    NOT NULL,
    simulated   INTEGER NOT NULL,
    boot        TEXT    NOT NULL,
    mono        INTEGER NOT NULL,               -- nanoseconds
    wall        TEXT    NOT NULL,
    quality     TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX quiz_begun_attempt ON quiz_begun (terminal, attempt, member);
CREATE INDEX quiz_begun_quiz ON quiz_begun (quiz);
CREATE INDEX quiz_begun_member ON quiz_begun (member);

CREATE TABLE quiz_answer (
    terminal TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    question TEXT    NOT NULL,
    answer   TEXT    NOT NULL,                  -- JSON
    used     INTEGER NOT NULL,                  -- milliseconds of the attempt's own time
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX quiz_answer_attempt ON quiz_answer (terminal, attempt, member);

CREATE TABLE quiz_ended (
    terminal TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    ending   TEXT    NOT NULL,
    points   INTEGER NOT NULL,                  -- as the screen showed them
    out_of   INTEGER NOT NULL,
    used     INTEGER NOT NULL,
    breaks   INTEGER NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX quiz_ended_attempt ON quiz_ended (terminal, attempt, member);

-- What people rule, each row beside a record of the centre's own journal. The latest counts.
CREATE TABLE quiz_question_ruling (
    ordinal  INTEGER PRIMARY KEY,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    quiz     TEXT    NOT NULL,
    question TEXT    NOT NULL,
    verdict  TEXT    NOT NULL,
    note     BLOB    NOT NULL,                  -- SHA-256 of the salted note
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
) STRICT;

CREATE INDEX quiz_question_ruling_quiz ON quiz_question_ruling (quiz, ordinal);

CREATE TABLE quiz_attempt_ruling (
    ordinal  INTEGER PRIMARY KEY,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    counts   INTEGER NOT NULL,
    note     BLOB    NOT NULL,
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
) STRICT;

CREATE INDEX quiz_attempt_ruling_attempt ON quiz_attempt_ruling (attempt, ordinal);

-- Attempts as the centre marks them, one row for each that has begun.
CREATE TABLE quiz_attempt (
    terminal   TEXT    NOT NULL,
    attempt    TEXT    NOT NULL,
    member     TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,                -- of the quiz_begun that counts
    seq        INTEGER NOT NULL,
    quiz       TEXT,
    round      TEXT    NOT NULL,
    course     TEXT    NOT NULL,
    bank       TEXT    NOT NULL,
    marked     INTEGER NOT NULL,                -- 0: quiz or bank is not known here
    paper_fits INTEGER NOT NULL,                -- 0: the centre draws another paper
    points     INTEGER NOT NULL,
    out_of     INTEGER NOT NULL,
    keyed      INTEGER NOT NULL,                -- points by the key alone
    ending     TEXT,                            -- NULL: not ended
    used       INTEGER NOT NULL,
    ignored    INTEGER NOT NULL,                -- answers that do not count
    PRIMARY KEY (terminal, attempt, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_attempt_quiz ON quiz_attempt (quiz, member);
CREATE INDEX quiz_attempt_member ON quiz_attempt (member);
CREATE INDEX quiz_attempt_unmarked ON quiz_attempt (bank) WHERE marked = 0;

-- Each question of an attempt.
CREATE TABLE quiz_mark (
    terminal TEXT    NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    question TEXT    NOT NULL,
    place    INTEGER NOT NULL,                  -- on the paper, from 0
    points   INTEGER,                           -- NULL: struck
    keyed    INTEGER NOT NULL,
    answer   TEXT,                              -- JSON; NULL: none that counts
    used     INTEGER,                           -- when it was given
    took     INTEGER,                           -- since the answer before it
    PRIMARY KEY (terminal, attempt, member, question)
) STRICT, WITHOUT ROWID;

-- Attempts of which something changed since they were marked.
CREATE TABLE quiz_attempt_due (
    terminal TEXT NOT NULL,
    attempt  TEXT NOT NULL,
    member   TEXT NOT NULL,
    PRIMARY KEY (terminal, attempt, member)
) STRICT, WITHOUT ROWID;

-- Contests whose ranks may be others now.
CREATE TABLE quiz_rank_due (
    quiz TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
