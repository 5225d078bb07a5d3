package org.hongting.central.platform.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Moments as they stand in the database: UTC text with milliseconds, `2026-11-22T01:00:03.120Z`, so that order of
/// text is order of time.
public final class UtcText {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private UtcText() {}

    public static String of(Instant moment) {
        return FORM.format(moment);
    }

    public static Instant parse(String text) {
        return Instant.parse(text);
    }
}
