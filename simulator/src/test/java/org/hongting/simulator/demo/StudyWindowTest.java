package org.hongting.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A member who studies in the kiosk's real window, with timed touches: real server, real course, real download, real
/// terminal, which is killed while they read.
@RequiresTool({"Xvfb", "xdotool", "ffmpeg"})
class StudyWindowTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    /// Where keys stand in a window of 1280 by 800.
    private static final int[] STUDY = {227, 725};
    private static final int[] FIRST_CARD = {400, 150};
    private static final int[] RIGHT_KEY = {1180, 733};
    private static final int[] BACK = {85, 733};
    private static final int[] QUIZZES = {600, 280};
    private static final int[] TRUE = {640, 265};
    private static final int[] DIGIT_THREE = {1164, 220};

    /// Manifest, texts, questions.
    private static final int COURSE_FILES = 6;

    private static final int PAGES_TO_IDLE = 3;

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    /// A start of a terminal, drawing, and the way of a touch.
    private static final double SLACK = 3;

    @TempDir
    Path folder;

    @Test
    void timedTouchesAreCreditedAndAKilledTerminalCostsTenSecondsAtMost() throws Exception {
        try (VirtualDisplay display =
                        VirtualDisplay.start(1280, 800, Files.createDirectories(folder.resolve("display")));
                DemoSite site = DemoSite.lay(DemoFolder.create(folder), 0, "", on(display))) {
            site.openCentre();
            site.openTerminal();
            site.addCourse(course());
            SampleMember member =
                    site.school().membersOf(site.school().branches().getFirst()).getFirst();
            awaitMeeting(site.terminal(), 0);
            awaitCourse();

            signIn(display, site.terminal(), site.badgeOf(member));
            display.picture(picture("study-home"));
            display.tap(FIRST_CARD[0], FIRST_CARD[1]);
            display.picture(picture("study-course"));
            long begun = display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            display.picture(picture("study-lesson"));
            for (int page = 0; page < 3; page++) {
                pause(5);
                display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            }
            display.picture(picture("study-page"));
            site.terminal().kill();
            double studied = (System.nanoTime() - begun) / 1e9;

            try (TerminalProcess again = site.terminalOn(on(display))) {
                again.start();
                awaitMeeting(again, 0);
                long credited = credited(site, member, 0);
                assertThat((double) credited).isBetween(studied - 10 - SLACK, studied + 1);

                signIn(display, again, site.badgeOf(member));
                display.picture(picture("study-home-again"));
                long back = display.tap(FIRST_CARD[0], FIRST_CARD[1]);
                pause(8);
                display.picture(picture("study-page-again"));
                double more = (display.tap(BACK[0], BACK[1]) - back) / 1e9;
                assertThat((double) credited(site, member, credited))
                        .as("and what was studied after it")
                        .isBetween(credited + more - SLACK, credited + more + SLACK);
                for (int page = 0; page < PAGES_TO_IDLE; page++) {
                    display.tap(BACK[0], BACK[1]);
                }
                String contest = contest(site, again);
                openContest(display, again, site.badgeOf(member));
                display.tap(TRUE[0], TRUE[1]);
                display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
                display.picture(picture("quiz-question"));
                again.kill();
                handsInAfterTheKill(display, site, member, contest);
            }
        }
    }

    /// Of two statements, one of them true, and a blank: the first was answered before.
    private static void handsInAfterTheKill(VirtualDisplay display, DemoSite site, SampleMember member, String contest)
            throws Exception {
        try (TerminalProcess third = site.terminalOn(on(display))) {
            third.start();
            awaitMeeting(third, 0);
            openContest(display, third, site.badgeOf(member));
            display.picture(picture("quiz-again"));
            display.tap(TRUE[0], TRUE[1]);
            display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            display.picture(picture("quiz-blank"));
            display.tap(DIGIT_THREE[0], DIGIT_THREE[1]);
            display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            display.picture(picture("quiz-overview"));
            display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
            display.picture(picture("quiz-handed-in"));
            JsonNode result = awaitResult(site, contest);
            assertThat(result.path("member").asString()).isEqualTo(site.idOf(member));
            assertThat(result.path("points").asInt())
                    .as("one statement is true, and the blank is filled")
                    .isEqualTo(200);
            assertThat(result.path("outOf").asInt()).isEqualTo(300);
            assertThat(result.path("standing").asString()).isEqualTo("counts");
            awaitDocument(third, 0, DocumentName.ranksOf(new QuizId(contest)));
            awaitDocument(third, 0, DocumentName.personalOf(new MemberId(site.idOf(member))));
        }
    }

    /// From the idle page to its first question.
    private static void openContest(VirtualDisplay display, TerminalProcess terminal, String badge) throws Exception {
        signIn(display, terminal, badge);
        display.picture(picture("quiz-study-home"));
        display.tap(QUIZZES[0], QUIZZES[1]);
        display.picture(picture("quiz-home"));
        display.tap(FIRST_CARD[0], FIRST_CARD[1]);
        display.picture(picture("quiz-brief"));
        display.tap(RIGHT_KEY[0], RIGHT_KEY[1]);
    }

    /// 「学习」, and a badge that is typed.
    private static void signIn(VirtualDisplay display, TerminalProcess terminal, String badge) throws Exception {
        display.picture(picture("study-idle"));
        display.tap(STUDY[0], STUDY[1]);
        int before = terminal.position();
        display.scan(badge);
        terminal.await("the door's answer", before, KioskEvent.Answered.class, _ -> true);
        // It stands four seconds, and goes first.
        pause(5);
    }

    /// Long enough to turn pages, none like the other; the sample school's questions.
    private Path course() throws IOException {
        Path course = SampleCourse.lay(folder.resolve("course"));
        StringBuilder text = new StringBuilder("# 总纲\n\n");
        for (int paragraph = 1; paragraph <= 24; paragraph++) {
            text.append(("第" + paragraph + "段").repeat(100)).append("。\n\n");
        }
        Files.writeString(course.resolve("00-text.md"), text);
        return course;
    }

    /// Two statements, of which one is true, and one blank, for half an hour.
    private static String contest(DemoSite site, TerminalProcess terminal) throws InterruptedException {
        int before = terminal.position();
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
        String quiz = site.centre()
                .postForm(
                        "api/quizzes",
                        new SampleCourse.Form()
                                .with("title", "条例知识竞赛")
                                .with("kind", "contest")
                                .with("mode", "person")
                                .with("course", SampleCourse.ID)
                                .with("statements", "2")
                                .with("blanks", "1")
                                .with("minutes", "10")
                                .with("opens", now.minusMinutes(1).toString())
                                .with("closes", now.plusMinutes(30).toString())
                                .text())
                .path("quiz")
                .asString();
        awaitDocument(terminal, before, DocumentName.QUIZZES);
        return quiz;
    }

    private static void awaitDocument(TerminalProcess terminal, int after, DocumentName document)
            throws InterruptedException {
        terminal.await(
                document.value(),
                after,
                KioskEvent.Document.class,
                told -> told.document().equals(document));
    }

    /// Marked anew by the centre.
    private static JsonNode awaitResult(DemoSite site, String quiz) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        JsonNode attempts =
                site.centre().get("api/quizzes/" + quiz + "/results").path("attempts");
        while (!attempts.path(0).path("result").asBoolean() && System.nanoTime() < deadline) {
            pause(1);
            attempts = site.centre().get("api/quizzes/" + quiz + "/results").path("attempts");
        }
        assertThat(attempts.size()).as("" + attempts).isEqualTo(1);
        return attempts.path(0);
    }

    /// Until it is whole on the terminal's disk.
    private void awaitCourse() throws IOException, InterruptedException {
        Path shelf = new DemoFolder(folder).terminal().resolve("courses");
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            if (wholeFiles(shelf) >= COURSE_FILES) {
                return;
            }
            pause(1);
        }
        throw new AssertionError("the course did not come");
    }

    /// Pieces come and go meanwhile: only names are looked at.
    private static long wholeFiles(Path shelf) {
        String[] names = shelf.toFile().list();
        return names == null
                ? 0
                : Stream.of(names).filter(name -> !name.contains("part")).count();
    }

    /// What the centre credits, once that is more than it was.
    private static long credited(DemoSite site, SampleMember member, long before) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        long credited = before;
        while (credited == before && System.nanoTime() < deadline) {
            credited = site.centre()
                    .get("api/study/" + site.idOf(member))
                    .path("credited")
                    .asLong();
            pause(1);
        }
        return credited;
    }

    private static void awaitMeeting(TerminalProcess terminal, int after) throws InterruptedException {
        terminal.awaitLatest(
                "the roster and a meeting", after, KioskEvent.Station.class, station -> station.expected() > 0);
    }

    private static TerminalProcess.Setting on(VirtualDisplay display) {
        return new TerminalProcess.Setting(
                List.of(), List.of("--no-cards", "--silent", "--window", "1280x800"), display.environment());
    }

    private static void pause(int seconds) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(seconds));
    }

    private static Path picture(String name) throws IOException {
        return Files.createDirectories(PICTURES).resolve(name + ".png");
    }
}
