package org.hongting.central.quiz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// Keeps a row per fact of a quiz and per ruling about it, and marks as due whatever must be marked anew.
/// What claims to be a ruling and comes from a terminal changes nothing. A fact that comes twice is one.
public final class QuizProjection implements FactProjection {
    private static final String IGNORED_TWICE = " ON CONFLICT (terminal, epoch, seq) DO NOTHING";

    /// How long nothing is heard of an attempt before it is marked without its end.
    static final Duration QUIET = Duration.ofMinutes(1);

    static final String SOONEST = " ON CONFLICT (terminal, attempt, member)"
            + " DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < quiz_attempt_due.due_at";

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        Rows rows = new Rows();
        for (StoredFact fact : facts) {
            if (fact.fact() instanceof QuizFact told) {
                rows.take(fact, told);
            } else if (fact.fact() instanceof QuizRuling ruling
                    && fact.terminal().equals(OwnJournal.CENTRE)) {
                ruled(transaction, fact, ruling);
            }
        }
        rows.write(transaction);
    }

    /// What was told of one attempt within a transaction.
    ///
    /// @param answersOnly whether nothing but answers was
    private record Told(Instant received, boolean answersOnly) {
        Told and(Told more) {
            return new Told(more.received(), answersOnly && more.answersOnly());
        }
    }

    /// What many facts say, until all of it is written.
    private static final class Rows {
        private final List<@Nullable Object[]> begun = new ArrayList<>();
        private final List<@Nullable Object[]> answers = new ArrayList<>();
        private final List<@Nullable Object[]> ended = new ArrayList<>();
        private final SequencedMap<AttemptName, Told> attempts = new LinkedHashMap<>();

        void take(StoredFact fact, QuizFact told) {
            switch (told) {
                case QuizFact.Begun one -> begun.add(row(fact, one));
                case QuizFact.Answered one -> answers.add(row(fact, one));
                case QuizFact.Ended one -> ended.add(row(fact, one));
            }
            attempts.merge(
                    new AttemptName(fact.terminal(), told.attempt(), told.member()),
                    new Told(fact.received(), told instanceof QuizFact.Answered),
                    Told::and);
        }

        void write(Transaction transaction) {
            transaction.updateEach(
                    "INSERT INTO quiz_begun (terminal, epoch, seq, attempt, member, course, bank, quiz, round, paper,"
                            + " asked, credential, simulated, boot, mono, wall, quality, received_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + IGNORED_TWICE,
                    begun);
            transaction.updateEach(
                    "INSERT INTO quiz_answer (terminal, epoch, seq, attempt, member, question, answer, used)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)" + IGNORED_TWICE,
                    answers);
            transaction.updateEach(
                    "INSERT INTO quiz_ended (terminal, epoch, seq, attempt, member, ending, points, out_of, used,"
                            + " breaks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + IGNORED_TWICE,
                    ended);
            attempts.forEach((name, told) -> due(transaction, name, told));
        }
    }

    private static @Nullable Object[] row(StoredFact fact, QuizFact.Begun begun) {
        ClockReading clock = fact.envelope().clock();
        QuizId quiz = begun.quiz();
        return new Object[] {
            fact.terminal().value(),
            fact.epoch().value(),
            fact.seq(),
            begun.attempt().value(),
            begun.member().value(),
            begun.course().value(),
            begun.bank().hex(),
            quiz == null ? null : quiz.value(),
            begun.round(),
            begun.paper().hex(),
            begun.count(),
            begun.origin().credential().name(),
            begun.origin().simulated() ? 1 : 0,
            clock.boot().value(),
            clock.monotonicNanos(),
            clock.wall().toString(),
            clock.quality().name(),
            UtcText.of(fact.received())
        };
    }

    private static @Nullable Object[] row(StoredFact fact, QuizFact.Answered answered) {
        return new Object[] {
            fact.terminal().value(),
            fact.epoch().value(),
            fact.seq(),
            answered.attempt().value(),
            answered.member().value(),
            answered.question().value(),
            Json.writeText(answered.answer()),
            answered.used()
        };
    }

    private static @Nullable Object[] row(StoredFact fact, QuizFact.Ended ended) {
        return new Object[] {
            fact.terminal().value(),
            fact.epoch().value(),
            fact.seq(),
            ended.attempt().value(),
            ended.member().value(),
            ended.ending().name(),
            ended.shown().points(),
            ended.shown().of(),
            ended.used(),
            ended.breaks()
        };
    }

    private static void ruled(Transaction transaction, StoredFact fact, QuizRuling ruling) {
        switch (ruling) {
            case QuizRuling.QuestionRuled question -> {
                insert(
                        transaction,
                        "quiz_question_ruling (epoch, seq, quiz, question, verdict",
                        fact,
                        new Object[] {
                            question.quiz().value(),
                            question.question().value(),
                            question.verdict().name()
                        },
                        question.note(),
                        question.by());
                transaction.update(
                        "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)"
                                + " SELECT DISTINCT terminal, attempt, member, ? FROM quiz_begun WHERE quiz = ?"
                                + SOONEST,
                        UtcText.of(fact.received()),
                        question.quiz().value());
            }
            case QuizRuling.AttemptRuled attempt -> {
                insert(
                        transaction,
                        "quiz_attempt_ruling (epoch, seq, attempt, member, counts",
                        fact,
                        new Object[] {
                            attempt.attempt().value(), attempt.member().value(), attempt.counts() ? 1 : 0
                        },
                        attempt.note(),
                        attempt.by());
                transaction.update(
                        "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)"
                                + " SELECT DISTINCT terminal, attempt, member, ? FROM quiz_begun"
                                + " WHERE attempt = ? AND member = ?" + SOONEST,
                        UtcText.of(fact.received()),
                        attempt.attempt().value(),
                        attempt.member().value());
            }
            case QuizRuling.DrawAnnounced _,
                    QuizRuling.DrawClosed _,
                    QuizRuling.DrawRevealed _,
                    QuizRuling.DrawCancelled _ -> {
                // Draws are no matter of marks.
            }
        }
    }

    private static void insert(
            Transaction transaction, String into, StoredFact fact, Object[] values, Digest note, String by) {
        transaction.update(
                "INSERT INTO " + into + ", note, ruled_by, ruled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (epoch, seq) DO NOTHING",
                fact.epoch().value(),
                fact.seq(),
                values[0],
                values[1],
                values[2],
                note.bytes(),
                by,
                UtcText.of(fact.received()));
    }

    /// An answer to a paper that is still before somebody changes no result: it waits until that person is
    /// quiet, so that a paper is not marked anew with each of its answers. An attempt that counts by ruling is
    /// nobody's paper any more.
    private static void due(Transaction transaction, AttemptName name, Told told) {
        if (told.answersOnly() && isOpen(transaction, name)) {
            transaction.update(
                    "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (terminal, attempt, member) DO UPDATE SET due_at = excluded.due_at"
                            + " WHERE quiz_attempt_due.due_at > ?",
                    name.terminal().value(),
                    name.attempt().value(),
                    name.member().value(),
                    UtcText.of(told.received().plus(QUIET)),
                    UtcText.of(told.received()));
        } else {
            transaction.update(
                    "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at) VALUES (?, ?, ?, ?)" + SOONEST,
                    name.terminal().value(),
                    name.attempt().value(),
                    name.member().value(),
                    UtcText.of(told.received()));
        }
    }

    private static boolean isOpen(Transaction transaction, AttemptName name) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit WHERE EXISTS (SELECT 1 FROM quiz_ended"
                                + " WHERE terminal = ? AND attempt = ? AND member = ?)"
                                + " OR EXISTS (SELECT 1 FROM quiz_attempt_ruling WHERE attempt = ? AND member = ?)",
                        row -> row.integer("hit"),
                        name.terminal().value(),
                        name.attempt().value(),
                        name.member().value(),
                        name.attempt().value(),
                        name.member().value())
                .isEmpty();
    }
}
