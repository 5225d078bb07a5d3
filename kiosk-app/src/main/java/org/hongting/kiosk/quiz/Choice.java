package org.hongting.kiosk.quiz;

import java.util.List;
import java.util.Set;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Shuffle;
import org.hongting.protocol.record.Digest;

/// How much somebody wants to practise.
public enum Choice {
    TEN,
    TWENTY,
    /// As many as a paper holds.
    ALL,
    /// What they answered wrong last.
    WRONG;

    private static final int FEW = 10;
    private static final int MORE = 20;

    /// The questions, in an order that follows from the seed; none where nothing was wrong.
    List<Question> of(QuestionBank bank, Set<QuestionId> wrong, Digest seed) {
        List<Question> all = this == WRONG
                ? bank.questions().stream()
                        .filter(question -> wrong.contains(question.id()))
                        .toList()
                : bank.questions();
        int most = switch (this) {
            case TEN -> FEW;
            case TWENTY -> MORE;
            case ALL, WRONG -> PaperRule.MOST;
        };
        return new Shuffle(seed).some(all, Math.min(most, all.size()));
    }
}
