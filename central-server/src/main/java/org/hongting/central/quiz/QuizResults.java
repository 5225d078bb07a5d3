package org.hongting.central.quiz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Answer;

/// What pages ask about the attempts of a quiz.
public final class QuizResults {
    private QuizResults() {}

    /// Every attempt and whether it counts.
    ///
    /// @param zone the site's
    public static List<Counting.Judged> of(Transaction transaction, Quiz quiz, ZoneId zone) {
        return Counting.judge(quiz, zone, Attempt.of(transaction, quiz.id()));
    }

    /// One question of an attempt.
    ///
    /// @param points absent where the question is struck
    /// @param used milliseconds of the attempt's time at which it was answered
    public record Answered(
            QuestionId question, Optional<Integer> points, int keyed, Optional<Answer> answer, long used, long took) {}

    /// The questions of an attempt in the order of its paper.
    public static List<Answered> answers(Transaction transaction, AttemptName attempt) {
        return transaction.query(
                "SELECT * FROM quiz_mark WHERE terminal = ? AND attempt = ? AND member = ? ORDER BY place",
                QuizResults::answered,
                attempt.key());
    }

    private static Answered answered(Transaction.Row row) {
        return new Answered(
                new QuestionId(row.text("question")),
                row.isNull("points") ? Optional.empty() : Optional.of((int) row.integer("points")),
                (int) row.integer("keyed"),
                Optional.ofNullable(row.textOrNull("answer"))
                        .map(text -> Json.read(text.getBytes(UTF_8), Answer.class)),
                row.integer("used"),
                row.integer("took"));
    }

    /// The sheets of a quiz that item analysis looks at: those that ended and asked the paper that the centre draws.
    public static List<ItemAnalysis.Sheet> sheets(Transaction transaction, QuizId quiz) {
        Map<String, List<ItemAnalysis.Item>> sheets = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT quiz_mark.* FROM quiz_mark JOIN quiz_attempt USING (terminal, attempt, member)"
                                + " WHERE quiz = ? AND ending IS NOT NULL AND paper_fits = 1"
                                + " ORDER BY terminal, attempt, member, place",
                        row -> Map.entry(
                                row.text("terminal") + "/" + row.text("attempt") + "/" + row.text("member"),
                                answered(row)),
                        quiz.value())
                .forEach(one -> sheets.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                        .add(item(one.getValue())));
        return sheets.values().stream().map(ItemAnalysis.Sheet::new).toList();
    }

    private static ItemAnalysis.Item item(Answered answered) {
        return new ItemAnalysis.Item(answered.question(), answered.keyed(), answered.answer(), answered.took());
    }
}
