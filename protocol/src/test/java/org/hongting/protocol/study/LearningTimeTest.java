package org.hongting.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hongting.protocol.study.LearningTime.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearningTimeTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T16:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static Span span(long from, long until) {
        return new Span(MIDNIGHT.plusSeconds(from), MIDNIGHT.plusSeconds(until));
    }

    private static List<Span> some(Random random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(_ -> {
                    long from = random.nextLong(-10_000, 10_000);
                    return span(from, from + random.nextLong(0, 5_000));
                })
                .toList();
    }

    @Test
    void whatTwoTerminalsSawAtTheSameTimeCountsOnce() {
        LearningTime time = LearningTime.of(List.of(span(0, 600), span(300, 900), span(900, 1000), span(2000, 2060)));
        assertThat(time.spans()).containsExactly(span(0, 1000), span(2000, 2060));
        assertThat(time.total()).isEqualTo(Duration.ofSeconds(1060));
    }

    @Test
    void midnightOfThePlaceCutsAndLosesNothing() {
        LearningTime time = LearningTime.of(List.of(span(-60, 30)));
        assertThat(time.byDay(SHANGHAI))
                .containsExactly(
                        java.util.Map.entry(LocalDate.parse("2026-11-22"), Duration.ofSeconds(60)),
                        java.util.Map.entry(LocalDate.parse("2026-11-23"), Duration.ofSeconds(30)));
    }

    @Test
    void aDayOfTwentyFiveHoursHasThem() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant midnight = LocalDate.parse("2026-10-25").atStartOfDay(zone).toInstant();
        LearningTime time = LearningTime.of(List.of(new Span(midnight, midnight.plus(Duration.ofHours(25)))));
        assertThat(time.byDay(zone))
                .containsExactly(java.util.Map.entry(LocalDate.parse("2026-10-25"), Duration.ofHours(25)));
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> span(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderAndNoRepetitionOfWhatComesInChangesAnything(long seed) {
        Random random = new Random(seed);
        List<Span> seen = some(random);
        List<Span> again = new ArrayList<>(seen);
        seen.stream().filter(_ -> random.nextBoolean()).forEach(again::add);
        Collections.shuffle(again, random);
        assertThat(LearningTime.of(again)).isEqualTo(LearningTime.of(seen));
        assertThat(LearningTime.of(LearningTime.of(seen).spans())).isEqualTo(LearningTime.of(seen));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyLearnsMoreThanASecondInASecondAndDaysAddUp(long seed) {
        List<Span> seen = some(new Random(seed));
        LearningTime time = LearningTime.of(seen);
        long counted = LongStream.range(-10_000, 15_000)
                .filter(second -> seen.stream()
                        .anyMatch(span -> !span.from().isAfter(MIDNIGHT.plusSeconds(second))
                                && span.until().isAfter(MIDNIGHT.plusSeconds(second))))
                .count();
        assertThat(time.total()).isEqualTo(Duration.ofSeconds(counted));
        assertThat(time.byDay(SHANGHAI).values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(time.total());
        assertThat(time.byDay(SHANGHAI).values()).allMatch(day -> day.compareTo(Duration.ofHours(24)) <= 0);
    }
}
