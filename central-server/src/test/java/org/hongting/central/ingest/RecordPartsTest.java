package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What PostgreSQL keeps in parts by terminal, and which of them it opens.
@Tag("both-stores")
@Tag("postgresql")
@RequiresTool("pg_ctlcluster")
class RecordPartsTest {
    private static final int TERMINALS = 40;
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    @Test
    void aTerminalsRecordsLieInOnePartAndNoOtherIsOpenedForThem() {
        try (TestStore store = new TestStore(folder)) {
            Ingest ingest = new Ingest(
                    store.database,
                    store.id,
                    Signer.of(SERVER),
                    () -> Instant.parse("2026-11-22T02:00:00Z"),
                    random,
                    List.of());
            TreeSet<String> used = new TreeSet<>();
            for (int i = 0; i < TERMINALS; i++) {
                TestTerminal terminal = TestTerminal.named("kiosk-" + i, random);
                store.enrol(terminal);
                terminal.arrivals(5);
                Set<String> written = opened(store, ingest, terminal.all(), "n_tup_ins");
                assertThat(written).hasSize(1);
                // Of a batch that is there already the chain is read again.
                assertThat(opened(store, ingest, terminal.up(1, 3), "coalesce(seq_scan, 0) + coalesce(idx_scan, 0)"))
                        .isEqualTo(written);
                assertThat(store.texts(
                                "DISTINCT tableoid::regclass",
                                "record WHERE terminal = ?",
                                terminal.id().value()))
                        .containsExactlyElementsOf(written);
                used.addAll(written);
            }
            assertThat(used).as("of sixteen").hasSizeGreaterThan(10);
            assertThat(store.count("record")).isEqualTo(6 * TERMINALS);
            assertThat(ordinals(store)).doesNotHaveDuplicates().hasSize(6 * TERMINALS);
        }
    }

    /// What members and meetings are asked for by is found in one piece: decision 0049 has the figures.
    @Test
    void onlyWhatIsAskedForByItsTerminalLiesInParts() {
        try (TestStore store = new TestStore(folder)) {
            assertThat(store.texts("relname", "pg_class WHERE relkind = 'p'"))
                    .containsExactlyInAnyOrder("record", "quiz_answer");
        }
    }

    /// The parts of `record` that a group of messages has touched, by the connection's own counters.
    private static Set<String> opened(TestStore store, Ingest ingest, Arrived arrived, String counter) {
        return store.database.inTransaction(transaction -> {
            Map<String, Long> before = counted(transaction, counter);
            assertThat(ingest.take(List.of(arrived), Duration.ZERO).faults()).isEmpty();
            Map<String, Long> after = counted(transaction, counter);
            after.entrySet().removeAll(before.entrySet());
            return after.keySet();
        });
    }

    private static Map<String, Long> counted(Transaction transaction, String counter) {
        Map<String, Long> counted = new HashMap<>();
        transaction.query(
                "SELECT relid::regclass AS part, " + counter + " AS n FROM pg_stat_xact_user_tables"
                        + " WHERE schemaname = 'main_parts' AND relname LIKE 'record_%'",
                row -> counted.put(row.text("part"), row.integer("n")) == null);
        return counted;
    }

    private static List<Long> ordinals(TestStore store) {
        return store.database.reading(transaction ->
                transaction.query("SELECT rowid AS ordinal FROM record ORDER BY rowid", row -> row.integer("ordinal")));
    }
}
