package org.hongting.kiosk.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.Vitals;
import org.jspecify.annotations.Nullable;

/// Passes everything that readers say on, and keeps of it who is there and when each was used last. Safe for use by
/// many threads.
public final class DeviceWatch implements CredentialReader.Listener {
    private final CredentialReader.Listener listener;
    private final LongSupplier nanoTime;
    private final Map<DeviceName, State> states = new LinkedHashMap<>();

    private record State(
            String kind, boolean present, @Nullable Long usedAt) {}

    /// @param kinds all devices, with the word of what each is
    public DeviceWatch(Map<DeviceName, String> kinds, CredentialReader.Listener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        kinds.forEach((device, kind) -> states.put(device, new State(kind, true, null)));
    }

    /// All devices as they are now.
    public synchronized List<DeviceHealth> devices() {
        long now = nanoTime.getAsLong();
        return states.entrySet().stream()
                .limit(Vitals.DEVICES)
                .map(entry -> new DeviceHealth(
                        entry.getKey().value(),
                        entry.getValue().kind(),
                        entry.getValue().present(),
                        idle(entry.getValue().usedAt(), now)))
                .toList();
    }

    private static @Nullable Long idle(@Nullable Long usedAt, long now) {
        return usedAt == null ? null : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(now - usedAt));
    }

    @Override
    public void onRead(CredentialRead read) {
        long now = nanoTime.getAsLong();
        keep(read.device(), before -> new State(before.kind(), true, now));
        listener.onRead(read);
    }

    @Override
    public void onFault(DeviceFault fault) {
        keep(fault.device(), before -> new State(before.kind(), false, before.usedAt()));
        listener.onFault(fault);
    }

    @Override
    public void onRecovered(DeviceName device) {
        keep(device, before -> new State(before.kind(), true, before.usedAt()));
        listener.onRecovered(device);
    }

    private synchronized void keep(DeviceName device, UnaryOperator<State> change) {
        states.computeIfPresent(device, (_, before) -> change.apply(before));
    }
}
