package org.hongting.central.quiz;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.personal.PersonalSource;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// Makes every table of attempts and marks anew out of the raw records, by the banks that were kept, and says where the
/// result differs from what stood there.
public final class QuizRebuild {
    private static final SequencedMap<String, String> MADE = made();
    private static final int AT_ONCE = 500;
    private static final String DIGITS = "0123456789abcdef";

    private final Rebuild rebuild;
    private final QuizProjection projection = new QuizProjection();
    private final QuestionBanks banks;

    public QuizRebuild(Database database, Clock clock) {
        this.rebuild = new Rebuild(database, MADE);
        this.banks = new QuestionBanks(NOTHING, clock);
    }

    /// What no attempt has needed yet, none needs now.
    private static final QuestionBanks.Shelf NOTHING = new QuestionBanks.Shelf() {
        @Override
        public Optional<Digest> bankOf(CourseId course) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> file(Digest digest) {
            return Optional.empty();
        }
    };

    private static SequencedMap<String, String> made() {
        SequencedMap<String, String> made = new LinkedHashMap<>();
        made.put("quiz_begun", "*");
        made.put("quiz_answer", "*");
        made.put("quiz_ended", "*");
        made.put("quiz_question_ruling", "epoch, seq, quiz, question, verdict, note, ruled_by, ruled_at");
        made.put("quiz_attempt_ruling", "epoch, seq, attempt, member, counts, note, ruled_by, ruled_at");
        made.put("quiz_attempt", "*");
        made.put("quiz_mark", "*");
        return made;
    }

    /// @param keep whether what was made anew stays, and terminals are told of it; else everything is as before
    public List<Rebuild.Difference> run(boolean keep) {
        return rebuild.run(keep, this::markDue, transaction -> {
            Rebuild.replay(transaction, "quiz.", projection);
            markDue(transaction);
            tellAll(transaction);
        });
    }

    /// Those that wait until somebody is quiet too: else what stands there would be older than what is made.
    private void markDue(Transaction transaction) {
        List<AttemptName> due;
        do {
            due = transaction.query(
                    "SELECT terminal, attempt, member FROM quiz_attempt_due LIMIT " + AT_ONCE, AttemptName::read);
            AttemptMarks marks = new AttemptMarks(transaction, banks);
            for (AttemptName name : due) {
                transaction.update(
                        "DELETE FROM quiz_attempt_due WHERE terminal = ? AND attempt = ? AND member = ?", name.key());
                marks.renew(name);
            }
        } while (!due.isEmpty());
    }

    private static void tellAll(Transaction transaction) {
        transaction
                .query("SELECT id FROM quiz", row -> new QuizId(row.text("id")))
                .forEach(quiz -> RanksSource.due(transaction, quiz));
        DIGITS.chars().forEach(digit -> PersonalSource.markDigit(transaction, Character.toString(digit)));
    }
}
