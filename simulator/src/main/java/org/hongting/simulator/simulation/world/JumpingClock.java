package org.hongting.simulator.simulation.world;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The clocks of one machine in one boot: a monotonic one that counts virtual time, and one on the wall that may show
/// anything.
public final class JumpingClock implements TerminalClock {
    private final Timeline timeline;
    private final OffsetDateTime beginning;
    private final BootId boot;
    private final long bootedAt;
    private Duration off;

    /// @param beginning what a true clock shows at the beginning of virtual time
    /// @param off how far this one is off from the start
    public JumpingClock(Timeline timeline, OffsetDateTime beginning, BootId boot, Duration off) {
        this.timeline = timeline;
        this.beginning = beginning;
        this.boot = boot;
        this.bootedAt = timeline.now();
        this.off = off;
    }

    /// @param by as much more, or less, it shows from now on
    public void jump(Duration by) {
        off = off.plus(by);
    }

    public Duration off() {
        return off;
    }

    @Override
    public ClockReading read() {
        return new ClockReading(
                beginning.plusNanos(timeline.now()).plus(off), ClockQuality.GUESSED, boot, timeline.now() - bootedAt);
    }
}
