package org.hongting.provisioning.health;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.Vitals;
import org.jspecify.annotations.Nullable;

/// Which differences are worth a message. Each number is compared with the one that was said last, so that one that
/// wavers about the border between two steps is said once and not for ever.
final class Differences {
    private static final int CELSIUS = 3;
    private static final long MEMORY = 256;
    private static final long OWN_MEMORY = 64;
    private static final int PERCENT_OF_DISK = 2;
    private static final long WRITTEN = 1024;
    private static final long OFFSET_MILLIS = 5_000;
    private static final long OLDEST_SECONDS = 300;
    private static final int SIGNAL = 10;

    private Differences() {}

    /// The sections of what was measured in which something is worth saying; whole sections, as they are now.
    static Vitals between(Vitals said, Vitals measured) {
        return new Vitals(
                pick(said.machine(), measured.machine(), Differences::machine),
                pick(said.disk(), measured.disk(), Differences::disk),
                pick(said.clock(), measured.clock(), Differences::clock),
                pick(said.link(), measured.link(), Differences::link),
                pick(said.devices(), measured.devices(), Differences::devices),
                pick(said.screen(), measured.screen(), Differences::screen),
                pick(said.run(), measured.run(), (before, now) -> !before.equals(now)));
    }

    private static <S> @Nullable S pick(@Nullable S before, @Nullable S now, BiPredicate<S, S> differ) {
        return now == null || (before != null && !differ.test(before, now)) ? null : now;
    }

    private static boolean machine(MachineHealth before, MachineHealth now) {
        return apart(number(before.celsius()), number(now.celsius()), CELSIUS)
                || !Objects.equals(before.throttled(), now.throttled())
                || before.memory() != now.memory()
                || Math.abs(before.free() - now.free()) >= MEMORY
                || Math.abs(before.used() - now.used()) >= OWN_MEMORY;
    }

    private static boolean disk(DiskHealth before, DiskHealth now) {
        return before.total() != now.total()
                || Math.abs(before.percentFree() - now.percentFree()) >= PERCENT_OF_DISK
                || before.readOnly() != now.readOnly()
                || apart(before.written(), now.written(), WRITTEN)
                || !Objects.equals(before.worn(), now.worn());
    }

    private static boolean clock(ClockHealth before, ClockHealth now) {
        return before.quality() != now.quality() || apart(before.offset(), now.offset(), OFFSET_MILLIS);
    }

    private static boolean link(LinkHealth before, LinkHealth now) {
        return magnitude(before.pending()) != magnitude(now.pending())
                || (before.oldest() == 0) != (now.oldest() == 0)
                || Math.abs(before.oldest() - now.oldest()) >= OLDEST_SECONDS
                || before.connects() != now.connects()
                || !Objects.equals(before.problem(), now.problem())
                || apart(number(before.signal()), number(now.signal()), SIGNAL)
                || !before.certificateEnd().equals(now.certificateEnd());
    }

    /// When a device was used last is of use to people and worth no message of its own.
    private static boolean devices(List<DeviceHealth> before, List<DeviceHealth> now) {
        return !before.stream()
                .map(Differences::withoutUse)
                .toList()
                .equals(now.stream().map(Differences::withoutUse).toList());
    }

    private static DeviceHealth withoutUse(DeviceHealth device) {
        return new DeviceHealth(device.device(), device.kind(), device.present(), null);
    }

    private static boolean screen(ScreenHealth before, ScreenHealth now) {
        return !before.equals(now);
    }

    /// None, some, some ten, some hundred …
    private static int magnitude(long count) {
        return count == 0 ? 0 : Long.toString(count).length();
    }

    private static @Nullable Long number(@Nullable Integer value) {
        return value == null ? null : Long.valueOf(value);
    }

    private static boolean apart(@Nullable Long before, @Nullable Long now, long step) {
        if (before == null || now == null) {
            return !Objects.equals(before, now);
        }
        return Math.abs(before - now) >= step;
    }
}
