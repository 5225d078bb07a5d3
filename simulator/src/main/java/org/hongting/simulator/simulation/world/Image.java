package org.hongting.simulator.simulation.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// What lies on a disk of one database: the file and its write-ahead log.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Image(byte[] file, byte[] log) {
    private static final int SECTOR = 512;

    /// With nothing in the log.
    public static Image of(byte[] file) {
        return new Image(file, new byte[0]);
    }

    /// What is left when the power fails while a commit is written, between the state before it and the one after:
    /// each sector that was being written is there, is not, or is neither. What SQLite syncs first is there whole
    /// before it touches what comes after: while the file itself changes, the log is already safe.
    static Image torn(Image before, Image after, RandomGenerator chance) {
        return Arrays.equals(before.file, after.file)
                ? new Image(after.file, torn(before.log, after.log, chance))
                : new Image(torn(before.file, after.file, chance), after.log);
    }

    private static byte[] torn(byte[] before, byte[] after, RandomGenerator chance) {
        byte[] torn = after.clone();
        // Most cuts come when all or nothing of it is written; a disk that was asked for nothing else is quick.
        int all = chance.nextInt(4);
        int length = all > 1 ? after.length : Math.max(before.length, chance.nextInt(after.length + 1));
        for (int start = 0; start < torn.length; start += SECTOR) {
            int end = Math.min(start + SECTOR, torn.length);
            boolean same = end <= before.length && Arrays.equals(before, start, end, after, start, end);
            if (same || all == 3) {
                continue;
            }
            switch (chance.nextInt(3)) {
                case 0 -> {}
                case 1 -> putBack(before, torn, start, end);
                default -> garble(before, torn, start, end, chance);
            }
        }
        return Arrays.copyOf(torn, length);
    }

    private static void putBack(byte[] before, byte[] torn, int start, int end) {
        for (int i = start; i < end; i++) {
            torn[i] = i < before.length ? before[i] : 0;
        }
    }

    /// Bytes that were not being written stay as they are: SQLite relies on that, and disks keep it.
    private static void garble(byte[] before, byte[] torn, int start, int end, RandomGenerator chance) {
        for (int i = start; i < end; i++) {
            if (i >= before.length || before[i] != torn[i]) {
                torn[i] = (byte) chance.nextInt();
            }
        }
    }

    /// The same file with a log that ends early.
    Image logUpTo(long bytes) {
        return new Image(file, Arrays.copyOf(log, (int) Math.min(bytes, log.length)));
    }
}
