package org.hongting.central.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// From what was so and what is seen to what is so now. Pure: two servers that see the same come to the same.
///
/// Something fires once it was seen without a break for as long as its rule says, and clears once it was not seen for
/// [#CALM] without a break. Where nobody knows, what has fired stays and what has not is forgotten. What is not looked
/// at any more (a revoked terminal, a rule that was turned off) clears at once.
public final class AlertSteps {
    /// So that what comes and goes is one alert and not ten.
    public static final Duration CALM = Duration.ofMinutes(2);

    private AlertSteps() {}

    /// @param open everything that is so after this step, fired or not
    public record Step(Map<AlertKey, AlertState> open, List<AlertKey> fired, List<AlertKey> cleared) {}

    /// @param lasting how long something has to last, by rule
    public static Step next(
            Map<AlertKey, AlertState> open,
            Map<AlertKey, Observation> seen,
            Function<AlertRule, Duration> lasting,
            Instant now) {
        Map<AlertKey, AlertState> after = new TreeMap<>();
        List<AlertKey> fired = new ArrayList<>();
        List<AlertKey> cleared = new ArrayList<>();
        Set<AlertKey> keys = new TreeSet<>(open.keySet());
        keys.addAll(seen.keySet());
        for (AlertKey key : keys) {
            AlertState before = open.get(key);
            AlertState next = next(before, seen.get(key), lasting.apply(key.rule()), now);
            if (next != null) {
                after.put(key, next);
            }
            boolean was = before != null && before.hasFired();
            boolean is = next != null && next.hasFired();
            if (is && !was) {
                fired.add(key);
            } else if (was && !is) {
                cleared.add(key);
            }
        }
        return new Step(after, List.copyOf(fired), List.copyOf(cleared));
    }

    private static @Nullable AlertState next(
            @Nullable AlertState before, @Nullable Observation seen, Duration lasting, Instant now) {
        if (seen == null) {
            return null;
        }
        return switch (seen.finding()) {
            case YES -> {
                AlertState state = before == null ? AlertState.begin(now, seen.detail()) : before.goOn(seen.detail());
                boolean due = !seen.muted() && passed(state.since(), now).compareTo(lasting) >= 0;
                yield state.hasFired() || !due ? state : state.fire(now);
            }
            case UNSURE -> before == null || !before.hasFired() ? null : before.goOn("");
            case NO -> before == null || !before.hasFired() ? null : calmer(before, now);
        };
    }

    private static @Nullable AlertState calmer(AlertState before, Instant now) {
        Instant since = before.calmSince();
        if (since == null || since.isAfter(now)) {
            return before.calm(now);
        }
        return passed(since, now).compareTo(CALM) >= 0 ? null : before;
    }

    /// A clock that was set back makes nothing older.
    private static Duration passed(Instant from, Instant now) {
        return from.isAfter(now) ? Duration.ZERO : Duration.between(from, now);
    }
}
