package org.hongting.kiosk.study;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// The one row that is overwritten in place while somebody studies. What it holds is in no fact yet.
final class CheckpointTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE study_checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), line BLOB NOT NULL) STRICT
            """);

    void keep(Transaction transaction, Checkpoint checkpoint) {
        transaction.update(
                "INSERT INTO study_checkpoint (id, line) VALUES (1, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET line = excluded.line",
                Json.write(checkpoint));
    }

    Optional<Checkpoint> find(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT line FROM study_checkpoint", row -> Json.read(row.bytes("line"), Checkpoint.class));
    }

    void clear(Transaction transaction) {
        transaction.update("DELETE FROM study_checkpoint");
    }
}
