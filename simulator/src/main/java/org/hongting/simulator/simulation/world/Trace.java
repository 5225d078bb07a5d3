package org.hongting.simulator.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.hongting.protocol.record.Digest;

/// What happened, in order. All of it is hashed, so that two runs can be compared; the last lines are kept to be read.
/// Nothing stands in it that differs between two runs of one seed, like a signature.
public final class Trace {
    private static final int KEPT = 400;

    private final Timeline timeline;
    private final Deque<String> last = new ArrayDeque<>();
    private final MessageDigest hash = Digest.sha256();
    private long events;

    public Trace(Timeline timeline) {
        this.timeline = timeline;
    }

    /// @param who the process it happened to
    public void add(String who, String what) {
        String line = String.format(Locale.ROOT, "%10.3f s  %-10s %s", timeline.now() / 1e9, who, what);
        hash.update(line.getBytes(UTF_8));
        hash.update((byte) '\n');
        events++;
        last.add(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /// The last lines.
    public List<String> last() {
        return List.copyOf(last);
    }

    public long events() {
        return events;
    }

    /// The hash of all lines until now.
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(((MessageDigest) hash.clone()).digest())
                    .substring(0, 16);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this platform can be copied", e);
        }
    }
}
