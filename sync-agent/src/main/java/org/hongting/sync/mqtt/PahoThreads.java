package org.hongting.sync.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// What the threads of a connection are.
enum PahoThreads {
    /// Threads of the machine, made by Paho for itself: a terminal has one connection, and its threads have names.
    ITS_OWN,
    /// Virtual ones.
    VIRTUAL;

    /// Paho sends, receives and calls back on a thread each for as long as it is connected; it also connects, ends and
    /// pings.
    private static final int AT_ONCE = 6;

    /// @return what Paho runs its threads on; null where it makes them
    @Nullable
    ScheduledExecutorService forPaho() {
        return switch (this) {
            case ITS_OWN -> null;
            case VIRTUAL ->
                new ScheduledThreadPoolExecutor(
                        AT_ONCE, Thread.ofVirtual().name("mqtt").factory());
        };
    }

    Thread daemon(Runnable step, String name) {
        return switch (this) {
            case ITS_OWN -> Thread.ofPlatform().daemon().name(name).unstarted(step);
            case VIRTUAL -> Thread.ofVirtual().name(name).unstarted(step);
        };
    }
}
