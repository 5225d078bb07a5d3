package org.hongting.central.quiz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Paper;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;

/// One attempt as the centre marks it: from what was answered, the bank, the quiz and what people ruled. Nothing that
/// the terminal reckoned goes into it.
///
/// @param paperFits whether the terminal asked the paper that the centre draws; where it did not, the questions are
/// those
/// that were answered
/// @param score as people ruled
/// @param keyed by the key alone
/// @param used milliseconds of the attempt's own time
/// @param ignored answers that do not count: after the end, past the time, or to what was not asked
record Marked(boolean paperFits, List<QuestionMark> questions, Score score, Score keyed, long used, int ignored) {
    /// Past a quiz's time an answer still counts for so long: it was given in time and written down after.
    static final long SLACK_MILLIS = 2_000;

    private static final long SECOND = 1_000;

    Marked {
        questions = List.copyOf(questions);
    }

    /// One question.
    ///
    /// @param points absent where the question is struck
    /// @param given the last answer that counts
    /// @param took milliseconds that its answers took, each from the answer before it
    record QuestionMark(
            QuestionId question,
            Optional<Integer> points,
            int keyed,
            Optional<AttemptFacts.Answered> given,
            long took) {}

    /// @param quiz absent where somebody practises
    static Marked of(
            AttemptFacts facts, QuestionBank bank, Optional<Quiz> quiz, Map<QuestionId, QuestionVerdict> rulings) {
        Map<QuestionId, Question> questions = bank.byId();
        List<AttemptFacts.Answered> counting = counting(facts, quiz);
        Optional<List<QuestionId>> drawn = quiz.flatMap(known -> drawn(facts, bank, known));
        List<QuestionId> asked = drawn.orElseGet(
                () -> answered(counting, questions.keySet(), facts.begun().asked()));
        return mark(facts, counting, asked, drawn.isPresent() || quiz.isEmpty(), new Key(questions, quiz, rulings));
    }

    private record Key(
            Map<QuestionId, Question> questions, Optional<Quiz> quiz, Map<QuestionId, QuestionVerdict> rulings) {
        int points(QuestionId question, Optional<AttemptFacts.Answered> given) {
            Question known = questions.get(question);
            Optional<Answer> answer = given.map(AttemptFacts.Answered::answer);
            return known == null
                    ? 0
                    : Marking.of(known, answer, quiz.map(of -> of.plan().part()).orElse(false));
        }

        Optional<Integer> ruled(QuestionId question, int keyed) {
            return switch (rulings.getOrDefault(question, QuestionVerdict.AS_KEYED)) {
                case STRUCK -> Optional.empty();
                case CREDITED -> Optional.of(Marking.FULL);
                case AS_KEYED -> Optional.of(keyed);
            };
        }
    }

    /// The questions of the paper that the centre draws, if it is the one that was asked.
    private static Optional<List<QuestionId>> drawn(AttemptFacts facts, QuestionBank bank, Quiz quiz) {
        AttemptFacts.Begun begun = facts.begun();
        if (!facts.isClear()
                || !begun.bank().equals(quiz.bank())
                || !quiz.plan().paper().fits(bank)) {
            return Optional.empty();
        }
        Paper paper = paper(bank, quiz, facts.name().member(), begun.round());
        boolean same = paper.digest().equals(begun.paper()) && paper.items().size() == begun.asked();
        return same
                ? Optional.of(paper.items().stream().map(Paper.Item::question).toList())
                : Optional.empty();
    }

    static Paper paper(QuestionBank bank, Quiz quiz, MemberId member, String round) {
        return Paper.draw(bank, quiz.plan().paper(), Paper.seed(quiz.seed(), member, round));
    }

    private static List<AttemptFacts.Answered> counting(AttemptFacts facts, Optional<Quiz> quiz) {
        long latest = quiz.map(known -> known.plan().limits().seconds())
                .map(seconds -> seconds * SECOND + SLACK_MILLIS)
                .orElse(Long.MAX_VALUE);
        return facts.inTime().stream().filter(answer -> answer.used() <= latest).toList();
    }

    /// What was answered, for want of a paper: no more questions than were asked.
    private static List<QuestionId> answered(List<AttemptFacts.Answered> counting, Set<QuestionId> known, int most) {
        Set<QuestionId> answered = new LinkedHashSet<>();
        counting.stream()
                .map(AttemptFacts.Answered::question)
                .filter(known::contains)
                .forEach(answered::add);
        return answered.stream().limit(most).toList();
    }

    private static Marked mark(
            AttemptFacts facts,
            List<AttemptFacts.Answered> counting,
            List<QuestionId> asked,
            boolean paperFits,
            Key key) {
        Map<QuestionId, AttemptFacts.Answered> last = new LinkedHashMap<>();
        Map<QuestionId, Long> took = new HashMap<>();
        Set<QuestionId> onPaper = new LinkedHashSet<>(asked);
        long before = 0;
        int ignored = facts.answers().size() - counting.size();
        for (AttemptFacts.Answered answer : counting) {
            if (onPaper.contains(answer.question())) {
                last.put(answer.question(), answer);
                took.merge(answer.question(), Math.max(0, answer.used() - before), Long::sum);
                before = Math.max(before, answer.used());
            } else {
                ignored++;
            }
        }
        List<QuestionMark> marks = new ArrayList<>();
        int struck = 0;
        for (QuestionId question : asked) {
            Optional<AttemptFacts.Answered> given = Optional.ofNullable(last.get(question));
            int keyed = key.points(question, given);
            Optional<Integer> points = key.ruled(question, keyed);
            struck += points.isEmpty() ? 1 : 0;
            marks.add(new QuestionMark(question, points, keyed, given, took.getOrDefault(question, 0L)));
        }
        int whole = Math.max(asked.size(), facts.begun().asked());
        long told = facts.end().map(AttemptFacts.End::used).orElse(0L);
        return new Marked(
                paperFits,
                marks,
                new Score(
                        marks.stream().mapToInt(one -> one.points().orElse(0)).sum(), (whole - struck) * Marking.FULL),
                new Score(marks.stream().mapToInt(QuestionMark::keyed).sum(), whole * Marking.FULL),
                // Nobody was quicker than their last answer.
                Math.max(told, before),
                ignored);
    }
}
