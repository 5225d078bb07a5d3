-- On-site records of meetings, one row per finished revision. Text and photographs are attachments.

CREATE TABLE meeting_minutes (
    terminal    TEXT    NOT NULL,
    epoch       TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    meeting     TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    minutes     TEXT    NOT NULL, -- the attachment as JSON, like the two below
    photographs TEXT    NOT NULL,
    votes       TEXT    NOT NULL,
    written_by  TEXT    NOT NULL,
    written_at  TEXT    NOT NULL, -- dated by the centre
    PRIMARY KEY (terminal, epoch, seq)
) STRICT;

CREATE INDEX meeting_minutes_meeting ON meeting_minutes (meeting, written_at);
