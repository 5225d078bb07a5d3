package org.hongting.kiosk.table;

/// Heads at one meeting, as this kiosk knows them: its own reads and what it has heard of other kiosks.
///
/// @param expected members on the list
/// @param present members who have arrived, on time or late
/// @param late those of them who were shown as late here or are late by the centre's dates
/// @param guests those present whom nobody expected
/// @param away members on leave who have not come all the same
/// @param visitors guests on no roster, whom somebody in charge counted here; not among those present
public record Headcount(int expected, int present, int late, int guests, int away, int visitors) {
    public Headcount {
        boolean possible = expected >= 0 && present >= 0 && late >= 0 && guests >= 0 && away >= 0 && visitors >= 0;
        if (!possible || late > present || guests > present) {
            throw new IllegalArgumentException("heads cannot be negative, nor more of them late than present");
        }
    }

    /// Heads of people who are expected, where nobody is known to be on leave.
    public Headcount(int expected, int present, int late) {
        this(expected, present, late, 0, 0);
    }

    /// Heads without anybody who was only counted.
    public Headcount(int expected, int present, int late, int guests, int away) {
        this(expected, present, late, guests, away, 0);
    }

    /// Everybody who sits in.
    public int sittingIn() {
        return guests + visitors;
    }
}
