package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.Gate;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage.Reason;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalLinkTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final Random random = new Random(9);
    private final Steps steps = new Steps();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final TestTerminal loud = TestTerminal.named("kiosk-loud", random);
    private final TestTerminal quiet = TestTerminal.named("kiosk-quiet", random);
    private TestStore store;
    private TerminalLink link;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(loud);
        store.enrol(quiet);
        Signer signer = Signer.of(SERVER);
        Ingest ingest = new Ingest(store.database, store.id, signer, () -> Instant.EPOCH, random, List.of());
        DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
        Downlink downlink =
                new Downlink(store.database, documents, (terminal, channel, frame) -> {}, signer, steps, Gate.OPEN);
        link = new TerminalLink(
                ingest,
                new RefusalBook(store.database, steps, () -> Instant.EPOCH),
                downlink,
                new TerminalPresence(store.database),
                steps,
                (terminal, channel, frame) -> {
                    if (terminal.equals(quiet.id())) {
                        answered.countDown();
                    }
                },
                random);
    }

    @AfterEach
    void close() {
        link.close();
        store.close();
    }

    private void says(TestTerminal terminal, Channel channel, byte[] payload) {
        link.arrived(new Topic(terminal.id(), channel), payload);
    }

    private List<String> sessions() {
        return store.texts("session", "terminal ORDER BY id");
    }

    @Test
    void aTerminalThatSaysItsStateWithoutEndLeavesOneWordToHear() {
        for (int session = 1; session <= 1000; session++) {
            says(loud, Channel.STATE, new TerminalState(loud.id(), true, session, 0).bytes());
        }
        says(loud, Channel.STATE, new TerminalState(loud.id(), false, 999, 0).bytes());
        says(quiet, Channel.STATE, new TerminalState(quiet.id(), true, 1, 0).bytes());
        assertThat(steps.waiting).hasSize(1);
        steps.run();
        assertThat(sessions()).containsExactly("1000", "1");
        says(loud, Channel.STATE, new TerminalState(loud.id(), true, 1001, 0).bytes());
        steps.run();
        assertThat(sessions()).containsExactly("1001", "1");
        assertThat(store.count("terminal WHERE online = 1")).isEqualTo(2);
    }

    @Test
    void aStateThatIsNoneIsCounted() throws InterruptedException {
        says(loud, Channel.STATE, "rubbish".getBytes(StandardCharsets.UTF_8));
        says(loud, Channel.STATE, new byte[Limits.STATE_BYTES + 1]);
        says(loud, Channel.STATE, new TerminalState(quiet.id(), true, 1, 0).bytes());
        says(loud, Channel.STATE, new byte[0]);
        says(
                quiet,
                Channel.HELLO,
                quiet.hello("00112233445566778899aabbccddeeff", 1, List.of()).seal(quiet.signer()));
        link.start();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(store.texts("reason || ' ' || terminal || ' ' || count", "refused_message ORDER BY reason"))
                .containsExactly("MALFORMED kiosk-loud 1", "TOO_LARGE kiosk-loud 1", "WRONG_TERMINAL kiosk-loud 1");
        assertThat(store.count("terminal WHERE id = ? AND online = 1", loud.id().value()))
                .isZero();
    }

    @Test
    void whatTheBrokerRefusesWithoutEndIsCountedInOneStep() {
        for (int times = 0; times < 1000; times++) {
            link.refused(loud.id(), Reason.TOO_LARGE);
        }
        link.refused(quiet.id(), Reason.FOREIGN_TOPIC);
        assertThat(steps.waiting).hasSize(1);
        steps.run();
        link.refused(loud.id(), Reason.TOO_LARGE);
        steps.run();
        assertThat(store.texts("reason || ' ' || terminal || ' ' || count", "refused_message ORDER BY reason"))
                .containsExactly("FOREIGN_TOPIC kiosk-quiet 1", "TOO_LARGE kiosk-loud 1001");
    }

    @Test
    void aTerminalThatSendsWithoutEndDoesNotSilenceTheOthers() throws InterruptedException {
        for (int sent = 0; sent < 10_000; sent++) {
            says(loud, Channel.UP, "rubbish".getBytes(StandardCharsets.UTF_8));
        }
        says(
                quiet,
                Channel.HELLO,
                quiet.hello("00112233445566778899aabbccddeeff", 1, List.of()).seal(quiet.signer()));
        link.start();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHelloFindsRoomHoweverManySendWithoutEnd() throws InterruptedException {
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        for (int one = 0; one < 100; one++) {
            Topic up = new Topic(new TerminalId("kiosk-" + one), Channel.UP);
            for (int sent = 0; sent < 20; sent++) {
                link.arrived(up, rubbish);
            }
        }
        says(
                quiet,
                Channel.HELLO,
                quiet.hello("00112233445566778899aabbccddeeff", 1, List.of()).seal(quiet.signer()));
        link.start();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /// Keeps what it is given until it is told to go on.
    private static final class Steps implements Scheduler {
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

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
        public Cancellable after(Duration delay, Runnable step) {
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
