package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.personal.PersonalSource;
import org.hongting.central.personal.QuizRecord;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Marking;
import org.jspecify.annotations.Nullable;

/// What a member sees of their own quizzes. Safe for use by many threads.
public final class MemberQuizzes implements QuizRecord {
    private static final String DIGITS = "0123456789abcdef";

    private final ContestBoard board;
    private final Clock clock;

    /// @param clock in the site's zone
    public MemberQuizzes(ContestBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /// The results by which they stand, the latest first: one of each test and contest, and of each day of a daily
    /// quiz.
    @Override
    public List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member) {
        Known known = new Known(transaction);
        return results(known, tried(known, Attempt.of(transaction, member)));
    }

    /// Read in sixteen parts, so that not all answers of a sixteenth of the school are in memory at once.
    @Override
    public Map<MemberId, Tried> allOf(Transaction transaction, String digit) {
        Known known = new Known(transaction);
        Map<MemberId, Tried> all = new HashMap<>();
        for (int part = 0; part < DIGITS.length(); part++) {
            boolean isLast = part == DIGITS.length() - 1;
            String before = isLast ? PersonalSource.after(digit) : digit + DIGITS.charAt(part + 1);
            all.putAll(part(known, digit + DIGITS.charAt(part), before));
        }
        return all;
    }

    private Map<MemberId, Tried> part(Known known, String from, String before) {
        Map<MemberId, List<Attempt>> attempts =
                Attempt.of(known.transaction, from, before).stream().collect(Collectors.groupingBy(Attempt::member));
        if (attempts.isEmpty()) {
            return Map.of();
        }
        Map<AttemptName, Attempt> told = attempts.values().stream()
                .flatMap(List::stream)
                .filter(attempt -> isTold(known, attempt))
                .collect(Collectors.toMap(Attempt::name, Function.identity()));
        Map<MemberId, Map<Asked, Given>> last = last(known.transaction, told, from, before);
        Map<MemberId, Tried> tried = new HashMap<>();
        attempts.forEach((member, all) -> {
            List<TriedQuiz> own = tried(known, all);
            tried.put(member, new Tried(latest(known, own), wrong(last.getOrDefault(member, Map.of())), tries(own)));
        });
        return tried;
    }

    /// Quizzes and places, each looked up once.
    private final class Known {
        private final Transaction transaction;
        private final Map<QuizId, Optional<Quiz>> quizzes = new HashMap<>();
        private final Map<QuizId, Map<MemberId, Integer>> places = new HashMap<>();

        Known(Transaction transaction) {
            this.transaction = transaction;
        }

        Optional<Quiz> quiz(QuizId id) {
            return quizzes.computeIfAbsent(id, one -> Quizzes.find(transaction, one));
        }

        @Nullable
        Integer place(Quiz quiz, MemberId member) {
            return quiz.isContest()
                    ? places.computeIfAbsent(
                                    quiz.id(),
                                    id -> board.shown(transaction, quiz).places())
                            .get(member)
                    : null;
        }
    }

