package org.hongting.provisioning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/// When this software was built. No honest clock shows an earlier time, so it is the first lower bound of a
/// terminal that has none.
public final class BuildTime {
    private static final Instant INSTANT = read();

    private BuildTime() {}

    public static Instant instant() {
        return INSTANT;
    }

    private static Instant read() {
        try (InputStream stream = BuildTime.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return Instant.parse(properties.getProperty("time", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
