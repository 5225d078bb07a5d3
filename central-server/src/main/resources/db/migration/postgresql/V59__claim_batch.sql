-- Claim tokens that are made many at once: which group the terminal joins, and which machine alone may use the token.
ALTER TABLE claim_token ADD COLUMN made_by  TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_token ADD COLUMN group_id TEXT NOT NULL DEFAULT ''; -- empty: none
ALTER TABLE claim_token ADD COLUMN serial   TEXT NOT NULL DEFAULT ''; -- empty: whichever machine comes first
