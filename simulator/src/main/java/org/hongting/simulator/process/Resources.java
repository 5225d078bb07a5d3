package org.hongting.simulator.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// What a process on this machine has used, as the kernel and the Java machine in it say.
public record Resources(long pid) {
    private static final Pattern MOST = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /// Of one part of the heap, as `GC.heap_info` says it for each of Java's collectors.
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static final Pattern CLASSES = Pattern.compile("(?m)^ *(Metaspace|class space).*$");

    /// Places of `/proc/PID/stat`, counted from the one behind the name.
    private static final int STATE = 0;

    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int UTIME_OF_ENDED = 13;
    private static final int STIME_OF_ENDED = 14;

    /// The kernel counts in hundredths of a second, whatever its own clock does.
    private static final long NANOS_A_TICK = 10_000_000;

    public static Resources of(long pid) {
        return new Resources(pid);
    }

    public static Resources ofThis() {
        return of(ProcessHandle.current().pid());
    }

    /// The time of processors that it has spent; zero once it is gone.
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /// The same with all that it has started: of those that have ended, what they had used by then.
    public Duration cpuOfAll() {
        return statistics()
                .map(fields -> Duration.ofNanos(LongStream.of(UTIME, STIME, UTIME_OF_ENDED, STIME_OF_ENDED)
                                .map(field -> Long.parseLong(fields[(int) field]))
                                .sum()
                        * NANOS_A_TICK))
                .orElse(Duration.ZERO)
                .plus(ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::children)
                        .map(child -> of(child.pid()).cpuOfAll())
                        .reduce(Duration.ZERO, Duration::plus));
    }

    /// Whether it runs: not once it has ended and nobody has asked how.
    public boolean isAlive() {
        return statistics().filter(fields -> !fields[STATE].equals("Z")).isPresent();
    }

    /// What the kernel says of it behind its name, which may hold anything.
    private Optional<String[]> statistics() {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The most memory it had at any time, in bytes; zero where the kernel does not say.
    public long mostResident() {
        return status(MOST);
    }

    /// The memory it has at this moment, in bytes; zero where the kernel does not say.
    public long resident() {
        return status(NOW);
    }

    private long status(Pattern line) {
        try {
            Matcher found = line.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /// What its objects need: the heap of a Java process of this user after a collection, in bytes.
    ///
    /// @throws IOException if it cannot be asked
    public long heapInUse() throws IOException, InterruptedException {
        if (pid == ProcessHandle.current().pid()) {
            MemoryMXBean own = ManagementFactory.getMemoryMXBean();
            own.gc();
            return own.getHeapMemoryUsage().getUsed();
        }
        ask("GC.run");
        String said = CLASSES.matcher(ask("GC.heap_info")).replaceAll("");
        Matcher used = USED.matcher(said);
        long bytes = 0;
        while (used.find()) {
            bytes += Long.parseLong(used.group(1)) * 1024;
        }
        return bytes;
    }

    private String ask(String what) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid, what))
                .redirectErrorStream(true)
                .start();
        String said = new String(asking.getInputStream().readAllBytes(), UTF_8);
        if (asking.waitFor() != 0) {
            throw new IOException("process " + pid + " does not say: " + said.strip());
        }
        return said;
    }
}
