package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.central.CourseCommand;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    /// A start of a terminal, drawing, and the way of a touch.
    private static final double SLACK = 3;

    @TempDir
    Path folder;

    @Test
    void timedTouchesAreCreditedAndAKilledTerminalCostsTenSecondsAtMost() throws Exception {
        try (VirtualDisplay display = VirtualDisplay.start(1280, 800);
                DemoSite site = DemoSite.lay(DemoFolder.create(folder), 0, "", on(display))) {
            site.openCentre();
            site.openTerminal();
            addCourse();
            SampleMember member =
                    site.school().membersOf(site.school().branches().getFirst()).getFirst();
            awaitMeeting(site.terminal(), 0);
            awaitCourse();

            signIn(display, site, member);
            display.picture(picture("study-home"));
            display.touch(FIRST_CARD[0], FIRST_CARD[1]);
            pause(1);
            display.picture(picture("study-course"));
            long begun = System.nanoTime();
            display.touch(RIGHT_KEY[0], RIGHT_KEY[1]);
            pause(2);
            display.picture(picture("study-lesson"));
            for (int page = 0; page < 3; page++) {
                pause(5);
                display.touch(RIGHT_KEY[0], RIGHT_KEY[1]);
            }
            pause(2);
            display.picture(picture("study-page"));
            site.terminal().kill();
            double studied = (System.nanoTime() - begun) / 1e9;

            try (TerminalProcess again = site.terminalOn(on(display))) {
                again.start();
                awaitMeeting(again, 0);
                long credited = credited(site, member, 0);
                assertThat((double) credited).isBetween(studied - 10 - SLACK, studied + 1);

                signIn(display, site, member);
                display.picture(picture("study-home-again"));
                display.touch(FIRST_CARD[0], FIRST_CARD[1]);
                pause(8);
                display.picture(picture("study-page-again"));
                display.touch(BACK[0], BACK[1]);
                assertThat((double) credited(site, member, credited))
                        .as("and eight seconds more")
                        .isBetween(credited + 8 - SLACK, credited + 8 + SLACK);
            }
        }
    }

    /// 「学习」, and a badge that is typed.
    private static void signIn(VirtualDisplay display, DemoSite site, SampleMember member) throws Exception {
        display.picture(picture("study-idle"));
        display.touch(STUDY[0], STUDY[1]);
        pause(1);
        display.scan(site.badgeOf(member));
        // The door's answer goes first.
        pause(5);
    }

    private void addCourse() throws IOException, InterruptedException {
        Path course = Files.createDirectories(folder.resolve("course"));
        Files.writeString(course.resolve("course.json"), """
                {"id": "charter", "edition": 1, "title": "学习党章", "language": "zh-CN", "rights": {"holder": "示例大学", "terms": ""}}
                """);
        Files.writeString(course.resolve("01-text.md"), "# 总纲\n\n" + ("党员".repeat(200) + "。\n\n").repeat(24));
        Process added = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CourseCommand.class.getName(),
                        "add",
                        course.toString(),
                        "--data",
                        new DemoFolder(folder).centre().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(added.getInputStream().readAllBytes(), UTF_8);
        assertThat(added.waitFor()).as(said).isZero();
    }

    /// Until it is whole on the terminal's disk.
    private void awaitCourse() throws IOException, InterruptedException {
        Path shelf = new DemoFolder(folder).terminal().resolve("courses");
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            if (Files.isDirectory(shelf)) {
                try (Stream<Path> files = Files.walk(shelf)) {
                    if (files.filter(Files::isRegularFile)
                                    .filter(file -> !file.toString().contains("part"))
                                    .count()
                            >= 2) {
                        return;
                    }
                }
            }
            pause(1);
        }
        throw new AssertionError("the course did not come");
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
