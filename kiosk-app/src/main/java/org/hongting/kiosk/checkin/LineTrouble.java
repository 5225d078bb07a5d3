package org.hongting.kiosk.checkin;

/// What people should know of this terminal's line to the centre while it goes on taking arrivals.
public enum LineTrouble {
    /// Another machine reports under this terminal's name: was its disk copied?
    TAKEN_OVER,
    /// The centre does not know this terminal (any more).
    UNKNOWN
}
