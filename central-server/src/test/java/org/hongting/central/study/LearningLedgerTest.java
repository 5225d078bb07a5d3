package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-stores")
class LearningLedgerTest extends StudyRoom {
    @Test
    void whatTwoTerminalsSawAtTheSameTimeCountsOnce() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        learns(zhang, "kiosk-2", NINE.plusMinutes(20), Duration.ofMinutes(20));
        learns(li, "kiosk-3", NINE, Duration.ofMinutes(10));

        assertThat(minutes(zhang)).isEqualTo(40);
        assertThat(minutes(li)).isEqualTo(10);
        Reckoning how = store.database.reading(transaction -> ledger.computed(transaction, zhang.id(), DAY, DAY));
        assertThat(how.lines()).extracting(Reckoning.Line::counted).containsExactly(30 * MINUTE, 10 * MINUTE);
        assertThat(how.lines()).extracting(Reckoning.Line::overlapped).containsExactly(0L, 10 * MINUTE);
    }

    @Test
    void midnightOfThePlaceCutsAndNothingIsLost() {
        learns(zhang, "kiosk-1", OffsetDateTime.parse("2026-10-31T23:50:00+08:00"), Duration.ofMinutes(25));

        LearningLedger.Year year = year(zhang);
        assertThat(year.days())
                .extractingFromEntries(
                        day -> Map.entry(day.getKey(), day.getValue().total() / MINUTE))
                .containsExactly(Map.entry(LocalDate.of(2026, 10, 31), 10L), Map.entry(LocalDate.of(2026, 11, 1), 15L));
        assertThat(year.months())
                .extractingFromEntries(
                        month -> Map.entry(month.getKey(), month.getValue().total() / MINUTE))
                .containsExactly(Map.entry(YearMonth.of(2026, 10), 10L), Map.entry(YearMonth.of(2026, 11), 15L));
    }

    @Test
    void aFactThatComesTwiceIsOne() {
        StoredFact fact = told(
                "kiosk-1",
                learned(zhang, "boot-1", 0, 20 * MINUTE, 3, null),
                clock(NINE, ClockQuality.SYNCED, "boot-1", 20 * MINUTE));
        does(transaction -> project(transaction, fact));

        assertThat(store.count("study_interval")).isOne();
        assertThat(minutes(zhang)).isEqualTo(20);
    }

    @Test
    void theAnchorOfTheBootDatesAStretchWhateverTheWallClockSays() {
        anchored("kiosk-1", "boot-1", 60 * MINUTE, NINE.toInstant());
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 30 * MINUTE, 40 * MINUTE, 3, null),
                clock(NINE.minusYears(10), ClockQuality.GUESSED, "boot-1", 60 * MINUTE));

        assertThat(only().from()).isEqualTo(NINE.minusMinutes(30).toInstant().toEpochMilli());
        assertThat(only().certainty()).isEqualTo(DatedMoment.Provenance.ANCHORED.name());
    }

    @Test
    void aBetterAnchorDatesEverythingOfTheBootAnew() {
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 30 * MINUTE, 40 * MINUTE, 3, null),
                clock(NINE.minusDays(40), ClockQuality.GUESSED, "boot-1", 60 * MINUTE));
        assertThat(year(zhang).months()).containsOnlyKeys(YearMonth.of(2026, 10));

        anchored("kiosk-1", "boot-1", 60 * MINUTE, NINE.toInstant());
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 40 * MINUTE, 45 * MINUTE, 3, null),
                clock(NINE.minusDays(40), ClockQuality.GUESSED, "boot-1", 60 * MINUTE));
        new StudyDating(store.database, rollup).turn();
        assertThat(year(zhang).months()).containsOnlyKeys(YearMonth.of(2026, 11));
        assertThat(minutes(zhang)).isEqualTo(15);
        assertThat(only().certainty()).isEqualTo(DatedMoment.Provenance.ANCHORED.name());

        anchored("kiosk-1", "boot-1", 60 * MINUTE, NINE.toInstant().plusMillis(1_500));
        new StudyDating(store.database, rollup).turn();
        assertThat(only().from())
                .as("a second or two is what an anchor may be wrong by anyway")
                .isEqualTo(NINE.minusMinutes(30).toInstant().toEpochMilli());
        assertThat(store.count("study_boot_due")).isZero();
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void aStretchOfABootThatNeverSpokeToTheCentreIsDatedBeforeTheNextAndMarked() {
        told(
                "kiosk-1",
                learned(zhang, "boot-before", 30 * MINUTE, 40 * MINUTE, 3, null),
                clock(NINE, ClockQuality.SYNCED, "boot-1", 5 * MINUTE));

        assertThat(only().certainty()).isEqualTo(DatedMoment.Provenance.UNPROVEN.name());
        assertThat(Instant.ofEpochMilli(only().until()))
                .isEqualTo(NINE.minusMinutes(5).toInstant());
        assertThat(minutes(zhang)).isEqualTo(10);
    }

    @Test
    void nothingWasStudiedAfterTheCentreHeardOfIt() {
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 30 * MINUTE, 40 * MINUTE, 3, null),
                clock(NINE.withYear(2099), ClockQuality.RTC, "boot-1", 40 * MINUTE));

        assertThat(only().until())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(2)).toEpochMilli());
        assertThat(only().until() - only().from()).isEqualTo(10 * MINUTE);
        assertThat(only().certainty()).isEqualTo(DatedMoment.Provenance.UNPROVEN.name());

        anchored("kiosk-1", "boot-1", 0, clock.instant());
        new StudyDating(store.database, rollup).turn();
        assertThat(only().until())
                .as("an anchor that puts it later is no more believed")
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(2)).toEpochMilli());
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    /// Counts by triggers of SQLite.
    @Test
    @Tag("sqlite")
    void datingABootAnewMakesTheSumOfADayOnce() {
        for (int i = 0; i < 20; i++) {
            told(
                    "kiosk-1",
                    learned(zhang, "boot-1", i * MINUTE, (i + 1) * MINUTE, 3, null),
                    clock(NINE.minusDays(40), ClockQuality.GUESSED, "boot-1", 60 * MINUTE));
        }
        store.execute("CREATE TABLE made (day INTEGER)");
        store.execute("CREATE TRIGGER made AFTER INSERT ON study_day BEGIN INSERT INTO made VALUES (NEW.day); END");
        store.execute("CREATE TRIGGER summed AFTER INSERT ON study_month BEGIN INSERT INTO made VALUES (0); END");

        anchored("kiosk-1", "boot-1", 60 * MINUTE, NINE.toInstant());
        new StudyDating(store.database, rollup).turn();

        assertThat(store.count("made")).isEqualTo(2);
        assertThat(minutes(zhang)).isEqualTo(20);
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void howFarSomebodyIsIsTheSameHoweverItWasReckoned() {
        for (int i = 0; i < 60; i++) {
            boolean other = random.nextInt(8) == 0;
            long from = random.nextInt(i + 5) * MINUTE;
            StudyFact.Learned learned = learned(zhang, "boot-1", from, from + MINUTE * 3 / 2, random.nextInt(10), null);
            StudyFact.Learned edition = new StudyFact.Learned(
                    learned.session(),
                    learned.member(),
                    learned.origin(),
                    new StudyFact.LessonName(
                            new CourseId("party-constitution"), other ? 2 : 1, new LessonId("chapter-1")),
                    learned.stretch(),
                    learned.cause(),
                    learned.shown(),
                    random.nextInt(5) == 0 ? null : learned.reading(),
                    null);
            told("kiosk-1", edition, clock(NINE, ClockQuality.SYNCED, "boot-1", 0));
            List<String> row = lesson();
            does(transaction -> LessonProgress.renew(transaction, zhang.id(), "party-constitution", "chapter-1"));
            assertThat(row).isEqualTo(lesson());
        }
    }

    private List<String> lesson() {
        return store.texts(
                "edition || ' ' || place || ' ' || seen || ' ' || credited || ' ' || last_at", "study_lesson");
    }

    @Test
    void aTerminalThatTellsAnotherTimeAtEachHelloIsNotFollowedForEver() {
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 30 * MINUTE, 40 * MINUTE, 3, null),
                clock(NINE, ClockQuality.SYNCED, "boot-1", 60 * MINUTE));
        for (int hello = 1; hello <= 30; hello++) {
            anchored("kiosk-1", "boot-1", (60 + hello) * MINUTE, NINE.toInstant());
            new StudyDating(store.database, rollup).turn();
        }

        assertThat(only().from())
                .isEqualTo(NINE.minusMinutes(30 + Stretches.MOST_DATINGS)
                        .toInstant()
                        .toEpochMilli());
        assertThat(store.count("study_boot_due")).isZero();
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void presenceAtALectureIsLearningTimeAndNoSecondOfItIsPaidTwice() {
        Meeting lecture = held(MeetingKind.PARTY_LECTURE, NINE);
        Meeting assembly = held(MeetingKind.BRANCH_ASSEMBLY, NINE.plusHours(3));
        arrives(zhang, lecture, NINE.minusMinutes(5));
        arrives(li, lecture, NINE.plusMinutes(40));
        arrives(zhang, assembly, NINE.plusHours(3));
        learns(zhang, "kiosk-1", NINE.plusMinutes(50), Duration.ofMinutes(20));
        settlesMeetings();

        assertThat(minutes(zhang)).isEqualTo(70);
        assertThat(year(zhang).total().share().met()).isEqualTo(60 * MINUTE);
        assertThat(year(zhang).total().share().alone()).isEqualTo(10 * MINUTE);
        assertThat(minutes(li)).as("from the arrival on").isEqualTo(20);

        store.execute(
                "UPDATE meeting SET cancelled_at = ? WHERE id = ?",
                "2026-11-17T00:00:00.000Z",
                lecture.id().value());
        settlesMeetings();
        assertThat(minutes(zhang)).isEqualTo(20);
        assertThat(minutes(li)).isZero();
    }

    @Test
    void whoIsHeardOfLateSettlesAMeetingAgainOnceAMinuteIsOver() {
        Meeting lecture = held(MeetingKind.PARTY_LECTURE, NINE);
        arrives(zhang, lecture, NINE);
        MeetingHours hours = hours(store.database);
        hours.turn();
        arrives(li, lecture, NINE);
        clock.pass(Duration.ofSeconds(59));
        hours.turn();
        assertThat(minutes(li)).isZero();
        assertThat(store.count("study_meeting_due")).isEqualTo(1);

        clock.pass(Duration.ofSeconds(2));
        hours.turn();
        assertThat(minutes(li)).isEqualTo(60);
        assertThat(store.count("study_meeting_due")).isZero();
    }

    @Test
    void aMeetingIsWrittenMemberByMemberAndPowerLostBetweenThemLosesNothing() {
        List<Member> people = IntStream.range(0, 12)
                .mapToObj(i -> member("成员" + i, "2026%04d".formatted(i + 100)))
                .toList();
        Meeting lecture = held(MeetingKind.PARTY_LECTURE, NINE);
        people.forEach(one -> arrives(one, lecture, NINE));
        for (int cut = 1; store.count("study_meeting") < people.size(); cut++) {
            assertThat(cut).as("each start comes further").isLessThan(60);
            try {
                hours(failingAfter(3 * cut)).turn();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("no power");
                assertThat(store.count("study_meeting_due") + store.count("study_meeting_taken"))
                        .as("none is forgotten")
                        .isPositive();
            }
        }
        settlesMeetings();
        assertThat(people).allMatch(one -> minutes(one) == 60);
        assertThat(store.count("study_meeting_due") + store.count("study_meeting_taken"))
                .isZero();
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    /// The room's store, which writes so many statements and then no more: what was not committed is lost.
    private Database failingAfter(int statements) {
        int[] left = {statements};
        return new Database() {
            @Override
            public <T extends @Nullable Object> T inTransaction(Work<T> work) {
                return store.database.inTransaction(transaction -> work.in(new Transaction() {
                    @Override
                    public int update(String sql, @Nullable Object... parameters) {
                        spend();
                        return transaction.update(sql, parameters);
                    }

                    @Override
                    public void updateEach(String sql, List<@Nullable Object[]> rows) {
                        spend();
                        transaction.updateEach(sql, rows);
                    }

                    @Override
                    public <R> List<R> query(String sql, RowReader<R> reader, @Nullable Object... parameters) {
                        return transaction.query(sql, reader, parameters);
                    }

                    private void spend() {
                        if (left[0]-- <= 0) {
                            throw new IllegalStateException("no power");
                        }
                    }
                }));
            }

            @Override
            public <T extends @Nullable Object> T reading(Work<T> work) {
                return store.database.reading(work);
            }
        };
    }

    @Test
    void studyInAGroupAndAloneStandApart() {
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 0, 45 * MINUTE, 3, li),
                clock(NINE, ClockQuality.SYNCED, "boot-1", 45 * MINUTE));
        learns(zhang, "kiosk-2", NINE.plusHours(1), Duration.ofMinutes(15));

        assertThat(year(zhang).total().share().grouped()).isEqualTo(45 * MINUTE);
        assertThat(year(zhang).total().share().alone()).isEqualTo(15 * MINUTE);
        assertThat(year(zhang).total().hours()).isEqualTo("1.3");
        assertThat(year(zhang).total().share().proven())
                .as("credited less what rests on the grace of half a minute")
                .isEqualTo(59 * MINUTE);
    }

    @Test
    void theMonthOfAUnitIsTheSumOfItsMembersYears() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        learns(li, "kiosk-1", NINE.plusHours(1), Duration.ofMinutes(50));
        member("王芳", "20260003");

        YearMonth november = YearMonth.of(2026, 11);
        LearningLedger.UnitMonth unit =
                new LearningLedger.UnitMonth(3, 2, new Share(0, 0, 80 * MINUTE, 0, 79 * MINUTE));
        Map<BranchId, LearningLedger.UnitMonth> month =
                store.database.reading(transaction -> ledger.month(transaction, Set.of(), november));
        assertThat(month).containsExactly(Map.entry(branch.id(), unit));
        Map<BranchId, SortedMap<YearMonth, LearningLedger.UnitMonth>> year =
                store.database.reading(transaction -> ledger.year(transaction, Set.of(branch.id()), 2026));
        assertThat(year.getOrDefault(branch.id(), new TreeMap<>())).hasSize(12).containsEntry(november, unit);
    }

    @Test
    void whoIsExemptDoesNotLagBehindAndWhoHasAHigherTargetLagsMore() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        Standing exempt = new Standing(StudyRole.MEMBER, Optional.of(Standing.Exempt.ILL));
        Standing secretary = new Standing(StudyRole.SECRETARY, Optional.empty());
        assertThat(lagging()).extracting(LearningLedger.Lagging::member).containsExactly(li.id(), zhang.id());

        does(transaction -> exempt.save(transaction, li.id(), "admin", clock));
        does(transaction -> secretary.save(transaction, zhang.id(), "admin", clock));
        assertThat(lagging())
                .extracting(LearningLedger.Lagging::member, one -> one.expected() / (45 * MINUTE))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(zhang.id(), 56L * 325 / 365));
        assertThat(year(li).total().target()).isEmpty();
    }

    @Test
    void everythingIsMadeAgainFromTheRecordsAndIsTheSame() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        learns(zhang, "kiosk-2", NINE.plusMinutes(20), Duration.ofMinutes(20));
        learns(li, "kiosk-2", NINE.plusDays(1), Duration.ofMinutes(20));
        assertThat(differences()).hasSize(6).allMatch(Rebuild.Difference::isNone);

        store.execute(
                "UPDATE study_month SET alone = alone + 1 WHERE member = ?",
                zhang.id().value());
        store.execute("DELETE FROM study_interval WHERE member = ?", li.id().value());
        assertThat(differences())
                .filteredOn(one -> !one.isNone())
                .extracting(Rebuild.Difference::table)
                .containsExactly("study_interval", "study_month");
        new StudyRebuild(store.database, rollup).keep();
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
        assertThat(minutes(zhang)).isEqualTo(40);
    }

    private List<LearningLedger.Lagging> lagging() {
        return store.database.reading(transaction -> ledger.lagging(transaction, Set.of(branch.id()), 2026));
    }

    private Piece only() {
        return store.database
                .reading(transaction -> Pieces.of(transaction, zhang.id(), 0, Long.MAX_VALUE))
                .getFirst();
    }
}
