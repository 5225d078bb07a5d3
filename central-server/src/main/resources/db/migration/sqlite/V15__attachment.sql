-- What facts name by hash. The bytes are files; here stands who named them and whether they are here.
CREATE TABLE attachment (
    hash        TEXT    NOT NULL,
    terminal    TEXT    NOT NULL, -- whose fact names it: the one that may send it
    size        INTEGER NOT NULL,
    media_type  TEXT    NOT NULL, -- JPEG, JSON
    named_at    TEXT    NOT NULL,
    received_at TEXT,             -- NULL: not all of it is here
    PRIMARY KEY (hash, terminal)
) STRICT;
