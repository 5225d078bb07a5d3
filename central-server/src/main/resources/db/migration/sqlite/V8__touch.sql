-- What lets people type at a kiosk: PINs, and who is in charge of their branch's meetings.

-- The verifier of a PIN, sealed like cards: a copy of the database alone lets nobody try PINs.
CREATE TABLE member_pin (
    member TEXT PRIMARY KEY REFERENCES member (id),
    sealed BLOB NOT NULL,
    set_at TEXT NOT NULL,
    set_by TEXT NOT NULL
) STRICT;

CREATE TABLE member_charge (
    member TEXT PRIMARY KEY REFERENCES member (id),
    set_at TEXT NOT NULL,
    set_by TEXT NOT NULL
) STRICT;

-- Who said that a member is here, where somebody in charge did, and why.
ALTER TABLE arrival ADD COLUMN marked_by TEXT;
ALTER TABLE arrival ADD COLUMN mark_reason TEXT;
