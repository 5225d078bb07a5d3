-- What the SQLite files up to V30 come to, as one script: a school that begins on PostgreSQL has no past on it.
-- Both stores have the same tables, columns, keys, indexes and triggers by the same names (SchemasTest). Moments are
-- UTC text with milliseconds, flags are 0 and 1, as they are there: one text of every statement runs on both.
-- What terminals have told, and is asked for by its terminal, lies in 16 parts by terminal: at the end of this script.

CREATE TABLE store (
    id         TEXT    NOT NULL PRIMARY KEY,
    generation BIGINT  NOT NULL
);

CREATE TABLE terminal (
    id              TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    place           TEXT    NOT NULL,
    public_key      BYTEA    NOT NULL,           -- SubjectPublicKeyInfo, DER
    claimed_at      TEXT    NOT NULL,
    revoked_at      TEXT,
    software        TEXT    NOT NULL DEFAULT '',
    last_contact_at TEXT,
    online          BIGINT  NOT NULL DEFAULT 0,
    session         BIGINT  NOT NULL DEFAULT 0, -- of the last state message: a late will is no news
    pending         BIGINT  NOT NULL DEFAULT 0,
    clock           TEXT                        -- quality of the last hello's clock
);

CREATE TABLE claim_token (
    hash             BYTEA NOT NULL PRIMARY KEY, -- of the token; the token itself is never stored
    terminal         TEXT NOT NULL UNIQUE,      -- the id that the claiming machine will get
    name             TEXT NOT NULL,
    place            TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    expires_at       TEXT NOT NULL,
    used_by_terminal TEXT,
    used_key         BYTEA
);

CREATE TABLE epoch (
    terminal      TEXT    NOT NULL,
    epoch         TEXT    NOT NULL,
    first_seen_at TEXT    NOT NULL,
    up_to         BIGINT  NOT NULL,             -- the watermark: all records up to it are committed here
    head          BYTEA    NOT NULL,             -- the chain value there
    after_gap     BIGINT  NOT NULL DEFAULT 0,   -- 1: records before were lost, the next batch says the chain value
    safe          BIGINT  NOT NULL DEFAULT 0,
    quarantined   BIGINT  NOT NULL DEFAULT 0,
    parent_epoch  TEXT,
    parent_last   BIGINT,
    parent_head   BYTEA,
    PRIMARY KEY (terminal, epoch)
);
CREATE INDEX epoch_by_parent ON epoch (terminal, parent_epoch);

CREATE TABLE record (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    type        TEXT    NOT NULL,
    version     BIGINT  NOT NULL,
    known       BIGINT  NOT NULL,               -- 0: of a type or version this software does not know
    envelope    BYTEA    NOT NULL,
    body        BYTEA    NOT NULL,
    received_at TEXT    NOT NULL,
    rowid       BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY, -- in the order of storing; SQLite has it unasked
    PRIMARY KEY (terminal, epoch, seq)
) PARTITION BY HASH (terminal);
CREATE INDEX record_rowid ON record (rowid);
CREATE INDEX record_unknown ON record (type, version) WHERE known = 0;

CREATE TABLE quarantine (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    content     BYTEA    NOT NULL,               -- SHA-256 of envelope, line break, body
    reason      TEXT    NOT NULL,               -- envelope, sequence, body, projection, fork
    detail      TEXT    NOT NULL,
    envelope    BYTEA    NOT NULL,
    body        BYTEA    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, seq, content)
);

CREATE TABLE lost (
    terminal   TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,
    first      BIGINT  NOT NULL,
    last       BIGINT  NOT NULL,
    noticed_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, first)
);

CREATE TABLE clock_anchor (
    terminal    TEXT    NOT NULL,
    boot        TEXT    NOT NULL,
    mono        BIGINT  NOT NULL,               -- nanoseconds of the terminal's monotonic clock
    server_time TEXT    NOT NULL,               -- when the centre heard it
    PRIMARY KEY (terminal, boot)
);

CREATE TABLE refused_message (
    reason   TEXT    NOT NULL,
    terminal TEXT    NOT NULL,
    count    BIGINT  NOT NULL,
    last_at  TEXT    NOT NULL,
    PRIMARY KEY (reason, terminal)
);

CREATE TABLE alarm (
    id        TEXT NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,                    -- lost, fork, rollback, divergence
    terminal  TEXT NOT NULL,
    detail    TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    UNIQUE (kind, terminal, detail)
);

CREATE TABLE document (
    name    TEXT    NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL,
    hash    BYTEA    NOT NULL
);

CREATE TABLE document_entry (
    document TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    line     BYTEA    NOT NULL,
    version  BIGINT  NOT NULL,                  -- in which it last changed
    removed  BIGINT  NOT NULL,
    PRIMARY KEY (document, id)
);
CREATE INDEX document_entry_by_version ON document_entry (document, version);

CREATE TABLE document_version (
    document TEXT    NOT NULL,
    version  BIGINT  NOT NULL,
    hash     BYTEA    NOT NULL,
    PRIMARY KEY (document, version)
);

CREATE TABLE audit (
    id      BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
);

CREATE TABLE branch (
    id     TEXT PRIMARY KEY,
    parent TEXT REFERENCES branch (id),
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL,
    exists_from TEXT
);
CREATE UNIQUE INDEX branch_name ON branch (coalesce(parent, ''), name);

CREATE TABLE member (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    student_number TEXT NOT NULL UNIQUE,
    branch         TEXT NOT NULL REFERENCES branch (id),
    status         TEXT NOT NULL,
    shown_in_full  BIGINT  NOT NULL,
    badge_from     BIGINT  NOT NULL,
    added_at       TEXT NOT NULL
);
CREATE INDEX member_branch ON member (branch, student_number);
CREATE INDEX member_number_as_typed ON member (replace(upper(student_number), '-', ''));

