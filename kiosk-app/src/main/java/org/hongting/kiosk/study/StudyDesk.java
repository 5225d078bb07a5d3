package org.hongting.kiosk.study;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.device.CredentialRead;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Identification;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyFact.Cause;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.LearningRule;
import org.hongting.protocol.study.Studied;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Appender;

/// Where somebody studies: the screen says what they have before them and what they do, and the desk has the
/// [LearningClock] reckon and the journal remember. It knows neither a screen nor a file of a course, and no thread:
/// call it on the desk's.
public final class StudyDesk {
    /// So old the row is at most that a power cut leaves behind.
    public static final Duration CHECKPOINT = Duration.ofSeconds(10);

    /// So long learning time waits at most to be written down.
    public static final Duration SETTLEMENT = Duration.ofMinutes(5);

    private static final long NANOS = 1_000_000;

    private final CheckInDesk desk;
    private final TouchDesk touch;
    private final StudyTables tables;
    private final Library library;
    private final TerminalClock clock;
    private final RandomGenerator random;
    private Optional<StudySession> session = Optional.empty();
    private Optional<StudyReply.Pulse> told = Optional.empty();
    private GroupWatch watch = GroupWatch.nobody();
    private Optional<Position> stands = Optional.empty();
    private final LearningJournal journal;

    /// @param touch whose gate asks for PINs
    public StudyDesk(
            CheckInDesk desk,
            TouchDesk touch,
            StudyTables tables,
            Library library,
            TerminalClock clock,
            RandomGenerator random) {
        this.desk = desk;
        this.touch = touch;
        this.tables = tables;
        this.library = library;
        this.clock = clock;
        this.random = random;
        this.journal = new LearningJournal(desk, tables.progress(), clock, (transaction, appender) -> {
            recover(transaction, appender, session.map(open -> open.who().id()));
            tables.checkpoint().clear(transaction);
        });
    }

    /// Writes down what a stop without a word left behind. Once at the start, and again while that did not work.
    public void recover() {
        desk.attemptAside((transaction, appender) -> {
            recover(transaction, appender, Optional.empty());
            return true;
        });
    }

    /// What another session's row holds is in no fact yet.
    private void recover(Transaction transaction, Appender appender, Optional<StudySessionId> own) {
        tables.checkpoint()
                .find(transaction)
                .filter(left -> own.filter(left.session()::equals).isEmpty())
                .filter(left -> !journal.holds(left.session()))
                .ifPresent(left -> {
                    journal.append(transaction, appender, left, Cause.BROKEN_OFF);
                    tables.checkpoint().clear(transaction);
                });
    }

    /// Somebody has signed in: what there is for them.
    public StudyReply.Opened open(KnownMember member, Fact.Origin origin) {
        return open(member, origin, GroupWatch.nobody());
    }

    /// Somebody in charge has signed in, and a group looks on.
    public StudyReply.Opened open(KnownMember member, Fact.Origin origin, GroupWatch group) {
        leave();
        watch = group;
        journal.hurry();
        journal.flush(millis());
        recover();
        session = Optional.of(new StudySession(new StudySession.Who(
                StudySessionId.draw(random), member, origin, clock.read().boot())));
        return home(member);
    }

    /// What there is for whoever is signed in.
    public Optional<StudyReply.Opened> home() {
        return session.map(open -> home(open.who().member()));
    }

    private StudyReply.Opened home(KnownMember member) {
        return new StudyReply.Opened(
                member.attendee(),
                desk.reading(transaction -> StudyHome.of(
                        library.courses(),
                        tables.plans().of(transaction, member),
                        tables.progress()
                                .find(
                                        transaction,
                                        member.attendee().member(),
                                        clock.read().wall().toInstant()),
                        clock.read().wall().toLocalDate())));
    }

    /// A lesson is opened.
    ///
    /// @param of how many parts it has
    public void begin(StudyFact.LessonName lesson, int of, Position first) {
        begin(Optional.of(new StudySession.Parts(lesson, of)), first.place(), first.studied());
        session.ifPresent(open -> {
            open.turn(first);
            tellGroup(open, first, true);
        });
    }

