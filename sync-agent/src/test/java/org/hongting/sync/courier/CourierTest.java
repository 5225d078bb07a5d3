package org.hongting.sync.courier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hongting.protocol.courier.Carried;
import org.hongting.protocol.courier.CourierFile;
import org.hongting.protocol.courier.CourierReader;
import org.hongting.protocol.courier.CourierWriter;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.FakeCentre;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());
    private static final DocumentName ROSTER = DocumentName.ROSTER;

    @TempDir
    Path stick;

    private final Random random = new Random(1);
    private final FakeCentre centre = new FakeCentre(TERMINAL, _ -> KEYS.getPublic());
    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private Journal journal = Journal.open(database, TERMINAL, new SetClock(), random, "0.1.0");
    private final Replica replica = new Replica(database, List.of());
    private Courier courier = newCourier();

    private Courier newCourier() {
        Schema.apply(database, Courier.MIGRATIONS);
        return new Courier(
                database,
                new LinkIdentity(TERMINAL, Signer.of(KEYS), centre.keys(), "0.1.0"),
                new LinkMemory(journal.outbox(), replica),
                new SetClock(),
                random);
    }

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(stick.resolve(CourierFile.FOLDER));
    }

    private void record(int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }

    /// What the centre gives with a stick that goes to a station for the first time.
    private Carried pass() {
        return new Carried(
                Channel.ACKNOWLEDGEMENT,
                new Acknowledgement(TERMINAL, centre.store(), null, List.of(), Instant.EPOCH, 0).seal(centre.signer()));
    }

    private void bring(Carried... messages) throws IOException {
        try (var out = Files.newOutputStream(Courier.fileFor(stick, TERMINAL))) {
            CourierWriter writer = new CourierWriter(out, TERMINAL, Way.DOWN);
            for (Carried message : messages) {
                writer.add(message);
            }
            writer.end();
        }
    }

    private Path up() {
        return stick.resolve(CourierFile.FOLDER).resolve(CourierFile.name(TERMINAL, Way.UP));
    }

    private List<Carried> carried() throws IOException {
        List<Carried> messages = new ArrayList<>();
        try (InputStream in = Files.newInputStream(up())) {
            CourierReader reader = new CourierReader(in, Way.UP);
            for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
                messages.add(next.get());
            }
            assertThat(reader.isWhole()).isTrue();
        }
        return messages;
    }

    /// The stick is at the centre: it takes in what is there and answers.
    private Carried atTheCentre() throws IOException {
        List<Carried> messages = carried();
        byte[] hello = messages.getFirst().frame();
        centre.hello(hello);
        messages.stream().skip(1).forEach(message -> centre.up(message.frame()));
        return new Carried(Channel.ACKNOWLEDGEMENT, centre.hello(hello));
    }

    private Visit serve() {
        return courier.serve(stick).orElseThrow();
    }

    private static Stream<Carried> roster(FakeCentre signedBy, TerminalId to, long version, String... people) {
        List<DocumentEntry> entries = Stream.of(people).map(CourierTest::entry).toList();
        return DocumentPart.seal(
                        to,
                        new HeldDocument(ROSTER, signedBy.store(), version, DocumentEntry.hashOf(entries)),
                        null,
                        entries,
                        signedBy.signer())
                .stream()
                .map(frame -> new Carried(Channel.DOCUMENT, frame));
    }

    private static DocumentEntry entry(String person) {
        return DocumentEntry.ofLine(Line.of(("{\"id\":\"" + person + "\"}").getBytes(UTF_8)));
    }

    @Test
    void recordsAreCarriedUpAndTheAnswerBroughtBackLeavesNothingToSend() throws IOException {
        record(2_000);
        bring(pass());
        assertThat(serve()).isEqualTo(new Visit.Served(0, 0, 2_001, 0));
        assertThat(journal.outbox().pending())
                .as("nothing is forgotten for being written")
                .isEqualTo(2_001);

        Carried answer = atTheCentre();
        assertThat(centre.records().get(journal.epoch())).hasSize(2_001);
        record(3);
        bring(answer);
        assertThat(serve()).isEqualTo(new Visit.Served(1, 0, 3, 0));
        assertThat(journal.outbox().pending()).isEqualTo(3);
        atTheCentre();
        assertThat(centre.records().get(journal.epoch())).hasSize(2_004);
    }

    @Test
    void anAnswerIsUnderstoodAfterTheTerminalWasSwitchedOff() throws IOException {
        bring(pass());
        serve();
        Carried answer = atTheCentre();

        journal = Journal.open(database, TERMINAL, new SetClock(), random, "0.1.0");
        courier = newCourier();
        bring(answer);
        assertThat(serve()).isInstanceOf(Visit.Served.class);
        assertThat(journal.outbox().pending())
                .as("the new epoch's own beginning")
                .isEqualTo(1);
    }

    @Test
    void theSameStickTwiceAndOneThatComesLateDoNoHarm() throws IOException {
        bring(pass());
        serve();
        Carried first = atTheCentre();
        record(5);
        bring(first);
        serve();
        Carried second = atTheCentre();
        bring(second);
        serve();
        assertThat(serve()).isEqualTo(new Visit.Served(1, 0, 0, 0));
        assertThat(journal.outbox().pending()).isZero();

        bring(first);
        assertThat(serve()).isEqualTo(new Visit.Served(0, 0, 0, 0));
        assertThat(journal.outbox().pending()).isZero();
    }

    @Test
    void anAnswerThatWasNeverAskedForIsNotBelieved() throws IOException {
        record(5);
        bring(new Carried(
                Channel.ACKNOWLEDGEMENT,
                new Acknowledgement(
                                TERMINAL,
                                centre.store(),
                                "0123456789abcdef0123456789abcdef",
                                List.of(new Acknowledgement.Watermark(
                                        journal.epoch(),
                                        6,
                                        journal.outbox().held().getFirst().head(),
                                        6,
                                        0)),
                                Instant.EPOCH,
                                0)
                        .seal(centre.signer())));
        assertThat(serve()).isEqualTo(new Visit.Served(0, 0, 6, 0));
        assertThat(journal.outbox().pending()).isEqualTo(6);
    }

    @Test
    void aCentreThatWasRestoredIsBroughtWhatItLost() throws IOException {
        record(9);
        bring(pass());
        serve();
        Carried answer = atTheCentre();
        bring(answer);
        serve();
        assertThat(journal.outbox().pending()).isZero();

        centre.restore(4);
        Carried restored = atTheCentre();
        bring(restored);
        assertThat(serve()).as("what the new store does not hold").isEqualTo(new Visit.Served(1, 0, 6, 0));
        Carried whole = atTheCentre();
        assertThat(centre.records().get(journal.epoch())).hasSize(10);
        bring(whole);
        serve();
        assertThat(journal.outbox().pending()).isZero();
    }

    @Test
    void documentsAreBroughtInWholeOrNotAtAll() throws IOException {
        List<Carried> parts = roster(centre, TERMINAL, 1, "a1", "a2").toList();
        bring(parts.toArray(Carried[]::new));
        assertThat(serve()).isEqualTo(new Visit.Served(1, 0, 1, 0));
        assertThat(replica.entries(ROSTER)).hasSize(2);

        bring(roster(centre, TERMINAL, 2, "a1", "a2", "a3").toArray(Carried[]::new));
        serve();
        bring(parts.toArray(Carried[]::new));
        assertThat(serve()).as("an old stick").isEqualTo(new Visit.Served(0, 0, 1, 0));
        assertThat(replica.entries(ROSTER)).hasSize(3);
    }

    @Test
    void nothingIsWrittenOntoAStickThatIsNotTheCentresForThisStation() throws IOException {
        assertThat(courier.serve(stick)).as("an empty one").isEmpty();

        FakeCentre another = new FakeCentre(TERMINAL, _ -> KEYS.getPublic());
        bring(roster(another, TERMINAL, 1, "a1").toArray(Carried[]::new));
        assertThat(serve()).as("another centre's").isInstanceOf(Visit.Foreign.class);
        bring(roster(centre, new TerminalId("door-2"), 1, "a1").toArray(Carried[]::new));
        assertThat(serve()).as("another station's").isInstanceOf(Visit.Foreign.class);
        bring();
        assertThat(serve()).as("nobody's").isInstanceOf(Visit.Foreign.class);
        Files.writeString(Courier.fileFor(stick, TERMINAL), "no courier's file");
        assertThat(serve()).as("no such file").isInstanceOf(Visit.Foreign.class);
        assertThat(up()).doesNotExist();
        assertThat(replica.entries(ROSTER)).isEmpty();
    }

    @Test
    void aDamagedMessageIsPassedOverAndTheOthersAreBelieved() throws IOException {
        byte[] damaged = pass().frame();
        damaged[damaged.length / 2] ^= 1;
        bring(new Carried(Channel.ACKNOWLEDGEMENT, damaged), pass());
        assertThat(serve()).isEqualTo(new Visit.Served(0, 1, 1, 0));
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileThatWasThereAndWhatWasBroughtStays() throws IOException {
        bring(pass());
        serve();
        byte[] before = Files.readAllBytes(up());
        Path obstacle = up().resolveSibling(up().getFileName() + ".part");
        Files.createDirectories(obstacle.resolve("in-the-way"));

        record(1);
        bring(roster(centre, TERMINAL, 1, "a1").toArray(Carried[]::new));
        assertThat(serve()).isInstanceOf(Visit.Failed.class);
        assertThat(Files.readAllBytes(up())).isEqualTo(before);
        assertThat(replica.entries(ROSTER)).hasSize(1);
        assertThat(journal.outbox().pending()).isEqualTo(2);
    }

    @Test
    void aLinkOnAStickLeadsNowhereOnTheTerminalsOwnDisk() throws IOException {
        Path own = Files.writeString(stick.resolve("journal-of-the-terminal"), "untouched");
        bring(pass());
        Files.createSymbolicLink(up().resolveSibling(up().getFileName() + ".part"), own);
        Files.createSymbolicLink(up(), own);
        assertThat(serve()).isEqualTo(new Visit.Served(0, 0, 1, 0));
        assertThat(own).hasContent("untouched");
        assertThat(carried()).hasSize(2);

        Path other = Files.createDirectories(stick.resolve("other"));
        Files.createSymbolicLink(other.resolve(CourierFile.FOLDER), up().getParent());
        assertThat(courier.serve(other)).as("a folder that is a link").isEmpty();
    }
}
