package org.hongting.kiosk.study;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Interval;

/// Several people before one screen, from the leader's opening to the end: who is in, what stood there, and what of it
/// is counted and in no fact yet.
final class GroupSession {
    private final MemberId leader;
    private final BootId boot;
    private final long opened;
    private final GroupClock clock;
    private final GroupLessons lessons = new GroupLessons(List.of());
    private final Map<MemberId, Who> people = new HashMap<>();
    private Optional<Broken> broken;

    /// Whose stay it is, and what proved who they are.
    private record Who(StudySessionId session, Fact.Origin origin) {}

    /// What the terminal knew when it stopped without a word. Who shows their card again, or is named by the leader,
    /// was there until then.
    private record Broken(GroupTable.Stretch stretch, Set<MemberId> back, Set<MemberId> gone) {
        static Broken of(GroupTable.Broken kept) {
            return new Broken(kept.stretch(), new LinkedHashSet<>(kept.back()), new LinkedHashSet<>(kept.gone()));
        }

        GroupTable.Broken row() {
            return new GroupTable.Broken(stretch, List.copyOf(back), List.copyOf(gone));
        }

        Optional<GroupTable.Person> find(MemberId member) {
            return stretch.people().stream()
                    .filter(person -> person.member().equals(member))
                    .findFirst();
        }
    }

    private GroupSession(MemberId leader, BootId boot, long opened, GroupClock clock, Optional<Broken> broken) {
        this.leader = leader;
        this.boot = boot;
        this.opened = opened;
        this.clock = clock;
        this.broken = broken;
    }

    static GroupSession open(MemberId leader, BootId boot, long now) {
        return new GroupSession(leader, boot, now, new GroupClock(now), Optional.empty());
    }

    /// After a stop without a word: the leader is asked at once. Where an earlier stop was not settled yet, what was
    /// running between the two is settled first, by what was known in it.
    static GroupSession after(GroupTable.Group kept, BootId boot, long now) {
        GroupTable.Broken before = kept.before();
        Broken broken = before == null
                ? new Broken(kept.now(), new LinkedHashSet<>(), new LinkedHashSet<>())
                : Broken.of(before);
        GroupSession session = new GroupSession(
                kept.leader(), boot, now, new GroupClock(now - GroupClock.ROLL_CALL.toMillis()), Optional.of(broken));
        if (before != null) {
            // Whoever had come in between is in, and shown as such.
            kept.now()
                    .people()
                    .forEach(person -> session.enter(person.member(), person.session(), person.origin(), now));
        }
        return session;
    }

    MemberId leader() {
        return leader;
    }

    GroupLessons lessons() {
        return lessons;
    }

    long opened() {
        return opened;
    }

    boolean asks(long now) {
        return clock.asks(now);
    }

    boolean isOver() {
        return clock.isOver();
    }

    boolean isBrokenOff() {
        return broken.isPresent();
    }

    /// In the order in which they came.
    List<MemberId> present() {
        Stream<MemberId> before = broken.stream()
                .flatMap(one -> one.stretch().people().stream()
                        .map(GroupTable.Person::member)
                        .filter(member -> !one.gone().contains(member)));
        return Stream.concat(before, clock.present().stream().map(GroupClock.Presence::member))
                .distinct()
                .toList();
    }

    boolean hasRoomFor(MemberId member, int most) {
        List<MemberId> present = present();
        return present.size() < most || present.contains(member);
    }

    /// @return false where they are in already
    boolean enter(MemberId member, StudySessionId session, Fact.Origin origin, long now) {
        boolean was = present().contains(member);
        if (clock.enter(member, now)) {
            people.put(member, new Who(session, origin));
        }
        broken.filter(one -> one.find(member).isPresent()).ifPresent(one -> {
            one.back().add(member);
            one.gone().remove(member);
        });
        return !was;
    }

    void leave(MemberId member, long now) {
        clock.leave(member, now);
        broken.filter(one -> one.find(member).isPresent())
                .ifPresent(one -> one.gone().add(member));
    }

    /// The leader says who has gone.
    void count(Set<MemberId> gone, Supplier<StudySessionId> names, long now) {
        Set<MemberId> here = new HashSet<>(present());
        here.removeAll(gone);
        broken.ifPresent(one -> one.stretch().people().stream()
                .filter(person -> here.contains(person.member()))
                .forEach(person -> enter(person.member(), names.get(), person.origin(), now)));
        clock.count(here, now);
    }

    void end(Set<MemberId> gone, Supplier<StudySessionId> names, long now) {
        count(gone, names, now);
        clock.end(
                Set.copyOf(clock.present().stream()
                        .map(GroupClock.Presence::member)
                        .toList()),
                now);
    }

    void tick(long now) {
        clock.tick(now);
        lessons.pass(now);
    }

    /// Nobody is asked any more: it is over.
    void giveUp(long now) {
        clock.tick(now + GroupClock.ANSWER.toMillis());
    }

    /// What was running when the terminal stopped, once that is settled: by the roll call, or because nobody answered.
    List<Checkpoint> takeBroken() {
        Optional<Broken> settled = broken;
        broken = Optional.empty();
        List<Checkpoint> all = new ArrayList<>();
        settled.ifPresent(one -> {
            GroupLessons before = new GroupLessons(one.stretch().lessons());
            for (GroupTable.Person person : one.stretch().people()) {
                long until = one.back().contains(person.member())
                        ? Math.max(one.stretch().ticked(), person.confirmed())
                        : person.confirmed();
                all.addAll(checkpoints(
                        new Who(person.session(), person.origin()),
                        person.member(),
                        before.cut(person.from(), until),
                        one.stretch().boot(),
                        one.stretch().at()));
            }
        });
        return all;
    }

    /// What is counted for good since this was asked last.
    List<Checkpoint> take(OffsetDateTime at) {
        List<Checkpoint> taken = new ArrayList<>();
        for (GroupClock.Earned earned : clock.take()) {
            taken.addAll(checkpoints(
                    Objects.requireNonNull(people.get(earned.member())),
                    earned.member(),
                    lessons.cut(earned.interval().from(), earned.interval().until()),
                    boot,
                    at));
        }
        clock.present().stream().mapToLong(GroupClock.Presence::from).min().ifPresent(lessons::forgetBefore);
        return taken;
    }

    private List<Checkpoint> checkpoints(
            Who who, MemberId member, List<GroupLessons.Piece> pieces, BootId when, OffsetDateTime at) {
        List<Checkpoint> all = new ArrayList<>();
        for (GroupLessons.Piece piece : pieces) {
            StudyFact.LessonName lesson = piece.lesson().orElse(null);
            StudyFact.Reading reading = piece.reading().orElse(null);
            all.add(new Checkpoint(
                    who.session(),
                    member,
                    who.origin(),
                    lesson,
                    when,
                    at,
                    List.of(new Interval(piece.from(), piece.until(), piece.until())),
                    Map.of(),
                    reading,
                    leader));
        }
        return all;
    }

    /// As it is kept for a stop without a word.
    GroupTable.Group row(long now, OffsetDateTime at) {
        List<GroupTable.Person> rows = new ArrayList<>();
        for (GroupClock.Presence one : clock.present()) {
            Who who = Objects.requireNonNull(people.get(one.member()));
            rows.add(new GroupTable.Person(who.session(), one.member(), who.origin(), one.from(), one.confirmed()));
        }
        GroupTable.Broken before = broken.map(Broken::row).orElse(null);
        return new GroupTable.Group(leader, new GroupTable.Stretch(boot, now, at, rows, lessons.shown()), before);
    }
}
