package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.Identification;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyFact.Cause;
import org.hongting.protocol.time.ClockReading;

/// Where several people study before one screen. Somebody in charge opens the group, everybody shows their card, and
/// each has their own time; the leader says now and then who is still there, and ends it. The screen is free meanwhile:
/// the group goes on whatever is done there.
///
/// It knows neither a screen nor a thread: call it on the desk's.
public final class GroupDesk implements GroupWatch {
    /// More people than see one screen.
    public static final int MOST = 200;

    /// So often it is to be told that time passes: so much a stop without a word costs.
    public static final Duration EVERY = Duration.ofSeconds(10);

    /// A group that nobody came back to for so long is over.
    private static final Duration FORGOTTEN = Duration.ofMinutes(30);

    private static final long NANOS = 1_000_000;

    private final CheckInDesk desk;
    private final DeskTables people;
    private final StudyTables tables;
    private final TerminalClock clock;
    private final RandomGenerator random;
    private final LearningJournal journal;
    private Optional<GroupSession> group = Optional.empty();
    private boolean recovered;

    /// @param people who is known here
    public GroupDesk(
            CheckInDesk desk, DeskTables people, StudyTables tables, TerminalClock clock, RandomGenerator random) {
        this.desk = desk;
        this.people = people;
        this.tables = tables;
        this.clock = clock;
        this.random = random;
        this.journal = new LearningJournal(
                desk, tables.progress(), clock, (transaction, _) -> keepOrClear(transaction, clock.read()));
    }

    /// Takes up what a stop without a word left behind: the leader is asked who is there, and until when they were
    /// there follows from the answer. At the start, and again at the next occasion where that failed. Of a
    /// group that was left long ago nobody is asked any more.
    public void recover() {
        if (recovered) {
            return;
        }
        ClockReading now = clock.read();
        Optional<GroupTable.Group> kept = desk.reading(tables.group()::find);
        recovered = true;
        group = kept.map(left -> GroupSession.after(left, now.boot(), millis(now)));
        kept.filter(left -> isOld(left, now)).flatMap(_ -> group).ifPresent(old -> {
            old.giveUp(millis(now));
            settle(old, Cause.BROKEN_OFF);
        });
    }

    /// In the same boot the machine's own clock says so, in another one the wall clock.
    private static boolean isOld(GroupTable.Group left, ClockReading now) {
        GroupTable.Stretch last = left.now();
        long since = last.boot().equals(now.boot())
                ? millis(now) - last.ticked()
                : Duration.between(last.at(), now.wall()).toMillis();
        return since > FORGOTTEN.toMillis();
    }

    /// Somebody in charge opens a group, or comes back to the one that is open.
    public Reply open(KnownMember leader) {
        recover();
        if (group.isEmpty()) {
            ClockReading now = clock.read();
            GroupSession opened = GroupSession.open(leader.attendee().member(), now.boot(), millis(now));
            // Whoever opens it is there, and has shown it by card and PIN.
            Fact.Origin origin = new Fact.Origin(CredentialKind.PIN, TouchDesk.DEVICE, false);
            opened.enter(opened.leader(), draw(), origin, millis(now));
            group = Optional.of(opened);
            if (!isKept(now, Optional.empty())) {
                group = Optional.empty();
                return new Reply.Decided(new Decision.NotRecorded());
            }
        }
        return shown();
    }

    public boolean isOpen() {
        return group.isPresent();
    }

    /// The group that is open, if one is.
    public GroupReply shown() {
        return group.<GroupReply>map(this::shown).orElseGet(GroupReply.None::new);
    }

    private GroupReply.Shown shown(GroupSession open) {
        long now = millis(clock.read());
        return desk.reading(transaction -> new GroupReply.Shown(
                attendee(transaction, open.leader()),
                open.present().stream()
                        .map(member -> attendee(transaction, member))
                        .toList(),
                open.isBrokenOff() ? Duration.ZERO : Duration.ofMillis(now - open.opened()),
                open.asks(now),
                open.isBrokenOff()));
    }

    /// Whoever has left the lists meanwhile has no name here any more.
    private Attendee attendee(Transaction transaction, MemberId member) {
        return people.roster()
                .find(transaction, member)
                .map(KnownMember::attendee)
                .orElseGet(() -> new Attendee(member, "—"));
    }

    /// What the idle screen says of it.
    public Optional<GroupBoard> board() {
        long now = millis(clock.read());
        return group.map(open -> new GroupBoard(open.present().size(), open.asks(now)));
    }

    /// Somebody shows what proves who they are: they are in, or known to be there.
    ///
    /// @return nothing where no group is open, or nobody is known by it: it is decided like any read
    public Optional<Decision> read(CredentialRead read) {
        return shownTo(read).flatMap(this::enter);
    }

    /// Who shows something, before the door has used it up.
    ///
    /// @param again a pass that was shown before: it proves no new visit
    public record Shown(CredentialRead read, KnownMember member, Fact.Origin origin, boolean again) {}

