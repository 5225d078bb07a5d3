package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// One setting that all terminals of the site share. A terminal passes over those it does not know.
///
/// @param id which setting, like [#PHONE_ADDRESS]
public record SettingEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String value) {
    /// Where phones reach the centre: `https://…`, without a stroke at its end. Without it terminals offer phones
    /// nothing to scan.
    public static final String PHONE_ADDRESS = "phone-address";

    /// Where terminals reach the centre over HTTPS, likewise. Without it they keep their attachments.
    public static final String TERMINAL_ADDRESS = "terminal-address";

    /// Where the school is: what "today" and "09:00" mean there, as a name of the time zone database like
    /// `Asia/Shanghai`. Until a terminal is told, its machine's own zone serves.
    public static final String ZONE = "zone";

    private static final int ZONE_CHARACTERS = 64;

    /// The zone of that name; nothing where it is unknown here.
    public static Optional<ZoneId> zone(String name) {
        if (name.length() > ZONE_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
