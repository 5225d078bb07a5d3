package org.hongting.kiosk.clock;

/// What stands behind the system's clock.
public interface ClockHardware {
    /// A time source has set the clock in this boot and keeps it.
    boolean isDisciplined();

    /// A battery-backed clock carried the time over the last power cut.
    boolean hasBatteryClock();
}
