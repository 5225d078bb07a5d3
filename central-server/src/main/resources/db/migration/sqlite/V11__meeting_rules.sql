-- What a meeting asks for beyond its times, and arrivals that were taken back at the kiosk.

ALTER TABLE meeting ADD COLUMN quorum TEXT;         -- like >1/2 or >=2/3; NULL: none
ALTER TABLE meeting ADD COLUMN second_factor TEXT;  -- PIN, CONFIRMATION; NULL: what is shown is enough
ALTER TABLE meeting ADD COLUMN places INTEGER;      -- for people who are not expected; NULL: nobody

-- One row per voiding. Which evidence it strikes out is worked out at every look.
CREATE TABLE voided_arrival (
    terminal   TEXT    NOT NULL,
    void_epoch TEXT    NOT NULL, -- where the voiding itself stands
    void_seq   INTEGER NOT NULL,
    epoch      TEXT    NOT NULL, -- the record that is voided
    seq        INTEGER NOT NULL,
    meeting    TEXT    NOT NULL,
    member     TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    voided_by  TEXT    NOT NULL, -- the member themself, or who is in charge
    PRIMARY KEY (terminal, void_epoch, void_seq)
) STRICT;

CREATE INDEX voided_arrival_meeting ON voided_arrival (meeting, member);
