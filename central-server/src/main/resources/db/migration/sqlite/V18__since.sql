-- From which day on a unit exists; NULL: longer than anybody has said. The ledger asks for nothing before.
ALTER TABLE branch ADD COLUMN exists_from TEXT;

-- Of those that are here already the earliest that is known: a meeting they held, a member they got.
UPDATE branch SET exists_from = (
    SELECT min(known.day) FROM (
        SELECT substr(meeting.starts_at, 1, 10) AS day, meeting.host AS unit FROM meeting
        UNION ALL SELECT substr(member.added_at, 1, 10), member.branch FROM member) AS known
    WHERE known.unit = branch.id);
