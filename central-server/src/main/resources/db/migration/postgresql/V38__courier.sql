-- Stations without network, whose files somebody carries: the last hello that was brought, which the next file answers.
CREATE TABLE courier_visit (
    terminal TEXT    NOT NULL PRIMARY KEY,
    hello    BYTEA   NOT NULL,                  -- as the terminal signed it
    brought  TEXT    NOT NULL,                  -- when it was taken in
    stored   BIGINT  NOT NULL,                  -- records that were new then
    whole    BIGINT  NOT NULL                   -- 0: the file was torn, and something may be missing
);
