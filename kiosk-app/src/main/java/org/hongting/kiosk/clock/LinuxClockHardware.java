package org.hongting.kiosk.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hongting.protocol.identity.BootId;

/// What Linux says of its clock: systemd-timesyncd touches a file once it has synchronised in this boot, and a
/// hardware clock shows in sysfs.
public final class LinuxClockHardware implements ClockHardware {
    private static final Path SYNCHRONIZED = Path.of("/run/systemd/timesync/synchronized");
    private static final Path BATTERY_CLOCK = Path.of("/sys/class/rtc/rtc0");
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    @Override
    public boolean isDisciplined() {
        return Files.exists(SYNCHRONIZED);
    }

    @Override
    public boolean hasBatteryClock() {
        return Files.exists(BATTERY_CLOCK);
    }

    /// The kernel's name for this boot.
    public static BootId bootId() {
        try {
            return new BootId(Files.readString(BOOT_ID).strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
