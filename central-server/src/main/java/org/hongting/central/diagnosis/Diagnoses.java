package org.hongting.central.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.TestedPart;

/// What terminals found out about themselves. Safe for use by many threads.
public final class Diagnoses implements FactProjection {
    private static final String FILES = "SELECT f.*, CASE WHEN a.received_at IS NOT NULL AND a.given_up_at IS NULL"
            + " THEN 1 ELSE 0 END AS here FROM terminal_file AS f"
            + " LEFT JOIN attachment AS a ON a.hash = f.hash AND a.terminal = f.terminal";

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        for (StoredFact fact : facts) {
            switch (fact.fact()) {
                case DiagnosisFact.SelfTested tested -> tested(transaction, fact, tested);
                case DiagnosisFact.FileMade made -> made(transaction, fact, made);
                default -> {}
            }
        }
    }

    private static void tested(Transaction transaction, StoredFact fact, DiagnosisFact.SelfTested tested) {
        transaction.update(
                "INSERT INTO self_test (terminal, command, parts, tested_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, command) DO NOTHING",
                fact.terminal().value(),
                tested.command(),
                Json.writeText(tested.parts()),
                UtcText.of(fact.received()));
    }

    private static void made(Transaction transaction, StoredFact fact, DiagnosisFact.FileMade made) {
        transaction.update(
                "INSERT INTO terminal_file (terminal, command, kind, hash, size, media_type, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, command) DO NOTHING",
                fact.terminal().value(),
                made.command(),
                made.kind(),
                made.file().hash().hex(),
                made.file().size(),
                made.file().mediaType().name(),
                UtcText.of(fact.received()));
    }

    /// The latest first.
    public List<SelfTest> tests(Transaction transaction, TerminalId terminal, int limit) {
        return transaction.query(
                "SELECT * FROM self_test WHERE terminal = ? ORDER BY tested_at DESC, command LIMIT ?",
                row -> new SelfTest(
                        row.text("command"),
                        UtcText.parse(row.text("tested_at")),
                        List.of(Json.read(row.text("parts").getBytes(UTF_8), TestedPart[].class))),
                terminal.value(),
                limit);
    }

    /// The latest first.
    public List<TerminalFile> files(Transaction transaction, TerminalId terminal, int limit) {
        return transaction.query(
                FILES + " WHERE f.terminal = ? ORDER BY f.made_at DESC, f.command LIMIT ?",
                Diagnoses::file,
                terminal.value(),
                limit);
    }

    /// The file that a command brought.
    public Optional<TerminalFile> find(Transaction transaction, TerminalId terminal, String command) {
        return transaction.queryFirst(
                FILES + " WHERE f.terminal = ? AND f.command = ?", Diagnoses::file, terminal.value(), command);
    }

    List<TerminalFile> filesBefore(Transaction transaction, Instant moment) {
        return transaction.query(
                FILES + " WHERE f.made_at < ? ORDER BY f.made_at, f.terminal, f.command",
                Diagnoses::file,
                UtcText.of(moment));
    }

    /// Whether no other file that is listed has its bytes.
    boolean isOnly(Transaction transaction, TerminalFile file) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS n FROM terminal_file WHERE terminal = ? AND hash = ? AND command <> ?",
                        row -> row.integer("n"),
                        file.terminal().value(),
                        file.file().hash().hex(),
                        file.command())
                .isEmpty();
    }

    /// The file is listed no more.
    void drop(Transaction transaction, TerminalFile file) {
        transaction.update(
                "DELETE FROM terminal_file WHERE terminal = ? AND command = ?",
                file.terminal().value(),
                file.command());
    }

    void dropTestsBefore(Transaction transaction, Instant moment) {
        transaction.update("DELETE FROM self_test WHERE tested_at < ?", UtcText.of(moment));
    }

    private static TerminalFile file(Transaction.Row row) {
        return new TerminalFile(
                new TerminalId(row.text("terminal")),
                row.text("command"),
                row.text("kind"),
                new Attachment(
                        Digest.ofHex(row.text("hash")),
                        row.integer("size"),
                        Attachment.MediaType.valueOf(row.text("media_type"))),
                UtcText.parse(row.text("made_at")),
                row.integer("here") == 1);
    }
}
