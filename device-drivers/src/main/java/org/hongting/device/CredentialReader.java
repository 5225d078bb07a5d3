package org.hongting.device;

/// A device that reads credentials: a smart-card reader, a scanner, a camera.
///
/// A reader owns its hardware from [#open] until [#close] and is opened once. A device that is absent, or
/// goes away, is reported through [Listener#onFault]; the reader keeps trying with growing pauses and says
/// [Listener#onRecovered] when the device works again. A device that is absent at [#open] is no different:
/// `open` returns at once and the fault is told.
public interface CredentialReader extends AutoCloseable {
    DeviceName name();

    /// @throws DeviceException if this machine lacks what such a reader needs (a library, a program), so that
    ///     no trying again can help
    void open(Listener listener) throws DeviceException;

    /// Ends the reader's thread and lets the hardware go. No listener call begins after it returned. May be
    /// called twice.
    @Override
    void close();

    /// Hears one reader on that reader's own thread, one call at a time. Must return quickly. What it throws
    /// is logged and does not disturb the reader.
    interface Listener {
        void onRead(CredentialRead read);

        void onFault(DeviceFault fault);

        void onRecovered(DeviceName device);
    }
}
