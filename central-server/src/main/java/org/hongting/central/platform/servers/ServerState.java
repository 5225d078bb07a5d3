package org.hongting.central.platform.servers;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.lease.ServerId;

/// One start of one server, as it told of itself.
///
/// @param host the machine's name
/// @param folder of its data
/// @param heard its last word, by the clock of the database where there are several servers
/// @param shards what it has of the fleet now
/// @param lines to its broker; the one inside is one that is always up
public record ServerState(
        ServerId id,
        String host,
        String folder,
        String software,
        Instant begun,
        Instant heard,
        Standing standing,
        boolean leads,
        SortedSet<Integer> shards,
        List<LineState> lines) {
    public ServerState {
        shards = Collections.unmodifiableSortedSet(new TreeSet<>(shards));
        lines = List.copyOf(lines);
    }

    public enum Standing {
        HERE,
        /// It says nothing any more, and did not say that it goes.
        SILENT,
        /// It was stopped in order.
        ENDED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Like `0–20, 33`.
    public String shardRanges() {
        StringBuilder ranges = new StringBuilder();
        int last = Integer.MIN_VALUE;
        boolean isRun = false;
        for (int shard : shards) {
            if (shard == last + 1) {
                isRun = true;
            } else {
                ranges.append(isRun ? "–" + last : "")
                        .append(ranges.isEmpty() ? "" : ", ")
                        .append(shard);
                isRun = false;
            }
            last = shard;
        }
        return ranges.append(isRun ? "–" + last : "").toString();
    }

    public boolean isHere() {
        return standing == Standing.HERE;
    }

    /// Whether terminals reach it.
    public boolean hears() {
        return isHere() && lines.stream().anyMatch(LineState::up);
    }
}
