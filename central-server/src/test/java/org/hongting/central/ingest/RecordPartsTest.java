package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
                List<String> written = opened(store, ingest, terminal.up(1, 4), "n_tup_ins");
                assertThat(written).hasSize(1);
                // A batch that reaches back has the chain read again.
                assertThat(opened(store, ingest, terminal.all(), "coalesce(seq_scan, 0) + coalesce(idx_scan, 0)"))
                        .isEqualTo(written);
                assertThat(store.texts(
                                "DISTINCT tableoid::regclass",
                                "record WHERE terminal = ?",
                                terminal.id().value()))
                        .containsExactly("main_parts." + written.getFirst());
                used.addAll(written);
            }
            assertThat(used).as("of sixteen").hasSizeGreaterThan(10);
            assertThat(store.count("record")).isEqualTo(6 * TERMINALS);
            assertThat(ordinals(store)).isSorted().doesNotHaveDuplicates().hasSize(6 * TERMINALS);
        }
    }

    /// The parts of `record` that a group of messages has touched, by PostgreSQL's own counters of a transaction.
    private static List<String> opened(TestStore store, Ingest ingest, Arrived arrived, String counter) {
        return store.database.inTransaction(transaction -> {
            assertThat(ingest.take(List.of(arrived), Duration.ZERO).faults()).isEmpty();
            return touched(transaction, counter);
        });
    }

    private static List<String> touched(Transaction transaction, String counter) {
        return transaction.query(
                "SELECT relname FROM pg_stat_xact_user_tables WHERE schemaname = 'main_parts'"
                        + " AND relname LIKE 'record_%' AND " + counter + " > 0",
                row -> row.text("relname"));
    }

    private static List<Long> ordinals(TestStore store) {
        return new ArrayList<>(store.database.<List<Long>>reading(transaction -> transaction.query(
                "SELECT rowid AS ordinal FROM record ORDER BY terminal, epoch, seq", row -> row.integer("ordinal"))));
    }
}
