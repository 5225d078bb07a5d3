package org.hongting.central.rollout;

import java.time.Duration;

/// One stage of a rollout: the next begins once every terminal of it has come to an end.
///
/// @param failPercent of its terminals: where so many have failed or fallen silent, and at least one has, the rollout
/// stops; 0 where the first one is too many
/// @param patience how long a terminal that may install has until it counts as silent
/// @param leastWorking how many kiosks of each building are to go on working meanwhile. Where a building has no more
/// than that, all but one are
/// @param atOnce how many terminals may be installing at one time
/// @param waits whether people decide after it that the next begins
public record Stage(int failPercent, Duration patience, int leastWorking, int atOnce, boolean waits) {
    private static final int WHOLE = 100;

    public Stage {
        if (failPercent < 0 || failPercent > WHOLE || !patience.isPositive() || leastWorking < 0 || atOnce < 1) {
            throw new IllegalArgumentException("not a stage of a rollout");
        }
    }

    boolean isTooMuch(long failed, long all) {
        return failed > 0 && failed * WHOLE >= (long) failPercent * all;
    }
}
