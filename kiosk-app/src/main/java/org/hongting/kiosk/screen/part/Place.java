package org.hongting.kiosk.screen.part;

/// Where this terminal stands and who helps there.
///
/// @param name as it is shown in the top bar, like "North Campus Station · 301"; empty while it is not known
/// @param contact whom to turn to when the kiosk cannot help, like a name and a telephone; empty for "person in
/// charge"
public record Place(String name, String contact) {
    public static final Place UNKNOWN = new Place("", "");
}
