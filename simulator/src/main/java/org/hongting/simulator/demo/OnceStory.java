package org.hongting.simulator.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hongting.device.sim.VirtualCard;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.simulator.demo.SampleSchool.SampleMember;

/// The fixed story of `demo --once`: people with cards and badges come while everything around the kiosk fails, and
/// at the end the books are compared.
///
/// Cards are played through a virtual reader of the machine's own smart-card service; badges are pictures before the
/// camera.
final class OnceStory {
    /// An answer's tick is drawn in 200 ms; the picture should show it whole.
    private static final long DRAWN_MILLIS = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int MOST_ATTEMPTS = 5;

    /// The exit code of a terminal that is to be started again.
    private static final int START_AGAIN = 75;

    private final DemoSite site;
    private final CameraStage camera;
    private final Consumer<String> narrator;
    private final List<SampleMember> firstBranch;
    private final List<SampleMember> secondBranch;
    private final List<SampleMember> thirdBranch;
    private final List<String> screenshots = new ArrayList<>();
    private long heldAgain;

    /// @param narrator hears what happens, one sentence at a time
    OnceStory(DemoSite site, CameraStage camera, Consumer<String> narrator) {
        this.site = site;
        this.camera = camera;
        this.narrator = narrator;
        List<String> branches = site.school().branches();
        this.firstBranch = site.school().membersOf(branches.get(0));
        this.secondBranch = site.school().membersOf(branches.get(1));
        this.thirdBranch = site.school().membersOf(branches.get(2));
    }

    Account play() throws IOException, InterruptedException {
        narrator.accept("the centre starts and takes in a school of 200 members");
        site.openCentre();
        narrator.accept("a course with its questions is built, and a quiz is made of them");
        site.openStudy();
        narrator.accept("the terminal claims its identity and waits for its documents");
        site.openTerminal();
        awaitStation("the meetings and the roster", 0, station -> station.online() && station.expected() > 0);
        screenshot("idle");
        queue();
        strangers();
        networkPulled();
        centreKilled();
        terminalKilled();
        terminalAsked();
        narrator.accept("everything is sent; the books are compared");
        awaitStation("an empty outbox", 0, station -> station.online() && station.pending() == 0);
        screenshot("end");
        return Account.settle(site.terminal().told(), site.arrivals(), site.quarantined(), heldAgain, screenshots);
    }

    private void queue() throws IOException, InterruptedException {
        narrator.accept("a queue at the door: cards and badges");
        for (SampleMember member : firstBranch.subList(0, 8)) {
            card(member.cardBytes(), "admitted");
        }
        screenshot("admitted");
        for (SampleMember member : secondBranch.subList(0, 6)) {
            badge(site.badgeOf(member), "admitted");
        }
        card(thirdBranch.get(0).cardBytes(), "admitted");
        screenshot("late");
        narrator.accept("somebody comes twice, with the card and with the badge");
        card(firstBranch.get(0).cardBytes(), "already");
        badge(site.badgeOf(firstBranch.get(1)), "already");
        screenshot("already");
    }

    private void strangers() throws IOException, InterruptedException {
        narrator.accept("strangers: unknown, random and mute cards, foreign, forged and revoked codes");
        refused(RefusalReason.UNKNOWN_CARD, card(HexFormat.of().parseHex("DEADBEEF"), "refused"));
        screenshot("unknown-card");
        refused(RefusalReason.RANDOM_CARD, card(HexFormat.of().parseHex("08C0FFEE"), "refused"));
        refused(RefusalReason.UNREADABLE_CARD, muteCard());
        refused(RefusalReason.FOREIGN_CODE, badge("https://example.org/lunch", "refused"));
        refused(RefusalReason.WRONG_SIGNATURE, badge(ForgedBadge.of(site.badgeOf(secondBranch.get(7))), "refused"));
        refused(
                RefusalReason.OTHER_SCHOOL,
                badge(ForgedBadge.ofAnotherSchool(site.badgeOf(secondBranch.get(7))), "refused"));
        SampleMember loser = secondBranch.get(8);
        int before = site.terminal().position();
        site.revokeBadgeOf(loser);
        site.terminal()
                .await(
                        "the roster without it",
                        before,
                        KioskEvent.Document.class,
                        told -> told.document().equals(DocumentName.ROSTER));
        refused(RefusalReason.REVOKED_BADGE, badge(site.badgeOf(loser), "refused"));
        screenshot("revoked-badge");
    }

    private void networkPulled() throws IOException, InterruptedException {
        narrator.accept("the network is pulled; the door does not notice");
        int before = site.terminal().position();
        site.cable().pull();
        awaitStation("the terminal to notice", before, station -> !station.online());
        for (SampleMember member : firstBranch.subList(8, 13)) {
            card(member.cardBytes(), "admitted");
        }
        for (SampleMember member : secondBranch.subList(10, 13)) {
            badge(site.badgeOf(member), "admitted");
        }
        screenshot("offline");
        before = site.terminal().position();
        site.cable().plugIn();
        awaitStation("the line to come back", before, station -> station.online() && station.pending() == 0);
    }

