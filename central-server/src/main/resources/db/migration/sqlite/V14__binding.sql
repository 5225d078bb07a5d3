-- What members settle for themselves at terminals: cards, wishes for leave, how screens speak to them.

-- One row per record of a card that was bound; decided rows stay as they are.
CREATE TABLE card_binding (
    id           INTEGER PRIMARY KEY,
    terminal     TEXT    NOT NULL,
    epoch        TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    member       TEXT    NOT NULL,
    card_hash    TEXT    NOT NULL,           -- under which the terminal took it
    sealed       BLOB,                       -- the identifier, sealed like cards; NULL: it could not be opened
    credential   TEXT    NOT NULL,           -- what identified the member
    confirmed_by TEXT,
    bound_at     TEXT    NOT NULL,           -- by the terminal's clock, as text with its offset
    state        TEXT    NOT NULL,           -- bound, proposed, refused
    why          TEXT,                       -- what keeps it from being bound by itself
    decided_at   TEXT    NOT NULL,
    decided_by   TEXT    NOT NULL,           -- an account, or the terminal
    UNIQUE (terminal, epoch, seq)
) STRICT;

CREATE INDEX card_binding_state ON card_binding (state, id);
CREATE INDEX card_binding_terminal ON card_binding (terminal, id);

-- Wishes for leave from terminals that could not become requests.
CREATE TABLE leave_wish_refused (
    meeting    TEXT NOT NULL,
    member     TEXT NOT NULL,
    why        TEXT NOT NULL,
    refused_at TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
) STRICT;

-- How screens speak to a member; NULL: as each terminal has it.
CREATE TABLE member_preference (
    member     TEXT PRIMARY KEY REFERENCES member (id),
    language   TEXT,
    large_type INTEGER,
    set_at     TEXT NOT NULL                 -- by the terminal's clock, in UTC
) STRICT;
