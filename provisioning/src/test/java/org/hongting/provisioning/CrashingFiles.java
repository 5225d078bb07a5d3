package org.hongting.provisioning;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Arrays;
import org.hongting.provisioning.storage.FileOperations;

/// Real file operations until the world ends before the n-th of them, or until the disk refuses that one.
public final class CrashingFiles implements FileOperations {
    private final FileOperations real = FileOperations.real();
    private final int fatal;
    private final boolean crash;
    private int step;

    /// What a power cut looks like to the code it interrupts: nothing catches it.
    public static final class PowerCut extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private CrashingFiles(int fatal, boolean crash) {
        this.fatal = fatal;
        this.crash = crash;
    }

    /// @param step from 0
    public static CrashingFiles cutBefore(int step) {
        return new CrashingFiles(step, true);
    }

    public static CrashingFiles refusing(int step) {
        return new CrashingFiles(step, false);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        if (step == fatal && crash) {
            // A cut may also leave half a file behind.
            real.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
        count();
        real.write(file, bytes);
    }

    @Override
    public void force(Path file) throws IOException {
        count();
        real.force(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        count();
        real.move(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        count();
        real.forceDirectory(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        count();
        real.delete(file);
    }

    private void count() throws IOException {
        if (step++ == fatal) {
            if (crash) {
                throw new PowerCut();
            }
            throw new IOException("the disk refuses");
        }
    }
}
