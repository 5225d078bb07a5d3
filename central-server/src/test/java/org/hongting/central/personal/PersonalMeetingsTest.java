package org.hongting.central.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.conclusion.Ledger;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What members see of their meetings, against the meetings' own pages and the ledger.
class PersonalMeetingsTest {
    private static final OffsetDateTime NINE = PersonalRoom.NINE;
    private static final List<Verdict> VERDICTS = List.of(Verdict.values());

    @TempDir
    Path folder;

    private PersonalRoom room;
    private Member zhang;
    private Member li;

    @BeforeEach
    void open() throws IOException {
        room = new PersonalRoom(folder, 7);
        zhang = room.member("张晓明", "20260001", room.first);
        li = room.member("李思然", "20260002", room.first);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private List<String> states(Member member) {
        return room.entry(member).map(PersonalEntry::meetings).orElse(List.of()).stream()
                .map(PersonalEntry.Attended::state)
                .toList();
    }

    @Test
    void aMeetingIsToldOnceItIsOverAndWhoWasNotSeenIsAbsentOnceAllHaveReported() {
        Meeting meeting = room.meeting("支部党员大会", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.turns();
        assertThat(room.entry(zhang)).as("it runs").isEmpty();

        room.clock.pass(Duration.ofHours(2));
        room.turns();
        assertThat(states(zhang)).containsExactly("on-time");
        assertThat(states(li)).containsExactly("missing");

        room.kioskReports();
        room.turns();
        assertThat(states(li)).containsExactly("absent");
        assertThat(room.entry(li).orElseThrow().attended()).isZero();
        assertThat(room.entry(li).orElseThrow().expected()).isEqualTo(1);
    }

    @Test
    void aMeetingAtWhichNobodyWasIsNoneAsInTheLedger() {
        room.meeting("党课", NINE, room.first);
        room.clock.pass(Duration.ofDays(1));
        room.turns();
        assertThat(room.entry(zhang)).isEmpty();
        assertThat(room.records.of(zhang, 2026).expected()).isZero();
    }

    @Test
    void aMeetingThatIsCalledOffIsLookedAtOnceAndAgainWhenItIsPutBack() {
        Meeting meeting = room.meeting("党课", NINE.plusDays(1), room.first);
        setCancelled(meeting, true);
        room.turns();
        assertThat(room.store.count("personal_meeting_due")).isZero();
        setCancelled(meeting, false);
        room.arrives(zhang, meeting, NINE.plusDays(1).toInstant());
        room.clock.pass(Duration.ofDays(2));
        room.turns();
        assertThat(states(zhang)).containsExactly("on-time");
        setCancelled(meeting, true);
        room.turns();
        assertThat(room.entry(zhang)).isEmpty();
    }

    private void setCancelled(Meeting meeting, boolean cancelled) {
        room.store.database.inTransaction(transaction -> room.hall.setCancelled(transaction, meeting.id(), cancelled));
    }

    @Test
    void aMarkThatComesWhileAMeetingIsConcludedStays() {
        Meeting meeting = room.meeting("党课", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        does(transaction -> room.personal.take(transaction, meeting.id()));
        var pieces = room.store.database.reading(transaction -> room.personal.conclude(transaction, meeting.id()));
        room.arrives(li, meeting, NINE.plusHours(3).toInstant());
        pieces.forEach(this::does);
        assertThat(room.store.texts("meeting", "personal_meeting_due"))
                .containsExactly(meeting.id().value());
        assertThat(states(li)).containsExactly("missing");
        room.turns();
        assertThat(states(li)).containsExactly("late");
    }

    @Test
    void whatWasTakenAndNeverConcludedIsDueAgain() {
        Meeting meeting = room.meeting("党课", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        does(transaction -> room.personal.take(transaction, meeting.id()));
        room.turns();
        assertThat(states(zhang)).containsExactly("on-time");
        assertThat(room.store.count("personal_meeting_taken")).isZero();
    }

    @Test
    void aMeetingOfManyIsWrittenPieceByPiece() {
        for (int i = 0; i < 450; i++) {
            room.member("成员" + i, "2026" + (1000 + i), room.first);
        }
        Meeting meeting = room.meeting("党员大会", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        does(transaction -> room.personal.take(transaction, meeting.id()));
        var pieces = room.store.database.reading(transaction -> room.personal.conclude(transaction, meeting.id()));
        assertThat(pieces).as("452 rows, and that it stands").hasSize(4);
        does(pieces.getFirst());
        assertThat(room.store.count("personal_due"))
                .as("told even where the rest is cut off")
                .isPositive();
        room.turns();
        assertThat(room.store.count("personal_meeting")).isEqualTo(452);
    }

    @Test
    void aPageThatIsOpenedAgainWithinAMinuteConcludesNothingAnewAndSaysThatNumbersMayChange() {
        Meeting meeting = room.meeting("党员大会", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        room.kioskReports();
        assertThat(room.records.of(zhang, 2026).isComplete()).isTrue();

        room.arrives(li, meeting, NINE.toInstant());
        PersonalRecord soon = room.records.of(li, 2026);
        assertThat(soon.attended()).isZero();
        assertThat(soon.isComplete()).isFalse();
        room.clock.pass(Duration.ofSeconds(61));
        room.kioskReports();
        assertThat(room.records.of(li, 2026).attended()).isEqualTo(1);
        assertThat(room.records.of(li, 2026).isComplete()).isTrue();
    }

    @Test
    void whoWasNotAskedAndWasNotThereConcludesNothingOfAMeeting() {
        Member wang = room.member("王芳", "20260003", room.second);
        Meeting meeting = room.meeting("支部党员大会", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));

        assertThat(room.records.of(wang, 2026).caughtUp()).isTrue();
        assertThat(room.store.count("personal_meeting_due")).isEqualTo(1);
        assertThat(room.records.of(li, 2026).expected()).isEqualTo(1);
        assertThat(room.store.count("personal_meeting_due")).isZero();
    }

    @Test
    void whoeverFindsOthersConcludingSeesWhatStandsSoon() throws Exception {
        Meeting meeting = room.meeting("党员大会", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PersonalTelling telling = new PersonalTelling(halting(begun, goOn), room.personal, room.clock);
        Thread other = Thread.ofPlatform().start(telling::turn);
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> telling.catchUp(zhang.id())))
                    .isFalse();
        } finally {
            goOn.countDown();
            other.join();
        }
        assertThat(telling.catchUp(zhang.id())).isTrue();
    }

    /// The room's store, whose first writing waits.
    private Database halting(CountDownLatch begun, CountDownLatch goOn) {
        return new Database() {
            @Override
            public <T extends @Nullable Object> T inTransaction(Work<T> work) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return room.store.database.inTransaction(work);
            }

            @Override
            public <T extends @Nullable Object> T reading(Work<T> work) {
                return room.store.database.reading(work);
            }
        };
    }

    private void does(Consumer<Transaction> work) {
        room.store.database.inTransaction(transaction -> {
            work.accept(transaction);
            return null;
        });
    }

    @Test
    void aRulingThatComesLaterChangesWhatIsToldOfItsMemberAlone() {
        Meeting meeting = room.meeting("党课", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        room.kioskReports();
        room.turns();
        room.store.execute("DELETE FROM publication_due");

        room.rules(meeting, li, Verdict.EXCUSED, RulingReason.LEAVE);
        room.turns();
        assertThat(states(li)).containsExactly("on-leave");
        assertThat(room.store.texts("document", "publication_due WHERE document LIKE 'personal/%'"))
                .containsExactly("personal/" + li.id().value().charAt(0));
    }

    @Test
    void oneSixteenthIsToldAtATimeAndEachAtMostOnceAMinute() {
        room.store.database.inTransaction(transaction -> {
            PersonalSource.markDigit(transaction, "a");
            PersonalSource.markDigit(transaction, "b");
            return null;
        });
        room.telling.turn();
        assertThat(due()).hasSize(1);
        room.telling.turn();
        assertThat(due()).containsExactly("personal/a", "personal/b");

        room.store.execute("DELETE FROM publication_due");
        room.store.database.inTransaction(transaction -> {
            PersonalSource.markDigit(transaction, "a");
            return null;
        });
        room.clock.pass(Duration.ofSeconds(59));
        room.telling.turn();
        assertThat(due()).isEmpty();
        room.clock.pass(Duration.ofSeconds(2));
        room.telling.turn();
        assertThat(due()).containsExactly("personal/a");
    }

    private List<String> due() {
        return room.store.texts("document", "publication_due WHERE document LIKE 'personal/%' ORDER BY document");
    }

    @Test
    void whoLeftIsToldOfNoMore() {
        Meeting meeting = room.meeting("党课", NINE, room.first);
        room.arrives(zhang, meeting, NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        room.turns();
        assertThat(room.entry(zhang)).isPresent();
        room.store.execute("DELETE FROM publication_due");
        room.store.database.inTransaction(transaction -> {
            room.members.save(
                    transaction,
                    new Member(zhang.id(), zhang.name(), zhang.studentNumber(), zhang.branch(), false, false, 1));
            return null;
        });
        room.turns();
        assertThat(room.entry(zhang)).isEmpty();
        assertThat(due()).containsExactly("personal/" + zhang.id().value().charAt(0));
    }

    @Test
    void whoseOnlyAttemptWasRuledOutIsToldOfWithoutAResult() {
        PersonalEntry.Tries tries = new PersonalEntry.Tries(
                new QuizId("q-1"), null, 0, List.of(new AttemptId("0f0e0d0c0b0a09080706050403020100")));
        room.tried.told.put(zhang.id(), new QuizRecord.Tried(List.of(), List.of(), List.of(tries)));
        String digit = zhang.id().value().substring(0, 1);
        Map<DocumentName, List<DocumentEntry>> contents =
                room.store.database.reading(transaction -> room.source.contents(transaction, digit));
        assertThat(contents)
                .containsEntry(
                        DocumentName.personalOf(zhang.id()),
                        List.of(DocumentEntry.of(
                                new PersonalEntry(zhang.id(), List.of(), List.of(), 0, 0, List.of(), List.of(tries)))));
    }

    @Test
    void everythingAtItsLongestFitsIntoALine() {
        String title = "会".repeat(128);
        List<PersonalMeetings.Line> meetings = IntStream.range(0, 40)
                .mapToObj(i -> new PersonalMeetings.Line(
                        new MeetingId("m-" + i),
                        title,
                        org.hongting.protocol.attendance.MeetingKind.OTHER,
                        NINE.toInstant(),
                        true,
                        Attendance.State.MISSING))
                .toList();
        List<PersonalEntry.QuizResult> results = IntStream.range(0, PersonalEntry.QUIZZES + 3)
                .mapToObj(i -> new PersonalEntry.QuizResult(
                        new QuizId("q-0123456789abcdef"),
                        "题".repeat(PersonalEntry.TITLE),
                        NINE.withNano(123_456_789),
                        new Score(Integer.MAX_VALUE - 1, Integer.MAX_VALUE),
                        true,
                        Integer.MAX_VALUE))
                .toList();
        List<PersonalEntry.WrongAnswer> wrong = IntStream.range(0, 50)
                .mapToObj(i ->
                        new PersonalEntry.WrongAnswer(new CourseId("c".repeat(32)), new QuestionId("q".repeat(16) + i)))
                .toList();
        List<PersonalEntry.Tries> tries = IntStream.range(0, PersonalEntry.TRIES + 1)
                .mapToObj(i -> new PersonalEntry.Tries(
                        new QuizId("q-0123456789abcdef"),
                        NINE.toLocalDate(),
                        QuizEntry.ATTEMPTS,
                        Collections.nCopies(PersonalEntry.Tries.JUDGED, new AttemptId("0".repeat(32)))))
                .toList();
        PersonalEntry entry = PersonalSource.entry(
                new PersonalMeetings.Latest(zhang.id(), meetings, 1, 40),
                new QuizRecord.Tried(results, wrong, tries),
                PersonalRoom.ZONE);
        assertThat(DocumentEntry.of(entry).line().length()).isLessThanOrEqualTo(Limits.LINE_BYTES);
        assertThat(entry.meetings()).hasSize(PersonalEntry.MEETINGS);
        assertThat(entry.quizzes()).hasSize(PersonalEntry.QUIZZES);
        assertThat(entry.tries()).hasSize(PersonalEntry.TRIES);
        assertThat(entry.meetings().getFirst().title())
                .hasSize(PersonalEntry.TITLE)
                .endsWith("…");
    }

    @Test
    void aTitleIsNotCutInTheMiddleOfASign() {
        String rare = "𠮷".repeat(40);
        assertThat(PersonalSource.title(rare).codePoints().allMatch(point -> point == 0x20BB7 || point == '…'))
                .isTrue();
    }

    @Test
    void whateverHappenedEachNumberIsTheOneOfTheConsolesPages() throws IOException {
        for (long seed = 1; seed <= 3; seed++) {
            try (PersonalRoom other = new PersonalRoom(Files.createTempDirectory(folder, "seed"), seed)) {
                everyNumberEquals(other, seed);
            }
        }
    }

    /// Random lives of meetings: arrivals in time, late and never, taken back and ruled about, meetings called off and
    /// moved, a kiosk that reports or does not, and looks in between.
    private static void everyNumberEquals(PersonalRoom room, long seed) {
        List<Member> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(room.member("成员" + i, "2026%04d".formatted(i), i % 2 == 0 ? room.first : room.second));
        }
        List<Meeting> held = new ArrayList<>();
        for (int day = 0; day < 9; day++) {
            OffsetDateTime starts =
                    room.clock.instant().atZone(PersonalRoom.ZONE).toOffsetDateTime();
            Meeting meeting = room.meeting("会议" + day, starts, room.random.nextBoolean() ? room.first : room.second);
            held.add(meeting);
            for (Member member : people) {
                int fate = room.random.nextInt(6);
                Instant at = starts.plusMinutes(room.random.nextInt(50)).toInstant();
                if (fate < 3) {
                    long arrival = room.arrives(member, meeting, at);
                    if (room.random.nextInt(6) == 0) {
                        room.takesBack(member, meeting, arrival, at.plusSeconds(30));
                    }
                }
            }
            if (room.random.nextInt(5) == 0) {
                MeetingId off = held.get(room.random.nextInt(held.size())).id();
                room.store.database.inTransaction(
                        transaction -> room.hall.setCancelled(transaction, off, room.random.nextBoolean()));
            }
            for (int i = 0; i < 3; i++) {
                room.rules(
                        held.get(room.random.nextInt(held.size())),
                        people.get(room.random.nextInt(people.size())),
                        VERDICTS.get(room.random.nextInt(VERDICTS.size())),
                        room.random.nextBoolean() ? RulingReason.LEAVE : RulingReason.OTHER);
            }
            if (room.random.nextInt(3) == 0) {
                room.kioskReports();
            }
            room.turns();
            room.clock.pass(Duration.ofDays(1));
        }
        // Still unheard of when somebody looks.
        room.arrives(people.getFirst(), held.getLast(), room.clock.instant());
        for (Member member : people) {
            List<String> pages = pages(room, held, member);
            PersonalRecord record = room.records.of(member, 2026);
            assertThat(record.meetings())
                    .extracting(line -> line.meeting() + " " + line.state().word())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
        room.turns();
        for (Member member : people) {
            PersonalRecord record = room.records.of(member, 2026);
            Optional<PersonalEntry> told = room.entry(member);
            assertThat(told.map(PersonalEntry::attended).orElse(0))
                    .isEqualTo(Math.toIntExact(record.attended()))
                    .isEqualTo(Math.toIntExact(count(room, held, member, Attendance.Part.PRESENT)));
            assertThat(told.map(PersonalEntry::expected).orElse(0))
                    .isEqualTo(Math.toIntExact(record.expected()))
                    .isEqualTo(Math.toIntExact(count(room, held, member, Attendance.Part.EXPECTED)));
            assertThat(told.map(PersonalEntry::meetings).orElse(List.of()))
                    .extracting(one -> one.title() + " " + one.state())
                    .containsExactlyElementsOf(record.meetings().stream()
                            .sorted(Comparator.comparing(PersonalMeetings.Line::starts)
                                    .reversed())
                            .limit(PersonalEntry.MEETINGS)
                            .map(line -> line.title() + " " + line.state().word())
                            .toList());
        }
    }

    private static Set<MeetingId> ledger(PersonalRoom room) {
        return room.store.database.reading(transaction -> new Ledger(room.clock)
                .year(transaction, BranchTree.load(transaction), 2026, Optional.empty()).stream()
                        .flatMap(line -> line.cells().stream())
                        .flatMap(cell -> cell.held().stream())
                        .map(Ledger.Held::meeting)
                        .collect(Collectors.toSet()));
    }

    private static List<String> pages(PersonalRoom room, List<Meeting> held, Member member) {
        Set<MeetingId> ledger = ledger(room);
        List<String> pages = new ArrayList<>();
        for (Meeting meeting : held) {
            MeetingHall.Whole page = room.page(meeting.id());
            page.attendance().lines().stream()
                    .filter(line -> ledger.contains(meeting.id()))
                    .filter(line -> line.member().equals(member.id()) && (line.expected() || line.isPresent()))
                    .forEach(line -> pages.add(meeting.id() + " "
                            + line.state(page.reporting().isComplete()).word()));
        }
        return pages;
    }

    private static long count(PersonalRoom room, List<Meeting> held, Member member, Attendance.Part part) {
        Set<MeetingId> ledger = ledger(room);
        Map<MemberId, Long> counts = held.stream()
                .filter(meeting -> ledger.contains(meeting.id()))
                .flatMap(meeting -> room.page(meeting.id()).attendance().lines(part).stream())
                .collect(Collectors.groupingBy(Attendance.Line::member, Collectors.counting()));
        return counts.getOrDefault(member.id(), 0L);
    }
}
