package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.RefusedMessage.Reason;
import org.junit.jupiter.api.Test;

class AttachmentPartTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final Digest WHOLE = Digest.of("whole".getBytes(UTF_8));

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sealed(byte[] bytes) {
        return AttachmentPart.seal(TERMINAL, WHOLE, 7, bytes, Samples.SIGNER);
    }

    private static void assertRefused(byte[] part, Reason reason) {
        assertThatThrownBy(() -> AttachmentPart.open(part, TERMINAL, Samples.KEYS))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void anyBytesComeBackAsTheyWereAlsoNone() {
        for (int length : new int[] {0, 1, 10, Limits.ATTACHMENT_PART_BYTES}) {
            AttachmentPart opened = AttachmentPart.open(sealed(bytes(length)), TERMINAL, Samples.KEYS);

            assertThat(opened.bytes()).isEqualTo(bytes(length));
            assertThat(opened.header().attachment()).isEqualTo(WHOLE);
            assertThat(opened.header().offset()).isEqualTo(7);
        }
    }

    @Test
    void aChangedByteAnywhereIsRefused() {
        byte[] part = sealed(bytes(20));
        for (int at = 0; at < part.length; at++) {
            byte[] changed = part.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> AttachmentPart.open(changed, TERMINAL, Samples.KEYS))
                    .as("byte %d", at)
                    .isInstanceOf(RefusedMessage.class);
        }
    }

    @Test
    void nobodySendsInAnothersName() {
        assertThatThrownBy(() -> AttachmentPart.open(sealed(bytes(3)), new TerminalId("door-2"), Samples.KEYS))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG_TERMINAL));
        assertThatThrownBy(() -> AttachmentPart.open(sealed(bytes(3)), TERMINAL, nobody -> null))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY));
    }

    @Test
    void whatIsTooLongOrHasNoHeaderIsRefusedBeforeItIsRead() {
        assertRefused(new byte[AttachmentPart.MAX_BYTES + 1], Reason.TOO_LARGE);
        assertRefused(new byte[4096], Reason.MALFORMED);
        assertRefused(new byte[0], Reason.MALFORMED);
        assertRefused("{}\n".getBytes(UTF_8), Reason.MALFORMED);
        assertThatThrownBy(() -> sealed(new byte[Limits.ATTACHMENT_PART_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttachmentHasBytesAndNotTooMany() {
        assertThat(Attachment.of(new byte[] {1}, MediaType.JPEG).size()).isEqualTo(1);
        assertThatThrownBy(() -> Attachment.of(new byte[0], MediaType.JSON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attachment.of(new byte[Limits.ATTACHMENT_BYTES + 1], MediaType.JPEG))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
