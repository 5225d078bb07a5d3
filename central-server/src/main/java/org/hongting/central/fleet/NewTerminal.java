package org.hongting.central.fleet;

/// What is settled about a terminal before there is a machine for it.
///
/// @param name what people call it, 1 to 64 characters
/// @param place where it will stand, at most 64 characters: the building first, then the room
/// @param group the id of a group of terminals, which it joins if there still is one by then; empty for none
/// @param serial the number that the machine's maker gave it, where no other machine may claim; empty where any may
public record NewTerminal(String name, String place, String group, String serial) {
    private static final int LINE = 64;
    private static final int GROUP = 32;

    /// @throws IllegalArgumentException if one of them is out of its bounds
    public NewTerminal {
        name = name.strip();
        place = place.strip();
        serial = serial.strip();
        if (isNoName(name) || isNoLine(place)) {
            throw new IllegalArgumentException("name and place are single lines of at most 64 characters");
        }
        if (isNoLine(serial) || group.length() > GROUP || isNoLine(group)) {
            throw new IllegalArgumentException("a serial number is a single line of at most 64 characters");
        }
    }

    public NewTerminal(String name, String place) {
        this(name, place, "", "");
    }

    static boolean isNoName(String text) {
        return text.isBlank() || isNoLine(text);
    }

    static boolean isNoLine(String text) {
        return text.length() > LINE || text.chars().anyMatch(Character::isISOControl);
    }
}