    /// What one member tried of one quiz.
    private record TriedQuiz(Quiz quiz, List<Counting.Judged> judged) {
        Instant last() {
            return judged.stream()
                    .map(one -> one.attempt().begun().at())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /// As many as terminals are told of.
    private List<PersonalEntry.QuizResult> latest(Known known, List<TriedQuiz> tried) {
        return results(known, tried).stream().limit(PersonalEntry.QUIZZES).toList();
    }

    private List<TriedQuiz> tried(Known known, List<Attempt> attempts) {
        Map<QuizId, List<Attempt>> byQuiz = new HashMap<>();
        attempts.forEach(attempt -> attempt.quiz()
                .ifPresent(quiz ->
                        byQuiz.computeIfAbsent(quiz, id -> new ArrayList<>()).add(attempt)));
        List<TriedQuiz> tried = new ArrayList<>();
        byQuiz.forEach((id, own) -> known.quiz(id)
                .ifPresent(quiz -> tried.add(new TriedQuiz(quiz, Counting.judge(quiz, clock.getZone(), own)))));
        return tried;
    }

    private record Found(Quiz quiz, Attempt attempt) {}

    private static Stream<Found> found(TriedQuiz tried) {
        return tried.judged().stream()
                .filter(Counting.Judged::isResult)
                .map(judged -> new Found(tried.quiz(), judged.attempt()));
    }

    private List<PersonalEntry.QuizResult> results(Known known, List<TriedQuiz> tried) {
        return tried.stream()
                .flatMap(MemberQuizzes::found)
                .sorted(Comparator.comparing(
                                (Found one) -> one.attempt().begun().at())
                        .reversed()
                        .thenComparing(one -> one.quiz().id()))
                .map(one -> result(known, one))
                .toList();
    }

    private PersonalEntry.QuizResult result(Known known, Found found) {
        Quiz quiz = found.quiz();
        Attempt.Marks marks = found.attempt().marks().orElseThrow();
        Integer pass = quiz.plan().limits().pass();
        return new PersonalEntry.QuizResult(
                quiz.id(),
                PersonalSource.title(quiz.plan().title()),
                found.attempt().begun().at().atZone(clock.getZone()).toOffsetDateTime(),
                marks.score(),
                pass == null ? null : marks.score().percent() >= pass,
                known.place(quiz, found.attempt().member()));
    }

    /// Those first that can still be begun, of them the ones tried last. An end that has passed may still be moved, so
    /// they are told as long as their quiz is.
    private List<PersonalEntry.Tries> tries(List<TriedQuiz> tried) {
        return tried.stream()
                .filter(one -> one.quiz().plan().limits().attempts() != null
                        && one.quiz().isTold(clock))
                .sorted(Comparator.comparing((TriedQuiz one) -> one.quiz().phase(clock) == Quiz.Phase.OVER)
                        .thenComparing(Comparator.comparing(TriedQuiz::last).reversed())
                        .thenComparing(one -> one.quiz().id()))
                .flatMap(this::tries)
                .limit(PersonalEntry.TRIES)
                .toList();
    }

    /// Of a daily quiz the days that a terminal may think it is.
    private Stream<PersonalEntry.Tries> tries(TriedQuiz tried) {
        if (tried.quiz().plan().kind() != QuizEntry.Kind.DAILY) {
            return tries(tried.quiz(), null, tried.judged()).stream();
        }
        LocalDate today = LocalDate.now(clock);
        return Stream.of(today, today.plusDays(1), today.minusDays(1))
                .flatMap(day -> tries(
                        tried.quiz(),
                        day,
                        tried.judged().stream()
                                .filter(one -> one.attempt().round().equals(day.toString()))
                                .toList())
                        .stream());
    }

    private static Optional<PersonalEntry.Tries> tries(
            Quiz quiz, @Nullable LocalDate day, List<Counting.Judged> judged) {
        int used = (int) judged.stream()
                .filter(one -> one.standing() == Counting.Standing.COUNTS)
                .count();
        boolean areLeft = Optional.ofNullable(quiz.plan().limits().attempts())
                .filter(most -> used < most)
                .isPresent();
        List<AttemptId> known = judged.stream()
                .filter(one -> areLeft && one.standing().isDecided())
                .map(one -> one.attempt().name().attempt())
                .distinct()
                .toList();
        List<AttemptId> latest = known.subList(Math.max(0, known.size() - PersonalEntry.Tries.JUDGED), known.size());
        return used == 0 && latest.isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonalEntry.Tries(quiz.id(), day, used, latest));
    }

    private record Asked(CourseId course, QuestionId question) {}

    private record Given(Instant at, boolean wrong) {}

    /// The latest answer to each question. What people struck or credited is not wrong.
    private static Map<MemberId, Map<Asked, Given>> last(
            Transaction transaction, Map<AttemptName, Attempt> told, String from, String before) {
        Map<MemberId, Map<Asked, Given>> last = new HashMap<>();
        transaction.query(
                "SELECT quiz_mark.terminal, quiz_mark.attempt, quiz_mark.member, question, quiz_mark.points,"
                        + " quiz_mark.used FROM quiz_attempt CROSS JOIN quiz_mark"
                        + " WHERE quiz_mark.terminal = quiz_attempt.terminal AND quiz_mark.attempt = quiz_attempt.attempt"
                        + " AND quiz_mark.member = quiz_attempt.member AND quiz_attempt.member >= ? AND quiz_attempt.member < ? AND ending IS NOT NULL"
                        + " AND answer IS NOT NULL",
                row -> {
                    Attempt attempt = told.get(AttemptName.read(row));
                    if (attempt != null) {
                        last.computeIfAbsent(attempt.member(), id -> new HashMap<>())
                                .merge(
                                        new Asked(attempt.source().course(), new QuestionId(row.text("question"))),
                                        new Given(
                                                attempt.begun().at().plusMillis(row.integer("used")),
                                                !row.isNull("points") && row.integer("points") < Marking.FULL),
                                        (one, other) -> other.at().isAfter(one.at()) ? other : one);
                    }
                    return true;
                },
                from,
                before);
        return last;
    }

    private static List<PersonalEntry.WrongAnswer> wrong(Map<Asked, Given> last) {
        return last.entrySet().stream()
                .filter(one -> one.getValue().wrong())
                .sorted(Comparator.comparing(
                                (Map.Entry<Asked, Given> one) -> one.getValue().at())
                        .reversed()
                        .thenComparing(one -> one.getKey().course())
                        .thenComparing(one -> one.getKey().question()))
                .limit(PersonalEntry.WRONG)
                .map(one -> new PersonalEntry.WrongAnswer(
                        one.getKey().course(), one.getKey().question()))
                .toList();
    }

    /// Of an attempt that is not ended nothing is told, for it can still be changed; of a contest nothing until
    /// it is over: others are asked the same.
    private boolean isTold(Known known, Attempt attempt) {
        return attempt.ending().isPresent()
                && attempt.quiz()
                        .flatMap(known::quiz)
                        .filter(quiz -> quiz.isContest() && quiz.phase(clock) != Quiz.Phase.OVER)
                        .isEmpty();
    }
}
