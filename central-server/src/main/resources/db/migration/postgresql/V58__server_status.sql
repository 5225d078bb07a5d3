-- What each of several servers over this database tells of itself, for people. Moments by the clock of the database.
CREATE TABLE server_status (
    id       TEXT    NOT NULL PRIMARY KEY,      -- drawn at each start
    host     TEXT    NOT NULL,
    folder   TEXT    NOT NULL,
    software TEXT    NOT NULL,
    begun    BIGINT NOT NULL,
    heard    BIGINT NOT NULL,
    ended    BIGINT NOT NULL,                  -- 1: it said that it goes
    lines    TEXT    NOT NULL                   -- JSON: how it stands with each address of its broker
);
