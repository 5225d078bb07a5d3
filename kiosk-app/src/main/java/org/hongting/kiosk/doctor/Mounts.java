package org.hongting.kiosk.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the folders of a machine are on: whether they keep what is written to them.
public final class Mounts {
    /// What somebody does whose data folder forgets.
    public static final String REMEDY =
            "put the data folder on a real partition (with overlayroot: overlayroot=tmpfs:recurse=0)";

    private static final Set<String> VOLATILE = Set.of("tmpfs", "overlay", "ramfs");

    private final Machine machine;

    public Mounts(Machine machine) {
        this.machine = machine;
    }

    /// @return the kind of file system under the folder, if that forgets everything at a restart
    /// @throws IOException if nobody can say
    public Optional<String> forgetful(Path folder) throws IOException {
        return fileSystemOf(nearestFolder(folder).toRealPath()).filter(VOLATILE::contains);
    }

    static Path nearestFolder(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// The kind of the mount with the longest path above the folder, from /proc/mounts.
    private Optional<String> fileSystemOf(Path folder) throws IOException {
        Path mounts = machine.path("/proc/mounts");
        if (!Files.exists(mounts)) {
            return Optional.empty();
        }
        record Mount(Path at, String kind) {}
        List<Mount> all = Files.readAllLines(mounts, UTF_8).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length > 2)
                .map(words -> new Mount(Path.of(words[1].replace("\\040", " ")), words[2]))
                .toList();
        return all.stream()
                .filter(mount -> folder.startsWith(mount.at()))
                .max(Comparator.comparingInt(mount -> mount.at().getNameCount()))
                .map(Mount::kind);
    }
}
