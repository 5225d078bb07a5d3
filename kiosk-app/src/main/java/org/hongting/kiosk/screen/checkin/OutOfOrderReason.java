package org.hongting.kiosk.screen.checkin;

/// Why the kiosk takes nobody in for now.
public enum OutOfOrderReason {
    /// The journal cannot be written durably.
    JOURNAL,
    /// No device that could read a card or a code is there.
    NO_READER
}
