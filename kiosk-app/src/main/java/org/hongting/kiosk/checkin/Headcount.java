package org.hongting.kiosk.checkin;

/// Heads at one meeting, as this kiosk knows them: its own reads and what it has heard of other kiosks.
///
/// @param expected members on the list
/// @param present members who have arrived, on time or late
/// @param late those of them who were shown as late here or are late by the centre's dates
/// @param guests those present whom nobody expected; counted only at meetings with rules
public record Headcount(int expected, int present, int late, int guests) {
    public Headcount {
        if (expected < 0 || present < 0 || late < 0 || late > present || guests < 0 || guests > present) {
            throw new IllegalArgumentException("heads cannot be negative, nor more of them late than present");
        }
    }

    /// Heads of people who are expected.
    public Headcount(int expected, int present, int late) {
        this(expected, present, late, 0);
    }
}
