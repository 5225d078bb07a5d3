package org.hongting.kiosk.health;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
    private final Supplier<Map<DeviceName, String>> kinds;
    private final Map<DeviceName, State> states = new HashMap<>();

    private record State(boolean present, @Nullable Long usedAt) {
        static final State NEW = new State(true, null);
    }

    /// @param kinds all devices there are now, with the word of what each is: another configuration has others
    public DeviceWatch(
            Supplier<Map<DeviceName, String>> kinds, CredentialReader.Listener listener, LongSupplier nanoTime) {
        this.kinds = kinds;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /// All devices as they are now.
    public synchronized List<DeviceHealth> devices() {
        long now = nanoTime.getAsLong();
        Map<DeviceName, String> there = kinds.get();
        states.keySet().retainAll(there.keySet());
        return there.entrySet().stream()
                .limit(Vitals.DEVICES)
                .map(entry -> {
                    State state = states.getOrDefault(entry.getKey(), State.NEW);
                    return new DeviceHealth(
                            entry.getKey().value(), entry.getValue(), state.present(), idle(state.usedAt(), now));
                })
                .toList();
    }

    private static @Nullable Long idle(@Nullable Long usedAt, long now) {
        return usedAt == null ? null : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(now - usedAt));
    }

    @Override
    public void onRead(CredentialRead read) {
        long now = nanoTime.getAsLong();
        keep(read.device(), before -> new State(true, now));
        listener.onRead(read);
    }

    @Override
    public void onFault(DeviceFault fault) {
        keep(fault.device(), before -> new State(false, before.usedAt()));
        listener.onFault(fault);
    }

    @Override
    public void onRecovered(DeviceName device) {
        keep(device, before -> new State(true, before.usedAt()));
        listener.onRecovered(device);
    }

    private synchronized void keep(DeviceName device, UnaryOperator<State> change) {
        states.put(device, change.apply(states.getOrDefault(device, State.NEW)));
    }
}
