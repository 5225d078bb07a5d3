package org.hongting.simulator.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hongting.simulator.process.Tool;

/// A file system of a few megabytes in memory, which can be filled up. Needs root.
public record SmallDisk(Path folder) implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    /// Why there can be none on this machine, or nothing.
    public static Optional<String> lacking() {
        return Tool.isRoot() ? Optional.empty() : Optional.of("a full disk needs root: it mounts a file system");
    }

    /// @param folder an empty one
    public static SmallDisk mount(Path folder) throws IOException {
        return mount(folder, 8);
    }

    /// @param folder an empty one
    public static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Tool.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0700", "hongting-test", folder.toString());
        return new SmallDisk(folder);
    }

    /// To the last byte.
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filling())) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException e) {
            // That is how a full disk says so.
            if (folder.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    public void free() throws IOException {
        Files.delete(filling());
    }

    @Override
    public void close() throws IOException {
        Tool.run("umount", folder.toString());
    }

    private Path filling() {
        return folder.resolve("filling");
    }
}
