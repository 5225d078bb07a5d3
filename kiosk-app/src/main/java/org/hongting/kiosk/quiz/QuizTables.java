package org.hongting.kiosk.quiz;

import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.sync.replica.Projection;
import org.hongting.sync.store.Migration;

/// What the quiz desk keeps: the quizzes there are and how contests stand, what was answered here, and what is to be
/// practised again.
public final class QuizTables {
    private final QuizTable quizzes = new QuizTable();
    private final RankTable ranks;
    private final AttemptTable attempts = new AttemptTable();
    private final WrongTable wrong = new WrongTable();

    /// @param clock says how old the word of the centre is
    public QuizTables(TerminalClock clock) {
        this.ranks = new RankTable(clock);
    }

    public static List<Migration> migrations() {
        return List.of(new Migration(
                "quiz",
                1,
                Stream.of(QuizTable.TABLES, RankTable.TABLES, AttemptTable.TABLES, WrongTable.TABLES)
                        .flatMap(List::stream)
                        .toList()));
    }

    /// What keeps these tables in step with the centre's documents.
    public List<Projection> projections() {
        return List.of(quizzes, ranks);
    }

    QuizTable quizzes() {
        return quizzes;
    }

    RankTable ranks() {
        return ranks;
    }

    AttemptTable attempts() {
        return attempts;
    }

    WrongTable wrong() {
        return wrong;
    }
}
