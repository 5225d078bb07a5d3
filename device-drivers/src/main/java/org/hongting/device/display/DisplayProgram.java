package org.hongting.device.display;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Switches the panel by a program of the machine, which is given `on` or `off`. Which one that is differs from
/// machine to machine, so whoever sets it up says so. One call at a time; what came meanwhile counts last.
public final class DisplayProgram implements DisplayPower {
    private static final System.Logger LOG = System.getLogger(DisplayProgram.class.getName());
    private static final int PATIENCE_SECONDS = 10;

    private final String program;
    private final ExecutorService calls = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("display").factory());
    private volatile boolean wanted = true;
    private boolean now = true;

    public DisplayProgram(String program) {
        this.program = program;
    }

    @Override
    public void light(boolean on) {
        wanted = on;
        try {
            calls.execute(this::follow);
        } catch (RejectedExecutionException _) {
            // Closed: the panel was switched on for whatever comes next.
        }
    }

    private void follow() {
        boolean on = wanted;
        if (on == now) {
            return;
        }
        now = on;
        try {
            Process process = new ProcessBuilder(program, on ? "on" : "off")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.log(System.Logger.Level.WARNING, "{0} does not end", program);
            } else if (process.exitValue() != 0) {
                LOG.log(System.Logger.Level.WARNING, "{0} ended with {1}", program, process.exitValue());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the panel cannot be switched: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The panel is left on.
    @Override
    public void close() {
        light(true);
        calls.shutdown();
        try {
            if (!calls.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                calls.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
