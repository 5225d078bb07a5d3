-- Phones of members, the links that enrol them, and which pass of which phone an arrival was shown with.

-- A number may come back long after its phone was removed: the key tells them apart.
CREATE TABLE phone (
    id          INTEGER PRIMARY KEY,
    member      TEXT    NOT NULL REFERENCES member (id),
    number      INTEGER NOT NULL,            -- 0 to 255, as it stands in passes
    public_key  BLOB    NOT NULL,            -- SubjectPublicKeyInfo, DER
    name        TEXT    NOT NULL,            -- what the phone calls itself
    enrolled_at TEXT    NOT NULL,
    way         TEXT    NOT NULL,            -- link, password, kiosk
    vouched_by  TEXT    NOT NULL,            -- the account that made the link, the terminal that made the ticket
    removed_at  TEXT,
    removed_by  TEXT
) STRICT;

CREATE UNIQUE INDEX phone_number ON phone (member, number) WHERE removed_at IS NULL;
CREATE INDEX phone_member ON phone (member, id);

-- Of a link only its hash is kept. A used one stays, so that its second use can be told from a wrong one.
CREATE TABLE phone_link (
    hash       BLOB NOT NULL PRIMARY KEY,
    member     TEXT NOT NULL REFERENCES member (id),
    made_at    TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT
) STRICT;

CREATE INDEX phone_link_member ON phone_link (member);

-- The password with which a member enrols further phones.
CREATE TABLE phone_password (
    member TEXT PRIMARY KEY REFERENCES member (id),
    hash   TEXT NOT NULL,
    set_at TEXT NOT NULL
) STRICT;

ALTER TABLE arrival ADD COLUMN phone INTEGER;
ALTER TABLE arrival ADD COLUMN step INTEGER;

CREATE INDEX arrival_pass ON arrival (member, phone, step) WHERE step IS NOT NULL;
