-- How a terminal's certificate is renewed, how new machines are paired, and whose place a machine took.
ALTER TABLE terminal ADD COLUMN certificate_ends_at TEXT; -- unknown of those that were claimed before there was this
ALTER TABLE terminal ADD COLUMN renewed_word_at TEXT;     -- the moment of the last word that was used: each is used once
ALTER TABLE terminal ADD COLUMN replaced_by TEXT;         -- the terminal that took its name and place
ALTER TABLE claim_token ADD COLUMN replaces TEXT;         -- the terminal that is shut out when this token is used

CREATE TABLE pairing (
    id         TEXT NOT NULL PRIMARY KEY,
    commitment BYTEA NOT NULL,                             -- to key and opening, before the id was drawn
    hostname   TEXT NOT NULL,
    model      TEXT NOT NULL,
    software   TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    machine    BYTEA,                                      -- SubjectPublicKeyInfo, DER: once it was shown
    opening    TEXT,
    looked_at  TEXT,                                      -- when somebody opened it in the console
    decided_at TEXT,
    decided_by TEXT,
    terminal   TEXT                                       -- who it became; decided and none: turned away
);
CREATE INDEX pairing_by_time ON pairing (created_at);
