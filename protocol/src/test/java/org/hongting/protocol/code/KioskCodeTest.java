package org.hongting.protocol.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KioskCodeTest {
    private static final MeetingId MEETING = new MeetingId("m-0123456789abcdef");
    private static final Instant MADE = Instant.parse("2026-11-22T01:00:03Z");

    /// Made once by another implementation; neither may ever change.
    private static final String RECORDED = "hall-east-1.m-0123456789abcdef.59843640.N7sXNWvVw8FmylNeqjzg"
            + "Is5hPWRPXGRpwe-ZOvSqLyJe1TcOrCFFtGkcQkw5Yej3INiJrLEMtGhDsE7KBVy1Mg";

    private static final String KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfU0YV0l7yH1y6QLDt1PVE+cm"
            + "iP957T3d9WvT8Yq98YAPcwQZWRogk/p4CRDDfTL1C/f0CeXjTpxX3NtqBQYyDw==";

    private static String issued() {
        return KioskCode.issue(Samples.TERMINAL, MEETING, MADE, Samples.SIGNER);
    }

    @Test
    void aCodeSaysWhereForWhatAndWhenAndIsSigned() {
        KioskCode code = KioskCode.parse(issued()).orElseThrow();
        assertThat(code.terminal()).isEqualTo(Samples.TERMINAL);
        assertThat(code.meeting()).isEqualTo(MEETING);
        assertThat(code.step()).isEqualTo(PassWindow.stepAt(MADE));
        assertThat(code.isSignedWith(Samples.PAIR.getPublic())).isTrue();
        assertThat(code.isSignedWith(P256.newKeyPair(new SecureRandom()).getPublic()))
                .isFalse();
    }

    @Test
    void whoeverChangesAnythingBreaksTheSignature() {
        String step = Long.toString(PassWindow.stepAt(MADE));
        for (String[] change : new String[][] {
            {"hall-east-1", "hall-east-2"},
            {"0123456789abcdef", "0123456789abcdee"},
            {step, Long.toString(PassWindow.stepAt(MADE) + 1)}
        }) {
            String changed = issued().replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(issued());
            assertThat(KioskCode.parse(changed).orElseThrow().isSignedWith(Samples.PAIR.getPublic()))
                    .isFalse();
        }
    }

    @Test
    void itLivesForThreeStepsMoreAndForgivesAClockThatIsOneAhead() {
        KioskCode code = KioskCode.parse(issued()).orElseThrow();
        Instant begins = PassWindow.startOf(code.step());
        assertThat(code.isAlive(begins.minusSeconds(30))).isTrue();
        assertThat(code.isAlive(begins.minusSeconds(31))).isFalse();
        assertThat(code.isAlive(begins.plusSeconds(119))).isTrue();
        assertThat(code.isAlive(begins.plusSeconds(120))).isFalse();
    }

    @Test
    void theBytesThatWereAgreedOnAreRead() {
        assertThat(KioskCode.parse(RECORDED)
                        .orElseThrow()
                        .isSignedWith(P256.publicKey(Base64.getDecoder().decode(KEY))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b.c.d", "hall.m-1.1.x", "hall.m-1.999999999999.", "\u0000"})
    void whatIsNoCodeIsNone(String text) {
        assertThat(KioskCode.parse(text)).isEmpty();
    }
}
