package org.hongting.kiosk.checkin;

/// Heads at one meeting, as this kiosk knows them: its own reads and what it has heard of other kiosks.
///
/// @param expected members on the list
/// @param present members who have arrived, on time or late
/// @param late those of them who were shown as late here or are late by the centre's dates
/// @param away members on leave who have not come all the same
public record Headcount(int expected, int present, int late, int away) {
    public Headcount {
        if (expected < 0 || present < 0 || late < 0 || away < 0 || late > present) {
            throw new IllegalArgumentException("heads cannot be negative, nor more of them late than present");
        }
    }

    /// Heads where nobody is known to be on leave.
    public Headcount(int expected, int present, int late) {
        this(expected, present, late, 0);
    }

    Headcount withAway(int onLeave) {
        return new Headcount(expected, present, late, onLeave);
    }
}
