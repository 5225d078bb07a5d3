package org.hongting.central.fleet;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.claim.Farewell;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.FarewellEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.wire.RefusedMessage;

/// Terminals that leave in order. Somebody asks for it; the terminal hears of it whenever it is on the network next,
/// brings everything it has, and says farewell; only then is it shut out, and told that it may forget. Until then the
/// asking can be taken back. A machine that does not come back is revoked instead.
///
/// Safe for use by many threads.
public final class Farewells implements DocumentSource {
    private static final String KIND = "farewell";

    private final Database database;
    private final InstantSource clock;
    private final Terminals terminals;
    private final Renewals renewals;

    Farewells(Database database, InstantSource clock, Terminals terminals, Renewals renewals) {
        this.database = database;
        this.clock = clock;
        this.terminals = terminals;
        this.renewals = renewals;
    }

    /// What somebody asked of a terminal.
    ///
    /// @param backup it is to wait until everything it brought is in a verified backup too
    /// @param released when it was let go
    public record Asked(String by, Instant at, boolean backup, Optional<Instant> released) {}

    /// One of the two answers that a farewell gets.
    sealed interface Answer {
        /// @param ask the question that the centre's signed word is the answer to
        record Heard(IdentityAsk ask) implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    /// Asks a terminal to leave.
    ///
    /// @return false if there is none that may connect, or it was asked before
    public boolean ask(TerminalId terminal, boolean backup, String actor) {
        Instant now = clock.instant();
        return database.inTransaction(transaction -> {
            boolean asked = transaction.update(
                            "INSERT INTO farewell (terminal, asked_by, asked_at, backup) SELECT id, ?, ?, ? FROM terminal"
                                    + " WHERE id = ? AND revoked_at IS NULL ON CONFLICT (terminal) DO NOTHING",
                            actor,
                            UtcText.of(now),
                            backup ? 1 : 0,
                            terminal.value())
                    == 1;
            if (asked) {
                changed(
                        transaction,
                        terminal,
                        new AuditLog.Act(
                                now, actor, "farewell.asked", terminal.value(), backup ? "after a backup" : "at once"));
            }
            return asked;
        });
    }

    /// Takes the asking back.
    ///
    /// @return false if nothing was asked, or the terminal has left
    public boolean cancel(TerminalId terminal, String actor) {
        return database.inTransaction(transaction -> {
            boolean cancelled = transaction.update(
                            "DELETE FROM farewell WHERE terminal = ? AND terminal IN"
                                    + " (SELECT id FROM terminal WHERE revoked_at IS NULL)",
                            terminal.value())
                    == 1;
            if (cancelled) {
                changed(
                        transaction,
                        terminal,
                        new AuditLog.Act(clock.instant(), actor, "farewell.cancelled", terminal.value(), ""));
            }
            return cancelled;
        });
    }

    private static void changed(Transaction transaction, TerminalId terminal, AuditLog.Act act) {
        AuditLog.write(transaction, act);
        DueDocuments.mark(transaction, KIND, terminal.value());
    }

    public Optional<Asked> find(TerminalId terminal) {
        return database.reading(transaction -> find(transaction, terminal));
    }

    private static Optional<Asked> find(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT asked_by, asked_at, backup, released_at FROM farewell"
                        + " JOIN terminal ON terminal.id = farewell.terminal WHERE farewell.terminal = ?",
                row -> new Asked(
                        row.text("asked_by"),
                        UtcText.parse(row.text("asked_at")),
                        row.integer("backup") == 1,
                        Optional.ofNullable(row.textOrNull("released_at")).map(UtcText::parse)),
                terminal.value());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        TerminalId terminal = new TerminalId(scope);
        List<DocumentEntry> entries = find(transaction, terminal)
                .map(asked -> List.of(DocumentEntry.of(new FarewellEntry(asked.backup()))))
                .orElseGet(List::of);
        return Map.of(DocumentName.farewellOf(terminal), entries);
    }

    /// Hears a terminal that says it has brought everything. Whatever the centre knows of and has not got keeps it from
    /// leaving: it hears that it is enrolled, and goes on bringing.
    Answer hear(TerminalId terminal, byte[] body) {
        Optional<PublicKey> key = renewals.keyOf(terminal);
        if (key.isEmpty()) {
            return new Answer.Refused(Reason.NOT_ENROLLED);
        }
        Farewell said;
        try {
            said = Farewell.open(body, KeyDirectory.of(key.get()));
        } catch (RefusedMessage e) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        Optional<IdentityWord> word = said.terminal().equals(terminal)
                ? renewals.fresh(said.wordBytes(), terminal, key.get())
                : Optional.empty();
        if (word.isEmpty()) {
            return new Answer.Refused(Reason.STALE_WORD);
        }
        terminals.release(terminal, transaction -> isDone(transaction, terminal));
        return new Answer.Heard(
                new IdentityAsk(terminal, KeyId.of(key.get()), word.get().nonce()));
    }

    private static boolean isDone(Transaction transaction, TerminalId terminal) {
        boolean missing = transaction
                .queryFirst(
                        "SELECT 1 AS n FROM told_epoch AS t LEFT JOIN epoch AS e ON e.terminal = t.terminal"
                                + " AND e.epoch = t.epoch WHERE t.terminal = ? AND t.told = 1"
                                + " AND t.newest > coalesce(e.up_to, 0)",
                        row -> row.integer("n"),
                        terminal.value())
                .isPresent();
        return !missing && find(transaction, terminal).isPresent();
    }
}
