-- What a lost terminal may have let in counts no more until somebody decides.

ALTER TABLE phone ADD COLUMN suspended_at TEXT;
ALTER TABLE phone ADD COLUMN suspended_for TEXT;  -- the terminal whose revocation is the reason; NULL: it counts
ALTER TABLE phone ADD COLUMN confirmed_at TEXT;   -- an account stands for it, whoever vouched for it before
ALTER TABLE phone ADD COLUMN confirmed_by TEXT;

ALTER TABLE card ADD COLUMN suspended_at TEXT;
ALTER TABLE card ADD COLUMN suspended_for TEXT;
ALTER TABLE card ADD COLUMN confirmed_at TEXT;
ALTER TABLE card ADD COLUMN confirmed_by TEXT;

CREATE INDEX phone_suspended ON phone (suspended_for) WHERE suspended_for IS NOT NULL;
CREATE INDEX card_suspended ON card (suspended_for) WHERE suspended_for IS NOT NULL;

-- The same for terminals that were revoked before.
UPDATE phone SET suspended_for = vouched_by,
    suspended_at = (SELECT revoked_at FROM terminal WHERE terminal.id = phone.vouched_by)
WHERE way = 'kiosk' AND removed_at IS NULL
    AND vouched_by IN (SELECT id FROM terminal WHERE revoked_at IS NOT NULL);

UPDATE card SET suspended_for = added_by,
    suspended_at = (SELECT revoked_at FROM terminal WHERE terminal.id = card.added_by)
WHERE added_by IN (SELECT id FROM terminal WHERE revoked_at IS NOT NULL);
