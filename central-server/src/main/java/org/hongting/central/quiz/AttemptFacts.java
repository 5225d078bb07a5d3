package org.hongting.central.quiz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizFact;

/// What was told of one attempt, in the order in which it happened.
///
/// Within an epoch that is the order of the records. An attempt that went on after its terminal stopped has records in
/// several epochs: its own time runs on through them, so the epoch with the longest time told in it is the last,
/// and of two with the same time the one that holds an end: nobody answers after it.
///
/// @param isClear whether only one beginning was told
/// @param answers in order
/// @param ends in order: the first counts
record AttemptFacts(AttemptName name, Begun begun, boolean isClear, List<Answered> answers, List<End> ends) {
    /// Answers of one attempt that are looked at: every question of the longest paper, 25 times.
    private static final int ANSWERS = 5_000;

    AttemptFacts {
        answers = List.copyOf(answers);
        ends = List.copyOf(ends);
    }

    record Begun(
            String epoch,
            long seq,
            CourseId course,
            Digest bank,
            Optional<QuizId> quiz,
            String round,
            Digest paper,
            int asked) {}

    /// Where something stands in the terminal's journal.
    record Place(String epoch, long seq) {}

    record Answered(Place place, QuestionId question, Answer answer, long used) {}

    record End(Place place, QuizFact.Ending ending, Score shown, long used, int breaks) {}

    Optional<End> end() {
        return ends.stream().findFirst();
    }

    /// The answers that were given before the paper was handed in.
    List<Answered> inTime() {
        return end().map(end -> {
                    Comparator<Place> order = order(answers, ends);
                    return answers.stream()
                            .filter(answer -> order.compare(answer.place(), end.place()) < 0)
                            .toList();
                })
                .orElse(answers);
    }

    static AttemptFacts of(AttemptName name, List<Begun> begun, List<Answered> answers, List<End> ends) {
        Begun first = begun.stream()
                .min(Comparator.comparing(Begun::epoch).thenComparingLong(Begun::seq))
                .orElseThrow();
        Comparator<Place> order = order(answers, ends);
        return new AttemptFacts(
                name,
                first,
                begun.stream().map(AttemptFacts::content).distinct().count() == 1,
                answers.stream()
                        .sorted(Comparator.comparing(Answered::place, order))
                        .toList(),
                ends.stream().sorted(Comparator.comparing(End::place, order)).toList());
    }

    private static List<Object> content(Begun begun) {
        return List.of(begun.course(), begun.bank(), begun.quiz(), begun.round(), begun.paper(), begun.asked());
    }

    private static Comparator<Place> order(List<Answered> answers, List<End> ends) {
        Map<String, Long> longest = new HashMap<>();
        answers.forEach(answer -> longest.merge(answer.place().epoch(), answer.used(), Math::max));
        ends.forEach(end -> longest.merge(end.place().epoch(), end.used(), Math::max));
        Set<String> ended = ends.stream().map(end -> end.place().epoch()).collect(Collectors.toSet());
        return Comparator.comparing((Place place) -> longest.getOrDefault(place.epoch(), 0L))
                .thenComparing(place -> ended.contains(place.epoch()))
                .thenComparing(Place::epoch)
                .thenComparingLong(Place::seq);
    }

    /// @return nothing where no beginning was told yet
    static Optional<AttemptFacts> read(Transaction transaction, AttemptName name) {
        String where = " WHERE terminal = ? AND attempt = ? AND member = ?";
        List<Begun> begun = transaction.query("SELECT * FROM quiz_begun" + where, AttemptFacts::begun, name.key());
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(
                name,
                begun,
                new ArrayList<>(transaction.query(
                        "SELECT * FROM quiz_answer" + where + " ORDER BY epoch, seq LIMIT " + ANSWERS,
                        row -> new Answered(
                                new Place(row.text("epoch"), row.integer("seq")),
                                new QuestionId(row.text("question")),
                                Json.read(row.text("answer").getBytes(UTF_8), Answer.class),
                                row.integer("used")),
                        name.key())),
                transaction.query(
                        "SELECT * FROM quiz_ended" + where,
                        row -> new End(
                                new Place(row.text("epoch"), row.integer("seq")),
                                QuizFact.Ending.valueOf(row.text("ending")),
                                new Score((int) row.integer("points"), (int) row.integer("out_of")),
                                row.integer("used"),
                                (int) row.integer("breaks")),
                        name.key())));
    }

    private static Begun begun(Transaction.Row row) {
        return new Begun(
                row.text("epoch"),
                row.integer("seq"),
                new CourseId(row.text("course")),
                Digest.ofHex(row.text("bank")),
                Optional.ofNullable(row.textOrNull("quiz")).map(QuizId::new),
                row.text("round"),
                Digest.ofHex(row.text("paper")),
                (int) row.integer("asked"));
    }
}
