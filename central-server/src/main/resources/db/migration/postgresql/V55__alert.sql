-- What is wrong with terminals, from the moment it began; and what people changed about the rules.
CREATE TABLE alert (
    id              TEXT NOT NULL PRIMARY KEY,
    rule            TEXT NOT NULL,
    subject         TEXT NOT NULL,                  -- a terminal, or a building
    detail          TEXT NOT NULL,                  -- the number that was measured last
    since           TEXT NOT NULL,
    fired_at        TEXT,                           -- null: it has not lasted long enough yet
    calm_since      TEXT,                           -- it seems to be over
    cleared_at      TEXT,
    acknowledged_by TEXT,
    acknowledged_at TEXT,
    words           TEXT
);
CREATE UNIQUE INDEX alert_open ON alert (rule, subject) WHERE cleared_at IS NULL;
CREATE INDEX alert_by_time ON alert (fired_at);

CREATE TABLE alert_rule (
    rule       TEXT    NOT NULL PRIMARY KEY,
    enabled    BIGINT  NOT NULL,
    seconds    BIGINT  NOT NULL,
    threshold  BIGINT  NOT NULL,
    changed_by TEXT    NOT NULL,
    changed_at TEXT    NOT NULL
);
