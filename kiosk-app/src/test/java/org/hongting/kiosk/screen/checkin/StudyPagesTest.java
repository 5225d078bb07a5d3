package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.gallery.SampleCourses;
import org.hongting.kiosk.screen.study.StudyPage;
import org.hongting.kiosk.screen.study.StudyViewModel;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.study.CourseState;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.api.Test;

/// The pages of study, each with a read arriving in it: who studies is driven away by nobody, and nobody waits for
/// them.
class StudyPagesTest {
    private static final Station STATION =
            new Station(Optional.empty(), Optional.empty(), 0, true, true, true, Optional.empty());
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Library.Shelved SHELVED =
            SampleCourses.shelved("charter", "党章学习", "DZXX", Lesson.Kind.TEXT, Lesson.Kind.PDF, Lesson.Kind.VIDEO);
    private static final Lesson TEXT = SHELVED.manifest().lessons().getFirst();
    private static final Lesson PDF = SHELVED.manifest().lessons().get(1);
    private static final Decision REFUSED = new Decision.Refused(RefusalReason.NO_MEETING);

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final StudyViewModel study = touch.study();

    private StudyPage page() {
        return ((TouchPage.Study) touch.page().orElseThrow()).page();
    }

    private StudyPage.Reading reading() {
        return (StudyPage.Reading) page();
    }

    private static StudyReply.Opened home(Progress.Lesson... known) {
        Progress progress = new Progress(Optional.empty(), List.of(known));
        CourseState state = new CourseState(SHELVED, progress);
        return new StudyReply.Opened(
                LI, new StudyHome(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(state)));
    }

    private void signIn(Progress.Lesson... known) {
        model.show(STATION);
        touch.own().openStudy();
        model.hear(line.visit, new OwnReply.Opened(LI, EnumSet.allOf(Errand.class), false));
        model.hear(line.visit, home(known));
    }

    private void openText(Progress.Lesson... known) throws LessonTrouble {
        signIn(known);
        study.choose(SHELVED.manifest(), TEXT);
        model.hear(
                line.visit,
                new StudyReply.Read(SHELVED.manifest(), TEXT, new StudyReply.Content.Words(text(), Map.of())));
    }

    /// Four pages of three blocks.
    private static TextLesson text() throws LessonTrouble {
        StringBuilder markdown = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            markdown.append("党员".repeat(110)).append("。\n\n");
        }
        return TextLesson.of(markdown.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void whoShowsACardForStudyGetsToTheirStudyPageAtOnce() {
        signIn();
        assertThat(line.asked).contains("study");
        assertThat(page()).isInstanceOf(StudyPage.Home.class);
    }

    @Test
    void thatSomebodyIsHereAlreadyIsNoNewsAndHoldsNobodyUp() {
        model.show(STATION);
        touch.own().openStudy();
        model.show(
                new Decision.Already(
                        LI, OwnPagesTest.board(), OwnPagesTest.board().meeting().starts()),
                false);
        model.hear(line.visit, new OwnReply.Opened(LI, EnumSet.allOf(Errand.class), false));
        model.hear(line.visit, home());
        assertThat(page()).isInstanceOf(StudyPage.Home.class);
    }

    @Test
    void aLessonBeginsWithItsFirstPageAndTellsTheDesk() throws LessonTrouble {
        openText();
        assertThat(line.asked).contains("read lesson-1", "begin lesson-1 at 0 of 12");
        study.turn(1);
        assertThat(line.asked).contains("turn to 3");
        assertThat(reading().bar().page()).isEqualTo(1);
        study.turn(-1);
        study.turn(-1);
        assertThat(reading().bar().page()).as("there is none before the first").isZero();
    }

    @Test
    void aLessonGoesOnWhereItWasLeft() throws LessonTrouble {
        openText(new Progress.Lesson(
                new StudyFact.LessonName(SHELVED.manifest().id(), 1, TEXT.id()),
                7,
                12,
                Coverage.of(0, 7),
                Duration.ofMinutes(9),
                Instant.parse("2026-11-21T01:00:00Z")));
        assertThat(line.asked).contains("begin lesson-1 at 6 of 12");
        assertThat(reading().bar().page()).isEqualTo(2);
    }

    @Test
    void nobodyWhoReadsIsDrivenAwayByTheTwentySecondsOfOtherPages() throws LessonTrouble {
        openText();
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(page()).isInstanceOf(StudyPage.Reading.class);
        assertThat(touch.leaving().get()).isEmpty();
    }

    @Test
    void theHomePageIsPersonalAndIsWiped() {
        signIn();
        scheduler.pass(TouchViewModel.CHARGE_IDLE.plusSeconds(TouchViewModel.COUNTDOWN + 2));
        assertThat(touch.page()).isEmpty();
    }

    @Test
    void aReadOfSomebodyElseIsAnsweredAndTheLessonIsThereAgain() throws LessonTrouble {
        openText();
        model.show(new Decision.CardBound(WANG), true);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).isInstanceOf(StudyPage.Reading.class);
        scheduler.pass(Duration.ofSeconds(30));
        assertThat(page()).as("and stays").isInstanceOf(StudyPage.Reading.class);
    }

