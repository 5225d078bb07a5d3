-- What a terminal surely said after a moment of the centre's own clock, whoever carried its hello.
ALTER TABLE terminal ADD COLUMN proved_at TEXT;     -- its newest word of that kind was written after this
ALTER TABLE terminal ADD COLUMN proves INTEGER NOT NULL DEFAULT 0; -- 1: its hellos say after which moment
-- Lists that were complete stay so.
UPDATE terminal SET proved_at = last_contact_at;

CREATE TABLE proved_epoch (
    terminal TEXT    NOT NULL REFERENCES terminal (id),
    epoch    TEXT    NOT NULL,
    newest   INTEGER NOT NULL,                      -- by that word; the centre held less
    PRIMARY KEY (terminal, epoch)
) STRICT, WITHOUT ROWID;
