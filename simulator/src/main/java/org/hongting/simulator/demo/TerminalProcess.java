package org.hongting.simulator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hongting.kiosk.KioskMain;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.process.ChildProcess;

/// The demo's terminal as a process of its own, listening to what it tells. Everything it told is kept, over kills
/// and new starts: what a kiosk confirmed stays confirmed.
public final class TerminalProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-XX:+UseSerialGC",
            // Most live for a minute: compiling to the end would take half of all their time.
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m");

    private final Setting setting;
    private final Path log;
    private final Path transcript;
    private final List<KioskEvent> told = new ArrayList<>();
    private volatile Optional<ChildProcess> process = Optional.empty();

    /// How a terminal is started.
    ///
    /// @param virtualMachine further options of the Java virtual machine, like the headless platform
    /// @param environment added to this process's own, like another display
    public record Setting(List<String> virtualMachine, List<String> arguments, Map<String, String> environment) {
        private static final List<String> HEADLESS = List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

        public Setting {
            virtualMachine = List.copyOf(virtualMachine);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /// The same, compiled to the end as a kiosk that stands for days: for whoever measures it.
        Setting asShipped() {
            return new Setting(
                    Stream.concat(virtualMachine.stream(), Stream.of("-XX:TieredStopAtLevel=4"))
                            .toList(),
                    arguments,
                    environment);
        }

        public static Setting headless(List<String> arguments) {
            return new Setting(HEADLESS, arguments, Map.of());
        }

        static Setting windowed(List<String> arguments) {
            return new Setting(List.of(), arguments, Map.of());
        }

        Setting withArguments(List<String> more) {
            return new Setting(
                    virtualMachine,
                    Stream.concat(more.stream(), arguments.stream()).toList(),
                    environment);
        }
    }

    /// @param transcript of everything the terminal told
    TerminalProcess(Setting setting, Path log, Path transcript) {
        this.setting = setting;
        this.log = log;
        this.transcript = transcript;
    }

    /// Starts it and waits until it is ready for a card.
    public void start() throws IOException, InterruptedException {
        int before = position();
        launch();
        await("the terminal to be ready", before, KioskEvent.Ready.class, ready -> true);
    }

    /// Starts it and waits for nothing.
    public void launch() throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(setting.virtualMachine());
        process = Optional.of(ChildProcess.start(
                new ChildProcess.Program(
                        KioskMain.class.getName(), options, setting.arguments(), setting.environment()),
                log,
                this::hear));
    }

    /// Waits for its end.
    ///
    /// @return the exit code
    /// @throws DemoFailure if it does not come
    int awaitEnd() throws InterruptedException {
        ChildProcess running = process.orElseThrow();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (running.isAlive()) {
            if (System.nanoTime() > patience) {
                throw new DemoFailure("the terminal did not end");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        int code = running.await();
        process = Optional.empty();
        return code;
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        ChildProcess running = process.orElseThrow();
        process = Optional.empty();
        running.kill();
    }

    /// The same where it may have ended already: somebody closed its window, or its start failed.
    public void killIfAlive() throws InterruptedException {
        if (process.isPresent()) {
            kill();
        }
    }

    public void say(String line) {
        process.orElseThrow().say(line);
    }

    public boolean isAlive() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    /// How much was told so far: a place to wait from.
    public synchronized int position() {
        return told.size();
    }

    public synchronized List<KioskEvent> told() {
        return List.copyOf(told);
    }

    /// Waits for an event told after a position.
    ///
    /// @throws DemoFailure if it does not come
    <E extends KioskEvent> E await(String what, int after, Class<E> type, Predicate<E> condition)
            throws InterruptedException {
        return await(what, () -> told(after, type).filter(condition).findFirst());
    }

    /// Waits until the latest event of its kind, told after a position, says so.
    ///
    /// @throws DemoFailure if it does not come to that
    public <E extends KioskEvent> E awaitLatest(String what, int after, Class<E> type, Predicate<E> condition)
            throws InterruptedException {
        return await(what, () -> told(after, type).reduce((_, later) -> later).filter(condition));
    }

    /// Waits a while for an event told after a position.
    public synchronized <E extends KioskEvent> Optional<E> listen(Duration patience, int after, Class<E> type)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<E> heard = told(after, type).findFirst();
        while (heard.isEmpty() && System.nanoTime() < deadline) {
            wait(LOOK_AGAIN_MILLIS);
            heard = told(after, type).findFirst();
        }
        return heard;
    }

    private synchronized <E extends KioskEvent> E await(String what, Supplier<Optional<E>> heard)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<E> event = heard.get();
            if (event.isPresent()) {
                return event.get();
            }
            if (process.isPresent() && !process.get().isAlive()) {
                throw new DemoFailure("the terminal ended, and " + what + " was awaited; its log is " + log);
            }
            if (System.nanoTime() > deadline) {
                process.ifPresent(ChildProcess::writeThreads);
                throw new DemoFailure(
                        "waited in vain for " + what + "; the terminal's log, with what its threads are at, is " + log);
            }
            wait(LOOK_AGAIN_MILLIS);
        }
    }

    private <E extends KioskEvent> Stream<E> told(int after, Class<E> type) {
        return told.stream().skip(after).filter(type::isInstance).map(type::cast);
    }

    @Override
    public void close() {
        process.ifPresent(ChildProcess::close);
    }

    private void hear(String line) {
        try {
            Files.writeString(transcript, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KioskEvent.ofLine(line).ifPresent(this::keep);
    }

    private synchronized void keep(KioskEvent event) {
        told.add(event);
        notifyAll();
    }
}