    @Test
    void theQuestionThePauseAndTheEndFollowTheDesk() throws LessonTrouble {
        openText();
        model.hear(line.visit, new StudyReply.Pulse(Phase.ASKING, false, Duration.ofMinutes(3)));
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.ASKED);
        assertThat(reading().bar().credited()).isEqualTo(Duration.ofMinutes(3));
        study.here();
        assertThat(line.asked).contains("show presence");
        model.hear(line.visit, new StudyReply.Pulse(Phase.PAUSED, false, Duration.ofMinutes(3)));
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.PAUSED);
        model.hear(line.visit, new StudyReply.Pulse(Phase.PAUSED, true, Duration.ofMinutes(3)));
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.AWAY);
        model.hear(line.visit, new StudyReply.Pulse(Phase.OVER, true, Duration.ofMinutes(3)));
        assertThat(touch.page()).isEmpty();
    }

    @Test
    void aPausedLessonIsTurnedByNobodyAndComesBackWithTheCard() throws LessonTrouble {
        openText();
        model.hear(line.visit, new StudyReply.Pulse(Phase.PAUSED, true, Duration.ZERO));
        study.turn(1);
        assertThat(reading().bar().page()).isZero();
        model.show(REFUSED, true);
        model.hear(line.visit, new StudyReply.Resumed(LI));
        assertThat(model.screen().get())
                .as("that there is no meeting is no news")
                .isInstanceOf(CheckInScreen.Touch.class);
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.THERE);
    }

    @Test
    void theLessonIsThereAgainAfterThePin() throws LessonTrouble {
        openText();
        study.turn(1);
        model.hear(line.visit, new StudyReply.Pulse(Phase.PAUSED, true, Duration.ZERO));
        study.resumeByPin();
        model.hear(line.visit, new Reply.PinWanted(LI));
        assertThat(touch.page()).containsInstanceOf(TouchPage.Pin.class);
        model.hear(line.visit, new StudyReply.Resumed(LI));
        assertThat(reading().bar().page()).isEqualTo(1);
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.THERE);
    }

    @Test
    void aFingerThatRestsIsToldOnceASecond() throws LessonTrouble {
        openText();
        for (int i = 0; i < 50; i++) {
            study.touched();
        }
        assertThat(line.asked).filteredOn("show touch"::equals).hasSize(1);
        scheduler.pass(Duration.ofSeconds(1));
        study.touched();
        assertThat(line.asked).filteredOn("show touch"::equals).hasSize(2);
    }

    @Test
    void aPageOfAPdfIsLearnedFromWhenItIsDrawn() {
        signIn();
        study.choose(SHELVED.manifest(), PDF);
        model.hear(line.visit, new StudyReply.Read(SHELVED.manifest(), PDF, new StudyReply.Content.Sheets(20)));
        assertThat(line.asked).noneMatch(asked -> asked.startsWith("begin"));
        model.hear(line.visit, drawn(0));
        assertThat(line.asked).contains("begin lesson-2 at 0 of 20");
        study.turn(1);
        assertThat(line.asked).contains("draw 1").doesNotContain("turn to 1");
        model.hear(line.visit, drawn(1));
        assertThat(line.asked).contains("turn to 1");
        model.hear(line.visit, drawn(0));
        assertThat(reading().bar().page()).as("one that came late").isEqualTo(1);
    }

    private static StudyReply.PageDrawn drawn(int page) {
        return new StudyReply.PageDrawn(
                page, Optional.of(new PagePicture(1, 1, new int[1])), Studied.Page.ofCharacters(350));
    }

    @Test
    void aFileThatCannotBeShownIsSaidAndNoTimeRuns() {
        signIn();
        study.choose(SHELVED.manifest(), PDF);
        model.hear(
                line.visit,
                new StudyReply.Read(
                        SHELVED.manifest(), PDF, new StudyReply.Content.Nothing(LessonTrouble.Kind.ENCRYPTED)));
        assertThat(reading().reader()).isEqualTo(new StudyPage.Reader.Broken(LessonTrouble.Kind.ENCRYPTED));
        assertThat(line.asked).noneMatch(asked -> asked.startsWith("begin"));
    }

    @Test
    void coursesAreFoundByInitialsAndByTitle() {
        signIn();
        study.openSearch();
        study.type('D');
        study.type('Z');
        assertThat(((StudyPage.Library) page()).found()).hasSize(1);
        study.type('Q');
        assertThat(((StudyPage.Library) page()).found()).isEmpty();
        study.erase();
        assertThat(((StudyPage.Library) page()).typed()).isEqualTo("DZ");
    }

    @Test
    void aLessonThatIsPutAwayLeadsBackHome() throws LessonTrouble {
        openText();
        study.back();
        assertThat(line.asked).contains("close");
        model.hear(line.visit, home());
        assertThat(page()).isInstanceOf(StudyPage.Home.class);
        study.back();
        assertThat(line.asked).contains("sign out");
        assertThat(touch.page()).isEmpty();
    }

    @Test
    void aPageWithoutLearningTimeIsPersonalAndIsWiped() {
        signIn();
        study.choose(SHELVED.manifest(), PDF);
        model.hear(
                line.visit,
                new StudyReply.Read(
                        SHELVED.manifest(), PDF, new StudyReply.Content.Nothing(LessonTrouble.Kind.UNREADABLE)));
        scheduler.pass(TouchViewModel.CHARGE_IDLE.plusSeconds(TouchViewModel.COUNTDOWN + 2));
        assertThat(touch.page()).isEmpty();
    }

    @Test
    void aFilmIsLearnedFromWhenItRunsAndGoesOnWhereItWas() {
        Lesson film = SHELVED.manifest().lessons().get(2);
        signIn();
        study.choose(SHELVED.manifest(), film);
        model.hear(
                line.visit,
                new StudyReply.Read(
                        SHELVED.manifest(), film, new StudyReply.Content.Recording(java.nio.file.Path.of("film.mp4"))));
        assertThat(line.asked).noneMatch(asked -> asked.startsWith("begin"));
        study.plays(0, 1);
        study.plays(1, 2);
        assertThat(line.asked).contains("begin lesson-3 at 1 of 20", "plays 2");
        assertThat(study.second()).isEqualTo(2);
    }

    @Test
    void whoGivesThePinUpFindsTheLessonCoveredAsBefore() throws LessonTrouble {
        openText();
        model.hear(line.visit, new StudyReply.Pulse(Phase.PAUSED, true, Duration.ZERO));
        study.resumeByPin();
        model.hear(line.visit, new Reply.PinWanted(new Attendee(LI.member(), "")));
        touch.back();
        assertThat(reading().attention()).isEqualTo(StudyPage.Attention.AWAY);
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.NO_PIN)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).as("who has no PIN needs the card").isInstanceOf(StudyPage.Reading.class);
    }

    @Test
    void whatWasSeenOfAnotherEditionCountsForThatEdition() {
        Progress progress = new Progress(
                Optional.empty(),
                List.of(new Progress.Lesson(
                        new StudyFact.LessonName(SHELVED.manifest().id(), 2, TEXT.id()),
                        0,
                        20,
                        Coverage.of(0, 20),
                        Duration.ofMinutes(9),
                        Instant.parse("2026-11-21T01:00:00Z"))));
        assertThat(new CourseState(SHELVED, progress).percent(TEXT)).isZero();
    }
}
