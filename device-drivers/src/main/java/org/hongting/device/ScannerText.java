package org.hongting.device;

import java.util.regex.Pattern;

/// The text of a hand scanner without what scanners add by themselves: the AIM identifier (`]Q1`, ISO/IEC
/// 15424) and the character-set mark of the code (`\000026`, ECI).
public final class ScannerText {
    private static final Pattern ADDED = Pattern.compile("^(?:\\][A-Za-z][0-9A-Za-z])?(?:\\\\0000\\d\\d)?");

    private ScannerText() {}

    public static String strip(String scanned) {
        return ADDED.matcher(scanned).replaceFirst("");
    }
}
