package org.hongting.simulator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;

/// What somebody at the demo's bench can do: hold cards and codes to the simulated reader, pull the network, kill and
/// start server and terminal. Each act returns a sentence that says what happened. Not safe for use by two threads at
/// once.
final class Bench {
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final DemoSite site;
    private int next;

    Bench(DemoSite site) {
        this.site = site;
    }

    String tapCard() throws InterruptedException {
        SampleMember member = nextMember();
        return show("a card of " + member.branch(), "card " + member.card());
    }

    String showBadge() throws InterruptedException {
        SampleMember member = nextMember();
        return show("a badge of " + member.branch(), "code " + site.badgeOf(member));
    }

    String sameAgain() throws InterruptedException {
        SampleMember member = expected().get(Math.floorMod(next - 1, expected().size()));
        return show("the same person again", "card " + member.card());
    }

    String strangersCard() throws InterruptedException {
        return show("a card nobody knows", "card DEADBEEF");
    }

    String foreignCode() throws InterruptedException {
        return show("a code of somebody else", "code https://example.org/lunch");
    }

    String pullOrPlugNetwork() {
        if (site.cable().isPulled()) {
            site.cable().plugIn();
            return "the network is plugged in";
        }
        site.cable().pull();
        return "the network is pulled";
    }

    String killOrStartCentre() throws InterruptedException {
        if (site.centre().isRunning()) {
            site.centre().kill();
            return "the central server was killed; it starts again when you ask";
        }
        try {
            site.centre().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "the central server runs again";
    }

    String restartTerminal() throws InterruptedException {
        site.terminal().killIfAlive();
        try {
            site.terminal().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "the terminal was killed and runs again";
    }

    /// Holds something to the simulated reader and waits for what the terminal answers.
    private String show(String what, String order) throws InterruptedException {
        TerminalProcess terminal = site.terminal();
        if (!terminal.isAlive()) {
            return "the terminal does not run: restart it";
        }
        int before = terminal.position();
        terminal.say(order);
        return what
                + terminal.listen(ANSWER, before, KioskEvent.Answered.class)
                        .map(Bench::inWords)
                        .orElse(": the terminal has not answered yet");
    }

    private static String inWords(KioskEvent.Answered told) {
        String reason = told.reason() == null
                ? ""
                : " (" + told.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        return ": %s%s after %.0f ms".formatted(told.answer().replace('-', ' '), reason, told.readToPaintedMillis());
    }

    private SampleMember nextMember() {
        return expected().get(next++ % expected().size());
    }

    /// Those whom the meetings that are open now expect.
    private List<SampleMember> expected() {
        List<String> open = site.school().branches().subList(0, 3);
        return site.school().members().stream()
                .filter(member -> open.contains(member.branch()))
                .toList();
    }
}
