package org.hongting.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two terminals of one meeting, as processes of their own, beside one centre.
class TwoKiosksTest {
    private static final TerminalProcess.Setting HEADLESS =
            TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "1280x800"));

    @TempDir
    Path folder;

    @Test
    void oneHearsWhomTheOtherLetInAndApartTheyLetInTheSamePersonWhoCountsOnce() throws Exception {
        DemoFolder first = DemoFolder.create(folder.resolve("first"));
        try (DemoSite site = DemoSite.lay(first, 0, "", HEADLESS)) {
            site.openCentre();
            site.openTerminal();
            try (TerminalProcess east = site.terminal();
                    TerminalProcess west = second(site)) {
                List<SampleMember> members =
                        site.school().membersOf(site.school().branches().getFirst());
                awaitOnline(east, 0);
                awaitOnline(west, 0);
                assertThat(answer(east, members.get(0))).isEqualTo("admitted");
                west.awaitLatest(
                        "one head from the other kiosk",
                        0,
                        KioskEvent.Station.class,
                        station -> station.present() == 1);
                assertThat(answer(west, members.get(0))).isEqualTo("already");

                site.cable().pull();
                assertThat(answer(east, members.get(1))).isEqualTo("admitted");
                assertThat(answer(west, members.get(1))).isEqualTo("admitted");
                int eastBefore = east.position();
                int westBefore = west.position();
                site.cable().plugIn();
                awaitOnline(east, eastBefore);
                awaitOnline(west, westBefore);
                assertThat(answer(west, members.get(1))).isEqualTo("already");

                JsonNode attendance = awaitEvidence(site, members.get(1).studentNumber());
                assertThat(attendance
                                .path("meeting")
                                .path("counts")
                                .path("present")
                                .asInt())
                        .isEqualTo(2);
            }
        }
    }

    private TerminalProcess second(DemoSite site) throws IOException, InterruptedException {
        DemoFolder own = DemoFolder.create(folder.resolve("second"));
        JsonNode ticket = site.centre().post("api/claim-tokens?name=West&place=302", "");
        Files.writeString(own.claim(), ticket.path("file").asString());
        TerminalProcess west = DemoSite.terminalOf(own, HEADLESS);
        west.start();
        return west;
    }

    private static void awaitOnline(TerminalProcess kiosk, int after) throws InterruptedException {
        kiosk.awaitLatest(
                "the link and an empty outbox",
                after,
                KioskEvent.Station.class,
                station -> station.online() && station.pending() == 0 && station.expected() > 0);
    }

    private static String answer(TerminalProcess kiosk, SampleMember member) throws InterruptedException {
        int before = kiosk.position();
        kiosk.say("card " + member.card());
        return kiosk.await("an answer", before, KioskEvent.Answered.class, _ -> true)
                .answer();
    }

    /// The attendance of the meeting in which two kiosks saw that member arrive.
    private static JsonNode awaitEvidence(DemoSite site, String number) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode meeting : site.centre().get("api/meetings")) {
                JsonNode attendance =
                        site.centre().get("api/meetings/" + meeting.path("id").asString() + "/attendance");
                for (JsonNode line : attendance.path("members")) {
                    if (line.path("number").asString().equals(number) && terminals(line) == 2) {
                        return attendance;
                    }
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no member was seen by two kiosks");
    }

    private static long terminals(JsonNode line) {
        return line.path("evidence")
                .valueStream()
                .filter(seen -> !seen.path("repeated").asBoolean())
                .map(seen -> seen.path("terminal").asString())
                .distinct()
                .count();
    }
}
