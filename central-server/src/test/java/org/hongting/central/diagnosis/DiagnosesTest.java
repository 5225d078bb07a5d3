package org.hongting.central.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.AttachmentPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class DiagnosesTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final byte[] PICTURE = {1, 2, 3};
    private static final Attachment NAMED = Attachment.of(PICTURE, MediaType.PNG);
    private static final TestedPart DISK =
            new TestedPart("disk", null, TestVerdict.DOUBTFUL, "slow", new TreeMap<>(Map.of("write-micros", 310_000L)));
    private static final TestedPart READER = new TestedPart("reader", "card", TestVerdict.FINE, null, new TreeMap<>());

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneId.of("UTC"));
    private final TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
    private final Diagnoses diagnoses = new Diagnoses();
    private TestStore store;
    private Attachments attachments;
    private DiagnosisPruning pruning;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(kiosk);
        attachments = new Attachments(store.database, clock, folder.resolve("attachments"));
        pruning = new DiagnosisPruning(store.database, diagnoses, attachments, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void hear(Fact fact) {
        kiosk.append(fact);
        List<FactProjection> projections = List.of(diagnoses, Attachments.projection());
        new Ingest(store.database, store.id, Signer.of(SERVER), clock, new Random(3), projections)
                .take(List.of(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1), kiosk.all()), Duration.ZERO);
    }

    private List<SelfTest> tests() {
        return store.database.reading(transaction -> diagnoses.tests(transaction, kiosk.id(), 10));
    }

    private List<TerminalFile> files() {
        return store.database.reading(transaction -> diagnoses.files(transaction, kiosk.id(), 10));
    }

    private Attachments.Answer send() {
        byte[] part = AttachmentPart.seal(kiosk.id(), NAMED.hash(), 0, PICTURE, Signer.of(SERVER));
        return attachments.take(AttachmentPart.open(part, kiosk.id(), KeyDirectory.of(SERVER.getPublic())));
    }

    @Test
    void testsAreKeptWithTheirPartsTheLatestFirst() {
        hear(new DiagnosisFact.SelfTested("c-1", List.of(READER)));
        clock.pass(Duration.ofHours(1));
        hear(new DiagnosisFact.SelfTested("c-2", List.of(READER, DISK)));
        assertThat(tests()).extracting(SelfTest::command).containsExactly("c-2", "c-1");
        assertThat(tests().getFirst().parts()).containsExactly(READER, DISK);
        assertThat(tests()).extracting(SelfTest::wanting).containsExactly(1L, 0L);

        clock.pass(DiagnosisPruning.TESTS_KEPT);
        pruning.turn();
        assertThat(tests()).extracting(SelfTest::command).containsExactly("c-2");
    }

    @Test
    void aFileIsThereOnceItsBytesAreAndGoneAfterAMonthWithThem() {
        hear(new DiagnosisFact.FileMade("c-1", DiagnosisFact.FileMade.SCREENSHOT, NAMED));
        assertThat(files()).singleElement().matches(file -> !file.isHere());
        send();
        assertThat(files()).singleElement().matches(TerminalFile::isHere);
        assertThat(files().getFirst().name()).isEqualTo("kiosk-1-screenshot-c-1.png");
        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);

        clock.pass(DiagnosisPruning.FILES_KEPT);
        pruning.turn();
        assertThat(files()).as("not a day too early").hasSize(1);
        clock.pass(Duration.ofDays(1));
        pruning.turn();
        assertThat(files()).isEmpty();
        assertThat(attachments.read(NAMED.hash())).isEmpty();
    }

    @Test
    void whatIsKeptNoLongerIsNotAskedForAgain() {
        hear(new DiagnosisFact.FileMade("c-1", DiagnosisFact.FileMade.SCREENSHOT, NAMED));
        clock.pass(DiagnosisPruning.FILES_KEPT.plusDays(1));
        pruning.turn();
        assertThat(send())
                .as("the terminal was away for so long, and need not send it")
                .isInstanceOfSatisfying(
                        Attachments.Answer.Received.class,
                        answer -> assertThat(answer.receipt().received()).isEqualTo(NAMED.size()));
        assertThat(attachments.read(NAMED.hash())).isEmpty();
    }

    @Test
    void bytesThatALaterFileHasTooStay() {
        hear(new DiagnosisFact.FileMade("c-1", DiagnosisFact.FileMade.SCREENSHOT, NAMED));
        send();
        clock.pass(Duration.ofDays(20));
        hear(new DiagnosisFact.FileMade("c-2", DiagnosisFact.FileMade.SCREENSHOT, NAMED));
        clock.pass(Duration.ofDays(11));
        pruning.turn();
        assertThat(files()).extracting(TerminalFile::command).containsExactly("c-2");
        assertThat(files().getFirst().isHere()).isTrue();
        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);
    }
}
