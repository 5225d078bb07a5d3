package org.hongting.provisioning.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.identity.BootId;

/// A file that says whether the program runs, so that the next start knows how the one before ended. It is of use to
/// people and nothing rests on it: where it cannot be written, the terminal runs all the same.
public final class RunMarker {
    private static final System.Logger LOG = System.getLogger(RunMarker.class.getName());
    private static final String RUNNING = "running";
    private static final int MOST_BYTES = 256;

    private final Path file;
    private final BootId boot;

    private RunMarker(Path file, BootId boot) {
        this.file = file;
        this.boot = boot;
    }

    /// A marker of this boot in that folder; nothing is read or written yet.
    public static RunMarker in(Path folder, BootId boot) {
        return new RunMarker(folder.resolve("run"), boot);
    }

    /// Says why this start is, and from now on that the program runs.
    public StartReason begin() {
        StartReason reason = reason(read(), boot.value());
        write(RUNNING);
        return reason;
    }

    /// The program ends in order.
    public void end(Ending how) {
        write(how.word());
    }

    /// @param left the lines that the run before left: its boot, and what it said last; none where there was no run
    static StartReason reason(List<String> left, String boot) {
        if (left.size() != 2) {
            // Neither a file nor one that was cut off in the middle tells of a run.
            return left.isEmpty() ? StartReason.FIRST : StartReason.POWER_CUT;
        }
        String said = left.get(1);
        if (said.equals(Ending.STOPPED.word())) {
            return StartReason.ORDERLY;
        }
        if (said.equals(Ending.RESTART.word())) {
            return StartReason.COMMAND;
        }
        return left.getFirst().equals(boot) ? StartReason.CRASH : StartReason.POWER_CUT;
    }

    private List<String> read() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return List.of("");
            }
            List<String> left = Files.readAllLines(file);
            return left.isEmpty() ? List.of("") : left;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "how the last run ended cannot be read: {0}", e.getMessage());
            return List.of("");
        }
    }

    private void write(String said) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, boot + "\n" + said + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "how this run ends cannot be kept: {0}", e.getMessage());
        }
    }
}