CREATE TABLE card (
    blind_index TEXT PRIMARY KEY,
    member      TEXT NOT NULL REFERENCES member (id),
    sealed      BYTEA NOT NULL,
    added_at    TEXT NOT NULL,
    added_by TEXT NOT NULL DEFAULT '',
    suspended_at TEXT,
    suspended_for TEXT,
    confirmed_at TEXT,
    confirmed_by TEXT
);
CREATE INDEX card_member ON card (member);
CREATE INDEX card_suspended ON card (suspended_for) WHERE suspended_for IS NOT NULL;

CREATE TABLE badge (
    member     TEXT NOT NULL REFERENCES member (id),
    serial     BIGINT  NOT NULL,
    last_day   TEXT NOT NULL,
    issued_at  TEXT NOT NULL,
    issued_by  TEXT NOT NULL,
    revoked_at TEXT,
    revoked_by TEXT,
    PRIMARY KEY (member, serial)
);

CREATE TABLE publication_due (
    document TEXT PRIMARY KEY,
    stamp    BIGINT  NOT NULL
);

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
    leaves_from TEXT,
    early_until TEXT,
    leaves_until TEXT,
    quorum TEXT,
    second_factor TEXT,
    places BIGINT,
    expected_at TEXT,
    planned_at TEXT,
    UNIQUE (title, starts_at, host)
);
CREATE INDEX meeting_time ON meeting (starts_at);
CREATE INDEX meeting_expected_due ON meeting (closes_at) WHERE expected_at IS NULL;

CREATE TABLE meeting_branch (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    branch  TEXT NOT NULL REFERENCES branch (id),
    PRIMARY KEY (meeting, branch)
);

CREATE TABLE meeting_member (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    member  TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (meeting, member)
);

CREATE TABLE meeting_station (
    meeting  TEXT NOT NULL REFERENCES meeting (id),
    terminal TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
);

CREATE TABLE arrival (
    terminal   TEXT NOT NULL,
    epoch      TEXT NOT NULL,
    seq        BIGINT  NOT NULL,
    meeting    TEXT NOT NULL,
    member     TEXT NOT NULL,
    repeated   BIGINT  NOT NULL,
    credential TEXT NOT NULL,
    device     TEXT NOT NULL,
    simulated  BIGINT  NOT NULL,
    boot       TEXT NOT NULL,
    mono       BIGINT  NOT NULL,
    wall       TEXT NOT NULL,
    quality    TEXT NOT NULL,
    departed BIGINT  NOT NULL DEFAULT 0,
    phone BIGINT,
    step BIGINT,
    marked_by TEXT,
    mark_reason TEXT,
    PRIMARY KEY (terminal, epoch, seq)
);
CREATE INDEX arrival_meeting ON arrival (meeting, member);
CREATE INDEX arrival_pass ON arrival (member, phone, step) WHERE step IS NOT NULL;
CREATE INDEX arrival_boot ON arrival (terminal, boot);

CREATE TABLE account (
    name             TEXT PRIMARY KEY,
    password_hash    TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    password_set_at  TEXT NOT NULL,
    must_change      BIGINT  NOT NULL,
    disabled_at      TEXT
);

CREATE TABLE card_past (
    id          BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    member      TEXT NOT NULL REFERENCES member (id),
    blind_index TEXT NOT NULL,
    sealed      BYTEA NOT NULL,
    added_at    TEXT NOT NULL,
    added_by    TEXT NOT NULL,
    ended_at    TEXT NOT NULL,
    ended_by    TEXT NOT NULL,
    replaced_by TEXT             -- the blind index of the card that took its place; NULL: removed without one
);
CREATE INDEX card_past_member ON card_past (member, id);
CREATE INDEX card_past_index ON card_past (blind_index, member);

CREATE TABLE card_key_rotation (
    terminal   TEXT    NOT NULL,
    revoked_at TEXT    NOT NULL,
    number     BIGINT  NOT NULL, -- of the card key that was made because of it
    rotated_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, revoked_at)
);

CREATE TABLE phone (
    id          BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    member      TEXT    NOT NULL REFERENCES member (id),
    number      BIGINT  NOT NULL,            -- 0 to 255, as it stands in passes
    public_key  BYTEA    NOT NULL,            -- SubjectPublicKeyInfo, DER
    name        TEXT    NOT NULL,            -- what the phone calls itself
    enrolled_at TEXT    NOT NULL,
    way         TEXT    NOT NULL,            -- link, password, kiosk
    vouched_by  TEXT    NOT NULL,            -- the account that made the link, the terminal that made the ticket
    removed_at  TEXT,
    removed_by  TEXT,
    suspended_at TEXT,
    suspended_for TEXT,
    confirmed_at TEXT,
    confirmed_by TEXT
);
CREATE UNIQUE INDEX phone_number ON phone (member, number) WHERE removed_at IS NULL;
CREATE INDEX phone_member ON phone (member, id);
CREATE INDEX phone_suspended ON phone (suspended_for) WHERE suspended_for IS NOT NULL;

CREATE TABLE phone_link (
    hash       BYTEA NOT NULL PRIMARY KEY,
    member     TEXT NOT NULL REFERENCES member (id),
    made_at    TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT
);
CREATE INDEX phone_link_member ON phone_link (member);

CREATE TABLE phone_password (
    member TEXT PRIMARY KEY REFERENCES member (id),
    hash   TEXT NOT NULL,
    set_at TEXT NOT NULL
);

CREATE TABLE member_pin (
    member TEXT PRIMARY KEY REFERENCES member (id),
    sealed BYTEA NOT NULL,
    set_at TEXT NOT NULL,
    set_by TEXT NOT NULL
);

CREATE TABLE member_charge (
    member TEXT PRIMARY KEY REFERENCES member (id),
    set_at TEXT NOT NULL,
    set_by TEXT NOT NULL
);

CREATE TABLE ruling (
    ordinal BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    meeting TEXT NOT NULL,
    member  TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason  TEXT NOT NULL,
    note    BYTEA,                               -- SHA-256 of the salted note
    ruled_by TEXT NOT NULL,
    ruled_at TEXT NOT NULL
);
CREATE INDEX ruling_meeting ON ruling (meeting, member, ordinal);

