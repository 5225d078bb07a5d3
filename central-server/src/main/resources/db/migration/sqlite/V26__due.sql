-- From when on an attempt is marked: answers to a paper that is still before somebody wait until it is quiet.
ALTER TABLE quiz_attempt_due ADD COLUMN due_at TEXT NOT NULL DEFAULT '';

CREATE INDEX quiz_attempt_due_next ON quiz_attempt_due (due_at);

-- Meetings that are being concluded: marks that came in meanwhile stand in personal_meeting_due and are not taken away
-- with them. What stands here after a start is due again.
CREATE TABLE personal_meeting_taken (
    meeting TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- With the order in which answers are read: else SQLite reads all that the terminal ever told for the sake of the order.
DROP INDEX quiz_answer_attempt;

CREATE INDEX quiz_answer_attempt ON quiz_answer (terminal, attempt, member, epoch, seq);
