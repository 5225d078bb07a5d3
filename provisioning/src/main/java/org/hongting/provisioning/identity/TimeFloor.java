package org.hongting.provisioning.identity;

import java.time.Instant;
import java.time.InstantSource;
import org.hongting.provisioning.BuildTime;

/// The earliest time it can be now: the latest of everything known to lie in the past. A terminal without a
/// battery clock wakes up in 1970; certificates are judged at the later of this and its clock.
///
/// Raise it only by times that were themselves proven: a journal record made with a synchronised clock, a
/// document signed by the centre, a signed server time. One wrong future time would lock the terminal out until
/// that time.
public record TimeFloor(Instant instant) {
    /// What is known before anything was heard: the software exists already.
    public static TimeFloor ofBuild() {
        return new TimeFloor(BuildTime.instant());
    }

    /// @param past a time known to lie in the past
    public TimeFloor raisedTo(Instant past) {
        return past.isAfter(instant) ? new TimeFloor(past) : this;
    }

    /// The later of floor and clock.
    public Instant notBefore(Instant clock) {
        return clock.isBefore(instant) ? instant : clock;
    }

    /// A clock that never shows less than the floor.
    public InstantSource over(InstantSource clock) {
        return () -> notBefore(clock.instant());
    }
}
