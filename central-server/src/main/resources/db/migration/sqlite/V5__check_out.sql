-- Meetings that ask for check-out, and who left when. All three times stand, or none.

ALTER TABLE meeting ADD COLUMN leaves_from TEXT;
ALTER TABLE meeting ADD COLUMN early_until TEXT;
ALTER TABLE meeting ADD COLUMN leaves_until TEXT;

-- Arrivals and departures are kept alike: a row per fact.
ALTER TABLE arrival ADD COLUMN departed INTEGER NOT NULL DEFAULT 0;
