package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The heads at one meeting against a plain recount, over whatever may happen: reads, takings back, what other
/// kiosks saw, lists that change, documents whole and as changes. When the centre has heard everything and this
/// kiosk has heard the centre, both name the same people.
class HeadcountSeedsTest {
    private static final int SEEDS_OF_EACH = 50;
    private static final int STEPS = 25;
    private static final int PEOPLE = 6;
    private static final MeetingId MEETING = new MeetingId("assembly");
    private static final OffsetDateTime STARTS = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    /// What some kiosk saw, as the centre keeps it.
    private record Seen(MemberId member, TerminalId by, OffsetDateTime at) {}

    /// A school of six, one kiosk of it, and its centre.
    private static final class School {
        private final Random random;
        private final TouchBench at = new TouchBench();
        private final DeskBench bench = at.bench;
        private final Map<Integer, BranchId> roster = new TreeMap<>();
        private final Set<Integer> named = new TreeSet<>();
        private final Set<Integer> onLeave = new TreeSet<>();
        private final List<Seen> seen = new ArrayList<>();
        private final Map<Integer, OffsetDateTime> moments = new HashMap<>();
        private Map<MemberId, Seen> told = Map.of();
        private boolean bothBranches;
        private @Nullable Integer places = 2;
        private int heard;

        School(long seed) {
            random = new Random(seed);
            IntStream.range(0, PEOPLE).forEach(i -> roster.put(i, branch(i < PEOPLE / 2)));
            publishRoster();
            publishMeeting();
        }

        private static BranchId branch(boolean first) {
            return first ? DeskBench.FIRST_BRANCH : DeskBench.SECOND_BRANCH;
        }

        private static MemberId id(int index) {
            return new MemberId("00000000000000d" + index);
        }

        private static byte[] card(int index) {
            return new byte[] {9, 9, 9, (byte) (index + 1)};
        }

        private void publishRoster() {
            bench.publish(
                    DocumentName.ROSTER,
                    roster.entrySet().stream()
                            .map(one -> DocumentEntry.of(new RosterEntry(
                                    id(one.getKey()),
                                    "名*",
                                    one.getValue(),
                                    List.of(CardHash.of(new CardUid(card(one.getKey())), 1, new byte[32])),
                                    1)))
                            .toArray(DocumentEntry[]::new));
        }

        private void publishMeeting() {
            MeetingEntry plain = bench.meeting("assembly", STARTS, branches().toArray(BranchId[]::new));
            bench.publishMeetings(new MeetingEntry(
                            plain.id(),
                            plain.title(),
                            plain.kind(),
                            plain.host(),
                            plain.place(),
                            plain.starts(),
                            plain.ends(),
                            plain.window(),
                            plain.branches(),
                            named.stream().map(School::id).toList(),
                            null)
                    .with(new MeetingRules(null, null, places)));
        }

        private List<BranchId> branches() {
            return bothBranches
                    ? List.of(DeskBench.FIRST_BRANCH, DeskBench.SECOND_BRANCH)
                    : List.of(DeskBench.FIRST_BRANCH);
        }

        private boolean expects(int index) {
            BranchId of = roster.get(index);
            return of != null && (named.contains(index) || branches().contains(of));
        }

        private Set<Integer> present() {
            return bench.database.reading(transaction -> transaction
                    .query(
                            "SELECT member FROM desk_arrival WHERE meeting = ?",
                            row -> row.text("member"),
                            MEETING.value())
                    .stream()
                    .map(member -> member.charAt(member.length() - 1) - '0')
                    .collect(Collectors.toCollection(TreeSet::new)));
        }

        private Headcount recount() {
            Set<Integer> present = present();
            return new Headcount(
                    (int) IntStream.range(0, PEOPLE).filter(this::expects).count(),
                    present.size(),
                    0,
                    (int) present.stream().filter(one -> !expects(one)).count(),
                    (int) onLeave.stream().filter(one -> !present.contains(one)).count());
        }

        void step() {
            bench.pass(Duration.ofSeconds(1 + random.nextInt(20)));
            int who = random.nextInt(PEOPLE);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> shows(who);
                case 3, 4 -> takesBack(who);
                case 5 ->
                    seen.add(new Seen(
                            id(who),
                            new TerminalId("kiosk-" + random.nextInt(2)),
                            bench.now().minusSeconds(random.nextInt(30))));
                case 6 -> isTakenBackElsewhere();
                case 7 -> theCentreHears();
                case 8 -> theKioskHears();
                case 9 -> moves(who);
                case 10 -> theMeetingChanges(who);
                default -> leaveChanges();
            }
            assertThat(bench.desk.currentMeeting().orElseThrow().headcount()).isEqualTo(recount());
        }

