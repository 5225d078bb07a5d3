package org.hongting.simulator.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process on this machine has used, as the kernel and the Java machine in it say.
public record Resources(long pid) {
    private static final Pattern MOST = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /// Of one part of the heap, as `GC.heap_info` says it for each of Java's collectors.
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static final Pattern CLASSES = Pattern.compile("(?m)^ *(Metaspace|class space).*$");

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

    /// The most memory it had at any time, in bytes; zero where the kernel does not say.
    public long mostResident() {
        try {
            Matcher most = MOST.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return most.find() ? Long.parseLong(most.group(1)) * 1024 : 0;
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
