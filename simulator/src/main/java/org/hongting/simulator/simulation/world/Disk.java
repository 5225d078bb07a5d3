package org.hongting.simulator.simulation.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The disk of one process while that runs: a folder with one database file. What outlives the process is an [Image].
///
/// Whoever commits with `synchronous=FULL` has synced all there is when the commit returns: then a power cut between
/// two commits takes nothing, and one within a commit takes what that commit was writing and nothing else.
public final class Disk {
    private final Path file;
    private final int forgotten;
    private final List<Long> commits = new ArrayList<>();

    /// @param folder a new one, for this disk alone
    /// @param forgotten how many of the last commits a power cut takes: 0 for a disk that does what it is asked
    public Disk(Path folder, Image image, int forgotten) {
        this.file = folder.resolve("disk.db");
        this.forgotten = forgotten;
        try {
            Files.createDirectories(folder);
            Files.write(file, image.file());
            if (image.log().length > 0) {
                Files.write(log(), image.log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    private Path log() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /// Everything as it lies there now: what is left of a process that is killed while its machine goes on.
    public Image image() {
        try {
            return new Image(Files.readAllBytes(file), Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is left when the power fails between two commits.
    public Image afterPowerCut() {
        Image image = image();
        if (forgotten == 0 || commits.isEmpty()) {
            return image;
        }
        int left = commits.size() - 1 - forgotten;
        return image.logUpTo(left < 0 ? 0 : commits.get(left));
    }

    /// A commit has returned.
    void committed() {
        if (forgotten == 0) {
            return;
        }
        try {
            long length = Files.exists(log()) ? Files.size(log()) : 0;
            if (!commits.isEmpty() && commits.getLast() > length) {
                commits.clear(); // the log was moved into the file and began anew
            }
            commits.add(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the folder away, once nobody has the file open.
    public void discard() {
        try {
            for (String end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
            }
            Path folder = file.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
