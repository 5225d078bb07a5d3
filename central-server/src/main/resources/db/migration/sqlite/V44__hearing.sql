-- Whether a server can hear terminals: one that is still starting, or has no line to the broker, has no shards.
ALTER TABLE server_instance ADD COLUMN hears INTEGER NOT NULL DEFAULT 0;
