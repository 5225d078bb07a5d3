package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;

/// The questions of a file while it is read, and what is wrong with them. For one file and one thread.
final class BankDraft {
    private static final System.Logger LOG = System.getLogger(BankDraft.class.getName());
    private static final int ID_DIGITS = 12;

    private final BankProblem.Place place;
    private final List<Question> questions = new ArrayList<>();
    private final List<BankProblem> problems = new ArrayList<>();
    private final Map<QuestionId, Integer> places = new HashMap<>();
    private boolean isFull;

    BankDraft(BankProblem.Place place) {
        this.place = place;
    }

    /// A file of which nothing can be read.
    static BankReading refused(int number, Said said) {
        BankDraft draft = new BankDraft(BankProblem.Place.LINE);
        draft.problem(number, said);
        return draft.finished();
    }

    /// Whether reading on would tell nobody anything.
    boolean isFull() {
        return isFull;
    }

    void problem(int number, Said said) {
        if (problems.size() < BankReading.Refused.PROBLEMS) {
            problems.add(new BankProblem(place, number, said));
        } else {
            isFull = true;
        }
    }

    /// Adds a question, or says what is wrong with it.
    void add(int number, Asked asked) {
        if (isFull) {
            return;
        }
        List<Said> wrong = asked.wrong();
        if (!wrong.isEmpty()) {
            wrong.forEach(said -> problem(number, said));
            return;
        }
        try {
            keep(number, asked.question(idOf(asked)));
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.INFO, "not a question: {0}", e.getMessage());
            problem(number, Said.of(Sentence.QUESTION_UNFIT));
        }
    }

    /// Adds a question that has its id.
    void keep(int number, Question question) {
        if (questions.size() >= QuestionBank.MOST) {
            problem(number, Said.of(Sentence.BANK_TOO_MANY, QuestionBank.MOST));
            isFull = true;
            return;
        }
        Integer before = places.putIfAbsent(question.id(), number);
        if (before == null) {
            questions.add(question);
        } else {
            problem(number, Said.of(Sentence.QUESTION_TWICE, place.said(before), question.id()));
        }
    }

    /// The name that the file gives it if it can be one, else one that follows from kind and text: so the same question
    /// keeps its name through editions.
    private static QuestionId idOf(Asked asked) {
        return named(asked.name())
                .orElseGet(() -> new QuestionId("q-"
                        + Digest.of((Words.of(asked.kind()) + "\n" + asked.text()).getBytes(UTF_8))
                                .hex()
                                .substring(0, ID_DIGITS)));
    }

    private static Optional<QuestionId> named(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(new QuestionId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    BankReading finished() {
        if (problems.isEmpty() && questions.isEmpty()) {
            problem(1, Said.of(Sentence.BANK_WITHOUT_QUESTION));
        }
        if (!problems.isEmpty()) {
            return new BankReading.Refused(problems);
        }
        QuestionBank bank = new QuestionBank(questions);
        try {
            bank.write();
        } catch (IllegalArgumentException e) {
            return refused(1, Said.of(Sentence.BANK_TOO_LARGE, Limits.QUESTION_BANK_BYTES / 1024 / 1024));
        }
        return new BankReading.Taken(bank);
    }
}
