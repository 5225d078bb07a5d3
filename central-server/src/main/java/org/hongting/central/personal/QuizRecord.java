package org.hongting.central.personal;

import java.util.List;
import java.util.Map;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// What a member has done in tests and contests. Whoever changes it calls [PersonalSource#mark] in the same
/// transaction.
public interface QuizRecord {
    /// All of them, the latest first, of whatever year.
    List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member);

    /// What terminals are told of whoever has tried anything, of all whose ids begin with the digit. However many
    /// they are, it is read by the same number of queries.
    Map<MemberId, Tried> allOf(Transaction transaction, String digit);

    /// One member's.
    ///
    /// @param results the latest first
    /// @param wrong questions that were answered wrong when they were answered last, the latest first
    /// @param tries of quizzes that limit them, those that matter most first
    record Tried(
            List<PersonalEntry.QuizResult> results,
            List<PersonalEntry.WrongAnswer> wrong,
            List<PersonalEntry.Tries> tries) {
        public static final Tried NOTHING = new Tried(List.of(), List.of(), List.of());

        public Tried {
            results = List.copyOf(results);
            wrong = List.copyOf(wrong);
            tries = List.copyOf(tries);
        }
    }
}
