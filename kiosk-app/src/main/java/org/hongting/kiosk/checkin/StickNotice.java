package org.hongting.kiosk.checkin;

/// What whoever put a stick in should know before pulling it out.
///
/// @param records written onto it; of meaning where it is ready
public record StickNotice(Phase phase, long records) {
    public enum Phase {
        /// It is being read and written.
        WORKING,
        /// It may be pulled out.
        READY,
        /// It is not for this terminal; nothing was written.
        FOREIGN,
        /// It was full, write-protected or pulled out too early.
        FAILED
    }
}
