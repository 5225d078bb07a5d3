-- Who bound a card, the cards of before, and which card key answered which lost terminal.

-- An account; empty for cards of before this column.
ALTER TABLE card ADD COLUMN added_by TEXT NOT NULL DEFAULT '';

-- Cards that are bound no more: kept, so that a card that turns up can be told, and sealed like the others.
CREATE TABLE card_past (
    id          INTEGER PRIMARY KEY,
    member      TEXT NOT NULL REFERENCES member (id),
    blind_index TEXT NOT NULL,
    sealed      BLOB NOT NULL,
    added_at    TEXT NOT NULL,
    added_by    TEXT NOT NULL,
    ended_at    TEXT NOT NULL,
    ended_by    TEXT NOT NULL,
    replaced_by TEXT             -- the blind index of the card that took its place; NULL: removed without one
) STRICT;

CREATE INDEX card_past_member ON card_past (member, id);
CREATE INDEX card_past_index ON card_past (blind_index, member);

-- A terminal may be lost more than once.
CREATE TABLE card_key_rotation (
    terminal   TEXT    NOT NULL,
    revoked_at TEXT    NOT NULL,
    number     INTEGER NOT NULL, -- of the card key that was made because of it
    rotated_at TEXT    NOT NULL,
    PRIMARY KEY (terminal, revoked_at)
) STRICT;
