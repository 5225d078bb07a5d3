-- Several servers over one database: who is there, who has which part of the fleet, and what one tells the others.
-- Moments are milliseconds since 1970 by the clock of the database, so that no machine's own clock counts.
CREATE TABLE server_instance (
    id     TEXT    NOT NULL PRIMARY KEY,        -- drawn at each start
    place  TEXT    NOT NULL,                    -- machine and folder: one place has one server with a broker inside
    broker TEXT    NOT NULL,                    -- embedded or external
    until  BIGINT  NOT NULL                     -- gone, if it does not say so again before
);

CREATE TABLE lease (
    name  TEXT    NOT NULL PRIMARY KEY,         -- shard/0 to shard/63, and leader: what runs once over all servers
    owner TEXT    NOT NULL,                     -- of server_instance; empty: nobody yet
    term  BIGINT  NOT NULL,                     -- rises whenever somebody takes it
    until BIGINT  NOT NULL
);

CREATE TABLE tiding (
    kind  TEXT    NOT NULL PRIMARY KEY,         -- what changed
    stamp BIGINT  NOT NULL                      -- how often
);
