package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.HashSet;
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

    private static final Duration CHECKPOINT = Duration.ofSeconds(10);
    private static final long NANOS = 1_000_000;

    private final CheckInDesk desk;
    private final DeskTables people;
    private final StudyTables tables;
    private final TerminalClock clock;
    private final RandomGenerator random;
    private final LearningJournal journal;
    private Optional<GroupSession> group = Optional.empty();
    private long keptAt;

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
    /// there follows from the answer. Once at the start.
    public void recover() {
        if (group.isEmpty()) {
            ClockReading now = clock.read();
            group = desk.reading(tables.group()::find).map(kept -> GroupSession.after(kept, now.boot(), millis(now)));
        }
    }

    /// Somebody in charge opens a group, or comes back to the one that is open.
    public Reply open(KnownMember leader) {
        if (group.isEmpty()) {
            ClockReading now = clock.read();
            GroupSession opened = GroupSession.open(leader.attendee().member(), now.boot(), millis(now));
            // Whoever opens it is there, and has shown it by card and PIN.
            Fact.Origin origin = new Fact.Origin(CredentialKind.PIN, TouchDesk.DEVICE, false);
            opened.enter(opened.leader(), draw(), origin, millis(now));
            group = Optional.of(opened);
            if (!keepOrClear(now)) {
                group = Optional.empty();
                return new Reply.Decided(new Decision.NotRecorded());
            }
        }
        return shown();
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
        return group.flatMap(open -> known(read)
                .filter(known -> open.hasRoomFor(known.member().attendee().member(), MOST))
                .map(known -> enter(open, read, known)));
    }

    private Optional<Identification.Known> known(CredentialRead read) {
        Identification shown = desk.reading(transaction -> desk.identify(transaction, read.shown(), clock.read()));
        return shown instanceof Identification.Known known && !known.again() ? Optional.of(known) : Optional.empty();
    }

    private Decision enter(GroupSession open, CredentialRead read, Identification.Known known) {
        Attendee attendee = known.member().attendee();
        Fact.Origin origin = new Fact.Origin(known.kind(), read.device().value(), read.simulated(), known.pass());
        ClockReading now = clock.read();
        boolean fresh = open.enter(attendee.member(), StudySessionId.draw(random), origin, millis(now));
        Fact.PassUse pass = origin.pass();
        boolean durable = desk.attemptAside((transaction, _) -> {
                    if (pass != null) {
                        people.passes().take(transaction, attendee.member(), pass, now);
                    }
                    keepOrClear(transaction, now);
                    return true;
                })
                .isPresent();
        if (!durable) {
            if (fresh) {
                open.leave(attendee.member(), millis(now));
            }
            return new Decision.NotRecorded();
        }
        return new Decision.StudiesHere(attendee, open.present().size(), !fresh);
    }

    /// Somebody who has just shown that they are there goes.
    public void leave(MemberId member) {
        group.ifPresent(open -> {
            open.leave(member, millis(clock.read()));
            settle(open, Cause.SIGNED_OUT);
        });
    }

    /// Somebody in charge says who is there.
    public GroupReply count(Set<MemberId> here) {
        group.ifPresent(open -> {
            open.count(known(open, here), this::draw, millis(clock.read()));
            settle(open, Cause.SETTLED);
        });
        return shown();
    }

    /// Somebody in charge ends it, and says who is there.
    public GroupReply end(Set<MemberId> here) {
        Optional<GroupSession> ended = group;
        ended.ifPresent(open -> {
            open.end(known(open, here), this::draw, millis(clock.read()));
            settle(open, Cause.SIGNED_OUT);
        });
        return ended.<GroupReply>map(_ -> new GroupReply.Ended(here.size())).orElseGet(GroupReply.None::new);
    }

    private static Set<MemberId> known(GroupSession open, Set<MemberId> here) {
        Set<MemberId> known = new HashSet<>(here);
        known.retainAll(open.present());
        return known;
    }

    private StudySessionId draw() {
        return StudySessionId.draw(random);
    }

    /// A second has passed.
    public void tick() {
        group.ifPresent(open -> {
            ClockReading now = clock.read();
            open.tick(millis(now));
            if (open.isOver()) {
                settle(open, Cause.PAUSED);
            } else if (journal.isEmpty() && millis(now) - keptAt >= CHECKPOINT.toMillis()) {
                keepOrClear(now);
            }
        });
        journal.flush(millis(clock.read()));
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
        keptAt = millis(now);
        group.ifPresentOrElse(
                open -> tables.group().keep(transaction, open.row(now.wall()), open.ticked(millis(now))),
                () -> tables.group().clear(transaction));
    }

    @Override
    public void sees(StudyFact.LessonName lesson, int of, Position now) {
        group.ifPresent(open -> open.lessons().see(lesson, of, now, millis(clock.read())));
    }

    @Override
    public void hides() {
        group.ifPresent(open -> open.lessons().hide(millis(clock.read())));
    }

    private static long millis(ClockReading now) {
        return now.monotonicNanos() / NANOS;
    }
}
