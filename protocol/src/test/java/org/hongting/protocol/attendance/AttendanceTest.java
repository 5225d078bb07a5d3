package org.hongting.protocol.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.DatedMoment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendanceTest {
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final CheckInWindow WINDOW = new CheckInWindow(NINE.minusMinutes(30), NINE, NINE.plusHours(1));

    @ParameterizedTest
    @CsvSource({"-1801,false", "-1800,true", "0,true", "3600,true", "3601,false"})
    void theWindowContainsBothItsEnds(long second, boolean inside) {
        assertThat(WINDOW.contains(NINE.plusSeconds(second).toInstant())).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"0,0,false", "1,0,true", "2,2,false", "3,2,true", "119,120,false", "-5,0,false", "30000,43200,false"})
    void lateIsOnlyWhoIsLateBeyondDoubt(long second, long uncertain, boolean late) {
        assertThat(WINDOW.isLate(NINE.plusSeconds(second).toInstant(), Duration.ofSeconds(uncertain)))
                .isEqualTo(late);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "59,1", "60,1", "119,1", "120,2", "3600,60"})
    void minutesLateAreWholeAndAtLeastOne(long second, long minutes) {
        assertThat(WINDOW.minutesLate(NINE.plusSeconds(second).toInstant())).isEqualTo(minutes);
    }

    @Test
    void aWindowThatNobodyCanEnterCannotBeBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckInWindow(NINE, NINE, NINE.minusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckInWindow(NINE, NINE.minusSeconds(1), NINE.plusSeconds(1)));
    }

    private static Presence.Evidence evidence(long second, String source) {
        DatedMoment moment = new DatedMoment(
                NINE.plusSeconds(second).toInstant(), Duration.ofSeconds(2), DatedMoment.Provenance.SYNCED);
        return new Presence.Evidence(moment, new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), source);
    }

    @Test
    void whereNothingWasSeenNothingIsConcluded() {
        assertThat(Presence.of(List.of(), List.of(), WINDOW, null)).isEmpty();
    }

    @Test
    void theFirstArrivalCountsAndAllEvidenceIsKept() {
        Presence.Evidence late = evidence(600, "a/1/00000000001");
        Presence.Evidence early = evidence(-60, "b/1/00000000001");
        Presence presence =
                Presence.of(List.of(late, early), List.of(), WINDOW, null).orElseThrow();
        assertThat(presence.arrival()).isEqualTo(early);
        assertThat(presence.late()).isFalse();
        assertThat(presence.evidence()).containsExactly(early, late);
        assertThat(Presence.of(List.of(late), List.of(), WINDOW, null)
                        .orElseThrow()
                        .late())
                .isTrue();
    }

    @Test
    void theOrderInWhichFactsComeInChangesNothing() {
        Random random = new Random(20261122);
        for (int round = 0; round < 300; round++) {
            List<Presence.Evidence> evidence = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                evidence.add(evidence(random.nextInt(5) - 2, "t-" + random.nextInt(3) + "/e/" + i));
            }
            Optional<Presence> expected = Presence.of(evidence, List.of(), WINDOW, null);
            for (int again = 0; again < 5; again++) {
                Collections.shuffle(evidence, random);
                assertThat(Presence.of(evidence, List.of(), WINDOW, null)).isEqualTo(expected);
            }
            Instant earliest = evidence.stream()
                    .map(one -> one.moment().at())
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(expected.orElseThrow().arrival().moment().at()).isEqualTo(earliest);
        }
    }

    private static final CheckOutWindow LEAVING =
            new CheckOutWindow(NINE.plusMinutes(30), NINE.plusMinutes(60), NINE.plusMinutes(90));

    @Test
    void theLastDepartureCountsInWhateverOrderTheyCameIn() {
        Presence.Evidence early = evidence(40 * 60, "a/1/00000000002");
        Presence.Evidence last = evidence(61 * 60, "b/1/00000000001");
        for (List<Presence.Evidence> departures : List.of(List.of(early, last), List.of(last, early))) {
            Presence.Departure departure = Presence.of(
                            List.of(evidence(0, "a/1/00000000001")), departures, WINDOW, LEAVING)
                    .flatMap(Presence::departure)
                    .orElseThrow();
            assertThat(departure).isEqualTo(new Presence.Departure(last, false));
        }
    }

    @ParameterizedTest
    @CsvSource({"3595, true", "3597, true", "3598, false", "3600, false", "4000, false"})
    void earlyIsOnlyWhoLeftEarlyBeyondDoubt(long second, boolean early) {
        assertThat(Presence.Departure.of(List.of(evidence(second, "a/1/1")), LEAVING)
                        .orElseThrow()
                        .early())
                .isEqualTo(early);
    }

    @Test
    void whereNoCheckOutIsAskedForNobodyLeavesEarly() {
        assertThat(Presence.Departure.of(List.of(evidence(1, "a/1/1")), null)
                        .orElseThrow()
                        .early())
                .isFalse();
        assertThat(Presence.Departure.of(List.of(), LEAVING)).isEmpty();
    }

    @Test
    void aDepartureAloneProvesNoArrival() {
        assertThat(Presence.of(List.of(), List.of(evidence(3600, "a/1/1")), WINDOW, LEAVING))
                .isEmpty();
    }

    @Test
    void aCheckOutThatNobodyCanUseCannotBeBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckOutWindow(NINE, NINE, NINE.minusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckOutWindow(NINE, NINE.plusSeconds(1), NINE));
    }
}
