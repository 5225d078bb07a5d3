package org.hongting.simulator.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of a few megabytes in memory.
public record SmallDisk(Path folder) implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    static SmallDisk mount(Path folder) throws IOException {
        return mount(folder, 8);
    }

    public static SmallDisk mount(Path folder, int megabytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0700", "hongting-test", folder.toString());
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
        run("umount", folder.toString());
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