    /// Questions are asked: from here on whoever is signed in answers them, until the lesson is closed or another one
    /// is opened. Each answer is evidence.
    ///
    /// @param expected how long all of them take
    public void beginQuiz(Duration expected) {
        begin(Optional.empty(), 0, new Studied.Quiz(expected));
    }

    private void begin(Optional<StudySession.Parts> lesson, int page, Studied studied) {
        session.ifPresent(open -> {
            closeLesson(open);
            long now = millis();
            LearningClock learning = new LearningClock(LearningRule.STANDARD, random, page, studied, now);
            open.open(new StudySession.OpenLesson(lesson, learning), now);
            told = Optional.empty();
        });
    }

    /// Another page.
    public void turn(Position next) {
        learning((open, learning) -> {
            open.count(Evidence.PAGE_TURN);
            open.pass(millis(), isCounting(learning));
            learning.turn(next.place(), next.studied(), millis());
            open.turn(next);
            tellGroup(open, next, true);
        });
    }

    /// The same page, moved by a finger.
    public void scroll(Position now) {
        learning((open, learning) -> {
            open.prove();
            Evidence evidence = open.at(now) ? Evidence.SCROLL : Evidence.TOUCH;
            tellGroup(open, now, false);
            open.count(evidence);
            learning.show(evidence, millis());
        });
    }

    /// More of the page came into sight, by nobody's hand.
    public void see(Position now) {
        learning((open, learning) -> {
            if (isCounting(learning)) {
                open.at(now);
                tellGroup(open, now, false);
            }
        });
    }

    /// A film or recording runs as fast as time does.
    public void plays(Position now) {
        learning((open, learning) -> {
            if (!isCounting(learning)) {
                return;
            }
            open.at(now);
            tellGroup(open, now, false);
            open.count(Evidence.MEDIA);
            learning.show(Evidence.MEDIA, millis());
        });
    }

    /// Somebody is there.
    public void show(Evidence evidence) {
        learning((open, learning) -> {
            open.count(evidence);
            boolean rested = !isCounting(learning);
            if (!rested && evidence.isHuman()) {
                open.prove();
            }
            learning.show(evidence, millis());
            if (rested && isCounting(learning)) {
                stands.ifPresent(position -> tellGroup(open, position, false));
            }
        });
    }

    /// Whether that read is awaited from who studies alone: the screen pauses, and only they go on.
    public boolean awaits(CredentialRead read) {
        boolean paused = session.flatMap(StudySession::lesson)
                .filter(open -> open.clock().needsIdentity())
                .isPresent();
        return paused && isOfWhoStudies(read);
    }

    /// After a read was decided at the door: is it the card of who studies?
    public Optional<StudyReply> read(CredentialRead read) {
        return session.filter(open -> open.lesson().isPresent() && isOfWhoStudies(read))
                .map(open -> resume(open.who().member()));
    }

    private boolean isOfWhoStudies(CredentialRead read) {
        if (session.isEmpty() || !(read.shown() instanceof Shown.CardShown)) {
            return false;
        }
        MemberId member = session.get().who().member().attendee().member();
        return desk.reading(transaction -> desk.identify(transaction, read.shown(), clock.read()))
                        instanceof Identification.Known known
                && known.member().attendee().member().equals(member);
    }

    private StudyReply resume(KnownMember member) {
        show(Evidence.CARD);
        return new StudyReply.Resumed(member.attendee());
    }

    /// Whoever studies and has no card at hand goes on by PIN. Whose it is stands nowhere: anybody may have asked.
    public Optional<Reply> askPin() {
        return session.map(open -> open.who().member()).map(member -> {
            Reply reply = touch.askPin(member, (_, _) -> resume(member));
            Attendee known = member.attendee();
            return reply instanceof Reply.PinWanted
                    ? new Reply.PinWanted(new Attendee(known.member(), "", known.preference()))
                    : reply;
        });
    }

