package org.hongting.simulator.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hongting.kiosk.event.KioskEvent;

/// A real terminal beside a real centre that answers one card after the other, for benchmarks.
public final class AnsweredCards {
    private static final int WARM_UP = 10;

    private AnsweredCards() {}

    /// The members of a branch come by turns: what is painted changes at every read, as it does in a queue.
    ///
    /// @param folder that is kept by the caller
    /// @param settling how long the kiosk stands before the first person comes, as kiosks do: the centre
    /// beside it, with which no kiosk elsewhere shares its processors, has just started too
    /// @return milliseconds from the device's delivery to the painted answer, in order
    public static List<Double> readToPaintedMillis(Path folder, Duration settling, int cards)
            throws IOException, InterruptedException {
        TerminalProcess.Setting headless =
                TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "1280x800"));
        try (DemoSite site = DemoSite.lay(DemoFolder.create(folder), 0, "", headless.asShipped())) {
            site.openCentre();
            site.openTerminal();
            TerminalProcess terminal = site.terminal();
            terminal.awaitLatest(
                    "the roster and a meeting", 0, KioskEvent.Station.class, station -> station.expected() > 0);
            Thread.sleep(settling);
            List<SampleSchool.SampleMember> members =
                    site.school().membersOf(site.school().branches().getFirst());
            List<Double> millis = new ArrayList<>();
            for (int card = 0; card < WARM_UP + cards; card++) {
                int before = terminal.position();
                terminal.say("card " + members.get(card % members.size()).card());
                KioskEvent.Answered answered =
                        terminal.await("an answer", before, KioskEvent.Answered.class, _ -> true);
                if (card >= WARM_UP) {
                    millis.add(answered.readToPaintedMillis());
                }
            }
            return millis;
        }
    }
}
