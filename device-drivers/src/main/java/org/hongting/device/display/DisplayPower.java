package org.hongting.device.display;

/// Power of the panel itself. Called on any thread; returns at once and throws nothing: a panel that cannot be switched
/// shows a black page instead.
public interface DisplayPower extends AutoCloseable {
    void light(boolean on);

    @Override
    void close();
}
