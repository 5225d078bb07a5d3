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
        assertThat(Presence.of(List.of(), WINDOW)).isEmpty();
    }

    @Test
    void theFirstArrivalCountsAndAllEvidenceIsKept() {
        Presence.Evidence late = evidence(600, "a/1/00000000001");
        Presence.Evidence early = evidence(-60, "b/1/00000000001");
        Presence presence = Presence.of(List.of(late, early), WINDOW).orElseThrow();
        assertThat(presence.arrival()).isEqualTo(early);
        assertThat(presence.late()).isFalse();
        assertThat(presence.evidence()).containsExactly(early, late);
        assertThat(Presence.of(List.of(late), WINDOW).orElseThrow().late()).isTrue();
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
            Optional<Presence> expected = Presence.of(evidence, WINDOW);
            for (int again = 0; again < 5; again++) {
                Collections.shuffle(evidence, random);
                assertThat(Presence.of(evidence, WINDOW)).isEqualTo(expected);
            }
            Instant earliest = evidence.stream()
                    .map(one -> one.moment().at())
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(expected.orElseThrow().arrival().moment().at()).isEqualTo(earliest);
        }
    }
}
