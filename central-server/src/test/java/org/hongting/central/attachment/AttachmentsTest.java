package org.hongting.central.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentsTest {
    private static final KeyPair KEY = P256.newKeyPair(new SecureRandom());
    private static final TerminalId DOOR = new TerminalId("door-1");
    private static final TerminalId OTHER = new TerminalId("door-2");
    private static final byte[] PICTURE = new byte[300_000];
    private static final Attachment NAMED;

    static {
        new Random(4).nextBytes(PICTURE);
        NAMED = Attachment.of(PICTURE, MediaType.JPEG);
    }

    @TempDir
    Path folder;

    private TestStore store;
    private Attachments attachments;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        attachments = new Attachments(store.database, InstantSource.system(), folder.resolve("attachments"));
        name(DOOR, NAMED);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void name(TerminalId terminal, Attachment attachment) {
        store.database.inTransaction(transaction -> {
            Attachments.name(transaction, terminal, attachment, Instant.EPOCH);
            return true;
        });
    }

    private Attachments.Answer send(TerminalId terminal, int from, int to) {
        byte[] piece = Arrays.copyOfRange(PICTURE, from, to);
        byte[] sealed = AttachmentPart.seal(terminal, NAMED.hash(), from, piece, Signer.of(KEY));
        return attachments.take(AttachmentPart.open(sealed, terminal, KeyDirectory.of(KEY.getPublic())));
    }

    private static Attachments.Answer received(long bytes) {
        return new Attachments.Answer.Received(new AttachmentReceipt(NAMED.hash(), bytes));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("attachments"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void partsThatFollowEachOtherBecomeTheWholeAndOnlyTheWholeCanBeRead() throws Exception {
        assertThat(send(DOOR, 0, 0)).isEqualTo(received(0));
        assertThat(send(DOOR, 0, 100_000)).isEqualTo(received(100_000));
        assertThat(attachments.read(NAMED.hash())).isEmpty();
        assertThat(attachments.progress(NAMED.hash())).contains(new Attachments.Progress(NAMED, 100_000));

        assertThat(send(DOOR, 100_000, 300_000)).isEqualTo(received(300_000));

        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);
        assertThat(attachments.progress(NAMED.hash()).orElseThrow().isWhole()).isTrue();
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void whatWasReceivedToTheLastByteWhenTheCentreStoppedIsWholeAsSoonAsTheTerminalAsks() throws Exception {
        send(DOOR, 0, 150_000);
        send(DOOR, 150_000, 299_999);
        Files.write(files().getFirst(), new byte[] {PICTURE[299_999]}, StandardOpenOption.APPEND);

        assertThat(send(DOOR, 0, 0)).isEqualTo(received(300_000));

        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);
    }

    @Test
    void bytesThatAreWrongWhenTheCentreStoppedAreNotSaidToBeThere() throws Exception {
        send(DOOR, 0, 150_000);
        send(DOOR, 150_000, 299_999);
        Files.write(files().getFirst(), new byte[] {(byte) ~PICTURE[299_999]}, StandardOpenOption.APPEND);

        assertThat(send(DOOR, 0, 0)).isEqualTo(received(0));
    }

    @Test
    void aRepeatedAnOverlappingOrAFarPartChangesNothingAndIsToldWhereToGoOn() throws Exception {
        send(DOOR, 0, 100_000);
        assertThat(send(DOOR, 0, 100_000)).isEqualTo(received(100_000));
        assertThat(send(DOOR, 50_000, 150_000)).isEqualTo(received(100_000));
        assertThat(send(DOOR, 200_000, 300_000)).isEqualTo(received(100_000));
        assertThat(Files.size(files().getFirst())).isEqualTo(100_000);

        send(DOOR, 100_000, 300_000);
        assertThat(send(DOOR, 0, 100_000)).isEqualTo(received(300_000));
        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);
    }

    @Test
    void whatNoFactOfThatTerminalNamesIsNotKept() {
        assertThat(send(OTHER, 0, 100)).isEqualTo(new Attachments.Answer.NotNamed());
        assertThat(folder.resolve("attachments")).doesNotExist();
        assertThat(attachments.progress(Digest.of(new byte[] {1}))).isEmpty();
    }

    @Test
    void aTerminalThatNamesAnothersPictureSpoilsNothingOfIt() {
        name(OTHER, NAMED);
        send(DOOR, 0, 100_000);
        byte[] sealed = AttachmentPart.seal(OTHER, NAMED.hash(), 0, new byte[200_000], Signer.of(KEY));
        attachments.take(AttachmentPart.open(sealed, OTHER, KeyDirectory.of(KEY.getPublic())));

        send(DOOR, 100_000, 300_000);

        assertThat(attachments.read(NAMED.hash())).contains(PICTURE);
        assertThat(send(OTHER, 0, 0)).isEqualTo(received(300_000));
    }

    @Test
    void bytesThatAreNotWhatTheHashSaysAreNotKeptAndCanBeSentAnew() throws Exception {
        byte[] wrong = AttachmentPart.seal(DOOR, NAMED.hash(), 0, new byte[100_000], Signer.of(KEY));
        attachments.take(AttachmentPart.open(wrong, DOOR, KeyDirectory.of(KEY.getPublic())));

        assertThat(send(DOOR, 100_000, 300_000)).isEqualTo(received(0));
        assertThat(files()).isEmpty();

        send(DOOR, 0, 200_000);
        assertThat(send(DOOR, 200_000, 300_000)).isEqualTo(received(300_000));
    }

    @Test
    void moreThanTheNamedSizeIsNotKept() throws Exception {
        byte[] all = AttachmentPart.seal(DOOR, NAMED.hash(), 0, new byte[262_144], Signer.of(KEY));
        attachments.take(AttachmentPart.open(all, DOOR, KeyDirectory.of(KEY.getPublic())));
        byte[] more = AttachmentPart.seal(DOOR, NAMED.hash(), 262_144, new byte[262_144], Signer.of(KEY));

        assertThat(attachments.take(AttachmentPart.open(more, DOOR, KeyDirectory.of(KEY.getPublic()))))
                .isEqualTo(received(262_144));
        assertThat(Files.size(files().getFirst())).isEqualTo(262_144);
    }

    @Test
    void whatWasFinishedBeforeAPowerCutIsKnownAtTheNextQuestion() {
        send(DOOR, 0, 200_000);
        send(DOOR, 200_000, 300_000);
        store.execute("UPDATE attachment SET received_at = NULL");

        assertThat(send(DOOR, 0, 0)).isEqualTo(received(300_000));
        assertThat(attachments.progress(NAMED.hash()).orElseThrow().isWhole()).isTrue();
    }
}
