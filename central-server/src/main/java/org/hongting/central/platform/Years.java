package org.hongting.central.platform;

/// The years that somebody who types a date can mean. Dates far beyond them are well formed, and no sum with them is.
public final class Years {
    private static final int FIRST = 2000;
    private static final int LAST = 2999;

    private Years() {}

    public static boolean isMeant(int year) {
        return year >= FIRST && year <= LAST;
    }
}
