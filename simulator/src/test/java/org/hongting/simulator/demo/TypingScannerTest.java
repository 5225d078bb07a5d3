package org.hongting.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scanner that types into the kiosk's real window: real server, real terminal, real keys of a display.
@RequiresTool({"Xvfb", "xdotool", "ffmpeg"})
class TypingScannerTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    Path folder;

    @Test
    void aBadgeTypedIntoTheWindowIsAdmittedAndTheNextOneNeedNotWaitForTheAnswerToGo() throws Exception {
        try (VirtualDisplay display =
                        VirtualDisplay.start(1280, 800, Files.createDirectories(folder.resolve("display")));
                DemoSite site =
                        DemoSite.lay(DemoFolder.create(folder), 0, "", on(display, List.of("--window", "1280x800")))) {
            site.openCentre();
            site.openTerminal();
            List<SampleMember> members =
                    site.school().membersOf(site.school().branches().getFirst());
            awaitMeeting(site.terminal(), 0);
            display.awaitWindow();

            scan(site, display, members.subList(0, 3));
            display.picture(picture("window-landscape"));

            site.terminal().kill();
            try (VirtualDisplay upright =
                            VirtualDisplay.start(1080, 1920, Files.createDirectories(folder.resolve("upright")));
                    TerminalProcess terminal = site.terminalOn(on(upright, List.of()))) {
                terminal.start();
                awaitMeeting(terminal, 0);
                upright.awaitWindow();
                upright.scan(site.badgeOf(members.get(3)));
                assertThat(answers(terminal, 1)).containsExactly("admitted by keyboard");
                upright.picture(picture("window-portrait"));
            }
        }
    }

    /// All of them at once: the answer to each is on the screen when the next is typed.
    private static void scan(DemoSite site, VirtualDisplay display, List<SampleMember> members)
            throws IOException, InterruptedException {
        for (SampleMember member : members) {
            display.scan(site.badgeOf(member));
        }
        display.scan(site.badgeOf(members.getFirst()));
        assertThat(answers(site.terminal(), members.size() + 1))
                .containsExactly(
                        "admitted by keyboard", "admitted by keyboard", "admitted by keyboard", "already by keyboard");
    }

    private static List<String> answers(TerminalProcess terminal, int many) throws InterruptedException {
        terminal.await(
                "an answer to each scan",
                0,
                KioskEvent.Answered.class,
                _ -> said(terminal).size() >= many);
        return said(terminal);
    }

    private static List<String> said(TerminalProcess terminal) {
        return terminal.told().stream()
                .filter(KioskEvent.Answered.class::isInstance)
                .map(KioskEvent.Answered.class::cast)
                .map(told -> told.answer()
                        + (told.reason() == null ? "" : " (" + told.reason() + ")")
                        + " by "
                        + told.device())
                .toList();
    }

    private static void awaitMeeting(TerminalProcess terminal, int after) throws InterruptedException {
        terminal.awaitLatest(
                "the roster and a meeting", after, KioskEvent.Station.class, station -> station.expected() > 0);
    }

    private static TerminalProcess.Setting on(VirtualDisplay display, List<String> window) {
        return new TerminalProcess.Setting(
                List.of(),
                Stream.concat(Stream.of("--no-cards", "--silent"), window.stream())
                        .toList(),
                display.environment());
    }

    private static Path picture(String name) throws IOException {
        return Files.createDirectories(PICTURES).resolve(name + ".png");
    }
}
