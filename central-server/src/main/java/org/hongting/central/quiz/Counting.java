package org.hongting.central.quiz;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.Words;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.time.DatedMoment;

/// Which attempts count, and which of a person's is their result. A pure function of quiz and attempts: in whatever
/// order they came, it comes to the same.
///
/// 1. What an account ruled about an attempt stands above all but the number of attempts.
/// 2. An attempt counts once it has ended, asked the paper that the centre draws, and was not begun outside the window
///    beyond doubt.
/// 3. Of those no more count than one may try, the first by dated beginning; of a daily quiz on each day.
/// 4. The result is the best of those for a test, the first for a contest, and the first of each day for a daily quiz.
public final class Counting {
    /// How much later than the centre heard of it an attempt may seem to have begun.
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private static final Comparator<Attempt> BY_DATE =
            Comparator.comparing((Attempt attempt) -> attempt.begun().at()).thenComparing(Attempt::order);

    private Counting() {}

    /// Why an attempt counts or does not.
    public enum Standing {
        COUNTS,
        /// The centre knows its quiz or bank not yet.
        UNMARKED,
        /// Nobody heard of its end.
        UNFINISHED,
        /// Another paper was asked than the one that follows from the seed.
        DOUBTFUL,
        /// Begun before the quiz opened or after it closed, beyond doubt.
        OUTSIDE,
        /// One attempt more than one may have.
        SURPLUS,
        RULED_OUT;

        /// Whether it stays so, whatever is still heard of the attempt, until people rule.
        boolean isDecided() {
            return this != UNMARKED && this != UNFINISHED;
        }

        public String word() {
            return Words.of(this);
        }
    }

    /// @param isResult whether it is the one by which the person stands, or one of those of a daily quiz
    public record Judged(Attempt attempt, Standing standing, boolean isResult) {}

    /// All attempts, each person's by date.
    ///
    /// @param zone the site's
    public static List<Judged> judge(Quiz quiz, ZoneId zone, List<Attempt> attempts) {
        Map<List<String>, List<Attempt>> together = new LinkedHashMap<>();
        attempts.stream()
                .sorted(Comparator.comparing(Attempt::member).thenComparing(BY_DATE))
                .forEach(attempt -> together.computeIfAbsent(group(quiz, attempt), key -> new ArrayList<>())
                        .add(attempt));
        return together.values().stream()
                .flatMap(group -> group(quiz, zone, group))
                .toList();
    }

    private static List<String> group(Quiz quiz, Attempt attempt) {
        boolean daily = quiz.plan().kind() == QuizEntry.Kind.DAILY;
        return List.of(attempt.member().value(), daily ? attempt.round() : "");
    }

    private static Stream<Judged> group(Quiz quiz, ZoneId zone, List<Attempt> group) {
        int most = Optional.ofNullable(quiz.plan().limits().attempts()).orElse(Integer.MAX_VALUE);
        List<Judged> judged = new ArrayList<>();
        List<Attempt> counting = new ArrayList<>();
        for (Attempt attempt : group) {
            Standing standing = standing(quiz, zone, attempt);
            if (standing == Standing.COUNTS && counting.size() == most) {
                standing = Standing.SURPLUS;
            }
            if (standing == Standing.COUNTS) {
                counting.add(attempt);
            }
            judged.add(new Judged(attempt, standing, false));
        }
        Optional<Attempt> result = quiz.plan().kind() == QuizEntry.Kind.TEST
                ? counting.stream().min(Comparator.comparing(Counting::result, Ranking.BEST_FIRST))
                : counting.stream().findFirst();
        return judged.stream()
                .map(one -> result.filter(best -> best.equals(one.attempt())).isPresent()
                        ? new Judged(one.attempt(), one.standing(), true)
                        : one);
    }

    static Ranking.Result result(Attempt attempt) {
        Attempt.Marks marks = attempt.marks().orElseThrow();
        return new Ranking.Result(attempt.member(), marks.score(), marks.used());
    }

    private static Standing standing(Quiz quiz, ZoneId zone, Attempt attempt) {
        if (attempt.ruled().filter(counts -> !counts).isPresent()) {
            return Standing.RULED_OUT;
        }
        Optional<Attempt.Marks> marks = attempt.marks();
        if (marks.isEmpty()) {
            return Standing.UNMARKED;
        }
        if (attempt.ruled().isPresent()) {
            return Standing.COUNTS;
        }
        if (!marks.get().paperFits()) {
            return Standing.DOUBTFUL;
        }
        if (isOutside(quiz, zone, attempt)) {
            return Standing.OUTSIDE;
        }
        return attempt.ending().isEmpty() ? Standing.UNFINISHED : Standing.COUNTS;
    }

    private static boolean isOutside(Quiz quiz, ZoneId zone, Attempt attempt) {
        Span span = span(attempt);
        boolean early = quiz.opens().filter(span.latest()::isBefore).isPresent();
        boolean late = quiz.closes().filter(span.earliest()::isAfter).isPresent();
        return early || late || (quiz.plan().kind() == QuizEntry.Kind.DAILY && !isOnItsDay(zone, attempt, span));
    }

    /// The moments between which it began.
    private record Span(Instant earliest, Instant latest) {}

    private static Span span(Attempt attempt) {
        Instant heard = attempt.received().plus(AHEAD);
        DatedMoment begun = attempt.begun();
        if (begun.provenance() == DatedMoment.Provenance.UNPROVEN) {
            return new Span(Instant.MIN, heard);
        }
        Instant latest = begun.at().plus(begun.uncertainty());
        return new Span(begun.at().minus(begun.uncertainty()), latest.isBefore(heard) ? latest : heard);
    }

    private static boolean isOnItsDay(ZoneId zone, Attempt attempt, Span span) {
        try {
            LocalDate day = LocalDate.parse(attempt.round());
            return span.earliest().isBefore(day.plusDays(1).atStartOfDay(zone).toInstant())
                    && !span.latest().isBefore(day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