    private void centreKilled() throws IOException, InterruptedException {
        narrator.accept("the central server is killed with -9 and started again");
        card(firstBranch.get(13).cardBytes(), "admitted");
        site.centre().kill();
        for (SampleMember member : firstBranch.subList(14, 18)) {
            card(member.cardBytes(), "admitted");
        }
        int before = site.terminal().position();
        site.centre().start();
        awaitStation("the line to come back", before, station -> station.online() && station.pending() == 0);
    }

    private void terminalKilled() throws IOException, InterruptedException {
        narrator.accept("the terminal is killed with -9 right after a confirmed card and started again");
        card(firstBranch.get(18).cardBytes(), "admitted");
        site.terminal().kill();
        camera.clear();
        int before = site.terminal().position();
        site.terminal().start();
        awaitStation("the meeting to stand on the screen again", before, station -> station.expected() > 0);
        card(firstBranch.get(18).cardBytes(), "already");
        for (SampleMember member : firstBranch.subList(19, 22)) {
            card(member.cardBytes(), "admitted");
        }
        badge(site.badgeOf(secondBranch.get(13)), "admitted");
    }

    private void terminalAsked() throws IOException, InterruptedException {
        narrator.accept("the centre asks the terminal to start again; it ends in order and is started");
        awaitStation("the line", 0, station -> station.online() && station.pending() == 0);
        String command = site.ask("application.restart");
        int code = site.terminal().awaitEnd();
        if (code != START_AGAIN) {
            throw new DemoFailure("the terminal was asked to start again and ended with " + code);
        }
        camera.clear();
        int before = site.terminal().position();
        site.terminal().start();
        awaitStation("its line", before, station -> station.online() && station.pending() == 0);
        String state = site.stateOf(command);
        if (!state.equals("done")) {
            throw new DemoFailure("the terminal has started again, and its command is " + state);
        }
    }

    private KioskEvent.Answered card(byte[] uid, String expected) throws IOException, InterruptedException {
        return shown("card", expected, () -> VirtualCard.lay(VirtualCard.PORT, uid));
    }

    private KioskEvent.Answered muteCard() throws IOException, InterruptedException {
        return shown("card", "refused", () -> VirtualCard.layUnreadable(VirtualCard.PORT));
    }

    private KioskEvent.Answered badge(String code, String expected) throws IOException, InterruptedException {
        return shown("camera", expected, () -> {
            camera.show(code);
            return () -> {};
        });
    }

    /// Holds something to a device until it is answered: who gets no answer holds it again, a little differently. How
    /// often that was needed stands in the account.
    private KioskEvent.Answered shown(String device, String expected, Hold hold)
            throws IOException, InterruptedException {
        TerminalProcess terminal = site.terminal();
        int before = terminal.position();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<KioskEvent.Answered> answer;
            try (Closeable _ = hold.begin()) {
                answer = terminal.listen(PATIENCE, before, KioskEvent.Answered.class);
            }
            if (answer.isPresent()) {
                if (attempt > 0) {
                    // The hold before may be answered yet, and would be taken for the next person's.
                    terminal.listen(PATIENCE, terminal.position(), KioskEvent.Answered.class);
                }
                return checked(answer.get(), device, expected);
            }
            heldAgain++;
        }
        throw new DemoFailure("no answer to the " + device + ", held " + MOST_ATTEMPTS
                + " times; the terminal's log is " + site.folder().terminalLog());
    }

    private static KioskEvent.Answered checked(KioskEvent.Answered answer, String device, String expected) {
        if (!answer.answer().equals(expected) || !answer.device().equals(device)) {
            throw new DemoFailure("the kiosk answered " + answer.answer() + " (" + answer.reason() + ") at the "
                    + answer.device() + " where it should have " + expected + " at the " + device);
        }
        return answer;
    }

    /// Holding something to a device, until it is closed.
    @FunctionalInterface
    private interface Hold {
        Closeable begin() throws IOException;
    }

    private static void refused(RefusalReason expected, KioskEvent.Answered answer) {
        if (answer.reason() != expected) {
            throw new DemoFailure("the kiosk refused for " + answer.reason() + " where it should have for " + expected);
        }
    }

    private void awaitStation(String what, int after, Predicate<KioskEvent.Station> condition)
            throws InterruptedException {
        site.terminal().awaitLatest(what, after, KioskEvent.Station.class, condition);
    }

    private void screenshot(String name) throws InterruptedException {
        Thread.sleep(DRAWN_MILLIS);
        Path file = site.folder().screenshots().resolve("%02d-%s.png".formatted(screenshots.size() + 1, name));
        int before = site.terminal().position();
        site.terminal().say("screenshot " + file);
        site.terminal().await("a picture of the screen", before, KioskEvent.Screenshot.class, _ -> true);
        screenshots.add(file.toString());
    }
}
