package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.ui.Language;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckInViewModelTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Station STATION = new Station(Optional.empty(), Optional.empty(), 0, true, true);
    private static final Decision REFUSED = new Decision.Refused(RefusalReason.UNKNOWN_CARD);
    private static final Decision ADMITTED = admitted();

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final CheckInViewModel model = new CheckInViewModel(scheduler, scheduler.clock(ZONE));
    private final List<CheckInScreen> seen = new ArrayList<>();

    @BeforeEach
    void watch() {
        model.screen().addListener((_, _, now) -> seen.add(now));
    }

    @Test
    void itIsStartingUntilTheFirstFiguresCome() {
        assertThat(screen()).isInstanceOf(CheckInScreen.Starting.class);
        model.show(STATION);
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void anAnswerIsShownAtOnceAndForTwoAndAHalfSeconds() {
        model.show(STATION);
        model.show(ADMITTED);
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofMillis(2499));
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofMillis(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void whatTheScreenIsLikeForWhoeverSaysNothingCanBeSet() {
        model.show(STATION);
        model.configure(ScreenHabits.of(new Configuration(
                1,
                new TreeMap<>(Map.of(
                        SettingKey.LANGUAGE.word(), "en",
                        SettingKey.LARGE_TYPE.word(), "on",
                        SettingKey.ANSWER_TIME.word(), "4000",
                        SettingKey.PERSONAL_IDLE.word(), "60")))));
        Appearance set = new Appearance(Language.ENGLISH, true, false);
        assertThat(model.appearance().get()).isEqualTo(set);
        model.switchLanguage();
        assertThat(model.appearance().get().language()).isEqualTo(Language.CHINESE);
        scheduler.pass(CheckInViewModel.APPEARANCE_TIME);
        assertThat(model.appearance().get()).isEqualTo(set);

        model.show(ADMITTED);
        scheduler.pass(Duration.ofMillis(7999));
        assertThat(screen()).as("twice, in larger type").isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofMillis(1));
        model.touch().openNumber();
        scheduler.pass(Duration.ofSeconds(119));
        assertThat(model.touch().leaving().get()).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(model.touch().leaving().get()).isPresent();
        model.configure(ScreenHabits.USUAL);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void aRefusalIsShownForFourSeconds() {
        model.show(STATION);
        model.show(REFUSED);
        scheduler.pass(Duration.ofMillis(3999));
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofMillis(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void theNextAnswerCutsTheOneBeforeShortAndHasItsFullTime() {
        model.show(STATION);
        model.show(REFUSED);
        scheduler.pass(Duration.ofSeconds(1));
        model.show(ADMITTED);
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(Duration.ofMillis(2499));
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(Duration.ofMillis(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void thirtyAnswersInThreeSecondsAreEachShown() {
        model.show(STATION);
        seen.clear();
        for (int read = 0; read < 30; read++) {
            model.show(read % 2 == 0 ? ADMITTED : REFUSED);
            assertThat(answer()).isEqualTo(read % 2 == 0 ? ADMITTED : REFUSED);
            scheduler.pass(Duration.ofMillis(100));
        }
        assertThat(seen).hasSize(30).allMatch(CheckInScreen.Answer.class::isInstance);
    }

    @Test
    void theSameAnswerTwiceIsShownTwice() {
        model.show(STATION);
        seen.clear();
        model.show(REFUSED);
        scheduler.pass(Duration.ofSeconds(3));
        model.show(REFUSED);
        scheduler.pass(Duration.ofSeconds(3));
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
    }

    @Test
    void newFiguresDoNotDisturbAnAnswerAndShowAfterIt() {
        model.show(STATION);
        model.show(ADMITTED);
        seen.clear();
        model.show(new Station(Optional.empty(), Optional.empty(), 7, false, true));
        assertThat(seen).isEmpty();
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(screen())
                .isInstanceOfSatisfying(
                        CheckInScreen.Idle.class,
                        idle -> assertThat(idle.station().pending()).isEqualTo(7));
    }

    @Test
    void whatTheCentreSaysStandsWhereTheScreenWouldBeIdleAndGivesWayToPeople() {
        Announcement message = new Announcement.Message("请到二楼", "", Duration.ofSeconds(30));
        List<String> gone = new ArrayList<>();
        model.show(STATION);
        assertThat(model.isFree()).isTrue();
        model.announce(message, shown -> gone.add("first " + shown));
        assertThat(screen())
                .isInstanceOfSatisfying(
                        CheckInScreen.Announced.class,
                        announced -> assertThat(announced.announcement()).isEqualTo(message));
        assertThat(model.isFree()).isFalse();

        model.show(ADMITTED);
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        model.touch().openNumber();
        assertThat(screen()).isInstanceOf(CheckInScreen.Touch.class);
        model.touch().back();
        assertThat(screen()).isInstanceOf(CheckInScreen.Announced.class);
        scheduler.pass(Duration.ofSeconds(30));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);

        model.announce(message, shown -> gone.add("second " + shown));
        model.dismissAnnouncement();
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
        scheduler.pass(Duration.ofSeconds(30));
        assertThat(gone).containsExactly("first true", "second true");
    }

    @Test
    void whatTheCentreSaysCountsAsShownForTheTimeItStoodOnTheScreen() {
        Announcement message = new Announcement.Message("请到二楼", "", Duration.ofSeconds(30));
        List<Boolean> gone = new ArrayList<>();
        model.show(STATION);
        model.announce(message, gone::add);
        scheduler.pass(Duration.ofSeconds(20));
        for (int person = 0; person < 20; person++) { // a queue at the door
            model.show(ADMITTED);
            scheduler.pass(CheckInViewModel.ANSWER_TIME.minusMillis(100));
        }
        assertThat(gone).as("covered for longer than its time").isEmpty();
        model.touch().openNumber();
        scheduler.pass(Duration.ofMillis(100));
        model.touch().back();
        scheduler.pass(Duration.ofSeconds(9));
        assertThat(screen()).isInstanceOf(CheckInScreen.Announced.class);
        assertThat(gone).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(gone).containsExactly(true);
    }

    @Test
    void whatTheCentreSaysIsGivenUpWhereNobodyCouldSeeIt() {
        Announcement message = new Announcement.Message("请到二楼", "", Duration.ofSeconds(30));
        List<Boolean> gone = new ArrayList<>();
        model.show(STATION);
        model.outOfOrder(OutOfOrderReason.NO_READER);
        model.announce(message, gone::add);
        scheduler.pass(Announcing.COVERED_TIME.minusSeconds(1));
        assertThat(gone).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(gone).containsExactly(false);
        model.recovered();
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void outOfOrderStaysUntilItHasRecovered() {
        model.show(STATION);
        model.outOfOrder(OutOfOrderReason.NO_READER);
        scheduler.pass(Duration.ofHours(1));
        model.show(STATION);
        assertThat(screen()).isInstanceOf(CheckInScreen.OutOfOrder.class);
        model.recovered();
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aReadWhileOutOfOrderIsShownAndThenItIsStillOutOfOrder() {
        model.show(STATION);
        model.outOfOrder(OutOfOrderReason.NO_READER);
        model.show(ADMITTED);
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(screen()).isInstanceOf(CheckInScreen.OutOfOrder.class);
    }

    @Test
    void whatCouldNotBeRecordedLatchesOutOfOrder() {
        model.show(STATION);
        model.show(new Decision.NotRecorded());
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(screen())
                .isInstanceOfSatisfying(
                        CheckInScreen.OutOfOrder.class,
                        broken -> assertThat(broken.reason()).isEqualTo(OutOfOrderReason.JOURNAL));
        model.recovered();
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aReadBeforeTheFirstFiguresIsShownToo() {
        model.unclaimed(ClaimTrouble.NO_TOKEN);
        model.show(REFUSED);
        assertThat(answer()).isEqualTo(REFUSED);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(screen()).isInstanceOf(CheckInScreen.Unclaimed.class);
    }

    @Test
    void figuresEndTheUnclaimedState() {
        model.unclaimed(ClaimTrouble.TOKEN_REFUSED);
        model.show(STATION);
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void theClockTurnsAtTheMinuteAndNothingElseMoves() {
        model.show(STATION);
        seen.clear();
        scheduler.pass(Duration.ofSeconds(49));
        assertThat(seen).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(screen().frame().now().toLocalTime()).hasToString("09:03");
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(seen).hasSize(11);
    }

    @Test
    void aLanguageIsForOnePersonAndGoesByItself() {
        model.show(STATION);
        model.switchLanguage();
        assertThat(model.appearance().get()).isEqualTo(new Appearance(Language.ENGLISH, false));
        scheduler.pass(Duration.ofSeconds(50));
        model.show(ADMITTED);
        scheduler.pass(Duration.ofSeconds(50));
        assertThat(model.appearance().get().language()).isEqualTo(Language.ENGLISH);
        scheduler.pass(Duration.ofSeconds(10));
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void whoReadsLargerTypeHasTwiceTheTime() {
        model.show(STATION);
        model.switchLarger();
        model.show(ADMITTED);
        scheduler.pass(Duration.ofMillis(4999));
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofMillis(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void viewModelsKnowNoNode() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/hongting/kiosk/screen"))) {
            assertThat(sources.filter(path -> path.toString().endsWith("ViewModel.java")))
                    .isNotEmpty()
                    .allSatisfy(
                            path -> assertThat(Files.readString(path)).doesNotContain("javafx.scene", "javafx.stage"));
        }
    }

    private CheckInScreen screen() {
        return model.screen().get();
    }

    private Decision answer() {
        return screen() instanceof CheckInScreen.Answer answer ? answer.decision() : new Decision.NotRecorded();
    }

    private static Decision admitted() {
        OffsetDateTime starts = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
        MeetingEntry meeting = new MeetingEntry(
                new MeetingId("m1"),
                "支部党员大会",
                "branch-assembly",
                "第一党支部",
                "301",
                starts,
                starts.plusHours(1),
                new CheckInWindow(starts, starts, starts.plusHours(1)),
                List.of(),
                List.of(),
                null);
        return new Decision.Admitted(
                new Attendee(new MemberId("00c0ffee00c0ffee"), "张*"),
                new MeetingBoard(meeting, new Headcount(40, 31, 0)),
                starts,
                new Decision.Arrival.OnTime());
    }
}
