-- Who was expected at a meeting that is over: written down once, so that later moves change nothing of the past.

CREATE TABLE meeting_expected (
    meeting TEXT NOT NULL,
    member  TEXT NOT NULL,
    PRIMARY KEY (meeting, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_expected_member ON meeting_expected (member, meeting);

-- Since when the list above stands; NULL: whoever the lists of today name. Meetings that were over before this came are
-- written down with the lists of the first start.
ALTER TABLE meeting ADD COLUMN expected_at TEXT;

CREATE INDEX meeting_expected_due ON meeting (closes_at) WHERE expected_at IS NULL;
