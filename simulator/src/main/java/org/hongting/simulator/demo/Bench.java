package org.hongting.simulator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hongting.simulator.demo.SampleSchool.SampleMember;

/// What somebody at the demo's bench can do: hold cards and codes to the simulated reader, pull the network, kill and
/// start server and terminal. Each act returns a sentence that says what happened. Not safe for use by two threads at
/// once.
final class Bench {
    private final DemoSite site;
    private int next;

    Bench(DemoSite site) {
        this.site = site;
    }

    String tapCard() {
        SampleMember member = nextMember();
        site.terminal().say("card " + member.card());
        return "a card of " + member.branch();
    }

    String showBadge() {
        SampleMember member = nextMember();
        site.terminal().say("code " + site.badgeOf(member));
        return "a badge of " + member.branch();
    }

    String sameAgain() {
        SampleMember member = expected().get(Math.floorMod(next - 1, expected().size()));
        site.terminal().say("card " + member.card());
        return "the same person again";
    }

    String strangersCard() {
        site.terminal().say("card DEADBEEF");
        return "a card nobody knows";
    }

    String foreignCode() {
        site.terminal().say("code https://example.org/lunch");
        return "a code of somebody else";
    }

    boolean networkIsPulled() {
        return site.cable().isPulled();
    }

    String pullOrPlugNetwork() {
        if (site.cable().isPulled()) {
            site.cable().plugIn();
            return "the network is plugged in";
        }
        site.cable().pull();
        return "the network is pulled";
    }

    boolean centreRuns() {
        return site.centre().isRunning();
    }

    String killOrStartCentre() throws InterruptedException {
        if (site.centre().isRunning()) {
            site.centre().kill();
            return "the central server was killed";
        }
        try {
            site.centre().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "the central server runs again";
    }

    String restartTerminal() throws InterruptedException {
        site.terminal().kill();
        try {
            site.terminal().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "the terminal was killed and runs again";
    }

    boolean terminalRuns() {
        return site.terminal().isAlive();
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
