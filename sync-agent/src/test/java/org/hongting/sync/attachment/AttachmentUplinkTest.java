package org.hongting.sync.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachmentUplinkTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final int LARGE = 2 * Limits.ATTACHMENT_PART_BYTES + 1000;

    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private Optional<StoreId> present = Optional.of(new StoreId("store", 1));
    private final AttachmentStore store = new AttachmentStore(database, () -> present);
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Centre centre = new Centre();
    private final AttachmentUplink uplink = new AttachmentUplink(
            store, centre, new AttachmentUplink.Sender(TERMINAL, centre.signer), scheduler, new Random(3));

    /// Keeps what the true one keeps: bytes from the first one on, and a whole one only if its hash is right.
    private static final class Centre implements AttachmentOutlet {
        private final KeyPair pair = P256.newKeyPair(new SecureRandom());
        final Signer signer = Signer.of(pair);
        final Map<Digest, byte[]> kept = new HashMap<>();
        final Map<Digest, Attachment> named = new HashMap<>();
        int answersLeft = Integer.MAX_VALUE;
        int posts;

        byte[] of(Attachment attachment) {
            return kept.getOrDefault(attachment.hash(), new byte[0]);
        }

        @Override
        public Optional<AttachmentReceipt> send(byte[] part) throws IOException {
            posts++;
            if (answersLeft == 0) {
                throw new IOException("no route");
            }
            AttachmentPart opened = AttachmentPart.open(part, TERMINAL, KeyDirectory.of(pair.getPublic()));
            Digest hash = opened.header().attachment();
            Attachment attachment = named.get(hash);
            if (attachment == null) {
                return Optional.empty();
            }
            byte[] here = kept.getOrDefault(hash, new byte[0]);
            if (opened.header().offset() == here.length) {
                byte[] more = Arrays.copyOf(here, here.length + opened.bytes().length);
                System.arraycopy(opened.bytes(), 0, more, here.length, opened.bytes().length);
                here = more;
            }
            if (here.length == attachment.size() && !Digest.of(here).equals(hash)) {
                here = new byte[0];
            }
            kept.put(hash, here);
            answersLeft--;
            if (answersLeft == 0) {
                // Written, but the answer never arrives.
                throw new IOException("the line went down");
            }
            return Optional.of(new AttachmentReceipt(hash, here.length));
        }
    }

    @BeforeEach
    void tables() {
        Schema.apply(database, AttachmentStore.MIGRATIONS);
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Attachment keep(byte[] bytes) {
        return database.inTransaction(transaction -> store.keep(transaction, bytes, MediaType.JPEG));
    }

    private Attachment keepNamed(byte[] bytes) {
        Attachment attachment = keep(bytes);
        centre.named.put(attachment.hash(), attachment);
        return attachment;
    }

    @Test
    void whatWaitsIsSentInPartsAndOnce() {
        byte[] large = bytes(1, LARGE);
        byte[] small = bytes(2, 10);
        Attachment first = keepNamed(large);
        Attachment second = keepNamed(small);
        assertThat(store.waiting()).isEqualTo(2);

        uplink.nudge();
        scheduler.pass(Duration.ofSeconds(1));

        assertThat(centre.kept.get(first.hash())).isEqualTo(large);
        assertThat(centre.kept.get(second.hash())).isEqualTo(small);
        assertThat(store.waiting()).isZero();
        assertThat(store.read(first)).contains(large);
        int posts = centre.posts;
        uplink.nudge();
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(centre.posts).isEqualTo(posts);
    }

    @Test
    void whatWasMadeForTheCentreAloneIsGoneHereOnceItIsThere() {
        byte[] logs = bytes(3, LARGE);
        Attachment bundle = database.inTransaction(transaction -> store.keep(transaction, logs, MediaType.ZIP));
        uplink.nudge();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(store.read(bundle)).as("nobody there knows of it yet").contains(logs);

        centre.named.put(bundle.hash(), bundle);
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(centre.of(bundle)).isEqualTo(logs);
        assertThat(store.read(bundle)).isEmpty();
        assertThat(store.waiting()).isZero();
    }

    @Test
    void afterAnInterruptionAnywhereItGoesOnWhereTheCentresBytesEnd() {
        for (int answers = 0; answers < 5; answers++) {
            Attachment attachment = keepNamed(bytes(10 + answers, LARGE));
            centre.answersLeft = answers;
            uplink.nudge();
            scheduler.pass(Duration.ofMinutes(6));
            long before = centre.of(attachment).length;

            centre.answersLeft = Integer.MAX_VALUE;
            int posts = centre.posts;
            scheduler.pass(Duration.ofMinutes(6));

            assertThat(Digest.of(centre.of(attachment))).isEqualTo(attachment.hash());
            long parts = (LARGE - before + Limits.ATTACHMENT_PART_BYTES - 1) / Limits.ATTACHMENT_PART_BYTES;
            assertThat(centre.posts - posts)
                    .as("one question and what was missing")
                    .isEqualTo((int) parts + 1);
        }
    }

    @Test
    void aLineThatIsDownIsTriedMoreAndMoreSeldomHoweverOftenItIsNudged() {
        keepNamed(bytes(1, 10));
        centre.answersLeft = 0;
        for (int second = 0; second < 3600; second++) {
            uplink.nudge();
            scheduler.pass(Duration.ofSeconds(1));
        }
        assertThat(centre.posts).isBetween(15, 40);
    }

    @Test
    void whatTheCentreHasNotHeardOfWaitsAndHoldsNothingUp() {
        Attachment unknown = keep(bytes(1, 10));
        Attachment known = keepNamed(bytes(2, 10));

        uplink.nudge();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(centre.kept).containsOnlyKeys(known.hash());

        centre.named.put(unknown.hash(), unknown);
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(store.waiting()).isZero();
    }

    @Test
    void aPieceThatWasDamagedOnTheDiskHoldsNothingUpAndIsNeverCalledSent() {
        Attachment damaged = keepNamed(bytes(1, LARGE));
        Attachment other = keepNamed(bytes(2, 10));
        database.inTransaction(transaction -> transaction.update(
                "UPDATE attachment_piece SET bytes = zeroblob(length(bytes)) WHERE hash = ? AND piece = 1",
                damaged.hash().hex()));

        uplink.nudge();
        scheduler.pass(Duration.ofMinutes(10));

        assertThat(Digest.of(centre.of(other))).isEqualTo(other.hash());
        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void aRestoredCentreIsAskedForEverythingAgainAndSentWhatItLost() {
        Attachment kept = keepNamed(bytes(1, LARGE));
        Attachment lost = keepNamed(bytes(2, LARGE));
        uplink.nudge();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(store.waiting()).isZero();

        present = Optional.of(new StoreId("store", 2));
        centre.kept.remove(lost.hash());
        assertThat(store.waiting()).isEqualTo(2);
        int posts = centre.posts;
        uplink.nudge();
        scheduler.pass(Duration.ofSeconds(1));

        assertThat(centre.kept).containsOnlyKeys(kept.hash(), lost.hash());
        assertThat(centre.posts - posts).isEqualTo(1 + 4);
        assertThat(store.waiting()).isZero();
    }

    @Test
    void theSameBytesAreKeptOnceAndAFailedFactKeepsNone() {
        keep(bytes(1, LARGE));
        keep(bytes(1, LARGE));
        assertThat(store.waiting()).isEqualTo(1);

        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    store.keep(transaction, bytes(9, 10), MediaType.JSON);
                    throw new IllegalStateException("the fact was refused");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.waiting()).isEqualTo(1);
    }
}
