package org.hongting.central.configuration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.record.Digest;

/// What terminals say of their configuration, beside what was asked of them. Safe for use by many threads.
public final class Shadows implements FactProjection {
    private static final String SELECT = "SELECT terminal.id, d.version AS wanted, d.hash AS wanted_hash, d.since,"
            + " r.version, r.hash, r.tried, r.obstacle, r.blamed, r.unknown_keys, r.local_keys, r.said_at"
            + " FROM terminal LEFT JOIN configuration_desired AS d ON d.terminal = terminal.id"
            + " LEFT JOIN configuration_reported AS r ON r.terminal = terminal.id";

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        for (StoredFact fact : facts) {
            switch (fact.fact()) {
                case ConfigurationFact.ConfigurationApplied applied -> applied(transaction, fact, applied);
                case ConfigurationFact.ConfigurationRefused refused -> refused(transaction, fact, refused);
                default -> {}
            }
        }
    }

    private static void applied(
            Transaction transaction, StoredFact fact, ConfigurationFact.ConfigurationApplied applied) {
        transaction.update(
                "INSERT INTO configuration_reported (terminal, version, hash, tried, blamed, unknown_keys, local_keys,"
                        + " said_at) VALUES (?, ?, ?, ?, '[]', ?, ?, ?)"
                        + " ON CONFLICT (terminal) DO UPDATE SET version = excluded.version, hash = excluded.hash,"
                        + " tried = excluded.tried, obstacle = NULL, blamed = '[]',"
                        + " unknown_keys = excluded.unknown_keys, local_keys = excluded.local_keys,"
                        + " said_at = excluded.said_at",
                fact.terminal().value(),
                applied.version(),
                applied.hash().hex(),
                applied.version(),
                Json.writeText(applied.unknown()),
                Json.writeText(applied.local()),
                UtcText.of(fact.received()));
    }

    private static void refused(
            Transaction transaction, StoredFact fact, ConfigurationFact.ConfigurationRefused refused) {
        transaction.update(
                "INSERT INTO configuration_reported (terminal, version, hash, tried, obstacle, blamed, unknown_keys,"
                        + " local_keys, said_at) VALUES (?, ?, ?, ?, ?, ?, '[]', '[]', ?)"
                        + " ON CONFLICT (terminal) DO UPDATE SET version = excluded.version, hash = excluded.hash,"
                        + " tried = excluded.tried, obstacle = excluded.obstacle, blamed = excluded.blamed,"
                        + " said_at = excluded.said_at",
                fact.terminal().value(),
                refused.kept(),
                refused.keptHash().hex(),
                refused.version(),
                Words.of(refused.obstacle()),
                Json.writeText(refused.keys()),
                UtcText.of(fact.received()));
    }

    /// Nothing where there is no such terminal.
    public Optional<Shadow> find(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(SELECT + " WHERE terminal.id = ?", Shadows::shadow, terminal.value());
    }

    /// Of all terminals that may connect.
    public Map<TerminalId, Shadow> all(Transaction transaction) {
        return transaction.query(SELECT + " WHERE terminal.revoked_at IS NULL", Shadows::shadow).stream()
                .collect(Collectors.toMap(Shadow::terminal, Function.identity()));
    }

    private static Shadow shadow(Transaction.Row row) {
        Optional<Shadow.Desire> desired = row.isNull("wanted")
                ? Optional.empty()
                : Optional.of(new Shadow.Desire(
                        row.integer("wanted"),
                        Digest.ofHex(row.text("wanted_hash")),
                        UtcText.parse(row.text("since"))));
        Optional<Shadow.Report> reported = row.isNull("version")
                ? Optional.empty()
                : Optional.of(new Shadow.Report(
                        row.integer("version"),
                        Digest.ofHex(row.text("hash")),
                        row.integer("tried"),
                        Optional.ofNullable(row.textOrNull("obstacle"))
                                .flatMap(word -> Words.find(ConfigurationObstacle.class, word)),
                        keys(row.text("blamed")),
                        keys(row.text("unknown_keys")),
                        keys(row.text("local_keys")),
                        UtcText.parse(row.text("said_at"))));
        return new Shadow(new TerminalId(row.text("id")), desired, reported);
    }

    private static List<String> keys(String json) {
        return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), String[].class));
    }
}