        private void shows(int who) {
            Headcount before = recount();
            boolean wasIn = present().contains(who);
            int facts = bench.facts().size();
            Decision decision = bench.card(card(who));
            IntStream.range(facts, bench.facts().size()).forEach(i -> moments.put(i, bench.now()));
            boolean hasPlace = places != null && before.guests() < places;
            if (!roster.containsKey(who)) {
                assertThat(decision).isInstanceOf(Decision.Refused.class);
            } else if (wasIn) {
                assertThat(decision).isInstanceOf(Decision.Already.class);
            } else if (expects(who) || hasPlace) {
                assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.Admitted.class,
                                admitted -> assertThat(admitted.meeting().headcount())
                                        .isEqualTo(recount()));
            } else {
                assertThat(decision).isInstanceOf(Decision.Refused.class);
            }
        }

        private void takesBack(int who) {
            at.touch.awaitUndo(id(who), MEETING);
            int facts = bench.facts().size();
            at.touch.takeBack(TouchBench.read(card(who)));
            IntStream.range(facts, bench.facts().size()).forEach(i -> moments.put(i, bench.now()));
        }

        private void isTakenBackElsewhere() {
            List<Seen> elsewhere = seen.stream()
                    .filter(one -> !one.by().equals(DeskBench.TERMINAL))
                    .toList();
            if (!elsewhere.isEmpty()) {
                Seen one = elsewhere.get(random.nextInt(elsewhere.size()));
                seen.removeIf(other ->
                        other.member().equals(one.member()) && other.by().equals(one.by()));
            }
        }

        private void theCentreHears() {
            List<Fact> facts = bench.facts();
            for (; heard < facts.size(); heard++) {
                switch (facts.get(heard)) {
                    case Fact.CheckInAdmitted in ->
                        seen.add(new Seen(in.member(), DeskBench.TERMINAL, moments.getOrDefault(heard, bench.now())));
                    case Fact.CheckInVoided out ->
                        seen.removeIf(one ->
                                one.member().equals(out.member()) && one.by().equals(DeskBench.TERMINAL));
                    default -> {}
                }
            }
        }

        private Map<MemberId, Seen> first() {
            Map<MemberId, Seen> first = new TreeMap<>(Comparator.comparing(MemberId::value));
            seen.stream().sorted(Comparator.comparing(Seen::at)).forEach(one -> first.putIfAbsent(one.member(), one));
            return first;
        }

        private void theKioskHears() {
            Map<MemberId, Seen> now = first();
            Map<MemberId, Seen> before = told;
            boolean whole = random.nextBoolean();
            List<DocumentEntry> put = now.values().stream()
                    .filter(one -> whole || !one.equals(before.get(one.member())))
                    .map(one -> DocumentEntry.of(new ArrivalEntry(one.member(), one.at(), one.by())))
                    .toList();
            if (whole) {
                bench.publish(DocumentName.arrivalsAt(MEETING), put.toArray(DocumentEntry[]::new));
            } else {
                bench.change(
                        DocumentName.arrivalsAt(MEETING),
                        put,
                        before.keySet().stream()
                                .filter(member -> !now.containsKey(member))
                                .map(MemberId::value)
                                .toList());
            }
            told = now;
        }

        private void moves(int who) {
            if (random.nextInt(4) == 0) {
                roster.remove(who);
            } else {
                roster.put(who, branch(random.nextBoolean()));
            }
            publishRoster();
        }

        private void theMeetingChanges(int who) {
            switch (random.nextInt(3)) {
                case 0 -> places = random.nextBoolean() ? null : 1 + random.nextInt(3);
                case 1 -> bothBranches = !bothBranches;
                default -> {
                    if (!named.remove(who)) {
                        named.add(who);
                    }
                }
            }
            publishMeeting();
        }

        private void leaveChanges() {
            onLeave.clear();
            IntStream.range(0, PEOPLE).filter(i -> random.nextInt(3) == 0).forEach(onLeave::add);
            bench.publish(
                    DocumentName.leaveOf(MEETING),
                    onLeave.stream()
                            .map(one -> DocumentEntry.of(new LeaveEntry(id(one))))
                            .toArray(DocumentEntry[]::new));
        }

        void everybodyHears() {
            theCentreHears();
            theKioskHears();
            assertThat(present())
                    .isEqualTo(first().keySet().stream()
                            .map(member -> member.value().charAt(member.value().length() - 1) - '0')
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void headsAreAsCountedByHandAndEverybodyAgreesInTheEnd(long group) {
        for (long seed = group * SEEDS_OF_EACH; seed < (group + 1) * SEEDS_OF_EACH; seed++) {
            School school = new School(seed);
            try {
                IntStream.range(0, STEPS).forEach(_ -> school.step());
                school.everybodyHears();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
