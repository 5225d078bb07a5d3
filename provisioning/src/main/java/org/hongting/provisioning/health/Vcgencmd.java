package org.hongting.provisioning.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// The program of Raspberry Pi OS that asks the firmware. It answers in some milliseconds, or is given up.
public final class Vcgencmd implements Throttling {
    private static final Path PROGRAM = Path.of("/usr/bin/vcgencmd");
    private static final long PATIENCE_SECONDS = 2;
    private static final int MOST_BYTES = 64;

    private Vcgencmd() {}

    /// The program where it is installed.
    public static Throttling ofThisMachine() {
        return Files.isExecutable(PROGRAM) ? new Vcgencmd() : NONE;
    }

    @Override
    public OptionalInt bits() {
        try {
            Process process = new ProcessBuilder(PROGRAM.toString(), "get_throttled")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return OptionalInt.empty();
                }
                return parse(new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.US_ASCII));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /// @param said like `throttled=0x50005`
    static OptionalInt parse(String said) {
        String bits = said.strip().replaceFirst("^throttled=", "");
        try {
            return OptionalInt.of(Integer.decode(bits));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
