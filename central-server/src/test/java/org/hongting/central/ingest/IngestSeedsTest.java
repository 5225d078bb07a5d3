package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes, in whatever order and however often, and whatever the store does meanwhile.
class IngestSeedsTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    private final Map<String, Long> acknowledged = new HashMap<>();
    private final List<String> projected = new ArrayList<>();

    /// Fails at the end of a transaction now and then: everything was written, and nothing was committed.
    private record Failing(Database inner, Random random) implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            return inner.inTransaction(transaction -> {
                T result = work.in(transaction);
                if (random.nextInt(8) == 0) {
                    throw new DatabaseFault(DatabaseFault.Kind.FULL, "as if");
                }
                return result;
            });
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return inner.reading(work);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everythingIsStoredOnceAndNothingIsAcknowledgedThatIsNotCommitted(long seed) {
        Random random = new Random(seed);
        try (TestStore store = new TestStore(folder)) {
            List<TestTerminal> terminals = List.of(
                    TestTerminal.named("kiosk-1", random),
                    TestTerminal.named("kiosk-2", random),
                    TestTerminal.named("kiosk-3", random));
            terminals.forEach(store::enrol);
            Ingest ingest = new Ingest(
                    new Failing(store.database, random),
                    store.id,
                    Signer.of(SERVER),
                    () -> Instant.parse("2026-11-22T02:00:00Z"),
                    random,
                    List.of((transaction, facts) -> facts.forEach(fact -> transaction.update(
                            "INSERT INTO audit (at, actor, action, subject, detail) VALUES ('', '', '', ?, '')",
                            fact.source()))));
            Set<String> injected = new HashSet<>();
            for (int step = 0; step < STEPS; step++) {
                List<Arrived> group = new ArrayList<>();
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    group.add(message(terminals.get(random.nextInt(3)), random, injected));
                }
                check(store, ingest.take(group, Duration.ZERO));
            }
            drain(store, ingest, terminals);
            projected.addAll(store.texts("subject", "audit"));
            assertThat(projected).doesNotHaveDuplicates();
            assertThat(store.count("quarantine")).isEqualTo(injected.size());
            long written = terminals.stream().mapToLong(TestTerminal::newest).sum();
            assertThat(store.count("record") + store.count("quarantine")).isEqualTo(written);
            assertThat(projected).hasSize((int) store.count("record"));
            assertThat(store.count("alarm")).isZero();
        }
    }

    /// Replays, reorders, cuts and garbles, and writes new records, some of them bad.
    private static Arrived message(TestTerminal terminal, Random random, Set<String> injected) {
        if (random.nextInt(3) > 0) {
            terminal.arrivals(random.nextInt(1, 5));
            if (random.nextInt(4) == 0) {
                RecordLines good = terminal.record(terminal.newest() + 1, terminal.arrival());
                Line broken = Line.of("broken".getBytes(StandardCharsets.UTF_8));
                terminal.append(
                        random.nextBoolean()
                                ? new RecordLines(good.envelope(), broken)
                                : new RecordLines(broken, good.body()));
                injected.add(terminal.id() + "/" + terminal.newest());
            }
        }
        long first = random.nextLong(1, terminal.newest() + 1);
        long last = Math.min(terminal.newest(), first + random.nextInt(20));
        return switch (random.nextInt(8)) {
            case 0 -> terminal.hello("%032x".formatted(random.nextLong() & Long.MAX_VALUE), 1);
            case 1 -> {
                byte[] garbled = terminal.batch(first, last);
                // Within the signed header line: a changed body is the record's fault and not the message's.
                garbled[random.nextInt(200)] ^= (byte) (1 << random.nextInt(8));
                yield terminal.arrived(Channel.UP, garbled);
            }
            case 2 -> terminal.up(1, Math.min(terminal.newest(), 12));
            default -> terminal.up(first, last);
        };
    }

    private void check(TestStore store, Ingest.Outcome outcome) {
        for (Answer answer : outcome.answers()) {
            Acknowledgement ack;
            try {
                ack = Acknowledgement.open(answer.frame(), id -> SERVER.getPublic());
            } catch (RefusedMessage e) {
                throw new AssertionError("the server signs what it says", e);
            }
            ack.epochs().forEach(mark -> {
                String key = answer.terminal() + "/" + mark.epoch();
                assertThat(mark.upTo()).isGreaterThanOrEqualTo(acknowledged.getOrDefault(key, 0L));
                acknowledged.put(key, mark.upTo());
                long held = store.count(
                                "record WHERE terminal = ?", answer.terminal().value())
                        + store.count(
                                "quarantine WHERE terminal = ?",
                                answer.terminal().value());
                assertThat(held).isGreaterThanOrEqualTo(mark.upTo());
            });
        }
    }

    /// What a terminal does: from the watermark on, until all is acknowledged.
    private void drain(TestStore store, Ingest ingest, List<TestTerminal> terminals) {
        for (TestTerminal terminal : terminals) {
            String key = terminal.id() + "/" + terminal.epoch();
            while (acknowledged.getOrDefault(key, 0L) < terminal.newest()) {
                long first = acknowledged.getOrDefault(key, 0L) + 1;
                long last = Math.min(terminal.newest(), first + 99);
                check(store, ingest.take(List.of(terminal.up(first, last)), Duration.ZERO));
            }
        }
    }
}