    /// Whether a lesson is open.
    public boolean isLearning() {
        return session.flatMap(StudySession::lesson).isPresent();
    }

    /// The lesson is put away by hand.
    public void close() {
        session.ifPresent(this::closeLesson);
    }

    /// Whoever was there signs out.
    public void signOut() {
        session.ifPresent(open -> {
            finish(open, Cause.SIGNED_OUT);
            forget();
        });
    }

    private void forget() {
        session = Optional.empty();
        watch.hides();
        watch = GroupWatch.nobody();
    }

    /// Whoever was there has gone without a word, or somebody else needs the screen: what was running counts like at a
    /// break.
    public void leave() {
        session.ifPresent(open -> {
            open.unsettled(clock.read().wall()).ifPresent(rest -> write(open, rest, Cause.SIGNED_OUT));
            forget();
        });
    }

    /// A second has passed.
    ///
    /// @return how the time stands, if that is news
    public Optional<StudyReply.Pulse> tick() {
        Optional<StudyReply.Pulse> pulse =
                session.flatMap(open -> open.lesson().map(lesson -> tick(open, lesson.clock())));
        if (pulse.equals(told)) {
            return Optional.empty();
        }
        told = pulse;
        return pulse;
    }

    private StudyReply.Pulse tick(StudySession open, LearningClock learning) {
        long now = millis();
        learning.tick(now);
        open.pass(now, isCounting(learning));
        switch (learning.phase()) {
            case PAUSED, OVER -> {
                watch.hides();
                write(open, Cause.PAUSED);
            }
            case RUNNING, ASKING -> {
                if (open.isToBeWritten(now, SETTLEMENT)) {
                    learning.settle();
                    write(open, Cause.SETTLED);
                }
            }
        }
        OffsetDateTime wall = clock.read().wall();
        if (open.isToBeKept(now, CHECKPOINT)) {
            open.kept(now);
            journal.flush(now);
            open.unsettled(wall).ifPresent(this::keep);
        }
        return new StudyReply.Pulse(
                learning.phase(), learning.needsIdentity(), open.credited(wall).truncatedTo(ChronoUnit.MINUTES));
    }

    private void keep(Checkpoint checkpoint) {
        desk.attemptAside((transaction, appender) -> {
            recover(transaction, appender, Optional.of(checkpoint.session()));
            tables.checkpoint().keep(transaction, checkpoint);
            return true;
        });
    }

    private void tellGroup(StudySession open, Position now, boolean turned) {
        stands = Optional.of(now);
        open.lesson()
                .flatMap(StudySession.OpenLesson::lesson)
                .ifPresent(parts -> watch.sees(parts.name(), parts.of(), now, turned));
    }

    private void closeLesson(StudySession open) {
        watch.hides();
        stands = Optional.empty();
        finish(open, Cause.LESSON_CHANGED);
        open.closeLesson();
    }

    private void finish(StudySession open, Cause cause) {
        open.lesson().ifPresent(lesson -> {
            open.count(Evidence.FINISH);
            open.pass(millis(), isCounting(lesson.clock()));
            lesson.clock().finish(millis());
            write(open, cause);
        });
    }

    private void write(StudySession open, Cause cause) {
        open.settled(clock.read().wall()).ifPresent(settled -> write(open, settled, cause));
    }

    private void write(StudySession open, Checkpoint settled, Cause cause) {
        long now = millis();
        open.written(settled, now);
        journal.add(List.of(settled), cause);
        journal.flush(now);
    }

    @FunctionalInterface
    private interface Act {
        void on(StudySession open, LearningClock learning);
    }

    private void learning(Act act) {
        session.ifPresent(open -> open.lesson().ifPresent(lesson -> act.on(open, lesson.clock())));
    }

    private static boolean isCounting(LearningClock learning) {
        return learning.phase() == LearningClock.Phase.RUNNING || learning.phase() == LearningClock.Phase.ASKING;
    }

    private long millis() {
        ClockReading now = clock.read();
        return now.monotonicNanos() / NANOS;
    }
}
