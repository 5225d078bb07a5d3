package org.hongting.central.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts wrong passwords and locks for a while: by account and address together, so that a stranger elsewhere cannot
/// lock out the secretary, and by address alone, so that one machine cannot try many accounts. Kept in memory and
/// bounded. Safe for use by many threads.
public final class SignInAttempts {
    static final int TRIES = 5;
    static final int TRIES_OF_ADDRESS = 30;
    static final Duration LOCK = Duration.ofMinutes(10);

    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant last) {}

    public SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /// How long it stays locked; nothing where it is not.
    public synchronized Optional<Duration> lockedFor(String account, String address) {
        Duration both = remaining(key(account, address), TRIES);
        Duration alone = remaining(address, TRIES_OF_ADDRESS);
        Duration longer = both.compareTo(alone) > 0 ? both : alone;
        return longer.isPositive() ? Optional.of(longer) : Optional.empty();
    }

    public synchronized void failed(String account, String address) {
        count(key(account, address));
        count(address);
    }

    public synchronized void succeeded(String account, String address) {
        failures.remove(key(account, address));
    }

    private Duration remaining(String key, int tries) {
        Failures known = failures.get(key);
        if (known == null || known.count() < tries) {
            return Duration.ZERO;
        }
        return Duration.between(clock.instant(), known.last().plus(LOCK));
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures known = failures.get(key);
        int before = known == null || known.last().plus(LOCK).isBefore(now) ? 0 : known.count();
        failures.put(key, new Failures(before + 1, now));
    }

    private static String key(String account, String address) {
        return account + "\n" + address;
    }
}
