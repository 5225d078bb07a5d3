package org.hongting.protocol.draw;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hongting.protocol.record.Digest;

/// An order that follows from a seed and from nothing else, the same on every machine and in every language: the bytes
/// are SHA-256(seed, counter) for counter 0, 1, … as 8 bytes, read as unsigned numbers of 4 bytes, most significant
/// first. A number below n is drawn without leaning: what is not below the largest multiple of n is thrown away. The
/// order is that of Fisher and Yates, from the last place down to the second, in the form of Durstenfeld (1964,
/// Algorithm 235). For one use.
public final class Shuffle {
    private static final long RANGE = 1L << Integer.SIZE;

    private final byte[] seed;
    private long counter;
    private ByteBuffer block = ByteBuffer.allocate(0);

    public Shuffle(Digest seed) {
        this.seed = seed.bytes();
    }

    /// All of them, in the order that is drawn next.
    public <T> List<T> of(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, below(last + 1));
        }
        return shuffled;
    }

    /// The first of the order that is drawn next.
    ///
    /// @throws IllegalArgumentException if there are fewer
    public <T> List<T> some(List<T> all, int count) {
        if (count > all.size()) {
            throw new IllegalArgumentException(count + " of " + all.size());
        }
        return List.copyOf(of(all).subList(0, count));
    }

    private int below(int bound) {
        long fair = RANGE - RANGE % bound;
        long drawn = next();
        while (drawn >= fair) {
            drawn = next();
        }
        return (int) (drawn % bound);
    }

    private long next() {
        if (!block.hasRemaining()) {
            block = ByteBuffer.wrap(Digest.of(
                            seed,
                            ByteBuffer.allocate(Long.BYTES).putLong(counter).array())
                    .bytes());
            counter++;
        }
        return Integer.toUnsignedLong(block.getInt());
    }
}
