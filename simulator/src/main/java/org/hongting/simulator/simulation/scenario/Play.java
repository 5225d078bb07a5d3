package org.hongting.simulator.simulation.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hongting.protocol.identity.MemberId;
import org.hongting.simulator.simulation.judge.Books;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.simulation.judge.Judge;
import org.hongting.simulator.simulation.world.CommitFault;
import org.hongting.simulator.simulation.world.Image;
import org.hongting.simulator.simulation.world.Network;
import org.hongting.simulator.simulation.world.Timeline;
import org.hongting.simulator.simulation.world.Trace;

/// One seed from its beginning to its verdict: some minutes with people at the doors and faults, then everything is
/// healed, and when all is quiet the judge looks.
public final class Play implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration LONGEST_HEALING = Duration.ofHours(2);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(6);
    private static final int MEMBERS = 40;
    private static final int AT_ONCE = 4;

    private final SplittableRandom chance;
    private final Timeline timeline = new Timeline();
    private final Trace trace = new Trace(timeline);
    private final Network network;
    private final Stage stage;
    private final Timeline.Lane fate;
    private final SimulatedCentre centre;
    private final List<SimulatedTerminal> terminals = new ArrayList<>();
    private final List<MemberId> members = new ArrayList<>();
    private final List<MemberId> shown = new ArrayList<>();
    private final long lengthMillis;

    /// @param folder for this seed alone
    public Play(long seed, Ground ground, Path folder, Optional<Defect> defect) {
        chance = new SplittableRandom(seed);
        network = new Network(timeline, chance.split(), trace);
        stage = new Stage(ground, folder, timeline, network, trace, defect);
        fate = timeline.lane(death -> {
            throw death;
        });
        centre = new SimulatedCentre(stage, chance.split());
        for (int i = chance.nextInt(8) == 0 ? Ground.MOST_TERMINALS : Ground.MOST_TERMINALS - 1; i > 0; i--) {
            int number = terminals.size();
            terminals.add(new SimulatedTerminal(
                    stage, Ground.idOf(number).value(), number, ground.terminal(), chance.split()));
        }
        for (int i = 0; i < MEMBERS; i++) {
            members.add(MemberId.draw(chance));
        }
        lengthMillis = chance.nextLong(30_000, 180_000);
    }

    public void run() {
        fate.execute(centre::start);
        terminals.forEach(terminal -> fate.execute(terminal::start));
        network.trouble(chance.nextBoolean() ? 0 : chance.nextDouble() * 0.25);
        for (int i = chance.nextInt(5, 11); i > 0; i--) {
            at(chance.nextLong(lengthMillis), event(chance.split()));
        }
        if (chance.nextInt(6) == 0) {
            tamper(chance.split());
        }
        pass(Duration.ofMillis(lengthMillis));
        heal();
        calm();
        if (books().broken().isEmpty()) {
            Judge.judge(
                    books(),
                    centre.database(),
                    terminals.stream().map(SimulatedTerminal::disk).toList());
        }
        books().broken().ifPresent(broken -> trace.add("judge", broken.invariant() + ": " + broken.detail()));
    }

    private void at(long millis, Runnable step) {
        fate.after(Duration.ofMillis(millis), step);
    }

    /// One thing that happens.
    private Runnable event(SplittableRandom dice) {
        SimulatedTerminal terminal = terminals.get(dice.nextInt(terminals.size()));
        return switch (dice.nextInt(20)) {
            case 0, 1 ->
                () -> {
                    terminal.kill(dice.nextBoolean());
                    at(dice.nextLong(20_000), terminal::start);
                };
            case 2 ->
                () -> {
                    terminal.kill(true);
                    terminal.spoil(dice);
                    at(dice.nextLong(20_000), terminal::start);
                };
            case 3 ->
                () -> {
                    centre.kill(dice.nextBoolean());
                    at(dice.nextLong(20_000), centre::start);
                };
            case 4, 5, 6 ->
                () -> {
                    terminal.arm(fault(dice), dice.nextInt(3), dice.nextInt(1, 4));
                    arrivals(terminal, dice);
                };
            case 7, 8 ->
                () -> {
                    centre.arm(fault(dice), dice.nextInt(3), dice.nextInt(1, 4));
                    at(30_000, centre::start);
                };
            case 9, 10 ->
                () -> {
                    network.cut(terminal.name(), dice.nextBoolean());
                    arrivals(terminal, dice);
                    at(dice.nextLong(40_000), () -> network.join(terminal.name()));
                };
            case 11 -> () -> terminal.jump(Duration.ofDays(dice.nextLong(-3650, 3651)));
            case 12 -> () -> erase(terminal, dice);
            default -> () -> arrivals(terminal, dice);
        };
    }

    private static CommitFault fault(RandomGenerator dice) {
        CommitFault[] all = CommitFault.values();
        return all[dice.nextInt(all.length)];
    }

    private void arrivals(SimulatedTerminal terminal, SplittableRandom dice) {
        for (int i = dice.nextInt(1, 5); i > 0; i--) {
            MemberId member = members.get(dice.nextInt(members.size()));
            shown.add(member);
            at(dice.nextLong(2_000), () -> terminal.read(member));
        }
    }

    /// Of somebody who was at a door the centre is told that nothing is to be kept, and they come to a door again that
    /// may not have heard of it.
    private void erase(SimulatedTerminal terminal, SplittableRandom dice) {
        MemberId member = shown.isEmpty() ? members.getFirst() : shown.get(dice.nextInt(shown.size()));
        centre.erase(member);
        at(dice.nextLong(5_000), () -> terminal.read(member));
    }

    /// A disk is copied and both copies go on, or an older state of it comes back.
    private void tamper(SplittableRandom dice) {
        SimulatedTerminal terminal = terminals.get(dice.nextInt(terminals.size()));
        long first = dice.nextLong(lengthMillis);
        long second = dice.nextLong(first, lengthMillis);
        if (dice.nextBoolean()) {
            at(first, () -> copy(terminal, second - first, dice));
        } else {
            at(first, () -> {
                Image backup = terminal.copyDisk();
                at(second - first, () -> {
                    terminal.restore(backup);
                    at(dice.nextLong(10_000), terminal::start);
                });
            });
        }
    }

    private void copy(SimulatedTerminal terminal, long later, SplittableRandom dice) {
        SimulatedTerminal copy = new SimulatedTerminal(
                stage, terminal.name() + "-copy", terminal.number(), terminal.copyDisk(), dice.split());
        trace.add(terminal.name(), "has its disk copied");
        books().copied(Ground.idOf(terminal.number()));
        at(later, () -> {
            terminals.add(copy);
            copy.start();
            arrivals(copy, dice);
        });
        arrivals(terminal, dice);
    }

    private void heal() {
        trace.add("fate", "all is healed");
        network.trouble(0);
        terminals.forEach(terminal -> network.join(terminal.name()));
        settle(() -> {
            // Whoever dies of what was on its way starts again by themselves, but for the centre.
            centre.heal();
            centre.start();
            terminals.forEach(SimulatedTerminal::heal);
            terminals.forEach(SimulatedTerminal::start);
        });
        pass(LAST_MESSAGES);
    }

    /// When all is well one person comes, which proves the line, and then several at once, so that several batches
    /// are under way.
    private void calm() {
        SimulatedTerminal terminal = terminals.getFirst();
        boolean looked = chance.nextInt(4) == 0;
        // Of two with one identity, only one can talk.
        if (!looked || !goesOn() || books().isTamperedWith(Ground.idOf(terminal.number()))) {
            return;
        }
        fate.execute(() -> terminal.read(MemberId.draw(chance)));
        settle(() -> {});
        long before = network.recordsSent();
        for (int i = 0; i < AT_ONCE; i++) {
            MemberId member = MemberId.draw(chance);
            at(i, () -> terminal.read(member));
        }
        settle(() -> {});
        long sent = network.recordsSent() - before;
        if (goesOn() && sent != AT_ONCE) {
            books().broken(Invariant.SENT_ONCE_IN_CALM, AT_ONCE + " records were sent as " + sent);
        }
    }

    /// @param mend what is done before each look
    private void settle(Runnable mend) {
        Duration settling = Duration.ZERO;
        do {
            mend.run();
            pass(STEP);
            settling = settling.plus(STEP);
        } while (goesOn() && !isQuiet() && settling.compareTo(LONGEST_HEALING) < 0);
        if (goesOn() && !isQuiet()) {
            books().broken(
                            Invariant.BECOMES_QUIET,
                            terminals.stream().map(SimulatedTerminal::waiting).collect(Collectors.joining("; ")));
        }
    }

    private void pass(Duration duration) {
        Duration left = duration;
        while (!left.isZero() && goesOn()) {
            Duration step = left.compareTo(LOOK) < 0 ? left : LOOK;
            timeline.pass(step, this::goesOn);
            terminals.forEach(SimulatedTerminal::tellBelief);
            left = left.minus(step);
        }
    }

    private boolean goesOn() {
        return books().broken().isEmpty();
    }

    private boolean isQuiet() {
        return centre.isUp() && terminals.stream().allMatch(SimulatedTerminal::isDone) && allHaveErased();
    }

    /// Of two disks with one identity, only one can talk.
    private boolean allHaveErased() {
        long erased = books().hasErased() ? centre.erased() : 0;
        return erased == 0
                || terminals.stream()
                        .filter(terminal -> !books().isTamperedWith(terminal.id()))
                        .allMatch(terminal -> terminal.erased() == erased);
    }

    public Books books() {
        return stage.books();
    }

    public Trace trace() {
        return trace;
    }

    /// Messages that arrived.
    public int carried() {
        return network.carried();
    }

    @Override
    public void close() {
        terminals.forEach(SimulatedTerminal::close);
        centre.kill(false);
    }
}
