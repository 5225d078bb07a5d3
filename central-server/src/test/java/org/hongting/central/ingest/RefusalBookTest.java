package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.RefusedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalBookTest {
    @TempDir
    Path folder;

    private final Steps steps = new Steps();
    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private TestStore store;
    private RefusalBook book;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        book = new RefusalBook(store.database, steps, () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFloodAtADoorIsOneRowAndOneTransactionASecond() {
        for (int i = 0; i < 1000; i++) {
            book.add(Door.CLAIM, ClaimRefused.Reason.UNKNOWN_TOKEN);
        }
        assertThat(steps.waiting).hasSize(1);
        assertThat(steps.delay).isEqualTo(RefusalBook.GATHERING);
        steps.run();
        now = now.plusSeconds(5);
        book.add(Door.CLAIM, ClaimRefused.Reason.UNKNOWN_TOKEN);
        book.add(Door.ATTACHMENT, RefusedMessage.Reason.UNKNOWN_KEY);
        steps.run();

        assertThat(store.texts(
                        "door || ' ' || reason || ' ' || count || ' ' || first_at || ' ' || last_at",
                        "refusal ORDER BY door"))
                .containsExactly(
                        "attachment unknown-key 1 2026-11-23T01:00:05.000Z 2026-11-23T01:00:05.000Z",
                        "claim unknown-token 1001 2026-11-23T01:00:00.000Z 2026-11-23T01:00:05.000Z");
    }

    private static final class Steps implements Scheduler {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private Duration delay = Duration.ZERO;

        void run() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }

        @Override
        public void execute(Runnable step) {
            waiting.add(step);
        }

        @Override
        public Cancellable after(Duration pause, Runnable step) {
            delay = pause;
            waiting.add(step);
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
