package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What the figures were measured on, as far as it decides them.
///
/// @param fsyncPerSecond appends of 4 KiB, each made durable, in the folder for temporary files
record Machine(int cpus, long fsyncPerSecond, String jdk) {
    private static final int SYNCS = 200;

    static Machine look() throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                syncs(),
                Runtime.version().toString());
    }

    private static long syncs() throws IOException {
        Path file = Files.createTempFile("hongting-sync-", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(4096);
            long start = System.nanoTime();
            for (int i = 0; i < SYNCS; i++) {
                channel.write(block.clear());
                channel.force(false);
            }
            return Math.round(SYNCS / ((System.nanoTime() - start) / 1e9));
        } finally {
            Files.delete(file);
        }
    }
}
