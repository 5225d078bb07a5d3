package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyFact.Cause;
import org.hongting.sync.journal.Appender;

/// Learning time on its way into the journal. What cannot be written now waits here, whoever comes and goes, and is
/// tried again every ten seconds. With a fact goes how far its member is, here at once: the centre says it to the
/// other terminals.
final class LearningJournal {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final CheckInDesk desk;
    private final ProgressTable progress;
    private final TerminalClock clock;
    private final Alongside alongside;
    private final List<Unwritten> waiting = new ArrayList<>();
    private Optional<Long> failedAt = Optional.empty();

    /// What is to be written down, and why.
    private record Unwritten(Checkpoint checkpoint, Cause cause) {}

    /// What is done in the same transaction, before the facts.
    @FunctionalInterface
    interface Alongside {
        void in(Transaction transaction, Appender appender);
    }

    LearningJournal(CheckInDesk desk, ProgressTable progress, TerminalClock clock, Alongside alongside) {
        this.desk = desk;
        this.progress = progress;
        this.clock = clock;
        this.alongside = alongside;
    }

    /// To be written at the next [#flush].
    void add(List<Checkpoint> checkpoints, Cause cause) {
        checkpoints.forEach(checkpoint -> waiting.add(new Unwritten(checkpoint, cause)));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Tries what waits.
    ///
    /// @param now by the monotonic clock, in milliseconds
    void flush(long now) {
        boolean rests = failedAt.filter(at -> now - at < PAUSE.toMillis()).isPresent();
        if (waiting.isEmpty() || rests) {
            return;
        }
        boolean done = desk.attemptAside((transaction, appender) -> {
                    alongside.in(transaction, appender);
                    writeIn(transaction, appender);
                    return true;
                })
                .isPresent();
        if (done) {
            written();
        } else {
            failedAt = Optional.of(now);
        }
    }

    /// Writes what waits in a transaction of somebody else, who says so once it is durable ([#written]).
    void writeIn(Transaction transaction, Appender appender) {
        waiting.forEach(one -> append(transaction, appender, one.checkpoint(), one.cause()));
    }

    void written() {
        failedAt = Optional.empty();
        waiting.clear();
    }

    /// From now on it is tried at once again.
    void hurry() {
        failedAt = Optional.empty();
    }

    /// Whether something of that session waits.
    boolean holds(StudySessionId session) {
        return waiting.stream().anyMatch(one -> one.checkpoint().session().equals(session));
    }

    /// Writes it in this transaction.
    void append(Transaction transaction, Appender appender, Checkpoint studied, Cause cause) {
        studied.facts(cause).forEach(appender::append);
        StudyFact.Reading reading = studied.reading();
        StudyFact.LessonName name = studied.lesson();
        if (reading != null && name != null) {
            remember(transaction, studied, name, reading);
        }
    }

    /// Whoever leads a group reads the lesson too, and has its time by that already.
    private static boolean isToldTwice(Checkpoint studied) {
        return studied.member().equals(studied.ledBy());
    }

    private void remember(
            Transaction transaction, Checkpoint studied, StudyFact.LessonName name, StudyFact.Reading reading) {
        Optional<Progress.Lesson> before = progress.find(
                        transaction, studied.member(), clock.read().wall().toInstant())
                .lesson(name.course(), name.lesson());
        Optional<Progress.Lesson> same = before.filter(one -> one.name().equals(name) && one.of() == reading.of());
        progress.study(
                transaction,
                studied.member(),
                new Progress.Lesson(
                        name,
                        reading.place(),
                        reading.of(),
                        same.map(one -> one.seen().and(reading.seen())).orElse(reading.seen()),
                        before.map(Progress.Lesson::credited)
                                .orElse(Duration.ZERO)
                                .plusMillis(isToldTwice(studied) ? 0 : studied.creditedMillis()),
                        studied.at().toInstant()));
    }
}
