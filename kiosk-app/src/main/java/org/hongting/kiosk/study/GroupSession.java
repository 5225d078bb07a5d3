package org.hongting.kiosk.study;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final GroupLessons lessons;
    private final Map<MemberId, Who> people = new HashMap<>();
    private Optional<Broken> broken;

    /// Whose stay it is, and what proved who they are.
    private record Who(StudySessionId session, Fact.Origin origin) {}

    /// What the terminal knew when it stopped without a word. Who shows their card again, or is named by the leader,
    /// was there until then.
    private record Broken(GroupTable.Kept kept, Set<MemberId> back) {}

    private GroupSession(MemberId leader, BootId boot, long opened, GroupClock clock, Optional<Broken> broken) {
        this.leader = leader;
        this.boot = boot;
        this.opened = opened;
        this.clock = clock;
        this.broken = broken;
        this.lessons = new GroupLessons(List.of());
    }

    static GroupSession open(MemberId leader, BootId boot, long now) {
        return new GroupSession(leader, boot, now, new GroupClock(now), Optional.empty());
    }

    /// After a stop without a word: the leader is asked at once.
    static GroupSession after(GroupTable.Kept kept, BootId boot, long now) {
        return new GroupSession(
                kept.group().leader(),
                boot,
                now,
                new GroupClock(now - GroupClock.ROLL_CALL.toMillis()),
                Optional.of(new Broken(kept, new LinkedHashSet<>())));
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
                .flatMap(one -> one.kept().group().people().stream().map(GroupTable.Person::member));
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
        boolean fresh = clock.enter(member, now);
        if (fresh) {
            people.put(member, new Who(session, origin));
        }
        boolean was = isOfBefore(member);
        broken.filter(_ -> was).ifPresent(one -> one.back().add(member));
        return fresh && !was;
    }

    private boolean isOfBefore(MemberId member) {
        return broken.stream()
                .flatMap(one -> one.kept().group().people().stream())
                .anyMatch(person -> person.member().equals(member));
    }

    void leave(MemberId member, long now) {
        clock.leave(member, now);
    }

    /// The leader says who is there.
    void count(Set<MemberId> here, RandomSession sessions, long now) {
        broken.ifPresent(one -> {
            one.back().addAll(here);
            one.kept().group().people().stream()
                    .filter(person -> here.contains(person.member()))
                    .forEach(person -> enter(person.member(), sessions.draw(), person.origin(), now));
        });
        clock.count(here, now);
    }

    /// Draws the name of a stay.
    @FunctionalInterface
    interface RandomSession {
        StudySessionId draw();
    }

    void end(Set<MemberId> here, RandomSession sessions, long now) {
        count(here, sessions, now);
        clock.end(here, now);
    }

    void tick(long now) {
        clock.tick(now);
    }

    /// What was running when the terminal stopped, once that is settled: by the roll call, or because nobody answered.
    List<Checkpoint> takeBroken() {
        Optional<Broken> settled = broken;
        broken = Optional.empty();
        return settled.map(one -> {
                    GroupTable.Group group = one.kept().group();
                    GroupLessons before = new GroupLessons(group.lessons());
                    List<Checkpoint> all = new ArrayList<>();
                    for (GroupTable.Person person : group.people()) {
                        long until = one.back().contains(person.member())
                                ? Math.max(one.kept().ticked(), person.confirmed())
                                : person.confirmed();
                        all.addAll(checkpoints(
                                person.session(),
                                person.member(),
                                person.origin(),
                                before.cut(person.from(), until),
                                group.boot(),
                                group.at()));
                    }
                    return all;
                })
                .orElse(List.of());
    }

    /// What is counted for good since this was asked last.
    List<Checkpoint> take(OffsetDateTime at) {
        List<Checkpoint> taken = new ArrayList<>();
        for (GroupClock.Earned earned : clock.take()) {
            Who who = Objects.requireNonNull(people.get(earned.member()));
            taken.addAll(checkpoints(
                    who.session(),
                    earned.member(),
                    who.origin(),
                    lessons.cut(earned.interval().from(), earned.interval().until()),
                    boot,
                    at));
        }
        clock.present().stream().mapToLong(GroupClock.Presence::from).min().ifPresent(lessons::forgetBefore);
        return taken;
    }

    private List<Checkpoint> checkpoints(
            StudySessionId session,
            MemberId member,
            Fact.Origin origin,
            List<GroupLessons.Piece> pieces,
            BootId when,
            OffsetDateTime at) {
        List<Checkpoint> all = new ArrayList<>();
        for (GroupLessons.Piece piece : pieces) {
            StudyFact.LessonName lesson = piece.lesson().orElse(null);
            StudyFact.Reading reading = piece.reading().orElse(null);
            all.add(new Checkpoint(
                    session,
                    member,
                    origin,
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

    /// As it is kept for a stop without a word. What an earlier stop left stands there until it is settled.
    GroupTable.Group row(OffsetDateTime at) {
        if (broken.isPresent()) {
            return broken.get().kept().group();
        }
        Map<MemberId, GroupTable.Person> rows = new LinkedHashMap<>();
        for (GroupClock.Presence one : clock.present()) {
            Who who = Objects.requireNonNull(people.get(one.member()));
            rows.put(
                    one.member(),
                    new GroupTable.Person(who.session(), one.member(), who.origin(), one.from(), one.confirmed()));
        }
        return new GroupTable.Group(leader, boot, at, List.copyOf(rows.values()), lessons.shown());
    }

    /// Until when the row is known to be true.
    long ticked(long now) {
        return broken.map(one -> one.kept().ticked()).orElse(now);
    }
}
