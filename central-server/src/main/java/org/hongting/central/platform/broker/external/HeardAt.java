package org.hongting.central.platform.broker.external;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.identity.TerminalId;

/// At which addresses of the broker something came lately in a terminal's name. Whether it was the terminal is not
/// known here, where no signature is checked, and what was signed may have been said elsewhere before: so no word
/// takes an address away, only time does. Whoever speaks in another's name makes frames go to one address more.
///
/// @param <L> an address
final class HeardAt<L> {
    /// A terminal says hello every four hours at least, and so is always among those that count.
    static final Duration COUNTS = Duration.ofHours(5);

    private final int most;
    private final Map<TerminalId, Map<L, Long>> heard = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TerminalId, Map<L, Long>> eldest) {
            return size() > most;
        }
    };

    /// @param most of how many terminals it is known; more would be names that somebody made up
    HeardAt(int most) {
        this.most = most;
    }

    /// @param now of any clock that nobody sets, in nanoseconds
    synchronized void heard(TerminalId terminal, L at, long now) {
        heard.computeIfAbsent(terminal, _ -> HashMap.newHashMap(2)).put(at, now);
    }

    /// @return nothing where it is not known
    synchronized List<L> of(TerminalId terminal, long now) {
        Map<L, Long> known = heard.get(terminal);
        if (known == null) {
            return List.of();
        }
        known.values().removeIf(last -> now - last > COUNTS.toNanos());
        return List.copyOf(known.keySet());
    }
}
