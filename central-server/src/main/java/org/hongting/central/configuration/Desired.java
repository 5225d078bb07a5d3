package org.hongting.central.configuration;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// What each terminal is to be like: it follows from what is set, has a version of its own that rises with every
/// change, and travels as the terminal's own document. While nobody has set anything there is nothing to tell.
///
/// A terminal that was claimed since is looked for before each publication.
public final class Desired implements DocumentSource, BeforePublishing {
    private static final String KIND = "configuration";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    public Desired(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        TerminalId terminal = new TerminalId(scope);
        return find(transaction, terminal)
                .map(desired -> Map.of(DocumentName.configurationOf(terminal), desired.entries()))
                .orElseGet(Map::of);
    }

    static Optional<Configuration> find(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT version, content FROM configuration_desired WHERE terminal = ?",
                row -> new Configuration(row.integer("version"), Editions.values(row.text("content"))),
                terminal.value());
    }

    /// The terminals that what is set for a scope concerns.
    List<TerminalId> under(Transaction transaction, Scope scope) {
        if (scope.isSite()) {
            return terminals(transaction, "");
        }
        return scope.isGroup()
                ? terminals(
                        transaction,
                        " AND id IN (SELECT terminal FROM terminal_grouped WHERE group_id = ?)",
                        scope.name())
                : List.of(new TerminalId(scope.name()));
    }

    private static List<TerminalId> terminals(Transaction transaction, String condition, Object... values) {
        return transaction.query(
                "SELECT id FROM terminal WHERE revoked_at IS NULL" + condition + " ORDER BY id",
                row -> new TerminalId(row.text("id")),
                values);
    }

    /// Reckons anew what these are to be like, in the transaction that changed what it follows from.
    void reckon(Transaction transaction, List<TerminalId> terminals) {
        Map<Scope, Edition> known = new HashMap<>();
        for (TerminalId terminal : terminals) {
            SortedMap<String, String> told = Editions.inheritance(
                            transaction,
                            Scope.of(terminal),
                            scope -> known.computeIfAbsent(scope, one -> Editions.find(transaction, one)))
                    .told();
            Optional<Configuration> before = find(transaction, terminal);
            if (before.map(desired -> !desired.values().equals(told)).orElse(true)) {
                write(
                        transaction,
                        terminal,
                        new Configuration(before.map(Configuration::version).orElse(0L) + 1, told));
            }
        }
    }

    /// Asks a terminal that went back to the one before to try once more: the same values under a new version.
    ///
    /// @throws ConfigurationRefusal if nothing was ever set for it
    public void again(Transaction transaction, TerminalId terminal, String actor) {
        Configuration desired = find(transaction, terminal)
                .orElseThrow(() -> new ConfigurationRefusal(ConfigurationRefusal.Reason.NO_SUCH));
        write(transaction, terminal, new Configuration(desired.version() + 1, desired.values()));
        audit.record(transaction, actor, "configuration.again", terminal.value(), "");
    }

    private void write(Transaction transaction, TerminalId terminal, Configuration desired) {
        transaction.update(
                "INSERT INTO configuration_desired (terminal, version, hash, content, since) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal) DO UPDATE SET version = excluded.version, hash = excluded.hash,"
                        + " content = excluded.content, since = excluded.since",
                terminal.value(),
                desired.version(),
                desired.hash().hex(),
                Json.writeText(desired.values()),
                UtcText.of(clock.instant()));
        DueDocuments.mark(transaction, KIND, terminal.value());
    }

    /// Terminals that were claimed since something was set for the site.
    @Override
    public void turn() {
        String fresh = " AND NOT EXISTS (SELECT 1 FROM configuration_desired AS d WHERE d.terminal = terminal.id)"
                + " AND EXISTS (SELECT 1 FROM configuration_edition WHERE scope = 'site')";
        if (!database.reading(transaction -> terminals(transaction, fresh)).isEmpty()) {
            database.inTransaction(transaction -> {
                reckon(transaction, terminals(transaction, fresh));
                return null;
            });
        }
    }
}