CREATE TABLE ruling_note (
    hash BYTEA NOT NULL PRIMARY KEY,
    salt BYTEA NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE written_off (
    meeting    TEXT NOT NULL,
    terminal   TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
);

CREATE TABLE joined_meeting (
    meeting   TEXT NOT NULL PRIMARY KEY,
    into_meeting TEXT NOT NULL,
    joined_by TEXT NOT NULL,
    joined_at TEXT NOT NULL
);
CREATE INDEX joined_into ON joined_meeting (into_meeting);

CREATE TABLE seal (
    meeting   TEXT    NOT NULL,
    edition   BIGINT  NOT NULL,
    content   BYTEA    NOT NULL,                 -- SHA-256 of the sealed bytes
    sealed_by TEXT    NOT NULL,
    sealed_at TEXT    NOT NULL,
    countersigned_by TEXT,
    countersigned_at TEXT,
    PRIMARY KEY (meeting, edition)
);

CREATE TABLE sealed_record (
    content BYTEA NOT NULL PRIMARY KEY,
    bytes   BYTEA NOT NULL
);

CREATE TABLE meeting_rule (
    kind        TEXT    NOT NULL,
    branch_kind TEXT    NOT NULL,
    times       BIGINT  NOT NULL,
    period      TEXT    NOT NULL,               -- month, quarter, year
    source      TEXT    NOT NULL,
    PRIMARY KEY (kind, branch_kind)
);

CREATE TABLE attendance_request (
    id          BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    meeting     TEXT    NOT NULL REFERENCES meeting (id),
    member      TEXT    NOT NULL REFERENCES member (id),
    kind        TEXT    NOT NULL,            -- leave, late-check-in
    reason      TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    asked_at    TEXT    NOT NULL,
    state       TEXT    NOT NULL,            -- asked, granted, refused, withdrawn
    answered_at TEXT,
    answered_by TEXT,
    answer      TEXT
);
CREATE UNIQUE INDEX attendance_request_open ON attendance_request (meeting, member) WHERE state = 'asked';
CREATE INDEX attendance_request_member ON attendance_request (member, asked_at);
CREATE INDEX attendance_request_state ON attendance_request (state, asked_at);

CREATE TABLE phone_asked (
    phone BIGINT PRIMARY KEY REFERENCES phone (id),
    at    BIGINT  NOT NULL                   -- milliseconds since 1970
);

CREATE TABLE voided_arrival (
    terminal   TEXT    NOT NULL,
    void_epoch TEXT    NOT NULL, -- where the voiding itself stands
    void_seq   BIGINT  NOT NULL,
    epoch      TEXT    NOT NULL, -- the record that is voided
    seq        BIGINT  NOT NULL,
    meeting    TEXT    NOT NULL,
    member     TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    voided_by  TEXT    NOT NULL, -- the member themself, or who is in charge
    PRIMARY KEY (terminal, void_epoch, void_seq)
);
CREATE INDEX voided_arrival_meeting ON voided_arrival (meeting, member);

CREATE TABLE opened_meeting (
    meeting   TEXT PRIMARY KEY,
    terminal  TEXT NOT NULL,
    unit      TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL, -- dated by the centre
    certainty TEXT NOT NULL, -- of that date
    doubt     TEXT           -- unit, opener, charge: what the centre could not confirm; NULL: nothing
);

CREATE TABLE counted_guest (
    meeting    TEXT    NOT NULL,
    terminal   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    count      BIGINT  NOT NULL,
    counted_by TEXT    NOT NULL,
    PRIMARY KEY (meeting, terminal, kind)
);

CREATE TABLE meeting_minutes (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    meeting     TEXT    NOT NULL,
    revision    BIGINT  NOT NULL,
    minutes     TEXT    NOT NULL, -- the attachment as JSON, like the two below
    photographs TEXT    NOT NULL,
    votes       TEXT    NOT NULL,
    written_by  TEXT    NOT NULL,
    written_at  TEXT    NOT NULL, -- dated by the centre
    doubt TEXT,
    PRIMARY KEY (terminal, epoch, seq)
);
CREATE INDEX meeting_minutes_meeting ON meeting_minutes (meeting, written_at);

CREATE TABLE card_binding (
    id           BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    terminal     TEXT    NOT NULL,
    epoch        TEXT    NOT NULL,
    seq          BIGINT  NOT NULL,
    member       TEXT    NOT NULL,
    card_hash    TEXT    NOT NULL,           -- under which the terminal took it
    sealed       BYTEA,                       -- the identifier, sealed like cards; NULL: it could not be opened
    credential   TEXT    NOT NULL,           -- what identified the member
    confirmed_by TEXT,
    bound_at     TEXT    NOT NULL,           -- by the terminal's clock, as text with its offset
    state        TEXT    NOT NULL,           -- bound, proposed, refused
    why          TEXT,                       -- what keeps it from being bound by itself
    decided_at   TEXT    NOT NULL,
    decided_by   TEXT    NOT NULL,           -- an account, or the terminal
    UNIQUE (terminal, epoch, seq)
);
CREATE INDEX card_binding_state ON card_binding (state, id);
CREATE INDEX card_binding_terminal ON card_binding (terminal, id);

CREATE TABLE leave_wish_refused (
    meeting    TEXT NOT NULL,
    member     TEXT NOT NULL,
    why        TEXT NOT NULL,
    refused_at TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
);

CREATE TABLE member_preference (
    member     TEXT PRIMARY KEY REFERENCES member (id),
    language   TEXT,
    large_type BIGINT,
    set_at     TEXT NOT NULL                 -- by the terminal's clock, in UTC
);

CREATE TABLE attachment (
    hash        TEXT    NOT NULL,
    terminal    TEXT    NOT NULL, -- whose fact names it: the one that may send it
    size        BIGINT  NOT NULL,
    media_type  TEXT    NOT NULL, -- JPEG, JSON
    named_at    TEXT    NOT NULL,
    received_at TEXT,             -- NULL: not all of it is here
    PRIMARY KEY (hash, terminal)
);

CREATE TABLE meeting_closing (
    ordinal   BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, -- in the order in which they were heard
    terminal  TEXT    NOT NULL,
    epoch     TEXT    NOT NULL,                 -- the record
    seq       BIGINT  NOT NULL,
    meeting   TEXT    NOT NULL,
    closed_by TEXT    NOT NULL,
    closed_at TEXT    NOT NULL,                 -- dated by the centre
    doubt     TEXT,                             -- opener, charge, terminal: why the others are not told; NULL: nothing
    taken_back_at TEXT,
    taken_back_by TEXT,                         -- an account
    note      BYTEA,                             -- why: SHA-256 of the salted note
    UNIQUE (terminal, epoch, seq)
);
CREATE INDEX meeting_closing_meeting ON meeting_closing (meeting, ordinal);

CREATE TABLE meeting_expected (
    meeting TEXT NOT NULL,
    member  TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
);
CREATE INDEX meeting_expected_member ON meeting_expected (member, meeting);

CREATE TABLE meeting_former_station (
    meeting      TEXT NOT NULL REFERENCES meeting (id),
    terminal     TEXT NOT NULL,
    taken_off_at TEXT NOT NULL,
    PRIMARY KEY (meeting, terminal)
);

CREATE TABLE course_edition (
    manifest  TEXT    NOT NULL PRIMARY KEY, -- the hash of the manifest's bytes: the name of the edition
    course    TEXT    NOT NULL,
    edition   BIGINT  NOT NULL,
    title     TEXT    NOT NULL,
    language  TEXT    NOT NULL,
    lessons   BIGINT  NOT NULL,
    size      BIGINT  NOT NULL,             -- bytes of all files
    expires   TEXT,                         -- the last day; NULL: never ends
    signature BYTEA    NOT NULL,
    added_at  TEXT    NOT NULL,
    added_by  TEXT    NOT NULL
);

CREATE TABLE course_file (
    manifest TEXT NOT NULL REFERENCES course_edition (manifest),
    hash     TEXT NOT NULL,
    PRIMARY KEY (manifest, hash)
);
CREATE INDEX course_file_hash ON course_file (hash);

CREATE TABLE course (
    id               TEXT    NOT NULL PRIMARY KEY,
    manifest         TEXT    NOT NULL REFERENCES course_edition (manifest),
    withdrawn_at     TEXT,    -- NULL: terminals are to hold it
    from_at          TEXT,    -- not fetched before; NULL: at once
    daily_from       TEXT,    -- hours of the day by the terminal's clock; NULL: all day
    daily_until      TEXT,
    bytes_per_second BIGINT  -- NULL: as fast as the network goes
);

CREATE TABLE course_terminal (
    course   TEXT NOT NULL REFERENCES course (id),
    terminal TEXT NOT NULL,
    PRIMARY KEY (course, terminal)
);

CREATE TABLE course_delivery (
    terminal TEXT    NOT NULL,
    course   TEXT    NOT NULL,
    manifest TEXT    NOT NULL,
    here     BIGINT  NOT NULL,
    size     BIGINT  NOT NULL,
    whole    BIGINT  NOT NULL,
    problem  TEXT,
    told_at  TEXT    NOT NULL,
    PRIMARY KEY (terminal, course)
);

CREATE TABLE study_interval (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    session     TEXT    NOT NULL,
    member      TEXT    NOT NULL,
    course      TEXT,
    edition     BIGINT,
    lesson      TEXT,
    boot        TEXT    NOT NULL,               -- whose monotonic clock the stretch is told by
    mono_from   BIGINT  NOT NULL,               -- milliseconds
    mono_until  BIGINT  NOT NULL,
    mono_proven BIGINT  NOT NULL,
    wall        TEXT    NOT NULL,               -- the record's own clocks
    quality     TEXT    NOT NULL,
    record_boot TEXT    NOT NULL,
    record_mono BIGINT  NOT NULL,               -- nanoseconds
    from_at     BIGINT  NOT NULL,               -- as dated
    until_at    BIGINT  NOT NULL,
    certainty   TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    credential  TEXT    NOT NULL,
    simulated   BIGINT  NOT NULL,
    led_by      TEXT,
    shown       TEXT    NOT NULL,               -- JSON
    place       BIGINT,
    parts       BIGINT,
    seen        TEXT,                           -- JSON
    PRIMARY KEY (terminal, epoch, seq)
);
CREATE INDEX study_interval_member ON study_interval (member, from_at);
CREATE INDEX study_interval_lesson ON study_interval (member, course, lesson, until_at);
CREATE INDEX study_interval_boot ON study_interval (terminal, boot);

CREATE TABLE study_boot (
    terminal    TEXT NOT NULL,
    boot        TEXT NOT NULL,
    mono        BIGINT,                        -- nanoseconds
    server_time TEXT,
    dated_anew  BIGINT  NOT NULL DEFAULT 0,     -- how many times
    PRIMARY KEY (terminal, boot)
);

CREATE TABLE study_boot_due (
    terminal TEXT NOT NULL,
    boot     TEXT NOT NULL,
    PRIMARY KEY (terminal, boot)
);

CREATE TABLE study_lesson (
    member   TEXT    NOT NULL,
    course   TEXT    NOT NULL,
    lesson   TEXT    NOT NULL,
    edition  BIGINT  NOT NULL,
    place    BIGINT  NOT NULL,
    parts    BIGINT  NOT NULL,
    seen     TEXT    NOT NULL,                  -- JSON
    credited BIGINT  NOT NULL,                  -- milliseconds
    last_at  BIGINT  NOT NULL,
    seen_parts BIGINT  NOT NULL DEFAULT 0,
    most_at BIGINT,
    whole_at BIGINT,
    PRIMARY KEY (member, course, lesson)
);
CREATE INDEX study_lesson_course ON study_lesson (course, edition, lesson, member, parts, seen_parts, most_at, whole_at);

CREATE TABLE study_meeting (
    member    TEXT    NOT NULL,
    meeting   TEXT    NOT NULL,
    from_at   BIGINT  NOT NULL,
    until_at  BIGINT  NOT NULL,
    certainty TEXT    NOT NULL,                 -- of the arrival; RULED
    left_seen BIGINT  NOT NULL,
    PRIMARY KEY (member, meeting)
);
CREATE INDEX study_meeting_meeting ON study_meeting (meeting);

CREATE TABLE study_meeting_due (
    meeting TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE study_correction (
    ordinal  BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    member   TEXT    NOT NULL,
    from_at  BIGINT  NOT NULL,
    until_at BIGINT  NOT NULL,
    verdict  TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    note     BYTEA    NOT NULL,                  -- SHA-256 of the salted note
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
);
CREATE INDEX study_correction_member ON study_correction (member, ordinal);

CREATE TABLE study_off_site (
    epoch      TEXT    NOT NULL,
    seq        BIGINT  NOT NULL,
    member     TEXT    NOT NULL,
    from_at    BIGINT  NOT NULL,
    until_at   BIGINT  NOT NULL,
    kind       TEXT    NOT NULL,
    note       BYTEA    NOT NULL,
    asked_by   TEXT    NOT NULL,
    asked_at   TEXT    NOT NULL,
    granted    BIGINT,                         -- NULL: nobody has decided
    decided_by TEXT,
    decided_at TEXT,
    PRIMARY KEY (epoch, seq)
);
CREATE INDEX study_off_site_member ON study_off_site (member, from_at);
CREATE INDEX study_off_site_open ON study_off_site (asked_at) WHERE granted IS NULL;

CREATE TABLE study_day (
    member   TEXT    NOT NULL,
    day      BIGINT  NOT NULL,
    met      BIGINT  NOT NULL,
    grouped  BIGINT  NOT NULL,
    alone    BIGINT  NOT NULL,
    off_site BIGINT  NOT NULL,
    proven   BIGINT  NOT NULL,
    PRIMARY KEY (member, day)
);

CREATE TABLE study_month (
    member   TEXT    NOT NULL,
    month    BIGINT  NOT NULL,
    met      BIGINT  NOT NULL,
    grouped  BIGINT  NOT NULL,
    alone    BIGINT  NOT NULL,
    off_site BIGINT  NOT NULL,
    proven   BIGINT  NOT NULL,
    PRIMARY KEY (member, month)
);
CREATE INDEX study_month_all ON study_month (month, member, met, grouped, alone, off_site, proven);

CREATE TABLE study_rule_pack (
    id         BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    valid_from TEXT NOT NULL,                   -- a day
    content    TEXT NOT NULL,                   -- JSON
    added_at   TEXT NOT NULL,
    added_by   TEXT NOT NULL
);

CREATE TABLE study_standing (
    member TEXT NOT NULL PRIMARY KEY,
    role   TEXT NOT NULL,
    exempt TEXT,                                -- why nothing hard is asked of them; NULL: it is
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
);
CREATE INDEX study_standing_role ON study_standing (role);

CREATE TABLE study_plan (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    due      TEXT,                              -- the last day
    made_by  TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    ended_at TEXT
);

CREATE TABLE study_plan_part (
    plan  TEXT NOT NULL,
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (plan, kind, value)
);
CREATE INDEX study_plan_part_value ON study_plan_part (kind, value);

CREATE TABLE question_bank (
    digest  TEXT NOT NULL PRIMARY KEY,          -- SHA-256 of the content
    content BYTEA NOT NULL,                      -- the bank's file as it was
    kept_at TEXT NOT NULL
);

CREATE TABLE quiz (
    id       TEXT    NOT NULL PRIMARY KEY,
    title    TEXT    NOT NULL,
    kind     TEXT    NOT NULL,                  -- TEST, DAILY, CONTEST
    mode     TEXT    NOT NULL,                  -- PERSON, BRANCH, TEAM
    course   TEXT    NOT NULL,
    bank     TEXT    NOT NULL,                  -- of question_bank
    paper    TEXT    NOT NULL,                  -- JSON
    seed     TEXT    NOT NULL,
    part     BIGINT  NOT NULL,
    seconds  BIGINT,                           -- for one paper; NULL: no limit
    opens    TEXT,                              -- NULL: at once
    closes   TEXT,                              -- NULL: stays open
    attempts BIGINT,                           -- NULL: as often as one likes
    pass     BIGINT,                           -- per cent; NULL: nobody passes or fails
    best     BIGINT  NOT NULL,                  -- people of a branch or team whose results are its own
    made_by  TEXT    NOT NULL,
    made_at  TEXT    NOT NULL,
    ended_at TEXT                               -- by hand
);

CREATE TABLE quiz_branch (
    quiz   TEXT NOT NULL,
    branch TEXT NOT NULL,
    PRIMARY KEY (quiz, branch)
);

CREATE TABLE quiz_team (
    quiz TEXT NOT NULL,
    id   TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (quiz, id),
    UNIQUE (quiz, name)
);

CREATE TABLE quiz_team_member (
    quiz   TEXT NOT NULL,
    member TEXT NOT NULL,
    team   TEXT NOT NULL,
    PRIMARY KEY (quiz, member)
);

CREATE TABLE quiz_begun (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    attempt     TEXT    NOT NULL,
    member      TEXT    NOT NULL,
    course      TEXT    NOT NULL,
    bank        TEXT    NOT NULL,
    quiz        TEXT,                           -- NULL: practice
    round       TEXT    NOT NULL,
    paper       TEXT    NOT NULL,
    asked       BIGINT  NOT NULL,
    credential  TEXT    NOT NULL,
    simulated   BIGINT  NOT NULL,
    boot        TEXT    NOT NULL,
    mono        BIGINT  NOT NULL,               -- nanoseconds
    wall        TEXT    NOT NULL,
    quality     TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
);
CREATE INDEX quiz_begun_attempt ON quiz_begun (terminal, attempt, member);
CREATE INDEX quiz_begun_quiz ON quiz_begun (quiz);
CREATE INDEX quiz_begun_member ON quiz_begun (member);
CREATE INDEX quiz_begun_boot ON quiz_begun (terminal, boot);

CREATE TABLE quiz_answer (
    terminal TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    question TEXT    NOT NULL,
    answer   TEXT    NOT NULL,                  -- JSON
    used     BIGINT  NOT NULL,                  -- milliseconds of the attempt's own time
    PRIMARY KEY (terminal, epoch, seq)
) PARTITION BY HASH (terminal);
CREATE INDEX quiz_answer_attempt ON quiz_answer (terminal, attempt, member, epoch, seq);

CREATE TABLE quiz_ended (
    terminal TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    ending   TEXT    NOT NULL,
    points   BIGINT  NOT NULL,                  -- as the screen showed them
    out_of   BIGINT  NOT NULL,
    used     BIGINT  NOT NULL,
    breaks   BIGINT  NOT NULL,
    PRIMARY KEY (terminal, epoch, seq)
);
CREATE INDEX quiz_ended_attempt ON quiz_ended (terminal, attempt, member);

CREATE TABLE quiz_question_ruling (
    ordinal  BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    quiz     TEXT    NOT NULL,
    question TEXT    NOT NULL,
    verdict  TEXT    NOT NULL,
    note     BYTEA    NOT NULL,                  -- SHA-256 of the salted note
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
);
CREATE INDEX quiz_question_ruling_quiz ON quiz_question_ruling (quiz, ordinal);

CREATE TABLE quiz_attempt_ruling (
    ordinal  BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    counts   BIGINT  NOT NULL,
    note     BYTEA    NOT NULL,
    ruled_by TEXT    NOT NULL,
    ruled_at TEXT    NOT NULL,
    UNIQUE (epoch, seq)
);
CREATE INDEX quiz_attempt_ruling_attempt ON quiz_attempt_ruling (attempt, ordinal);

CREATE TABLE quiz_attempt (
    terminal   TEXT    NOT NULL,
    attempt    TEXT    NOT NULL,
    member     TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,                -- of the quiz_begun that counts
    seq        BIGINT  NOT NULL,
    quiz       TEXT,
    round      TEXT    NOT NULL,
    course     TEXT    NOT NULL,
    bank       TEXT    NOT NULL,
    marked     BIGINT  NOT NULL,                -- 0: quiz or bank is not known here
    paper_fits BIGINT  NOT NULL,                -- 0: the centre draws another paper
    points     BIGINT  NOT NULL,
    out_of     BIGINT  NOT NULL,
    keyed      BIGINT  NOT NULL,                -- points by the key alone
    ending     TEXT,                            -- NULL: not ended
    used       BIGINT  NOT NULL,
    ignored    BIGINT  NOT NULL,                -- answers that do not count
    PRIMARY KEY (terminal, attempt, member)
);
CREATE INDEX quiz_attempt_quiz ON quiz_attempt (quiz, member);
CREATE INDEX quiz_attempt_member ON quiz_attempt (member);
CREATE INDEX quiz_attempt_unmarked ON quiz_attempt (bank) WHERE marked = 0;

CREATE TABLE quiz_mark (
    terminal TEXT    NOT NULL,
    attempt  TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    question TEXT    NOT NULL,
    place    BIGINT  NOT NULL,                  -- on the paper, from 0
    points   BIGINT,                           -- NULL: struck
    keyed    BIGINT  NOT NULL,
    answer   TEXT,                              -- JSON; NULL: none that counts
    used     BIGINT,                           -- when it was given
    took     BIGINT,                           -- since the answer before it
    PRIMARY KEY (terminal, attempt, member, question)
);

CREATE TABLE quiz_attempt_due (
    terminal TEXT NOT NULL,
    attempt  TEXT NOT NULL,
    member   TEXT NOT NULL,
    due_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (terminal, attempt, member)
);
CREATE INDEX quiz_attempt_due_next ON quiz_attempt_due (due_at);

CREATE TABLE quiz_rank_due (
    quiz TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE draw (
    id            TEXT    NOT NULL PRIMARY KEY,
    title         TEXT    NOT NULL,
    secret        TEXT    NOT NULL, -- 64 hexadecimal digits; leaves this file only once the draw is revealed
    commitment    TEXT    NOT NULL, -- the secret's hash, published first
    announced_at  TEXT    NOT NULL,
    announced_by  TEXT    NOT NULL,
    announced_as  TEXT    NOT NULL, -- the record that says so, epoch and sequence with a stroke between
    tickets       TEXT,             -- the list's hash; NULL: not closed yet
    entrants      BIGINT,
    closed_at     TEXT,
    closed_by     TEXT,
    closed_as     TEXT,
    call          TEXT,             -- what the hall said; NULL: not revealed yet
    revealed_at   TEXT,
    revealed_by   TEXT,
    revealed_as   TEXT,
    cancelled_at  TEXT,             -- NULL: it was not
    cancelled_by  TEXT,
    cancelled_for TEXT, -- why
    cancelled_as TEXT,
    prizes BIGINT  NOT NULL DEFAULT 0,
    CHECK (call IS NULL OR tickets IS NOT NULL),
    CHECK (call IS NULL OR cancelled_at IS NULL)
);

CREATE TABLE draw_prize (
    draw  TEXT    NOT NULL REFERENCES draw (id),
    place BIGINT  NOT NULL, -- from 1
    name  TEXT    NOT NULL,
    PRIMARY KEY (draw, place)
);

CREATE TABLE draw_ticket (
    draw   TEXT NOT NULL REFERENCES draw (id),
    ticket TEXT NOT NULL, -- 32 hexadecimal digits
    member TEXT NOT NULL,
    PRIMARY KEY (draw, ticket),
    UNIQUE (draw, member)
);

CREATE TABLE personal_meeting (
    member    TEXT    NOT NULL,
    starts_at TEXT    NOT NULL,
    meeting   TEXT    NOT NULL,
    expected  BIGINT  NOT NULL,
    state     TEXT    NOT NULL,                 -- as long as some terminal may still know: missing instead of absent
    PRIMARY KEY (member, starts_at, meeting)
);
CREATE INDEX personal_meeting_meeting ON personal_meeting (meeting);

CREATE TABLE personal_settled (
    meeting    TEXT    NOT NULL PRIMARY KEY,
    settled_at TEXT    NOT NULL,
    complete   BIGINT  NOT NULL,
    looked_at  TEXT    NOT NULL
);
CREATE INDEX personal_settled_open ON personal_settled (looked_at) WHERE complete = 0;

CREATE TABLE personal_due (
    digit TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE personal_meeting_due (
    meeting TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE personal_meeting_taken (
    meeting TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE site_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE study_meeting_taken (
    meeting TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE study_meeting_settled (
    meeting    TEXT NOT NULL PRIMARY KEY,
    settled_at TEXT NOT NULL
);

-- 中国共产党支部工作条例(试行), 2018.
INSERT INTO meeting_rule (kind, branch_kind, times, period, source) VALUES
    ('branch-assembly', 'branch', 1, 'quarter', '支部工作条例（试行）第十一条'),
    ('branch-committee', 'branch', 1, 'month', '支部工作条例（试行）第十二条'),
    ('group-meeting', 'group', 1, 'month', '支部工作条例（试行）第十三条'),
    ('themed-day', 'branch', 1, 'month', '支部工作条例（试行）第十六条'),
    ('organisation-life', 'branch', 1, 'year', '支部工作条例（试行）第十七条');

-- Triggers. A function stands for those that do the same.

CREATE FUNCTION study_boot_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM study_boot WHERE terminal = NEW.terminal AND boot = NEW.boot) THEN
        INSERT INTO study_boot_due (terminal, boot) VALUES (NEW.terminal, NEW.boot) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER study_anchor_heard AFTER INSERT ON clock_anchor FOR EACH ROW EXECUTE FUNCTION study_boot_is_due();
CREATE TRIGGER study_anchor_renewed AFTER UPDATE ON clock_anchor FOR EACH ROW EXECUTE FUNCTION study_boot_is_due();

-- The argument names the column that holds the meeting.
CREATE FUNCTION study_meeting_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO study_meeting_due (meeting) VALUES (to_jsonb(NEW) ->> TG_ARGV[0]) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER study_meeting_planned AFTER INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION study_meeting_is_due('id');
CREATE TRIGGER study_meeting_changed AFTER UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION study_meeting_is_due('id');
CREATE TRIGGER study_meeting_arrived AFTER INSERT ON arrival FOR EACH ROW EXECUTE FUNCTION study_meeting_is_due('meeting');
CREATE TRIGGER study_meeting_voided AFTER INSERT ON voided_arrival FOR EACH ROW EXECUTE FUNCTION study_meeting_is_due('meeting');
CREATE TRIGGER study_meeting_ruled AFTER INSERT ON ruling FOR EACH ROW EXECUTE FUNCTION study_meeting_is_due('meeting');

CREATE FUNCTION study_meetings_are_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO study_meeting_due (meeting) VALUES (NEW.meeting), (NEW.into_meeting) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER study_meeting_joined AFTER INSERT ON joined_meeting FOR EACH ROW EXECUTE FUNCTION study_meetings_are_due();

CREATE FUNCTION personal_digit_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO personal_due (digit) VALUES (substr(NEW.id, 1, 1)) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER personal_member_left AFTER UPDATE ON member FOR EACH ROW
    WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION personal_digit_is_due();

CREATE FUNCTION personal_meeting_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO personal_meeting_due (meeting) VALUES (to_jsonb(NEW) ->> TG_ARGV[0]) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER personal_meeting_planned AFTER INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION personal_meeting_is_due('id');
CREATE TRIGGER personal_meeting_changed AFTER UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION personal_meeting_is_due('id');
CREATE TRIGGER personal_meeting_sealed AFTER INSERT ON seal FOR EACH ROW EXECUTE FUNCTION personal_meeting_is_due('meeting');

-- The meeting that the one of the row was joined into, where it was.
CREATE FUNCTION personal_whole_meeting_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO personal_meeting_due (meeting) VALUES (coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = NEW.meeting), NEW.meeting)) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER personal_meeting_arrived AFTER INSERT ON arrival FOR EACH ROW EXECUTE FUNCTION personal_whole_meeting_is_due();
CREATE TRIGGER personal_meeting_voided AFTER INSERT ON voided_arrival FOR EACH ROW EXECUTE FUNCTION personal_whole_meeting_is_due();
CREATE TRIGGER personal_meeting_ruled AFTER INSERT ON ruling FOR EACH ROW EXECUTE FUNCTION personal_whole_meeting_is_due();

CREATE FUNCTION personal_meetings_are_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO personal_meeting_due (meeting) VALUES (NEW.meeting), (NEW.into_meeting) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER personal_meeting_joined AFTER INSERT ON joined_meeting FOR EACH ROW EXECUTE FUNCTION personal_meetings_are_due();

CREATE FUNCTION personal_boot_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO personal_meeting_due (meeting) SELECT DISTINCT coalesce(
        (SELECT into_meeting FROM joined_meeting WHERE meeting = arrival.meeting), arrival.meeting)
    FROM arrival WHERE terminal = NEW.terminal AND boot = NEW.boot ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER personal_anchor_heard AFTER INSERT ON clock_anchor FOR EACH ROW EXECUTE FUNCTION personal_boot_is_due();
CREATE TRIGGER personal_anchor_moved AFTER UPDATE ON clock_anchor FOR EACH ROW
    WHEN (abs(extract(epoch FROM NEW.server_time::timestamptz - OLD.server_time::timestamptz)
        - (NEW.mono - OLD.mono) / 1e9) > 1) EXECUTE FUNCTION personal_boot_is_due();

CREATE FUNCTION progress_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publication_due (document, stamp) VALUES ('progress/' || substr(NEW.member, 1, 1), 1)
    ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1;
    RETURN NULL;
END $$;
CREATE FUNCTION progress_of_test_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM study_plan_part WHERE kind = 'test' AND value = NEW.quiz) THEN
        INSERT INTO publication_due (document, stamp) VALUES ('progress/' || substr(NEW.member, 1, 1), 1)
        ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER progress_test_marked AFTER INSERT ON quiz_attempt FOR EACH ROW
    WHEN (NEW.ending IS NOT NULL) EXECUTE FUNCTION progress_of_test_is_due();
CREATE TRIGGER progress_test_marked_anew AFTER UPDATE ON quiz_attempt FOR EACH ROW EXECUTE FUNCTION progress_of_test_is_due();
CREATE TRIGGER progress_test_ruled AFTER INSERT ON quiz_attempt_ruling FOR EACH ROW EXECUTE FUNCTION progress_is_due();

CREATE FUNCTION quiz_boot_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)
    SELECT DISTINCT terminal, attempt, member, NEW.server_time FROM quiz_begun
    WHERE terminal = NEW.terminal AND boot = NEW.boot ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER quiz_anchor_heard AFTER INSERT ON clock_anchor FOR EACH ROW EXECUTE FUNCTION quiz_boot_is_due();
CREATE TRIGGER quiz_anchor_moved AFTER UPDATE ON clock_anchor FOR EACH ROW
    WHEN (abs(extract(epoch FROM NEW.server_time::timestamptz - OLD.server_time::timestamptz)
        - (NEW.mono - OLD.mono) / 1e9) > 1) EXECUTE FUNCTION quiz_boot_is_due();

-- The argument says why.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER draw_stays BEFORE DELETE ON draw FOR EACH ROW EXECUTE FUNCTION refuse('a draw stays');
CREATE TRIGGER draw_prize_once BEFORE UPDATE ON draw_prize FOR EACH ROW EXECUTE FUNCTION refuse('prizes stay as they were announced');
CREATE TRIGGER draw_prize_stays BEFORE DELETE ON draw_prize FOR EACH ROW EXECUTE FUNCTION refuse('prizes stay as they were announced');
CREATE TRIGGER draw_ticket_once BEFORE UPDATE ON draw_ticket FOR EACH ROW EXECUTE FUNCTION refuse('a list stays as it was closed');
CREATE TRIGGER draw_ticket_stays BEFORE DELETE ON draw_ticket FOR EACH ROW EXECUTE FUNCTION refuse('a list stays as it was closed');

-- What was announced never changes, and what belongs to a step is written with it and not later.
CREATE TRIGGER draw_once BEFORE UPDATE ON draw FOR EACH ROW
    WHEN ((OLD.id, OLD.title, OLD.secret, OLD.commitment, OLD.prizes, OLD.announced_at, OLD.announced_by, OLD.announced_as)
        IS DISTINCT FROM (NEW.id, NEW.title, NEW.secret, NEW.commitment, NEW.prizes, NEW.announced_at, NEW.announced_by, NEW.announced_as)
    OR (OLD.tickets IS NOT NULL AND OLD.tickets IS DISTINCT FROM NEW.tickets)
    OR (OLD.tickets IS NOT DISTINCT FROM NEW.tickets AND (OLD.entrants, OLD.closed_at, OLD.closed_by, OLD.closed_as)
        IS DISTINCT FROM (NEW.entrants, NEW.closed_at, NEW.closed_by, NEW.closed_as))
    OR (OLD.call IS NOT DISTINCT FROM NEW.call AND (OLD.revealed_at, OLD.revealed_by, OLD.revealed_as)
        IS DISTINCT FROM (NEW.revealed_at, NEW.revealed_by, NEW.revealed_as))
    OR (OLD.cancelled_at IS NOT DISTINCT FROM NEW.cancelled_at AND (OLD.cancelled_by, OLD.cancelled_for, OLD.cancelled_as)
        IS DISTINCT FROM (NEW.cancelled_by, NEW.cancelled_for, NEW.cancelled_as))
    OR OLD.call IS NOT NULL OR OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION refuse('a step of a draw is taken once');

CREATE FUNCTION refuse_draw_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM draw WHERE id = NEW.id) THEN
        RAISE EXCEPTION 'a draw stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draw_announced_once BEFORE INSERT ON draw FOR EACH ROW EXECUTE FUNCTION refuse_draw_again();

CREATE FUNCTION refuse_late_prize() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM draw WHERE id = NEW.draw AND NEW.place BETWEEN 1 AND prizes)
            OR EXISTS (SELECT 1 FROM draw_prize WHERE draw = NEW.draw AND place = NEW.place) THEN
        RAISE EXCEPTION 'prizes stay as they were announced' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draw_prize_late BEFORE INSERT ON draw_prize FOR EACH ROW EXECUTE FUNCTION refuse_late_prize();

CREATE FUNCTION refuse_late_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM draw WHERE id = NEW.draw AND tickets IS NOT NULL) THEN
        RAISE EXCEPTION 'a list stays as it was closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draw_ticket_late BEFORE INSERT ON draw_ticket FOR EACH ROW EXECUTE FUNCTION refuse_late_ticket();

-- The parts stand in a schema of their own: no statement names one.
CREATE SCHEMA main_parts;
DO $$ BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE main_parts.record_%1$s PARTITION OF record'
            ' FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', part);
        EXECUTE format('CREATE TABLE main_parts.quiz_answer_%1$s PARTITION OF quiz_answer'
            ' FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', part);
    END LOOP;
END $$;
