package org.hongting.central.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// The table of what was saved for each scope.
final class Editions {
    private static final String SELECT =
            "SELECT version, content, saved_by, saved_at FROM configuration_edition WHERE scope = ?";

    private Editions() {}

    static Edition find(Transaction transaction, Scope scope) {
        return transaction
                .queryFirst(SELECT + " ORDER BY version DESC LIMIT 1", Editions::edition, scope.word())
                .orElse(Edition.NONE);
    }

    static List<Edition> all(Transaction transaction, Scope scope, int limit) {
        return transaction.query(SELECT + " ORDER BY version DESC LIMIT ?", Editions::edition, scope.word(), limit);
    }

    /// @throws ConfigurationRefusal if there never was such a version: what was changed since cannot be told
    static Edition at(Transaction transaction, Scope scope, long version) {
        if (version == 0) {
            return Edition.NONE;
        }
        return transaction
                .queryFirst(SELECT + " AND version = ?", Editions::edition, scope.word(), version)
                .orElseThrow(() -> new ConfigurationRefusal(ConfigurationRefusal.Reason.CHANGED_MEANWHILE));
    }

    static void add(Transaction transaction, Scope scope, Edition saved) {
        transaction.update(
                "INSERT INTO configuration_edition (scope, version, content, hash, saved_by, saved_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                scope.word(),
                saved.version(),
                Json.writeText(saved.values()),
                saved.hash().hex(),
                saved.savedBy(),
                UtcText.of(saved.savedAt().orElseThrow()));
    }

    /// @param find what is set for a scope
    static Inheritance inheritance(Transaction transaction, Scope scope, Function<Scope, Edition> find) {
        List<Inheritance.Layer> layers = new ArrayList<>();
        layers.add(new Inheritance.Layer(Origin.SITE, find.apply(Scope.SITE).values()));
        if (scope.isGroup()) {
            layers.add(new Inheritance.Layer(Origin.GROUP, find.apply(scope).values()));
        } else if (!scope.isSite()) {
            Map<String, String> group = Groups.of(transaction, new TerminalId(scope.name()))
                    .<Map<String, String>>map(
                            one -> find.apply(Scope.ofGroup(one.id())).values())
                    .orElse(Map.of());
            layers.add(new Inheritance.Layer(Origin.GROUP, group));
            layers.add(new Inheritance.Layer(Origin.TERMINAL, find.apply(scope).values()));
        }
        return new Inheritance(layers);
    }

    private static Edition edition(Transaction.Row row) {
        return new Edition(
                row.integer("version"),
                values(row.text("content")),
                row.text("saved_by"),
                Optional.of(UtcText.parse(row.text("saved_at"))));
    }

    /// Values as they stand in a table.
    static SortedMap<String, String> values(String content) {
        SortedMap<String, String> values = new TreeMap<>();
        Json.readObject(content.getBytes(UTF_8))
                .properties()
                .forEach(one -> values.put(one.getKey(), one.getValue().asString()));
        return values;
    }
}
