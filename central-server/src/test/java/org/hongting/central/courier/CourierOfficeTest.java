package org.hongting.central.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.courier.Carried;
import org.hongting.protocol.courier.CourierReader;
import org.hongting.protocol.courier.CourierWriter;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class CourierOfficeTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final byte[] DOCUMENT = {1, 2, 3};

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private TestStore store;
    private TestTerminal terminal;
    private Terminals terminals;
    private CourierOffice office;
    private List<HeldDocument> said = List.of();

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        terminal = TestTerminal.named("kiosk-1", random);
        store.enrol(terminal);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Ingest ingest = new Ingest(store.database, store.id, Signer.of(SERVER), clock, random, List.of());
        terminals = new Terminals(store.database, clock, List.of());
        office = new CourierOffice(
                store.database,
                terminals,
                messages -> ingest.take(messages, Duration.ZERO),
                (_, held) -> {
                    said = held;
                    return List.of(DOCUMENT);
                },
                store.id,
                Signer.of(SERVER),
                clock,
                new AuditLog(store.database, clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private byte[] file(TestTerminal of, byte[]... batches) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CourierWriter writer = new CourierWriter(file, of.id(), Way.UP);
        writer.add(new Carried(Channel.HELLO, of.hello(NONCE, 1).payload()));
        for (byte[] batch : batches) {
            writer.add(new Carried(Channel.UP, batch));
        }
        writer.end();
        return file.toByteArray();
    }

    private CourierOffice.Brought bring(byte[] file) throws IOException {
        return office.takeIn(new ByteArrayInputStream(file), "admin");
    }

    private List<Carried> given() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        office.write(terminal.id(), file, "admin");
        CourierReader reader = new CourierReader(new ByteArrayInputStream(file.toByteArray()), Way.DOWN);
        List<Carried> messages = new ArrayList<>();
        for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(next.get());
        }
        assertThat(reader.isWhole()).isTrue();
        assertThat(reader.terminal()).isEqualTo(terminal.id());
        return messages;
    }

    private static Acknowledgement acknowledgement(Carried message) {
        return Acknowledgement.open(message.frame(), _ -> SERVER.getPublic());
    }

    @Test
    void whatIsBroughtIsStoredAndTheAnswerSaysSo() throws IOException {
        terminal.arrivals(9);
        byte[] file = file(terminal, terminal.batch(1, 4), terminal.batch(5, 10));
        assertThat(bring(file)).isEqualTo(new CourierOffice.Brought(terminal.id(), 3, 10, true));
        assertThat(bring(file)).as("again").isEqualTo(new CourierOffice.Brought(terminal.id(), 3, 0, true));
        assertThat(store.count("record")).isEqualTo(10);

        List<Carried> given = given();
        Acknowledgement answer = acknowledgement(given.getFirst());
        assertThat(answer.nonce()).isEqualTo(NONCE);
        assertThat(answer.epochs()).containsExactly(new Watermark(terminal.epoch(), 10, terminal.head(), 0, 0));
        assertThat(given.get(1).channel()).isEqualTo(Channel.DOCUMENT);
        assertThat(given.get(1).frame()).isEqualTo(DOCUMENT);
        assertThat(said).isEmpty();
        assertThat(store.count("alarm")).isZero();
    }

    @Test
    void aFileOfManyMessagesIsStoredInSeveralTransactionsAndATornOneUpToWhereItIsGood() throws IOException {
        terminal.arrivals(99);
        byte[][] batches = new byte[100][];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = terminal.batch(i + 1, i + 1);
        }
        byte[] file = file(terminal, batches);
        CourierOffice.Brought torn = bring(Arrays.copyOf(file, file.length / 2));
        assertThat(torn.whole()).isFalse();
        assertThat(torn.stored()).isBetween(40L, 60L).isEqualTo(store.count("record"));
        assertThat(office.visits()).containsEntry("kiosk-1", new CourierVisit(NOW, torn.stored(), false));
        assertThat(acknowledgement(given().getFirst()).epochs().getFirst().upTo())
                .isEqualTo(torn.stored());

        assertThat(bring(file).stored()).isEqualTo(100 - torn.stored());
        assertThat(store.count("record")).isEqualTo(100);
    }

    @Test
    void theFirstStickOfAStationIsMarkedAsTheCentresAndAcknowledgesNothing() throws IOException {
        Acknowledgement pass = acknowledgement(given().getFirst());
        assertThat(pass.nonce()).isNull();
        assertThat(pass.epochs()).isEmpty();
        assertThat(pass.store()).isEqualTo(store.id);
    }

    @Test
    void howLongSomethingWasCarriedIsNotKnownSoItTellsNothingOfClocksAndOfWhoIsThere() throws IOException {
        bring(file(terminal, terminal.batch(1, 1)));
        assertThat(store.count("clock_anchor")).isZero();
        assertThat(store.count("terminal WHERE online = 1 OR last_contact_at IS NOT NULL"))
                .isZero();
        assertThat(store.count("terminal WHERE software = 'test 1' AND pending = 0"))
                .isEqualTo(1);
    }

    @Test
    void whatATerminalToldOverTheLineMeanwhileIsNewerThanWhatWasCarried() throws IOException {
        store.database.inTransaction(
                transaction -> transaction.update("UPDATE terminal SET online = 1, software = 'test 2', pending = 7"));
        bring(file(terminal));
        given();
        assertThat(store.count("terminal WHERE software = 'test 2' AND pending = 7"))
                .isEqualTo(1);
    }

    @Test
    void aFileOfAStrangerIsRefusedAndNothingOfItIsKept() {
        TestTerminal stranger = TestTerminal.named("kiosk-2", random);
        assertThatThrownBy(() -> bring(file(stranger, stranger.batch(1, 1))))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedMessage.Reason.UNKNOWN_KEY));
        terminals.revoke(terminal.id(), "admin");
        assertThatThrownBy(() -> bring(file(terminal, terminal.batch(1, 1))))
                .as("of one that is shut out")
                .isInstanceOf(RefusedMessage.class);
        assertThat(store.count("record")).isZero();
        assertThat(office.visits()).isEmpty();
    }

    @Test
    void aFileInAnothersNameIsRefused() throws IOException {
        KeyPair key = P256.newKeyPair(new SecureRandom());
        TestTerminal liar = TestTerminal.of(terminal.id(), Signer.of(key), random);
        assertThatThrownBy(() -> bring(file(liar, liar.batch(1, 1)))).isInstanceOf(RefusedMessage.class);

        TestTerminal other = TestTerminal.named("kiosk-2", random);
        store.enrol(other);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CourierWriter writer = new CourierWriter(file, terminal.id(), Way.UP);
        writer.add(new Carried(Channel.HELLO, other.hello(NONCE, 1).payload()));
        assertThatThrownBy(() -> bring(file.toByteArray()))
                .as("a hello of another, with a key that is known")
                .isInstanceOf(RefusedMessage.class);
    }

    @Test
    void aFileThatDoesNotBeginWithAHelloIsRefused() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CourierWriter writer = new CourierWriter(file, terminal.id(), Way.UP);
        writer.add(new Carried(Channel.UP, terminal.batch(1, 1)));
        writer.end();
        assertThatThrownBy(() -> bring(file.toByteArray())).isInstanceOf(RefusedMessage.class);
        assertThatThrownBy(() -> bring(new byte[0])).isInstanceOf(RefusedMessage.class);
        assertThat(store.count("record")).isZero();
    }

    @Test
    void aBatchThatWasChangedOnTheWayIsCountedAndTheOthersAreStored() throws IOException {
        terminal.arrivals(1);
        byte[] changed = terminal.batch(2, 2);
        changed[changed.length / 2] ^= 1;
        assertThat(bring(file(terminal, terminal.batch(1, 1), changed)).stored())
                .isEqualTo(1);
        assertThat(store.count("refused_message")).isEqualTo(1);
        assertThat(bring(file(terminal, terminal.batch(1, 2))).stored()).isEqualTo(1);
    }
}
