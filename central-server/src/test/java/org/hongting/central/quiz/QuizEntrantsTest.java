package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import org.hongting.central.draw.DrawRefusal;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MemberId;
import org.junit.jupiter.api.Test;

/// Who may win a prize that is drawn among the people of a contest.
class QuizEntrantsTest extends QuizRoom {
    private Collection<MemberId> of(String named) {
        return store.database.reading(transaction -> new QuizEntrants(board).of(transaction, named));
    }

    @Test
    void whoPassedTakesPartAndWhoDidNotOrNeverEndedDoesNot() {
        Quiz quiz = contest(QuizEntry.Mode.PERSON);
        sits("kiosk-1", zhang, quiz).answersRight(5).ends(60);
        sits("kiosk-1", li, quiz).answersRight(1).ends(60);
        sits("kiosk-2", wang, quiz).answersRight(5);
        marks();

        assertThat(of(quiz.id().value())).containsExactly(zhang.id());
    }

    @Test
    void aQuizThatIsNoneIsRefused() {
        assertThatThrownBy(() -> of("quiz-of-nobody")).isInstanceOf(DrawRefusal.class);
        assertThatThrownBy(() -> of("'; DROP TABLE quiz")).isInstanceOf(DrawRefusal.class);
    }
}