    /// @return nothing where no group is open, or nobody is known by it
    public Optional<Shown> shownTo(CredentialRead read) {
        if (group.isEmpty()) {
            return Optional.empty();
        }
        long now = millis(clock.read());
        group.ifPresent(open -> open.tick(now));
        if (group.filter(GroupSession::isOver).isPresent()) {
            tick();
        }
        Identification shown = desk.reading(transaction -> desk.identify(transaction, read.shown(), clock.read()));
        return shown instanceof Identification.Known known
                ? Optional.of(new Shown(
                        read,
                        known.member(),
                        new Fact.Origin(known.kind(), read.device().value(), read.simulated(), known.pass()),
                        known.again()))
                : Optional.empty();
    }

    /// Lets in who has shown something.
    ///
    /// @return nothing where no group is open any more, there is no room, or the same pass is shown by who is
    /// not in
    public Optional<Decision> enter(Shown shown) {
        Attendee attendee = shown.member().attendee();
        return group.filter(open -> open.hasRoomFor(attendee.member(), MOST)).flatMap(open -> {
            boolean within = open.present().contains(attendee.member());
            if (shown.again()) {
                return within
                        ? Optional.of(new Decision.StudiesHere(
                                attendee, open.present().size(), true))
                        : Optional.empty();
            }
            return Optional.of(enter(open, shown, within));
        });
    }

    private Decision enter(GroupSession open, Shown shown, boolean within) {
        Attendee attendee = shown.member().attendee();
        ClockReading now = clock.read();
        open.enter(attendee.member(), draw(), shown.origin(), millis(now));
        if (!isKept(now, Optional.of(shown))) {
            if (!within) {
                open.leave(attendee.member(), millis(now));
            }
            return new Decision.NotRecorded();
        }
        return new Decision.StudiesHere(attendee, open.present().size(), within);
    }

    /// Writes down how the group is now, with what waits for the journal.
    private boolean isKept(ClockReading now, Optional<Shown> shown) {
        boolean durable = desk.attempt((transaction, appender) -> {
                    shown.ifPresent(one -> use(transaction, one, now));
                    journal.writeIn(transaction, appender);
                    keepOrClear(transaction, now);
                    return true;
                })
                .isPresent();
        if (durable) {
            journal.written();
        }
        return durable;
    }

    /// A pass opens one thing once.
    private void use(Transaction transaction, Shown shown, ClockReading now) {
        Fact.PassUse pass = shown.origin().pass();
        if (pass != null) {
            people.passes().take(transaction, shown.member().attendee().member(), pass, now);
        }
    }

    /// Somebody who has just shown that they are there goes.
    public void leave(MemberId member) {
        group.ifPresent(open -> {
            open.leave(member, millis(clock.read()));
            settle(open, Cause.SIGNED_OUT);
        });
    }

    /// Somebody in charge says who has gone.
    public GroupReply count(Set<MemberId> gone) {
        group.ifPresent(open -> {
            open.count(gone, this::draw, millis(clock.read()));
            settle(open, Cause.SETTLED);
        });
        return shown();
    }

    /// Somebody in charge ends it, and says who has gone.
    public GroupReply end(Set<MemberId> gone) {
        Optional<GroupSession> ended = group;
        int here = (int) ended.stream()
                .flatMap(open -> open.present().stream())
                .filter(member -> !gone.contains(member))
                .count();
        ended.ifPresent(open -> {
            open.lessons().pass(millis(clock.read()));
            open.end(gone, this::draw, millis(clock.read()));
            settle(open, Cause.SIGNED_OUT);
        });
        return ended.<GroupReply>map(_ -> new GroupReply.Ended(here)).orElseGet(GroupReply.None::new);
    }

    private StudySessionId draw() {
        return StudySessionId.draw(random);
    }

    /// Some seconds have passed: at most [#EVERY].
    public void tick() {
        recover();
        ClockReading now = clock.read();
        group.ifPresent(open -> {
            open.tick(millis(now));
            if (open.isOver()) {
                settle(open, Cause.PAUSED);
            } else if (journal.isEmpty()) {
                keepOrClear(now);
            }
        });
        journal.flush(millis(now));
    }

    /// What is counted for good is written down, in one transaction with the row that holds it no more.
    private void settle(GroupSession open, Cause cause) {
        ClockReading now = clock.read();
        if (cause != Cause.SIGNED_OUT || open.isOver()) {
            journal.add(open.takeBroken(), Cause.BROKEN_OFF);
        }
        journal.add(open.take(now.wall()), cause);
        if (open.isOver()) {
            group = Optional.empty();
        }
        if (journal.isEmpty()) {
            keepOrClear(now);
        } else {
            journal.flush(millis(now));
        }
    }

    /// @return whether it is durable
    private boolean keepOrClear(ClockReading now) {
        return desk.attemptAside((transaction, _) -> {
                    keepOrClear(transaction, now);
                    return true;
                })
                .isPresent();
    }

    private void keepOrClear(Transaction transaction, ClockReading now) {
        group.ifPresentOrElse(
                open -> tables.group().keep(transaction, open.row(millis(now), now.wall())),
                () -> tables.group().clear(transaction));
    }

    @Override
    public void sees(StudyFact.LessonName lesson, int of, Position now, boolean turned) {
        group.ifPresent(open -> open.lessons().see(lesson, of, now, turned, millis(clock.read())));
    }

    @Override
    public void hides() {
        group.ifPresent(open -> open.lessons().hide(millis(clock.read())));
    }

    private static long millis(ClockReading now) {
        return now.monotonicNanos() / NANOS;
    }
}
