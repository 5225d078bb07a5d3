package org.hongting.central.course.question;

import java.util.List;
import org.hongting.protocol.quiz.QuestionBank;

/// What became of a file: all of its questions, or none.
public sealed interface BankReading {
    record Taken(QuestionBank bank) implements BankReading {}

    /// @param problems in the order of the file, the first [#PROBLEMS] of them
    record Refused(List<BankProblem> problems) implements BankReading {
        /// Nobody mends more than that by hand before trying again.
        public static final int PROBLEMS = 100;

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
