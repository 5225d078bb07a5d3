package org.hongting.simulator.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hongting.simulator.demo.Centre;
import org.hongting.simulator.fault.FailingDisk;
import org.hongting.simulator.fault.FailingDisk.Trouble;
import org.hongting.simulator.fault.FaultyLine;
import org.hongting.simulator.fault.JumpingWallClock;
import org.hongting.simulator.fault.LineTrouble;
import org.hongting.simulator.fault.PowerDisk;
import org.hongting.simulator.fault.SmallDisk;

/// Everything that can be done to a site on this machine.
final class Faults {
    /// The words of all of them.
    static final List<String> NAMES = List.of(
            "kill-terminal",
            "kill-centre",
            "kill-servers",
            "kill-database",
            "kill-broker",
            "delay",
            "half-open",
            "truncate",
            "reset",
            "pull",
            "full-disk",
            "fail-sync",
            "fail-write",
            "fail-read",
            "jump-clock",
            "cut-power-terminal",
            "cut-power-centre");

    private static final int ONE_OF_LONG = 8;
    private static final int ONE_OF_DOUBLE = 3;
    private static final int LONGEST_OPENING_MILLIS = 4_000;
    private static final int LONGEST_RECOVERY_MILLIS = 400;
    private static final int MOST_YEARS = 10;
    private static final double FEWEST = 0.01;

    private final TortureSite site;
    private final List<Fault> all = new ArrayList<>();

    private Faults(TortureSite site) {
        this.site = site;
    }

    static List<Fault> of(TortureSite site) {
        Faults faults = new Faults(site);
        faults.ofTheCentre();
        faults.ofTheDatabase();
        faults.ofTheBroker();
        faults.ofTheLine();
        site.terminals().forEach(faults::of);
        return List.copyOf(faults.all);
    }

    /// What cannot be done on this machine, and why.
    static List<String> lacking() {
        return Stream.of(SmallDisk.lacking(), FailingDisk.lacking(), JumpingWallClock.lacking(), PowerDisk.lacking())
                .flatMap(Optional::stream)
                .toList();
    }

    private void ofTheCentre() {
        site.servers().forEach(this::of);
        List<String> seats = site.servers().stream().map(Centre::name).toList();
        Fault.Able able = () -> site.servers().stream().allMatch(Centre::isServing);
        if (seats.size() > 1) {
            all.add(new Fault("kill-servers", seats, able, chance -> {
                site.killServers();
                return start(
                        chance, lasting(chance, 6_000), site::launchServers, site::killServers, LONGEST_OPENING_MILLIS);
            }));
        }
        site.power()
                .ifPresent(disk -> all.add(new Fault("cut-power-centre", seats, able, chance -> {
                    site.killServers();
                    disk.cut();
                    return new Blow("", lasting(chance, 6_000), () -> {
                        disk.mount();
                        site.launchServers();
                    });
                })));
    }

    private void of(Centre server) {
        all.add(new Fault("kill-centre", server.name(), server::isServing, chance -> {
            server.kill();
            return start(chance, lasting(chance, 6_000), server::launch, server::killIfRunning, LONGEST_OPENING_MILLIS);
        }));
    }

    /// It is killed while somebody uses it: else no server would ever come to its end of starting. The next start
    /// recovers what the last one left. It waits for nobody, and opens in less than a second.
    private void ofTheDatabase() {
        Fault.Able used = () -> site.servers().stream().anyMatch(Centre::isServing);
        site.database()
                .ifPresent(server -> all.add(new Fault(
                        "kill-database", "database", () -> server.isServing() && used.now(), chance -> {
                            server.kill();
                            return start(
                                    chance,
                                    lasting(chance, 6_000),
                                    server::launch,
                                    server::kill,
                                    LONGEST_RECOVERY_MILLIS);
                        })));
    }

    /// What it held is gone: it keeps nothing.
    private void ofTheBroker() {
        site.broker()
                .ifPresent(broker -> all.add(new Fault("kill-broker", "broker", broker::isServing, chance -> {
                    broker.kill();
                    return new Blow("", lasting(chance, 6_000), broker::launch);
                })));
    }

    /// Now and then what has just been started is killed again at once, somewhere in its opening.
    private static Blow start(
            SplittableRandom chance, Duration lasts, Blow.Step launch, Blow.Step kill, int longestOpening) {
        if (chance.nextInt(ONE_OF_DOUBLE) > 0) {
            return new Blow("", lasts, launch);
        }
        int opening = chance.nextInt(longestOpening);
        return new Blow("and again " + opening + " ms after its start", lasts, () -> {
            launch.take();
            Thread.sleep(opening);
            kill.take();
            launch.take();
        });
    }

