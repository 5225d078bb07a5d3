package org.hongting.central.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.time.ClockQuality;

/// Terminals that are well, to be changed by whoever tests.
public final class SampleFleet {
    public static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    public static final RunHealth RUN =
            new RunHealth("power-cut", "0.1.0", "Raspberry Pi 5", "Debian GNU/Linux 13 (trixie)", "25.0.1", null);

    /// Nothing is wrong.
    public static final Vitals WELL = new Vitals(
            new MachineHealth(52, 0, 3792, 2048, 211),
            new DiskHealth(29_000, 21_500, false, 870L, 10),
            new ClockHealth(ClockQuality.SYNCED, -120L),
            new LinkHealth(0, 0, 2, null, -61, NOW.plusSeconds(90L * 86_400)),
            List.of(
                    new DeviceHealth("card", DeviceHealth.READER, true, 75L),
                    new DeviceHealth("camera", DeviceHealth.CAMERA, true, null)),
            new ScreenHealth("es2", 1, 1_400),
            RUN);

    private SampleFleet() {}

    /// Vitals with one section changed.
    public static Vitals with(Vitals change) {
        return WELL.with(change);
    }

    public static Vitals with(MachineHealth machine) {
        return with(new Vitals(machine, null, null, null, null, null, null));
    }

    public static Vitals with(DiskHealth disk) {
        return with(new Vitals(null, disk, null, null, null, null, null));
    }

    public static Vitals with(ClockHealth clock) {
        return with(new Vitals(null, null, clock, null, null, null, null));
    }

    public static Vitals with(LinkHealth link) {
        return with(new Vitals(null, null, null, link, null, null, null));
    }

    public static Vitals with(List<DeviceHealth> devices) {
        return with(new Vitals(null, null, null, null, devices, null, null));
    }

    public static Vitals with(RunHealth run) {
        return with(new Vitals(null, null, null, null, null, null, run));
    }

    /// One that spoke a minute ago.
    public static Watched terminal(String id, String place, boolean online, Vitals vitals) {
        return new Watched(
                id,
                "Kiosk " + id,
                place,
                online,
                0,
                Optional.of(NOW.minusSeconds(7200)),
                online ? Optional.empty() : Optional.of(NOW.minusSeconds(3600)),
                Optional.of(new HealthBook.Heard(id, "0".repeat(32), 1, vitals, NOW.minusSeconds(60))));
    }
}
