package org.hongting.central.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HelloAsksTest {
    private static final TerminalId DOOR = new TerminalId("door-1");
    private static final TerminalId HALL = new TerminalId("hall-1");
    private static final StoreId STORE = new StoreId("store-1", 1);
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Set<TerminalId> missed = new TreeSet<>();
    private final List<TerminalId> asked = new ArrayList<>();
    private final HelloAsks asks = new HelloAsks(
            (terminal, channel, frame) -> {
                Acknowledgement question = Acknowledgement.open(frame, id -> KEYS.getPublic());
                assertThat(question.store()).isEqualTo(STORE);
                assertThat(question.nonce()).isNull();
                assertThat(question.epochs()).isEmpty();
                assertThat(question.helloIsWanted())
                        .hasValueSatisfying(within -> assertThat(within).isPositive());
                asked.add(terminal);
            },
            Signer.of(KEYS),
            STORE,
            () -> Instant.EPOCH,
            scheduler,
            () -> missed);

    @BeforeEach
    void begin() {
        asks.start();
        asks.heard(DOOR);
    }

    private void pass(Duration time) {
        scheduler.pass(time);
    }

    @Test
    void whoeverDoesNotSayThatItHoldsWhatItWasSentIsAskedUntilItDoes() {
        asks.sent(DOOR);
        pass(Duration.ofSeconds(149));
        assertThat(asked).as("it has a minute, and a moment").isEmpty();
        pass(Duration.ofSeconds(31));
        assertThat(asked).containsExactly(DOOR);
        pass(Duration.ofMinutes(6));
        assertThat(asked).as("once more in five minutes").containsExactly(DOOR, DOOR);
        asks.heard(DOOR);
        pass(Duration.ofHours(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoeverSaysItInTimeOrIsGoneIsNotAsked() {
        asks.sent(DOOR);
        pass(Duration.ofSeconds(60));
        asks.heard(DOOR);
        asks.heard(HALL);
        asks.sent(HALL);
        asks.gone(HALL);
        pass(Duration.ofHours(1));
        assertThat(asked).isEmpty();
    }

    @Test
    void whoseWordSomebodyWaitsForIsAskedIfItIsHere() {
        missed.add(DOOR);
        missed.add(HALL);
        pass(Duration.ofSeconds(31));
        assertThat(asked).as("the other one is heard by another server").containsExactly(DOOR);
    }

    @Test
    void whoeverComesBackAfterAMeetingIsAskedSoon() {
        pass(Duration.ofSeconds(61));
        missed.add(HALL);
        asks.heard(HALL);
        pass(Duration.ofSeconds(11));
        assertThat(asked).containsExactly(HALL);
    }

    @Test
    void whoeverIsSaidToBeGoneIsAskedOnce() {
        asks.gone(DOOR);
        asks.saidToBeGone(DOOR);
        pass(Duration.ofHours(1));
        assertThat(asked).containsExactly(DOOR);
    }

    @Test
    void aQuestionThatCannotBePutOnceIsPutAgain() {
        HelloAsks failing = new HelloAsks(
                (terminal, channel, frame) -> asked.add(terminal),
                Signer.of(KEYS),
                STORE,
                () -> Instant.EPOCH,
                scheduler,
                () -> {
                    if (asked.isEmpty() && missed.isEmpty()) {
                        missed.add(HALL);
                        throw new IllegalStateException("the store does not answer");
                    }
                    return missed;
                });
        failing.heard(HALL);
        failing.start();
        try {
            pass(Duration.ofSeconds(31));
        } catch (IllegalStateException _) {
            // The scheduler of the server logs it.
        }
        pass(Duration.ofSeconds(31));
        assertThat(asked).contains(HALL);
    }
}
