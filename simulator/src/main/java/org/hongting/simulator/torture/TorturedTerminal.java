package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.DemoFolder;
import org.hongting.simulator.demo.DemoSite;
import org.hongting.simulator.demo.TerminalProcess;
import org.hongting.simulator.fault.FailingDisk;
import org.hongting.simulator.fault.JumpingWallClock;
import org.hongting.simulator.fault.PowerDisk;
import org.hongting.simulator.fault.SmallDisk;

/// A real terminal in a folder of its own, with what this machine has to torture it by. Its methods are called by one
/// thread, but for its process's.
final class TorturedTerminal implements AutoCloseable {
    private final String name;
    private final DemoFolder folder;
    private final TerminalProcess process;
    private final Optional<SmallDisk> small;
    private final Optional<PowerDisk> power;
    private final Optional<FailingDisk> failing;
    private final Optional<JumpingWallClock> clock;
    private int launchedAt;

    /// Which kind of disk it gets, where the machine can give it one.
    enum Medium {
        /// In memory: it can be filled up.
        SMALL,
        /// In a file: its power can be cut.
        POWERED
    }

    private TorturedTerminal(
            DemoFolder folder,
            Optional<SmallDisk> small,
            Optional<PowerDisk> power,
            Optional<FailingDisk> failing,
            Optional<JumpingWallClock> clock)
            throws IOException {
        this.name = String.valueOf(folder.root().getFileName());
        this.folder = folder;
        this.small = small;
        this.power = power;
        this.failing = failing;
        this.clock = clock;
        TerminalProcess.Setting headless =
                TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "800x600"));
        this.process = DemoSite.terminalOf(
                folder, new TerminalProcess.Setting(headless.virtualMachine(), headless.arguments(), environment()));
    }

    /// Lays its folder, and mounts its disk.
    static TorturedTerminal lay(Path root, Medium medium) throws IOException {
        DemoFolder folder = DemoFolder.create(root);
        Optional<SmallDisk> small =
                medium == Medium.SMALL && SmallDisk.lacking().isEmpty()
                        ? Optional.of(SmallDisk.mount(folder.terminal()))
                        : Optional.empty();
        Optional<PowerDisk> power =
                medium == Medium.POWERED && PowerDisk.lacking().isEmpty()
                        ? Optional.of(PowerDisk.mount(folder.terminal(), root.resolve("disk")))
                        : Optional.empty();
        return new TorturedTerminal(
                folder,
                small,
                power,
                FailingDisk.lacking().isEmpty()
                        ? Optional.of(new FailingDisk(folder.root().resolve("calls")))
                        : Optional.empty(),
                JumpingWallClock.lacking().isEmpty()
                        ? Optional.of(new JumpingWallClock(folder.root().resolve("clock")))
                        : Optional.empty());
    }

    /// Both libraries stand between the process and the C library.
    private Map<String, String> environment() throws IOException {
        Map<String, String> both = new HashMap<>();
        if (failing.isPresent()) {
            both.putAll(failing.get().environment());
        }
        if (clock.isPresent()) {
            clock.get()
                    .environment()
                    .forEach((key, value) -> both.merge(key, value, (one, other) -> one + " " + other));
        }
        return both;
    }

    String name() {
        return name;
    }

    DemoFolder folder() {
        return folder;
    }

    TerminalProcess process() {
        return process;
    }

    /// Starts it and waits for nothing.
    void launch() throws IOException {
        launchedAt = process.position();
        process.launch();
    }

    /// Whether it takes cards.
    boolean isReady() throws InterruptedException {
        return process.isAlive()
                && process.listen(Duration.ZERO, launchedAt, KioskEvent.Ready.class)
                        .isPresent();
    }

    /// Waits until the last start came to something.
    ///
    /// @throws org.hongting.simulator.demo.DemoFailure if it did not
    void awaitReady() throws InterruptedException {
        process.awaitLatest(name + " to be ready", launchedAt, KioskEvent.Ready.class, _ -> true);
    }

    Path journal() {
        return folder.terminal().resolve("terminal.db");
    }

    Optional<SmallDisk> small() {
        return small;
    }

    Optional<PowerDisk> power() {
        return power;
    }

    Optional<FailingDisk> failing() {
        return failing;
    }

    Optional<JumpingWallClock> clock() {
        return clock;
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (small.isPresent()) {
            small.get().close();
        }
        if (power.isPresent()) {
            power.get().close();
        }
    }
}
