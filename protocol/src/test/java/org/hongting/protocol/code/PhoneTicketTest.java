package org.hongting.protocol.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.hongting.protocol.Samples;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTicketTest {
    private static final Instant MADE = Instant.parse("2026-11-22T01:00:03Z");

    private static String issued() {
        return PhoneTicket.issue(Samples.TERMINAL, Samples.MEMBER, MADE, Samples.SIGNER);
    }

    @Test
    void aTicketSaysWhoWhereAndWhenAndIsSigned() {
        PhoneTicket ticket = PhoneTicket.parse(issued()).orElseThrow();
        assertThat(ticket.terminal()).isEqualTo(Samples.TERMINAL);
        assertThat(ticket.member()).isEqualTo(Samples.MEMBER);
        assertThat(ticket.made()).isEqualTo(MADE);
        assertThat(ticket.isSignedWith(Samples.PAIR.getPublic())).isTrue();
        assertThat(ticket.isSignedWith(P256.newKeyPair(new SecureRandom()).getPublic()))
                .isFalse();
    }

    @Test
    void whoeverChangesAnythingBreaksTheSignature() {
        for (String[] change :
                new String[][] {{"hall-east-1", "hall-east-2"}, {"1f2e3d4c", "1f2e3d4d"}, {"1795309203", "1795309204"}
                }) {
            String changed = issued().replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(issued());
            assertThat(PhoneTicket.parse(changed).orElseThrow().isSignedWith(Samples.PAIR.getPublic()))
                    .isFalse();
        }
    }

    @Test
    void itLivesTenMinutesAndForgivesAClockThatIsTwoMinutesAhead() {
        PhoneTicket ticket = PhoneTicket.parse(issued()).orElseThrow();
        assertThat(ticket.isAlive(MADE.minus(PhoneTicket.AHEAD).plusSeconds(1))).isTrue();
        assertThat(ticket.isAlive(MADE.minus(PhoneTicket.AHEAD))).isFalse();
        assertThat(ticket.isAlive(MADE.plus(PhoneTicket.LIFE).minusSeconds(1))).isTrue();
        assertThat(ticket.isAlive(MADE.plus(PhoneTicket.LIFE))).isFalse();
        assertThat(ticket.isAlive(MADE.plus(Duration.ofDays(3650)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.b.c.d", "hall.1f2e3d4c5b6a7988.1.x", "hall.1f2e3d4c5b6a7988.999999999999.", "\u0000"
            })
    void whatIsNoTicketIsNone(String text) {
        assertThat(PhoneTicket.parse(text)).isEmpty();
    }
}
