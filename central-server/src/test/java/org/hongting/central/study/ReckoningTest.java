package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.hongting.protocol.study.LearningTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReckoningTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final int SPAN = 4_000;
    private static final long STEP = 60_000;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachMomentCountsOnceInTheColumnOfWhatComesFirst(long seed) {
        Random random = new Random(seed);
        List<Piece> pieces = pieces(random);
        Reckoning reckoning = Reckoning.of(pieces, List.of());
        LearningTime union = LearningTime.of(pieces.stream()
                .map(piece ->
                        new LearningTime.Span(Instant.ofEpochMilli(piece.from()), Instant.ofEpochMilli(piece.until())))
                .toList());

        SortedMap<LocalDate, Share> days = reckoning.byDay(ZONE);
        union.byDay(ZONE)
                .forEach((day, time) -> assertThat(Duration.ofMillis(
                                days.getOrDefault(day, Share.NONE).total()))
                        .isEqualTo(time));
        assertThat(days.values().stream().mapToLong(Share::total).sum())
                .isEqualTo(union.total().toMillis());
        assertThat(days.values()).allMatch(share -> share.proven() <= share.total());
        boolean met = pieces.stream().anyMatch(piece -> piece.kind() == Piece.Kind.MET && piece.from() < piece.until());
        assertThat(days.values().stream().anyMatch(share -> share.met() > 0)).isEqualTo(met);

        List<Piece> again = new ArrayList<>(pieces);
        again.addAll(pieces);
        Collections.shuffle(again, random);
        assertThat(Reckoning.of(again, List.of()).byDay(ZONE)).isEqualTo(days);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsStruckCountsNowhereUntilItIsAsSeenAgain(long seed) {
        Random random = new Random(seed);
        List<Piece> pieces = pieces(random);
        List<Reckoning.Correction> corrections = new ArrayList<>();
        BitSet counts = new BitSet();
        pieces.forEach(piece -> counts.set(step(piece.from()), step(piece.until())));
        BitSet struck = new BitSet();
        for (int i = 0; i < random.nextInt(8); i++) {
            int from = random.nextInt(SPAN);
            int until = from + 1 + random.nextInt(SPAN / 4);
            boolean strikes = random.nextInt(3) > 0;
            struck.set(from, until, strikes);
            corrections.add(new Reckoning.Correction(START + from * STEP, START + until * STEP, strikes));
        }
        counts.andNot(struck);

        Reckoning reckoning = Reckoning.of(pieces, corrections);
        assertThat(reckoning.byDay(ZONE).values().stream()
                        .mapToLong(Share::total)
                        .sum())
                .isEqualTo(counts.cardinality() * STEP);
        assertThat(reckoning.lines())
                .allMatch(line -> line.counted() + line.struck() + line.overlapped() == line.length());
    }

    private static int step(long moment) {
        return Math.toIntExact((moment - START) / STEP);
    }

    private static List<Piece> pieces(Random random) {
        List<Piece> pieces = new ArrayList<>();
        List<Piece.Kind> kinds = List.of(Piece.Kind.values());
        int many = 1 + random.nextInt(30);
        for (int i = 0; i < many; i++) {
            long from = START + random.nextInt(SPAN) * STEP;
            long until = from + random.nextInt(200) * STEP;
            pieces.add(new Piece(
                    kinds.get(random.nextInt(kinds.size())),
                    from,
                    until,
                    from + (until - from) / 2,
                    "kiosk/" + i,
                    "SYNCED",
                    ""));
        }
        return pieces;
    }
}
