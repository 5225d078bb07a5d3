package org.hongting.central.health;

import java.util.List;

/// Which building a place lies in: terminals of one hang on one network and one fuse. People write the building first
/// and the room behind it.
public final class Building {
    private static final List<String> BETWEEN = List.of("·", "/", "-", "—", ",", ",", " ");

    private Building() {}

    /// What stands before the last of the first sign that divides: `北校区主楼 · 301` and `北校区主楼 302` are one building;
    /// a place of one word is a building of its own.
    public static String of(String place) {
        String plain = place.strip();
        for (String sign : BETWEEN) {
            int at = plain.lastIndexOf(sign);
            if (at > 0) {
                return plain.substring(0, at).strip();
            }
        }
        return plain;
    }
}
