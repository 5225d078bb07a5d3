-- What terminals found when they tested themselves.
CREATE TABLE self_test (
    terminal  TEXT NOT NULL,
    command   TEXT NOT NULL,                        -- that asked for it
    parts     TEXT NOT NULL,                        -- JSON
    tested_at TEXT NOT NULL,                        -- when it came in
    PRIMARY KEY (terminal, command)
) STRICT;
CREATE INDEX self_test_by_terminal ON self_test (terminal, tested_at);

-- Pictures of screens and bundles of logs, while they are kept. Their bytes are attachments.
CREATE TABLE terminal_file (
    terminal   TEXT NOT NULL,
    command    TEXT NOT NULL,                       -- that asked for it
    kind       TEXT NOT NULL,                       -- screenshot, log-bundle
    hash       TEXT NOT NULL,
    size       INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    made_at    TEXT NOT NULL,                       -- when its name came in
    PRIMARY KEY (terminal, command)
) STRICT;
CREATE INDEX terminal_file_by_time ON terminal_file (made_at);

-- Its bytes are wanted no more: whoever still has them need not send them.
ALTER TABLE attachment ADD COLUMN given_up_at TEXT;
