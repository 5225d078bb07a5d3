package org.hongting.device;

/// A device is not doing its work. The reader keeps trying to come back; this is told once for each outage,
/// and again when its kind changes.
///
/// @param reason one English sentence for the log and for whoever looks after the terminal
public record DeviceFault(DeviceName device, Kind kind, String reason) {
    /// What is wrong with the device.
    public enum Kind {
        /// It was not there when it was looked for.
        ABSENT,
        /// It was there and went away.
        LOST,
        /// Another process holds it.
        BUSY,
        /// It is there and does not work as it should.
        FAILED
    }
}
