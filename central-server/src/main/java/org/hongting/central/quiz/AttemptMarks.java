package org.hongting.central.quiz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;
import org.jspecify.annotations.Nullable;

/// Marks attempts from their facts and writes what each comes to, within one transaction. Whatever they are marked by
/// is
/// looked up once for all of them.
final class AttemptMarks {
    private final Transaction transaction;
    private final QuestionBanks banks;
    private final Map<QuizId, Optional<Quiz>> quizzes = new HashMap<>();
    private final Map<QuizId, Map<QuestionId, QuestionVerdict>> rulings = new HashMap<>();
    private final Map<Digest, Optional<QuestionBank>> read = new HashMap<>();

    AttemptMarks(Transaction transaction, QuestionBanks banks) {
        this.transaction = transaction;
        this.banks = banks;
    }

    /// @param marked absent while quiz or bank is not known here
    record Done(AttemptFacts facts, Optional<Quiz> quiz, Optional<Marked> marked) {}

    /// Those that were asked for so far.
    Set<QuizId> quizzes() {
        return quizzes.keySet();
    }

    /// @return nothing where no beginning was told yet
    Optional<Done> renew(AttemptName name) {
        return AttemptFacts.read(transaction, name).map(facts -> {
            Done done = marked(facts);
            write(facts, done.marked());
            return done;
        });
    }

    private Done marked(AttemptFacts facts) {
        AttemptFacts.Begun begun = facts.begun();
        Optional<Quiz> quiz =
                begun.quiz().flatMap(id -> quizzes.computeIfAbsent(id, one -> Quizzes.find(transaction, one)));
        Optional<QuestionBank> bank = begun.quiz().isPresent() && quiz.isEmpty()
                ? Optional.empty()
                : read.computeIfAbsent(
                        quiz.map(Quiz::bank).orElse(begun.bank()), digest -> banks.need(transaction, digest));
        return new Done(
                facts,
                quiz,
                bank.map(questions -> Marked.of(
                        facts,
                        questions,
                        quiz,
                        quiz.map(of -> rulings.computeIfAbsent(of.id(), id -> rulings(transaction, id)))
                                .orElse(Map.of()))));
    }

    /// The latest about each question.
    static Map<QuestionId, QuestionVerdict> rulings(Transaction transaction, QuizId quiz) {
        Map<QuestionId, QuestionVerdict> rulings = new HashMap<>();
        transaction
                .query(
                        "SELECT question, verdict FROM quiz_question_ruling WHERE quiz = ? ORDER BY ordinal",
                        row -> Map.entry(
                                new QuestionId(row.text("question")), QuestionVerdict.valueOf(row.text("verdict"))),
                        quiz.value())
                .forEach(one -> rulings.put(one.getKey(), one.getValue()));
        return rulings;
    }

    private void write(AttemptFacts facts, Optional<Marked> marked) {
        AttemptName name = facts.name();
        AttemptFacts.Begun begun = facts.begun();
        String where = " WHERE terminal = ? AND attempt = ? AND member = ?";
        transaction.update("DELETE FROM quiz_attempt" + where, name.key());
        transaction.update("DELETE FROM quiz_mark" + where, name.key());
        transaction.update(
                "INSERT INTO quiz_attempt (terminal, attempt, member, epoch, seq, quiz, round, course, bank, marked,"
                        + " paper_fits, points, out_of, keyed, ending, used, ignored)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                name.terminal().value(),
                name.attempt().value(),
                name.member().value(),
                begun.epoch(),
                begun.seq(),
                begun.quiz().map(QuizId::value).orElse(null),
                begun.round(),
                begun.course().value(),
                begun.bank().hex(),
                marked.isPresent() ? 1 : 0,
                marked.filter(done -> !done.paperFits()).isPresent() ? 0 : 1,
                marked.map(done -> done.score().points()).orElse(0),
                marked.map(done -> done.score().of()).orElse(0),
                marked.map(done -> done.keyed().points()).orElse(0),
                facts.end().map(end -> end.ending().name()).orElse(null),
                marked.map(Marked::used).orElse(0L),
                marked.map(Marked::ignored).orElse(0));
        marked.ifPresent(done -> writeMarks(name, done));
    }

    private void writeMarks(AttemptName name, Marked marked) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int place = 0;
        for (Marked.QuestionMark mark : marked.questions()) {
            AttemptFacts.Answered given = mark.given().orElse(null);
            rows.add(new @Nullable Object[] {
                name.terminal().value(),
                name.attempt().value(),
                name.member().value(),
                mark.question().value(),
                place++,
                mark.points().orElse(null),
                mark.keyed(),
                given == null ? null : Json.writeText(given.answer()),
                given == null ? null : given.used(),
                given == null ? null : mark.took()
            });
        }
        transaction.updateEach(
                "INSERT INTO quiz_mark (terminal, attempt, member, question, place, points, keyed, answer, used, took)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }
}