    private void ofTheLine() {
        FaultyLine line = site.line();
        line("delay", chance -> new LineTrouble.Delayed(Duration.ofMillis(chance.nextInt(20, 1_500))), line);
        line(
                "half-open",
                chance -> new LineTrouble.HalfOpen(
                        chance.nextBoolean() ? LineTrouble.Way.TO_CENTRE : LineTrouble.Way.TO_TERMINAL),
                line);
        line("truncate", chance -> new LineTrouble.Truncated(chance.nextInt(4_000)), line);
        line("reset", chance -> new LineTrouble.Reset(chance.nextInt(4_000)), line);
        line("pull", _ -> new LineTrouble.Pulled(), line);
    }

    /// Draws a trouble.
    @FunctionalInterface
    private interface Draw {
        LineTrouble with(SplittableRandom chance);
    }

    private void line(String what, Draw draw, FaultyLine line) {
        all.add(new Fault(what, "line", () -> true, chance -> {
            LineTrouble trouble = draw.with(chance);
            line.suffer(trouble);
            return new Blow(trouble.toString(), lasting(chance, 5_000), line::heal);
        }));
    }

    private void of(TorturedTerminal terminal) {
        String name = terminal.name();
        all.add(new Fault("kill-terminal", name, terminal::isReady, chance -> {
            terminal.process().killIfAlive();
            return start(
                    chance,
                    lasting(chance, 3_000),
                    terminal::launch,
                    terminal.process()::killIfAlive,
                    LONGEST_OPENING_MILLIS);
        }));
        terminal.power()
                .ifPresent(disk -> all.add(new Fault("cut-power-terminal", name, terminal::isReady, chance -> {
                    terminal.process().killIfAlive();
                    disk.cut();
                    return new Blow("", lasting(chance, 3_000), () -> {
                        disk.mount();
                        terminal.launch();
                    });
                })));
        terminal.small()
                .ifPresent(disk -> all.add(new Fault("full-disk", name + "'s disk", () -> true, chance -> {
                    disk.fill();
                    return new Blow("", lasting(chance, 5_000), disk::free);
                })));
        terminal.failing().ifPresent(disk -> {
            String calls = name + "'s calls";
            all.add(new Fault("fail-sync", calls, terminal::isReady, chance -> fail(disk, Trouble.SYNC, 1, chance)));
            all.add(new Fault("fail-write", calls, terminal::isReady, chance -> {
                Trouble trouble = chance.nextBoolean() ? Trouble.WRITE : Trouble.SPACE;
                return fail(disk, trouble, share(chance), chance);
            }));
            // Java reads its own classes so, too: whoever could not is no longer what it was when the disk is well.
            all.add(new Fault("fail-read", List.of(name, calls), terminal::isReady, chance -> {
                Blow blow = fail(disk, Trouble.READ, share(chance), chance);
                return new Blow(blow.detail(), blow.lasts(), () -> {
                    terminal.process().killIfAlive();
                    terminal.launch();
                });
            }));
        });
        terminal.clock()
                .ifPresent(clock ->
                        all.add(new Fault("jump-clock", name + "'s clock", () -> true, chance -> jump(clock, chance))));
    }

    private static Blow fail(FailingDisk disk, Trouble trouble, double share, SplittableRandom chance)
            throws IOException {
        disk.begin(trouble, share);
        String detail = trouble == Trouble.SYNC ? "" : String.format(Locale.ROOT, "%s, %.2f of them", trouble, share);
        return new Blow(detail, lasting(chance, 4_000), () -> disk.end(trouble));
    }

    /// Of the calls that fail: now and then all of them, else so few that something is half done when one does.
    private static double share(SplittableRandom chance) {
        return chance.nextInt(ONE_OF_DOUBLE) == 0 ? 1 : Math.max(FEWEST, Math.pow(chance.nextDouble(), 2));
    }

    /// From seconds to years, both ways.
    private static Blow jump(JumpingWallClock clock, SplittableRandom chance) throws IOException {
        double most = Math.log((double) Duration.ofDays(365L * MOST_YEARS).toSeconds());
        long seconds = Math.round(Math.exp(chance.nextDouble(most)));
        Duration by = Duration.ofSeconds(chance.nextBoolean() ? seconds : -seconds);
        clock.jump(by);
        return new Blow("by " + by, Duration.ofSeconds(2).plus(lasting(chance, 5_000)), clock::back);
    }

    /// Now and then long enough for every timer of both sides to run out.
    private static Duration lasting(SplittableRandom chance, int mostMillis) {
        return Duration.ofMillis(
                chance.nextInt(ONE_OF_LONG) == 0 ? chance.nextInt(15_000, 60_000) : chance.nextInt(mostMillis));
    }
}
