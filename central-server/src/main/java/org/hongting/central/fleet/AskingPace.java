package org.hongting.central.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one address may ask what costs the centre a signature or a row before anybody is proven. A whole school
/// may stand behind one address, so a burst of hundreds is let through; a machine that asks without end is not. Kept in
/// memory and bounded. Safe for use by many threads.
final class AskingPace {
    /// As many terminals as are switched on together, twice over.
    static final int BURST = 1_200;

    /// What comes back of it.
    static final int A_SECOND = 20;

    private static final int REMEMBERED = 4_096;

    private final InstantSource clock;
    private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Allowance(double left, Instant at) {}

    AskingPace(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether the address may ask now; if so, it has asked.
    synchronized boolean admits(String address) {
        Instant now = clock.instant();
        Allowance known = allowances.getOrDefault(address, new Allowance(BURST, now));
        double since = Math.max(0, Duration.between(known.at(), now).toMillis() / 1e3);
        double left = Math.min(BURST, known.left() + since * A_SECOND);
        boolean admitted = left >= 1;
        allowances.put(address, new Allowance(admitted ? left - 1 : left, now));
        return admitted;
    }
}
