package org.hongting.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A listener that keeps what it hears, in order, and can be made to throw.
public final class HeardByListener implements CredentialReader.Listener {
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean throwing;

    public void throwFromNowOn(boolean yes) {
        throwing = yes;
    }

    @Override
    public void onRead(CredentialRead read) {
        hear(read);
    }

    @Override
    public void onFault(DeviceFault fault) {
        hear(fault);
    }

    @Override
    public void onRecovered(DeviceName device) {
        hear(device);
    }

    private void hear(Object event) {
        threads.add(Thread.currentThread());
        heard.add(event);
        if (throwing) {
            throw new IllegalStateException("the listener throws, as asked");
        }
    }

    public CredentialRead awaitRead(Duration longest) {
        return await(CredentialRead.class, longest);
    }

    public DeviceFault awaitFault(Duration longest) {
        return await(DeviceFault.class, longest);
    }

    /// The next fault, past whatever is read until then.
    ///
    /// @param longest for each event that comes before it
    public DeviceFault awaitFaultPastReads(Duration longest) {
        Object event = await(Object.class, longest);
        while (event instanceof CredentialRead) {
            event = await(Object.class, longest);
        }
        assertThat(event).as("next event that is no read").isInstanceOf(DeviceFault.class);
        return (DeviceFault) event;
    }

    public DeviceName awaitRecovery(Duration longest) {
        return await(DeviceName.class, longest);
    }

    public List<Object> rest() {
        return List.copyOf(heard);
    }

    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    private <T> T await(Class<T> kind, Duration longest) {
        @Nullable Object event;
        try {
            event = heard.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
        assertThat(event).as("next event").isInstanceOf(kind);
        return kind.cast(event);
    }
}
