package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.meeting.Attendance;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When a list of arrivals is called complete, and what whoever carries messages can do about it. The meeting is over
/// at ten, and it is two o'clock.
@Tag("both-stores")
class ProvedListTest extends HeldMeeting {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final Instant BEFORE_THE_END = NINE.plusMinutes(55).toInstant();
    private static final Instant AFTER_THE_END = NINE.plusMinutes(65).toInstant();

    private Ingest ingest;
    private TerminalPresence presence;

    @BeforeEach
    void start() {
        ingest = new Ingest(store.database, store.id, Signer.of(SERVER), clock, random, List.of());
        presence = new TerminalPresence(store.database);
        kiosk.arrivals(3);
    }

    private Arrived hello(@Nullable Instant heard) {
        Hello plain = kiosk.hello("00112233445566778899aabbccddeeff", 1, List.of());
        return kiosk.arrived(
                Channel.HELLO,
                new Hello(
                                plain.terminal(),
                                plain.nonce(),
                                plain.epochs(),
                                plain.documents(),
                                plain.software(),
                                plain.at(),
                                plain.clock(),
                                plain.boot(),
                                plain.mono(),
                                heard)
                        .seal(kiosk.signer()));
    }

    private void arrive(Arrived... messages) {
        assertThat(ingest.take(List.of(messages), Duration.ZERO).faults()).isEmpty();
    }

    private boolean isComplete() {
        boolean complete = whole().reporting().isComplete();
        assertThat(state(li)).isEqualTo(complete ? Attendance.State.ABSENT : Attendance.State.MISSING);
        return complete;
    }

    @Test
    void aStateThatSomebodyForgedAfterTheEndDoesNotMakeTheListComplete() {
        arrive(hello(BEFORE_THE_END));
        presence.heard(new TerminalState(kiosk.id(), true, 1, 0));
        assertThat(isComplete()).as("it still holds three arrivals").isFalse();

        arrive(kiosk.all());
        presence.heard(new TerminalState(kiosk.id(), true, 2, 0));
        assertThat(isComplete()).as("and may hold more").isFalse();
        assertThat(whole().reporting().waiting())
                .extracting(station -> station.id())
                .containsExactly(kiosk.id());
    }

    @Test
    void aHelloThatWasKeptBackOrIsRepeatedDoesNotMakeTheListComplete() {
        arrive(kiosk.all());
        Arrived kept = hello(BEFORE_THE_END);
        Arrived first = hello(Instant.EPOCH);
        kiosk.arrivals(2);
        arrive(kept);
        arrive(first);
        assertThat(isComplete()).isFalse();

        Arrived asked = hello(AFTER_THE_END);
        arrive(asked);
        assertThat(isComplete()).as("it has said that it holds two more").isFalse();
        arrive(kept);
        arrive(first);
        assertThat(isComplete()).as("whatever is said again").isFalse();

        arrive(kiosk.all());
        assertThat(isComplete()).isTrue();
        arrive(asked);
        assertThat(isComplete()).isTrue();
    }

    @Test
    void whoeverAnswersAfterTheEndThatNothingIsHeldBackHasReported() {
        arrive(hello(Instant.EPOCH), kiosk.all());
        assertThat(isComplete()).isFalse();
        arrive(hello(AFTER_THE_END));
        assertThat(isComplete()).isTrue();
    }

    @Test
    void aTimeThatTheCentreHasNotReachedProvesNothing() {
        arrive(kiosk.all(), hello(clock.instant().plus(Duration.ofHours(1))));
        assertThat(isComplete()).isFalse();
        arrive(hello(clock.instant().plusSeconds(5)));
        assertThat(isComplete()).as("the clock of another server").isTrue();
    }

    @Test
    void aTerminalThatKnowsNothingOfItIsBelievedUntilItDoes() {
        Arrived old = hello(null);
        arrive(kiosk.all(), old);
        assertThat(isComplete()).isTrue();

        store.execute("UPDATE terminal SET proved_at = NULL");
        arrive(hello(Instant.EPOCH));
        arrive(old);
        assertThat(isComplete()).as("what it said before its update").isFalse();
    }
}
