package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.RefusedMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shard that moves is heard by two servers for a moment, or by one that does not know yet that it was taken from
/// it. Here both hear everything all the time, one ahead of the other or at once.
@Tag("both-stores")
class TwoServersIngestTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final int STEPS = 25;

    @TempDir
    Path folder;

    private final Map<String, Long> acknowledged = new HashMap<>();

    private static Ingest server(TestStore store, Random random) {
        return new Ingest(
                store.database,
                store.id,
                Signer.of(SERVER),
                () -> Instant.parse("2026-11-22T02:00:00Z"),
                random,
                List.of((transaction, facts) -> facts.forEach(fact -> transaction.update(
                        "INSERT INTO audit (at, actor, action, subject, detail) VALUES ('', '', '', ?, '')",
                        fact.source()))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void twoServersThatHearOneTerminalLoseNothingDoubleNothingAndAcknowledgeNoMoreThanIsCommitted(long seed)
            throws Exception {
        Random random = new Random(seed);
        try (TestStore store = new TestStore(folder);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<TestTerminal> terminals =
                    List.of(TestTerminal.named("kiosk-1", random), TestTerminal.named("kiosk-2", random));
            terminals.forEach(store::enrol);
            List<Ingest> servers = List.of(server(store, new Random(seed + 1)), server(store, new Random(seed + 2)));
            List<List<Arrived>> behind = List.of(new ArrayList<>(), new ArrayList<>());
            for (int step = 0; step < STEPS; step++) {
                List<Arrived> heard = new ArrayList<>();
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    heard.add(message(terminals.get(random.nextInt(2)), random));
                }
                // Each has its own order of things: what one has not got to yet waits for it.
                behind.forEach(waiting -> waiting.addAll(heard));
                List<Future<Ingest.Outcome>> running = new ArrayList<>();
                for (int server = 0; server < 2; server++) {
                    if (random.nextInt(3) > 0) {
                        List<Arrived> group = List.copyOf(behind.get(server));
                        behind.get(server).clear();
                        Ingest ingest = servers.get(server);
                        running.add(threads.submit(() -> ingest.take(group, Duration.ZERO)));
                    }
                }
                for (Future<Ingest.Outcome> one : running) {
                    check(store, one.get());
                }
            }
            for (TestTerminal terminal : terminals) {
                check(store, servers.getFirst().take(List.of(terminal.hello("0".repeat(32), 1)), Duration.ZERO));
                check(store, servers.getLast().take(List.of(terminal.all()), Duration.ZERO));
            }
            long written = terminals.stream().mapToLong(TestTerminal::newest).sum();
            assertThat(store.count("record")).isEqualTo(written);
            assertThat(store.texts("subject", "audit")).doesNotHaveDuplicates().hasSize((int) written);
            assertThat(store.count("quarantine")).isZero();
            assertThat(store.count("alarm")).isZero();
            assertThat(acknowledged.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(written);
        }
    }

    private static Arrived message(TestTerminal terminal, Random random) {
        terminal.arrivals(random.nextInt(1, 5));
        long first = random.nextLong(1, terminal.newest() + 1);
        return random.nextInt(4) == 0
                ? terminal.hello("%032x".formatted(random.nextLong() & Long.MAX_VALUE), 1)
                : terminal.up(first, Math.min(terminal.newest(), first + random.nextInt(20)));
    }

    private void check(TestStore store, Ingest.Outcome outcome) {
        assertThat(outcome.faults()).isEmpty();
        for (Answer answer : outcome.answers()) {
            Acknowledgement ack;
            try {
                ack = Acknowledgement.open(answer.frame(), id -> SERVER.getPublic());
            } catch (RefusedMessage e) {
                throw new AssertionError("the server signs what it says", e);
            }
            ack.epochs().forEach(mark -> {
                long held = store.count(
                        "record WHERE terminal = ? AND epoch = ? AND seq <= ?",
                        answer.terminal().value(),
                        mark.epoch().value(),
                        mark.upTo());
                assertThat(held).as("what is acknowledged is there").isEqualTo(mark.upTo());
                acknowledged.merge(answer.terminal() + "/" + mark.epoch(), mark.upTo(), Math::max);
            });
        }
    }
}
