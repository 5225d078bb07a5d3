package org.hongting.central.personal;

import java.util.List;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// What a member has done in tests and contests. Whoever changes it calls [PersonalSource#mark] in the same
/// transaction.
public interface QuizRecord {
    /// Of a site that holds no tests.
    QuizRecord NONE = new QuizRecord() {
        @Override
        public List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member) {
            return List.of();
        }

        @Override
        public List<PersonalEntry.WrongAnswer> wrongOf(Transaction transaction, MemberId member) {
            return List.of();
        }
    };

    /// The latest first, of whatever year.
    List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member);

    /// Questions that were answered wrong when they were answered last, the latest first.
    List<PersonalEntry.WrongAnswer> wrongOf(Transaction transaction, MemberId member);
}
