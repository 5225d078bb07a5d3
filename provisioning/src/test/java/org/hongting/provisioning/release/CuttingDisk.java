package org.hongting.provisioning.release;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Real files on a machine whose power fails, or whose disk is full, at the step of a number. A strict one also loses
/// what was not forced by then: contents are empty, and names are what they were.
final class CuttingDisk implements ReleaseDisk {
    private final ReleaseDisk real = ReleaseDisk.real();
    private final int at;
    private final Ending ending;
    private final Set<Path> unforced = new LinkedHashSet<>();
    private final Deque<Renamed> renamed = new ArrayDeque<>();
    private int step;

    enum Ending {
        /// Everything up to the step is on the disk.
        CUT,
        /// Only what was forced is.
        CUT_AND_LOST,
        /// Nothing more can be written from there on.
        FULL
    }

    /// The machine is off.
    static final class PowerCut extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /// @param before a copy of what bore the name, where something did
    private record Renamed(Path from, Path to, Optional<Path> before) {}

    /// @param at counted from 1; 0 for a machine whose power never fails
    CuttingDisk(int at, Ending ending) {
        this.at = at;
        this.ending = ending;
    }

    static CuttingDisk never() {
        return new CuttingDisk(0, Ending.CUT);
    }

    private boolean isOver() {
        step++;
        return at > 0 && (ending == Ending.FULL ? step >= at : step == at);
    }

    private void step() throws IOException {
        if (isOver()) {
            if (ending == Ending.FULL) {
                return; // what writes nothing needs no room
            }
            cut();
        }
    }

    private void cut() throws IOException {
        if (ending == Ending.CUT_AND_LOST) {
            while (!renamed.isEmpty()) {
                Renamed last = renamed.pop();
                if (Files.exists(last.to())) {
                    Files.move(last.to(), last.from());
                }
                if (last.before().isPresent()) {
                    Files.move(last.before().get(), last.to());
                }
            }
            for (Path file : unforced) {
                if (Files.exists(file)) {
                    Files.write(file, new byte[0]);
                }
            }
        }
        throw new PowerCut();
    }

    @Override
    public void write(Path file, long place, byte[] bytes, int length) throws IOException {
        if (isOver()) {
            real.write(file, place, bytes, length / 2);
            unforced.add(file);
            if (ending == Ending.FULL) {
                throw new IOException("No space left on device");
            }
            cut();
        }
        real.write(file, place, bytes, length);
        unforced.add(file);
    }

    @Override
    public void force(Path file) throws IOException {
        step();
        unforced.remove(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        Optional<Path> before = Optional.empty();
        if (ending == Ending.CUT_AND_LOST && Files.isRegularFile(to)) {
            before = Optional.of(
                    Files.copy(to, Files.createTempDirectory("before").resolve("file")));
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        renamed.push(new Renamed(from, to, before));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step();
        Path forced = folder.toAbsolutePath().normalize();
        renamed.removeIf(one -> one.to().toAbsolutePath().normalize().startsWith(forced));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        real.makeFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        real.delete(file);
    }

    @Override
    public long usable(Path folder) {
        return ending == Ending.FULL && at > 0 && step >= at ? 0 : Long.MAX_VALUE / 4;
    }
}
