package org.hongting.simulator.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A Java program of ours as a process of its own, on the JDK and class path of this one. What it prints on standard
/// output goes line by line to a listener, on a thread of this object; what it prints on standard error goes to a log
/// file. It does not outlive this process, unless this one is killed with SIGKILL.
public final class ChildProcess implements AutoCloseable {
    private static final Duration TERMINATION = Duration.ofSeconds(15);
    private static final Duration WRITTEN = Duration.ofSeconds(2);

    private final Process process;
    private final BufferedWriter input;
    private final Thread hook = Thread.ofPlatform().unstarted(this::end);

    private ChildProcess(Process process) {
        this.process = process;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    }

    /// What is started.
    ///
    /// @param options of the Java virtual machine
    /// @param environment added to this process's own
    public record Program(
            String mainClass, List<String> options, List<String> arguments, Map<String, String> environment) {
        public Program {
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /// Starts a main class.
    ///
    /// @param log where standard error goes, appended
    public static ChildProcess start(Program program, Path log, Consumer<String> onLine) throws IOException {
        return start(Host.THIS, program, log, onLine);
    }

    /// Starts a main class on a machine.
    ///
    /// @param log where standard error goes, appended
    public static ChildProcess start(Host host, Program program, Path log, Consumer<String> onLine) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // All processes of one site tell the time alike, whatever this one was started with.
        command.add("-Duser.timezone=" + ZoneId.systemDefault().getId());
        // Standard output is for the listener; what the virtual machine says of itself is for the log.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.addAll(program.options());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.mainClass());
        command.addAll(program.arguments());
        return started(host, command, program.environment(), log, onLine);
    }

    /// Starts a command of the machine.
    ///
    /// @param log where what it says goes, appended
    public static ChildProcess start(Host host, List<String> command, Path log) throws IOException {
        return started(host, command, Map.of(), log, _ -> {});
    }

    private static ChildProcess started(
            Host host, List<String> command, Map<String, String> environment, Path log, Consumer<String> onLine)
            throws IOException {
        List<String> whole = new ArrayList<>(host.entry());
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread.ofPlatform().daemon().name("output of " + command.getFirst()).start(() -> listen(process, onLine));
        ChildProcess child = new ChildProcess(process);
        child.endWithUs();
        return child;
    }

    /// Writes one line to its standard input.
    ///
    /// @throws UncheckedIOException if it has ended
    public void say(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Has it write the stacks of all its threads to the log, as a program does that is sent SIGQUIT: why it hangs is
    /// seen there. It goes on running.
    public void writeThreads() {
        try {
            new ProcessBuilder("kill", "-QUIT", "" + process.pid()).start().waitFor();
            Thread.sleep(WRITTEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until it ends by itself.
    ///
    /// @return its exit status
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /// Kills it as a power cut would: SIGKILL, no chance to say good-bye. Returns when it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        forgetHook();
    }

    /// Asks it to end and waits; kills it if it does not.
    @Override
    public void close() {
        end();
        forgetHook();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(TERMINATION.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void endWithUs() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending already, and nobody would end this one.
            process.destroyForcibly();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending: the hook runs by itself.
        }
    }

    private static void listen(Process process, Consumer<String> onLine) {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                onLine.accept(line);
            }
        } catch (IOException e) {
            // The process was killed while it was speaking: what it said so far was heard.
        }
    }
}
