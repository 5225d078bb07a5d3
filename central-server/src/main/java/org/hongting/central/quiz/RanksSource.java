package org.hongting.central.quiz;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal how a contest stands: its first places, with the names that may stand in a public room. A
/// contest that was over for 30 days is told of no more.
public final class RanksSource implements DocumentSource {
    private static final String KIND = "ranks";

    private final ContestBoard board;
    private final Clock clock;

    public RanksSource(ContestBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /// The ranks may be others now; [QuizMarker] tells of it.
    static void due(Transaction transaction, QuizId quiz) {
        transaction.update(
                "INSERT INTO quiz_rank_due (quiz) SELECT id FROM quiz WHERE id = ? AND kind = 'CONTEST'"
                        + " ON CONFLICT (quiz) DO NOTHING",
                quiz.value());
    }

    /// Those whose ranks were told and may have to be taken back since.
    static void dueOfLately(Transaction transaction, Clock clock) {
        transaction.update(
                "INSERT INTO quiz_rank_due (quiz) SELECT id FROM quiz WHERE kind = 'CONTEST' AND closes > ?"
                        + " ON CONFLICT (quiz) DO NOTHING",
                UtcText.of(clock.instant().minus(Quiz.KEPT.multipliedBy(2))));
    }

    static List<QuizId> due(Transaction transaction) {
        return transaction.query("SELECT quiz FROM quiz_rank_due", row -> new QuizId(row.text("quiz")));
    }

    static void mark(Transaction transaction, QuizId quiz) {
        transaction.update("DELETE FROM quiz_rank_due WHERE quiz = ?", quiz.value());
        DueDocuments.mark(transaction, KIND, quiz.value());
    }

    /// Whether terminals have been told of everything that changed its ranks.
    static boolean isTold(Transaction transaction, QuizId quiz) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM quiz_rank_due WHERE quiz = ?"
                                + " UNION ALL SELECT 1 FROM publication_due WHERE document = ?",
                        row -> row.integer("hit"),
                        quiz.value(),
                        KIND + "/" + quiz.value())
                .isEmpty();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        QuizId id = new QuizId(scope);
        Optional<Quiz> quiz =
                Quizzes.find(transaction, id).filter(Quiz::isContest).filter(one -> one.isTold(clock));
        return Map.of(
                DocumentName.ranksOf(id),
                quiz.map(contest -> entries(board.renew(transaction, contest))).orElse(List.of()));
    }

    private static List<DocumentEntry> entries(ContestBoard.Board board) {
        List<DocumentEntry> entries = new ArrayList<>();
        int number = 0;
        for (ContestBoard.Place place : board.first()) {
            entries.add(entry("p-" + ++number, place));
        }
        number = 0;
        for (ContestBoard.Place place : board.firstGroups()) {
            entries.add(entry("g-" + ++number, place));
        }
        return entries;
    }

    private static DocumentEntry entry(String id, ContestBoard.Place place) {
        return DocumentEntry.of(new RankEntry(
                id,
                place.place(),
                place.shownName(),
                place.score(),
                place.used(),
                place.people().orElse(null)));
    }
}
