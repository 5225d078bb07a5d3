package org.hongting.protocol.health;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything that a terminal measures of itself, in sections. A section that is absent is as it was before; a property
/// that is absent within a section is not known.
///
/// @param devices all of them; at most [#DEVICES]
public record Vitals(
        @Nullable MachineHealth machine,
        @Nullable DiskHealth disk,
        @Nullable ClockHealth clock,
        @Nullable LinkHealth link,
        @Nullable List<DeviceHealth> devices,
        @Nullable ScreenHealth screen,
        @Nullable RunHealth run) {
    public static final int DEVICES = 32;

    /// Nothing is known.
    public static final Vitals NONE = new Vitals(null, null, null, null, null, null, null);

    public Vitals {
        if (devices != null) {
            devices = List.copyOf(devices);
            if (devices.size() > DEVICES) {
                throw new IllegalArgumentException("no terminal has so many devices");
            }
        }
    }

    /// These, with every section that the later ones have in its place.
    public Vitals with(Vitals later) {
        return new Vitals(
                later.machine == null ? machine : later.machine,
                later.disk == null ? disk : later.disk,
                later.clock == null ? clock : later.clock,
                later.link == null ? link : later.link,
                later.devices == null ? devices : later.devices,
                later.screen == null ? screen : later.screen,
                later.run == null ? run : later.run);
    }

    /// Only the sections that are not the same in the other.
    public Vitals without(Vitals other) {
        return new Vitals(
                Objects.equals(machine, other.machine) ? null : machine,
                Objects.equals(disk, other.disk) ? null : disk,
                Objects.equals(clock, other.clock) ? null : clock,
                Objects.equals(link, other.link) ? null : link,
                Objects.equals(devices, other.devices) ? null : devices,
                Objects.equals(screen, other.screen) ? null : screen,
                Objects.equals(run, other.run) ? null : run);
    }

    public boolean saysNothing() {
        return equals(NONE);
    }
}
