package org.hongting.central.quiz;

import java.util.Collection;
import org.hongting.central.draw.DrawRefusal;
import org.hongting.central.draw.Entrants;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Everybody who has a result in a quiz, by what is known now; where it has a pass mark, everybody who passed.
final class QuizEntrants implements Entrants {
    private final ContestBoard board;

    QuizEntrants(ContestBoard board) {
        this.board = board;
    }

    @Override
    public String word() {
        return "quiz";
    }

    @Override
    public Collection<MemberId> of(Transaction transaction, String named) {
        Quiz quiz =
                Quizzes.find(transaction, quiz(named)).orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.NO_SUCH_QUIZ));
        Integer pass = quiz.plan().limits().pass();
        return board.of(transaction, quiz).people().stream()
                .map(Ranking.Person::result)
                .filter(result -> pass == null || result.score().percent() >= pass)
                .map(Ranking.Result::member)
                .distinct()
                .toList();
    }

    private static QuizId quiz(String named) {
        try {
            return new QuizId(named.strip());
        } catch (IllegalArgumentException e) {
            throw new DrawRefusal(DrawRefusal.Why.NO_SUCH_QUIZ);
        }
    }
}
